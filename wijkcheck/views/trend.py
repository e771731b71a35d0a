"""A figure over the periods that a project file has known."""

from dataclasses import dataclass
from datetime import date

from wijkcheck.project import store
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.periods import whole_months

_FIGURES = "figures/"


@dataclass(frozen=True)
class Point:
    """A figure in one period; a side is missing where a delivery was."""

    period: str
    municipality: int | None
    team: int | None


def trend(file: ProjectFile, measure: str, period_rule: str, team: str) -> list[Point]:
    """Return a figure in each period that was reconciled, the oldest first."""
    points = []
    for name in store.names(file, _FIGURES):
        figures = store.read_table(file, name)
        if figures is None:
            continue
        group = figures["measure"].eq(measure) & figures["period_rule"].eq(period_rule)
        values = figures.loc[group & figures["team"].eq(team), ["municipality_value", "team_value"]]
        for both in values.astype(object).where(values.notna(), None).to_numpy().tolist():
            points.append(Point(period_name(name.removeprefix(_FIGURES)), *both))
    return points


def period_name(period: str) -> str:
    """Return a period in short.

    >>> period_name("2026-07-01/2026-09-30"), period_name("2026-02-01/2026-02-28")
    ('Q3 2026', '2026-02')
    """
    start, end = map(date.fromisoformat, period.split("/"))
    months = whole_months(start, end)
    if months == 1:
        return f"{start:%Y-%m}"
    if months == 3 and start.month % 3 == 1:
        return f"Q{(start.month + 2) // 3} {start.year}"
    if months == 12 and start.month == 1:
        return str(start.year)
    return f"{start} – {end}"
