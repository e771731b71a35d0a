"""Code lists: every spelling that exports have finds its code, and nothing else does."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkcheck.records.codes import CODE_LISTS, law_of_category, municipality_valid, to_code
from wijkcheck.records.models import TEXT


def text(*values: str | None) -> pd.Series:
    return pd.Series(values, dtype=TEXT)


SPELLINGS = [
    ("geslacht", "M", "m man Mannelijk 1 Dhr. 1.0"),
    ("geslacht", "V", "v vrouw 2 Mw. mevr."),
    ("geslacht", "O", "x O 0 9 onbekend"),
    ("wet", "wmo", "Wmo WMO2015 iWmo"),
    ("wet", "jeugd", "Jeugdwet JW jeugd"),
    ("eenheid", "01", "01 1 min. minuten Minuut"),
    ("eenheid", "04", "04 4 uur uren u 4.0"),
    ("eenheid", "14", "14 etm etmaal Etmalen"),
    ("eenheid", "16", "16 dgd dagdelen"),
    ("eenheid", "82", "82 st stuks"),
    ("eenheid", "83", "83 € euro EUR Euro's"),
    ("frequentie", "1", "1 dagelijks p/d"),
    ("frequentie", "2", "2 p/w wekelijks week"),
    ("frequentie", "3", "4-wekelijks 3"),
    ("frequentie", "4", "p/m maandelijks 4"),
    ("frequentie", "6", "6 totaal"),
    ("leveringsvorm", "pgb", "PGB pgb P.G.B."),
    ("leveringsvorm", "zin", "ZIN natura"),
    ("debet_credit", "C", "c Credit"),
    ("gemeente", "0344", "0344 344 Utrecht"),
]


@pytest.mark.parametrize(("name", "code", "spellings"), SPELLINGS)
def test_spellings_find_their_code(name: str, code: str, spellings: str) -> None:
    found = to_code(text(*spellings.split()), CODE_LISTS[name])
    assert found["code"].tolist() == [code] * len(found)
    assert found["known"].all()


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("eenheid", "Dagdeel (4 uur)", "16"),
        ("eenheid", "Uur (04)", "04"),
        ("eenheid", "04 - Uur", "04"),
        ("eenheid", "Uur 4", "04"),
        ("eenheid", "Code 04", "04"),
        ("frequentie", "per 4 wkn", "3"),
        ("frequentie", "Totaal binnen geldigheidsduur toewijzing", "6"),
        ("productcategorie", "2 Begeleiding individueel", "02"),
        ("productcategorie", "Hulp bij het huishouden", "01"),
        ("gemeente", "Gemeente Súdwest-Fryslân", "1900"),
        ("reden_wijziging", "13: verwijderd", "13"),
        ("wet", "Wet maatschappelijke ondersteuning", "wmo"),
        ("geslacht", "Niet gespecificeerd", "O"),
    ],
)
def test_codes_with_their_meaning_and_meanings_of_several_words(
    name: str, written: str, code: str
) -> None:
    assert to_code(text(written), CODE_LISTS[name])["code"].tolist() == [code]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("reden_wijziging", "1 uur per week"),
        ("reden_wijziging", "bsk-000004"),
        ("eenheid", "Kamer 4"),
        ("eenheid", "schijf"),
        ("eenheid", "99"),
        ("geslacht", "3"),
        ("productcategorie", "Persoonlijke verzorging"),  # 03 and 40
        ("gemeente", "Nergenshuizen"),
    ],
)
def test_what_no_list_has_stays_unknown(name: str, written: str) -> None:
    found = to_code(text(written), CODE_LISTS[name])
    assert (found["code"].isna() & ~found["known"]).all()


def test_lost_zeros_are_put_back_and_told() -> None:
    found = to_code(text("4", "04", "uur", None), CODE_LISTS["eenheid"])
    assert found["widened"].tolist() == [True, False, False, False]
    assert found["known"].tolist() == [True, True, True, False]


@given(st.sampled_from(sorted(CODE_LISTS)), st.data())
def test_every_code_finds_itself(name: str, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(CODE_LISTS[name].codes)))
    assert to_code(text(code), CODE_LISTS[name])["code"].tolist() == [code]


def test_a_municipality_is_valid_until_it_was_joined_to_another() -> None:
    codes = text("0370", "0370", "0344", "9999", "0344", None)
    dates = pd.Series(
        pd.to_datetime(["2021-12-31", "2022-01-01", "2026-07-01", "2026-07-01", None, None])
    ).astype("datetime64[s]")
    assert municipality_valid(codes, dates).tolist() == [True, False, True, False, True, False]


def test_a_category_belongs_to_one_law() -> None:
    laws = law_of_category(text("01", "18", "31", "55", "99", None))
    assert laws.tolist()[:4] == ["wmo", "wmo", "jeugd", "jeugd"]
    assert laws.isna().tolist() == [False] * 4 + [True] * 2
