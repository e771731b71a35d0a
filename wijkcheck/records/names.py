"""Names of persons: surname prefixes (BRP Tabel 36), initials, and which names are compatible."""

import re
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
import pandas as pd

from wijkcheck.records.folding import fold, fold_text
from wijkcheck.records.models import TEXT
from wijkcheck.records.reference import Reference, reference_lines
from wijkcheck.records.unique import per_unique, table_per_unique

__all__ = [
    "NICKNAMES",
    "fold",
    "given_names_compatible",
    "initials_compatible",
    "initials_of",
    "prefix_before",
    "prefix_behind",
    "split_prefix",
    "surnames_compatible",
]

# Spellings of practice that Tabel 36 does not have; "v.d." may be any of three.
_PRACTICE = {
    "v d": "v.d.", "vd": "v.d.", "v de": "van de", "v den": "van den", "v der": "van der",
    "vander": "van der", "vanden": "van den", "vd r": "van der", "vdr": "van der", "v": "van",
    "v h": "van het", "vh": "van het", "v t": "van 't", "vt": "van 't", "v la": "van la",
    "o d": "op de", "i h": "in het", "a d": "aan de", "v d n": "van den", "vdn": "van den",
}  # fmt: skip
_ANY_OF = {"vd": ("vande", "vanden", "vander", "vd")}
_NO_PREFIX_BEHIND = frozenset({"a", "i", "s", "l", "d", "t", "ben", "al", "am", "bin", "to", "do", "im", "ver"})


def _prefixes() -> Mapping[str, str]:
    """Return the spelling of each prefix by its folded form ("van t": "van 't")."""
    known: dict[str, str] = {}
    for prefix in sorted(reference_lines("voorvoegsels.txt"), key=lambda p: "'" not in p):
        known.setdefault(fold_text(prefix), prefix)
    return {**_PRACTICE, **known}


PREFIXES: Mapping[str, str] = Reference(_prefixes)
"""Folded form -> spelling of the prefixes of Tabel 36 and of practice."""


def prefix_before(words: list[str]) -> int:
    """Return how many words at the start are a prefix (the longest), a word left over."""
    return next(
        (n for n in range(min(4, len(words) - 1), 0, -1) if _is_prefix(words[:n])),
        0,
    )


def prefix_behind(words: list[str]) -> int:
    """Return how many words at the end are a prefix (the longest), a word left over."""
    for size in range(min(4, len(words) - 1), 0, -1):
        folded = fold_text(" ".join(words[-size:]))
        if folded in PREFIXES and folded not in _NO_PREFIX_BEHIND:
            return size
    return 0


def _is_prefix(words: list[str]) -> bool:
    return fold_text(" ".join(words)) in PREFIXES


def prefix_spelling(text: str) -> str:
    """Return a prefix in its one spelling, lower case; text that is none, in lower case."""
    return PREFIXES.get(fold_text(text), " ".join(text.lower().split()))


def part_surname(text: str) -> tuple[str | None, str]:
    """Return prefix and name of "van der Berg", "Berg, van der", "Berg van der", "v.d.Berg"."""
    name, comma, behind = text.partition(",")
    if comma and name.strip() and _is_prefix(behind.split()):
        return prefix_spelling(behind), " ".join(name.split())
    text = re.sub(r"^(v\.?\s*d\.|v/d\b|d'|d’)\s*(?=\w)", r"\1 ", text.strip(), flags=re.IGNORECASE)
    words = text.split()
    before = prefix_before(words)
    if before:
        return prefix_spelling(" ".join(words[:before])), " ".join(words[before:])
    behind_size = prefix_behind(words)
    if behind_size:
        return prefix_spelling(" ".join(words[-behind_size:])), " ".join(words[:-behind_size])
    return None, " ".join(words)


def split_prefix(values: pd.Series) -> pd.DataFrame:
    """Return ``prefix`` (lower case, missing if none) and ``name`` of surnames.

    The prefix may stand before or behind ("Berg, van der"); the longest of Tabel 36 is taken, and
    only where a word is left.
    """
    return table_per_unique(values, part_surname, {"prefix": TEXT, "name": TEXT})


def initials_of(voornamen: pd.Series) -> pd.Series:
    """Return the initials of given names, capitals without dots: "Anna-Maria IJsbrand" is AMIJ."""
    return per_unique(voornamen, given_initials)


def given_initials(text: str) -> str | None:
    """Return the initials of one text of given names, or none."""
    words = re.split(r"[\s.\-]+", text)
    heads = [re.match(r"(?i)ĳ|ij|\w", word.strip("'’(),")) for word in words]
    return "".join(h[0].upper().replace("Ĳ", "IJ") for h in heads if h) or None


