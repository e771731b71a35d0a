from typing import Any

import pytest

from tests.comparison.side_by_side import CLIENTEN, compare, fields_of
from wijkcheck.comparison import Differences
from wijkcheck.records.fields import Side

PERSON = {
    "clientnummer": "C1",
    "bsn": "999900006",
    "voornamen": "Johannes",
    "voorletters": "J",
    "voorvoegsel": "van den",
    "achternaam": "Berg",
    "geboortedatum": "1980-02-03",
    "geslacht": "M",
    "straatnaam": "Dorpsstraat",
    "huisnummer": "12",
    "huisletter": "A",
    "toevoeging": None,
    "postcode": "1234AB",
    "plaatsnaam": "Den Haag",
}


def differing(**right: Any) -> list[tuple[str, str, str]]:
    return fields_of(compare([PERSON], [{**PERSON, **right}], kind=CLIENTEN))


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in PERSON.items() if name not in names}


def test_a_record_of_two_equal_persons_has_no_difference():
    assert differing() == []


@pytest.mark.parametrize(
    "other",
    [
        {"achternaam": "BERG", "voornamen": "JOHANNES", "plaatsnaam": "DEN HAAG"},
        {"achternaam": "Bérg"},
        {"voornamen": "Jan"},
        {"voornamen": None},
        {"straatnaam": "Dorpsstr."},
        {"plaatsnaam": "'s-Gravenhage"},
        {"huisletter": None, "toevoeging": "a"},
        {"huisnummer": "12A", "huisletter": None},
        {"geboortedatum": None, "geboortejaar": 1980},
        {"geboortedatum": None, "geboortejaar": 1980, "geboortemaand": 2},
    ],
)
def test_other_spellings_are_no_difference(other):
    assert differing(**other) == []


@pytest.mark.parametrize(
    ("other", "field", "left", "right"),
    [
        ({"bsn": "999900018"}, "bsn", "999900006", "999900018"),
        ({"bsn": None}, "bsn", "999900006", ""),
        ({"achternaam": "Bos"}, "achternaam", "Berg", "Bos"),
        ({"voorvoegsel": "van der"}, "voorvoegsel", "van den", "van der"),
        ({"voorvoegsel": None}, "voorvoegsel", "van den", ""),
        ({"voornamen": "Pieter", "voorletters": "P"}, "voornamen", "Johannes", "Pieter"),
        ({"voorletters": "P"}, "voorletters", "J", "P"),
        ({"voornamen": None, "voorletters": None}, "voornamen", "Johannes", ""),
        ({"geslacht": "V"}, "geslacht", "M", "V"),
        ({"geboortedatum": "1980-03-02"}, "geboortedatum", "1980-02-03", "1980-03-02"),
        ({"geboortedatum": None}, "geboortedatum", "1980-02-03", ""),
        (
            {"geboortedatum": None, "geboortejaar": 1981},
            "geboortedatum",
            "1980-02-03",
            "1981-00-00",
        ),
        ({"straatnaam": "Kerkstraat"}, "straatnaam", "Dorpsstraat", "Kerkstraat"),
        ({"huisnummer": "14"}, "huisnummer", "12", "14"),
        ({"huisletter": "B"}, "huisletter", "A", "B"),
        ({"toevoeging": "bis"}, "toevoeging", "", "bis"),
        ({"postcode": "1234AC"}, "postcode", "1234AB", "1234AC"),
        ({"plaatsnaam": "Delft"}, "plaatsnaam", "Den Haag", "Delft"),
    ],
)
def test_what_differs_is_told_once_at_its_field(other, field, left, right):
    assert differing(**other) == [(field, left, right)]


def test_an_addition_of_digits_is_no_part_of_the_number():
    left = {**PERSON, "huisletter": None, "toevoeging": "2"}
    found = compare([left], [{**left, "toevoeging": "3"}], kind=CLIENTEN)
    assert fields_of(found) == [("toevoeging", "2", "3")]
    found = compare([left], [{**left, "huisnummer": "122", "toevoeging": None}], kind=CLIENTEN)
    assert fields_of(found) == [("huisnummer", "12", "122")]


