"""Names of persons: initials, nicknames, and which names may be one person's."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

import numpy as np
import pandas as pd

from wijkcheck.records.folding import fold, fold_text
from wijkcheck.records.models import TEXT
from wijkcheck.records.prefixes import part_surname, split_prefix
from wijkcheck.records.reference import Reference, reference_lines
from wijkcheck.records.unique import per_unique
from wijkcheck.records.written_names import given_initials, is_initials, parse_name

__all__ = [
    "NICKNAMES",
    "fold",
    "given_names_compatible",
    "initials_compatible",
    "initials_of",
    "parse_name",
    "split_prefix",
    "surnames_compatible",
]

K = TypeVar("K")
Surnames = tuple[frozenset[str], ...]  # per surname: its spellings, prefix in front, squashed

_ANY_OF = {"vd": ("vande", "vanden", "vander", "vd")}  # what "v.d." may stand for


def initials_of(voornamen: pd.Series) -> pd.Series:
    """Return the initials of given names, capitals without dots: "Anna-Maria IJsbrand" is AMIJ."""
    return per_unique(voornamen, given_initials)


def _nicknames() -> Mapping[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(reference_lines("roepnamen.txt")):
        for name in line.split():
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


NICKNAMES: Mapping[str, frozenset[int]] = Reference(_nicknames)
"""Folded given name -> its groups; two names with a group in common may be one person's."""


def given_names_compatible(left: pd.Series, right: pd.Series) -> pd.Series:
    """Return whether given names, short names or initials may be one person's, elementwise.

    "Johannes" and "Jan", "Anna Maria" and "Maria", "P.M." and "Pieter Maria", "Mohamed" and
    "Muhammad". Bool; two missing values are compatible, one missing is not.
    """
    return _compatible(left, right, str, _given_alike)


def initials_compatible(left: pd.Series, right: pd.Series) -> pd.Series:
    """Return whether initials may be one person's, elementwise: "P" and "P.M.", "Th." and "T".

    Bool; two missing values are compatible, one missing is not.
    """
    return _compatible(left, right, _bare_initials, _one_begins_other)


def surnames_compatible(left: pd.DataFrame, right: pd.DataFrame) -> pd.Series:
    """Return whether surnames may be one person's, elementwise.

    Frames of equal length with ``achternaam`` and, where delivered, ``voorvoegsel``,
    ``partnervoorvoegsel`` and ``partnernaam``. Case, accents, ij/y, spaces and the place of the
    prefix make no difference, nor whether the partner's name stands before, behind or instead
    (naamgebruik E, P, V, N). Prefixes are compared where both frames have the column.
    """
    prefixes = "voorvoegsel" in left and "voorvoegsel" in right
    texts = [_surname_text(frame, prefixes) for frame in (left, right)]
    return _compatible(texts[0], texts[1], _surnames, _surnames_alike)


def _surname_text(frame: pd.DataFrame, prefixes: bool) -> pd.Series:
    """Return "prefix\\tname\\tpartner prefix\\tpartner name", missing where there is no name."""
    empty = pd.Series("", index=frame.index, dtype=TEXT)
    names = ("voorvoegsel", "achternaam", "partnervoorvoegsel", "partnernaam")
    cells = [
        frame[name].fillna("") if name in frame and (prefixes or "naam" in name) else empty
        for name in names
    ]
    text = cells[0] + "\t" + cells[1] + "\t" + cells[2] + "\t" + cells[3]
    return text.mask(cells[1].eq("") & cells[3].eq(""))


def _compatible(
    left: pd.Series, right: pd.Series, key: Callable[[str], K], alike: Callable[[K, K], bool]
) -> pd.Series:
    """Judge each unique pair of unequal values once, by their keys; ``left`` gives the index."""
    size = len(left)
    codes, unique = pd.factorize(pd.concat([left, right], ignore_index=True))
    keys = [key(text) for text in unique.tolist()]
    ones, others = codes[:size], codes[size:]
    result = ones == others
    unequal = np.flatnonzero(~result & (ones >= 0) & (others >= 0))
    pairs = ones[unequal].astype(np.int64) * len(keys) + others[unequal]
    once, inverse = np.unique(pairs, return_inverse=True)
    judged = [alike(keys[pair // len(keys)], keys[pair % len(keys)]) for pair in once.tolist()]
    result[unequal] = np.array(judged, dtype=bool)[inverse]
    return pd.Series(result, index=left.index)


def _surnames(text: str) -> Surnames:
    """Return each surname in the text: own, partner's, and the parts of a double name."""
    prefix, name, partner_prefix, partner = text.split("\t")
    found = []
    for before, whole in ((prefix, name), (partner_prefix, partner)):
        for number, part in enumerate(re.split(r"\s*[-–]\s*|\s+e/v\s+|\s+geb\.?\s+", whole)):
            own_prefix, bare = part_surname(part)
            head = _squash((before if number == 0 else "") or own_prefix or "")
            if _squash(bare):
                found.append(frozenset(h + _squash(bare) for h in _ANY_OF.get(head, (head,))))
    return tuple(found)


def _squash(text: str) -> str:
    return fold_text(text).replace(" ", "").replace("ij", "y")


def _surnames_alike(left: Surnames, right: Surnames) -> bool:
    """The side with fewer surnames finds each of its own among the other's."""
    fewer, more = sorted((left, right), key=len)
    if not fewer:
        return False
    if all(any(one & other for other in more) for one in fewer):
        return True
    # "Wit Jansen" is written without its hyphen
    whole = "".join(min(one) for one in fewer)
    parts = [min(one) for one in more]
    return whole in ("".join(parts), "".join(reversed(parts)))


def _bare_initials(text: str) -> str:
    """Return initials with digraphs as one letter: "Th. Chr. IJ." is tcy."""
    return re.sub(r"chr|ch|th|ph|sj", lambda m: m[0][0], _squash(text))


def _one_begins_other(left: str, right: str) -> bool:
    shorter, longer = sorted((left, right), key=len)
    return bool(shorter) and longer.startswith(shorter)


def _given_alike(left: str, right: str) -> bool:
    ones, others = (fold_text(text).split() for text in (left, right))
    if not ones or not others:
        return False
    if ones[0] == others[0] or _squash(left) == _squash(right):
        return True
    if is_initials(left) or is_initials(right):
        initials = [_bare_initials(given_initials(text) or "") for text in (left, right)]
        return _one_begins_other(*initials)
    if any(len(one) == 1 and one[0] in other for one, other in ((ones, others), (others, ones))):
        return True
    return not NICKNAMES.get(ones[0], frozenset()).isdisjoint(NICKNAMES.get(others[0], ()))
