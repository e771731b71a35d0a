"""Two small lists, and what a run shows of them, to decide about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from wijkcheck import matching
from wijkcheck.comparison import Differences
from wijkcheck.mapping import Columns
from wijkcheck.pipeline import SourceResult
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import Findings, record_columns, record_ids

KIND = RecordType.TOEWIJZINGEN
MAPPED = (
    "clientnummer", "bsn", "voornamen", "achternaam", "geboortedatum", "postcode", "team",
    "toewijzingnummer", "productcode", "ingangsdatum", "einddatum", "volume",
)  # fmt: skip
ANNA = {
    "bsn": "999900006", "voornamen": "Anna", "achternaam": "Berg", "geboortedatum": "1950-02-01",
    "postcode": "1234AB", "team": "Noord", "toewijzingnummer": "7", "productcode": "01A03",
    "ingangsdatum": "2026-01-01", "clientnummer": "C1",
}  # fmt: skip
BRAM = {
    "bsn": "999990019", "voornamen": "Bram", "achternaam": "Dijk", "geboortedatum": "1961-03-02",
    "postcode": "1234AC", "team": "Noord", "toewijzingnummer": "8", "productcode": "02A01",
    "ingangsdatum": "2026-02-01", "clientnummer": "C2",
}  # fmt: skip


def records(
    *rows: Mapping[str, Any], source: str = "noord.csv", kind: RecordType = KIND
) -> pd.DataFrame:
    """Return records of one source, from row 2 on."""
    types: dict[str, Any] = record_columns(kind)
    table = pd.DataFrame([dict(row) for row in rows]).reindex(columns=list(types))
    table["source"], table["row"] = source, range(2, len(rows) + 2)
    days = [name for name, dtype in types.items() if str(dtype).startswith("datetime")]
    for name in days:
        table[name] = pd.to_datetime(table[name])
    table = table.astype(types).astype(dict.fromkeys(days, "datetime64[s]"))
    return table.set_axis(record_ids(kind, source, pd.Index(table["row"])))


def columns(*sources: str, fields: tuple[str, ...] = MAPPED) -> pd.DataFrame:
    """Return Columns of sources with these fields."""
    rows = [(s, name, name, "taken", 1.0, "by_name", None) for s in sources for name in fields]
    types = {name: c.dtype.type for name, c in Columns.to_schema().columns.items()}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


@dataclass
class World:
    """What a run shows, as far as decisions look at it."""

    left: pd.DataFrame = field(default_factory=lambda: records(ANNA, source="gemeente.csv"))
    right: pd.DataFrame = field(default_factory=lambda: records(ANNA))
    differences: pd.DataFrame = field(default_factory=Differences.empty)
    findings: pd.DataFrame = field(default_factory=Findings.empty)
    fields: tuple[str, ...] = MAPPED
    teams: dict[str, str] = field(default_factory=dict)  # of sources

    @property
    def records(self) -> dict[tuple[Side, RecordType], pd.DataFrame]:
        return {(Side.MUNICIPALITY, KIND): self.left, (Side.TEAM, KIND): self.right}

    @property
    def columns(self) -> pd.DataFrame:
        sources = {*self.left["source"], *self.right["source"]}
        return columns(*sorted(sources), fields=self.fields)

    @property
    def sources(self) -> list[SourceResult]:
        sides = {Side.MUNICIPALITY: self.left, Side.TEAM: self.right}
        return [
            SourceResult(name, side, KIND, self.teams.get(name), "used", 1, None, (), self.columns)
            for side, table in sides.items()
            for name in sorted(set(table["source"]))
        ]

    @property
    def persons(self) -> pd.DataFrame:
        return matching.run(self.records).persons


def differences(*rows: tuple[str, str | None, str | None, str | None, Any, Any]) -> pd.DataFrame:
    """Return Differences: kind, left id, right id, field, left value, right value."""
    names = ["kind", "left_id", "right_id", "field", "left_value", "right_value"]
    table = pd.DataFrame(list(rows), columns=names).assign(
        cause="onbekend", cause_certainty="presumed", status="open", duplicate_of_source=None,
        duplicate_of_row=None,
    )  # fmt: skip
    types = {name: c.dtype.type for name, c in Differences.to_schema().columns.items()}
    return table[list(types)].astype(types)


def findings(*rows: tuple[str | None, str, str | None, str, str]) -> pd.DataFrame:
    """Return Findings: record id, source, field, rule, value."""
    table = pd.DataFrame(list(rows), columns=["record_id", "source", "field", "rule", "value"])
    table = table.assign(row=2, severity="warning", details=None)
    types = {name: c.dtype.type for name, c in Findings.to_schema().columns.items()}
    return table[list(types)].astype(types)


LEFT, RIGHT = "toewijzingen:gemeente.csv:2", "toewijzingen:noord.csv:2"
