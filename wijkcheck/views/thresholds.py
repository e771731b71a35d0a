"""The odds of all pairs at once: how they are spread, and what thresholds on them would do."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.matching import SAME, STOPS
from wijkcheck.tables import Rows, Table

MEASURES = ("probability", "weight")
_BINS = 40
_WIDE = (-20.0, 60.0)  # bits: what lies beyond stands in the first or last bar
_RULES = ("bsn", "toewijzingnummer", "clientnummer", "decision")
_GROUPS = (SAME, ("review",), ("rejected",))


@dataclass(frozen=True)
class Bin:
    """A bar of the distribution: from ``low`` up to ``high``, and how many pairs of each status."""

    low: float
    high: float
    taken: int
    review: int
    rejected: int


@dataclass(frozen=True)
class Consequences:
    """What two thresholds would decide; rows are of the view's ``persons``.

    ``same``: pairs at or above the upper one that become certain, ``confirmed`` of them were
    probable already; ``different``: pairs below the lower one that become rejected. ``review``:
    how many stay to be reviewed, ``held`` of them though they lie above: a hard stop, or a rival
    that lies above as well. ``wrong`` and ``missed``: how many of ``same`` and of ``different``
    are wrong by their own probabilities.
    """

    same: Rows
    different: Rows
    confirmed: int
    review: int
    held: int
    wrong: float
    missed: float


class Scores:
    """The pairs of persons with their odds; certain links by a rule take part in the picture only.

    Certain links that the model never met have no weight, and stand in no bar of it.
    """

    def __init__(self, persons: Table) -> None:
        names = ["left_id", "right_id", "probability", "weight", "basis", "status", "why"]
        pairs = persons.frame(np.arange(persons.size), names)
        pairs = pairs[pairs["probability"].notna()]
        self._rows = pairs.index.to_numpy()
        by_rule = pairs["basis"].isin(_RULES)
        pairs["weight"] = pairs["weight"].mask(by_rule & pairs["weight"].eq(0))
        self._values = {name: pairs[name].to_numpy(float) for name in MEASURES}
        self._status = pairs["status"].to_numpy(str)
        self._stop = pairs["why"].isin(STOPS).to_numpy(bool)
        self._free = (~by_rule & pairs["status"].ne("rejected")).to_numpy(bool)
        taken = pairs["status"].isin(SAME).to_numpy(bool)
        self._left, self._right = (
            pd.factorize(pairs[name])[0].astype(np.int64) for name in ("left_id", "right_id")
        )
        # A person who is taken already is nobody else's.
        self._spoken = np.isin(self._left, self._left[taken]) | np.isin(
            self._right, self._right[taken]
        )
        self._spoken &= ~taken

    def bins(self, measure: str) -> list[Bin]:
        """Return the distribution of a measure."""
        low, high = self.span(measure)
        edges = np.linspace(low, high, _BINS + 1)
        values = np.clip(self._values[measure], low, high)
        counts = [
            np.histogram(values[np.isin(self._status, group) & ~np.isnan(values)], edges)[0]
            for group in _GROUPS
        ]
        rows = zip(
            edges[:-1].tolist(), edges[1:].tolist(), *map(np.ndarray.tolist, counts), strict=True
        )
        return [Bin(*row) for row in rows]

    @staticmethod
    def span(measure: str) -> tuple[float, float]:
        """Return the least and greatest value that a threshold can have."""
        return (0.0, 1.0) if measure == "probability" else _WIDE

    def consequences(self, measure: str, lower: float, upper: float) -> Consequences:
        """Return what would be decided: same from ``upper`` on, different below ``lower``."""
        values = self._values[measure]
        above = self._free & (values >= upper)
        claim = above & ~self._stop & ~self._spoken & (self._status != "certain")
        sole = _once(self._left, claim) & _once(self._right, claim)
        same = claim & sole
        different = self._free & (values < lower)
        review = (self._status == "review") & ~same & ~different
        odds = self._values["probability"]
        return Consequences(
            same=self._rows[same],
            different=self._rows[different],
            confirmed=int((same & (self._status == "probable")).sum()),
            review=int(review.sum()),
            held=int((review & above).sum()),
            wrong=float((1 - odds[same]).sum()),
            missed=float(odds[different].sum()),
        )


def _once(who: NDArray[np.int64], claim: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which pairs are the only claim on a person."""
    claims = np.bincount(who[claim], minlength=int(who.max(initial=-1)) + 1)
    result: NDArray[np.bool_] = claims[who] == 1
    return result
