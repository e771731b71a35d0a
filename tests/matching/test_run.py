"""Clients and their records of both sides paired: certain links, the model, hard stops, copies."""

import pandas as pd
import pytest

from tests.matching.lists import BSN, records, world
from wijkcheck import matching
from wijkcheck.matching.tables import Pairs
from wijkcheck.records.fields import RecordType

CLIENTEN, TOEWIJZINGEN = RecordType.CLIENTEN, RecordType.TOEWIJZINGEN

NEIGHBOURS = """
 | Peters | Koos | 1950-03-04 | M | Kerkweg | 1 | 1234AB
 | Visser | Anna | 1961-07-08 | V | Kerkweg | 3 | 1234AB
 | Bakker | Dirk | 1972-09-10 | M | Molenpad | 5 | 1235CD
 | Smit | Els | 1983-11-12 | V | Molenpad | 7 | 1235CD
 | de Boer | Gijs | 1994-01-14 | M | Veldlaan | 9 | 1236EF
"""
OTHERS = "".join(f"\n{bsn} | | | 19{n}5-06-07 | | | | " for n, bsn in enumerate(BSN))
HEAD = (
    "bsn | achternaam | voornamen | geboortedatum | geslacht | straatnaam | huisnummer | postcode"
)


def client_pairs(left: str, right: str) -> dict[tuple[int, int], tuple[str, str]]:
    """Return status and basis by the row numbers of the pair; both lists hold five neighbours."""
    a = records(CLIENTEN, HEAD + NEIGHBOURS + left, "gemeente.csv")
    b = records(CLIENTEN, HEAD + NEIGHBOURS + right, "team.csv")
    found = matching.run(world(municipality_clienten=a, team_clienten=b)).person_pairs
    Pairs.validate(found)
    rows = (found[c].str.rsplit(":", n=1).str[1].astype(int) for c in ("left_id", "right_id"))
    pairs = zip(*rows, strict=True)
    return dict(zip(pairs, zip(found["status"], found["basis"], strict=True), strict=True))


def reasons(left: str, right: str) -> dict[tuple[int, int], str]:
    """Return why pairs are to be reviewed, by their row numbers; both lists as in client_pairs."""
    a = records(CLIENTEN, HEAD + NEIGHBOURS + left, "gemeente.csv")
    b = records(CLIENTEN, HEAD + NEIGHBOURS + right, "team.csv")
    found = matching.run(world(municipality_clienten=a, team_clienten=b))
    assert found.evidence is not None
    why = found.evidence.why(found.person_pairs)
    assert why.notna().equals(found.person_pairs["status"].eq("review"))
    pairs = found.person_pairs[why.notna()]
    rows = (pairs[c].str.rsplit(":", n=1).str[1].astype(int) for c in ("left_id", "right_id"))
    return dict(zip(zip(*rows, strict=True), why.dropna(), strict=True))


def test_neighbours_are_paired_with_themselves_only() -> None:
    found = client_pairs("", "")
    assert {pair for pair, (status, _) in found.items() if status in ("certain", "probable")} == {
        (row, row) for row in range(2, 7)
    }


def test_a_valid_bsn_links_whatever_the_name_says() -> None:
    found = client_pairs(
        f"{BSN[0]} | Jansen | Jan | 1980-05-01 | M | Laan | 2 | 1111AA",
        f"{BSN[0]} | Jansen-de Wit | J | 1980-05-10 | M | Plein | 9 | 2222BB",
    )
    assert found[7, 7] == ("certain", "bsn")


def test_one_bsn_of_two_different_people_is_no_certain_link() -> None:
    found = client_pairs(
        f"{BSN[0]} | Jansen | Jan | 1980-05-01 | M | Laan | 2 | 1111AA",
        f"{BSN[0]} | Mulder | Fatma | 1999-12-31 | V | Plein | 9 | 2222BB",
    )
    assert found.get((7, 7), ("", ""))[0] not in ("certain", "probable")


def test_a_client_without_bsn_is_found_by_name_birth_date_and_address() -> None:
    found = client_pairs(
        " | van der Heijden | Johannes | 1980-05-01 | M | Dorpsstraat | 12 | 1111AA",
        f"{BSN[1]} | v.d. Heyden | Jan | 1980-01-05 | M | Dorpsstr. | 12 | 1111 AA",
    )
    assert found[7, 7][0] in ("certain", "probable")


