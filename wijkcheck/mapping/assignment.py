"""The best one-to-one choice between columns and fields; what is not clear stays a question."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from wijkcheck.mapping.weighing import WEAK, Evidence

TAKEN = 0.6  # the confidence from which a column is used
_TIE = 0.04  # as near as this, two columns or fields cannot be told apart
_NEIGHBOUR = 0.15  # what the right neighbour adds
_CONTRADICTS = 0.4  # content that fits less well contradicts a name
_SEQUENCE = (
    "clientnummer bsn", "bsn achternaam", "voornamen voorvoegsel", "voorletters voorvoegsel",
    "voorvoegsel achternaam", "voorletters achternaam", "voornamen achternaam",
    "achternaam voorletters", "achternaam voorvoegsel", "achternaam voornamen",
    "achternaam geboortedatum", "voorvoegsel voorletters", "geboortedatum geslacht",
    "straatnaam huisnummer", "huisnummer huisletter", "huisnummer toevoeging",
    "huisletter toevoeging", "huisnummer postcode", "huisletter postcode", "toevoeging postcode",
    "postcode plaatsnaam", "postcode huisnummer", "ingangsdatum einddatum", "begindatum einddatum",
    "volume eenheid", "eenheid frequentie", "productcategorie productcode", "gemeentecode wet",
    "toewijzingnummer gemeentecode", "productcode ingangsdatum",
)  # fmt: skip
_NEXT: dict[tuple[str | None, ...], float] = dict.fromkeys(
    (tuple(pair.split()) for pair in _SEQUENCE), _NEIGHBOUR
)
_NEXT["volume", "eenheid"] = _NEXT["geleverd_volume", "eenheid"] = 2 * _NEIGHBOUR


@dataclass(frozen=True)
class Choice:
    """What was made of one column: a field or a composite, or none."""

    target: str | None
    status: str
    confidence: float
    reason: str | None
    details: Mapping[str, str] = field(default_factory=dict)


def choose(evidence: Evidence, roles: Mapping[tuple[str, str], float]) -> dict[str, Choice]:
    """Assign columns and targets one to one, looking at the neighbours three times."""
    for (column, target), weight in roles.items():
        if target in evidence.targets:
            i, j = evidence.columns.index(column), evidence.targets.index(target)
            evidence.alone[i, j] = max(evidence.alone[i, j], weight)
    bonus = np.zeros_like(evidence.named)
    pairs: dict[int, int] = {}
    for _ in range(3):
        scores = evidence.scores(bonus)
        # The fourth power: one certain column outweighs two doubtful ones.
        found = linear_sum_assignment(scores**4, maximize=True)
        pairs = {
            i: j
            for i, j in zip(*map(np.ndarray.tolist, found), strict=True)
            if scores[i, j] >= WEAK
        }
        bonus = _neighbours(evidence, scores, pairs)
    plain = evidence.scores(np.zeros_like(bonus))
    return {
        name: _judge_choice(i, pairs, evidence, scores, plain)
        for i, name in enumerate(evidence.columns)
    }


def _neighbours(
    evidence: Evidence, scores: NDArray[np.float64], pairs: Mapping[int, int]
) -> NDArray[np.float64]:
    bonus = np.zeros_like(scores)
    sure = {i: evidence.targets[j] for i, j in pairs.items() if scores[i, j] >= TAKEN}
    for i in range(len(evidence.columns)):
        before, after = sure.get(i - 1), sure.get(i + 1)
        for j, target in enumerate(evidence.targets):
            bonus[i, j] = max(_NEXT.get((before, target), 0.0), _NEXT.get((target, after), 0.0))
    return bonus


def _judge_choice(
    i: int,
    pairs: Mapping[int, int],
    evidence: Evidence,
    scores: NDArray[np.float64],
    plain: NDArray[np.float64],
) -> Choice:
    targets = evidence.targets
    plain_targets = [not target.startswith("*") for target in targets]
    named = int(np.argmax(evidence.named[i] * plain_targets))
    contradicts = evidence.named[i, named] >= 0.75 and evidence.fit[i, named] < _CONTRADICTS
    j = pairs.get(i)
    if contradicts and not _explained(i, named, j, evidence, scores):
        return Choice(targets[named], "doubtful", 0.3, "name_and_content_differ")
    if j is None:
        return _unpaired(i, pairs, evidence, scores)
    score = float(scores[i, j])
    sure = {a: b for a, b in pairs.items() if scores[a, b] >= TAKEN}
    if score < TAKEN:
        return Choice(targets[j], "doubtful", score, "too_weak")
    rivals = [a for a in range(len(scores)) if a not in sure and scores[a, j] >= score - _TIE]
    if rivals:
        other = {"other": evidence.columns[rivals[0]]}
        return Choice(targets[j], "doubtful", score, "two_columns_alike", other)
    used = set(sure.values())
    fields_alike = [
        b for b in range(len(targets)) if b not in used and scores[i, b] >= score - _TIE
    ]
    if fields_alike and evidence.named[i, j] < 0.9:
        other = {"other": targets[fields_alike[0]].lstrip("*")}
        return Choice(targets[j], "doubtful", score, "two_fields_alike", other)
    by_name = evidence.named[i, j] * min(evidence.fit[i, j] / 0.5, 1.0) >= TAKEN
    by_place = plain[i, j] < TAKEN
    reason = "by_name" if by_name else "by_position" if by_place else "by_content"
    return Choice(targets[j], "taken", score, reason)


def _explained(
    i: int, named: int, j: int | None, evidence: Evidence, scores: NDArray[np.float64]
) -> bool:
    """Whether the column is rightly something else than its name says.

    A composite that holds the named field, or content so telling that an alias gives way.
    """
    if j is None or j == named or scores[i, j] < TAKEN:
        return False
    if evidence.targets[j].startswith("*"):
        return True
    return bool(evidence.named[i, named] < 1.0 and evidence.alone[i, j] >= 0.65)


def _unpaired(
    i: int, pairs: Mapping[int, int], evidence: Evidence, scores: NDArray[np.float64]
) -> Choice:
    best = int(np.argmax(scores[i])) if scores.shape[1] else 0
    if not scores.shape[1] or scores[i, best] < WEAK:
        return Choice(None, "unused", 0.0, "not_needed")
    holder = next((a for a, b in pairs.items() if b == best), None)
    target = evidence.targets[best].lstrip("*")
    if holder is None:
        return Choice(evidence.targets[best], "doubtful", float(scores[i, best]), "too_weak")
    other = {"field": target, "other": evidence.columns[holder]}
    return Choice(None, "unused", 0.0, "field_taken", other)
