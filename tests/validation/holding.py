"""Small tables in the shape of the contract, and what validation finds in them."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from wijkcheck.records.fields import BIRTH_PARTS, RecordType
from wijkcheck.records.models import record_columns, record_ids, record_schema
from wijkcheck.validation import ValidationSettings

Row = Mapping[str, object]

SETTINGS = ValidationSettings(date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))


def table(record_type: RecordType, rows: Sequence[Row]) -> pd.DataFrame:
    """Return records: each row a mapping of fields; source ``a.csv`` and rows from 2 by default."""
    data = pd.DataFrame(
        [{"source": "a.csv", "row": number, **row} for number, row in enumerate(rows, 2)]
    )
    columns = {}
    for name, column in record_schema(record_type).columns.items():
        values = data[name] if name in data else pd.Series([None] * len(data))
        if str(column.dtype).startswith("datetime"):
            values = pd.to_datetime(values)
        columns[name] = values.astype(record_columns(record_type)[name])
    records = pd.DataFrame(columns)
    birth = records["geboortedatum"].dt
    for part, whole in zip(BIRTH_PARTS, (birth.year, birth.month, birth.day), strict=True):
        records[part] = records[part].fillna(whole.astype("Int16"))
    ids = [
        record_ids(record_type, source, pd.Index([row]))[0]
        for source, row in zip(records["source"], records["row"], strict=True)
    ]
    records.index = pd.Index(ids, dtype="str", name="record_id")
    return record_schema(record_type).validate(records)


def columns_of(records: pd.DataFrame, delivered: Sequence[str] = ()) -> pd.DataFrame:
    """Return Columns: of each source the fields that have a value in it, and ``delivered``."""
    rows = []
    for source, own in records.groupby("source"):
        for name in own.columns.drop(["source", "row", "unreadable", *BIRTH_PARTS]):
            if own[name].notna().any() or name in delivered or name in _unreadable(own):
                rows.append((source, name, name, "taken", 1.0, "by_name", None))
    names = ["source", "column", "field", "status", "confidence", "reason", "details"]
    return pd.DataFrame(rows, columns=names)


def _unreadable(records: pd.DataFrame) -> set[str]:
    return {name for names in records["unreadable"].dropna() for name in names.split()}


def make_toewijzing(number: int = 0, **fields: object) -> dict[str, object]:
    """Return a toewijzing without a fault; each number gives another client."""
    return {
        "bsn": bsn_of(number),
        "achternaam": f"Naam{chr(97 + number // 26 % 26)}{chr(97 + number % 26)}",
        "voornamen": f"Vera{chr(97 + number // 676)}",
        "geboortedatum": date(1950 + number % 40, 1 + number % 12, 2 + number % 25),
        "geslacht": "V",
        "postcode": "1234AB",
        "toewijzingnummer": str(1000 + number),
        "gemeentecode": "0034",
        "wet": "wmo",
        "productcategorie": "02",
        "productcode": "02A16",
        "ingangsdatum": date(2026, 7, 1),
        "einddatum": date(2026, 12, 31),
        "volume": 4.0,
        "eenheid": "04",
        "frequentie": "2",
        **fields,
    }


def bsn_of(number: int) -> str:
    """Return the number-th BSN of the test range that passes the eleven-test."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    count = -1
    for candidate in range(999_900_006, 1_000_000_000):
        digits = map(int, str(candidate))
        if sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0:
            count += 1
            if count == number:
                return str(candidate)
    raise ValueError(number)
