"""Rules between the records of one side: copies, toewijzingnummers of two records, overlaps."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.records.fields import FIELDS, PERSON_FIELDS, RecordType
from wijkcheck.validation.declarations import hits_between, repeated
from wijkcheck.validation.hits import Hit, Hits, SourceHit, other_rows
from wijkcheck.validation.persons import Codes, same
from wijkcheck.validation.schema import Mask, days, empty, equals, filled

At = NDArray[np.intp]
_OPEN = 10_000_000  # later than any day
_APART = ("aanbieder", "leveringsvorm")
_SHARED_SHARE = 0.2  # of a source's numbers
_SHARED_LEAST = 5


def duplicate_hits(
    records: pd.DataFrame, record_type: RecordType, person: Codes, kind: Codes
) -> Iterator[Hit]:
    """Yield what is double in the records of one side, which are sorted by source and row.

    ``person`` and ``kind`` as ``person_codes`` returns them.
    """
    again, first = _copies(records, record_type, person)
    yield Hits("duplicate_record", _key_field(record_type), again, other_rows(records, first))
    copies = np.zeros(len(records), dtype=bool)
    copies[again] = True
    if record_type is RecordType.TOEWIJZINGEN:
        numbers = _numbers(records, person, kind, ~copies)
        for hits in numbers:
            copies[hits.at] = True
        yield from numbers
        yield from _shared(records, np.concatenate([hits.at for hits in numbers]))
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
    differs |= _differ(
        records.iloc[again], records.iloc[first], ("productcategorie", "productcode")
    )
    return [
        Hits(rule, "toewijzingnummer", again[which], other_rows(records, first[which]))
        for rule, which in (("number_of_two", differs), ("number_repeated", ~differs))
    ]


def _shared(records: pd.DataFrame, repeated_at: At) -> Iterator[SourceHit]:
    """Tell in which sources a number is no toewijzing's: of a decision, or a row per month."""
    sources = records["source"].to_numpy()
    numbered = sources[filled(records, "toewijzingnummer")]
    for source in np.unique(sources[repeated_at]).tolist():
        again, numbers = (
            int((sources[repeated_at] == source).sum()),
            int((numbered == source).sum()),
        )
        if again >= _SHARED_LEAST and again > _SHARED_SHARE * numbers:
            details = {"shared": again, "numbers": numbers}
            yield SourceHit("number_shared", "toewijzingnummer", source, details)


def _overlap(records: pd.DataFrame, person: Codes, among: Mask) -> Hits:
    """Tell which toewijzingen begin while one of the same client and product still runs.

    At one provider and in one form: two providers may well deliver the same product.
    """
    product = records["productcode"].fillna(records["productcategorie"])
    start, end = days(records, "ingangsdatum"), days(records, "einddatum")
    last = np.where(np.isnat(end), _OPEN, end.astype("datetime64[D]").astype(np.int64))
    first = start.astype("datetime64[D]").astype(np.int64)
    running = filled(records, "einddatum") | empty(records, "einddatum")
    usable = among & running & ~equals(records, "reden_wijziging", "13")
    usable &= ~np.isnat(start) & (first <= last) & (person >= 0) & product.notna().to_numpy()
    at = np.flatnonzero(usable)
    table = records.iloc[at][list(_APART)].assign(person=person[at], product=product.iloc[at])
    found = []
    # Who is elsewhere is told apart only where both say so; so look with and without.
    for names in (("person", "product", *_APART), ("person", "product")):
        group = same(table, names)
        order = np.lexsort((first[at], group))
        before = _still_running(group[order], last[at][order])
        hit = (before >= 0) & (first[at][order] <= last[at][order][before])
        found.append((order[hit], order[before[hit]]))
    later, earlier = (np.concatenate(places) for places in zip(*found, strict=True))
    together = ~_differ(table.iloc[later], table.iloc[earlier], _APART)
    later, which = np.unique(later[together], return_index=True)
    return Hits(
        "overlap", "ingangsdatum", at[later], other_rows(records, at[earlier[together][which]])
    )


def _differ(here: pd.DataFrame, there: pd.DataFrame, names: Sequence[str]) -> Mask:
    """Tell in which rows one of these fields is filled in both frames, with other values."""
    differs = np.zeros(len(here), dtype=bool)
    for name in names:
        one, other = here[name].to_numpy(), there[name].to_numpy()
        differs |= ~pd.isna(one) & ~pd.isna(other) & (one != other)
    return differs


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
