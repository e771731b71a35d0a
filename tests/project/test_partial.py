"""After a decision only what it touches is worked out again, and it is what all of it would be."""

import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stories.months import Lists, deliver
from tests.stories.months import settings as month
from wijkcheck import matching, pipeline
from wijkcheck.pipeline import Checked, Run
from wijkcheck.project.decisions import Choice
from wijkcheck.rounds import Project

TABLES = [f.name for f in fields(Run) if f.type == "pd.DataFrame"]


def untidy() -> Lists:
    """Lists in which many pairs are for a person: no BSN, own numbers, other names, households."""
    lists = Lists.equal()
    for number in range(7000, 7080, 2):  # of team Noord
        key = str(number)
        lists.teams[key] = replace(lists.teams[key], bsn="", number=str(number + 5000))
    for number in range(7000, 7040, 4):
        lists.change("teams", number, given="J", postcode="1111 AA")
    for number in (7002, 7006, 7010, 7014):  # two pairs of twins whose given names do not tell
        home = {"family": "Zwaan", "born": date(2000, 1, number % 8), "postcode": "1234 AB"}
        lists.change("municipality", number, bsn="", given=f"J{number}", **home)
        lists.change("teams", number, given="J", **home)
    for number in range(7041, 7060, 4):
        lists.change("teams", number, hours="6")
    return lists


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Run]]:
    folder = tmp_path_factory.mktemp("partial")
    deliver(folder, untidy())
    with Project.new(folder / "t.wijkcheck", month(folder, 0), None) as project:
        yield project, project.reconcile()


@pytest.fixture
def project(first: tuple[Project, Run]) -> Iterator[Project]:
    """The project without decisions, before and after."""
    yield first[0]
    forget(first[0])


def forget(project: Project) -> None:
    with project.transaction():
        project.run("DELETE FROM decisions")


def checked(run: Run) -> Checked:
    about = (run.sources, run.not_delivered, run.records, run.columns, run.findings)
    return Checked(run.project, (), *about)


def choices(run: Run) -> list[Choice]:
    """Return what could be decided: of pairs taken and asked, of one side, of differences."""
    people = zip(run.person_pairs["left_id"], run.person_pairs["right_id"], strict=True)
    pairs = zip(run.pairs["left_id"][:20], run.pairs["right_id"][:20], strict=True)
    team = run.persons.query("side == 'team'")["record_id"].tolist()
    names = ["left_id", "right_id", "field", "kind"]
    about = run.differences[names].astype(object).where(run.differences[names].notna(), None)
    return [
        *(Choice("pair", v, *pair) for pair in people for v in ("same", "different")),
        *(Choice("pair", "different", *pair) for pair in pairs),
        *(Choice("person", "same", *pair) for pair in pairwise(team[:13])),
        *(Choice("difference", "team_right", *one) for one in about.itertuples(index=False)),
    ]


def assert_equal(one: Any, other: Any) -> None:
    """Hold two values to each other, down to the arrays in them."""
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other)
    elif isinstance(one, pd.Index | np.ndarray):
        np.testing.assert_array_equal(one, other)
    elif hasattr(one, "__dataclass_fields__"):
        for part in fields(one):
            assert_equal(getattr(one, part.name), getattr(other, part.name))
    elif isinstance(one, tuple):
        for a, b in zip(one, other, strict=True):
            assert_equal(a, b)
    else:
        assert one == other


def assert_runs_equal(one: Run, other: Run) -> None:
    for name in (*TABLES, "evidence"):
        assert_equal(getattr(one, name), getattr(other, name))


@settings(max_examples=8, deadline=None, suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_a_partial_run_equals_a_whole_one(
    first: tuple[Project, Run], project: Project, data: st.DataObject
) -> None:
    _, run = first
    could = choices(run)
    before = run
    for number in data.draw(st.lists(st.integers(0, len(could) - 1), max_size=4, unique=True)):
        project.decide(run, [could[number]])
        made = project.decisions()
        partial = pipeline.explain(checked(run), decisions=made, before=before)
        assert_runs_equal(partial, pipeline.explain(checked(run), decisions=made))
        assert partial.decided["state"].iloc[-1] in ("applied", "ambiguous", "solved")
        before = partial
    forget(project)


def test_no_decision_on_pairs_makes_the_model_look_again(
    first: tuple[Project, Run], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, run = first
    asked = run.person_pairs.query("status == 'review'").iloc[0]
    monkeypatch.setattr(sys.modules["wijkcheck.matching.person_pairs"], "score", None)
    monkeypatch.setattr(matching, "persons", None)
    project.decide(run, [Choice("pair", "same", asked["left_id"], asked["right_id"])])
    after = pipeline.explain(checked(run), decisions=project.decisions(), before=run)
    pairs = after.person_pairs.set_index(["left_id", "right_id"])
    assert pairs.loc[(asked["left_id"], asked["right_id"]), "status"] == "certain"


def test_what_the_model_saw_is_kept_to_the_last_bit(first: tuple[Project, Run]) -> None:
    project, run = first
    kept = project.results()
    assert kept is not None
    assert kept.evidence is not None
    assert_runs_equal(replace(run, head=None), kept)
