"""link() and dedupe(): the engine on any two tables, or one."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkcheck.errors import WijkCheckError
from wijkcheck.matching.assign import (
    CERTAIN,
    EXCLUSIVE,
    REVIEW,
    Rivals,
    best_whole,
    rivals,
    statuses,
)
from wijkcheck.matching.blocking import PassReport
from wijkcheck.matching.clusters import clusters
from wijkcheck.matching.estimate import Estimate, Measured, estimate, measure
from wijkcheck.matching.explain import Evidence, evidence
from wijkcheck.matching.levels import Reals
from wijkcheck.matching.partners import believe
from wijkcheck.matching.preparing import Fields, prepare
from wijkcheck.matching.sampling import SIZE, judged, sheet
from wijkcheck.matching.scoring import Believed, Scored, score
from wijkcheck.matching.similarity import Ints
from wijkcheck.matching.tables import SAME, empty_pairs
from wijkcheck.matching.teaching import taught
from wijkcheck.matching.weights import weights_table
from wijkcheck.progress import Progress, silent
from wijkcheck.records.models import TEXT

FLOOR = -10.0
"""Log2 odds below which a pair takes no part: one in a thousand, far below what is reviewed."""


@dataclass(frozen=True)
class Linked:
    """A linkage with what explains it.

    ``clusters``: ``id, cluster`` for every record, of ``dedupe`` only. ``passes``: what each
    blocking pass gave; none where the tables were small enough to compare whole. ``measured``: by
    the labels that were given. ``sample``: the pairs to judge that were asked for.
    """

    pairs: pd.DataFrame
    evidence: Evidence
    estimate: Estimate
    passes: tuple[PassReport, ...]
    clusters: pd.DataFrame | None = None
    measured: Measured | None = None
    sample: pd.DataFrame | None = None

    @property
    def weights(self) -> pd.DataFrame:
        """Return the weights that were used, as a WeightTable."""
        return weights_table(self.evidence.weights)


def link(
    left: pd.DataFrame,
    right: pd.DataFrame,
    fields: Fields,
    assignment: str = "many_to_many",
    progress: Progress = silent,
    labels: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find which records of two tables are the same: the pairs of ``linkage``."""
    return linkage(left, right, fields, assignment, progress, labels).pairs


def linkage(
    left: pd.DataFrame,
    right: pd.DataFrame,
    fields: Fields,
    assignment: str = "many_to_many",
    progress: Progress = silent,
    labels: pd.DataFrame | None = None,
    sample: int = 0,
) -> Linked:
    """Find which records of two tables are the same.

    ``fields``: column, or (left column, right column), to its kind (``LinkKind``); ids are the
    index labels. ``assignment``: ``one_to_one``, ``one_to_many`` (a left record may have many
    partners) or ``many_to_many``. The Pairs have probability ≥ 0.05 and are sorted by ids.
    ``labels``: a sample of these tables that was filled in, from which the weights learn.
    ``sample``: how many pairs to draw for one.

    Raises:
        WijkCheckError: unknown column, kind or assignment, ids that are not unique, or labels that
            cannot be used.
        Cancelled: when ``progress`` says so.
    """
    if assignment not in EXCLUSIVE:
        allowed = ", ".join(EXCLUSIVE)
        raise WijkCheckError("link_no_assignment", assignment=assignment, allowed=allowed)
    left, right = _by_id(left, "left"), _by_id(right, "right")
    sizes, exclusive = (len(left), len(right)), EXCLUSIVE[assignment]
    scored = score(prepare(left, right, fields), progress, within=False, one=exclusive)
    prior = scored.weights.prior

    def believed(some: Scored) -> Believed:
        kept = np.flatnonzero(some.log_odds[some.pattern] > FLOOR)
        odds = some.log_odds[some.pattern[kept]]
        belief = believe(some.left[kept], some.right[kept], odds, prior, sizes, exclusive)
        return Believed(some, kept, belief.probability)

    first = believed(scored)
    known = judged(labels, scored, left.index, right.index, within=False)
    last = believed(taught(first, known)) if known else first
    scored, kept = last.scored, last.kept
    pair_left, pair_right = scored.left[kept], scored.right[kept]
    odds = scored.log_odds[scored.pattern[kept]]
    found = rivals(pair_left, pair_right, last.probability, assignment)
    worth = found.probability >= REVIEW
    chosen = np.zeros(len(kept), dtype=bool)
    chosen[worth] = best_whole(pair_left[worth], pair_right[worth], odds[worth], assignment)
    status = statuses(found, chosen)
    taken = np.isin(status, SAME)
    seen = evidence(scored, kept, left.index, right.index)
    return Linked(
        pairs_table(seen, np.arange(len(kept)), found, status),
        seen,
        estimate(scored, kept, found.probability, taken),
        scored.candidates.reports,
        measured=measure(first.everywhere(), kept[taken], known) if known else None,
        sample=sheet(first, sample, left, right, fields) if sample else None,
    )


