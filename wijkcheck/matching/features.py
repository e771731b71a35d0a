"""What is compared of a column: values normalised by its kind, as codes into their vocabulary.

Both sides share a vocabulary, sorted, so that codes do not depend on the order of the rows. A
value that is missing, or one that stands for missing, has code −1.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wijkcheck.records.folding import fold, fold_text
from wijkcheck.records.names import NICKNAMES, parse_name, split_prefix
from wijkcheck.records.unique import per_unique

Codes = npt.NDArray[np.integer[Any]]


class LinkKind(StrEnum):
    """What a column of ``link`` or ``dedupe`` holds."""

    GIVEN_NAME = "given_name"
    INITIALS = "initials"
    PREFIX = "prefix"
    SURNAME = "surname"
    PARTNER_SURNAME = "partner_surname"
    FULL_NAME = "full_name"
    DATE = "date"
    SEX = "sex"
    IDENTIFIER = "identifier"
    CODE = "code"
    POSTCODE = "postcode"
    HOUSE_NUMBER = "house_number"
    STREET = "street"
    PLACE = "place"
    EMAIL = "email"
    PHONE = "phone"
    ORGANISATION = "organisation"
    NUMBER = "number"
    CATEGORY = "category"
    TEXT = "text"


PLACEHOLDERS = frozenset(
    {"", "onbekend", "unknown", "nvt", "n v t", "geen", "none", "null", "nan", "na", "n a", "x",
     "xx", "xxx", "test", "niet bekend", "nb", "n b", "0", "00", "000", "nn", "n n", "anoniem"}
)  # fmt: skip
"""Folded values that say nothing about a person: they weigh nothing."""


@dataclass(frozen=True)
class Coded:
    """A column of both sides as codes into one sorted vocabulary."""

    values: tuple[str, ...]
    left: Codes
    right: Codes

    def shares(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return per value its share among the filled cells of the left and of the right."""
        return _share(self.left, len(self.values)), _share(self.right, len(self.values))


def _share(codes: Codes, size: int) -> npt.NDArray[np.float64]:
    filled = codes[codes >= 0]
    counts = np.bincount(filled, minlength=size).astype(np.float64)
    return counts / max(1, len(filled))


def coded(values: pd.Series, size_left: int) -> Coded:
    """Code one column that holds the left rows, then the right rows."""
    codes, uniques = pd.factorize(values, sort=True)
    codes = codes.astype(np.int32)
    return Coded(tuple(map(str, uniques)), codes[:size_left], codes[size_left:])


@dataclass(frozen=True)
class Bag:
    """Several values of one kind per row (name parts, tokens): Coded columns of one vocabulary."""

    values: tuple[str, ...]
    left: npt.NDArray[np.int32]  # rows × places, −1 where there is none
    right: npt.NDArray[np.int32]


def bag(columns: Sequence[pd.Series], size_left: int) -> Bag:
    """Code several columns with one vocabulary."""
    rows = len(columns[0])
    codes, uniques = pd.factorize(pd.concat(columns, ignore_index=True), sort=True)
    table = np.ascontiguousarray(codes.astype(np.int32).reshape(len(columns), rows).T)
    return Bag(tuple(map(str, uniques)), table[:size_left], table[size_left:])


def known(folded: pd.Series) -> pd.Series:
    """Blank what stands for missing."""
    return folded.where(~folded.isin(PLACEHOLDERS))


def folded(values: pd.Series) -> pd.Series:
    """Fold text for comparing, placeholders blanked."""
    return known(fold(values))


def tokens(values: pd.Series, places: int) -> list[pd.Series]:
    """Return the first words of folded text, one column per place."""
    uniques = pd.Series(values.unique(), dtype=values.dtype).dropna()
    table = uniques.str.split(" ", expand=True).reindex(columns=range(places))
    table.index = pd.Index(uniques)
    return [values.map(table[i]).astype("str") for i in range(places)]


# --- names ---


@dataclass(frozen=True)
class Names:
    """Given names, initials and surname parts of both sides.

    ``words`` has 3 places for given names followed by 3 for surname parts, in one vocabulary, so
    that swapped names can be seen. ``initials`` are letters without points.
    """

    words: Bag
    initials: Coded
    given: bool
    surname: bool


GIVEN = slice(0, 3)
PARTS = slice(3, 6)