def test_two_valid_bsns_that_differ_stop_a_pair_however_alike() -> None:
    found = client_pairs(
        f"{BSN[0]} | Jansen | Jan | 1980-05-01 | M | Laan | 2 | 1111AA",
        f"{BSN[5]} | Jansen | Jan | 1980-05-01 | M | Laan | 2 | 1111AA",
    )
    assert found[7, 7][0] == "review"


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        pytest.param(
            f"{BSN[0]} | Jansen | Jan | 1980-05-01 | M | Laan | 2 | 1111AA",
            f"{BSN[5]} | Jansen | Jan | 1980-05-01 | M | Laan | 2 | 1111AA",
            {(7, 7): "bsn"},
            id="two valid BSNs",
        ),
        pytest.param(
            "123456789 | Jansen | | | M | | | " + OTHERS,
            "123456789 | Mulder | | | M | | | " + OTHERS,
            {(7, 7): "bsn_invalid"},
            id="an invalid BSN alone",
        ),
        pytest.param(
            " | Kuipers | Sanne | 2012-05-01 | V | Laan | 2 | 1111AA",
            " | Kuipers | Saskia | 2012-05-01 | V | Laan | 2 | 1111AA",
            {(7, 7): "twins"},
            id="twins",
        ),
        pytest.param(
            " | Jansen | Jan | | M | Laan | 2 | 1111AA",
            " | Jansen | Jan | | M | Laan | 2 | 1111AA\n | Jansen | Jan | | M | Laan | 2 | 1111AA",
            {(7, 7): "tie", (7, 8): "tie"},
            id="a tie",
        ),
        pytest.param(
            " | Jansen | Jan | 1980-05-01 | M | Laan | 2 | 1111AA",
            " | Jansen | | 1961-07-23 | | Laan | 2 | 1111AA",
            {(7, 7): "unlikely"},
            id="against the odds",
        ),
    ],
)
def test_why_a_pair_is_left_to_a_person(
    left: str, right: str, why: dict[tuple[int, int], str]
) -> None:
    assert reasons(left, right) == why


def test_twins_whose_given_names_do_not_tell_go_to_review() -> None:
    found = client_pairs(
        " | Kuipers | Tim | 2012-05-01 | M | Laan | 2 | 1111AA\n"
        " | Kuipers | Bas | 2012-05-01 | M | Laan | 2 | 1111AA",
        " | Kuipers | | 2012-05-01 | M | Laan | 2 | 1111AA",
    )
    assert {found[pair][0] for pair in ((7, 7), (8, 7)) if pair in found} == {"review"}


def test_twins_of_one_initial_stay_under_review_when_the_other_is_linked() -> None:
    found = client_pairs(
        f" | Kuipers | Sanne | 2012-05-01 | V | Laan | 2 | 1111AA\n"
        f"{BSN[1]} | Kuipers | Saskia | 2012-05-01 | V | Laan | 2 | 1111AA",
        f" | Kuipers | S. | 2012-05-01 | V | Laan | 2 | 1111AA\n"
        f"{BSN[1]} | Kuipers | Saskia | 2012-05-01 | V | Laan | 2 | 1111AA",
    )
    assert found[8, 8] == ("certain", "bsn")
    assert found[7, 7][0] == "review"


def test_without_any_given_name_the_only_candidate_is_taken() -> None:
    found = client_pairs(
        " | Kuipers | Tim | 2012-05-01 | M | Laan | 2 | 1111AA",
        " | Kuipers | | 2012-05-01 | M | Laan | 2 | 1111AA",
    )
    assert found[7, 7][0] in ("certain", "probable")


def allocations(left: str, right: str) -> matching.Matched:
    fields = "toewijzingnummer | team | productcode | ingangsdatum | einddatum | volume | eenheid"
    head = f"bsn | {fields}\n"
    a = records(TOEWIJZINGEN, head + left, "gemeente.csv")
    b = records(TOEWIJZINGEN, head + right, "team.csv")
    return matching.run(world(municipality_toewijzingen=a, team_toewijzingen=b))


def rows(pairs: pd.DataFrame) -> set[tuple[int, int]]:
    left, right = (
        pairs[c].str.rsplit(":", n=1).str[1].astype(int) for c in ("left_id", "right_id")
    )
    return set(zip(left, right, strict=True))


def test_two_allocations_of_one_client_do_not_cross() -> None:
    found = allocations(
        f"{BSN[0]} | | Noord | 02A16 | 2026-01-01 | 2026-12-31 | 4 | 04\n"
        f"{BSN[0]} | | Noord | 07A12 | 2026-01-01 | 2026-12-31 | 2 | 16",
        f"{BSN[0]} | | Noord | 07A12 | 2026-01-05 | 2026-12-31 | 8 | 04\n"
        f"{BSN[0]} | | Noord | 02A16 | 2026-01-01 | | 240 | 01",
    )
    assert rows(found.pairs) == {(2, 3), (3, 2)}


def test_a_number_pairs_records_whose_product_and_dates_differ() -> None:
    found = allocations(
        f"{BSN[0]} | 1001 | Noord | 02A16 | 2026-01-01 | | 4 | 04\n"
        f"{BSN[0]} | 1002 | Noord | 02A17 | 2026-03-01 | | 4 | 04",
        f"{BSN[0]} | 1001 | Noord | 02A17 | 2026-03-01 | | 4 | 04",
    )
    assert rows(found.pairs) == {(2, 2)}


def test_other_products_in_other_periods_stay_apart() -> None:
    found = allocations(
        f"{BSN[0]} | | Noord | 02A16 | 2025-01-01 | 2025-06-30 | 4 | 04",
        f"{BSN[0]} | | Noord | 45A03 | 2026-03-01 | | 3 | 04",
    )
    assert rows(found.pairs) == set()


