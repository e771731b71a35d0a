"""Suspicious patterns: columns in the wrong place, shifted rows, names where codes belong."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.records.fields import DATE_KINDS, TEXT_KINDS, Field, Kind, RecordType, fields
from wijkcheck.records.folding import fold
from wijkcheck.records.identifiers import bsn_valid, postcode_valid
from wijkcheck.validation.hits import Hit, Hits, SourceHit
from wijkcheck.validation.schema import Mask, filled

_LEAST_ROWS = 10  # of fewer nothing can be said
_NEW_YEAR_SHARE = 0.1  # 0.3% is born on 1 January; people without papers are given that day
_POSTCODE = r"\b[1-9][0-9]{3} ?[A-Z]{2}\b"
_NAMES = ("achternaam", "voornamen", "partnernaam")
_CODES = ("productcode", "clientnummer", "toewijzingnummer")
_LEAST_WRONG = 3  # cells of a row before it is called shifted
_SHAPES: Mapping[Kind, Callable[[pd.Series], pd.Series]] = {
    Kind.BSN: bsn_valid,
    Kind.POSTCODE: postcode_valid,
    Kind.SEX: lambda v: v.str.fullmatch("(?i)[mvo]|man|vrouw"),
    **dict.fromkeys(
        DATE_KINDS,
        lambda v: v.str.fullmatch(
            r"[0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
        ),
    ),
}


def source_hits(
    records: pd.DataFrame, record_type: RecordType, failing: Mapping[str, NDArray[np.intp]]
) -> Iterator[SourceHit]:
    """Yield what is said once for a source; ``failing``: rule -> rows that break it."""
    position = pd.Series(np.arange(len(records)))
    for source, rows in position.groupby(records["source"].to_numpy()):
        at = rows.to_numpy()
        broken = {rule: int(np.isin(at, where).sum()) for rule, where in failing.items()}
        yield from _bsn_column(records, at, record_type, str(source), broken)
        yield from _swapped(records, at, str(source), broken)
        yield from _new_years(records["geboortedatum"].iloc[at].dropna(), str(source))


def _bsn_column(
    records: pd.DataFrame,
    at: NDArray[np.intp],
    record_type: RecordType,
    source: str,
    broken: Mapping[str, int],
) -> Iterator[SourceHit]:
    bsns = int(records["bsn"].iloc[at].notna().sum())
    tests, wrong = broken.get("bsn_test_range", 0), broken.get("bsn_eleven_test", 0)
    if tests * 2 > bsns:
        yield SourceHit("bsn_test_source", "bsn", source, {"tests": tests, "bsns": bsns})
    if bsns < _LEAST_ROWS or wrong * 2 <= bsns:
        return
    for field in fields(record_type).values():
        if field.kind in (Kind.IDENTIFIER, Kind.NUMBER, Kind.TEXT):
            values = records[field.name].iloc[at]
            right = int(bsn_valid(values).sum())
            if right >= _LEAST_ROWS and right * 5 > 4 * int(values.notna().sum()):
                details = {"wrong": wrong, "bsns": bsns, "other": field.name}
                yield SourceHit("bsn_misplaced", "bsn", source, details)


def _swapped(
    records: pd.DataFrame, at: NDArray[np.intp], source: str, broken: Mapping[str, int]
) -> Iterator[SourceHit]:
    start = "ingangsdatum" if "ingangsdatum" in records else "begindatum"
    both = int((records[start].iloc[at].notna() & records["einddatum"].iloc[at].notna()).sum())
    wrong = broken.get("end_before_start", 0)
    if both >= _LEAST_ROWS and wrong * 2 > both:
        details = {"wrong": wrong, "both": both, "start": start}
        yield SourceHit("dates_swapped", "einddatum", source, details)


def _new_years(births: pd.Series, source: str) -> Iterator[SourceHit]:
    first = int(((births.dt.month == 1) & (births.dt.day == 1)).sum())
    if first >= _LEAST_ROWS and first > _NEW_YEAR_SHARE * len(births):
        details = {"first": first, "births": len(births)}
        yield SourceHit("birth_new_year", "geboortedatum", source, details)


def pattern_hits(
    records: pd.DataFrame, record_type: RecordType, columns: pd.DataFrame
) -> Iterator[Hit]:
    """Yield rows in which a value stands in the wrong place; ``columns`` as mapping's Columns."""
    known = fields(record_type)
    for name in (n for n in (*_NAMES, "straatnaam", "plaatsnaam") if n in known):
        postcode = _contains(records[name], _POSTCODE)
        yield Hits("postcode_in_name", name, np.flatnonzero(postcode))
        if name in _NAMES:
            digits = _contains(records[name], "[0-9]") & ~postcode
            yield Hits("digits_in_name", name, np.flatnonzero(digits))
    yield from _names_in_codes(records, [name for name in _CODES if name in known])
    yield from _shifted(records, known, columns)


