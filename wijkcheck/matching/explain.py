"""Why two records are, or are not, the same: the steps from nothing known to the odds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkcheck.matching.assign import PROBABLE
from wijkcheck.matching.levels import Levels, Reals
from wijkcheck.matching.scoring import Scored
from wijkcheck.matching.similarity import Ints
from wijkcheck.matching.weigh import Weights
from wijkcheck.records.models import TEXT
from wijkcheck.texts import SENTENCES, sentence

START, ADDRESS, HOUSEHOLD = "start", "address", "household"
"""Steps beside the fields: the odds before anything is seen; the address fields together, since a
move changes them all; and what is taken off because housemates agree as well."""
BIT = np.log(2)
STOPS = ("", "bsn", "bsn_invalid", "twins")
"""What leaves a pair to a person whatever its odds: nothing, two valid BSNs that differ, an equal
BSN that is invalid as the only strong evidence, twins whose given names do not tell."""


@dataclass(frozen=True)
class Evidence:
    """What the model saw of each pair; weighs a pair when asked, so that millions can be kept.

    A pair is a number among the left ids and one among the right, sorted by both; what was seen
    of it is one of the patterns.
    """

    left_ids: pd.Index
    right_ids: pd.Index
    left: Ints
    right: Ints
    pattern: Ints
    levels: Levels
    log_odds: Reals  # per pattern, log2
    stop: Ints  # per pair, of STOPS
    weights: Weights

    def steps(self, left_id: str, right_id: str) -> pd.DataFrame | None:
        """Return the waterfall of a pair: ``step, agreement, weight``; None if it was never met.

        ``step``: ``start``, a field, ``address`` or ``household``; ``agreement``: the class of its
        level, missing where there is none; ``weight`` in bits. The weights add up to the pair's.
        """
        (pattern,) = self.patterns([left_id], [right_id])
        return self.steps_of(int(pattern)) if pattern >= 0 else None

    def patterns(self, left_ids: Sequence[str], right_ids: Sequence[str]) -> Ints:
        """Return the pattern of each pair, −1 if it was never met."""
        at = self._places(left_ids, right_ids)
        found: Ints = np.where(at >= 0, self.pattern[at], -1) if len(self.pattern) else at
        return found

    def why(self, pairs: pd.DataFrame) -> pd.Series:
        """Return why each of these Pairs is to be reviewed, missing where it is not.

        ``unsure`` where somebody was; else one of STOPS; else ``tie`` (another fits as well) or
        ``unlikely`` (the odds are against it).
        """
        several = [pairs[name].duplicated(keep=False) for name in ("left_id", "right_id")]
        rivals = (several[0] | several[1]) & pairs["weight"].gt(0)
        tie = pairs["probability"].ge(PROBABLE) | rivals
        asked = pairs[pairs["status"].eq("review")]
        at = self._places(asked["left_id"].to_list(), asked["right_id"].to_list())
        stop = np.array(STOPS)[self.stop[at]]
        odds = np.where(tie[asked.index], "tie", "unlikely")
        found = np.where(stop == "", odds, stop)
        reason = pd.Series(found, asked.index, TEXT).mask(asked["basis"].eq("decision"), "unsure")
        return reason.reindex(pairs.index)

    def _places(self, left_ids: Sequence[str], right_ids: Sequence[str]) -> Ints:
        """Return which of the pairs each is, −1 if it was never met."""
        a, b = (
            own.get_indexer(pd.Index(ids)).astype(np.int64)
            for own, ids in ((self.left_ids, left_ids), (self.right_ids, right_ids))
        )
        keys, wanted = (self.left << 32) | self.right, (a << 32) | b
        if not len(keys):
            return np.full(len(wanted), -1)
        at = np.searchsorted(keys, wanted).clip(0, len(keys) - 1)
        found: Ints = np.where((keys[at] == wanted) & (a >= 0) & (b >= 0), at, -1)
        return found

    def steps_of(self, pattern: int) -> pd.DataFrame:
        """Return the waterfall of all pairs with a pattern, as ``steps`` does."""
        return steps(self.weights, self.levels[pattern])


def evidence(
    scored: Scored,
    kept: Ints,
    left_ids: pd.Index,
    right_ids: pd.Index,
    stop: Ints | None = None,
) -> Evidence:
    """Keep what explains the candidates ``kept`` (sorted); ``stop``: of each, one of STOPS."""
    patterns, pattern = np.unique(scored.pattern[kept], return_inverse=True)
    return Evidence(
        left_ids,
        right_ids,
        scored.left[kept],
        scored.right[kept],
        pattern,
        scored.patterns.levels[patterns],
        scored.log_odds[patterns],
        np.zeros(len(kept), dtype=np.int64) if stop is None else stop,
        scored.weights,
    )


def steps(weights: Weights, levels: Levels) -> pd.DataFrame:
    """Return the waterfall of one pattern of levels, as ``Evidence.steps`` does."""
    row = levels.reshape(1, -1)
    same, strange = weights.by_field(row)
    kinds = weights.kinds(row)[0] / BIT
    rows: list[tuple[str, str | None, float]] = [
        (START, None, np.log2(weights.matched / weights.strangers))
    ]
    at_home: list[str] = []
    for field, level, weight in zip(weights.fields, levels, (same - strange)[0] / BIT, strict=True):
        label = field.classes[field.level_class[level]] if level >= 0 else None
        if not field.address:
            rows.append((field.name, label, weight))
        elif label == field.classes[0]:
            at_home.append(field.name)
    total = np.logaddexp2(kinds[0], kinds[1]) - np.logaddexp2.reduce(kinds[2:])
    before = np.logaddexp2(kinds[0], kinds[1]) - kinds[5]
    if any(f.address for f in weights.fields):
        rows.append((ADDRESS, " ".join(at_home) or None, before - sum(w for _, _, w in rows)))
    rows.append((HOUSEHOLD, None, total - before))
    table = pd.DataFrame(rows, columns=["step", "agreement", "weight"])
    return table.astype({"step": "str", "agreement": "str"}).round({"weight": 2})


STRONG = 0.5
"""Bits from which a step is worth a word."""


def explanation(table: pd.DataFrame, language: str) -> str:
    """Return one sentence on a pair from its steps: what is equal, nearly so, and what differs."""
    fields = table[~table["step"].isin([START, ADDRESS, HOUSEHOLD])]
    parts = []
    for label, some in fields.groupby("agreement", sort=False):
        listed = _listed(some["step"].to_list(), language)
        parts.append(sentence(f"agreement_{label}", {"fields": listed}, language))
    address = table.loc[table["step"] == ADDRESS]
    if len(address):
        equal = address["agreement"].iloc[0]
        code = "agreement_address" if address["weight"].iloc[0] > STRONG else "agreement_moved"
        listed = _listed(equal.split(), language) if isinstance(equal, str) else ""
        parts.append(sentence(code if listed else "agreement_moved", {"fields": listed}, language))
    if table.loc[table["step"] == HOUSEHOLD, "weight"].iloc[0] < -STRONG:
        parts.append(sentence("agreement_household", {}, language))
    silent = fields.loc[fields["agreement"].isna(), "step"].to_list()
    if silent:
        parts.append(sentence("agreement_silent", {"fields": _listed(silent, language)}, language))
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] + "."


def _listed(steps: Sequence[str], language: str) -> str:
    """Join the names of fields as a person would."""
    codes = {step: f"step_{step}" for step in steps}
    names = [sentence(c, {}, language) if c in SENTENCES else step for step, c in codes.items()]
    if len(names) < 2:
        return "".join(names)
    return sentence("and", {"first": ", ".join(names[:-1]), "last": names[-1]}, language)