def test_a_letter_that_one_source_has_no_column_for_is_shown_with_the_number():
    left = {**without("huisletter"), "toevoeging": None}
    found = compare([left], [{**PERSON, "toevoeging": None}], kind=CLIENTEN)
    assert fields_of(found) == [("huisnummer", "12", "12 A")]


def test_a_partner_name_is_told_apart():
    left = {**PERSON, "partnernaam": "Smit"}
    right = {**PERSON, "partnernaam": "Jansen"}
    found = compare([left], [right], kind=CLIENTEN)
    assert fields_of(found) == [("partnernaam", "Smit", "Jansen")]


def test_a_name_in_one_column_equals_one_in_parts():
    right = {**without("voorvoegsel"), "achternaam": "van den Berg"}
    assert fields_of(compare([PERSON], [right], kind=CLIENTEN)) == []


def test_initials_stand_for_names_and_contradict_them():
    left, right = without("voorletters"), without("voornamen")
    assert fields_of(compare([left], [right], kind=CLIENTEN)) == []
    found = compare([left], [{**right, "voorletters": "P"}], kind=CLIENTEN)
    assert fields_of(found) == [("voorletters", "J", "P")]


def test_a_field_that_one_source_does_not_have_is_not_compared():
    assert fields_of(compare([PERSON], [without("postcode", "bsn")], kind=CLIENTEN)) == []


def test_person_fields_are_told_once_at_the_first_rows():
    rows = [{**PERSON, "person": "p"}, {**PERSON, "person": "p"}]
    right = [{**row, "geslacht": "V"} for row in rows]
    found = compare(rows, right, kind=CLIENTEN)
    assert fields_of(found) == [("geslacht", "M", "V")]
    assert found["left_id"].tolist() == ["clienten:gemeente.csv:2"]
    assert found["right_id"].tolist() == ["clienten:team.csv:2"]


def test_a_value_comes_from_the_first_row_that_has_it():
    rows = [{**PERSON, "person": "p", "postcode": None}, {**PERSON, "person": "p"}]
    found = compare([{**PERSON, "person": "p"}], rows, kind=CLIENTEN, pairs=[(0, 1, "certain")])
    assert fields_of(found) == []


def numbered(*numbers: str) -> list[dict[str, Any]]:
    return [{**PERSON, "clientnummer": number} for number in numbers]


def test_client_numbers_count_where_most_are_the_same():
    found = compare(numbered("1", "2", "3"), numbered("1", "2", "9"), kind=CLIENTEN)
    assert fields_of(found) == [("clientnummer", "3", "9")]


def test_another_numbering_is_no_difference():
    found = compare(numbered("1", "2", "3"), numbered("A7", "2", "A9"), kind=CLIENTEN)
    assert fields_of(found) == []


def test_an_unreadable_birth_date_is_shown_as_it_stands():
    right = {**PERSON, "geboortedatum": None, "unreadable": "geboortedatum"}
    raw = {(Side.TEAM, 0, "geboortedatum"): "31-02-1980"}
    found = compare([PERSON], [right], kind=CLIENTEN, raw=raw)
    assert fields_of(found) == [("geboortedatum", "1980-02-03", "31-02-1980")]


def test_persons_in_review_are_not_compared():
    found = compare(
        [{**PERSON, "person": "p"}],
        [{**PERSON, "person": "p", "geslacht": "V"}],
        kind=CLIENTEN,
        pairs=[(0, 0, "review")],
        person_pairs=[("p", "p", "review")],
    )
    assert fields_of(found) == []
    assert found["cause"].tolist() == ["te_beoordelen", "te_beoordelen"]


def test_the_table_is_as_declared():
    found = compare([PERSON], [{**PERSON, "bsn": "999900018"}], kind=CLIENTEN)
    Differences.validate(found)
    assert found["cause"].tolist() == ["bsn"]