def names(columns: Mapping[LinkKind, Sequence[pd.Series]], size_left: int) -> Names | None:
    """Build Names from whatever name columns there are; None where there are none."""
    rows = max((len(s) for many in columns.values() for s in many), default=0)
    blank = pd.Series([None] * rows, dtype="str")
    full = [parse_name(s) for s in columns.get(LinkKind.FULL_NAME, ())]
    written = _joined(
        [*columns.get(LinkKind.GIVEN_NAME, ()), *(f["voornamen"] for f in full)], blank
    )
    short = _joined([*columns.get(LinkKind.INITIALS, ()), *(f["voorletters"] for f in full)], blank)
    surname = _joined([*columns.get(LinkKind.SURNAME, ()), *(f["achternaam"] for f in full)], blank)
    partner = _joined(
        [*columns.get(LinkKind.PARTNER_SURNAME, ()), *(f["partnernaam"] for f in full)], blank
    )
    if all(s.isna().all() for s in (written, short, surname, partner)):
        return None
    given, from_given = given_names(written)
    letters = _letters(short).fillna(from_given)
    parts = surname_parts(surname, partner)
    return Names(
        words=bag([*given, *parts], size_left),
        initials=coded(letters, size_left),
        given=bool(written.notna().any() or short.notna().any()),
        surname=bool(surname.notna().any() or partner.notna().any()),
    )


def _joined(columns: Sequence[pd.Series], blank: pd.Series) -> pd.Series:
    """Join text columns with a space; missing where all are."""
    result = blank
    for column in columns:
        both = result.notna() & column.notna()
        result = result.fillna(column).where(~both, result.str.cat(column, sep=" "))
    return result.astype("str")


def given_names(written: pd.Series) -> tuple[list[pd.Series], pd.Series]:
    """Split given names into at most three words and their initials; ``J.P.`` has only initials."""
    uniques = pd.Series(written.dropna().unique(), dtype="str")
    pointed = uniques.str.contains(r"^\s*(?:\w{1,4}\.\s*)+$", regex=True)
    plain = folded(uniques)
    short = pointed | plain.str.fullmatch(r"\w(?: \w)*").fillna(value=False)
    words = plain.where(~short)
    letters = (
        uniques.where(short)
        .pipe(_letters)
        .fillna(words.str.replace(r"(\w)\w* ?", r"\1", regex=True))
    )
    table = words.str.split(" ", expand=True).reindex(columns=range(3))
    table["letters"] = letters
    table.index = pd.Index(uniques)
    found = table.reindex(written)
    found.index = written.index
    return [found[i].astype("str") for i in range(3)], found["letters"].astype("str")


def _letters(values: pd.Series) -> pd.Series:
    """Return the initials as bare letters: ``P.M.`` → ``pm``, ``Th. J.`` → ``tj``."""
    text = values.str.replace(r"([^\W\d_])[^\W\d_]+\.", r"\1.", regex=True)
    bare = fold(text).str.replace(r"[\W\d_]+", "", regex=True)
    return bare.where(bare.str.len().between(1, 12))


def surname_parts(surname: pd.Series, partner: pd.Series) -> list[pd.Series]:
    """Return up to three surnames without prefixes: ``de Wit-van Dijk`` has ``wit``, ``dijk``."""
    halves = surname.str.replace(r"\s*[-–/]\s*", "\n", regex=True)
    halves = (
        halves.fillna("") + "\n" + partner.fillna("").str.replace(r"\s*[-–/]\s*", "\n", regex=True)
    )
    uniques = pd.Series(halves.unique(), dtype="str")
    table = (
        uniques.str.strip("\n").str.split(r"\n+", regex=True, expand=True).reindex(columns=range(3))
    )
    for place in range(3):
        column = table[place].astype("str")
        column = column.where(column != "")
        table[place] = known(fold(split_prefix(column)["name"]).str.replace(" ", ""))
    table.index = pd.Index(uniques)
    found = table.reindex(halves)
    found.index = surname.index
    return [found[i].astype("str") for i in range(3)]


SOUNDS = {
    "uij": "i", "ij": "i", "ei": "i", "ey": "i", "ui": "i", "uy": "i", "y": "i", "j": "i",
    "sch": "sg", "ch": "g", "gh": "g", "ck": "k", "c": "k", "qu": "k", "q": "k",
    "ph": "f", "v": "f", "w": "f", "x": "ks", "th": "t", "dt": "t", "d": "t",
    "tsj": "s", "tz": "s", "z": "s", "ou": "u", "au": "u", "oe": "u", "h": "", "ae": "a",
}  # fmt: skip
"""Spellings that are written for one another in Dutch and its neighbours."""
_SOUND = re.compile("|".join(sorted(SOUNDS, key=len, reverse=True)))
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]+")