def test_a_repeated_number_is_a_copy_and_in_no_pair() -> None:
    found = allocations(
        f"{BSN[0]} | 1001 | Noord | 02A16 | 2026-01-01 | | 4 | 04",
        f"{BSN[0]} | 1001 | Noord | 02A16 | 2026-01-01 | | 4 | 04\n"
        f"{BSN[0]} | 1001 | Noord | 02A16 | 2026-01-01 | | 4 | 04",
    )
    assert found.copies[["side", "record_id", "first_id"]].to_numpy().tolist() == [
        ["team", "toewijzingen:team.csv:3", "toewijzingen:team.csv:2"]
    ]
    assert rows(found.pairs) == {(2, 2)}


def test_across_teams_the_one_that_the_municipality_names_is_no_copy() -> None:
    found = allocations(
        f"{BSN[0]} | 1001 | Zuid | 02A16 | 2026-01-01 | | 4 | 04",
        f"{BSN[0]} | 1001 | Noord | 02A16 | 2026-01-01 | | 4 | 04\n"
        f"{BSN[0]} | 1001 | Zuid | 02A16 | 2026-01-01 | | 4 | 04",
    )
    assert found.copies["record_id"].tolist() == ["toewijzingen:team.csv:2"]
    assert rows(found.pairs) == {(2, 3)}


def test_a_column_that_one_team_lacks_does_not_hide_a_copy() -> None:
    head = "bsn | toewijzingnummer | gemeentecode | team | productcode | ingangsdatum\n"
    first = f"{BSN[0]} | 1001 | 0034 | Zuid | 02A16 | 2026-01-01"
    a = records(TOEWIJZINGEN, head + first, "gemeente.csv")
    b = records(
        TOEWIJZINGEN, f"{head}{first}\n{BSN[0]} | 1001 | | Noord | 02A16 | 2026-01-01", "team.csv"
    )
    found = matching.run(world(municipality_toewijzingen=a, team_toewijzingen=b))
    assert found.copies["record_id"].tolist() == ["toewijzingen:team.csv:3"]


def test_a_repeated_number_is_a_copy_without_bsn_and_given_name_too() -> None:
    head = "toewijzingnummer | achternaam | geboortedatum | productcode | ingangsdatum\n"
    first = "1001 | Jansen | 1980-05-01 | 02A16 | 2026-01-01"
    other = "1001 | Bakker | 1991-11-12 | 02A16 | 2026-01-01"
    a = records(TOEWIJZINGEN, head + first, "gemeente.csv")
    b = records(TOEWIJZINGEN, f"{head}{first}\n{first}\n{other}", "team.csv")
    found = matching.run(world(municipality_toewijzingen=a, team_toewijzingen=b))
    assert found.copies["record_id"].tolist() == ["toewijzingen:team.csv:3"]


def test_one_number_in_two_laws_is_two_allocations() -> None:
    head = "bsn | toewijzingnummer | wet | ingangsdatum | productcode\n"
    lines = f"{BSN[0]} | 1 | wmo | 2026-01-01 | 02A16\n{BSN[0]} | 1 | jeugd | 2026-02-01 | 45A03"
    a, b = (records(TOEWIJZINGEN, head + lines, f"{name}.csv") for name in ("gemeente", "team"))
    found = matching.run(world(municipality_toewijzingen=a, team_toewijzingen=b))
    assert found.copies.empty
    assert rows(found.pairs) == {(2, 2), (3, 3)}


def test_two_numbers_in_one_list_are_two_allocations() -> None:
    found = allocations(
        f"{BSN[0]} | 1001 | Noord | 02A16 | 2026-01-01 | | 4 | 04\n"
        f"{BSN[0]} | 1002 | Noord | 02A16 | 2026-01-01 | | 4 | 04",
        f"{BSN[0]} | 1001 | Noord | 02A16 | 2026-01-01 | | 4 | 04",
    )
    assert found.copies.empty
    assert rows(found.pairs) == {(2, 2)}


def test_a_chance_number_of_another_client_links_nobody() -> None:
    found = allocations(
        f"{BSN[0]} | 1 | Noord | 02A16 | 2026-01-01 | | 4 | 04\n"
        f"{BSN[1]} | 2 | Noord | 02A16 | 2026-02-01 | | 4 | 04",
        f"{BSN[1]} | 1 | Noord | 02A16 | 2026-02-01 | | 4 | 04\n"
        f"{BSN[0]} | 2 | Noord | 02A16 | 2026-01-01 | | 4 | 04",
    )
    assert rows(found.pairs) == {(2, 3), (3, 2)}


def test_nothing_on_one_side_gives_no_pairs() -> None:
    some = records(CLIENTEN, f"bsn | achternaam\n{BSN[0]} | Jansen")
    found = matching.run(world(municipality_clienten=some, team_clienten=some.iloc[:0]))
    assert len(found.persons) == 1
    assert found.person_pairs.empty
    assert found.pairs.empty
