"""Candidates to scored pairs: compare in chunks, count patterns, learn, weigh."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from wijkcheck.matching.blocking import Candidates, candidates
from wijkcheck.matching.features import Coded
from wijkcheck.matching.keys import passes
from wijkcheck.matching.learning import Known, Rates, learn
from wijkcheck.matching.levels import FieldModel, Levels, Reals
from wijkcheck.matching.partners import believe
from wijkcheck.matching.preparing import Prepared
from wijkcheck.matching.similarity import Ints
from wijkcheck.matching.weigh import Patterns, Weights, alike
from wijkcheck.progress import Progress

CHUNK = 2_000_000
NOTHING = -99.0
"""Log2 odds of two records that are filled in no common field: nothing makes them a pair."""
SAMPLE = 1_000_000
"""Random pairs from which the rates of strangers are taken: rates of one in 100,000 are seen."""


UNLIKELY = -20.0
"""Log2 odds below which a pair is no rival: even if nine in ten records have a partner, which
makes a pair without rivals weigh seven bits more, it stays below one in a thousand."""
MOST_KEYS = 2**62
"""A pattern as one whole number must stay below this."""


@dataclass(frozen=True)
class Scored:
    """All candidates with their pattern, and the model that weighs patterns."""

    candidates: Candidates
    pattern: Ints  # per candidate, index into patterns
    patterns: Patterns
    weights: Weights
    log_odds: Reals  # per pattern, log2

    @property
    def left(self) -> Ints:
        """Return the left record number of each candidate."""
        return self.candidates.left

    @property
    def right(self) -> Ints:
        """Return the right record number of each candidate."""
        return self.candidates.right


@dataclass(frozen=True)
class Believed:
    """Candidates, and the probability of those that are ``kept`` (their numbers)."""

    scored: Scored
    kept: Ints
    probability: Reals

    def everywhere(self) -> Reals:
        """Return the probability of every candidate; of the others each on its own."""
        own = 1 / (1 + np.exp2(-np.clip(self.scored.log_odds, -60, 60)))
        probability: Reals = own[self.scored.pattern]
        probability[self.kept] = self.probability
        return probability


def score(
    prepared: Prepared,
    progress: Progress,
    *,
    within: bool,
    one: tuple[bool, bool] = (False, False),
) -> Scored:
    """Find the candidates, learn the weights from them, and weigh every pattern.

    ``one``: whether a left record, and a right one, has at most one partner.
    """
    progress("blocking", 0, 1)
    found = candidates(
        passes(prepared.keys), prepared.keys, prepared.left, prepared.right, within=within
    )
    patterns, pattern = _patterns(prepared, found, progress)
    fields = tuple(f for c in prepared.comparisons for f in c.fields)
    pairs = prepared.left * (prepared.left - 1) // 2 if within else prepared.left * prepared.right
    smaller = prepared.left if within else min(prepared.left, prepared.right)
    rates = _rates(prepared, pairs, within=within)
    known = Known(patterns, rates, max(1, pairs), max(1, smaller))
    sizes = prepared.left, prepared.right

    def among_rivals(weights: Weights) -> tuple[Reals, float]:
        return _among_rivals(found, pattern, patterns, weights, sizes, one)

    weights = learn(fields, known, None if within else among_rivals)
    return Scored(found, pattern, patterns, weights, _odds(weights, patterns))


def _odds(weights: Weights, patterns: Patterns) -> Reals:
    filled = (patterns.levels >= 0).any(axis=1)
    return np.where(filled, weights.log_odds(patterns.levels), NOTHING)


def _among_rivals(
    found: Candidates,
    pattern: Ints,
    patterns: Patterns,
    weights: Weights,
    sizes: tuple[int, int],
    one: tuple[bool, bool],
) -> tuple[Reals, float]:
    """Return per pattern how many pairs are matches, seen among their rivals, and their prior."""
    odds = _odds(weights, patterns)
    worth = odds > UNLIKELY
    kept = np.flatnonzero(worth[pattern])
    belief = believe(
        found.left[kept],
        found.right[kept],
        odds[pattern[kept]],
        weights.prior,
        sizes,
        one,
    )
    told = np.bincount(pattern[kept], belief.probability, len(odds))
    few = patterns.counts * np.exp2(np.where(worth, 0, odds))
    return np.minimum(np.where(worth, told, few), patterns.counts), belief.prior


def _levels(prepared: Prepared, left: Ints, right: Ints) -> list[Levels]:
    return [level for c in prepared.comparisons for level in c.levels(left, right)]


def _patterns(prepared: Prepared, found: Candidates, progress: Progress) -> tuple[Patterns, Ints]:
    """Compare the candidates in chunks and count each combination of levels."""
    sizes = [f.size + 1 for c in prepared.comparisons for f in c.fields]
    size = len(found.left)
    table = np.empty((len(sizes), size), dtype=np.int8)
    for start in range(0, size, CHUNK):
        progress("comparing", start, size)
        part = slice(start, start + CHUNK)
        for column, level in enumerate(_levels(prepared, found.left[part], found.right[part])):
            table[column, part] = level
    progress("comparing", size, size)
    keys, span = np.zeros(size, dtype=np.int64), 1
    for levels, digits in zip(table, sizes, strict=True):
        if span * digits > MOST_KEYS:
            some, keys = np.unique(keys, return_inverse=True)
            span = len(some)
        keys, span = keys * digits + (levels + np.int64(1)), span * digits
    _, first, pattern, counts = np.unique(
        keys, return_index=True, return_inverse=True, return_counts=True
    )
    return Patterns(np.ascontiguousarray(table[:, first].T), counts), pattern


def _rates(prepared: Prepared, pairs: int, *, within: bool) -> Rates:
    """Return how often random pairs are at each level, exact where it can be counted."""
    fields = [f for c in prepared.comparisons for f in c.fields]
    found = _levels(prepared, *_random_pairs(prepared, pairs, within=within))
    every = [_rate(f, level) for f, level in zip(fields, found, strict=True)]
    near, leans = list(every), _leans(prepared, fields)
    for i, on in enumerate(leans):
        if on < 0:
            continue
        field = replace(fields[i], rate=np.full(fields[i].size, np.nan))
        apart = ~alike(fields[on], found[on])
        every[i] = _rate(field, found[i][apart])
        near[i] = _rate(field, found[i][~apart])
    if prepared.anchor is not None:
        neighbours = _levels(prepared, *_neighbours(prepared.anchor.column, within=within))
        for i, field in enumerate(fields):
            if field.address and leans[i] >= 0:
                free = replace(field, rate=np.full(field.size, np.nan))
                near[i] = _rate(free, neighbours[i])
    return Rates(tuple(every), tuple(near), leans)


def _leans(prepared: Prepared, fields: Sequence[FieldModel]) -> tuple[int, ...]:
    """Return per field the field on which its chance among strangers depends, −1 for none."""
    names = [f.name for f in fields]
    anchor = names.index(prepared.anchor.fields[0].name) if prepared.anchor else -1
    return tuple(
        (anchor if i != anchor else -1)
        if f.address
        else names.index(f.told_by)
        if f.told_by in names
        else -1
        for i, f in enumerate(fields)
    )


def _rate(field: FieldModel, level: Levels) -> Reals:
    seen = level[level >= 0]
    count = np.bincount(seen, minlength=field.size).astype(np.float64)
    sampled = (count + 0.5 * field.share) / (len(seen) + 0.5 * len(field.classes))
    exact = ~np.isnan(field.rate)
    rate: Reals = np.where(exact, field.rate, 0.0)
    rate[~exact] = sampled[~exact] / max(sampled[~exact].sum(), 1e-12) * (1 - rate.sum())
    return rate


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
    value = np.searchsorted(
        total, random.integers(0, total[-1], min(SAMPLE // 4, 4 * int(total[-1]))), side="right"
    )
    left = by_left[start_l[value] + (random.random(len(value)) * count_l[value]).astype(np.int64)]
    right = by_right[start_r[value] + (random.random(len(value)) * count_r[value]).astype(np.int64)]
    if within:
        left, right = left[left != right], right[left != right]
    return left, right


def _random_pairs(prepared: Prepared, pairs: int, *, within: bool) -> tuple[Ints, Ints]:
    if not pairs:
        none = np.zeros(0, dtype=np.int64)
        return none, none
    if pairs <= SAMPLE and not within:
        every = np.arange(pairs, dtype=np.int64)
        return every // prepared.right, every % prepared.right
    random = np.random.Generator(np.random.PCG64(20260701))
    left = random.integers(0, prepared.left, SAMPLE)
    right = random.integers(0, prepared.left if within else prepared.right, SAMPLE)
    if within:
        left, right = left[left != right], right[left != right]
    return left, right
