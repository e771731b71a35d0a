"""Pairs as the window shows them: whose they are, why, and which are alike."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wijkcheck.display import title
from wijkcheck.matching import explanation
from wijkcheck.pipeline import Run
from wijkcheck.records.fields import Side
from wijkcheck.records.identifiers import bsn_valid
from wijkcheck.records.models import TEXT
from wijkcheck.texts import SENTENCES, sentence
from wijkcheck.views.people import among, beside

_EVEN = 0.2
"""A runner-up that is this near makes a tie; the matching stage has its own, finer rule."""


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

    ``rows``: of the view's ``persons``; ``pairs``: ids of persons; ``clear``: those of them whose
    persons are in no other pair to review, so that they can be the same all at once; ``waiting``:
    how many differences wait for a judgement on these.
    """

    title: str
    rows: tuple[int, ...]
    pairs: tuple[tuple[str, str], ...]
    clear: tuple[tuple[str, str], ...]
    waiting: int


def person_rows(run: Run, first: pd.Series, people: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return the pairs of persons, and behind them the persons of either side that are in none.

    ``first``: each person's first record; ``people``: as ``people.brief``.
    """
    pairs = run.person_pairs
    pairs = pairs.assign(why=_why(run, first, language))
    alone = []
    for side, name in ((Side.MUNICIPALITY, "left_id"), (Side.TEAM, "right_id")):
        persons = run.persons.loc[run.persons["side"] == side, "person_id"].drop_duplicates()
        persons = persons[~among(persons, pairs[name])]
        alone.append(pd.DataFrame({name: persons, "status": f"only_{side}"}))
    pairs = pd.concat([pairs, *alone], ignore_index=True)
    pairs["runner_record"] = pairs["runner_up"].map(first)
    texts = ("left_id", "right_id", "why", "runner_record")
    pairs = pairs.astype(dict.fromkeys(texts, TEXT))
    return _placed(pairs, pairs["left_id"].map(first), pairs["right_id"].map(first), people)


def record_rows(run: Run, people: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of records."""
    return _placed(run.pairs, run.pairs["left_id"], run.pairs["right_id"], people)


def _placed(
    pairs: pd.DataFrame, left: pd.Series, right: pd.Series, people: pd.DataFrame
) -> pd.DataFrame:
    records = pd.DataFrame({"left_id": left, "right_id": right}, dtype=TEXT)
    shown = beside(records, people).rename(
        columns={"left_id": "left_record", "right_id": "right_record"}
    )
    return pd.concat([pairs, shown], axis=1)


def _why(run: Run, first: pd.Series, language: str) -> pd.Series:
    """Return why each pair of persons is left to a person; missing where it isn't."""
    pairs = run.person_pairs
    asked = pairs[pairs["status"].eq("review")]
    numbers = pd.concat([frame["bsn"] for frame in run.records.values()])
    one, other = (
        numbers.reindex(asked[name].map(first)).set_axis(asked.index)
        for name in ("left_id", "right_id")
    )
    reason = pd.Series("twins", index=asked.index, dtype=TEXT)
    tie = asked["margin"].lt(_EVEN) | asked["probability"].eq(0.5)
    reason = reason.mask(tie, "tie")
    reason = reason.mask((one == other) & ~bsn_valid(one), "bsn_invalid")
    reason = reason.mask(one.notna() & other.notna() & (one != other), "bsn")
    reason = reason.mask(asked["probability"].lt(0.5), "unlikely")
    told = {code: sentence(f"why_{code}", {}, language) for code in reason.unique()}
    return reason.map(told).reindex(pairs.index).astype(TEXT)


def weighed(run: Run, left_id: str, right_id: str, language: str) -> Weighed | None:
    """Return why two persons are taken to be the same or not; None if the model met no pair."""
    steps = run.evidence.steps(left_id, right_id) if run.evidence is not None else None
    return None if steps is None else _told(steps, language)


def _told(steps: pd.DataFrame, language: str) -> Weighed:
    named = [
        Step(_step_name(step, language), float(weight))
        for step, weight in zip(steps["step"], steps["weight"], strict=True)
    ]
    return Weighed(explanation(steps, language), tuple(named))


def _step_name(step: str, language: str) -> str:
    code = f"step_{step}"
    name = sentence(code, {}, language) if code in SENTENCES else title(step, language)
    return name[:1].upper() + name[1:]


def patterns(run: Run, language: str) -> list[Pattern]:
    """Return the pairs of persons to review, those that agree in the same way together."""
    asked = run.person_pairs[run.person_pairs["status"].eq("review")]
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
    return sorted(groups, key=lambda pattern: (-len(pattern.pairs), pattern.title))


def _pattern(
    name: str, pairs: pd.DataFrame, alone: pd.Series, waiting: Mapping[str, int]
) -> Pattern:
    persons = [*pairs["left_id"].unique(), *pairs["right_id"].unique()]
    return Pattern(
        name,
        tuple(pairs.index),
        _ids(pairs),
        _ids(pairs[alone[pairs.index]]),
        sum(waiting.get(person, 0) for person in persons),
    )


def _ids(pairs: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    return tuple(zip(pairs["left_id"], pairs["right_id"], strict=True))


def judged(run: Run) -> dict[tuple[str, str], str]:
    """Return the verdicts on pairs of persons that hold, by their ids."""
    found = run.decided
    found = found[found["subject"].eq("pair") & found["state"].eq("applied")]
    own = run.persons.set_index("record_id")["person_id"]
    left, right = (own.reindex(found[f"{side}_id"]) for side in ("left", "right"))
    return dict(zip(zip(left, right, strict=True), found["verdict"], strict=True))


def _waiting(run: Run) -> Mapping[str, int]:
    """Return how many differences of each person wait for a judgement."""
    waiting = run.differences[run.differences["cause"].eq("te_beoordelen")]
    own = run.persons.set_index("record_id")["person_id"]
    ids = [*waiting["left_id"].dropna(), *waiting["right_id"].dropna()]
    counts = own.reindex(ids).value_counts()
    return {str(person): int(count) for person, count in counts.items()}
