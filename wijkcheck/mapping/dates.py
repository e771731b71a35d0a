"""Dates in every form that exports have: read once per unique text of a column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from wijkcheck.records.fields import Kind
from wijkcheck.records.folding import fold_text

_TIME = (
    r"(?:[T\s]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?"
    r"\s*(?:Z|[+-]\d{2}:?\d{2}|[AaPp]\.?[Mm]\.?)?)?"
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s*[-/.\s]\s*(\d{{1,2}})\s*[-/.\s]\s*(\d{{1,2}}){_TIME}")
_LATE_UTC = re.compile(r"T\s*2[23]:\d{2}.*(?:Z|[+-]00:?00)")
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})\s*[-/.\s]\s*(\d{{1,2}})\s*[-/.\s]\s*(\d{{4}}|\d{{2}}){_TIME}"
)
_DAY_NAMED = re.compile(
    rf"(?:[a-z]{{2,9}}\.?,?\s+)?(\d{{1,2}})[-.\s]*([a-z]{{3,9}})\.?[-.\s]*(\d{{4}}|'?\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_SERIAL = re.compile(r"([1-7]\d{4})(?:[.,]\d+)?")  # days in a workbook: 1927 to 2119
_COMPACT = re.compile(r"\d{7,8}(?:\.0)?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb februari february febr", "mrt maart mar march maa",
            "apr april", "mei may", "jun juni june", "jul juli july", "aug augustus august",
            "sep sept september", "okt oktober oct october", "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_OPEN_WORDS = frozenset(
    ("heden", "lopend", "lopende", "loopt", "loopt nog", "nog lopend", "doorlopend", "n n b", "nnb",
     "n t b", "ntb", "nog onbekend", "nog niet bekend", "tot nader order", "in zorg",
     "onbepaald", "onbepaalde tijd", "open", "nu", "voor onbepaalde tijd", "t m heden", "actief",
     "nvt", "n v t", "geen", "geen einddatum", "onbekend", "niet bekend", "leeg",
     "null", "none", "nan", "n a", "n b", "nb", "na", "onb")
)  # fmt: skip
# What systems write for "unknown".
_UNKNOWN_DATES = frozenset(
    ((1900, 1, 1), (1901, 1, 1), (1899, 12, 30), (1899, 12, 31), (1800, 1, 1), (1753, 1, 1),
     (1, 1, 1))
)  # fmt: skip
_OPEN_YEAR = 2099  # 31-12-2099, 01-01-2100, 31-12-9999 and their kin
_EPOCH = date(1899, 12, 30)  # day 0 of a workbook

Parts = tuple[int, int, int]  # year, month, day; 0 where unknown


@dataclass(frozen=True)
class Dates:
    """What the texts of a column say, in their order."""

    days: NDArray[np.datetime64]  # datetime64[s]; NaT where open, unknown in part or not read
    parts: NDArray[np.int16]  # three columns: year, month, day; 0 where unknown
    problems: list[str | None]  # a rule, where the text is no date
    default: NDArray[np.bool_]  # a date that systems write for "unknown", read as unknown
    american: bool  # the month stood first, and was read so


def month_first(texts: Sequence[str]) -> bool | None:
    """Return whether the month stands before the day, where the texts prove either.

    That is: some second number above 12 and no first one; or some first number.
    """
    firsts, seconds = _numbers(texts)
    if max(firsts, default=0) > 12:
        return False
    return True if max(seconds, default=0) > 12 else None


def _numbers(texts: Sequence[str]) -> tuple[list[int], list[int]]:
    matches = [match for text in texts if (match := _DAY_FIRST.fullmatch(text))]
    return [int(match[1]) for match in matches], [int(match[2]) for match in matches]


def _is_american(texts: Sequence[str], elsewhere: bool | None) -> bool:
    """Where the texts prove nothing, or only slips do ("01-13-2026"), the source's others tell."""
    proven, (_, seconds) = month_first(texts), _numbers(texts)
    slips = sum(second > 12 for second in seconds) < len(seconds) / 2
    if proven is None or (proven and slips and elsewhere is not None):
        return bool(elsewhere) and bool(seconds)
    return proven


