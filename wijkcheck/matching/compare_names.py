"""Names compared as one: given names with initials, surnames with partner names, also swapped."""

import numpy as np
import numpy.typing as npt

from wijkcheck.matching.features import GIVEN, PARTS, Bag, Names, nickname_groups, sound
from wijkcheck.matching.levels import (
    NEAR,
    SIMILAR,
    Comparison,
    Levels,
    Rarity,
    Reals,
    field_model,
    places,
    rarity_of,
)
from wijkcheck.matching.similarity import Ints, jaro_winkler

GIVEN_NAME = "given_name"
GIVEN_PRIOR = {
    "equal": 0.72, "same_name": 0.05, "near": 0.06, "similar": 0.02, "initials": 0.05,
    "first_initial": 0.05, "other_initial": 0.005, "differs_same_initial": 0.015, "differs": 0.03,
}  # fmt: skip
SURNAME_PRIOR = {
    "equal": 0.80, "shared": 0.07, "near": 0.06, "similar": 0.03, "swapped": 0.005,
    "crossed": 0.003, "differs": 0.032,
}  # fmt: skip


def _words_rarity(words: Bag, where: slice, *, exact: bool) -> Rarity:
    def share(table: Ints) -> Reals:
        filled = table[:, where]
        counts = np.bincount(filled[filled >= 0], minlength=len(words.values)).astype(np.float64)
        return counts / max(1, int((filled[:, 0] >= 0).sum()))

    return rarity_of(
        np.minimum(share(words.left), 1), np.minimum(share(words.right), 1), exact=exact
    )


SAME_NAME = 0.6
"""Housemates with one surname: children have a parent's, spouses often each other's."""


class NamesComparison(Comparison):
    """Given names with initials, and surnames with partner names, also swapped."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.given_rarity = _words_rarity(names.words, GIVEN, exact=False)
        self.part_rarity = _words_rarity(names.words, PARTS, exact=False)
        self.groups = nickname_groups(names.words.values)
        sounds = sound(names.words.values)
        self.sounds = (
            np.unique(np.array(sounds, dtype="U8"), return_inverse=True)[1]
            if sounds
            else np.zeros(1, dtype=np.int64)  # −1 is looked up too
        )
        self.first = np.array([ord(v[0]) if v else 0 for v in names.initials.values] or [0])
        self.long = np.array([len(v) > 1 for v in names.initials.values] or [False])
        fields = []
        if names.given:
            alike = list(GIVEN_PRIOR).index("similar") + 1
            fields.append(field_model(GIVEN_NAME, GIVEN_PRIOR, self.given_rarity, alike=alike))
        if names.surname:
            fields.append(
                field_model(
                    "surname",
                    SURNAME_PRIOR,
                    {"equal": self.part_rarity, "shared": self.part_rarity},
                    kin=SAME_NAME,
                )
            )
        self.fields = tuple(fields)

    def levels(self, left: Ints, right: Ints) -> list[Levels]:
        words_l, words_r = self.names.words.left[left], self.names.words.right[right]
        result = []
        if self.names.given:
            result.append(self._given(words_l[:, GIVEN], words_r[:, GIVEN], left, right))
        if self.names.surname:
            result.append(self._surname(words_l[:, PARTS], words_r[:, PARTS]))
        if len(result) == 2:
            _swap(words_l, words_r, *result)
        return result

    def _given(self, a: Ints, b: Ints, left: Ints, right: Ints) -> Levels:
        place = places(GIVEN_PRIOR, {"equal"})
        both = (a[:, 0] >= 0) & (b[:, 0] >= 0)
        level = np.full(len(a), -1, dtype=np.int8)
        first_l, first_r = self.names.initials.left[left], self.names.initials.right[right]
        known = (first_l >= 0) & (first_r >= 0)
        same_first = known & (self.first[first_l] == self.first[first_r])
        level[known] = np.where(same_first, place["first_initial"], place["other_initial"])[known]
        full = known & (first_l == first_r) & self.long[first_l]
        level[full] = place["initials"]
        level[both] = np.where(same_first, place["differs_same_initial"], place["differs"])[both]
        rows = np.flatnonzero(both)
        x, y = a[rows], b[rows]
        alike = jaro_winkler(self.names.words.values, x[:, 0], y[:, 0], SIMILAR)
        found = np.full(len(rows), -1, dtype=np.int8)
        found[alike >= SIMILAR] = place["similar"]
        found[alike >= NEAR] = place["near"]
        found[self._same_group(x[:, 0], y[:, 0]) | _meet(x, y)] = place["same_name"]
        equal = x[:, 0] == y[:, 0]
        found[equal] = self.given_rarity.of_value[x[equal, 0]]
        level[rows[found >= 0]] = found[found >= 0]
        return level

    def _same_group(self, a: Ints, b: Ints) -> npt.NDArray[np.bool_]:
        return _meet(self.groups[a], self.groups[b])

    def _surname(self, a: Ints, b: Ints) -> Levels:
        place = places(SURNAME_PRIOR, {"equal", "shared"})
        level = np.full(len(a), -1, dtype=np.int8)
        rows = np.flatnonzero((a[:, 0] >= 0) & (b[:, 0] >= 0))
        x, y = a[rows], b[rows]
        found = np.full(len(rows), place["differs"], dtype=np.int8)
        best = np.zeros(len(rows), dtype=np.float32)
        sounds = np.zeros(len(rows), dtype=bool)
        for i in range(3):
            for j in range(3):
                at = np.flatnonzero((x[:, i] >= 0) & (y[:, j] >= 0))
                if len(at) == 0:
                    continue
                p, q = x[at, i], y[at, j]
                best[at] = np.maximum(
                    best[at], jaro_winkler(self.names.words.values, p, q, SIMILAR)
                )
                sounds[at] |= self.sounds[p] == self.sounds[q]
        found[(best >= SIMILAR) | sounds] = place["similar"]
        found[best >= NEAR] = place["near"]
        shared = _shared(x, y)
        meets = shared >= 0
        found[meets] = place["shared"] + self.part_rarity.of_value[shared[meets]]
        equal = (x == y).all(axis=1)
        found[equal] = self.part_rarity.of_value[x[equal, 0]]
        level[rows] = found
        return level


def _swap(a: Ints, b: Ints, given: Levels, surname: Levels) -> None:
    """Find names that stand in each other's place: both, or where nothing else agrees one."""
    place = places(SURNAME_PRIOR, {"equal", "shared"})
    agree = places(GIVEN_PRIOR, {"equal"})["first_initial"]
    apart = (surname == place["differs"]) & ((given < 0) | (given >= agree))
    crossed = apart & (_meet(a[:, :1], b[:, PARTS]) | _meet(b[:, :1], a[:, PARTS]))
    swapped = (a[:, 0] >= 0) & (b[:, 0] >= 0) & (a[:, 0] == b[:, 3]) & (a[:, 3] == b[:, 0])
    swapped &= a[:, 0] != a[:, 3]
    surname[crossed] = place["crossed"]
    surname[swapped] = place["swapped"]
    given[swapped | crossed] = -1


def _meet(a: Ints, b: Ints) -> npt.NDArray[np.bool_]:
    """Tell whether two rows of codes share one."""
    return _shared(a, b) >= 0


def _shared(a: Ints, b: Ints) -> Ints:
    """Return the first code that two rows share, −1 where they share none."""
    result = np.full(len(a), -1, dtype=np.int32)
    for i in range(a.shape[1]):
        for j in range(b.shape[1]):
            hit = (result < 0) & (a[:, i] >= 0) & (a[:, i] == b[:, j])
            result[hit] = a[hit, i]
    return result
