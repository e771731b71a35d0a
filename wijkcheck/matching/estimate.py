"""How good a linkage is, as far as it can tell itself without knowing the truth."""

from dataclasses import dataclass

import numpy as np

from wijkcheck.matching.levels import Reals
from wijkcheck.matching.sampling import SHARES, Judged, bands
from wijkcheck.matching.scoring import Scored
from wijkcheck.matching.similarity import Bools, Ints

BY_NAME = frozenset(
    {"both_sounds", "surname_part", "surname_sound", "given_word", "given_sound", "name_word",
     "name_sound", "rare_word", "word_pair", "whole_text"}
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


@dataclass(frozen=True)
class Measured:
    """Precision and recall by the labels of a blind sample, each with its 95 % interval.

    ``labels``: how many pairs were judged. Recall is of the pairs that were compared.
    """

    labels: int
    precision: float
    precision_low: float
    precision_high: float
    recall: float
    recall_low: float
    recall_high: float


DRAWS = 10_000
"""So many draws know the ends of an interval to some hundredths of its width."""


def measure(probability: Reals, taken: Ints, judged: Judged) -> Measured:
    """Estimate from labels: each stands for the pairs of its stratum, as many as they are.

    ``probability``: of each candidate, as the sample was drawn; ``taken``: their numbers. A stratum
    is a band, those taken and the others apart. The share of matches in one is estimated with the
    model's own share as one label more. The intervals hold 95 % of the beta posterior both after
    Jeffreys' prior and after that one label: without an error among thirty labels the first knows
    nothing of a share above 0.99, the second nothing of one below. In the lowest band, of whose
    millions a few are judged, only the second is used.
    """
    stratum = 2 * bands(probability)
    stratum[taken] += 1
    size = 2 * len(SHARES)
    there = np.bincount(stratum, minlength=size)
    own = np.bincount(stratum, probability, size) / np.maximum(there, 1)
    seen = np.bincount(stratum[judged.candidate], minlength=size)
    same = np.bincount(stratum[judged.candidate], judged.same, size)
    label = own.clip(1e-9, 1 - 1e-9)
    random = np.random.Generator(np.random.PCG64(20260704))
    found = [_rates(there * (own + same) / (1 + seen), there)]
    for prior in (label, np.where(np.arange(size) < 2, label, 0.5)):
        shares = random.beta(prior + same, (1 - prior) + seen - same, (DRAWS, size))
        found.append(_rates(there * shares, there))
    precision, recall = zip(*found, strict=True)
    return Measured(len(judged.candidate), *_interval(*precision), *_interval(*recall))


def _rates(matches: Reals, there: Ints) -> tuple[Reals, Reals]:
    """Return precision and recall from the matches in each stratum, every other one taken."""
    found = matches[..., 1::2].sum(axis=-1)
    with np.errstate(invalid="ignore"):  # nothing was taken, or nothing is the same
        return found / there[1::2].sum(), found / matches.sum(axis=-1)


def _interval(estimate: Reals, *draws: Reals) -> tuple[float, float, float]:
    """Return an estimate, and the interval that holds it and 95 % of each set of draws."""
    ends = [np.quantile(some, [0.025, 0.975]) for some in draws]
    low, high = np.min([e[0] for e in ends]), np.max([e[1] for e in ends])
    found = np.round([estimate, np.fmin(low, estimate), np.fmax(high, estimate)], 4)
    return float(found[0]), float(found[1]), float(found[2])
