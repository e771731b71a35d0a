"""Small worlds for the figures' tests: records of both sides, their pairs, and a slow count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.comparison import ComparisonSettings, Differences
from wijkcheck.comparison import run as compare
from wijkcheck.figures import FiguresSettings, run
from wijkcheck.matching.tables import Pairs
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT, Findings, record_columns, record_ids

TOEWIJZINGEN, CLIENTEN = RecordType.TOEWIJZINGEN, RecordType.CLIENTEN
START, END = date(2026, 7, 1), date(2026, 9, 30)
SETTINGS = FiguresSettings(
    scope={},
    reference_date=END,
    period_start=START,
    period_end=END,
    end_included=True,
    not_delivered={},
    teams=(),
)
COLUMNS = ("team", "ingangsdatum", "einddatum", "wet", "toewijzingnummer", "leveringsvorm")


@dataclass(frozen=True)
class Record:
    """One record: whose, of which team, from when until when; None is an empty cell."""

    person: str
    team: str | None = "Noord"
    start: date | None = date(2026, 1, 1)
    end: date | None = None
    wet: str | None = "wmo"
    unreadable: str | None = None
    number: str | None = "1"
    vorm: str | None = "zin"


@dataclass(frozen=True)
class World:
    """Both sides' records, and which are the same: positions in ``left`` and ``right``."""

    left: Sequence[Record]
    right: Sequence[Record]
    pairs: Sequence[tuple[int, int, str]] = ()
    copies: Sequence[tuple[Side, int, int]] = ()
    person_pairs: Sequence[tuple[str, str, str]] | None = None
    kind: RecordType = TOEWIJZINGEN
    no_start: bool = False  # the team's source has no ingangsdatum

    def side(self, side: Side) -> Sequence[Record]:
        return self.left if side is Side.MUNICIPALITY else self.right


def records_of(world: World, side: Side) -> pd.DataFrame:
    """Return the records table of one side."""
    rows = world.side(side)
    wanted = record_columns(world.kind)
    made = pd.DataFrame(
        {
            "source": f"{side}.csv",
            "row": np.arange(2, len(rows) + 2),
            "team": [r.team for r in rows],
            "ingangsdatum": pd.to_datetime([r.start for r in rows]),
            "einddatum": pd.to_datetime([r.end for r in rows]),
            "wet": [r.wet for r in rows],
            "toewijzingnummer": [r.number for r in rows],
            "leveringsvorm": [r.vorm for r in rows],
            "unreadable": [r.unreadable for r in rows],
        }
    ).reindex(columns=list(wanted))
    for name in (r.unreadable for r in rows if r.unreadable):
        made[name] = made[name].mask(made["unreadable"].eq(name).fillna(False))
    if world.no_start and side is Side.TEAM:
        made["ingangsdatum"] = pd.NaT
    made = made.astype(wanted)
    made.index = record_ids(world.kind, f"{side}.csv", pd.Index(made["row"]))
    return made


def columns_of(world: World) -> pd.DataFrame:
    """Return mapping's Columns: both sources have all that a Record has."""
    had = [
        (f"{side}.csv", name)
        for side in Side
        for name in COLUMNS
        if not (world.no_start and side is Side.TEAM and name == "ingangsdatum")
    ]
    return pd.DataFrame(
        {
            "source": [s for s, _ in had],
            "column": [n for _, n in had],
            "field": [n for _, n in had],
            "status": "taken",
            "confidence": 1.0,
            "reason": pd.Series([None] * len(had), dtype=TEXT),
            "details": pd.Series([None] * len(had), dtype=TEXT),
        }
    ).astype({"source": TEXT, "column": TEXT, "field": TEXT, "status": TEXT})


def pairs_table(pairs: Sequence[tuple[str, str, str]]) -> pd.DataFrame:
    """Return Pairs of (left, right, status)."""
    made = Pairs.empty().reindex(range(len(pairs)))
    for at, name in enumerate(("left_id", "right_id", "status")):
        made[name] = pd.array([pair[at] for pair in pairs], dtype=TEXT)
    return made.fillna({"probability": 1.0, "weight": 9.0, "basis": "bsn"})


def tables(world: World) -> dict[str, Any]:
    """Return what the earlier stages hand on of a world."""
    records = {(side, world.kind): records_of(world, side) for side in Side}
    ids = {side: records[side, world.kind].index for side in Side}
    persons = pd.concat(
        pd.DataFrame(
            {
                "person_id": [f"{side}:{r.person}" for r in world.side(side)],
                "side": [str(side)] * len(ids[side]),
                "record_id": ids[side].to_numpy(object),
            }
        ).astype(TEXT)
        for side in Side
    )
    people = world.person_pairs
    if people is None:
        both = {r.person for r in world.left} & {r.person for r in world.right}
        people = [(person, person, "certain") for person in sorted(both)]
    ones, others = ids[Side.MUNICIPALITY], ids[Side.TEAM]
    return {
        "records": records,
        "columns": columns_of(world),
        "persons": persons.reset_index(drop=True),
        "person_pairs": pairs_table(
            [(f"{Side.MUNICIPALITY}:{a}", f"{Side.TEAM}:{b}", s) for a, b, s in people]
        ),
        "pairs": pairs_table([(ones[a], others[b], s) for a, b, s in world.pairs]),
        "copies": pd.DataFrame(
            {
                "side": [str(side) for side, _, _ in world.copies],
                "record_id": [ids[side][at] for side, at, _ in world.copies],
                "first_id": [ids[side][of] for side, _, of in world.copies],
            }
        ).astype(TEXT),
    }


def figures_of(
    world: World, decisions: pd.DataFrame | None = None, *, compared: bool = True, **changes: Any
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Compare and count a world; without comparing every cause is the figures' own."""
    given = tables(world)
    settings = FiguresSettings(**{**vars(SETTINGS), **changes})
    differences = _differences(given, settings) if compared else Differences.empty()
    return run(differences=differences, settings=settings, decisions=decisions, **given)


def _differences(given: dict[str, Any], settings: FiguresSettings) -> pd.DataFrame:
    comparison = ComparisonSettings(
        tolerance={},
        scope=settings.scope,
        reference_date=settings.reference_date,
        period_start=settings.period_start,
        period_end=settings.period_end,
        not_delivered=settings.not_delivered,
    )
    return compare(findings=Findings.empty(), settings=comparison, **given)


def runs_on(record: Record, day: date, *, no_start: bool = False) -> bool:
    """Tell, slowly, whether a record runs on a day."""
    if record.unreadable:
        return False
    start = date.min if no_start or record.start is None else record.start
    end = record.end or date.max
    return start <= day <= end


def days(first: date, last: date) -> list[date]:
    """Return every day from the first to the last."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def value(figures: pd.DataFrame, measure: str, rule: str, team: str, column: str) -> Any:
    """Return one cell of Figures."""
    row = figures[
        (figures["measure"] == measure)
        & (figures["period_rule"] == rule)
        & (figures["team"] == team)
    ]
    assert len(row) == 1
    return row[column].iloc[0]
