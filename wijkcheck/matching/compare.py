"""One column compared: equal by rarity, then nearly equal in its kind's way, else it differs."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from wijkcheck.matching.compare_names import GIVEN_ALIKE, GIVEN_NAME
from wijkcheck.matching.features import Coded
from wijkcheck.matching.levels import (
    NEAR,
    SIMILAR,
    Comparison,
    Levels,
    field_model,
    places,
    rarity,
)
from wijkcheck.matching.similarity import Ints, OneTypo, jaro_winkler


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
        kin: float = 0.0,
        stays: float = 0.0,
        told_by: str = "",
        told: int = 1,
        things: bool = False,
    ) -> None:
        self.column = column
        self.area = area
        self.rarity = rarity(column)
        self.prior = prior
        self.grades = grades
        self.fields = (
            field_model(
                name,
                prior,
                self.rarity,
                address=address,
                kin=kin,
                stays=stays,
                told_by=told_by,
                told=told,
                things=things,
            ),
        )

    def levels(self, left: Ints, right: Ints) -> list[Levels]:
        a, b = self.column.left[left], self.column.right[right]
        place = places(self.prior, {"equal"})
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
        name,
        column,
        {"equal": 0.9, "near": 0.04, "differs": 0.06},
        [("near", typo_grade(column))],
        things=True,
    )


def category(name: str, column: Coded) -> Comparison:
    """One of a few values."""
    return OneColumn(name, column, {"equal": 0.93, "differs": 0.07})


def sex(name: str, column: Coded) -> Comparison:
    """Sex, which a given name mostly tells: strangers of one name are of one sex."""
    return OneColumn(
        name, column, {"equal": 0.97, "differs": 0.03}, told_by=GIVEN_NAME, told=GIVEN_ALIKE
    )


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


SAME_PLACE = 0.6
"""Of those who move, six in ten stay within the municipality (CBS)."""


WITHIN = 3
"""What is equal, nearly so, or in one area: a postcode area lies within one place."""


def place(name: str, column: Coded) -> Comparison:
    """Return the comparison of places, which most who move do not leave."""
    return street(name, column, SAME_PLACE, WITHIN)


def street(name: str, column: Coded, stays: float = 0.0, told: int = 1) -> Comparison:
    """Return the comparison of streets."""
    return OneColumn(
        name,
        column,
        {"equal": 0.85, "near": 0.08, "similar": 0.03, "differs": 0.04},
        [("near", alike_grade(column, NEAR)), ("similar", alike_grade(column, SIMILAR))],
        address=True,
        area=True,
        stays=stays,
        told=told,
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


SAME_LINE = 0.3
"""Relatives with one telephone or mailbox: a landline, a switchboard, info@."""


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
        kin=SAME_LINE,
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
        things=True,
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
        things=True,
    )


DATE_PRIOR = {
    "equal": 0.90, "swapped": 0.02, "partial": 0.015, "near": 0.02, "two_parts": 0.015,
    "same_year": 0.01, "differs": 0.02,
}  # fmt: skip


TWINS = 0.01
"""Relatives born the same day."""


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
        self.fields = (field_model(name, DATE_PRIOR, self.rarity, kin=TWINS),)

    def levels(self, left: Ints, right: Ints) -> list[Levels]:
        a, b = self.column.left[left], self.column.right[right]
        place = places(DATE_PRIOR, {"equal"})
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
