"""Which pairs are worth comparing: passes of equal keys, each held to a budget of pairs.

A pass begins with keys that both records must share. Where that makes too many pairs, its largest
blocks, and only those, are cut finer by the pass's further keys; what is still too large then is
left to the other passes and reported. So an empty or default value in a million rows, which makes
one huge block, costs nothing, and rare values are never cut.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from wijkcheck.matching.similarity import Ints

PAIRS_PER_RECORD = 2
"""Budget of a pass, in candidate pairs per record. Passes overlap: with a dozen of them a record is
compared with some fifteen others, and on a million persons 0.998 of the matches are among them."""
SMALL_BUDGET = 400_000
"""Below this many pairs a pass, cutting blocks finer would only lose matches."""
ALL_PAIRS = 1_000_000
"""Tables with no more pairs than this, a second's work, are compared whole: nothing is lost."""


@dataclass(frozen=True)
class Keys:
    """One kind of key of both sides: a row can have several keys, or none.

    ``left`` and ``right``: record numbers and their keys, in one numbering.
    """

    left: tuple[Ints, Ints]
    right: tuple[Ints, Ints]


@dataclass(frozen=True)
class Pass:
    """A blocking pass: keys that must agree, and keys that cut its largest blocks finer."""

    keys: tuple[str, ...]
    finer: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidates:
    """Pairs worth comparing: record numbers, sorted; ``by_pass`` has a bit per pass that found it.

    Without reports every pair there is was taken.
    """

    left: Ints
    right: Ints
    by_pass: Ints
    reports: tuple["PassReport", ...]


@dataclass(frozen=True)
class PassReport:
    """What a pass gave: pairs, those that no other pass gave, and pairs of blocks left out."""

    keys: tuple[str, ...]
    pairs: int
    alone: int
    left_out: int


def keys_of(left: Ints, right: Ints) -> Keys:
    """Make keys from codes: one per row, or a row of several; −1 is none."""
    return _dense(_listed(left), _listed(right))


def _dense(left: tuple[Ints, Ints], right: tuple[Ints, Ints]) -> Keys:
    """Number the keys anew from 0, so that blocks can be counted in an array."""
    keys = pd.factorize(np.concatenate([left[1], right[1]]))[0]  # by hash: no sorting
    return Keys((left[0], keys[: len(left[0])]), (right[0], keys[len(left[0]) :]))


def _listed(codes: Ints) -> tuple[Ints, Ints]:
    table = codes.reshape(len(codes), -1) if codes.size else codes.reshape(0, 1)
    rows, places = np.nonzero(table >= 0)
    return rows.astype(np.int64), table[rows, places].astype(np.int64)


def combine(first: Keys, second: Keys) -> Keys:
    """Return keys that agree only where both do; rows with several keys get each combination."""
    rows_l, a_l, b_l = _product(first.left, second.left)
    rows_r, a_r, b_r = _product(first.right, second.right)
    span = np.int64(max(_top(b_l), _top(b_r)) + 1)
    return _dense((rows_l, a_l * span + b_l), (rows_r, a_r * span + b_r))


def _top(values: Ints) -> int:
    return int(values.max()) if len(values) else 0


def _product(first: tuple[Ints, Ints], second: tuple[Ints, Ints]) -> tuple[Ints, Ints, Ints]:
    """Join two key lists of one side on the record number."""
    start = np.searchsorted(second[0], first[0], side="left")
    count = np.searchsorted(second[0], first[0], side="right") - start
    at = np.repeat(start, count) + _running(count)
    return np.repeat(first[0], count), np.repeat(first[1], count), second[1][at]


def _running(counts: Ints) -> Ints:
    """Return 0,1,…,n−1 for each count n."""
    total = int(counts.sum())
    return np.arange(total, dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)


