from datetime import date

import pytest

from wijkcheck.records.fields import RecordType


def test_rows_without_a_fault_give_no_findings(held, toewijzing) -> None:
    assert held([toewijzing(number) for number in range(60)]) == []


@pytest.mark.parametrize(
    ("fields", "field", "rule"),
    [
        ({"bsn": "123456783"}, "bsn", "bsn_eleven_test"),
        ({"bsn": "12345"}, "bsn", "bsn_eleven_test"),
        ({"bsn": "999999999"}, "bsn", "bsn_placeholder"),
        ({"bsn": "000000000"}, "bsn", "bsn_placeholder"),
        ({"bsn": "1010101025"}, "bsn", "bsn_is_a_number"),
        ({"bsn": None}, "bsn", "bsn_missing"),
        ({"postcode": "1234SS"}, "postcode", "postcode_shape"),
        ({"gemeentecode": "0457"}, "gemeentecode", "municipality_invalid"),
        ({"gemeentecode": "9999"}, "gemeentecode", "municipality_invalid"),
        ({"eenheid": "99"}, "eenheid", "code_unknown"),
        ({"frequentie": "3"}, "frequentie", "code_outdated"),
        ({"reden_wijziging": "01"}, "reden_wijziging", "code_outdated"),
        ({"productcode": "Begeleiding"}, "productcode", "product_shape"),
        ({"productcode": "07A16"}, "productcode", "product_category"),
        ({"wet": "jeugd", "geboortedatum": date(2015, 3, 4)}, "wet", "category_law"),
        ({"ingangsdatum": None}, "ingangsdatum", "required_missing"),
    ],
)
def test_one_wrong_field(held, toewijzing, fields, field, rule) -> None:
    rows = [toewijzing(0), toewijzing(1, **fields), toewijzing(2)]
    assert held(rows) == [(3, field, rule)]


def test_a_code_that_ended_later_was_valid_on_the_first_day(held, toewijzing) -> None:
    weesp = {"gemeentecode": "0457", "ingangsdatum": date(2021, 5, 1)}
    assert held([toewijzing(1, **weesp)]) == []


def test_a_cell_that_could_not_be_read_is_not_missing(held, toewijzing) -> None:
    rows = [toewijzing(0), toewijzing(1, ingangsdatum=None, unreadable="ingangsdatum")]
    assert held(rows) == []


def test_a_source_without_the_column_misses_nothing(held, toewijzing) -> None:
    without = [toewijzing(n, bsn=None, source="b.csv") for n in (5, 6)]
    assert held([toewijzing(0), toewijzing(1), *without]) == []


def test_nobody_to_recognise(held, toewijzing) -> None:
    rows = [toewijzing(0), toewijzing(1, achternaam=None, bsn=None)]
    assert held(rows) == [(3, "achternaam", "identity_missing"), (3, "bsn", "bsn_missing")]


def test_agb_is_minded_where_providers_are_agb_codes(held, toewijzing) -> None:
    codes = ["41012345", "41012346", "6012345"]
    rows = [toewijzing(n, aanbieder=code) for n, code in enumerate(codes)]
    assert held(rows) == [(4, "aanbieder", "agb_shape")]
    numbers = [toewijzing(n, aanbieder=code) for n, code in enumerate(["1", "2", "41012345"])]
    assert held(numbers) == []


def test_a_column_of_product_names_is_left_alone(held, toewijzing) -> None:
    assert held([toewijzing(n, productcode="Begeleiding individueel") for n in range(3)]) == []


def test_codes_of_the_municipalitys_own_tell_no_law(held, toewijzing) -> None:
    own = {"productcategorie": None, "productcode": "45A04"}  # its own for Wmo
    assert held([toewijzing(n, **own) for n in range(3)]) == []


def test_reason_for_stopping_of_the_other_law(held) -> None:
    row = {
        "bsn": "999900006", "achternaam": "Vos", "wet": "wmo", "begindatum": date(2026, 7, 1),
        "reden_beeindiging": "35",
    }  # fmt: skip
    assert held([row], RecordType.LEVERINGEN) == [(2, "reden_beeindiging", "stop_reason_law")]


def test_most_bsns_from_the_test_range_is_said_once(findings, toewijzing) -> None:
    found = findings([toewijzing(n) for n in range(4)])
    assert found["rule"].tolist() == ["bsn_test_source"]
    assert found["row"].isna().all()
    assert found["severity"].tolist() == ["notice"]


def test_few_test_bsns_are_each_a_notice(findings, toewijzing) -> None:
    real = ["123456782", "111222333", "249566758"]
    rows = [toewijzing(n, bsn=bsn) for n, bsn in enumerate(real)]
    found = findings([*rows, toewijzing(9)])
    assert found[["row", "rule"]].to_numpy().tolist() == [[5, "bsn_test_range"]]
