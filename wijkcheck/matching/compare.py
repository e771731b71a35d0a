"""How far two records agree, per field, as ordered levels: 0 is the strongest, −1 says nothing.

Agreement on a value is split by how rare the value is (a factor two per level), so that a shared
rare name weighs more than a shared common one while patterns stay few.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from wijkcheck.matching.features import GIVEN, PARTS, Bag, Coded, Names, nickname_groups, sound
from wijkcheck.matching.similarity import Ints, OneTypo, jaro_winkler

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
    ``address``: the field changes when somebody moves, together with its likes.
    """

    name: str
    classes: tuple[str, ...]
    prior: Reals
    level_class: Ints
    share: Reals
    rate: Reals
    address: bool = False

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
) -> FieldModel:
    """Lay out the levels of a field: the classes in order, those with a rarity split by it."""
    split = rarity if isinstance(rarity, dict) else {"equal": rarity} if rarity else {}
    level_class, share, rate = [], [], []
    for number, label in enumerate(prior):
        part = split.get(label)
        level_class.append(np.full(len(part.share) if part else 1, number))
        share.append(part.share if part else np.ones(1))
        rate.append(
            part.rate if part and part.exact else np.full(len(part.share) if part else 1, np.nan)
        )
    return FieldModel(
        name,
        tuple(prior),
        np.array(list(prior.values())) / sum(prior.values()),
        np.concatenate(level_class),
        np.concatenate(share),
        np.concatenate(rate),
        address,
    )


@dataclass(frozen=True)
class Rarity:
    """Per value its class of rarity, and per class the share of matches and the random rate."""

    of_value: npt.NDArray[np.int8]
    share: Reals
    rate: Reals
    exact: bool = True


def rarity_of(left: Reals, right: Reals, *, exact: bool = True) -> Rarity:
    """Class values by their share among the filled cells of both sides."""
    mean = (left + right) / 2
    of_value = np.clip(-np.log2(np.maximum(mean, 2.0**-RARITIES)), 0, RARITIES - 1).astype(np.int8)
    both = (left > 0) & (right > 0)
    share = np.bincount(of_value[both], mean[both], RARITIES) + 1e-9
    rate = np.bincount(of_value[both], (left * right)[both], RARITIES).astype(np.float64)
    return Rarity(of_value, share / share.sum(), rate, exact)


def rarity(column: Coded) -> Rarity:
    """Class the values of a coded column."""
    return rarity_of(*column.shares())


def _words_rarity(words: Bag, places: slice, *, exact: bool) -> Rarity:
    def share(table: Ints) -> Reals:
        filled = table[:, places]
        counts = np.bincount(filled[filled >= 0], minlength=len(words.values)).astype(np.float64)
        return counts / max(1, int((filled[:, 0] >= 0).sum()))

    return rarity_of(
        np.minimum(share(words.left), 1), np.minimum(share(words.right), 1), exact=exact
    )


class Comparison:
    """Compares records in one or more fields that depend on each other."""

    fields: tuple[FieldModel, ...]

    def levels(self, left: Ints, right: Ints) -> list[Levels]:
        """Return per field the level of each pair of record numbers."""
        raise NotImplementedError


# --- names ---

