"""The tables that stages share: records and findings, declared once with Pandera."""

from collections.abc import Iterable
from functools import cache

import numpy as np
import pandas as pd
import pandera.pandas as pa

from wijkcheck.records.fields import BIRTH_PARTS, DATE_KINDS, FIELDS, Field, Kind, RecordType

TEXT = pd.StringDtype("pyarrow", na_value=np.nan)
"""Text of every table: pandas' ``str`` on pyarrow, missing is NaN."""


def dtype(field: Field) -> object:
    """Return the dtype of a field's column."""
    if field.kind in DATE_KINDS:
        return "datetime64[s]"
    if field.kind is Kind.AMOUNT:
        return pd.Int64Dtype()
    if field.kind is Kind.VOLUME:
        return pd.Float64Dtype()
    return TEXT


@cache
def record_schema(record_type: RecordType) -> pa.DataFrameSchema:
    """Return the schema of the records of one type and side.

    Index ``record_id`` (text, unique). Columns ``source`` and ``row`` (Int64, what a spreadsheet
    shows), every field of the type (all missing where no source has its column), the parts of the
    birth date (Int16) and ``unreadable``: names of the fields whose cell could not be converted,
    separated by a space, missing where all could.
    """
    columns = {
        "source": pa.Column(TEXT, nullable=False),
        "row": pa.Column("int64", pa.Check.ge(1)),
        **{f.name: pa.Column(dtype(f), nullable=True) for f in FIELDS[record_type]},
        **{part: pa.Column(pd.Int16Dtype(), nullable=True) for part in BIRTH_PARTS},
        "unreadable": pa.Column(TEXT, nullable=True),
    }
    return pa.DataFrameSchema(
        columns, index=pa.Index(TEXT, name="record_id", unique=True), strict=True, ordered=True
    )


def record_columns(record_type: RecordType) -> dict[str, object]:
    """Return the columns of a records table with their dtypes, in order."""
    return {name: column.dtype.type for name, column in record_schema(record_type).columns.items()}


def record_ids(record_type: RecordType, source: str, rows: pd.Index) -> pd.Index:
    """Return the ids of the records at these rows: ``toewijzingen:teams/noord.csv:12``."""
    text = pd.Series(rows.to_numpy(), dtype="int64").astype(TEXT)
    return pd.Index(f"{record_type}:{source}:" + text, dtype=TEXT, name="record_id")


class Findings(pa.DataFrameModel):
    """A record, a source or a column that breaks a rule. Sorted by source, row, field, rule.

    ``value`` is the raw text; ``details`` is JSON: what the sentence of ``rule`` needs besides
    ``source, row, field, value``. Findings on a whole source have no ``record_id`` and maybe no
    ``row`` or ``field``.
    """

    record_id: str = pa.Field(nullable=True)
    source: str
    row: pd.Int64Dtype = pa.Field(nullable=True)
    field: str = pa.Field(nullable=True)
    rule: str
    severity: str = pa.Field(isin=["error", "warning", "notice"])
    value: str = pa.Field(nullable=True)
    details: str = pa.Field(nullable=True)

    class Config:
        strict = True
        ordered = True


def findings(
    source: object,
    row: object,
    rule: object,
    severity: object,
    *,
    record_id: object = None,
    field: object = None,
    value: object = None,
    details: object = None,
) -> pd.DataFrame:
    """Return a Findings table; each argument is one value for all rows or a column of them."""
    data = {
        "record_id": record_id,
        "source": source,
        "row": row,
        "field": field,
        "rule": rule,
        "severity": severity,
        "value": value,
        "details": details,
    }
    size = max(
        (len(v) for v in data.values() if isinstance(v, pd.Series | pd.Index | np.ndarray)),
        default=1,
    )
    index = pd.RangeIndex(size)
    columns = {
        name: pd.Series(
            v.to_numpy() if isinstance(v, pd.Series | pd.Index) else v, index=index
        ).astype(pd.Int64Dtype() if name == "row" else TEXT)
        for name, v in data.items()
    }
    return pd.DataFrame(columns)


def gather(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return findings of several makers as one table, in the order that Findings promises."""
    kept = [table for table in tables if len(table)]
    if not kept:
        return findings(np.array([], dtype=object), None, "", "notice")
    return pd.concat(kept, ignore_index=True).sort_values(
        ["source", "row", "field", "rule", "value"], kind="stable", ignore_index=True
    )
