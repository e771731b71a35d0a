"""What finds a record, or a person, in the next delivery: keys made of values, tried in order."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.records.fields import DATE_KINDS, RecordType, Side, fields
from wijkcheck.records.folding import fold
from wijkcheck.records.identifiers import bsn_is_placeholder, bsn_valid
from wijkcheck.records.models import TEXT
from wijkcheck.records.prefixes import split_prefix

Records = Mapping[tuple[Side, RecordType], pd.DataFrame]
PERSON, SAID, SOURCE = "person", "said", "source"
"""Types of key besides the record types: a client of one side, one of several records that are said
to be of a client, a whole source."""

_PERSON_TIERS = (("bsn",), ("name",), ("team", "clientnummer"))
_DETAILS = {
    PERSON: ((),),
    SAID: (("toewijzingnummer",), ("productcode", "ingangsdatum"), ()),
    RecordType.CLIENTEN: (("team",), ()),
    RecordType.TOEWIJZINGEN: (
        ("toewijzingnummer",),
        ("productcode", "ingangsdatum"),
        ("productcode",),
    ),
}
_OTHER_DETAILS = (("toewijzingnummer", "productcode"), ("productcode",))
PARTS = (
    "bsn", "name", "team", "clientnummer", "toewijzingnummer", "productcode", "ingangsdatum",
)  # fmt: skip
"""What keys are made of. ``name``: folded surname, first initial and birth date."""


USED = (
    "bsn", "voornamen", "voorletters", "achternaam", "geboortedatum", "team", "clientnummer",
    "toewijzingnummer", "productcode", "ingangsdatum",
)  # fmt: skip
"""Fields that the parts of keys come from."""


def tiers(kind: str) -> Iterator[tuple[str, ...]]:
    """Yield the combinations of parts that find a record of a type, the surest first."""
    for detail in _DETAILS.get(kind, _OTHER_DETAILS):
        yield from (tuple(dict.fromkeys((*person, *detail))) for person in _PERSON_TIERS)


def identities(records: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of keys as text, same index; what a record lacks is missing."""
    found = pd.DataFrame(index=records.index)
    bsn = records["bsn"]
    found["bsn"] = bsn.where(bsn_valid(bsn) & ~bsn_is_placeholder(bsn))
    surname = fold(split_prefix(records["achternaam"])["name"]).str.replace(" ", "")
    given = fold(records["voornamen"]).fillna(fold(records["voorletters"])).str.slice(0, 1)
    born = day_text(records["geboortedatum"])
    found["name"] = (surname + "|" + given.fillna("") + "|" + born).astype(TEXT)
    for part in PARTS[2:]:
        if part in records and records[part].notna().any():
            is_day = part == "ingangsdatum"
            found[part] = day_text(records[part]) if is_day else records[part]
        else:
            found[part] = pd.Series(None, index=records.index, dtype=TEXT)
    return found


def day_text(days: pd.Series) -> pd.Series:
    """Return days as ISO text."""
    text: pd.Series = days.dt.strftime("%Y-%m-%d").astype(TEXT)
    return text


def values_text(records: pd.DataFrame, record_type: RecordType) -> pd.DataFrame:
    """Return the fields of records as text: what a decision judged."""
    known = fields(record_type)
    shown = {
        name: day_text(records[name]) if known[name].kind in DATE_KINDS else records[name]
        for name in known
    }
    return pd.DataFrame(shown).astype(TEXT)


def key_text(kind: str, side: str, parts: Mapping[Any, object]) -> str:
    """Return a key as it is kept: JSON of its type, side and filled parts."""
    filled = {name: value for name, value in parts.items() if isinstance(value, str)}
    return json.dumps({"type": kind, "side": side, **filled}, ensure_ascii=False, sort_keys=True)


def find(keys: Sequence[str], records: Records) -> pd.DataFrame:
    """Return ``number`` (of a key) and ``record_id``: the records that each key finds.

    A key finds what the first combination of its parts finds that finds anything; several records
    are several rows, by source and row. Keys of a source find nothing.
    """
    parsed = pd.DataFrame([json.loads(key) for key in keys])
    parsed = parsed.reindex(columns=["type", "side", *PARTS]).astype(TEXT)
    parsed["number"] = np.arange(len(parsed))
    hits = [pd.DataFrame({"number": pd.Series(dtype="int64"), "record_id": pd.Series(dtype=TEXT)})]
    for (side, kind), some in parsed.groupby(["side", "type"]):
        tables = [
            _candidates(frame, some)
            for (own, own_kind), frame in sorted(records.items())
            if own == side and kind in (PERSON, SAID, own_kind)
        ]
        if tables:
            hits.append(_found(some, pd.concat(tables), str(kind)))
    return pd.concat(hits, ignore_index=True).sort_values("number", kind="stable")


def _candidates(records: pd.DataFrame, keys: pd.DataFrame) -> pd.DataFrame:
    """Return the identities of the records that could be meant, by source and row."""
    born = pd.to_datetime(keys["name"].str.rsplit("|", n=1).str[-1])
    chosen = records["geboortedatum"].isin(born.dropna())
    for part in ("bsn", "clientnummer", "toewijzingnummer"):
        if part in records:
            chosen |= records[part].isin(keys[part].dropna())
    return identities(records[chosen].sort_values(["source", "row"], kind="stable"))


def _found(keys: pd.DataFrame, candidates: pd.DataFrame, kind: str) -> pd.DataFrame:
    left = keys
    found = []
    rows = candidates.reset_index()
    # One of several records of one client is told apart by all that it has, before anything less.
    whole = keys[list(PARTS)].notna().drop_duplicates() if kind == SAID else keys.iloc[:0]
    every = [tuple(part for part in PARTS if row[part]) for row in whole.to_dict("records")]
    for tier in (*every, *tiers(kind)):
        columns = list(tier)
        hit = left.dropna(subset=columns)[["number", *columns]].merge(rows, on=columns)
        hit = hit[["number", "record_id"]]
        found.append(hit)
        left = left[~left["number"].isin(hit["number"])]
    return pd.concat(found, ignore_index=True)


def identity(records: pd.DataFrame, record_type: RecordType) -> pd.Series:
    """Return one text per record that tells it apart over the deliveries; missing if none does.

    The person by the surest part that is filled, with number, or product and start.
    """
    parts = identities(records)
    person = parts["bsn"].fillna(parts["name"]).fillna(parts["team"] + "|" + parts["clientnummer"])
    if record_type == RecordType.CLIENTEN:
        return person
    start = parts["productcode"].fillna("") + "|" + parts["ingangsdatum"].fillna("")
    return (person + "|" + parts["toewijzingnummer"].fillna(start)).astype(TEXT)
