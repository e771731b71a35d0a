"""Levels: how far two records agree on a field, ordered; 0 is the strongest, −1 says nothing.

Agreement on a value is split by how rare the value is (a factor two per level), so that a shared
rare name weighs more than a shared common one while patterns stay few.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wijkcheck.matching.features import Coded
from wijkcheck.matching.similarity import Ints

Levels = npt.NDArray[np.int8]
Reals = npt.NDArray[np.float64]

NEAR, SIMILAR = 0.92, 0.84
"""Jaro–Winkler limits of Winkler's and Splink's practice: one slip in six letters, two."""
RARITIES = 20
"""Classes of rarity: from one in two to one in a million."""


@dataclass(frozen=True)
class FieldModel:
    """What the weighing must know of a compared field.

    A level belongs to a class (``equal`` has many levels, by rarity); ``share`` parts the class's
    probability among its levels for matches. ``rate`` is how often a random pair is at the level
    where it can be counted exactly, NaN where it must be sampled. ``prior`` holds per class how
    often matches are at it, from practice (docs/matching.md), with the weight of a few pairs.
    ``address``: the field changes when somebody moves, together with its likes. ``kin``: how often
    relatives are alike in it, to begin with; 0 is no more than strangers. ``stays``: how often it
    is the same after a move, to begin with. ``told_by``: the field that already tells it; ``told``:
    where the field on which it leans is in so many of its first classes. ``things``: it tells
    things apart rather than people.
    """

    name: str
    classes: tuple[str, ...]
    prior: Reals
    level_class: Ints
    share: Reals
    rate: Reals
    address: bool = False
    kin: float = 0.0
    stays: float = 0.0
    told_by: str = ""
    told: int = 1
    things: bool = False

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "FieldModel":
        """Return the field of which ``asdict`` made this, with lists for arrays."""
        tables = {n: np.array(told[n], dtype=np.float64) for n in ("prior", "share", "rate")}
        level_class = np.array(told["level_class"], dtype=np.int64)
        classes = tuple(told["classes"])
        return cls(**{**told, **tables, "level_class": level_class, "classes": classes})

    @property
    def size(self) -> int:
        """Return the number of levels."""
        return len(self.level_class)


def field_model(
    name: str,
    prior: dict[str, float],
    rarity: "Rarity | dict[str, Rarity] | None" = None,
    *,
    address: bool = False,
    kin: float = 0.0,
    stays: float = 0.0,
    told_by: str = "",
    told: int = 1,
    things: bool = False,
) -> FieldModel:
    """Lay out the levels of a field: the classes in order, those with a rarity split by it."""
    split = rarity if isinstance(rarity, dict) else {"equal": rarity} if rarity else {}
    level_class, share, rate = [], [], []
    for number, label in enumerate(prior):
        part = split.get(label)
        level_class.append(np.full(len(part.share) if part else 1, number))
        share.append(part.share if part else np.ones(1))
        rate.append(part.rate if part else np.full(1, np.nan))
    return FieldModel(
        name,
        tuple(prior),
        np.array(list(prior.values())) / sum(prior.values()),
        np.concatenate(level_class),
        np.concatenate(share),
        np.concatenate(rate),
        address,
        kin,
        stays,
        told_by,
        told,
        things,
    )


@dataclass(frozen=True)
class Rarity:
    """Per value its class of rarity, and per class the share of matches and the random rate."""

    of_value: npt.NDArray[np.int8]
    share: Reals
    rate: Reals


def rarity_of(left: Reals, right: Reals) -> Rarity:
    """Class values by their share among the filled cells of both sides."""
    mean = (left + right) / 2
    of_value = np.clip(-np.log2(np.maximum(mean, 2.0**-RARITIES)), 0, RARITIES - 1).astype(np.int8)
    both = (left > 0) & (right > 0)
    share = np.bincount(of_value[both], mean[both], RARITIES) + 1e-9
    rate = np.bincount(of_value[both], (left * right)[both], RARITIES).astype(np.float64)
    return Rarity(of_value, share / share.sum(), rate)


def rarity(column: Coded) -> Rarity:
    """Class the values of a coded column."""
    return rarity_of(*column.shares())


class Comparison:
    """Compares records in one or more fields that depend on each other."""

    fields: tuple[FieldModel, ...]

    def levels(self, left: Ints, right: Ints) -> list[Levels]:
        """Return per field the level of each pair of record numbers."""
        raise NotImplementedError


def places(prior: dict[str, float], split: set[str]) -> dict[str, int]:
    """Return the first level of each class."""
    sizes = [RARITIES if label in split else 1 for label in prior]
    return dict(zip(prior, np.concatenate([[0], np.cumsum(sizes)[:-1]]).tolist(), strict=True))
