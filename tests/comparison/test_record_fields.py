from typing import Any

import pandas as pd
import pytest

from tests.comparison.side_by_side import cause, compare, fields_of
from wijkcheck.comparison import Differences, decided
from wijkcheck.errors import ProjectError
from wijkcheck.records.fields import Side

RECORD = {
    "toewijzingnummer": "17",
    "gemeentecode": "0363",
    "wet": "wmo",
    "team": "Noord",
    "productcategorie": "02",
    "productcode": "02A16",
    "ingangsdatum": "2026-01-01",
    "einddatum": "2026-12-31",
    "volume": 4.0,
    "eenheid": "04",
    "frequentie": "2",
    "budget": 100_00,
    "leveringsvorm": "zin",
    "reden_wijziging": None,
    "aanbieder": "Zorg BV",
}


def against(changes: dict[str, Any], **settings: Any) -> pd.DataFrame:
    return compare([RECORD], [{**RECORD, **changes}], **settings)


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in RECORD.items() if name not in names}


@pytest.mark.parametrize(
    "same",
    [
        {},
        {"volume": 240.0, "eenheid": "01"},
        {"volume": 1.0, "eenheid": "16"},
        {"aanbieder": "ZORG B.V."},
        {"productcode": "02a16"},
    ],
)
def test_what_means_the_same_is_no_difference(same):
    assert fields_of(against(same)) == []


@pytest.mark.parametrize(
    ("change", "field", "values", "why"),
    [
        ({"einddatum": None}, "einddatum", ("2026-12-31", ""), ("doorloop", "presumed")),
        (
            {"ingangsdatum": "2026-01-05"},
            "ingangsdatum",
            ("2026-01-01", "2026-01-05"),
            ("begindatum", "presumed"),
        ),
        ({"team": "Zuid"}, "team", ("Noord", "Zuid"), ("ander_team", "established")),
        ({"wet": "jeugd"}, "wet", ("wmo", "jeugd"), ("domein", "established")),
        ({"leveringsvorm": "pgb"}, "leveringsvorm", ("zin", "pgb"), ("pgb", "established")),
        ({"productcode": None}, "productcode", ("02A16", ""), ("aspecifiek", "established")),
        ({"productcode": "02A17"}, "productcode", ("02A16", "02A17"), ("onbekend", "presumed")),
        ({"toewijzingnummer": "18"}, "toewijzingnummer", ("17", "18"), ("onbekend", "presumed")),
        ({"gemeentecode": "0034"}, "gemeentecode", ("0363", "0034"), ("woonplaats", "presumed")),
        (
            {"gemeentecode": "0457"},
            "gemeentecode",
            ("0363", "0457"),
            ("herindeling", "established"),
        ),
        ({"budget": 1_00}, "budget", ("100.00", "1.00"), ("eenheid", "presumed")),
        ({"budget": 100_40}, "budget", ("100.00", "100.40"), ("afronding", "presumed")),
        ({"budget": 150_00}, "budget", ("100.00", "150.00"), ("onbekend", "presumed")),
        (
            {"reden_wijziging": "13"},
            "reden_wijziging",
            ("", "13"),
            ("verwijderd", "established"),
        ),
        (
            {"volume": 5.0},
            "omvang",
            ("4 uur per week", "5 uur per week"),
            ("onbekend", "presumed"),
        ),
        (
            {"eenheid": "01"},
            "omvang",
            ("4 uur per week", "4 minuten per week"),
            ("eenheid", "presumed"),
        ),
        (
            {"eenheid": "82"},
            "omvang",
            ("4 uur per week", "4 stuks per week"),
            ("eenheid", "established"),
        ),
        (
            {"frequentie": "4"},
            "omvang",
            ("4 uur per week", "4 uur per maand"),
            ("periode", "established"),
        ),
        (
            {"volume": 4.3},
            "omvang",
            ("4 uur per week", "4,3 uur per week"),
            ("afronding", "presumed"),
        ),
        ({"volume": None, "eenheid": None, "frequentie": None}, "omvang",
         ("4 uur per week", ""), ("onbekend", "presumed")),
    ],
)  # fmt: skip
def test_what_differs_has_its_field_values_and_first_cause(change, field, values, why):
    found = against(change)
    assert fields_of(found) == [(field, *values)]
    assert cause(found) == why
    Differences.validate(found)


def test_a_product_that_cannot_be_read_is_no_grant_of_a_category():
    right = {**RECORD, "productcode": None, "unreadable": "productcode"}
    found = compare([RECORD], [right], raw={(Side.TEAM, 0, "productcode"): "02A16, 02A17"})
    assert cause(found) == ("onbekend", "presumed")


def test_a_missing_frequency_is_no_rounding():
    found = against({"frequentie": None})
    assert fields_of(found) == [("omvang", "4 uur per week", "4 uur")]
    assert cause(found) == ("onbekend", "presumed")


def test_help_in_the_household_every_other_week():
    left = {**RECORD, "productcategorie": "01", "productcode": "01A01"}
    assert cause(compare([left], [{**left, "volume": 2.0}])) == ("tweewekelijks", "presumed")


def test_many_budgets_in_one_proportion_are_a_tariff():
    left = [{**RECORD, "budget": budget} for budget in (100_00, 200_00, 340_00, 500_00)]
    right = [{**row, "budget": round(row["budget"] * 1.05)} for row in left]
    assert compare(left, right)["cause"].tolist() == ["tarief"] * 4


