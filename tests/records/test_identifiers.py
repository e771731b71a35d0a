import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkcheck.records.identifiers import (
    a_number_valid,
    agb_shaped,
    area_code_level,
    bsn_is_placeholder,
    bsn_is_test,
    bsn_valid,
    postcode_valid,
)


def column(*values: str | None) -> pd.Series:
    return pd.Series(values, dtype="str")


@pytest.mark.parametrize(
    "bsn", ["123456782", "111222333", "249566758", "012345672", "999900006", "000000012"]
)
def test_bsn_that_passes_the_eleven_test(bsn: str) -> None:
    assert bsn_valid(column(bsn)).tolist() == [True]


@pytest.mark.parametrize(
    "bsn",
    [
        "000000000",
        "999999999",
        "123456789",
        "12345672",
        "0123456782",
        "12345678x",
        "١٢٣٤٥٦٧٨٢",
        None,
    ],
)
def test_no_bsn(bsn: str | None) -> None:
    assert bsn_valid(column(bsn)).tolist() == [False]


@given(st.lists(st.from_regex(r"[0-9]{8,10}", fullmatch=True) | st.none()))
def test_bsn_as_the_plain_sum_says(values: list[str | None]) -> None:
    def plain(value: str | None) -> bool:
        if value is None or len(value) != 9 or not value.strip("0"):
            return False
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        return sum(w * int(d) for w, d in zip(weights, value, strict=True)) % 11 == 0

    assert bsn_valid(column(*values)).tolist() == [plain(value) for value in values]


def test_one_wrong_digit_never_passes() -> None:
    right = "999900006"
    wrong = [
        right[:i] + digit + right[i + 1 :]
        for i in range(9)
        for digit in "0123456789"
        if digit != right[i]
    ]
    assert not bsn_valid(column(*wrong)).any()


def test_answers_keep_the_index_and_follow_a_slice() -> None:
    values = column("999900006", None, "123456789", "999900018").iloc[1:]
    assert bsn_valid(values).to_dict() == {1: False, 2: False, 3: True}


def test_nothing_in_nothing_out() -> None:
    for judge in (bsn_valid, bsn_is_test, bsn_is_placeholder, a_number_valid, postcode_valid):
        assert judge(column()).dtype == bool


def test_the_test_range_is_every_valid_number_from_999900006() -> None:
    values = pd.Series(np.arange(999_890_000, 1_000_000_000)).astype("str")
    expected = values[bsn_valid(values) & (values >= "999900006") & (values <= "999999990")]
    assert values[bsn_is_test(values)].tolist() == expected.tolist()
    assert expected.iloc[[0, -1]].tolist() == ["999900006", "999999990"]


def test_placeholders() -> None:
    values = column("000000000", "111111111", "999999999", "123456789", "999900006", None)
    assert bsn_is_placeholder(values).tolist() == [True, True, True, True, False, False]


def test_a_numbers() -> None:
    right = ["1010101010", "1010101025", "1010101291", "1010101327", "1010101462"]
    assert a_number_valid(column(*right)).all()
    wrong = ["0101010101", "1010101011", "1101010100", "101010101", None]
    assert not a_number_valid(column(*wrong)).any()


def test_agb_is_eight_digits() -> None:
    assert agb_shaped(column("41012345", "4101234", "4101234a", None)).tolist() == [
        True, False, False, False,
    ]  # fmt: skip


def test_postcodes() -> None:
    values = column(
        "1234AB", "1234 AB", "1234SA", "1234SD", "1234SS", "1234SB", "0234AB", "1234ab", None
    )
    assert postcode_valid(values).tolist() == [True, True, *[False] * 3, True, *[False] * 3]


def test_area_codes_by_prefix_or_width() -> None:
    levels = area_code_level(
        column("GM0034", "0034", "WK003401", "BU0034AB01", "00340101", "34", None)
    )
    assert levels.dropna().tolist() == ["gemeente", "gemeente", "wijk", "buurt", "buurt"]
    assert levels.isna().tolist() == [False] * 5 + [True] * 2