def _names_in_codes(records: pd.DataFrame, names: Sequence[str]) -> Iterator[Hits]:
    """Find codes and numbers that hold a surname that this side's clients have."""
    at = {
        name: np.flatnonzero(records[name].str.fullmatch(r"\D{3,}").fillna(False).to_numpy(bool))
        for name in names
    }
    if any(len(rows) for rows in at.values()):
        surnames = set(fold(records["achternaam"]).dropna())
        for name, rows in at.items():
            found = [text in surnames for text in fold(records[name].iloc[rows]).tolist()]
            yield Hits("name_in_code", name, rows[np.array(found, dtype=bool)])


def _contains(values: pd.Series, pattern: str) -> Mask:
    codes, unique = pd.factorize(values)
    found = pd.Series(unique, dtype="str").str.contains(pattern).to_numpy(bool)
    return np.asarray(np.append(found, False)[codes])


def _shifted(
    records: pd.DataFrame, known: Mapping[str, Field], columns: pd.DataFrame
) -> Iterator[Hits]:
    """Find rows that are shifted a column: cells that are wrong, and right for the next field.

    Rows in which three cells or more are wrong, one at least with the looks of its neighbour.
    """
    wrong = _wrong_cells(records)
    suspect = np.flatnonzero(wrong)
    place = pd.Series(suspect)
    for source, rows in place.groupby(records["source"].to_numpy()[suspect]):
        at = rows.to_numpy()
        own = records.iloc[at]
        order = _fields_in_order(columns, str(source))
        for way in (order, order[::-1]):
            looks = np.zeros(len(at), dtype=np.int64)
            for name, neighbour in pairwise(way):
                if name and neighbour:
                    looks += _looks_like(own, known[name], known[neighbour])
            hit = (looks > 0) & (looks + wrong[at] >= _LEAST_WRONG)
            yield Hits("row_shifted", None, at[hit])


def _fields_in_order(columns: pd.DataFrame, source: str) -> list[str | None]:
    """Return the field of each column of a source, none for a column without one."""
    own = columns[columns["source"] == source].drop_duplicates("column")
    used = own["status"].isin(["taken", "chosen"])
    return [name if use else None for name, use in zip(own["field"], used, strict=True)]


def _wrong_cells(records: pd.DataFrame) -> NDArray[np.int64]:
    """Return how many cells of each row could not be read, or are no BSN or postcode."""
    codes, unique = pd.factorize(records["unreadable"])
    count = np.array([len(text.split()) for text in unique.tolist()] + [0])[codes]
    bsn = filled(records, "bsn") & ~bsn_valid(records["bsn"]).to_numpy()
    postcode = filled(records, "postcode") & ~postcode_valid(records["postcode"]).to_numpy()
    return np.asarray(count + bsn + postcode, dtype=np.int64)


def _looks_like(own: pd.DataFrame, field: Field, neighbour: Field) -> Mask:
    """Tell which values of a text field have the shape of the neighbour's kind, not their own."""
    shape = _SHAPES.get(neighbour.kind)
    if shape is None or field.kind not in TEXT_KINDS or field.kind is neighbour.kind:
        return np.zeros(len(own), dtype=bool)
    return np.asarray(shape(own[field.name]).fillna(False).to_numpy(bool))
