"""Exports that the demo does not have, through the whole pipeline and held against their keys."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.stories.exports import Export, ggm, several_teams, whole_names
from wijkcheck.pipeline import Run, reconcile
from wijkcheck.project import read_project

Make = Callable[[Path], Export]
Story = tuple[Export, Run]
_GROUP = ["measure", "period_rule", "team"]


@pytest.fixture(scope="module", params=[whole_names, ggm, several_teams])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Story:
    make: Make = request.param
    export = make(tmp_path_factory.mktemp(make.__name__))
    return export, reconcile(read_project(export.project))


def record(record_id: object) -> tuple[str, int] | None:
    if pd.isna(record_id):  # type: ignore[call-overload]
        return None
    kind, *_, row = str(record_id).split(":")
    return kind, int(row)


def test_every_source_is_used(story: Story) -> None:
    _, run = story
    assert {s.source: s.error for s in run.sources if s.status != "used"} == {}
    assert not any(run.not_delivered.values())


def test_the_same_records_are_paired(story: Story) -> None:
    export, run = story
    same = run.pairs[run.pairs["status"].isin(["certain", "probable"])]
    found = {
        (*(record(left) or ("", 0)), (record(right) or ("", 0))[1])
        for left, right in zip(same["left_id"], same["right_id"], strict=True)
    }
    assert found == export.pairs


def test_what_differs_is_told_and_nothing_else(story: Story) -> None:
    export, run = story
    table = run.differences
    found = {
        (kind, "" if pd.isna(name) else name, record(left), record(right))
        for kind, name, left, right in zip(
            table["kind"], table["field"], table["left_id"], table["right_id"], strict=True
        )
    }
    assert found == export.differences


def test_the_figures_are_those_of_the_lists(story: Story) -> None:
    export, run = story
    values = ["municipality_value", "team_value"]
    found = {
        tuple(line[:3]): tuple(line[3:])
        for line in run.figures[_GROUP + values].itertuples(index=False, name=None)
    }
    assert found == export.figures


def test_the_bridges_close(story: Story) -> None:
    _, run = story
    steps = run.bridge.groupby(_GROUP)["amount"].sum()
    deltas = run.figures.set_index(_GROUP)["delta"]
    assert steps.reindex(deltas.index, fill_value=0).astype(int).equals(deltas.astype(int))


def test_what_breaks_a_rule_is_found(story: Story) -> None:
    export, run = story
    sides = {
        record_id: side.value
        for (side, _), table in run.records.items()
        for record_id in table.index
    }
    found = {
        (sides[line.record_id], record(line.record_id), line.field, line.rule)
        for line in run.findings.itertuples()
        if line.record_id in sides
    }
    assert export.findings <= found


def test_no_cell_is_unreadable(story: Story) -> None:
    _, run = story
    for table in run.records.values():
        assert table["unreadable"].isna().all()
