from datetime import date

import pytest

from wijkcheck.records.fields import RecordType

JULY = {"begindatum": date(2026, 7, 1), "einddatum": date(2026, 7, 31)}


@pytest.fixture
def declared(held):
    def hold(*rows):
        found = held(rows, RecordType.DECLARATIES)
        return [(row, field, rule) for row, field, rule in found]

    return hold


def line(number: int = 0, **fields: object) -> dict[str, object]:
    return {
        "bsn": "999900006",
        "achternaam": "Vos",
        "dagtekening": date(2026, 8, 10),
        "referentienummer": f"R{number}",
        "toewijzingnummer": str(100 + number),
        "wet": "wmo",
        "productcategorie": "02",
        "productcode": "02A16",
        **JULY,
        "geleverd_volume": 10.0,
        "eenheid": "04",
        "tarief": 70_00,
        "bedrag": 700_00,
        "debet_credit": "D",
        **fields,
    }


def minutes(amount: int) -> dict[str, object]:
    return {"eenheid": "01", "geleverd_volume": 95.0, "tarief": 117, "bedrag": amount}


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({}, None),
        ({"bedrag": 700_01}, "amount_product"),
        ({"bedrag": -700_00, "geleverd_volume": -10.0}, "volume_negative"),
        ({"geleverd_volume": 7.5, "tarief": 14_55, "bedrag": 109_13}, None),
        ({"eenheid": "83", "bedrag": 5}, None),
        (minutes(111_15), None),
        (minutes(110_83), "amount_rounding"),  # 95 minutes of 70 euros an hour
        (minutes(110_00), "amount_product"),
    ],
)
def test_amount_is_volume_times_tariff(declared, fields, rule) -> None:
    assert [found for *_, found in declared(line(0, **fields))] == ([rule] if rule else [])


def test_amounts_are_told_in_euros(findings) -> None:
    found = findings([line(0, bedrag=700_01)], RecordType.DECLARATIES)
    found = found[found["rule"] == "amount_product"]
    assert found["value"].tolist() == ["700.01"]
    assert found["details"].tolist() == ['{"volume": "10", "tariff": "70.00"}']


@pytest.mark.parametrize(
    ("dated", "rules"),
    [(date(2031, 7, 31), []), (date(2031, 8, 1), ["declaration_too_old"])],
)
def test_five_years_back_at_most(declared, dated, rules) -> None:
    assert [rule for *_, rule in declared(line(0, dagtekening=dated))] == rules


def test_a_period_over_the_month_end(declared) -> None:
    over = line(0, einddatum=date(2026, 8, 2))
    assert declared(over) == [(2, "einddatum", "period_month")]


def test_a_delivery_lasts_as_long_as_it_does(held) -> None:
    row = line(0, einddatum=date(2027, 1, 31))
    names = ("bsn", "achternaam", "toewijzingnummer", "productcode", "begindatum", "einddatum")
    assert held([{name: row[name] for name in names}], RecordType.LEVERINGEN) == []


def test_the_same_reference_twice(declared) -> None:
    rows = [line(0), line(1), line(2, referentienummer="R0")]
    assert declared(*rows) == [(4, "referentienummer", "reference_duplicate")]


def test_a_copy_is_a_copy_and_nothing_else(declared) -> None:
    assert declared(line(0), line(0)) == [(3, "toewijzingnummer", "duplicate_record")]


def test_a_second_debet(declared) -> None:
    again = line(1, toewijzingnummer="100")
    assert declared(line(0), again) == [(3, "toewijzingnummer", "debet_twice")]


def test_a_second_debet_after_a_credit_is_right(declared) -> None:
    credit = line(1, toewijzingnummer="100", debet_credit="C", vorig_referentienummer="R0")
    again = line(2, toewijzingnummer="100")
    assert declared(line(0), credit, again) == []


def test_three_debets_and_one_credit_leave_one_too_many(declared) -> None:
    credit = line(1, toewijzingnummer="100", debet_credit="C", vorig_referentienummer="R0")
    more = [line(number, toewijzingnummer="100") for number in (2, 3)]
    assert declared(line(0), credit, *more) == [(5, "toewijzingnummer", "debet_twice")]


@pytest.mark.parametrize("previous", ["R9", None])
def test_a_credit_without_a_debet(declared, previous) -> None:
    credit = line(1, debet_credit="C", vorig_referentienummer=previous)
    assert declared(line(0), credit) == [(3, "referentienummer", "credit_without_debet")]