def run_pass(
    which: Pass, keys: Mapping[str, Keys], budget: int, *, within: bool
) -> tuple[Ints, int]:
    """Return the distinct pairs of one pass as ``left << 32 | right``, sorted, and pairs left out.

    ``within``: both sides are the same records; a pair is named once, lower number first.
    """
    current = keys[which.keys[0]]
    for name in which.keys[1:]:
        current = combine(current, keys[name])
    finer = [name for name in which.finer if name in keys]
    share = budget // (len(finer) + 1)
    found: list[Ints] = []
    cuts: list[str | None] = [*finer, None]
    for cut in cuts:
        small, current, left_out = _split(current, share)
        found.append(_pairs(small, within=within))
        if left_out == 0 or cut is None:
            break
        current = combine(current, keys[cut])
    return _distinct(np.concatenate(found)), left_out


def _distinct(pairs: Ints) -> Ints:
    """Return each pair once, sorted: four times as fast as np.unique, which hashes them first."""
    ordered = np.sort(pairs)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def _split(keys: Keys, budget: int) -> tuple[Keys, Keys, int]:
    """Part the keys into those of blocks that fit the budget, smallest first, and the rest."""
    size = max(_top(keys.left[1]), _top(keys.right[1])) + 1
    in_left = np.bincount(keys.left[1], minlength=size)
    in_right = np.bincount(keys.right[1], minlength=size)
    pairs = in_left * in_right
    order = np.argsort(pairs, kind="stable")
    fits = np.cumsum(pairs[order]) <= budget
    limit = pairs[order][fits][-1] if fits.any() else 0
    if not fits.all() and pairs[order][~fits][0] == limit:
        limit -= 1  # blocks of one size are in or out together
    small = pairs <= limit
    keep = Keys(_where(keys.left, small), _where(keys.right, small))
    rest = Keys(_where(keys.left, ~small), _where(keys.right, ~small))
    return keep, rest, int(pairs[~small].sum())


def _where(side: tuple[Ints, Ints], wanted: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    mask = wanted[side[1]]
    return side[0][mask], side[1][mask]


def _pairs(keys: Keys, *, within: bool) -> Ints:
    """Return all pairs that share a key."""
    blocks = np.bincount(keys.right[1], minlength=_top(keys.left[1]) + 1)
    rows = keys.right[0][np.argsort(keys.right[1], kind="stable")]
    count = blocks[keys.left[1]]
    start = (np.cumsum(blocks) - blocks)[keys.left[1]]
    left = np.repeat(keys.left[0], count)
    right = rows[np.repeat(start, count) + _running(count)]
    if within:
        wanted = left < right
        left, right = left[wanted], right[wanted]
    pairs: Ints = (left << 32) | right
    return pairs


def candidates(
    passes: Sequence[Pass], keys: Mapping[str, Keys], left: int, right: int, *, within: bool
) -> Candidates:
    """Return the pairs of all passes together. ``left``, ``right``: how many records there are."""
    if left * right <= ALL_PAIRS:
        return _every_pair(left, right, within=within)
    budget = max(SMALL_BUDGET, PAIRS_PER_RECORD * (left if within else left + right))
    usable = [p for p in passes if all(name in keys for name in p.keys)]
    found: list[Ints] = [np.zeros(0, dtype=np.int64)]
    left_out = []
    for one in usable:
        pairs, lost = run_pass(one, keys, budget, within=within)
        found.append(pairs)
        left_out.append(lost)
    union = _distinct(np.concatenate(found))
    by_pass = np.zeros(len(union), dtype=np.int64)
    for number, pairs in enumerate(found[1:]):
        by_pass[np.searchsorted(union, pairs)] |= 1 << number
    reports = tuple(
        PassReport(p.keys, len(pairs), int((by_pass == 1 << number).sum()), lost)
        for number, (p, pairs, lost) in enumerate(zip(usable, found[1:], left_out, strict=True))
    )
    return Candidates(union >> 32, union & 0xFFFFFFFF, by_pass, reports)


def _every_pair(left: int, right: int, *, within: bool) -> Candidates:
    a, b = np.divmod(np.arange(left * right, dtype=np.int64), max(1, right))
    wanted = a < b if within else np.ones(len(a), dtype=bool)
    return Candidates(a[wanted], b[wanted], np.zeros(int(wanted.sum()), dtype=np.int64), ())