GIVEN_PRIOR = {
    "equal": 0.72, "same_name": 0.05, "near": 0.06, "similar": 0.02, "initials": 0.05,
    "first_initial": 0.05, "other_initial": 0.005, "differs_same_initial": 0.015, "differs": 0.03,
}  # fmt: skip
SURNAME_PRIOR = {
    "equal": 0.80, "shared": 0.07, "near": 0.06, "similar": 0.03, "swapped": 0.005,
    "differs": 0.035,
}  # fmt: skip


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
            else np.zeros(0)
        )
        self.first = np.array([ord(v[0]) if v else 0 for v in names.initials.values] or [0])
        self.long = np.array([len(v) > 1 for v in names.initials.values] or [False])
        fields = []
        if names.given:
            fields.append(field_model("given_name", GIVEN_PRIOR, self.given_rarity))
        if names.surname:
            fields.append(
                field_model(
                    "surname",
                    SURNAME_PRIOR,
                    {"equal": self.part_rarity, "shared": self.part_rarity},
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
            self._swap(words_l, words_r, *result)
        return result

    def _given(self, a: Ints, b: Ints, left: Ints, right: Ints) -> Levels:
        place = _places(GIVEN_PRIOR, {"equal"})
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
        place = _places(SURNAME_PRIOR, {"equal", "shared"})
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

    def _swap(self, a: Ints, b: Ints, given: Levels, surname: Levels) -> None:
        swapped = (a[:, 0] >= 0) & (b[:, 0] >= 0) & (a[:, 0] == b[:, 3]) & (a[:, 3] == b[:, 0])
        swapped &= a[:, 0] != a[:, 3]
        surname[swapped] = _places(SURNAME_PRIOR, {"equal", "shared"})["swapped"]
        given[swapped] = -1


def _places(prior: dict[str, float], split: set[str]) -> dict[str, int]:
    """Return the first level of each class."""
    sizes = [RARITIES if label in split else 1 for label in prior]
    return dict(zip(prior, np.concatenate([[0], np.cumsum(sizes)[:-1]]).tolist(), strict=True))


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


# --- one column ---


class OneColumn(Comparison):
    """Compares a coded column: equal by rarity, then what ``grades`` finds, else it differs.

    ``grades`` are pairs of a class and a test, strongest first, held on the pairs that are filled
    on both sides and not equal.
    """

    def __init__(
        self,
        name: str,
        column: Coded,
        prior: dict[str, float],
        grades: Sequence[tuple[str, Callable[[Ints, Ints], npt.NDArray[np.bool_]]]] = (),
        *,
        address: bool = False,
        area: bool = False,
    ) -> None:
        self.column = column
        self.area = area
        self.rarity = rarity(column)
        self.prior = prior
        self.grades = grades
        self.fields = (field_model(name, prior, self.rarity, address=address),)

    def levels(self, left: Ints, right: Ints) -> list[Levels]:
        a, b = self.column.left[left], self.column.right[right]
        place = _places(self.prior, {"equal"})
        level = np.full(len(a), -1, dtype=np.int8)
        filled = (a >= 0) & (b >= 0)
        equal = filled & (a == b)
        level[equal] = self.rarity.of_value[a[equal]]
        rows = np.flatnonzero(filled & ~equal)
        x, y = a[rows].astype(np.int64), b[rows].astype(np.int64)
        found = np.full(len(rows), place["differs"], dtype=np.int8)
        for label, test in reversed(self.grades):
            found[test(x, y)] = place[label]
        level[rows] = found
        return [level]


def typo_grade(column: Coded) -> Callable[[Ints, Ints], npt.NDArray[np.bool_]]:
    """One typing error apart, in values of at least four characters."""
    apart = OneTypo(column.values)
    enough = np.array([len(v) >= 4 for v in column.values] or [False])
    return lambda a, b: enough[a] & enough[b] & apart(a, b)


def prefix_grade(column: Coded, length: int) -> Callable[[Ints, Ints], npt.NDArray[np.bool_]]:
    """The same beginning."""
    start = np.unique(
        np.array([v[:length] for v in column.values], dtype=f"U{length}"), return_inverse=True
    )[1]
    return lambda a, b: start[a] == start[b]


def alike_grade(
    column: Coded, limit: float, scorer: Callable[..., float] | None = None
) -> Callable[[Ints, Ints], npt.NDArray[np.bool_]]:
    """Alike as names are (Jaro–Winkler), or by another scorer of 0–100."""
    if scorer is None:
        return lambda a, b: jaro_winkler(column.values, a, b, limit) >= limit
    return lambda a, b: jaro_winkler(column.values, a, b, limit * 100, scorer) >= limit * 100


def identifier(name: str, column: Coded) -> Comparison:
    """Numbers that name one person or thing."""
    return OneColumn(
        name, column, {"equal": 0.95, "near": 0.03, "differs": 0.02}, [("near", typo_grade(column))]
    )


def code(name: str, column: Coded) -> Comparison:
    """Codes that many share."""
    return OneColumn(
        name, column, {"equal": 0.9, "near": 0.04, "differs": 0.06}, [("near", typo_grade(column))]
    )


def category(name: str, column: Coded) -> Comparison:
    """One of a few values."""
    return OneColumn(name, column, {"equal": 0.93, "differs": 0.07})


def postcode(name: str, column: Coded) -> Comparison:
    """Postcodes: one typing error apart, or the same area (their first four characters)."""
    return OneColumn(
        name,
        column,
        {"equal": 0.9, "near": 0.05, "area": 0.01, "differs": 0.04},
        [("near", typo_grade(column)), ("area", prefix_grade(column, 4))],
        address=True,
        area=True,
    )


def named_place(name: str, column: Coded) -> Comparison:
    """Streets and places."""
    return OneColumn(
        name,
        column,
        {"equal": 0.85, "near": 0.08, "similar": 0.03, "differs": 0.04},
        [("near", alike_grade(column, NEAR)), ("similar", alike_grade(column, SIMILAR))],
        address=True,
        area=True,
    )


def house_number(name: str, column: Coded) -> Comparison:
    """House numbers without what stands behind them."""
    apart = OneTypo(column.values)
    return OneColumn(
        name,
        column,
        {"equal": 0.93, "near": 0.02, "differs": 0.05},
        [("near", lambda a, b: apart(a, b))],
        address=True,
    )


def contact(name: str, column: Coded) -> Comparison:
    """E-mail addresses and telephone numbers: equal, the same up to the @, nearly equal."""
    before = Coded(tuple(v.split("@")[0] for v in column.values), column.left, column.right)
    same = np.unique(np.array(before.values, dtype="U40"), return_inverse=True)[1]
    mail = np.array(["@" in v for v in column.values] or [False])
    return OneColumn(
        name,
        column,
        {"equal": 0.85, "near": 0.08, "similar": 0.03, "differs": 0.04},
        [
            ("near", lambda a, b: (mail[a] & (same[a] == same[b])) | typo_grade(column)(a, b)),
            ("similar", alike_grade(column, NEAR)),
        ],
    )


def written(name: str, column: Coded) -> Comparison:
    """Names of organisations and other text: by their words, whatever the order."""
    return OneColumn(
        name,
        column,
        {"equal": 0.6, "near": 0.15, "similar": 0.12, "related": 0.08, "differs": 0.05},
        [
            ("near", alike_grade(column, 0.90, fuzz.token_sort_ratio)),
            ("similar", alike_grade(column, 0.75, fuzz.token_sort_ratio)),
            ("related", alike_grade(column, 0.55, fuzz.token_sort_ratio)),
        ],
    )


def number(name: str, column: Coded) -> Comparison:
    """Quantities: equal, within one in a hundred, within one in ten."""
    value = np.array([float(v) for v in column.values] or [0.0])

    def within(part: float) -> Callable[[Ints, Ints], npt.NDArray[np.bool_]]:
        return lambda a, b: (
            np.abs(value[a] - value[b]) <= part * np.maximum(np.abs(value[a]), np.abs(value[b]))
        )

    return OneColumn(
        name,
        column,
        {"equal": 0.7, "near": 0.12, "similar": 0.08, "differs": 0.1},
        [("near", within(0.01)), ("similar", within(0.1))],
    )


# --- dates ---

DATE_PRIOR = {
    "equal": 0.90, "swapped": 0.02, "partial": 0.015, "near": 0.02, "two_parts": 0.015,
    "same_year": 0.01, "differs": 0.02,
}  # fmt: skip


class DateComparison(Comparison):
    """Dates: equal, day and month swapped, partly unknown, a typing error, two parts of three.

    The first of January of the same year counts as partly unknown: systems fill it in.
    """

    def __init__(self, name: str, column: Coded) -> None:
        self.column = column
        self.rarity = rarity(column)
        number = np.array([int(v) for v in column.values] or [0])
        self.year, self.month, self.day = number // 10000, number // 100 % 100, number % 100
        self.apart = OneTypo(column.values)
        self.fields = (field_model(name, DATE_PRIOR, self.rarity),)

    def levels(self, left: Ints, right: Ints) -> list[Levels]:
        a, b = self.column.left[left], self.column.right[right]
        place = _places(DATE_PRIOR, {"equal"})
        level = np.full(len(a), -1, dtype=np.int8)
        filled = (a >= 0) & (b >= 0)
        equal = filled & (a == b)
        level[equal] = self.rarity.of_value[a[equal]]
        rows = np.flatnonzero(filled & ~equal)
        x, y = a[rows].astype(np.int64), b[rows].astype(np.int64)
        year, month, day = (part[x] == part[y] for part in (self.year, self.month, self.day))
        swapped = year & (self.month[x] == self.day[y]) & (self.day[x] == self.month[y])
        found = np.full(len(rows), place["differs"], dtype=np.int8)
        found[year] = place["same_year"]
        found[(year & month) | (year & day) | (month & day)] = place["two_parts"]
        found[self.apart(x, y)] = place["near"]
        found[
            year
            & (self._open(x) | self._open(y) | (month & ((self.day[x] == 0) | (self.day[y] == 0))))
        ] = place["partial"]
        found[swapped] = place["swapped"]
        level[rows] = found
        return [level]

    def _open(self, codes: Ints) -> npt.NDArray[np.bool_]:
        new_year = (self.month[codes] == 1) & (self.day[codes] == 1)
        result: npt.NDArray[np.bool_] = new_year | (self.month[codes] == 0)
        return result
