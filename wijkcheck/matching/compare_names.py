"""Names compared as one: given names with initials, surnames with partner names, also swapped."""

from dataclasses import replace

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
GIVEN_ALIKE = list(GIVEN_PRIOR).index("similar") + 1
"""Classes of given names that are taken for one name."""
SURNAME_PRIOR = {
    "equal": 0.80, "shared": 0.07, "near": 0.06, "similar": 0.03, "swapped": 0.005,
    "crossed": 0.003, "differs": 0.032,
}  # fmt: skip


def _words_rarity(words: Bag, where: slice) -> Rarity:
    """Class the words that stand in some places; the rate is that of two rows to share one."""

    def share(table: Ints) -> Reals:
        filled = table[:, where]
        counts = np.bincount(filled[filled >= 0], minlength=len(words.values)).astype(np.float64)
        return np.minimum(counts / max(1, int((filled[:, 0] >= 0).sum())), 1)

    return rarity_of(share(words.left), share(words.right))


def _given_rarity(names: Names) -> Rarity:
    """Class given names; the rate is that of two rows with an initial to begin alike."""
    found = _words_rarity(names.words, GIVEN)
    size = len(names.words.values)

    def share(table: Ints, initials: Ints) -> Reals:
        first = table[:, 0]
        counts = np.bincount(first[first >= 0], minlength=size).astype(np.float64)
        return counts / max(1, int((initials >= 0).sum()))

    left, right = names.words.left, names.words.right
    both = share(left, names.initials.left) * share(right, names.initials.right)
    rate = np.bincount(found.of_value, both, len(found.share)).astype(np.float64)
    return replace(found, rate=rate)


def _surname_rarities(words: Bag) -> dict[str, Rarity]:
    """Class surnames; the rates are those of two rows to have all in common, and only one."""
    part = _words_rarity(words, PARTS)
    size = len(words.left)
    table = np.concatenate([words.left[:, PARTS], words.right[:, PARTS]])
    filled = table[:, 0] >= 0
    whole, row = np.unique(table[filled], axis=0, return_inverse=True)
    in_left = np.flatnonzero(filled) < size
    counts = [np.bincount(row[side], minlength=len(whole)) for side in (in_left, ~in_left)]
    both = np.prod([c / max(1, c.sum()) for c in counts], axis=0)
    classes = len(part.share)
    equal = np.bincount(part.of_value[whole[:, 0]], both, classes).astype(np.float64)
    shared = part.rate.copy()
    for words_at in whole.T:
        there = words_at >= 0
        shared -= np.bincount(part.of_value[words_at[there]], both[there], classes)
    return {"equal": replace(part, rate=equal), "shared": replace(part, rate=shared.clip(0))}


SAME_NAME = 0.9
"""Relatives with one surname: it is what makes them relatives here; some bear another."""


class NamesComparison(Comparison):
    """Given names with initials, and surnames with partner names, also swapped."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.given_rarity = _given_rarity(names)
        surnames = _surname_rarities(names.words)
        self.part_rarity = surnames["equal"]
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
            fields.append(field_model(GIVEN_NAME, GIVEN_PRIOR, self.given_rarity))
        if names.surname:
            fields.append(field_model("surname", SURNAME_PRIOR, surnames, kin=SAME_NAME))
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