def read_dates(
    texts: Sequence[str], kind: Kind, today: date, elsewhere: bool | None = None
) -> Dates:
    """Read the texts of a column as dates of this kind.

    An open end and an unknown date are no problem and give nothing. Month before day is believed
    only where the column proves it, or the other dates of its source do: ``elsewhere``.
    """
    american = _is_american(texts, elsewhere)
    days, parts, problems, default = [], [], [], []
    for text in texts:
        found = _parts(text, american, kind, today)
        day, known, problem = _judge(text, found, kind)
        days.append(day)
        parts.append(known)
        problems.append(problem)
        default.append(found in _UNKNOWN_DATES)
    return Dates(
        np.array(days, dtype="datetime64[s]"),
        np.array(parts, dtype=np.int16).reshape(-1, 3),
        problems,
        np.array(default, dtype=bool),
        american,
    )


def _parts(text: str, american: bool, kind: Kind, today: date) -> Parts | None:
    if match := _YEAR_FIRST.fullmatch(text):
        found = int(match[1]), int(match[2]), int(match[3])
        return _next_day(found) if _LATE_UTC.search(text) else found
    if match := _DAY_FIRST.fullmatch(text):
        month, day = (1, 2) if american else (2, 1)
        return _year(match[3], kind, today), int(match[month]), int(match[day])
    if _COMPACT.fullmatch(text):
        return _compact(text.removesuffix(".0"))
    if match := _SERIAL.fullmatch(text):
        counted = _EPOCH + timedelta(days=int(match[1]))
        return counted.year, counted.month, counted.day
    if match := _DAY_NAMED.fullmatch(text):
        named = _MONTHS.get(match[2].lower())
        return (_year(match[3].strip("'"), kind, today), named, int(match[1])) if named else None
    if match := _MONTH_NAMED.fullmatch(text):
        named = _MONTHS.get(match[1].lower())
        return (int(match[3]), named, int(match[2])) if named else None
    if kind is Kind.BIRTH_DATE:
        return _partial(text)
    return None


def _next_day(found: Parts) -> Parts:
    """Return the day in the Netherlands of 22:00 UTC and later, the midnight that systems write."""
    try:
        later = date(*found) + timedelta(days=1)
    except (ValueError, OverflowError):
        return found
    return later.year, later.month, later.day


def _partial(text: str) -> Parts | None:
    text = text.removesuffix(".0")
    if match := _MONTH_YEAR.fullmatch(text):
        return int(match[2]), int(match[1]), 0
    return (int(text), 0, 0) if re.fullmatch(r"(?:1[89]|20)\d\d", text) else None


def _compact(text: str) -> Parts:
    """Read jjjjmmdd; what cannot be that is ddmmjjjj, perhaps without its leading zero."""
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:] or 0)
    if len(text) == 8 and (year == 0 or (year >= 1800 and month <= 12 and day <= 31)):
        return year, month, day
    text = text.zfill(8)
    return int(text[4:]), int(text[2:4]), int(text[:2])


def _year(text: str, kind: Kind, today: date) -> int:
    """Give a year of two digits its century: nobody is born in the future."""
    year = int(text)
    if len(text) == 4:
        return year
    limit = today.year % 100 if kind is Kind.BIRTH_DATE else 79
    if kind is Kind.OPEN_DATE and year == 99:
        return _OPEN_YEAR
    return year + (2000 if year <= limit else 1900)


def _judge(text: str, found: Parts | None, kind: Kind) -> tuple[str, Parts, str | None]:
    nothing: tuple[str, Parts, str | None] = ("NaT", (0, 0, 0), None)
    if found is None:
        serial_zero = text in ("0", "1", "2958465")  # empty and 31-12-9999 in a workbook
        folded = fold_text(text)
        none = not folded or folded in _OPEN_WORDS or serial_zero
        return nothing if none else ("NaT", (0, 0, 0), "unreadable_date")
    year, month, day = found
    if found in _UNKNOWN_DATES or not any(found):
        return nothing
    if kind is Kind.OPEN_DATE and year >= _OPEN_YEAR:
        return nothing
    if kind is Kind.BIRTH_DATE and year and month <= 12 and (day == 0 or month == 0):
        return "NaT", (year, month, 0 if month == 0 else day), None
    try:
        return date(year, month, day).isoformat(), found, None
    except ValueError:
        return "NaT", (0, 0, 0), "impossible_date"
