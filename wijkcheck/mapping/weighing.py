"""How well each column's name and content say each field or composite, before any is chosen."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wijkcheck.mapping.composites import Composite, unit_in_name
from wijkcheck.mapping.content import Content
from wijkcheck.mapping.evidence import judge
from wijkcheck.mapping.header import (
    ALIAS,
    is_anonymous,
    is_foreign,
    name_scores,
    shared_prefix,
)
from wijkcheck.records.column_names import COLUMN_NAMES
from wijkcheck.records.fields import Field

WEAK = 0.35
"""The confidence from which a column is worth a question."""
_HOUSE = frozenset(("huisnummer", "huisletter", "toevoeging"))
_LISTED = re.compile(r"[,;/+&|]|\s-\s|\ben\b|\band\b")


@dataclass(frozen=True)
class Evidence:
    """Everything that is known of the columns against the targets; arrays are column × target."""

    columns: list[str]
    targets: list[str]
    named: NDArray[np.float64]
    fit: NDArray[np.float64]
    alone: NDArray[np.float64]  # confidence by content alone

    def scores(self, bonus: NDArray[np.float64]) -> NDArray[np.float64]:
        """Combine: a name holds where the content does not contradict; the place only adds."""
        by_name = self.named * np.clip(self.fit / 0.5, 0.0, 1.0)
        both = 0.05 * ((by_name > WEAK) & (self.alone > 0.3))
        best = np.maximum(by_name, self.alone) + both
        placed: NDArray[np.float64] = best + bonus * ((best > 0.2) & (self.fit >= 0.5))
        return placed.clip(max=1.0)


def weigh(
    columns: Sequence[str],
    contents: Mapping[str, Content | None],
    wanted: Mapping[str, Field],
    kinds: Mapping[str, Composite],
) -> Evidence:
    """Weigh the columns against the wanted fields and the composites (targets with a ``*``)."""
    spellings = {n: COLUMN_NAMES.get(n, (n,)) for n in wanted}
    spellings |= {f"*{n}": (n, *c.names) for n, c in kinds.items() if c.names}
    targets = list(spellings)
    shape = (len(columns), len(targets))
    evidence = Evidence(list(columns), targets, np.zeros(shape), np.zeros(shape), np.zeros(shape))
    prefix = shared_prefix(columns)
    for i, name in enumerate(columns):
        scores = _named(name, prefix, spellings) | _joined(name, wanted, kinds)
        if unit_in_name(name):
            scores |= dict.fromkeys(("volume", "geleverd_volume"), ALIAS)
        evidence.named[i] = [scores.get(target, 0.0) for target in targets]
        known = contents[name]
        if known is None:  # an empty column: only its name speaks
            evidence.named[i] *= [not t.startswith("*") for t in targets]
            evidence.fit[i] = 1.0
            continue
        shares = {f"*{n}": c.share(known.texts) for n, c in kinds.items() if c.names}
        trust = _trust(name)
        for j, target in enumerate(targets):
            fit, alone = (
                (shares[target], 0.9 * shares[target] if shares[target] >= 0.5 else 0.0)
                if target in shares
                else _judged(wanted[target], known, shares)
            )
            evidence.fit[i, j], evidence.alone[i, j] = fit, alone * trust
    return evidence


def _named(name: str, prefix: str, spellings: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return how well a name says each target, with or without what all names begin with."""
    scores = name_scores(name, spellings)
    bare = name_scores(name.removeprefix(prefix), spellings) if prefix else {}
    return {target: max(scores.get(target, 0.0), bare.get(target, 0.0)) for target in spellings}


def _joined(
    name: str, wanted: Mapping[str, Field], kinds: Mapping[str, Composite]
) -> dict[str, float]:
    """Return the composites of which a name lists parts: "Achternaam, voorletters".

    A prefix listed with a surname makes it that field, as a column of it that holds prefixes.
    """
    listed = [part for part in _LISTED.split(name) if part.strip()]
    if len(listed) < 2:
        return {}
    own = {n: COLUMN_NAMES.get(n, (n,)) for n in wanted}
    said = [{f for f, s in name_scores(part, own).items() if s >= ALIAS} for part in listed]
    if "huisnummer" in said[0] and all(_HOUSE.intersection(fields) for fields in said):
        return {"huisnummer": ALIAS, "huisletter": 0.0, "toevoeging": 0.0}  # "hnr + toev."
    return {
        f"*{n}" if kind.names else n: ALIAS
        for n, kind in kinds.items()
        if all(not fields.isdisjoint(kind.parts.values()) for fields in said)
    }


def _trust(name: str) -> float:
    """How far content may speak alone: a name that says something else counts against it."""
    if is_anonymous(name):
        return 1.0
    return 0.5 if is_foreign(name) else 0.85


def _judged(field: Field, known: Content, shares: Mapping[str, float]) -> tuple[float, float]:
    """Judge a field; a column of whole names, addresses or periods is no plain field of them."""
    fit, alone = judge(field, known)
    holders = {
        "achternaam": ("*naam",), "voornamen": ("*naam",), "partnernaam": ("*naam",),
        "straatnaam": ("*adres",), "postcode": ("*postcode_plaats", "*postcode_huisnummer"),
        "huisnummer": ("*postcode_huisnummer",), "plaatsnaam": ("*postcode_plaats", "*adres"),
        "eenheid": ("*omvang", "*eenheid_frequentie"),
    }  # fmt: skip
    whole = max((shares.get(h, 0.0) for h in holders.get(field.name, ())), default=0.0)
    return (fit * 0.3, 0.0) if whole >= 0.5 else (fit, alone)
