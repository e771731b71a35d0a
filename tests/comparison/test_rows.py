import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.comparison.side_by_side import CLIENTEN, columns_of, table
from wijkcheck.comparison import in_scope, positions, rows_of
from wijkcheck.comparison.rows import is_among

IDS = st.sampled_from("abcdefghij")


def text(values: list[str | None]) -> pd.Series:
    return pd.Series(values, dtype="str")


@given(st.lists(st.none() | IDS, max_size=30), st.lists(IDS, max_size=30))
def test_positions_are_the_first_place_or_none(ids, among):
    slow = [among.index(i) if i is not None and i in among else -1 for i in ids]
    assert positions(text(ids), text(among)).tolist() == slow
    assert is_among(text(ids), text(among)).tolist() == [place >= 0 for place in slow]


def test_rows_stand_by_source_and_row():
    rows = [{"source": "b", "row": 2}, {"source": "a", "row": 9}, {"source": "a", "row": 3}]
    made = rows_of(table(rows, "", CLIENTEN), columns_of(rows, names=[""]))
    assert made.order.tolist() == [2, 1, 0]
    assert made.rank().tolist() == [2, 1, 0]


def test_a_source_has_the_columns_that_were_taken_and_a_team_if_it_names_one():
    rows = [{"source": "a", "bsn": None}, {"source": "b", "team": "Noord"}]
    columns = columns_of(rows, names=[""])
    columns["status"] = columns["status"].mask(columns["field"].eq("team"), "doubtful")
    made = rows_of(table(rows, "", CLIENTEN), columns)
    assert made.has("bsn").tolist() == [True, False]
    assert made.has("team").tolist() == [False, True]


def test_only_the_named_field_is_unreadable():
    rows = [{"unreadable": "einddatum volume"}, {"unreadable": "toewijzing_einddatum"}, {}]
    made = rows_of(table(rows, "a"), columns_of(rows, names=["a"]))
    assert made.unreadable("einddatum").tolist() == [True, False, False]


def test_scope_keeps_what_says_nothing_and_drops_what_is_no_code():
    rows = [{"wet": "wmo"}, {"wet": "jeugd"}, {"wet": None}, {"wet": None, "unreadable": "wet"}]
    made = rows_of(table(rows, "a"), columns_of(rows, names=["a"]))
    inside = in_scope(made, {"wet": ("Wmo 2015",)})
    assert np.array_equal(inside, [True, False, True, False])
