from datetime import date
from typing import Any

import pandas as pd
import pytest

from tests.figures.counting_worlds import (
    CLIENTEN,
    SETTINGS,
    TOEWIJZINGEN,
    Record,
    World,
    figures_of,
    tables,
    value,
)
from wijkcheck.comparison import Differences
from wijkcheck.figures import NO_TEAM, WHOLE, run
from wijkcheck.records.fields import Side

ENDED, STARTS = date(2026, 8, 1), date(2026, 10, 1)
FIRST = [(0, 0, "certain")]
CASES = {
    "ended": (World([Record("a")], [Record("a", end=ENDED)], FIRST), "doorloop", -1),
    "starts": (World([Record("a", start=STARTS)], [Record("a")], FIRST), "begindatum", 1),
    "team": (World([Record("a", "Zuid")], [Record("a")], FIRST), "ander_team", 1),
    "no start": (
        World([Record("a")], [Record("a", unreadable="ingangsdatum")], FIRST),
        "begindatum",
        -1,
    ),
    "no end": (World([Record("a", unreadable="einddatum")], [Record("a")], FIRST), "doorloop", 1),
    "reversed": (
        World([Record("a", start=STARTS, end=SETTINGS.reference_date)], [Record("a")], FIRST),
        "begindatum",
        1,
    ),
    "alone": (World([], [Record("a")]), "onbekend", 1),
    "alone with a cause": (World([Record("a", vorm="pgb")], []), "pgb", -1),
}


