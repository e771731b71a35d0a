from datetime import date

import pytest

ONE_DAY = {"einddatum": date(2026, 7, 1), "frequentie": "6"}


@pytest.mark.parametrize(
    ("fields", "field", "rule"),
    [
        ({"eenheid": None}, "eenheid", "unit_missing"),
        ({"frequentie": None}, "frequentie", "frequency_missing"),
        ({"volume": None}, "volume", "volume_missing"),
        ({"volume": 0.0}, "volume", "volume_zero"),
        ({"volume": -1.0}, "volume", "volume_negative"),
        ({"volume": 25.0, "frequentie": "1"}, "volume", "volume_impossible"),
        ({"volume": 1441.0, "frequentie": "1", "eenheid": "01"}, "volume", "volume_impossible"),
        ({"volume": 169.0}, "volume", "volume_impossible"),
        ({"volume": 8.0, "eenheid": "14"}, "volume", "volume_impossible"),
        ({"volume": 25.0, **ONE_DAY}, "volume", "volume_impossible"),
        ({"volume": 1.0, "eenheid": "14", "frequentie": "1"}, "frequentie", "unit_frequency"),
        ({"budget": 100_00}, "budget", "budget_and_volume"),
        ({"productcode": None}, "productcode", "volume_without_product"),
        ({"volume": None, "eenheid": None, "frequentie": None}, "volume", "product_without_volume"),
    ],
)
def test_one_wrong_volume(held, toewijzing, fields, field, rule) -> None:
    rows = [toewijzing(0), toewijzing(1, **fields), toewijzing(2)]
    assert held(rows) == [(3, field, rule)]


@pytest.mark.parametrize(
    "fields",
    [
        {"volume": 24.0, "frequentie": "1"},
        {"volume": 168.0},
        {"volume": 7.0, "eenheid": "14"},
        {"volume": 20_000.0, "eenheid": "83"},
        {"volume": 24.0, **ONE_DAY},
        {"volume": 5.0, "eenheid": "82", "frequentie": "1"},
    ],
)
def test_what_just_fits_is_right(held, toewijzing, fields) -> None:
    assert held([toewijzing(0, **fields)]) == []


def test_minutes_among_hours_are_a_factor_off(findings, toewijzing) -> None:
    rows = [toewijzing(n, volume=float(2 + n % 3)) for n in range(20)]
    found = findings([*rows, toewijzing(30, volume=120.0)])
    found = found[found["rule"] == "volume_factor"]
    assert found[["row", "value", "details"]].to_numpy().tolist() == [
        [22, "120", '{"factor": "× 60"}']
    ]


def test_volumes_that_vary_are_no_factor_off(held, toewijzing) -> None:
    assert held([toewijzing(n, volume=float(1 + n % 8)) for n in range(40)]) == []


def test_one_hour_beside_two_to_five_is_no_factor_off(held, toewijzing) -> None:
    hours = [2.0, 2.0, 2.5, 2.5, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 4.0, 4.0, 4.0, 5.0, 1.0]
    assert held([toewijzing(n, volume=amount) for n, amount in enumerate(hours)]) == []


def test_what_many_have_is_usual(held, toewijzing) -> None:
    rows = [toewijzing(n, volume=4.0 if n % 6 else 16.0) for n in range(36)]
    assert held(rows) == []


def test_a_large_volume_that_is_no_clean_factor_is_left_alone(held, toewijzing) -> None:
    rows = [toewijzing(n, volume=4.0) for n in range(20)]
    assert held([*rows, toewijzing(30, volume=37.0)]) == []


def test_few_rows_say_nothing_of_what_is_usual(held, toewijzing) -> None:
    rows = [toewijzing(n, volume=2.0) for n in range(5)]
    assert held([*rows, toewijzing(30, volume=120.0)]) == []
