"""Weights that learn from a blind sample that people judged.

The weights that make the labels most likely, given what is seen of each pair, while every weight
is held near the model's own: a logistic regression with a normal prior, in the parameters of the
model, so that the steps of a pair still add up. Within a band of odds the sample is random, and
odds are a function of what is seen, so a label counts the same whatever its band. Sampling weights
would only let the thousands of clear pairs drown the few that teach; they belong to what is
measured (``estimate.measure``), not to what is learned. See docs/matching.md.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.special import expit, logit

from wijkcheck.matching.levels import Levels, Reals
from wijkcheck.matching.sampling import Judged
from wijkcheck.matching.scoring import NOTHING, Believed, Scored
from wijkcheck.matching.weigh import Weights

BIT = np.log(2)
HELD = 0.5 * BIT
"""How far a weight may be off, one standard deviation: half a bit. Of 0.35, 0.5 and 1 bit it
learned most on invented data while it lost little where the model was right (docs/matching.md)."""
ROUNDS, SETTLED = 50, 1e-9
STEP = 1e-4
LEAST = 2.0**-40
"""Probabilities nearer to 0 or 1 are as good as sure."""


def taught(first: Believed, judged: Judged) -> Scored:
    """Return the candidates weighed by what the model and the labels say together.

    What the rivals of a pair make of it is taken as it was.
    """
    scored, some = first.scored, judged.candidate
    levels = scored.patterns.levels[scored.pattern[some]]
    own = scored.weights.log_odds(levels) * BIT
    rivals = logit(first.everywhere()[some].clip(LEAST, 1 - LEAST)) - own
    weights = _learned(scored.weights, levels, rivals, judged.same.astype(np.float64))
    odds = weights.log_odds(scored.patterns.levels)
    silent = scored.log_odds == NOTHING
    return replace(scored, weights=weights, log_odds=np.where(silent, NOTHING, odds))


def _learned(weights: Weights, levels: Levels, rivals: Reals, same: Reals) -> Weights:
    """Return the weights after so many pairs with these levels were judged ``same`` (0 or 1).

    By Gauss–Newton, with the slope of the odds taken from both sides.
    """
    size = 1 + sum(len(f.classes) for f in weights.fields)
    shift = np.zeros(size)
    sides = STEP * np.eye(size)

    def odds(at: Reals) -> Reals:
        found: Reals = shifted(weights, at).log_odds(levels) * BIT + rivals
        return found

    def loss(at: Reals) -> float:
        here = odds(at)
        unlikely = (np.logaddexp(0, here) - same * here).sum()
        return float(unlikely + (at**2).sum() / (2 * HELD**2))

    for _ in range(ROUNDS):
        slope = np.stack([odds(shift + d) - odds(shift - d) for d in sides], axis=1) / (2 * STEP)
        expected = expit(odds(shift))
        pull = slope.T @ (same - expected) - shift / HELD**2
        curve = (slope.T * (expected * (1 - expected))) @ slope + np.eye(size) / HELD**2
        move = np.linalg.solve(curve, pull)
        while loss(shift + move) > loss(shift) and np.abs(move).max() > SETTLED:
            move = move / 2
        shift = shift + move
        if np.abs(move).max() < SETTLED:
            break
    return shifted(weights, np.round(shift, 6))


def shifted(weights: Weights, shift: Reals) -> Weights:
    """Return the weights with their logarithms moved: the start, then each class of each field."""
    odds = weights.matched / weights.strangers * np.exp(shift[0])
    ends = np.cumsum([1] + [len(f.classes) for f in weights.fields])[:-1]
    m = []
    for field, own, part in zip(weights.fields, weights.m, np.split(shift, ends)[1:], strict=True):
        moved = own * np.exp(part[field.level_class])
        m.append(moved / moved.sum())
    near = 1 - weights.relatives - weights.housemates

    def at_home(tables: Sequence[Reals]) -> tuple[Reals, ...]:
        every = zip(weights.fields, m, tables, strict=True)
        return tuple(own if f.address else other for f, own, other in every)

    return replace(
        weights,
        m=tuple(m),
        relative=at_home(weights.relative),
        housemate=at_home(weights.housemate),
        matched=near * odds / (1 + odds),
    )
