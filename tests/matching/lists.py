"""Small lists of clients and allocations, written as tables."""

import pandas as pd

from wijkcheck.records.fields import BIRTH_PARTS, RecordType, Side
from wijkcheck.records.models import TEXT, record_columns

BSN = (
    "999900006", "999900018", "999900031", "999900043", "999900055", "999900067", "999900079",
    "999900080", "999900092", "999900109",
)  # fmt: skip


def records(kind: RecordType, table: str, source: str = "a.csv") -> pd.DataFrame:
    """Return records from lines of ``|`` separated cells, the first line naming the fields."""
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    cells = pd.DataFrame(lines[1:], columns=lines[0], dtype=TEXT).replace("", None)
    if "source" not in cells:
        cells["source"] = source
    if "row" not in cells:
        cells["row"] = range(2, len(cells) + 2)
    born = pd.to_datetime(cells.get("geboortedatum", pd.Series(dtype=TEXT)))
    for part, name in zip(BIRTH_PARTS, ("year", "month", "day"), strict=True):
        cells[part] = getattr(born.dt, name) if len(born) else None
    frame = cells.reindex(columns=list(record_columns(kind)))
    for name, dtype in record_columns(kind).items():
        moment = "datetime" in str(dtype)
        values = pd.to_datetime(frame[name]) if moment else frame[name]
        frame[name] = values.astype("datetime64[s]" if moment else dtype)
    ids = f"{kind}:" + frame["source"] + ":" + frame["row"].astype(TEXT)
    frame.index = pd.Index(ids, dtype=TEXT, name="record_id")
    return frame


def world(**tables: pd.DataFrame) -> dict[tuple[Side, RecordType], pd.DataFrame]:
    """Return records by side and type: ``municipality_clienten=…, team_toewijzingen=…``."""
    result = {}
    for name, table in tables.items():
        side, kind = name.split("_")
        result[Side(side), RecordType(kind)] = table
    return result
