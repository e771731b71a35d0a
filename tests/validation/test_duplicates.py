import json
from datetime import date

import pytest

from wijkcheck.records.fields import RecordType


def test_a_copy_names_the_original(findings, toewijzing) -> None:
    rows = [toewijzing(0), toewijzing(1), toewijzing(0)]
    found = findings(rows).query("rule == 'duplicate_record'")
    assert found[["row", "field"]].to_numpy().tolist() == [[4, "toewijzingnummer"]]
    assert json.loads(found["details"].iloc[0]) == {"other_source": "a.csv", "other_row": "2"}


def test_a_copy_in_another_delivery_of_the_side(held, toewijzing) -> None:
    copy = toewijzing(0, source="b.csv", row=9, team="Zuid")
    assert held([toewijzing(0, team="Noord"), copy]) == [
        (9, "toewijzingnummer", "duplicate_record")
    ]


def test_each_extra_copy_is_found_whatever_the_order(held, toewijzing) -> None:
    rows = [toewijzing(0, source="b.csv", row=9), toewijzing(0), toewijzing(0)]
    assert [row for row, *_ in held(rows)] == [4, 9]


def test_a_client_listed_twice(held) -> None:
    client = {"clientnummer": "7", "achternaam": "Vos", "ingangsdatum": date(2026, 1, 1)}
    other = {**client, "clientnummer": "8", "achternaam": "Mol"}
    found = held([client, other, client], RecordType.CLIENTEN)
    assert found == [(4, "clientnummer", "duplicate_record")]


@pytest.mark.parametrize(
    "fields",
    [{"productcode": "02A17"}, {"bsn": "123456782", "achternaam": "Mol", "geboortedatum": None}],
)
def test_a_number_of_two(held, toewijzing, fields) -> None:
    rows = [toewijzing(0), toewijzing(0, **fields)]
    assert held(rows) == [(3, "toewijzingnummer", "number_of_two")]


def test_a_number_with_other_data_of_the_same_client_and_product(held, toewijzing) -> None:
    rows = [toewijzing(0), toewijzing(0, einddatum=date(2027, 3, 31))]
    assert held(rows) == [(3, "toewijzingnummer", "number_repeated")]


def test_the_same_number_under_another_law_is_another_number(held, toewijzing) -> None:
    youth = {"wet": "jeugd", "productcategorie": "45", "productcode": "45A04"}
    other = toewijzing(1, **youth, toewijzingnummer="1000", geboortedatum=date(2015, 1, 2))
    assert held([toewijzing(0), other]) == []


def overlapping(first: tuple[int, int], second: tuple[int, int]) -> list[dict[str, object]]:
    return [
        {
            "toewijzingnummer": str(n),
            "ingangsdatum": date(2026, a, 1),
            "einddatum": date(2026, b, 1),
        }
        for n, (a, b) in enumerate((first, second))
    ]


@pytest.mark.parametrize(
    ("periods", "rows"),
    [
        (((1, 3), (4, 6)), []),
        (((1, 4), (4, 6)), [3]),  # both days count
        (((4, 6), (1, 12)), [2]),  # the later one begins in the other, wherever it stands
    ],
)
def test_overlapping_periods_of_a_client_and_product(held, toewijzing, periods, rows) -> None:
    found = held([toewijzing(0, **fields) for fields in overlapping(*periods)])
    assert found == [(row, "ingangsdatum", "overlap") for row in rows]


def test_a_long_one_is_remembered_over_short_ones(findings, toewijzing) -> None:
    periods = [(1, 12), (2, 3), (5, 6)]
    rows = [
        toewijzing(
            0, toewijzingnummer=str(n), ingangsdatum=date(2026, a, 1), einddatum=date(2026, b, 1)
        )
        for n, (a, b) in enumerate(periods)
    ]
    found = findings(rows).query("rule == 'overlap'")
    assert found["row"].tolist() == [3, 4]
    assert [json.loads(text)["other_row"] for text in found["details"]] == ["2", "2"]


def test_open_ends_overlap_but_removed_ones_do_not(held, toewijzing) -> None:
    open_end = {"einddatum": None, "frequentie": "4"}
    later = toewijzing(0, toewijzingnummer="1", ingangsdatum=date(2026, 9, 1), **open_end)
    assert held([toewijzing(0, **open_end), later])[0][2] == "overlap"
    day = date(2026, 9, 1)
    removed = toewijzing(
        0, toewijzingnummer="1", ingangsdatum=day, einddatum=day, reden_wijziging="13"
    )
    assert held([toewijzing(0), removed]) == [(3, "reden_wijziging", "removed")]


def test_another_provider_may_deliver_the_same_product(held, toewijzing) -> None:
    other = toewijzing(0, toewijzingnummer="1", aanbieder="Zorg B", ingangsdatum=date(2026, 8, 1))
    assert held([toewijzing(0, aanbieder="Zorg A"), other]) == []


def test_numbers_of_decisions_are_said_once(held, toewijzing) -> None:
    rows = [
        toewijzing(n, toewijzingnummer=str(n), productcode=code)
        for n in range(6)
        for code in ("02A16", "02A17")
    ]
    assert held(rows) == [(None, "toewijzingnummer", "number_shared")]


def test_a_source_that_does_not_name_the_provider_may_mean_the_same(held, toewijzing) -> None:
    long = {"einddatum": date(2027, 12, 31)}
    rows = [
        toewijzing(0, toewijzingnummer="1", aanbieder="Zorg B", **long),
        toewijzing(0, toewijzingnummer="2", aanbieder="Zorg A", ingangsdatum=date(2026, 8, 1)),
        toewijzing(0, toewijzingnummer="3", ingangsdatum=date(2026, 9, 1), source="b.csv"),
        toewijzing(0, toewijzingnummer="4", aanbieder="Zorg A", ingangsdatum=date(2026, 10, 1)),
    ]
    assert held(rows) == [(5, "ingangsdatum", "overlap"), (4, "ingangsdatum", "overlap")]
