"""Periods: how many whole months one has, and which comes after it."""

from calendar import monthrange
from datetime import date, timedelta


def whole_months(start: date, end: date) -> int | None:
    """Return how many months a period has, None where it has not only whole ones.

    >>> whole_months(date(2026, 7, 1), date(2026, 9, 30))
    3
    """
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return None
    return (end.year - start.year) * 12 + end.month - start.month + 1


def following(start: date, end: date) -> tuple[date, date]:
    """Return the first and last day of the period after this one: as many months, else days.

    >>> following(date(2026, 1, 1), date(2026, 1, 31))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    first, months = end + timedelta(days=1), whole_months(start, end)
    if months is None:
        return first, first + (end - start)
    years, month = divmod(first.month + months - 2, 12)
    return first, date(first.year + years, month + 1, monthrange(first.year + years, month + 1)[1])