def _nicknames() -> Mapping[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(reference_lines("roepnamen.txt")):
        for name in line.split():
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


NICKNAMES: Mapping[str, frozenset[int]] = Reference(_nicknames)
"""Folded given name -> the groups it is in; two names with a group in common may be one person's."""


def given_names_compatible(left: pd.Series, right: pd.Series) -> pd.Series:
    """Return whether given names, short names or initials may be one person's, elementwise.

    "Johannes" and "Jan", "Anna Maria" and "Maria", "P.M." and "Pieter Maria", "Mohamed" and
    "Muhammad". Bool; two missing values are compatible, one missing is not.
    """
    return _compatible(left, right, _given_alike)


def initials_compatible(left: pd.Series, right: pd.Series) -> pd.Series:
    """Return whether initials may be one person's, elementwise: "P" and "P.M.", "Th." and "T".

    Bool; two missing values are compatible, one missing is not.
    """
    return _compatible(left, right, _initials_alike)


def surnames_compatible(left: pd.DataFrame, right: pd.DataFrame) -> pd.Series:
    """Return whether surnames may be one person's, elementwise.

    Frames of equal length with ``achternaam`` and, where delivered, ``voorvoegsel``,
    ``partnervoorvoegsel`` and ``partnernaam``. Case, accents, ij/y, spaces and the place of the
    prefix make no difference, nor whether the partner's name stands before, behind or instead
    (naamgebruik E, P, V, N). Prefixes are compared where both frames have them.
    """
    prefixes = "voorvoegsel" in left and "voorvoegsel" in right
    return _compatible(_surname_text(left, prefixes), _surname_text(right, prefixes), _surnames_alike)


def _surname_text(frame: pd.DataFrame, prefixes: bool) -> pd.Series:
    """Return "prefix\\tname\\tpartner prefix\\tpartner name", missing where there is no name."""
    empty = pd.Series("", index=frame.index, dtype=TEXT)
    names = ("voorvoegsel", "achternaam", "partnervoorvoegsel", "partnernaam")
    cells = [
        frame[name].fillna("") if name in frame and (prefixes or "naam" in name) else empty
        for name in names
    ]
    text = cells[0].str.cat(cells[1:], sep="\t")
    return text.mask(cells[1].eq("") & cells[3].eq(""))


def _compatible(
    left: pd.Series, right: pd.Series, alike: Callable[[str, str], bool]
) -> pd.Series:
    """Judge each unique pair of unequal values once; ``left`` gives the index."""
    size = len(left)
    codes, unique = pd.factorize(pd.concat([left, right], ignore_index=True))
    texts = unique.tolist()
    ones, others = codes[:size], codes[size:]
    result = ones == others
    open_rows = np.flatnonzero(~result & (ones >= 0) & (others >= 0))
    pairs = ones[open_rows].astype(np.int64) * len(texts) + others[open_rows]
    keys, inverse = np.unique(pairs, return_inverse=True)
    judged = np.array(
        [alike(texts[key // len(texts)], texts[key % len(texts)]) for key in keys.tolist()], bool
    )
    result[open_rows] = judged[inverse]
    return pd.Series(result, index=left.index)


@cache
def _surnames(text: str) -> tuple[frozenset[str], ...]:
    """Return, per surname in the text (own, partner's, parts of a double name), its spellings."""
    prefix, name, partner_prefix, partner = text.split("\t")
    found = []
    for before, whole in ((prefix, name), (partner_prefix, partner)):
        for part in re.split(r"\s*[-–]\s*|\s+e/v\s+|\s+geb\.?\s+", whole):
            own_prefix, bare = part_surname(part)
            head = _squash(before or own_prefix or "")
            if _squash(bare):
                found.append(frozenset(h + _squash(bare) for h in _ANY_OF.get(head, (head,))))
            before = ""
    return tuple(found)


def _squash(text: str) -> str:
    return fold_text(text).replace(" ", "").replace("ij", "y")


def _surnames_alike(left: str, right: str) -> bool:
    """The side with fewer surnames finds each of its own among the other's."""
    fewer, more = sorted((_surnames(left), _surnames(right)), key=len)
    if not fewer:
        return False
    whole = ["".join(sorted(min(s) for s in names)) for names in (fewer, more)]
    return whole[0] == whole[1] or all(any(one & other for other in more) for one in fewer)


@cache
def _bare_initials(text: str) -> str:
    """Return initials with digraphs as one letter: "Th. Chr. IJ." is tcy."""
    folded = fold_text(text).replace(" ", "").replace("ij", "y")
    return re.sub(r"chr|ch|th|ph|sj", lambda m: m[0][0], folded)


def _initials_alike(left: str, right: str) -> bool:
    shorter, longer = sorted((_bare_initials(left), _bare_initials(right)), key=len)
    return bool(shorter) and longer.startswith(shorter)


def _given_alike(left: str, right: str) -> bool:
    ones, others = (fold_text(t).replace("ij", "y").split() for t in (left, right))
    if not ones or not others:
        return False
    if "".join(ones) == "".join(others) or ones[0] == others[0]:
        return True
    if any(_is_initials(t) for t in (left, right)):
        return _initials_alike(given_initials(left) or "", given_initials(right) or "")
    if (len(ones) == 1 and ones[0] in others) or (len(others) == 1 and others[0] in ones):
        return True
    groups = [NICKNAMES.get(fold_text(t).split()[0], frozenset()) for t in (left, right)]
    return bool(groups[0] & groups[1])


def _is_initials(text: str) -> bool:
    return bool(re.fullmatch(r"(?:\w{1,3}\.\s*)+\w?|\w|[A-Z](?:\s?[A-Z]){0,4}", text.strip())) and (
        "." in text or len(text.strip()) <= 2 or not re.search(r"[AEIOUY]", text)
    )
