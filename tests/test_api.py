"""The public API, as somebody uses it from Python."""

from pathlib import Path

import pandas as pd
import pytest

import wijkcheck


@pytest.mark.parametrize("name", wijkcheck.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert callable(getattr(wijkcheck, name))


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = wijkcheck.nonsense


def test_link_takes_any_two_frames() -> None:
    left = pd.DataFrame({"naam": ["Berg", "Vries"], "geboren": ["1980-02-01", "1951-04-03"]})
    right = left.iloc[::-1].reset_index(drop=True)
    pairs = wijkcheck.link(left, right, {"naam": "surname", "geboren": "date"}, "one_to_one")
    same = pairs[pairs["status"].isin(["certain", "probable"])]
    assert same[["left_id", "right_id"]].to_numpy().tolist() == [["0", "1"], ["1", "0"]]


def test_read_source_gives_text_with_row_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("naam;bsn\nBerg;012345672\n", encoding="utf-8")
    (table,) = wijkcheck.read_source(tmp_path / "a.csv", "a.csv")
    assert table.text.loc[2, "bsn"] == "012345672"