def dedupe(
    records: pd.DataFrame,
    fields: Fields,
    progress: Progress = silent,
    labels: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find which records of one table are the same: pairs and clusters of ``deduplication``."""
    found = deduplication(records, fields, progress, labels)
    assert found.clusters is not None  # noqa: S101 - a dedupe always has them
    return found.pairs, found.clusters


def deduplication(
    records: pd.DataFrame,
    fields: Fields,
    progress: Progress = silent,
    labels: pd.DataFrame | None = None,
    sample: int = 0,
) -> Linked:
    """Find which records of one table are the same.

    Each pair is named once, ``left_id < right_id`` as text; ``cluster`` is the first id in it.
    Certain and probable pairs are exactly those within a cluster. ``labels`` and ``sample`` as in
    ``linkage``.

    Raises:
        WijkCheckError: unknown column or kind, ids that are not unique, or labels that cannot be
            used.
        Cancelled: when ``progress`` says so.
    """
    records = _by_id(records, "left")
    ids = records.index
    scored = score(prepare(records, records, fields), progress, within=True)

    def believed(some: Scored) -> Believed:
        odds = some.log_odds[some.pattern]
        kept = np.flatnonzero(odds > FLOOR)
        return Believed(some, kept, 1 / (1 + np.exp2(-odds[kept])))

    first = believed(scored)
    known = judged(labels, scored, ids, ids, within=True)
    last = believed(taught(first, known)) if known else first
    scored, kept = last.scored, last.kept
    left, right = scored.left[kept], scored.right[kept]
    cluster, joined = clusters(len(ids), left, right, scored.log_odds[scored.pattern[kept]])
    taken = cluster[left] == cluster[right]
    seen = evidence(scored, kept, ids, ids)
    return Linked(
        _within(seen, joined, cluster),
        seen,
        estimate(scored, kept, _through(left, right, last.probability, joined), taken),
        scored.candidates.reports,
        pd.DataFrame({"id": ids, "cluster": ids[cluster]}).astype(TEXT),
        measure(first.everywhere(), kept[taken], known) if known else None,
        sheet(first, sample, records, records, fields) if sample else None,
    )


def sample(
    left: pd.DataFrame,
    right: pd.DataFrame | None,
    fields: Fields,
    size: int = SIZE,
    progress: Progress = silent,
) -> pd.DataFrame:
    """Draw pairs for a person to judge: of two tables, or within one where ``right`` is None.

    Columns ``left_id, right_id``, the fields of both (``surname left, surname right``) and an empty
    ``same`` for yes or no. The engine's opinion is not in it. Filled in, it is what ``link`` and
    ``dedupe`` take as ``labels``; rows left empty say nothing.
    """
    if right is None:
        found = deduplication(left, fields, progress, sample=size)
    else:
        found = linkage(left, right, fields, progress=progress, sample=size)
    assert found.sample is not None  # noqa: S101 - it was asked for
    return found.sample


def _by_id(frame: pd.DataFrame, side: str) -> pd.DataFrame:
    """Sort by id as text: nothing may depend on the order of the rows."""
    ids = frame.index.astype("str").astype(TEXT)
    if not ids.is_unique:
        raise WijkCheckError("link_double_id", count=int(ids.duplicated().sum()), side=side)
    frame = frame.set_axis(ids, axis=0)
    return frame.sort_index(kind="stable")


def pairs_table(seen: Evidence, kept: Ints, found: Rivals, status: np.ndarray) -> pd.DataFrame:
    """Return the Pairs table of the pairs ``kept`` of those seen whose status is not empty."""
    rows = np.flatnonzero(status != "")
    if not len(rows):
        return empty_pairs()
    at = kept[rows]
    none = found.runner_up[rows] < 0
    left_ids, right_ids = seen.left_ids.to_numpy(), seen.right_ids.to_numpy()
    runner_up = pd.Series(right_ids[np.where(none, 0, found.runner_up[rows])]).mask(none)
    table = pd.DataFrame(
        {
            "left_id": left_ids[seen.left[at]],
            "right_id": right_ids[seen.right[at]],
            "probability": found.probability[rows],
            "weight": np.round(seen.log_odds[seen.pattern[at]], 2),
            "basis": basis(seen, seen.pattern[at]),
            "status": status[rows],
            "runner_up": runner_up,
            "margin": found.margin[rows],
        }
    )
    text = ["left_id", "right_id", "basis", "status", "runner_up"]
    return table.astype(dict.fromkeys(text, TEXT))


def basis(seen: Evidence, pattern: Ints) -> np.ndarray:
    """Return per pair the fields that agree, separated by a space."""
    distinct, inverse = np.unique(pattern, return_inverse=True)
    words = np.full(len(distinct), "", dtype=object)
    for i, field in enumerate(seen.weights.fields):
        level = seen.levels[distinct, i]
        agrees = (level >= 0) & (field.level_class[level] == 0)
        words[agrees] = words[agrees] + f" {field.name}"
    stripped = np.array([w.strip() for w in words], dtype=object)
    return stripped[inverse]


def _through(left: Ints, right: Ints, probability: Reals, joined: dict[str, np.ndarray]) -> Reals:
    """Return the probabilities of pairs, of those joined through others that of the way there."""
    through = (joined["left"] << 32) | joined["right"]
    order = np.argsort(through)
    pairs = (left << 32) | right
    at = np.searchsorted(through[order], pairs).clip(0, max(0, len(order) - 1))
    if not len(order):
        return probability
    way = 1 / (1 + np.exp2(-joined["odds"][order][at]))
    result: Reals = np.where(through[order][at] == pairs, way, probability)
    return result


def _within(seen: Evidence, joined: dict[str, np.ndarray], cluster: Ints) -> pd.DataFrame:
    """Return dedupe's Pairs: all within clusters, and what is to be reviewed between them."""
    odds = seen.log_odds[seen.pattern]
    probability = np.round(1 / (1 + np.exp2(-np.clip(odds, -60, 60))), 6)
    same = cluster[seen.left] == cluster[seen.right]
    status = np.where(probability >= CERTAIN, "certain", "probable")
    status = np.where(same, status, np.where(probability >= REVIEW, "review", ""))
    status[same & (odds <= 0)] = ""  # in its cluster through others, so among those joined
    none = np.full(len(odds), np.nan)
    found = Rivals(probability, np.full(len(odds), -1), none, none)
    direct = pairs_table(seen, np.arange(len(odds)), found, status)
    if not len(joined["left"]):
        return direct
    names = seen.left_ids.to_numpy()
    through = pd.DataFrame(
        {
            "left_id": names[joined["left"]],
            "right_id": names[joined["right"]],
            "probability": np.round(1 / (1 + np.exp2(-joined["odds"])), 6),
            "weight": np.round(joined["odds"], 2),
            "basis": "cluster",
            "status": "probable",
            "runner_up": pd.Series([None] * len(joined["left"]), dtype=TEXT),
            "margin": np.nan,
        }
    ).astype(dict.fromkeys(("left_id", "right_id", "basis", "status"), TEXT))
    both = pd.concat([direct, through], ignore_index=True)
    return both.sort_values(["left_id", "right_id"], ignore_index=True)
