"""How the weights are learned: EM on counted patterns of agreement.

m comes from the candidates with prior pairs from practice; u is what random pairs show, less the
matches among them, so that blocking cannot distort it. See docs/matching.md.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from wijkcheck.matching.levels import FieldModel, Levels, Reals
from wijkcheck.matching.partners import MATCHED_RECORDS, MATCHED_SHARE
from wijkcheck.matching.weigh import Patterns, Weights

PRIOR_PAIRS = 10.0
"""Prior values weigh as much as this many matched pairs: they rule a file of five, not of fifty."""
START_PAIRS = 50.0
"""So much weigh the starting values of housemates and of movers: some hundred levels are learned
from few pairs that are surely of their kind."""
MOVED, MOVED_PAIRS = 0.08, 20.0
"""One in twelve people moves in a year (CBS: some 1.6 of 17.9 million)."""
ROUNDS, SETTLED = 200, 1e-5
ALONE, TOLD, SETTLED_TOLD = 3, 30, 1e-3
"""Rounds before rivals are looked at, so that the weights are roughly right; how many with them at
most, ten being the rule; and what is then settled, each being much dearer and nearer to its end.
Where the data decide nothing the weights would drift on for ever."""


@dataclass(frozen=True)
class Rates:
    """Per field how often random pairs are at each level.

    ``near``: the same among random pairs that are alike in the field on which this one leans, and
    ``all`` then of the others. ``leans``: which field that is, −1 for none.
    """

    all: tuple[Reals, ...]
    near: tuple[Reals, ...]
    leans: tuple[int, ...]


@dataclass(frozen=True)
class Known:
    """What weights are learned from.

    ``pairs``: how many pairs there are in all, candidates or not; ``records``: how many records
    the smaller side has.
    """

    patterns: Patterns
    rates: Rates
    pairs: int
    records: int


def learn(
    fields: tuple[FieldModel, ...],
    known: Known,
    among_rivals: Callable[[Weights], tuple[Reals, float]] | None = None,
) -> Weights:
    """Learn the weights from the candidates' patterns.

    ``among_rivals``: tells of weights how many pairs of each pattern are then matches, seen among
    all pairs of their records, and the log2 odds of one whose records have no other.
    """
    weights, prior = _start(fields, known), None
    for turn in range(ROUNDS if among_rivals is None else ALONE + TOLD):
        told = None
        if among_rivals is not None and turn >= ALONE:
            told, prior = among_rivals(weights)
        updated = _step(weights, known, told)
        change = abs(updated.matched - weights.matched) / weights.matched
        weights = updated
        if change < (SETTLED if among_rivals is None else SETTLED_TOLD) and turn > ALONE:
            break
    return weights if prior is None else replace(weights, matched=1 / (1 + 2**-prior))


def _start(fields: tuple[FieldModel, ...], known: Known) -> Weights:
    """Return the weights before anything is learned."""
    rates, pairs = known.rates, known.pairs
    expected = MATCHED_SHARE * known.records
    has_address = any(f.address for f in fields)
    prior_m = [_spread(f, f.prior) for f in fields]
    return Weights(
        fields,
        tuple(prior_m),
        rates.all,
        tuple(
            m if f.address else _mixed(f.kin, m, r)
            for f, m, r in zip(fields, prior_m, rates.all, strict=True)
        ),
        rates.all,
        tuple(_mixed(f.stays, m, r) for f, m, r in zip(fields, prior_m, rates.all, strict=True)),
        matched=min(0.5, expected / pairs),
        moved=MOVED if has_address else 0.0,
        relatives=min(0.2, expected / pairs) if has_address else 0.0,
        apart=MOVED if has_address else 0.0,
        housemates=min(0.2, expected / pairs) if has_address else 0.0,
        u_near=rates.near,
        leans=rates.leans,
    )


def _spread(field: FieldModel, by_class: Reals) -> Reals:
    """Part each class's probability among its levels."""
    return by_class[field.level_class] * field.share


def _mixed(alike: float, m: Reals, u: Reals) -> Reals:
    """Return the levels' probabilities where so many are alike as matches are, others not."""
    result: Reals = alike * m + (1 - alike) * u
    return result


def _shares(weights: Weights, patterns: Patterns, told: Reals | None) -> Reals:
    """Return per pattern how many of its pairs are expected to be of each kind."""
    kinds = weights.kinds(patterns.levels)
    if told is not None:
        split = np.stack(
            [np.logaddexp.reduce(some, axis=1) for some in (kinds[:, :2], kinds[:, 2:])], axis=1
        )
        with np.errstate(divide="ignore"):
            wanted = np.log(np.stack([told, patterns.counts - told], axis=1))
        parted: Reals = np.exp(kinds + np.repeat(wanted - split, (2, 4), axis=1))
        return parted
    shares: Reals = np.exp(kinds - kinds.max(axis=1, keepdims=True))
    shares *= (patterns.counts / shares.sum(axis=1))[:, None]
    return shares


