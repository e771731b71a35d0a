"""Candidates to scored pairs: compare in chunks, count patterns, learn, weigh."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count

import numpy as np

from wijkcheck.matching.blocking import Candidates, candidates
from wijkcheck.matching.keys import passes
from wijkcheck.matching.learning import Known, learn
from wijkcheck.matching.levels import Reals
from wijkcheck.matching.partners import believe
from wijkcheck.matching.preparing import Prepared
from wijkcheck.matching.similarity import Ints
from wijkcheck.matching.strangers import rates
from wijkcheck.matching.weigh import Patterns, Weights
from wijkcheck.progress import Progress

CHUNK, AT_ONCE = 1_000_000, min(4, cpu_count() or 1)
"""Pairs compared in one go, and how many goes at a time: more of them win little, and each takes
some hundred bytes a pair."""
NOTHING = -99.0
"""Log2 odds of two records that are filled in no common field: nothing makes them a pair."""
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
    every = patterns if len(found.left) == pairs else None
    known = Known(
        patterns,
        rates(prepared, fields, every, within=within),
        max(1, pairs),
        max(1, smaller),
    )
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


def _patterns(prepared: Prepared, found: Candidates, progress: Progress) -> tuple[Patterns, Ints]:
    """Compare the candidates in chunks, on all cores, and count each combination of levels."""
    sizes = [f.size + 1 for c in prepared.comparisons for f in c.fields]
    size = len(found.left)
    table = np.empty((len(sizes), size), dtype=np.int8)

    def compare(part: slice) -> None:
        for column, level in enumerate(prepared.levels(found.left[part], found.right[part])):
            table[column, part] = level

    progress("comparing", 0, size)
    with ThreadPoolExecutor(AT_ONCE) as pool:  # numpy lets others run while it works
        starts = range(0, size, CHUNK)
        for done, _ in enumerate(pool.map(compare, (slice(s, s + CHUNK) for s in starts)), 1):
            progress("comparing", min(done * CHUNK, size), size)
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
