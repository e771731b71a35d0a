"""How often strangers are at each level: counted where that can be, else seen in random pairs.

What strangers agree on in one field may depend on another: those who live in one street share more
of an address, those of one postcode area live in one place, those of one given name are of one sex.
Such a field leans on the other: it has rates of its own among random pairs that are alike there.
See docs/matching.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wijkcheck.matching.features import Coded
from wijkcheck.matching.learning import Rates
from wijkcheck.matching.levels import FieldModel, Levels, Reals
from wijkcheck.matching.preparing import Prepared
from wijkcheck.matching.similarity import Bools, Ints
from wijkcheck.matching.weigh import Patterns, alike

MOST, LEAST, PER_RECORD = 1_000_000, 250_000, 50
"""Random pairs from which rates are taken, so many for each record: a million see rates of one in
100,000, which only matter where a record meets hundreds of thousands of others. Of texts, codes and
quantities always the most: things have few fields, so that each near level, however rare, counts.
"""
NEIGHBOURS = 4
"""A quarter as many have an equal anchor: there nothing is rarer than one in a thousand."""


@dataclass(frozen=True)
class _Sample:
    """Pairs as drawn: levels (rows × fields), and how many pairs each row stands for.

    ``more``: levels of further pairs in the fields that need them, by their number.
    """

    levels: Levels
    counts: Reals
    more: Mapping[int, Levels]

    def by_class(self, field: FieldModel, i: int, rows: Bools | None = None) -> Reals:
        """Return how many pairs, perhaps of some rows only, are at each class of a field."""
        level, counts = self.levels[:, i], self.counts
        if rows is not None:
            level, counts = level[rows], counts[rows]
        elif i in self.more:
            level = np.concatenate([level, self.more[i]])
            counts = np.append(counts, np.ones(len(self.more[i])))
        filled = level >= 0
        found = np.bincount(field.level_class[level[filled]], counts[filled], len(field.classes))
        result: Reals = found.astype(np.float64)
        return result


def rates(
    prepared: Prepared,
    fields: Sequence[FieldModel],
    every: Patterns | None,
    *,
    within: bool,
) -> Rates:
    """Return how often random pairs are at each level.

    ``every``: the patterns of all pairs, where all were compared.
    """
    sample = _drawn(prepared, every, within=within)
    leans = _leans(prepared, fields)
    records = prepared.left if within else 0
    marginal = [_rate(f, sample, i, records) for i, f in enumerate(fields)]
    near = list(marginal)
    for i, on in enumerate(leans):
        if on >= 0:
            close = alike(fields[on], sample.levels[:, on], fields[i].told)
            near[i] = _shaped(fields[i], sample.by_class(fields[i], i, close), marginal[i])
            marginal[i] = _shaped(fields[i], sample.by_class(fields[i], i, ~close), marginal[i])
    if prepared.anchor is not None:
        pair = _neighbours(prepared.anchor.column, within=within)
        address = [i for i, f in enumerate(fields) if f.address]
        for i, level in zip(address, prepared.levels(*pair, lambda f: f.address), strict=True):
            if leans[i] >= 0 and fields[i].told == 1:
                near[i] = _counted(fields[i], level)
    return Rates(tuple(marginal), tuple(near), leans)


def _drawn(prepared: Prepared, every: Patterns | None, *, within: bool) -> _Sample:
    if every is not None:
        return _Sample(every.levels, every.counts.astype(np.float64), {})
    size = int(np.clip(PER_RECORD * (prepared.left + prepared.right), LEAST, MOST))
    random = np.random.Generator(np.random.PCG64(20260701))
    left = random.integers(0, prepared.left, MOST)
    right = random.integers(0, prepared.right, MOST)
    levels = np.stack(_apart(prepared, left[:size], right[:size], None, within=within), axis=1)
    fields = [f for c in prepared.comparisons for f in c.fields]
    things = [i for i, f in enumerate(fields) if f.things]
    rest = _apart(prepared, left[size:], right[size:], lambda f: f.things, within=within)
    return _Sample(levels, np.ones(len(levels)), dict(zip(things, rest, strict=True)))


def _apart(
    prepared: Prepared,
    left: Ints,
    right: Ints,
    of: Callable[[FieldModel], bool] | None,
    *,
    within: bool,
) -> list[Levels]:
    """Return the levels of pairs, without those of a record with itself."""
    if within:
        left, right = left[left != right], right[left != right]
    return prepared.levels(left, right, of)


def _leans(prepared: Prepared, fields: Sequence[FieldModel]) -> tuple[int, ...]:
    """Return per field the field on which its chance among strangers depends, −1 for none."""
    names = [f.name for f in fields]
    anchor = names.index(prepared.anchor.fields[0].name) if prepared.anchor else -1
    leans = [-1] * len(fields)
    for i, field in enumerate(fields):
        if field.address:
            leans[i] = anchor if i != anchor else -1
        elif field.told_by in names:
            leans[i] = names.index(field.told_by)
    return tuple(leans)


def _rate(field: FieldModel, sample: _Sample, i: int, records: int) -> Reals:
    """Return the rate of each level: exact where known, else its class's, parted as values are.

    ``records``: of one table, in which exact rates count each record as its own pair; else 0.
    """
    counts, known = sample.by_class(field, i), field.rate
    seen = float(sample.counts[sample.levels[:, i] >= 0].sum())
    filled = records * np.sqrt(seen / max(1.0, sample.counts.sum()))
    if filled > 1:
        own = np.where(field.level_class == 0, field.share / filled, 0.0)
        known = np.maximum(known - own, 0) * filled / (filled - 1)
    part = np.bincount(field.level_class, known, len(field.classes))
    exact = ~np.isnan(part)
    smoothed = (counts + 0.5) / (counts.sum() + 0.5 * len(field.classes))
    smoothed[exact] = part[exact]
    smoothed[~exact] *= (1 - part[exact].sum()) / smoothed[~exact].sum()
    return np.where(np.isnan(known), smoothed[field.level_class] * field.share, known)


def _shaped(field: FieldModel, counts: Reals, like: Reals) -> Reals:
    """Return rates with the classes as counted, within each as another rate has them."""
    by_class = np.bincount(field.level_class, like, len(field.classes))
    wanted = (counts + 0.5) / (counts.sum() + 0.5 * len(counts))
    result: Reals = like * (wanted / np.maximum(by_class, 1e-300))[field.level_class]
    return result


def _counted(field: FieldModel, level: Levels) -> Reals:
    """Return rates as they were counted, level by level."""
    seen = level[level >= 0]
    count = np.bincount(seen, minlength=field.size).astype(np.float64)
    result: Reals = (count + 0.5 * field.share) / (len(seen) + 0.5 * len(field.classes))
    return result


def _neighbours(column: Coded, *, within: bool) -> tuple[Ints, Ints]:
    """Return random pairs whose anchor is equal."""
    size = len(column.values)
    random = np.random.Generator(np.random.PCG64(20260702))
    by_left, by_right = (
        np.argsort(column.left, kind="stable"),
        np.argsort(column.right, kind="stable"),
    )
    start_l = np.searchsorted(column.left[by_left], np.arange(size + 1))
    start_r = np.searchsorted(column.right[by_right], np.arange(size + 1))
    count_l, count_r = np.diff(start_l), np.diff(start_r)
    total = np.cumsum(count_l * count_r)
    if not size or total[-1] == 0:
        none = np.zeros(0, dtype=np.int64)
        return none, none
    records = PER_RECORD * (len(column.left) + len(column.right))
    most = int(np.clip(records, LEAST, MOST)) // NEIGHBOURS
    value = np.searchsorted(
        total, random.integers(0, total[-1], min(most, 4 * int(total[-1]))), side="right"
    )
    left = by_left[start_l[value] + (random.random(len(value)) * count_l[value]).astype(np.int64)]
    right = by_right[start_r[value] + (random.random(len(value)) * count_r[value]).astype(np.int64)]
    if within:
        left, right = left[left != right], right[left != right]
    return left, right