def sound(values: Sequence[str]) -> list[str]:
    """Return a rough code of how each folded name sounds: its first letter and its consonants."""
    result = []
    for value in values:
        text = _SOUND.sub(lambda m: SOUNDS[m.group()], value.replace(" ", "")) or value
        text = _DOUBLE.sub(r"\1", text)
        result.append((text[:1] + _VOWELS.sub("", text[1:]))[:6])
    return result


def nickname_groups(values: Sequence[str]) -> npt.NDArray[np.int32]:
    """Return up to three group numbers per given name: names of one group are one name."""
    table = np.full((len(values), 3), -1, dtype=np.int32)
    for number, value in enumerate(values):
        for place, group in enumerate(sorted(NICKNAMES.get(value, ()))[:3]):
            table[number, place] = group
    return table


# --- dates, addresses and the rest ---


def dates(values: pd.Series, size_left: int) -> Coded:
    """Code dates as ``yyyymmdd`` with 00 for unknown parts; the order is detected on each side."""
    sides = []
    for side in (values.iloc[:size_left], values.iloc[size_left:]):
        uniques = pd.Series(side.dropna().unique(), dtype="str")
        sides.append(side.map(pd.Series(_ymd(uniques).to_numpy(), index=uniques)).astype("str"))
    return coded(pd.concat(sides), size_left)


def _ymd(text: pd.Series) -> pd.Series:
    """Read dates of any usual form; what cannot be read is missing."""
    part = text.str.extract(r"^\D*(\d{1,4})\D+(\d{1,2})\D+(\d{1,4})(?:\D.*)?$").astype("str")
    solid = text.str.extract(r"^\s*(\d{4})(\d{2})(\d{2})\s*$").astype("str")
    first = pd.to_numeric(part[0], errors="coerce").fillna(0)
    second = pd.to_numeric(part[1], errors="coerce").fillna(0)
    american = bool((second > 12).sum() > (first.between(13, 31)).sum())
    year_first = part[0].str.len() == 4
    year = part[0].where(year_first, part[2])
    day = part[2].where(year_first, part[1] if american else part[0])
    month = part[1].where(year_first, part[0] if american else part[1])
    year = solid[0].fillna(year).fillna(text.str.extract(r"^\s*(\d{4})\s*$")[0].astype("str"))
    month = solid[1].fillna(month)
    day = solid[2].fillna(day)
    return year.str.zfill(4) + month.fillna("0").str.zfill(2) + day.fillna("0").str.zfill(2)


def squeezed(values: pd.Series) -> pd.Series:
    """Fold and take out all but letters and digits: identifiers, codes, postcodes."""
    return known(fold(values).str.replace(" ", ""))


def phones(values: pd.Series) -> pd.Series:
    """Return the last nine digits: country code and leading zero do not count."""
    digits = values.str.replace(r"\D+", "", regex=True)
    return digits.where(digits.str.len() >= 6).str[-9:]


def emails(values: pd.Series) -> pd.Series:
    """Return the address in lower case; without an @ it says nothing."""
    bare = values.str.strip().str.lower()
    return bare.where(bare.str.contains("@", regex=False).fillna(value=False))


STREET_ENDINGS = (
    (r"str(?:\b|$)", "straat"), (r"\bstr(?=$| )", "straat"), (r"ln(?:\b|$)", "laan"),
    (r"pln(?:\b|$)", "plein"), (r"wg(?:\b|$)", "weg"), (r"\bst\b", "sint"),
)  # fmt: skip


def streets(values: pd.Series) -> pd.Series:
    """Fold street names and write their usual abbreviations out."""
    text = folded(values)
    for pattern, whole in STREET_ENDINGS:
        text = text.str.replace(pattern, whole, regex=True)
    return text.str.replace(" ", "")


_HOUSE_NUMBER = re.compile(r"(\d+)(.*)$", re.DOTALL)


def house_numbers(values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the number and what stands behind it: ``12-A bis`` → ``12``, ``abis``."""
    return per_unique(values, lambda text: _number_in(text)[0]), per_unique(
        values, lambda text: _number_in(text)[1]
    )


def _number_in(text: str) -> tuple[str | None, str | None]:
    found = _HOUSE_NUMBER.search(text)
    if found is None:
        return None, None
    return found[1].lstrip("0") or None, fold_text(found[2]).replace(" ", "") or None


def word_bag(text: pd.Series, size_left: int, places: int = 6) -> Bag:
    """Code the words of folded text, the first ``places`` of them."""
    return bag(tokens(text, places), size_left)
