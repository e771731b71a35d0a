"""What a check finds, and how it becomes findings: canonical values and details as JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.records.fields import DATE_KINDS, Kind, RecordType, fields
from wijkcheck.records.models import TEXT, findings


@dataclass(frozen=True)
class Hits:
    """Rows that break a rule; ``details`` holds a column of text, aligned with ``at``, per key."""

    rule: str
    field: str | None  # none: the row as a whole
    at: NDArray[np.intp]  # positions in the records
    details: Mapping[str, pd.Series] = dataclass_field(default_factory=dict)

    def findings(
        self, records: pd.DataFrame, record_type: RecordType, severity: str
    ) -> pd.DataFrame:
        """Return one finding per row."""
        names = ["source", "row", *([self.field] if self.field else [])]
        found = records[names].iloc[self.at]
        return findings(
            found["source"],
            found["row"],
            self.rule,
            severity,
            record_id=found.index,
            field=self.field,
            value=canonical(found, record_type, self.field) if self.field else None,
            details=_json(self.details, len(self.at)),
        )

    def without(self, records: pd.DataFrame, sources: frozenset[str]) -> "Hits":
        """Return the hits outside these sources."""
        keep = ~records["source"].iloc[self.at].isin(sources).to_numpy()
        return Hits(
            self.rule,
            self.field,
            self.at[keep],
            {key: column[keep] for key, column in self.details.items()},
        )


@dataclass(frozen=True)
class SourceHit:
    """Something about a whole source, said once."""

    rule: str
    field: str
    source: str
    details: Mapping[str, object]

    def findings(
        self, records: pd.DataFrame, record_type: RecordType, severity: str
    ) -> pd.DataFrame:
        """Return the one finding, without a record or a row."""
        details = json.dumps(dict(self.details), ensure_ascii=False)
        return findings(self.source, None, self.rule, severity, field=self.field, details=details)


Hit = Hits | SourceHit


def canonical(records: pd.DataFrame, record_type: RecordType, name: str) -> pd.Series:
    """Return a field as text: ISO dates, amounts in euros, volumes without needless zeros."""
    column = records[name]
    kind = fields(record_type)[name].kind
    if kind in DATE_KINDS:
        days = np.datetime_as_string(column.to_numpy("datetime64[s]"), unit="D")
        return pd.Series(days, index=column.index, dtype=TEXT).mask(column.isna())
    if kind is Kind.AMOUNT:
        return _per_number(column, lambda cents: f"{cents / 100:.2f}")
    if kind is Kind.VOLUME:
        return _per_number(column, lambda volume: f"{volume:.10g}")
    return column


def _per_number(column: pd.Series, write: Callable[[float], str]) -> pd.Series:
    codes, unique = pd.factorize(column)
    texts = pd.array([write(number) for number in unique.tolist()], dtype=TEXT)
    return pd.Series(texts.take(codes, allow_fill=True), index=column.index)


def other_rows(records: pd.DataFrame, at: NDArray[np.intp]) -> dict[str, pd.Series]:
    """Return the details that name another record: ``other_source`` and ``other_row``."""
    other = records[["source", "row"]].iloc[at]
    return {"other_source": other["source"], "other_row": other["row"].astype(TEXT)}


def _json(details: Mapping[str, pd.Series], size: int) -> pd.Series | None:
    """Return a JSON object per row, put together column by column."""
    if not details:
        return None
    text = pd.Series("{", index=pd.RangeIndex(size), dtype=TEXT)
    for number, (key, column) in enumerate(details.items()):
        codes, unique = pd.factorize(column.to_numpy())
        written = [json.dumps(value, ensure_ascii=False) for value in unique.tolist()]
        values = pd.Series(pd.array([*written, '""'], dtype=TEXT).take(codes))
        text = text + (", " if number else "") + json.dumps(key) + ": " + values
    return text + "}"
