"""A blind sample of pairs for people to judge, and what they made of it.

Drawn at random within bands of probability, so that the few doubtful pairs are in it as well; the
sheet tells no probability, nor stands it in their order. The same tables and fields give the same
sample, and a larger one holds the smaller.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.errors import WijkCheckError
from wijkcheck.matching.levels import Reals
from wijkcheck.matching.preparing import Fields, as_text
from wijkcheck.matching.scoring import Believed, Scored
from wijkcheck.matching.similarity import Bools, Ints
from wijkcheck.records.folding import fold
from wijkcheck.records.models import TEXT

EDGES = np.array([0.001, 0.05, 0.5, 0.9, 0.99])
"""Probabilities between the bands: those of the statuses, and two more where much lies."""
SHARES = np.array([0.05, 0.15, 0.2, 0.15, 0.15, 0.3])
"""What part of the sample each band gets: half is where a judgement can change most, a third where
nearly all pairs that are taken lie; of the millions at the bottom a few, to be warned."""
SIZE = 200
"""Pairs in a sample: an afternoon's work, after which labels gain little (docs/matching.md)."""
YES = frozenset({"1", "j", "ja", "y", "yes", "true", "waar", "same"})
NO = frozenset({"0", "n", "nee", "no", "false", "onwaar", "different"})


@dataclass(frozen=True)
class Judged:
    """Candidates (their numbers) and whether a person calls them the same; each once."""

    candidate: Ints
    same: Bools


def bands(probability: Reals) -> Ints:
    """Return the band of each candidate by its probability, the lowest 0."""
    return np.searchsorted(EDGES, probability, side="right").astype(np.int64)


def draw(band: Ints, size: int) -> Ints:
    """Return the numbers of ``size`` candidates, drawn within bands, in random order."""
    random = np.random.Generator(np.random.PCG64(20260703))
    chance = random.random(len(band))
    drawn = []
    for number, want in enumerate(_wanted(np.bincount(band, minlength=len(SHARES)), size)):
        rows = np.flatnonzero(band == number)
        drawn.append(rows[np.argsort(chance[rows], kind="stable")[:want]])
    return random.permutation(np.sort(np.concatenate(drawn)))


def _wanted(there: Ints, size: int) -> Ints:
    """Return how many to draw of each band; what a small band lacks goes to the others."""
    wanted = np.zeros(len(there), dtype=np.int64)
    for _ in range(min(size, int(there.sum()))):  # one by one, so that a larger sample has no less
        wanted[np.argmin(np.where(wanted < there, (wanted + 0.5) / SHARES, np.inf))] += 1
    return wanted


def sheet(
    believed: Believed, size: int, left: pd.DataFrame, right: pd.DataFrame, fields: Fields
) -> pd.DataFrame:
    """Return pairs to judge: ``left_id, right_id``, each field of both, an empty ``same``.

    Only the fields that are compared: no more personal data than the question needs.
    """
    scored, drawn = believed.scored, draw(bands(believed.everywhere()), size)
    rows = {"left": scored.left[drawn], "right": scored.right[drawn]}
    columns: dict[str, Any] = {
        "left_id": left.index[rows["left"]],
        "right_id": right.index[rows["right"]],
    }
    for column in fields:
        names = column if isinstance(column, tuple) else (column, column)
        for side, frame, name in zip(rows, (left, right), names, strict=True):
            columns[f"{name} {side}"] = frame[name].to_numpy()[rows[side]]
    table = pd.DataFrame(columns)
    return table.assign(same=pd.Series([None] * len(table), dtype=TEXT))


def judged(
    labels: pd.DataFrame | None,
    scored: Scored,
    left: pd.Index,
    right: pd.Index,
    *,
    within: bool,
) -> Judged | None:
    """Return what a sheet that was filled in says of the candidates; None without a sheet.

    Cells that were left empty say nothing.

    ``within``: both sides are the same records, of which a pair is named once.

    Raises:
        WijkCheckError: a column lacks, nothing was filled in, a cell says neither yes nor no, a
            pair is no candidate, or two rows say different things of one pair.
    """
    if labels is None:
        return None
    lacking = [name for name in ("left_id", "right_id", "same") if name not in labels]
    if lacking:
        raise WijkCheckError("labels_no_column", column=lacking[0])
    said = fold(as_text(labels["same"]))
    labels, said = labels[said.notna()], said.dropna()
    if not len(labels):
        raise WijkCheckError("labels_none")
    _none_of(~said.isin(YES | NO), "labels_unclear")
    a, b = (
        own.get_indexer(pd.Index(as_text(labels[name]))).astype(np.int64)
        for name, own in (("left_id", left), ("right_id", right))
    )
    if within:
        a, b = np.minimum(a, b), np.maximum(a, b)
    at = _candidates(scored, a, b)
    _none_of(pd.Series(at < 0, index=labels.index), "labels_no_pair")
    table = pd.DataFrame({"at": at, "same": said.isin(YES)}, index=labels.index)
    first = table.groupby("at")["same"].transform("first")
    _none_of(table["same"] != first, "labels_contradict")
    table = table.drop_duplicates("at").sort_values("at")
    return Judged(table["at"].to_numpy(), table["same"].to_numpy())


def _none_of(wrong: pd.Series, code: str) -> None:
    if wrong.any():
        raise WijkCheckError(code, row=wrong.idxmax(), count=int(wrong.sum()))


def _candidates(scored: Scored, left: Ints, right: Ints) -> Ints:
    """Return which candidate each pair of record numbers is, −1 where it is none."""
    keys, wanted = (scored.left << 32) | scored.right, (left << 32) | right
    if not len(keys):
        return np.full(len(wanted), -1)
    at = np.searchsorted(keys, wanted).clip(0, len(keys) - 1)
    found: Ints = np.where((left >= 0) & (right >= 0) & (keys[at] == wanted), at, -1)
    return found
