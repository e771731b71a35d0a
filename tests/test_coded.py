"""Tables in a fraction of their memory come back as they were."""

import pickle

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from wijkcheck.coded import Coded, Frame, stacked
from wijkcheck.records.models import TEXT

ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.sampled_from(["a", "b", "é"])),
        st.one_of(st.none(), st.integers(-3, 3)),
        st.one_of(st.none(), st.sampled_from([0.5, -1.0])),
        st.one_of(st.none(), st.dates()),
        st.integers(0, 5),
    ),
    max_size=8,
)


def made(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    text, whole, real, days, row = zip(*rows, strict=True) if rows else [[]] * 5
    return pd.DataFrame(
        {
            "text": pd.array(list(text), TEXT),  # type: ignore[call-overload]
            "whole": pd.array(list(whole), "Int64"),
            "real": pd.array(list(real), "Float64"),
            "bare": np.array([np.nan if v is None else v for v in real], "float64"),
            "days": pd.array(list(days), "datetime64[s]"),
            "row": np.array(row, "int64"),
        }
    )


@given(ROWS)
def test_a_table_comes_back_as_it_was(rows: list[tuple[object, ...]]) -> None:
    frame = made(rows)
    pd.testing.assert_frame_equal(Frame.of(frame).pandas(), frame)


@given(ROWS, st.lists(st.integers(0, 7), max_size=4))
def test_rows_come_back_in_the_order_asked(rows: list[tuple[object, ...]], at: list[int]) -> None:
    frame = made(rows)
    wanted = np.array([i for i in at if i < len(rows)], dtype=int)
    expected = frame.iloc[wanted].reset_index(drop=True)
    pd.testing.assert_frame_equal(Frame.of(frame).take(wanted).pandas(), expected)
    pd.testing.assert_frame_equal(Frame.of(frame).pandas(wanted), expected)


@given(ROWS, ROWS)
def test_tables_are_put_under_each_other(
    one: list[tuple[object, ...]], other: list[tuple[object, ...]]
) -> None:
    frames = [made(one), made(other)]
    found = stacked([Frame.of(frame) for frame in frames]).pandas()
    pd.testing.assert_frame_equal(found, pd.concat(frames, ignore_index=True))


def test_what_names_the_rows_comes_back() -> None:
    index = pd.Index(["x", "y"], dtype=TEXT, name="record_id")
    frame = pd.DataFrame({"row": [1, 2]}, index=index)
    coded = Frame.of(frame)
    pd.testing.assert_frame_equal(coded.pandas(), frame)
    pd.testing.assert_frame_equal(coded.pandas(np.array([1])), frame.iloc[[1]])
    assert coded.rows("record_id", ["y", "z", None]).tolist() == [1]


def test_a_row_that_is_not_there_is_missing() -> None:
    taken = Frame.of(pd.DataFrame({"text": pd.array(["a", "b"], TEXT)})).take(np.array([1, -1]))
    assert taken.pandas()["text"].isna().tolist() == [False, True]


def test_distinct_values_are_shared_where_they_are_all_there_is() -> None:
    known = Coded.of(pd.Series(["a", "b", "c"], dtype=TEXT)).uniques
    inside = Coded.of(pd.Series(["c", None], dtype=TEXT), known)
    outside = Coded.of(pd.Series(["c", "d"], dtype=TEXT), known)
    assert inside.uniques is known
    assert outside.uniques is not known
    assert pd.Series(inside.array()).tolist()[0] == "c"
    assert list(outside.array()) == ["c", "d"]


def test_many_values_need_wider_codes() -> None:
    for size, kind in ((100, "int8"), (1_000, "int16"), (40_000, "int32")):
        assert Coded.of(pd.Series(np.arange(size))).codes.dtype == kind


def test_what_was_worked_out_does_not_travel() -> None:
    frame = Frame.of(pd.DataFrame({"text": pd.array(["a"], TEXT)}))
    frame["text"].uniques.kept["x"] = 1
    assert pickle.loads(pickle.dumps(frame))["text"].uniques.kept == {}  # noqa: S301 - made here
