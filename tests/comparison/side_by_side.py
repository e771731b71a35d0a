"""Small worlds for the comparison's tests: two lists of rows, paired by place unless told."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from wijkcheck.comparison import ComparisonSettings, run
from wijkcheck.matching.tables import Pairs
from wijkcheck.records.fields import BIRTH_PARTS, RecordType, Side
from wijkcheck.records.models import TEXT, Findings, record_columns, record_ids, record_schema

Row = Mapping[str, Any]
TOEWIJZINGEN, CLIENTEN = RecordType.TOEWIJZINGEN, RecordType.CLIENTEN
SOURCES = {Side.MUNICIPALITY: "gemeente.csv", Side.TEAM: "team.csv"}
SETTINGS = ComparisonSettings(
    tolerance={},
    scope={},
    reference_date=date(2026, 9, 30),
    period_start=date(2026, 7, 1),
    period_end=date(2026, 9, 30),
    not_delivered={},
)


def table(rows: Sequence[Row], source: str, kind: RecordType = TOEWIJZINGEN) -> pd.DataFrame:
    """Return records: row 2 on, unless a row says ``row`` or ``source``."""
    wanted = record_columns(kind)
    made = pd.DataFrame(
        [{"source": source, "row": place, **row} for place, row in enumerate(rows, 2)],
        columns=list(wanted),
    )
    if "geboortedatum" in made:
        birth = pd.to_datetime(made["geboortedatum"])
        for part, given in zip(
            BIRTH_PARTS, (birth.dt.year, birth.dt.month, birth.dt.day), strict=True
        ):
            made[part] = made[part].astype("Float64").fillna(given.astype("Float64"))
    made = made.astype(wanted)
    ids = [
        record_ids(kind, s, pd.Index([r]))[0]
        for s, r in zip(made["source"], made["row"], strict=True)
    ]
    made.index = pd.Index(ids, dtype=TEXT, name="record_id")
    record_schema(kind).validate(made)
    return made


def columns_of(*sides: Sequence[Row], names: Sequence[str]) -> pd.DataFrame:
    """Return mapping's Columns: a source has the columns that any of its rows names."""
    had = {
        (row.get("source", name), field)
        for rows, name in zip(sides, names, strict=True)
        for row in rows
        for field in row
        if field not in ("source", "row", "person", "unreadable", "raw", *BIRTH_PARTS)
    }
    return pd.DataFrame(
        [
            {"source": s, "column": f, "field": f, "status": "taken", "confidence": 1.0}
            for s, f in sorted(had)
        ]
        or None,
        columns=["source", "column", "field", "status", "confidence", "reason", "details"],
    )


def pairs_table(pairs: Sequence[tuple[str, str, str]]) -> pd.DataFrame:
    """Return Pairs of (left, right, status)."""
    made = Pairs.empty().reindex(range(len(pairs)))
    for at, name in enumerate(("left_id", "right_id", "status")):
        made[name] = pd.array([pair[at] for pair in pairs], dtype=TEXT)
    return made.fillna({"probability": 1.0, "weight": 9.0, "basis": "bsn"})


def compare(
    left: Sequence[Row],
    right: Sequence[Row],
    *,
    kind: RecordType = TOEWIJZINGEN,
    pairs: Sequence[tuple[int, int, str]] | None = None,
    person_pairs: Sequence[tuple[str, str, str]] | None = None,
    copies: Sequence[tuple[Side, int, int]] = (),
    raw: Mapping[tuple[Side, int, str], str] | None = None,
    **changes: Any,
) -> pd.DataFrame:
    """Compare two lists; rows are somebody's by ``person``, else by their place in the list."""
    sides = {Side.MUNICIPALITY: left, Side.TEAM: right}
    records = {(s, kind): table(rows, SOURCES[s], kind) for s, rows in sides.items()}
    ids = {side: records[side, kind].index for side in sides}
    whose = {s: [str(r.get("person", i)) for i, r in enumerate(rows)] for s, rows in sides.items()}
    persons = pd.concat(
        pd.DataFrame(
            {"person_id": [f"{s}{p}" for p in whose[s]], "side": str(s), "record_id": ids[s]}
        ).astype(TEXT)
        for s in sides
    )
    if person_pairs is None:
        both = sorted(set(whose[Side.MUNICIPALITY]) & set(whose[Side.TEAM]))
        person_pairs = [(p, p, "certain") for p in both]
    if pairs is None:
        pairs = [(i, i, "certain") for i in range(min(len(left), len(right)))]
    return run(
        records,
        columns_of(left, right, names=list(SOURCES.values())),
        _findings(raw or {}, ids),
        persons,
        pairs_table([(f"municipality{a}", f"team{b}", s) for a, b, s in person_pairs]),
        pairs_table([(ids[Side.MUNICIPALITY][a], ids[Side.TEAM][b], s) for a, b, s in pairs]),
        _copies(copies, ids),
        ComparisonSettings(**{**vars(SETTINGS), **changes}),
    )


def _findings(raw: Mapping[tuple[Side, int, str], str], ids: Mapping[Side, pd.Index]) -> Any:
    empty = Findings.empty()
    rows = [
        {"record_id": ids[side][at], "source": SOURCES[side], "field": field, "value": value}
        for (side, at, field), value in raw.items()
    ]
    made = pd.DataFrame(rows, columns=list(empty.columns))
    made["row"] = pd.array([2] * len(rows), dtype="Int64")
    return made.assign(rule="unreadable", severity="error").astype(dict(empty.dtypes))


def _copies(copies: Sequence[tuple[Side, int, int]], ids: Mapping[Side, pd.Index]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "side": pd.array([str(side) for side, _, _ in copies], dtype=TEXT),
            "record_id": pd.array([ids[s][at] for s, at, _ in copies], dtype=TEXT),
            "first_id": pd.array([ids[s][of] for s, _, of in copies], dtype=TEXT),
        }
    )


def fields_of(differences: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return (field, left value, right value) of the field differences, empty text if missing."""
    found = differences[differences["kind"] == "field"]
    return [
        tuple(str(v) for v in row)
        for row in found[["field", "left_value", "right_value"]].fillna("").to_numpy(object)
    ]


def cause(differences: pd.DataFrame) -> tuple[str, str]:
    """Return cause and certainty of the only difference."""
    assert len(differences) == 1, differences.to_string()
    return differences["cause"].iloc[0], differences["cause_certainty"].iloc[0]
