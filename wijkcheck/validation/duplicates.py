"""Rules between the records of one side: copies, toewijzingnummers of two records, overlaps."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.records.fields import FIELDS, PERSON_FIELDS, RecordType
from wijkcheck.validation.declarations import hits_between, repeated
from wijkcheck.validation.hits import Hits, other_rows
from wijkcheck.validation.persons import Codes, same
from wijkcheck.validation.schema import Mask, days, filled

At = NDArray[np.intp]
_OPEN = 10_000_000  # later than any day


def duplicate_hits(
    records: pd.DataFrame, record_type: RecordType, person: Codes, kind: Codes
) -> Iterator[Hits]:
    """Yield what is double in the records of one side, which are sorted by source and row.

    ``person`` and ``kind`` as ``person_codes`` returns them.
    """
    again, first = _copies(records, record_type, person)
    yield Hits("duplicate_record", _key_field(record_type), again, other_rows(records, first))
    copies = np.zeros(len(records), dtype=bool)
    copies[again] = True
    if record_type is RecordType.TOEWIJZINGEN:
        numbers = _numbers(records, person, kind, ~copies)
        yield from numbers
        for hits in numbers:
            copies[hits.at] = True
        yield _overlap(records, person, ~copies)
    elif record_type is RecordType.DECLARATIES:
        yield from hits_between(records, person, copies)


def _key_field(record_type: RecordType) -> str:
    return "clientnummer" if record_type is RecordType.CLIENTEN else "toewijzingnummer"


def _copies(records: pd.DataFrame, record_type: RecordType, person: Codes) -> tuple[At, At]:
    """Return rows in which a client's record stands again, and where it stood first.

    All but the client's own fields and the team are equal: a copy in another team's list is one.
    """
    names = [
        field.name
        for field in FIELDS[record_type]
        if field.name not in PERSON_FIELDS and field.name != "team"
    ]
    at = np.flatnonzero(person >= 0)
    codes = person[at]
    for name in names:  # narrow down: hardly any row has a twin for long
        twins = pd.Series(codes).duplicated(keep=False).to_numpy()
        at, codes = at[twins], codes[twins]
        codes = same(records.iloc[at][[name]].assign(code=codes), ("code", name))
    again, first = repeated(codes, np.ones(len(at), dtype=bool))
    return at[again], at[first]


def _numbers(records: pd.DataFrame, person: Codes, kind: Codes, among: Mask) -> list[Hits]:
    """Tell which numbers of toewijzingen stand in another record of the municipality and law."""
    codes = same(records, ("toewijzingnummer", "gemeentecode", "wet"))
    again, first = repeated(codes, among & filled(records, "toewijzingnummer"))
    differs = (kind[again] == kind[first]) & (person[again] != person[first])
    for name in ("productcategorie", "productcode"):
        here, there = (records[name].iloc[at].to_numpy() for at in (again, first))
        both = ~pd.isna(here) & ~pd.isna(there)
        differs |= both & (here != there)
    return [
        Hits(rule, "toewijzingnummer", again[which], other_rows(records, first[which]))
        for rule, which in (("number_of_two", differs), ("number_repeated", ~differs))
    ]


def _overlap(records: pd.DataFrame, person: Codes, among: Mask) -> Hits:
    """Tell which toewijzingen begin while one of the same client and product still runs."""
    product = records["productcode"].fillna(records["productcategorie"])
    start, end = days(records, "ingangsdatum"), days(records, "einddatum")
    last = np.where(np.isnat(end), _OPEN, end.astype("datetime64[D]").astype(np.int64))
    first = start.astype("datetime64[D]").astype(np.int64)
    removed = (records["reden_wijziging"] == "13").to_numpy()
    unread = records["unreadable"].str.contains("einddatum").fillna(False).to_numpy(bool)
    usable = among & ~removed & ~unread & ~np.isnat(start) & (first <= last)
    at = np.flatnonzero(usable & (person >= 0) & product.notna().to_numpy())
    table = pd.DataFrame({"person": person[at], "product": product.iloc[at].to_numpy()})
    group = same(table, ("person", "product"))
    order = np.lexsort((first[at], group))
    at, group = at[order], group[order]
    before = _still_running(group, last[at])
    hit = (before >= 0) & (first[at] <= last[at[before]])
    later, earlier = at[hit], at[before[hit]]
    by_row = np.argsort(later, kind="stable")
    return Hits("overlap", "ingangsdatum", later[by_row], other_rows(records, earlier[by_row]))


def _still_running(group: Codes, last: NDArray[np.int64]) -> At:
    """Return for each row the place of the earlier one of its group that ends last, else -1."""
    if not len(last):
        return np.array([], dtype=np.intp)
    lifted = last + group * (2 * _OPEN)  # a later group lies above every earlier one
    highest = np.maximum.accumulate(lifted)
    fresh = np.r_[True, lifted[1:] > highest[:-1]]
    place = np.maximum.accumulate(np.where(fresh, np.arange(len(last)), 0))
    before = np.r_[-1, place[:-1]]
    return np.where(np.r_[False, group[1:] == group[:-1]], before, -1)
