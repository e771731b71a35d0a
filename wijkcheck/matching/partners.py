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
"""Messages are passed until none changes by a thousandth; half of each is kept, since with rivals
that exclude each other they swing."""
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
    ratio = (log_odds - prior) * BIT
    smaller, (many_left, many_right) = min(sizes), sizes
    to_right, to_left = np.zeros(len(left)), np.zeros(len(left))
    matches = with_left = with_right = MATCHED_SHARE * smaller
    for _ in range(ROUNDS):
        shrink = smaller / (smaller + MATCHED_RECORDS)
        known = MATCHED_SHARE * MATCHED_RECORDS
        pairs = (matches + known * UNBOUND) * shrink
        lefts = _side((with_left + known) * shrink, pairs, many_left, one=one[0])
        rights = _side((with_right + known) * shrink, pairs, many_right, one=one[1])
        alone = min(LEFT_OVER, pairs / (many_left * many_right * lefts.none * rights.none))
        own = np.clip(ratio + np.log(alone), -CAP, CAP)
        new_right, with_left = _through(left, own + to_left, many_left, lefts.again)
        new_left, with_right = _through(right, own + to_right, many_right, rights.again)
        change = max(
            np.abs(new_right - to_right).max(initial=0), np.abs(new_left - to_left).max(initial=0)
        )
        to_right, to_left = (to_right + new_right) / 2, (to_left + new_left) / 2
        probability = 1 / (1 + np.exp(-(own + to_right + to_left)))
        matches = float(probability.sum())
        if change < SETTLED:
            break
    return Belief(probability, float(np.log2(alone)))


def _through(record: Ints, log_odds: Reals, records: int, again: float) -> tuple[Reals, float]:
    """Return per pair what the record's other pairs leave of its odds (natural log).

    Also returns how many records are expected to have a partner. ``log_odds``: of each pair as
    seen from its other record. With Q = Π(1 + again·odds) over the others, those weigh
    1 + (Q − 1)/again together if this pair is none, and Q if it is one.
    """
    each = np.log1p(again * np.exp(log_odds))
    every = np.bincount(record, each, records)
    others = np.maximum(every[record] - each, 0)
    left = -np.log1p(-np.expm1(-others) * (1 / again - 1))
    partner = np.expm1(np.minimum(every, CAP * 10)) / again
    return left, float((partner / (1 + partner)).sum())
