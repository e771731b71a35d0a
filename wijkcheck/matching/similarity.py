"""How alike two texts are, computed once per unique pair of values.

rapidfuzz's ``cdist`` of one value against the many it meets compares some twenty times as many
pairs a second as pair by pair, so pairs are grouped by their left value.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

Ints = npt.NDArray[np.integer[Any]]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]


def unique_pairs(left: Ints, right: Ints, size: int) -> tuple[Ints, Ints, Ints]:
    """Return the distinct (left, right) codes, sorted, and where each given pair stands in them."""
    keys, inverse = np.unique(left.astype(np.int64) * size + right, return_inverse=True)
    return keys // size, keys % size, inverse


def jaro_winkler(
    values: Sequence[str],
    left: Ints,
    right: Ints,
    cutoff: float,
    scorer: Callable[..., float] = JaroWinkler.normalized_similarity,
) -> Floats:
    """Return the similarity of ``values[left[i]]`` and ``values[right[i]]``; 0 below the cutoff."""
    first, second, inverse = unique_pairs(left, right, len(values))
    result = np.zeros(len(first), dtype=np.float32)
    if len(first) == 0:
        return result
    starts = np.flatnonzero(np.r_[True, first[1:] != first[:-1]])
    ends = np.r_[starts[1:], len(first)]
    choices = np.array(values, dtype=object)[second]
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        result[start:end] = cdist(
            [values[first[start]]], choices[start:end], scorer=scorer, score_cutoff=cutoff
        )[0]
    return result[inverse]


WIDEST = 24
"""Characters of a value in which typing errors are looked for: longer ones are no numbers."""


def letters(values: Sequence[str]) -> tuple[npt.NDArray[np.uint16], Ints]:
    """Return values as a matrix of characters, padded with 0, and their lengths."""
    if not len(values):
        return np.zeros((0, 2), dtype=np.uint16), np.zeros(0, dtype=np.int64)
    width = max(2, min(WIDEST, max(map(len, values))))
    array = np.array(values, dtype=f"<U{width}")
    matrix = array.view(np.uint32).reshape(len(array), width)
    small = np.uint8 if matrix.max() < 256 else np.uint16
    return matrix.astype(small), np.char.str_len(array).astype(np.int64)


class OneTypo:
    """Tells which values are one typing error apart: a letter changed, added, left out, swapped.

    Compares common beginnings and endings, so that a pair costs a few array operations.
    """

    def __init__(self, values: Sequence[str]) -> None:
        self.ahead, self.length = letters(values)
        width = self.ahead.shape[1]
        position = self.length[:, None] - 1 - np.arange(width)[None, :]
        self.behind = (
            np.where(position >= 0, np.take_along_axis(self.ahead, position.clip(0), axis=1), 0)
            if len(values)
            else self.ahead
        )

    def __call__(self, left: Ints, right: Ints) -> Bools:
        """Return for each pair of value numbers whether exactly one typing error lies between."""
        result = np.zeros(len(left), dtype=bool)
        near = np.flatnonzero(np.abs(self.length[left] - self.length[right]) <= 1)
        result[near] = self._apart(left[near], right[near])
        return result

    def _apart(self, left: Ints, right: Ints) -> Bools:
        a, b = self.ahead[left], self.ahead[right]
        n, k = self.length[left], self.length[right]
        shorter = np.minimum(n, k)
        start = np.minimum(_agree(a, b), shorter)
        end = np.minimum(_agree(self.behind[left], self.behind[right]), shorter)
        same = (n == k) & (start == n)
        changed = (n == k) & (start + end >= n - 1)
        added = (np.abs(n - k) == 1) & (start + end >= shorter)
        rows = np.arange(len(left))
        i, j = start.clip(0, a.shape[1] - 2), (start + 1).clip(0, a.shape[1] - 1)
        swapped = (
            (n == k)
            & (start + end == n - 2)
            & (a[rows, i] == b[rows, j])
            & (a[rows, j] == b[rows, i])
        )
        result: Bools = (changed | added | swapped) & ~same
        return result


def _agree(a: npt.NDArray[np.uint16], b: npt.NDArray[np.uint16]) -> Ints:
    """Return how many leading letters are equal, per row."""
    differs = a != b
    first = differs.argmax(axis=1).astype(np.int64)
    agreed: Ints = np.where(differs.any(axis=1), first, a.shape[1])
    return agreed
