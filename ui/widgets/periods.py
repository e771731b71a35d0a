"""The periods that a new project may be about, by their names."""

from collections.abc import Callable
from datetime import date, timedelta

_QUARTERS = 6

Period = tuple[date, date]  # its first and last day


def offered(text: Callable[..., str], today: date) -> list[tuple[str, Period]]:
    """Return the last quarters, the last that is over first, this year and the one before."""
    found: list[tuple[str, Period]] = []
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    for _ in range(_QUARTERS):
        last = first - timedelta(days=1)
        first = date(last.year, last.month - 2, 1)
        name = text("window_quarter", number=(last.month + 2) // 3, year=last.year)
        found.append((name, (first, last)))
    years = (
        (str(year), (date(year, 1, 1), date(year, 12, 31))) for year in (today.year, today.year - 1)
    )
    return [*found, *years]
