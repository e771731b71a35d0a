"""How many partners a record has, and what that does to the probability of each of its pairs.

A record whose partner is found has no need of another: rarely has a person two records on the other
side. Weights know nothing of this, so that a child named after its parent, or a twin, passes for
the parent or the twin, though both are there themselves. Here a record has, before anything is
seen, no partner, one, or more with a chance of its own, which is learned from the probabilities
themselves; and each pair is believed as all pairs together allow. Done by belief propagation on the
graph of records and pairs, which is exact where that has no circles. See docs/matching.md.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import lambertw

from wijkcheck.matching.levels import Reals
from wijkcheck.matching.similarity import Ints

MATCHED_SHARE, MATCHED_RECORDS = 0.5, 4.0
"""Before anything is seen, half of the smaller side is expected to be on the other, with the weight
of four records."""
UNBOUND = -np.log(1 - MATCHED_SHARE) / MATCHED_SHARE
"""Partners of a record that has any, to begin with: as many as if one had nothing to do with
another (Poisson), so that tables too small to teach anything exclude nothing."""
LEFT_OVER = 1 / 8
"""Odds at most, before anything is seen, of two records that no other pair claims: where nearly all
have a partner, the few that are left would else be matched to each other for want of better."""
NEVER = 1e-30
"""Stands for 0 where a second partner is ruled out: a hundred bits, far more than ``CAP``."""
ROUNDS, SETTLED = 60, 1e-3
"""Messages are passed until none changes by a thousandth."""
STEADY = 10
"""Half of each message is kept, since with rivals that exclude each other they swing; from twice so
many rounds on ever more, which brings to rest what swings on."""
CROWDED = 8
"""From so many pairs a record on, records whose pairs are the same are looked for and taken as one:
in sparse graphs there is nothing to win."""
BIT = np.log(2)
CAP = 60 * BIT
"""What a pair weighs at most here: beyond it sums of odds would lose their small ones."""


@dataclass(frozen=True)
class Belief:
    """Per pair its probability among all others.

    ``prior``: log2 odds that two records are a match that have no other partner.
    """

    probability: Reals
    prior: float


@dataclass(frozen=True)
class _Side:
    """The chance of partners on one side: ``again`` is that of one more over that of the first.

    ``none``: the mean share of a match's odds that the record's other pairs leave.
    """

    again: float
    none: float


def _side(partnered: float, partners: float, records: int, *, one: bool) -> _Side:
    """Fit the chances to how many of the records have a partner, and how many partners in all.

    With odds s of a first partner, k partners have weight again^(k−1)·s^k / k!; those of records
    that have any follow a Poisson distribution without its zero, whose mean gives again·s.
    """
    share = partnered / records
    if one:
        rate = float(np.log1p(NEVER * share / (1 - share)))
        return _Side(NEVER, share * NEVER / rate)
    mean = max(partners / partnered, 1 + 1e-9)
    rate = float(mean + lambertw(-mean * np.exp(-mean)).real)
    again = float(np.expm1(min(rate, CAP))) * (1 - share) / share
    if not again <= 1:  # never likelier than the first: weak fields would talk each other up
        return _Side(1.0, 1.0)
    return _Side(again, partners / records * again / rate)


def believe(
    left: Ints,
    right: Ints,
    log_odds: Reals,
    prior: float,
    sizes: tuple[int, int],
    one: tuple[bool, bool] = (False, False),
) -> Belief:
    """Weigh pairs against all others of their records.

    ``log_odds``: log2, of each pair on its own, with those before anything is seen, ``prior``, in
    it. ``sizes``: how many records there are left and right. ``one``: whether a left record, and a
    right one, has at most one partner by rule.
    """
    if not len(left):
        return Belief(np.zeros(0), prior)
    graph = _graph(left, right, log_odds)
    ratio = (log_odds[graph.pairs] - prior) * BIT
    smaller, (many_left, many_right) = min(sizes), sizes
    to_right, to_left = np.zeros(len(ratio)), np.zeros(len(ratio))
    matches = with_left = with_right = MATCHED_SHARE * smaller
    settled = False
    for turn in range(1, ROUNDS + 1):
        shrink = smaller / (smaller + MATCHED_RECORDS)
        known = MATCHED_SHARE * MATCHED_RECORDS
        pairs = (matches + known * UNBOUND) * shrink
        lefts = _side((with_left + known) * shrink, pairs, many_left, one=one[0])
        rights = _side((with_right + known) * shrink, pairs, many_right, one=one[1])
        alone = min(LEFT_OVER, pairs / (many_left * many_right * lefts.none * rights.none))
        own = np.clip(ratio + np.log(alone), -CAP, CAP)
        new_right, with_left = _through(graph.left, graph.right, own + to_left, lefts.again)
        new_left, with_right = _through(graph.right, graph.left, own + to_right, rights.again)
        change = max(
            np.abs(new_right - to_right).max(initial=0), np.abs(new_left - to_left).max(initial=0)
        )
        step = min(0.5, STEADY / turn)
        to_right += step * (new_right - to_right)
        to_left += step * (new_left - to_left)
        probability = 1 / (1 + np.exp(-(own + to_right + to_left)))
        matches = float((probability * graph.left.copies * graph.right.copies).sum())
        settled = bool(change < SETTLED)
        if settled:
            break
    probability = probability[graph.back]
    if not settled:
        probability = _shared_out(probability, left, right, one)
    return Belief(probability, float(np.log2(alone)))


@dataclass(frozen=True)
class _End:
    """Per pair of a graph its record on one side, and how many records that stands for."""

    record: Ints
    copies: Reals


@dataclass(frozen=True)
class _Graph:
    """Pairs of records, those whose pairs are all the same taken as one.

    ``pairs``: which of the given pairs stand for all; ``back``: which of those stands for each.
    """

    left: _End
    right: _End
    pairs: Ints
    back: Ints


def _graph(left: Ints, right: Ints, log_odds: Reals) -> _Graph:
    lefts, rights = (np.unique(side, return_inverse=True)[1] for side in (left, right))
    every = np.arange(len(left))
    alone = np.ones(len(left))
    if len(left) < CROWDED * (lefts.max() + 1 + rights.max() + 1):
        return _Graph(_End(lefts, alone), _End(rights, alone), every, every)
    odds = log_odds.view(np.uint64)
    ends = [_twins(lefts, rights, odds), _twins(rights, lefts, odds)]
    together = ends[0][0] * (int(ends[1][0].max()) + 1) + ends[1][0]
    _, pairs, back = np.unique(together, return_index=True, return_inverse=True)
    made = [_End(record[pairs], copies[record[pairs]].astype(float)) for record, copies in ends]
    return _Graph(made[0], made[1], pairs, back)


def _twins(record: Ints, other: Ints, odds: npt.NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Return per pair the number of its record, the same for records with the same pairs.

    Also returns how many records have each number. Records have the same pairs if two sums of 64
    scrambled bits over them are the same.
    """
    sums = []
    for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F):
        mixed = (other.astype(np.uint64) + np.uint64(1)) * np.uint64(factor)
        mixed = (mixed ^ (odds + (mixed >> np.uint64(29)))) * np.uint64(0xBF58476D1CE4E5B9)
        total = np.zeros(int(record.max()) + 1, dtype=np.uint64)
        np.add.at(total, record, mixed ^ (mixed >> np.uint64(32)))
        sums.append(total)
    _, number = np.unique(np.stack(sums, axis=1), axis=0, return_inverse=True)
    return number[record], np.bincount(number)


def _shared_out(probability: Reals, left: Ints, right: Ints, one: tuple[bool, bool]) -> Reals:
    """Leave no record more than its one partner, whatever beliefs that never settled say."""
    for record, single in zip((left, right), one, strict=True):
        if single:
            probability = probability / np.maximum(np.bincount(record, probability), 1)[record]
    return probability


def _through(here: _End, there: _End, log_odds: Reals, again: float) -> tuple[Reals, float]:
    """Return per pair what the other pairs of its record ``here`` leave of its odds (natural log).

    Also returns how many records are expected to have a partner. ``log_odds``: of each pair as
    seen from its other record. With Q = Π(1 + again·odds) over the others, those weigh
    1 + (Q − 1)/again together if this pair is none, and Q if it is one.
    """
    each = np.log1p(again * np.exp(log_odds))
    every = np.bincount(here.record, each * there.copies)
    others = np.maximum(every[here.record] - each, 0)
    left = -np.log1p(-np.expm1(-others) * (1 / again - 1))
    partner = np.expm1(np.minimum(every, CAP * 10)) / again
    copies = np.ones(len(every))
    copies[here.record] = here.copies
    return left, float((copies * partner / (1 + partner)).sum())
