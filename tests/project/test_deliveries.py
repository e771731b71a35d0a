"""Deliveries beside each other: what a correction changed, what overlaps, what is carried over."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.project.worlds import ANNA, BRAM, KIND, LEFT, RIGHT, differences, records
from wijkcheck import overlapping
from wijkcheck.project.carrying import carry
from wijkcheck.project.changes import changes
from wijkcheck.project.tables import Carried
from wijkcheck.records.fields import Side

JULY, AUGUST, SEPTEMBER = "2026-07-01", "2026-08-01", "2026-09-01"


def days(values: pd.Series) -> list[str | None]:
    return [None if pd.isna(day) else day.date().isoformat() for day in values]


# --- corrections ---


def test_a_correction_is_told_record_by_record() -> None:
    eva = {**BRAM, "bsn": "999990007", "toewijzingnummer": "9"}
    found = changes(records(ANNA, BRAM), records(eva, {**ANNA, "volume": 6.0}), KIND)
    assert found[["what", "field", "before", "after"]].fillna("").to_numpy().tolist() == [
        ["changed", "volume", "", "6.0"],
        ["added", "", "", ""],
        ["removed", "", "", ""],
    ]


def test_equal_deliveries_changed_nothing_in_whatever_order() -> None:
    assert changes(records(ANNA, BRAM, ANNA), records(ANNA, ANNA, BRAM), KIND).empty


# --- overlapping deliveries ---


def merged(earlier: dict[str, Any], later: dict[str, Any]) -> tuple[pd.DataFrame, ...]:
    return overlapping.merge(records(earlier, source="q1.csv"), records(later), KIND)


@pytest.mark.parametrize(
    ("earlier", "later", "start", "end", "told"),
    [
        # A later export that is cut to its own quarter.
        (("2026-01-01", None), ("2026-04-01", None), "2026-01-01", None, ["ingangsdatum"]),
        (("2026-01-01", None), ("2026-01-01", "2026-06-30"), "2026-01-01", None, ["einddatum"]),
        (("2026-01-01", "2026-03-31"), ("2026-01-01", None), "2026-01-01", None, []),
        (
            ("2026-01-01", "2026-06-30"), ("2026-02-01", "2026-05-31"),
            "2026-01-01", "2026-06-30", ["einddatum", "ingangsdatum"],
        ),
    ],
)  # fmt: skip
def test_an_arrangement_never_gets_shorter(
    earlier: tuple[str, str], later: tuple[str, str], start: str, end: str, told: list[str]
) -> None:
    names = ("ingangsdatum", "einddatum")
    rest, longest, findings = merged(
        {**ANNA, **dict(zip(names, earlier, strict=True))},
        {**ANNA, **dict(zip(names, later, strict=True))},
    )
    assert rest.empty
    assert (days(longest["ingangsdatum"]), days(longest["einddatum"])) == ([start], [end])
    assert sorted(findings["field"]) == told
    assert set(findings["rule"]) <= {"arrangement_kept"}


def test_without_a_number_periods_that_touch_are_one() -> None:
    bare = {**ANNA, "toewijzingnummer": None}
    first = {**bare, "ingangsdatum": "2026-01-01", "einddatum": "2026-03-31"}
    rest, longest, _ = merged(first, {**bare, "ingangsdatum": "2026-04-01"})
    assert (len(rest), days(longest["ingangsdatum"])) == (0, ["2026-01-01"])
    rest, longest, _ = merged(first, {**bare, "ingangsdatum": "2026-05-01"})
    assert (len(rest), days(longest["ingangsdatum"])) == (1, ["2026-05-01"])


def test_other_records_stay_as_they_are() -> None:
    rest, longest, findings = merged(BRAM, ANNA)
    assert (len(rest), len(longest), len(findings)) == (1, 1, 0)


PERIODS = st.tuples(st.integers(0, 300), st.none() | st.integers(0, 300)).map(
    lambda p: (pd.Timestamp("2026-01-01") + pd.Timedelta(days=p[0]), p)
)


@settings(deadline=None)
@given(st.lists(PERIODS, min_size=1, max_size=3), st.lists(PERIODS, min_size=1, max_size=3))
def test_no_day_is_lost(earlier: list[Any], later: list[Any]) -> None:
    def rows(periods: list[Any]) -> list[dict[str, Any]]:
        return [
            {**ANNA, "toewijzingnummer": str(i), "ingangsdatum": start,
             "einddatum": None if length is None else start + pd.Timedelta(days=length)}
            for i, (start, (_, length)) in enumerate(periods)
        ]  # fmt: skip

    before, after = records(*rows(earlier), source="q1.csv"), records(*rows(later))
    rest, longest, _ = overlapping.merge(before, after, KIND)
    now = pd.concat([rest, longest]).set_index("toewijzingnummer")
    for old in (before, after):
        for _, row in old.iterrows():
            whole = now.loc[row["toewijzingnummer"]]
            assert whole["ingangsdatum"] <= row["ingangsdatum"]
            ends = (whole["einddatum"], row["einddatum"])
            assert pd.isna(ends[0]) or (not pd.isna(ends[1]) and ends[0] >= ends[1])


# --- carried over ---

LISTS = {
    (Side.MUNICIPALITY, KIND): records(ANNA, BRAM, source="gemeente.csv"),
    (Side.TEAM, KIND): records(ANNA, BRAM),
}
HOURS = ("field", LEFT, RIGHT, "omvang", "4", "2")


def test_a_difference_is_carried_over_with_its_age() -> None:
    table = None
    for start, months, state in (
        (JULY, 0, "new"),
        (AUGUST, 1, "carried"),
        (SEPTEMBER, 2, "carried"),
    ):
        table = carry(differences(HOURS), LISTS, table, start)
        Carried.validate(table)
        assert table[["since", "months", "state"]].to_numpy().tolist() == [[JULY, months, state]]


def test_a_second_run_of_a_period_finds_nothing_new() -> None:
    table = carry(differences(HOURS), LISTS, None, JULY)
    again = carry(differences(HOURS), LISTS, table, JULY)
    assert again[["since", "months", "state"]].to_numpy().tolist() == [[JULY, 0, "carried"]]


def test_an_earlier_period_that_is_run_later_is_no_negative_age() -> None:
    table = carry(differences(HOURS), LISTS, None, AUGUST)
    back = carry(differences(HOURS), LISTS, table, JULY)
    assert back[["since", "months"]].to_numpy().tolist() == [[JULY, 0]]
    assert carry(differences(HOURS), LISTS, back, AUGUST)["months"].tolist() == [1]


def test_what_is_solved_is_told_in_that_period_and_then_forgotten() -> None:
    table = carry(differences(HOURS), LISTS, None, JULY)
    for _ in range(2):  # also when August is run again
        table = carry(differences(), LISTS, table, AUGUST)
        assert table["state"].tolist() == ["solved"]
    assert carry(differences(), LISTS, table, SEPTEMBER).empty


def test_what_went_with_its_record_is_gone() -> None:
    table = carry(differences(HOURS), LISTS, None, JULY)
    less = {**LISTS, (Side.TEAM, KIND): records(BRAM)}
    assert carry(differences(), less, table, AUGUST)["state"].tolist() == ["gone"]


def test_what_comes_back_within_the_period_keeps_its_age() -> None:
    july = carry(differences(HOURS), LISTS, None, JULY)
    solved = carry(differences(), LISTS, july, AUGUST)
    back = carry(differences(HOURS), LISTS, solved, AUGUST)
    assert back[["since", "state"]].to_numpy().tolist() == [[JULY, "carried"]]