def _step(weights: Weights, known: Known, told: Reals | None) -> Weights:
    patterns, pairs, records = known.patterns, known.pairs, known.records
    shares = _shares(weights, patterns, told)
    same = shares[:, 0] + shares[:, 1]
    found = float(same.sum())
    expected = (found + MATCHED_SHARE * MATCHED_RECORDS) * records / (records + MATCHED_RECORDS)
    matched = min(0.5, expected / pairs)
    kin = shares[:, 2] + shares[:, 3]
    moved, relatives, apart, housemates = 0.0, 0.0, 0.0, 0.0
    if weights.moved > 0:
        moved = (float(shares[:, 1].sum()) + MOVED * MOVED_PAIRS) / (found + MOVED_PAIRS)
        relatives = min(0.2, (float(kin.sum()) + 0.5) / pairs)
        housemates = min(0.2, (float(shares[:, 4].sum()) + 0.5) / pairs)
        apart = (float(shares[:, 3].sum()) + MOVED * MOVED_PAIRS) / (float(kin.sum()) + MOVED_PAIRS)
    m, relative, housemate, away = [], [], [], []
    for i, field in enumerate(weights.fields):
        level, u = patterns.levels[:, i], weights.u[i]
        at_home = shares[:, 0] + shares[:, 2] + shares[:, 4]
        m.append(_m(field, level, at_home if field.address else same))
        if field.address:
            relative.append(m[-1])
            housemate.append(m[-1])
            away.append(_drawn(field, level, shares[:, 1], _mixed(field.stays, m[-1], u)))
        else:
            relative.append(_drawn(field, level, kin, _mixed(field.kin, m[-1], u)))
            housemate.append(_drawn(field, level, shares[:, 4], u))
            away.append(u)
    updated = replace(
        weights,
        m=tuple(m),
        relative=tuple(relative),
        housemate=tuple(housemate),
        away=tuple(away),
        matched=matched,
        moved=moved,
        relatives=relatives,
        apart=apart,
        housemates=housemates,
    )
    return _with_strangers(updated, known, shares[:, 5])


def _with_strangers(weights: Weights, known: Known, strangers: Reals) -> Weights:
    """Take matches and housemates out of the rates of random pairs."""
    rates, pairs = known.rates, known.pairs
    u, u_near = [], []
    for i, field in enumerate(weights.fields):
        level = known.patterns.levels[:, i]
        least = (np.bincount(level[level >= 0], strangers[level >= 0], field.size) + 0.5) / pairs
        m = weights.m[i]
        matched = weights.matched * (1 - weights.moved if field.address else 1)
        kin = weights.relatives * (1 - weights.apart if field.address else 1)
        others = matched * m + kin * weights.relative[i] + weights.housemates * weights.housemate[i]
        here = _less(rates.all[i], others)
        u.append(
            _normal(np.maximum(here, np.minimum(least, np.maximum(rates.all[i], 0.5 / pairs))))
        )
        on = weights.leans[i]
        if on < 0:
            u_near.append(u[-1])
            continue
        of = weights.fields[on]
        often = max(float(rates.all[on][of.level_class < field.told].sum()), 0.5 / pairs)
        homes = weights.relatives + weights.housemates if of.address else 0.0
        close = _less(rates.near[i], (matched + homes) / often * m)
        close = np.maximum(close, 0.01 * rates.near[i])
        u_near.append(_normal(close))
    return replace(weights, u=tuple(u), u_near=tuple(u_near))


def _less(rate: Reals, others: Reals) -> Reals:
    """Return the rate of strangers where that of all pairs has so much of others in it."""
    result: Reals = (rate - others) / max(0.01, 1 - float(others.sum()))
    return result


def _normal(values: Reals) -> Reals:
    result: Reals = values / values.sum()
    return result


def _m(field: FieldModel, level: Levels, amount: Reals) -> Reals:
    """Return the levels' probabilities among matches: by class, spread by rarity."""
    seen = level >= 0
    count = np.bincount(level[seen], amount[seen], field.size)
    by_class = np.bincount(field.level_class, count, len(field.classes)) + PRIOR_PAIRS * field.prior
    return _spread(field, by_class / by_class.sum())


def _drawn(field: FieldModel, level: Levels, amount: Reals, start: Reals) -> Reals:
    """Return the levels' probabilities as seen, drawn to where they start; by class, as there."""
    seen = level >= 0
    count = np.bincount(level[seen], amount[seen], field.size)
    by_class = np.bincount(field.level_class, count, len(field.classes))
    weight = np.bincount(field.level_class, start, len(field.classes))
    by_class = by_class + START_PAIRS * weight / weight.sum()
    within = start / np.maximum(weight[field.level_class], 1e-300)
    result: Reals = (by_class / by_class.sum())[field.level_class] * within
    return result