def steps(
    world: World, group: str = "Noord", measure: str = "toewijzingen", **settings: Any
) -> list[tuple[str, int, int]]:
    """Return cause, amount and number of records of the steps at the reference date."""
    _, bridge, _ = figures_of(world, **settings)
    chosen = bridge[
        (bridge["measure"] == measure)
        & (bridge["period_rule"] == "peildatum")
        & (bridge["team"] == group)
    ]
    assert chosen["step"].tolist() == list(range(1, len(chosen) + 1))
    return list(chosen[["cause", "amount", "records"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("measure", ["toewijzingen", "clienten"])
@pytest.mark.parametrize("case", CASES)
def test_what_counts_on_one_side_makes_a_step(measure, case):
    world, cause, amount = CASES[case]
    assert steps(world, measure=measure) == [(cause, amount, 1)]


def test_what_must_be_reviewed_is_a_step_that_may_come_to_nothing():
    world = World([Record("a")], [Record("a")], [(0, 0, "review")], person_pairs=())
    assert steps(world) == [("te_beoordelen", 0, 2)]


def test_a_copy_is_counted_and_named():
    world = World([Record("a")], [Record("a"), Record("a")], FIRST, [(Side.TEAM, 1, 0)])
    assert steps(world) == [("dubbeltelling", 1, 1)]
    assert steps(world, measure="clienten") == []


def test_a_client_at_two_teams_counts_once_in_the_whole():
    copied = [(Side.TEAM, 1, 0)]
    world = World([Record("a")], [Record("a"), Record("a", "Zuid")], FIRST, copied)
    assert steps(world, "Zuid", "clienten") == [("dubbeltelling", 1, 1)]
    assert steps(world, WHOLE, "clienten") == []
    assert steps(world, WHOLE, "toewijzingen") == [("dubbeltelling", 1, 1)]


def test_another_team_moves_nothing_in_the_whole():
    world = World([Record("a", "Zuid")], [Record("a", "Noord")], FIRST)
    assert steps(world, "Zuid") == [("ander_team", -1, 1)]
    assert steps(world, WHOLE) == []


def test_the_date_explains_the_whole_of_a_record_that_also_moved():
    world = World([Record("a", "Zuid")], [Record("a", "Noord", end=ENDED)], FIRST)
    assert steps(world, "Zuid") == [("ander_team", -1, 1)]
    assert steps(world, WHOLE) == [("doorloop", -1, 1)]


@pytest.mark.parametrize(
    ("scope", "record", "cause"),
    [
        ({"wet": ("wmo",)}, Record("a", wet="jeugd"), "domein"),
        ({"leveringsvorm": ("zin",)}, Record("a", vorm="pgb"), "pgb"),
    ],
)
def test_out_of_scope_counts_as_delivered_and_is_a_step(scope, record, cause):
    world = World([record], [])
    figures, _, _ = figures_of(world, scope=scope)
    assert value(figures, "toewijzingen", "peildatum", "Noord", "municipality_value") == 1
    assert steps(world, scope=scope) == [(cause, -1, 1)]


def test_the_first_reason_that_applies_is_the_only_one():
    """A copy out of scope is a copy; a pair that moved and ended moved."""
    world = World(
        [Record("a")],
        [Record("a"), Record("a", wet="jeugd")],
        FIRST,
        [(Side.TEAM, 1, 0)],
    )
    assert steps(world, scope={"wet": ("wmo",)}) == [("dubbeltelling", 1, 1)]


def test_steps_stand_in_the_order_of_their_reasons():
    left = [Record("a"), Record("b"), Record("c"), Record("d", vorm="pgb"), Record("e", "Zuid")]
    right = [Record("a"), Record("a"), Record("b", end=ENDED), Record("c", start=STARTS), left[4]]
    right[4] = Record("e")
    world = World(
        left,
        right,
        [(0, 0, "certain"), (1, 2, "certain"), (2, 3, "certain"), (4, 4, "certain")],
        [(Side.TEAM, 1, 0)],
    )
    assert [cause for cause, _, _ in steps(world)] == [
        "dubbeltelling",
        "ander_team",
        "begindatum",
        "doorloop",
        "pgb",
    ]


def test_a_difference_within_the_tolerance_still_bridges():
    world = World([Record("a", end=date(2026, 9, 29))], [Record("a")], FIRST)
    given = tables(world)
    figures, bridge, _ = run(differences=Differences.empty(), settings=SETTINGS, **given)
    assert value(figures, "toewijzingen", "peildatum", "Noord", "delta") == 1
    assert set(bridge["cause"]) == {"doorloop"}


def test_records_are_named_on_both_sides():
    world = World([Record("a"), Record("b")], [Record("b", end=ENDED)], [(1, 0, "certain")])
    _, _, records = figures_of(world)
    chosen = records[(records["period_rule"] == "peildatum") & (records["team"] == "Noord")]
    by_measure = chosen.groupby("measure")[["left_id", "right_id"]].agg(list)
    for measure in ("clienten", "toewijzingen"):
        left, right = by_measure.loc[measure]
        assert [name.split(":")[-1] for name in left] == ["3", "2"]
        assert [str(name).split(":")[-1] for name in right] == ["2", "nan"]


def test_a_client_is_named_by_the_first_record_that_counts():
    left = [Record("a", end=date(2026, 2, 1)), Record("a"), Record("a")]
    _, _, records = figures_of(World(left, []))
    chosen = records[(records["measure"] == "clienten") & (records["period_rule"] == "peildatum")]
    assert set(chosen["left_id"]) == {"toewijzingen:municipality.csv:3"}


def test_teams_are_those_named_and_those_found():
    world = World([Record("a", None)], [Record("a", "Oost")])
    figures, _, _ = figures_of(world, teams=("West",))
    assert figures["team"].drop_duplicates().tolist() == [WHOLE, "Oost", "West", NO_TEAM]
    assert value(figures, "clienten", "lopend", NO_TEAM, "municipality_value") == 1
    assert value(figures, "clienten", "lopend", "West", "team_value") == 0


def test_a_missing_delivery_is_empty_and_not_zero():
    world = World([Record("a"), Record("b", "Zuid")], [Record("b", "Zuid")], [(1, 0, "certain")])
    figures, bridge, _ = figures_of(world, not_delivered={TOEWIJZINGEN: ("Noord",)})
    row = figures[(figures["team"] == "Noord") & (figures["period_rule"] == "lopend")]
    assert row["municipality_value"].tolist() == [1, 1]
    assert row["agreed_value"].tolist() == [1, 1]
    assert row[["team_value", "delta", "open"]].isna().all(axis=None)
    assert "Noord" not in set(bridge["team"])
    assert value(figures, "clienten", "lopend", WHOLE, "team_value") == 1
    assert steps(world, WHOLE, not_delivered={TOEWIJZINGEN: ("Noord",)}) == [("onbekend", -1, 1)]


def test_an_unusable_source_leaves_the_whole_empty():
    figures, bridge, _ = figures_of(World([Record("a")], []), incomplete=frozenset({TOEWIJZINGEN}))
    whole = figures[figures["team"] == WHOLE]
    assert whole["team_value"].isna().all()
    assert whole["municipality_value"].notna().all()
    assert WHOLE not in set(bridge["team"])


def test_without_an_ingangsdatum_column_a_record_runs_up_to_its_end():
    world = World([Record("a")], [Record("a", start=None)], FIRST, no_start=True)
    figures, _, _ = figures_of(world)
    assert value(figures, "clienten", "instroom", "Noord", "team_value") == 0
    assert value(figures, "clienten", "peildatum", "Noord", "team_value") == 1


def test_the_last_day_counts_unless_told_otherwise():
    world = World([Record("a", end=SETTINGS.reference_date)], [])
    for included, expected in ((True, 1), (False, 0)):
        figures, _, _ = figures_of(world, end_included=included)
        assert value(figures, "clienten", "peildatum", "Noord", "municipality_value") == expected


def test_clients_are_counted_of_the_list_of_clients_where_only_that_is_shared():
    world = World([Record("a"), Record("b")], [Record("a")], FIRST, kind=CLIENTEN)
    figures, _, _ = figures_of(world)
    assert set(figures["measure"]) == {"clienten"}
    assert value(figures, "clienten", "lopend", "Noord", "delta") == -1


def test_a_type_that_one_side_does_not_deliver_has_no_delta():
    given = tables(World([Record("a")], [Record("a")], FIRST))
    del given["records"][Side.TEAM, TOEWIJZINGEN]
    figures, bridge, _ = run(differences=Differences.empty(), settings=SETTINGS, **given)
    assert value(figures, "toewijzingen", "lopend", "Noord", "municipality_value") == 1
    assert figures["team_value"].isna().all()
    assert bridge.empty


def decided(verdict: str, field: str | None, left: str, right: str | None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "subject": ["difference"],
            "verdict": [verdict],
            "field": pd.array([field], dtype="str"),
            "left_id": pd.array([left], dtype="str"),
            "right_id": pd.array([right], dtype="str"),
        }
    )


@pytest.mark.parametrize(
    ("verdict", "field", "agreed", "still_open"),
    [
        ("team_right", "einddatum", 0, 0),
        ("municipality_right", "einddatum", 1, 0),
        ("ask", "einddatum", 1, 1),
        ("team_right", "wet", 1, 1),
    ],
)
def test_decisions_make_the_agreed_value(verdict, field, agreed, still_open):
    world = World([Record("a")], [Record("a", end=ENDED)], FIRST)
    made = decided(verdict, field, "toewijzingen:municipality.csv:2", "toewijzingen:team.csv:2")
    figures, _, _ = figures_of(world, made)
    cells = [
        value(figures, "toewijzingen", "peildatum", "Noord", column)
        for column in ("municipality_value", "team_value", "agreed_value", "open")
    ]
    assert cells == [1, 0, agreed, still_open]


def test_a_record_on_one_side_is_decided_without_a_field():
    made = decided("team_right", None, "toewijzingen:municipality.csv:2", None)
    figures, _, _ = figures_of(World([Record("a")], []), made)
    assert value(figures, "toewijzingen", "peildatum", "Noord", "agreed_value") == 0


def test_nothing_delivered_gives_empty_tables():
    given = tables(World([], []))
    given["records"] = {}
    for table in run(differences=Differences.empty(), settings=SETTINGS, **given):
        assert table.empty
