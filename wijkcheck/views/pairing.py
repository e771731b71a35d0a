"""Pairs as the window weighs them: why each is one, which are alike, what else would fit."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkcheck.display import title
from wijkcheck.matching import explanation
from wijkcheck.pipeline import Run
from wijkcheck.records.models import TEXT
from wijkcheck.tables import Table
from wijkcheck.texts import SENTENCES, sentence
from wijkcheck.views.packed import Packed
from wijkcheck.views.partners import clients, near
from wijkcheck.views.thresholds import Scores


@dataclass(frozen=True)
class Step:
    """One step of a pair's waterfall, in bits."""

    name: str
    weight: float


@dataclass(frozen=True)
class Weighed:
    """Why a pair is one: the sentence, and the steps that add up to its weight."""

    sentence: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Pattern:
    """Pairs to review that agree in the same way.

    ``rows``: of the view's ``persons``; ``clear``: those of them whose persons are in no other
    pair to review, so that they can be the same all at once; ``waiting``: how many differences
    wait for a judgement on these.
    """

    title: str
    rows: tuple[int, ...]
    clear: tuple[int, ...]
    waiting: int


@dataclass(frozen=True)
class Pairing:
    """What can be asked about the pairs of a run; ``persons`` and ``pairs`` as a view has them."""

    packed: Packed
    language: str
    persons: Table
    pairs: Table

    def weighed(self, left_id: str, right_id: str) -> Weighed | None:
        """Return why two persons are the same or not; None if the model met no such pair."""
        evidence = self.packed.bare.evidence
        steps = evidence.steps(left_id, right_id) if evidence is not None else None
        if steps is None:
            return None
        named = [
            Step(_step_name(step, self.language), float(weight))
            for step, weight in zip(steps["step"], steps["weight"], strict=True)
        ]
        return Weighed(explanation(steps, self.language), tuple(named))

    def patterns(self) -> list[Pattern]:
        """Return the pairs of persons to review by what speaks for and against, the largest first.

        Takes a second per thousand ways in which pairs agree.
        """
        run = self.packed.run("person_pairs", "persons", "differences")
        return _patterns(run, self.language)

    def marks(self, kind: str, others: Mapping[tuple[str, str], str]) -> dict[int, str]:
        """Return the verdicts on ``persons`` or ``pairs`` by row: those that hold, and others."""
        table = self.persons if kind == "persons" else self.pairs
        verdicts = {**_judged(self.packed), **others}
        if not verdicts:
            return {}
        ids = table.frame(np.arange(table.size), ["left_id", "right_id"])
        told = pd.DataFrame([(*pair, verdict) for pair, verdict in verdicts.items()])
        told.columns = pd.Index(["left_id", "right_id", "verdict"])
        found = ids.reset_index().merge(told, on=["left_id", "right_id"])
        return dict(zip(found["index"].tolist(), found["verdict"].tolist(), strict=True))

    def scores(self) -> Scores:
        """Return the odds of all pairs of persons."""
        return Scores(self.persons)

    def clients(self) -> Table:
        """Return all clients of both sides, as ``partners.clients`` says."""
        run = self.packed.run("records", "persons", "person_pairs")
        return clients(run, self.packed.people.pandas(), self.language)

    @staticmethod
    def near(table: Table, person_id: str, side: str) -> Table:
        """Return the ``clients`` of a side that have most in common with one, nearest first."""
        return near(table, person_id, side)


def _step_name(step: str, language: str) -> str:
    code = f"step_{step}"
    name = sentence(code, {}, language) if code in SENTENCES else title(step, language)
    return name[:1].upper() + name[1:]


def _patterns(run: Run, language: str) -> list[Pattern]:
    asked = run.person_pairs[run.person_pairs["status"].eq("review")]
    asked = asked[asked["basis"].ne("decision")]  # of those somebody was unsure, one by one
    if run.evidence is None or not len(asked):
        return []
    found = run.evidence.patterns(asked["left_id"].to_list(), asked["right_id"].to_list())
    told = {
        number: explanation(run.evidence.steps_of(int(number)), language)
        for number in set(found.tolist())
        if number >= 0
    }
    titles = pd.Series(found, index=asked.index).map(told).dropna()
    alone = ~asked["left_id"].duplicated(keep=False) & ~asked["right_id"].duplicated(keep=False)
    waiting = _waiting(run)
    groups = [
        _pattern(str(name), asked.loc[rows.index], alone, waiting)
        for name, rows in titles.groupby(titles)
    ]
    return sorted(groups, key=lambda pattern: (-len(pattern.rows), pattern.title))


def _pattern(
    name: str, pairs: pd.DataFrame, alone: pd.Series, waiting: Mapping[str, int]
) -> Pattern:
    persons = [*pairs["left_id"].unique(), *pairs["right_id"].unique()]
    return Pattern(
        name,
        tuple(pairs.index.tolist()),
        tuple(pairs.index[alone[pairs.index]].tolist()),
        sum(waiting.get(person, 0) for person in persons),
    )


def _judged(packed: Packed) -> dict[tuple[str, str], str]:
    """Return the verdicts on pairs of persons or of records that hold, by their ids."""
    decided = packed.bare.decided
    found = decided[decided["state"].eq("applied") & decided["subject"].isin(["pair", "person"])]
    if not len(found):
        return {}
    own = packed.run("persons").persons.set_index("record_id")["person_id"]
    of_records = found["kind"].eq("record")
    left, right = (
        found[f"{side}_id"].where(of_records, own.reindex(found[f"{side}_id"]).to_numpy())
        for side in ("left", "right")
    )
    return dict(zip(zip(left, right, strict=True), found["verdict"], strict=True))


def _waiting(run: Run) -> Mapping[str, int]:
    """Return how many differences of each person wait for a judgement."""
    waiting = run.differences[run.differences["cause"].eq("te_beoordelen")]
    own = run.persons.set_index("record_id")["person_id"]
    ids = pd.Series([*waiting["left_id"].dropna(), *waiting["right_id"].dropna()], dtype=TEXT)
    counts = own.reindex(ids).value_counts()
    return {str(person): int(count) for person, count in counts.items()}
