"""What a column's values are like: shares of a sample of its unique texts, measured once."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from wijkcheck.mapping.cells import PLACEHOLDERS, clean
from wijkcheck.mapping.composites import STREET
from wijkcheck.mapping.dates import read_dates
from wijkcheck.records.codes import CODE_LISTS, CodeList
from wijkcheck.records.fields import Kind
from wijkcheck.records.folding import fold_text
from wijkcheck.records.identifiers import bsn_valid
from wijkcheck.records.models import TEXT
from wijkcheck.records.names import NICKNAMES
from wijkcheck.records.prefixes import is_prefix

_ANY_DAY = date(2000, 1, 1)  # only the century of birth years of two digits hangs on it
_ROWS = 20_000  # rows looked at, spread over the whole
SAMPLE = 250  # unique texts looked at
_MANY = 5_000
_SLIPS = 500  # spellings and slips that a column of codes may have beside the known ones


def _like(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


def _folded(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.search(fold_text(text)) is not None


_TESTS: Mapping[str, Callable[[str], bool]] = {
    "digits": lambda t: t.isdecimal(),
    "token": lambda t: " " not in t and any(c.isdigit() for c in t),
    "letters": lambda t: not any(c.isdigit() for c in t) and any(c.isalpha() for c in t),
    "lettered": lambda t: any(c.isalpha() for c in t),
    "postcode": _like(r"[1-9]\d{3}\s?[A-Za-z]{2}"),
    "product": _like(r"\d{1,2}[A-Za-z]\d{2}(?:\W.*)?"),
    "short_code": _like(r"(?=\S*\d)[A-Za-z0-9]{1,5}|[A-Z]{2,5}"),
    "coded_text": _like(r"(?=\S*\d)[A-Za-z0-9]{2,5}(?:\s*[-:]\s*|\s+).+"),
    "dotted": _like(r"(?:[^\W\d_]{1,3}\.\s?)+[^\W\d_]?"),
    "capitals": _like(r"[A-ZÀ-Þ](?:\s?[A-ZÀ-Þ]){0,5}"),
    "house": _like(r"[1-9]\d{0,4}(?:\.0)?(?:\s?[-/]?\s?\w{1,5})?"),
    "house_number": _like(r"[1-9]\d{0,3}(?:\.0)?"),
    "letter": _like(r"[A-Za-z]"),
    "addition": _like(r"[\w-]{1,4}"),
    "money": _like(
        r"-?(?:€|EUR)?\s?-?(?:[\d.]*\d,\d{2}|[\d,]*\d\.\d{2}|[\d.]+,-)-?|(?:€|EUR)\s?[\d.,]+"
    ),
    "number": _like(r"-?[\d.]*\d(?:[.,]\d+)?|\d+:\d\d"),
    "agb": _like(r"\d{8}"),
    "nine": _like(r"\d{7,10}(?:\.0)?|\d{3,4}[. ]\d{2,3}[. ]\d{2,3}|\d(?:[.,]\d+)?[eE]\+?\d+"),
    "prefix": is_prefix,
    "given": lambda t: (fold_text(t).split() or [""])[0] in NICKNAMES,
    "street": lambda t: STREET.search(fold_text(t)) is not None,
    "team": _folded(r"\b(?:wijkteam|buurtteam|gebiedsteam|jeugdteam|team|wijk|swt|wt)\b|team$"),
    "district": _folded(r"\b(?:noord|zuid|oost|west|centrum|binnenstad)"),
}


@dataclass(frozen=True)
class Content:
    """What the values of a column are like; shares are of unique texts, between 0 and 1."""

    texts: tuple[str, ...]  # the sample
    many: tuple[str, ...]  # a larger one, to see what occurs at all
    shares: Mapping[str, float]  # per test, "bsn", "date", "open", and "list:" + code list
    filled: float  # share of the rows
    unique: int  # how many different texts
    distinct: float  # different texts per filled cell
    counting: bool  # 1, 2, 3 …: a row number
    year: float  # median of the dates
    spread: float  # years between the 5th and 95th percentile of the dates

    def share(self, *tests: str) -> float:
        """Return the largest of these shares."""
        return max(self.shares.get(test, 0.0) for test in tests)


def content(column: pd.Series) -> Content | None:
    """Return what the values of a delivered column are like, or none where it holds nothing."""
    values = clean(column.iloc[:: max(len(column) // _ROWS, 1)])
    counts = values.value_counts(sort=False)
    said = ~counts.index.str.lower().isin(PLACEHOLDERS)
    unique = counts.index[said].to_numpy(dtype=object)
    if not len(unique):
        return None
    texts, many = (tuple(unique[:: max(len(unique) // n, 1)][:n]) for n in (SAMPLE, _MANY))
    shares = {name: _share(texts, test) for name, test in _TESTS.items()}
    shares["bsn"] = _bsn_share(texts)
    shares |= {
        f"list:{name}": _in_list(texts, known, len(unique)) for name, known in CODE_LISTS.items()
    }
    date_share, open_share, year, spread = _dates(texts)
    return Content(
        texts,
        many,
        {**shares, "date": date_share, "open": open_share},
        float(values.notna().mean()),
        len(unique),
        len(unique) / int(counts.to_numpy()[said].sum()),
        _is_counting(values),
        year,
        spread,
    )


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts)


def _in_list(texts: Sequence[str], known: CodeList, unique: int) -> float:
    """Return the share of texts in a code list; a column with many more texts than it has none."""
    if unique > len(known.synonyms) + _SLIPS:
        return 0.0
    return _share(texts, lambda text: known.find(text)[0] is not None)


def _bsn_share(texts: Sequence[str]) -> float:
    digits = [re.sub(r"[.\s-]", "", text.removesuffix(".0")) for text in texts]
    nine = [text.zfill(9) for text in digits if text.isdecimal() and 8 <= len(text) <= 9]
    return float(bsn_valid(pd.Series(nine, dtype=TEXT)).sum()) / len(texts)


def _dates(texts: Sequence[str]) -> tuple[float, float, float, float]:
    """Return the shares of dates and of open ends, the median year and the spread in years.

    Plain numbers of five digits may be anything, so they count for half.
    """
    read = read_dates(texts, Kind.OPEN_DATE, _ANY_DAY)
    born = read_dates(texts, Kind.BIRTH_DATE, _ANY_DAY)
    problems = np.array([problem is not None for problem in read.problems])
    years = np.where(read.parts[:, 0] > 0, read.parts[:, 0], born.parts[:, 0])
    dated = (years > 1880) & (years < 2100)
    numbers = np.array([len(text) <= 7 and text.isdecimal() for text in texts])
    opened = ~problems & np.isnat(read.days) & ~dated
    impossible = np.array([problem == "impossible_date" for problem in read.problems])
    said = (dated & ~numbers).sum() + 0.5 * (dated & numbers).sum() + (opened | impossible).sum()
    if not dated.any():
        return 0.0, float(opened.mean()), np.nan, np.nan
    low, middle, high = np.percentile(years[dated], [5, 50, 95])
    return float(said / len(texts)), float(opened.mean()), float(middle), float(high - low)


def _is_counting(values: pd.Series) -> bool:
    numbers = pd.to_numeric(values.head(1000), errors="coerce").to_numpy(dtype="float64")
    return len(numbers) > 4 and bool(np.all(np.diff(numbers) == 1))