def test_a_correction_explains_what_it_changed():
    found = against({"ingangsdatum": "2026-02-01", "reden_wijziging": "14"})
    assert dict(zip(found["field"], found["cause"], strict=True)) == {
        "ingangsdatum": "correctie",
        "reden_wijziging": "correctie",
    }


def test_both_ends_open_are_equal():
    open_end = {**RECORD, "einddatum": None}
    assert fields_of(compare([open_end], [open_end])) == []


def test_a_missing_unit_column_is_taken_as_the_others_unit():
    assert fields_of(compare([RECORD], [without("eenheid", "frequentie")])) == []


def test_a_source_with_products_only_tells_its_categories():
    right = without("productcategorie")
    assert fields_of(compare([RECORD], [right])) == []
    found = compare([{**RECORD, "productcategorie": "03"}], [right])
    assert fields_of(found) == [("productcategorie", "03", "02")]
    assert fields_of(compare([RECORD], [{**right, "productcode": "02A16X"}]))[0][0] == "productcode"


def test_a_source_with_numbers_is_not_held_against_one_with_names():
    numbered = {**RECORD, "aanbieder": "41234567"}
    assert fields_of(compare([RECORD] * 3, [numbered] * 3)) == []
    found = compare([RECORD] * 3, [RECORD, RECORD, numbered])
    assert fields_of(found) == [("aanbieder", "Zorg BV", "41234567")]
    assert fields_of(against({"aanbieder": None})) == [("aanbieder", "Zorg BV", "")]


def test_an_unreadable_cell_is_shown_as_it_stands():
    right = {**RECORD, "einddatum": None, "unreadable": "einddatum volume", "volume": None}
    raw = {(Side.TEAM, 0, "einddatum"): "31-02-2026", (Side.TEAM, 0, "volume"): "vier"}
    found = compare([RECORD], [right], raw=raw)
    assert fields_of(found) == [
        ("einddatum", "2026-12-31", "31-02-2026"),
        ("omvang", "4 uur per week", "vier"),
    ]


def test_an_unreadable_end_is_not_an_open_one():
    left = {**RECORD, "einddatum": None}
    right = {**left, "unreadable": "einddatum"}
    found = compare([left], [right], raw={(Side.TEAM, 0, "einddatum"): "eind mei"})
    assert fields_of(found) == [("einddatum", "", "eind mei")]
    assert fields_of(compare([right], [right], raw={
        (Side.MUNICIPALITY, 0, "einddatum"): "eind mei",
        (Side.TEAM, 0, "einddatum"): "eind mei",
    })) == []  # fmt: skip


@pytest.mark.parametrize(
    ("field", "tolerance", "near", "far"),
    [
        ("ingangsdatum", "3 days", "2026-01-04", "2026-01-05"),
        ("ingangsdatum", "3 dagen", "2025-12-29", "2025-12-28"),
        ("budget", "0.50", 100_50, 100_51),
        ("budget", "2 %", 102_00, 102_01),
        ("budget", "€ 1,00", 99_00, 98_99),
        ("volume", "0.5", 4.5, 4.51),
        ("volume", "10 %", 3.6, 3.5),
    ],
)
def test_tolerance_is_per_field(field, tolerance, near, far):
    settings = {"tolerance": {field: tolerance}}
    assert fields_of(against({field: near}, **settings)) == []
    assert len(fields_of(against({field: far}, **settings))) == 1


def test_a_tolerance_on_volume_is_in_the_municipalitys_unit():
    minutes = {"volume": 260.0, "eenheid": "01"}
    assert fields_of(against(minutes, tolerance={"volume": "0.5"})) == []
    assert len(fields_of(against(minutes, tolerance={"volume": "0.3"}))) == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [("ingangsdatum", "2 %"), ("budget", "3 days"), ("wet", "1"), ("budget", "weinig")],
)
def test_a_tolerance_that_does_not_fit_is_told(field, text):
    with pytest.raises(ProjectError, match="tolerance_wrong"):
        against({}, tolerance={field: text})


def test_no_tolerance_joins_an_empty_cell_and_a_value():
    assert len(fields_of(against({"einddatum": None}, tolerance={"einddatum": "9999 days"}))) == 1


def test_records_out_of_scope_are_not_compared():
    left = {**RECORD, "wet": "jeugd"}
    scope = {"wet": ("wmo",)}
    assert compare([left], [{**left, "volume": 9.0}], scope=scope).empty
    found = compare([left], [{**RECORD, "volume": 9.0}], scope=scope)
    assert fields_of(found) == [("wet", "jeugd", "wmo")]


def test_scope_may_be_spelled():
    assert fields_of(against({"volume": 9.0}, scope={"wet": ("WMO 2015",)}))[0][0] == "omvang"


def test_decisions_set_the_status():
    made = pd.DataFrame(
        [
            ("difference", "municipality_right", "wet"),
            ("difference", "ask", "team"),
            ("finding", "ask", "volume"),
        ],
        columns=["subject", "verdict", "field"],
    ).assign(left_id="toewijzingen:gemeente.csv:2", right_id="toewijzingen:team.csv:2")
    found = decided(against({"wet": "jeugd", "team": "Zuid", "volume": 9.0}), made)
    assert dict(zip(found["field"], found["status"], strict=True)) == {
        "wet": "decided",
        "team": "asked",
        "omvang": "open",
    }
