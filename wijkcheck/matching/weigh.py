"""How much agreement and difference weigh: Fellegi–Sunter with six kinds of pair.

A pair of records is the same person at one address, the same person who moved, relatives in one
house (address as a match; surname mostly, and what else they share), relatives who live apart,
others in one house, or strangers. Within each, fields are independent; what ties them together (a
move changes four fields at once, a family shares six) is in the kinds, not in the weights. Without
address fields there are only the first and the last. Strangers too can live in one street, those of
one postcode area live in one place, and those of one given name are of one sex: what leans on
another field (address fields on the anchor: postcode, else street, else place) has rates of its own
where that is alike.

See docs/matching.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any

import numpy as np
import numpy.typing as npt

from wijkcheck.matching.levels import FieldModel, Levels, Reals


@dataclass(frozen=True)
class Patterns:
    """Distinct combinations of levels (rows × fields, int8) and how many candidates have each."""

    levels: Levels
    counts: npt.NDArray[np.int64]


def alike(field: FieldModel, level: Levels, classes: int = 1) -> npt.NDArray[np.bool_]:
    """Tell which levels of a field are in its first ``classes``."""
    found: npt.NDArray[np.bool_] = (level >= 0) & (field.level_class[level] < classes)
    return found


@dataclass(frozen=True)
class Weights:
    """The model: per field the probabilities of its levels, and of the four kinds of pair."""

    fields: tuple[FieldModel, ...]
    m: tuple[Reals, ...]
    u: tuple[Reals, ...]
    relative: tuple[Reals, ...]
    housemate: tuple[Reals, ...]
    away: tuple[Reals, ...]  # of an address field: two records of those who live apart since
    matched: float
    moved: float
    relatives: float  # of one name mostly, in one house or no longer
    apart: float  # the share of relatives that live apart
    housemates: float  # others in one house
    u_near: tuple[Reals, ...]  # strangers that are alike in the field on which this one leans
    leans: tuple[int, ...]  # which field that is, −1 for none

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Weights":
        """Return the model of which ``asdict`` made this, with lists for arrays."""
        fields = tuple(FieldModel.of(field) for field in told["fields"])
        tables = {
            name: tuple(np.array(table, dtype=np.float64) for table in told[name])
            for name in ("m", "u", "relative", "housemate", "away", "u_near")
        }
        return cls(**{**told, **tables, "fields": fields, "leans": tuple(told["leans"])})

    @classmethod
    def form(cls) -> list[str]:
        """Return of what a model consists: one that was kept in another form is none."""
        return [part.name for kind in (cls, FieldModel) for part in dataclass_fields(kind)]

    @property
    def prior(self) -> float:
        """Return log2 of the odds of a match before anything is seen."""
        return float(np.log2(self.matched / (1 - self.matched)))

    @property
    def strangers(self) -> float:
        """Return the share of pairs that have nothing to do with each other."""
        return 1 - self.matched - self.relatives - self.housemates

    def _strange(self, levels: Levels) -> Reals:
        strange = _log_sum(self.u, levels)
        for i, on in enumerate(self.leans):
            if on >= 0:
                close = alike(self.fields[on], levels[:, on], self.fields[i].told)
                strange[close, i] = _log_sum(self.u_near[i : i + 1], levels[close, i : i + 1])[:, 0]
        return strange

    def by_field(self, levels: Levels) -> tuple[Reals, Reals]:
        """Return per pattern and field the log probability among matches, and among strangers."""
        return _log_sum(self.m, levels), self._strange(levels)

    def kinds(self, levels: Levels) -> Reals:
        """Return per pattern the log probability of each of the six kinds, with its pattern.

        The first two are matches.
        """
        home = np.array([f.address for f in self.fields], dtype=bool)
        strange = self._strange(levels)
        own, kin, other = (
            _log_sum(table, levels)[:, ~home].sum(1)
            for table in (self.m, self.relative, self.housemate)
        )
        here, gone = (_log_sum(table, levels)[:, home].sum(1) for table in (self.m, self.away))
        with np.errstate(divide="ignore"):
            kinds = np.stack(
                [
                    np.log(self.matched * (1 - self.moved)) + own + here,
                    np.log(self.matched * self.moved) + own + gone,
                    np.log(self.relatives * (1 - self.apart)) + kin + here,
                    np.log(self.relatives * self.apart) + kin + gone,
                    np.log(self.housemates) + other + here,
                    np.log(self.strangers) + strange.sum(1),
                ],
                axis=1,
            )
        result: Reals = kinds
        return result

    def log_odds(self, levels: Levels) -> Reals:
        """Return per pattern log2 of the odds that it is a match."""
        kinds = self.kinds(levels)
        odds: Reals = (
            np.logaddexp(kinds[:, 0], kinds[:, 1]) - np.logaddexp.reduce(kinds[:, 2:], axis=1)
        ) / np.log(2)
        return odds


def _log_sum(tables: Sequence[Reals], levels: Levels) -> Reals:
    """Return the log probability of each level, 0 where it says nothing (level −1)."""
    return np.stack(
        [
            np.append(np.log(np.maximum(table, 1e-15)), 0.0)[levels[:, i]]
            for i, table in enumerate(tables)
        ],
        axis=1,
    )
