"""How good a linkage is, as far as it can tell itself without knowing the truth."""

from dataclasses import dataclass

import numpy as np

from wijkcheck.matching.levels import Reals
from wijkcheck.matching.scoring import Scored
from wijkcheck.matching.similarity import Bools, Ints

BY_NAME = frozenset(
    {"both_sounds", "surname_part", "surname_sound", "given_word", "given_sound", "name_word",
     "name_sound", "rare_word", "whole_text"}
)  # fmt: skip
"""Keys made of names or words; passes without them can find what passes with them lost."""


@dataclass(frozen=True)
class Estimate:
    """Precision, and recall as a range.

    ``precision``: the mean probability of the pairs taken. ``recall_high``: their share of the
    matches among the candidates, as if blocking lost none. ``recall_low``: with what blocking may
    have lost, by capture and recapture: passes by name and passes without are taken to miss
    matches independently of one another (Lincoln–Petersen). Records that are hard in one way are
    mostly hard in another, so the truth may lie lower where much is damaged. Both assume that the
    model's probabilities are right (docs/matching.md shows how right they are).
    """

    precision: float
    recall_low: float
    recall_high: float


def estimate(scored: Scored, kept: Ints, probability: Reals, taken: Bools) -> Estimate:
    """Estimate from the candidates ``kept``, their probabilities, and which were taken."""
    found = float(probability[taken].sum())
    every = found + float(probability[~taken].sum())
    if not taken.any() or every == 0:
        return Estimate(float("nan"), float("nan"), float("nan"))
    lost = _lost(scored, kept, probability)
    return Estimate(found / int(taken.sum()), found / (every + lost), found / every)


def _lost(scored: Scored, kept: Ints, probability: Reals) -> float:
    """Return how many matches no pass found, expected from those that one kind of pass found."""
    reports = scored.candidates.reports
    named = sum(1 << n for n, r in enumerate(reports) if BY_NAME & set(r.keys))
    other = sum(1 << n for n, r in enumerate(reports) if not BY_NAME & set(r.keys))
    by_pass = scored.candidates.by_pass[kept]
    a, b = (by_pass & named) != 0, (by_pass & other) != 0
    both = float(probability[a & b].sum())
    if not named or not other or both < 1:
        return 0.0
    only_a, only_b = float(probability[a & ~b].sum()), float(probability[b & ~a].sum())
    return float(np.round(only_a * only_b / both, 6))
