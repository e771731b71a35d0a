"""Surname prefixes: BRP Tabel 36 and the spellings of practice, before or behind a name."""

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from wijkcheck.records.folding import fold_text
from wijkcheck.records.models import TEXT
from wijkcheck.records.reference import Reference, reference_lines
from wijkcheck.records.unique import table_per_unique

# Spellings of practice that Tabel 36 does not have; "v.d." may be any of three.
_PRACTICE = {
    "v d": "v.d.", "vd": "v.d.", "v de": "van de", "v den": "van den", "v der": "van der",
    "vander": "van der", "vanden": "van den", "vd r": "van der", "vdr": "van der", "v": "van",
    "v h": "van het", "vh": "van het", "v t": "van 't", "vt": "van 't", "v la": "van la",
    "o d": "op de", "i h": "in het", "a d": "aan de", "v d n": "van den", "vdn": "van den",
}  # fmt: skip
_NO_PREFIX_BEHIND = frozenset(("a", "i", "s", "l", "d", "t", "ben", "al", "am", "bin", "to", "do"))


def _prefixes() -> Mapping[str, str]:
    """Return the spelling of each prefix by its folded form ("van t": "van 't")."""
    known: dict[str, str] = {}
    for prefix in sorted(reference_lines("voorvoegsels.txt"), key=lambda p: "'" not in p):
        known.setdefault(fold_text(prefix), prefix)
    return {**_PRACTICE, **known}


PREFIXES: Mapping[str, str] = Reference(_prefixes)
"""Folded form -> spelling of the prefixes of Tabel 36 and of practice."""


def prefix_before(words: Sequence[str]) -> int:
    """Return how many words at the start are a prefix (the longest), a word left over."""
    folded = [fold_text(word) for word in words[:4]]
    sizes = range(min(4, len(words) - 1), 0, -1)
    return next((n for n in sizes if " ".join(folded[:n]) in PREFIXES), 0)


def prefix_behind(words: Sequence[str]) -> int:
    """Return how many words at the end are a prefix (the longest), a word left over."""
    folded = [fold_text(word) for word in words[-4:]]
    sizes = range(min(4, len(words) - 1), 0, -1)
    ends = ((n, " ".join(folded[-n:])) for n in sizes)
    return next((n for n, end in ends if end in PREFIXES and end not in _NO_PREFIX_BEHIND), 0)


def is_prefix(text: str) -> bool:
    """Return whether the whole text is a prefix."""
    return fold_text(text) in PREFIXES


def prefix_spelling(text: str) -> str:
    """Return a prefix in its one spelling, lower case; text that is none, in lower case."""
    return PREFIXES.get(fold_text(text), " ".join(text.lower().split()))


def part_surname(text: str) -> tuple[str | None, str]:
    """Return prefix and name of "van der Berg", "Berg, van der", "Berg van der", "v.d.Berg"."""
    if text.isalpha():
        return None, text
    name, comma, behind = text.partition(",")
    if comma and name.strip() and is_prefix(behind):
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
