"""Volumes: read in every spelling, written in one, compared within a family."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkcheck.records.codes import CODE_LISTS
from wijkcheck.records.models import TEXT
from wijkcheck.records.units import comparable, omvang, omvang_in, parse_omvang


def text(*values: str | None) -> pd.Series:
    return pd.Series(values, dtype=TEXT)


def numbers(*values: float | None) -> pd.Series:
    return pd.Series(values, dtype=pd.Float64Dtype())


@pytest.mark.parametrize(
    ("written", "volume", "unit", "frequency"),
    [
        ("4 uur per week", 4, "04", "2"),
        ("4,5 u p/w", 4.5, "04", "2"),
        ("4.5 uren/week", 4.5, "04", "2"),
        ("4u/w", 4, "04", "2"),
        ("240 min/wk", 240, "01", "2"),
        ("2 dagdelen per week", 2, "16", "2"),
        ("2 dagdelen (4 uur) per week", 2, "16", "2"),
        ("per week 4 uur", 4, "04", "2"),
        ("6 u per 4 wkn", 6, "04", "3"),
        ("1.500 minuten in totaal", 1500, "01", "6"),
        ("4 uur en 30 minuten per week", 4.5, "04", "2"),
        ("04:30 uur p/w", 4.5, "04", "2"),
        ("€ 200 per maand", 20000, "83", "4"),
        ("12 etmalen per jaar", 12, "14", "5"),
    ],
)
def test_a_volume_is_read(written: str, volume: float, unit: str, frequency: str) -> None:
    row = parse_omvang(text(written)).iloc[0]
    assert (row["volume"], row["eenheid"], row["frequentie"], row["ok"]) == (
        volume,
        unit,
        frequency,
        True,
    )


def test_parts_that_are_not_written_are_missing() -> None:
    read = parse_omvang(text("1 x per maand", "4 uur", "4"))
    assert read["ok"].all()
    assert read["eenheid"].isna().tolist() == [True, False, True]
    assert read["frequentie"].isna().tolist() == [False, True, True]


@pytest.mark.parametrize(
    "written",
    ["veel", "4 uur gedurende 12 weken", "uur per week", "", "2 uur 2 keer per week", "WK028901"],
)
def test_what_is_not_understood_as_a_whole_is_not_read(written: str) -> None:
    read = parse_omvang(text(written)).iloc[0]
    assert not read["ok"]
    assert read[["volume", "eenheid", "frequentie"]].isna().all()


@given(
    st.integers(1, 99_999).map(lambda n: n / 4),
    st.sampled_from(sorted(set(CODE_LISTS["eenheid"].codes) - {"83"})),
    st.sampled_from(sorted(CODE_LISTS["frequentie"].codes)),
)
def test_what_is_written_is_read_back(volume: float, unit: str, frequency: str) -> None:
    written = omvang(numbers(volume), text(unit), text(frequency))
    read = parse_omvang(written).iloc[0]
    assert (read["volume"], read["eenheid"], read["frequentie"]) == (volume, unit, frequency)


def test_a_volume_is_written_in_dutch() -> None:
    written = omvang(
        numbers(4, 7.5, 1, 20000, None, None),
        text("04", "01", "14", "83", "16", None),
        text("2", "6", "1", "4", "2", None),
    )
    assert written.tolist()[:5] == [
        "4 uur per week",
        "7,5 minuten in totaal",
        "1 etmaal per dag",
        "200 euro per maand",
        "dagdelen per week",
    ]
    assert written.isna().tolist() == [False] * 5 + [True]


def test_only_units_of_time_are_converted() -> None:
    amount, family = comparable(numbers(240, 4, 1, 2, None), text("01", "04", "16", "14", None))
    assert amount.tolist()[:4] == [240, 240, 240, 2]
    assert family.tolist()[:4] == ["tijd", "tijd", "tijd", "14"]
    assert (amount.isna() & family.isna()).tolist() == [False] * 4 + [True]


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("4 uur per week", "4 hours per week"),
        ("1,5 dagdelen per 4 weken", "1.5 half-days per 4 weeks"),
        ("1 stuk in totaal", "1 piece in total"),
        ("12,5 euro per maand", "12.5 euros per month"),
        ("3 stuks (inspanning) per jaar", "3 pieces (effort) per year"),
        ("-4 uur per week", "-4 hours per week"),
        ("zie bijlage", "zie bijlage"),
        ("--4 uur per week", "--4 uur per week"),
    ],
)
def test_an_omvang_can_be_told_in_english(dutch: str, english: str) -> None:
    assert omvang_in(text(dutch, None), "en").fillna("").tolist() == [english, ""]
