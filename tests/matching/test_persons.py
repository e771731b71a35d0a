"""Which records of one side are one client."""

import pandas as pd
import pytest

from tests.matching.lists import BSN, records, world
from wijkcheck.matching.persons import persons
from wijkcheck.matching.tables import Persons
from wijkcheck.records.fields import RecordType

CLIENTEN = RecordType.CLIENTEN


def groups(table: str) -> list[list[int]]:
    """Return the row numbers that are one client, as the municipality's list has them."""
    found = persons(world(municipality_clienten=records(CLIENTEN, table)))
    Persons.validate(found)
    rows = found["record_id"].str.rsplit(":", n=1).str[1].astype(int)
    return sorted(rows.groupby(found["person_id"]).apply(sorted))


def test_one_bsn_is_one_client() -> None:
    assert groups(
        f"""bsn | achternaam | geboortedatum
        {BSN[0]} | Jansen | 1980-05-01
        {BSN[0]} | Janssen | 1980-05-01
        {BSN[1]} | Jansen | 1980-05-01"""
    ) == [[2, 3], [4]]


def test_one_bsn_with_two_names_and_birth_dates_is_two_clients() -> None:
    assert groups(
        f"""bsn | achternaam | geboortedatum
        {BSN[0]} | Jansen | 1980-05-01
        {BSN[0]} | Bakker | 1991-11-12
        {BSN[0]} | Bakker | 1991-11-12"""
    ) == [[2], [3, 4]]


def test_an_invalid_or_default_bsn_names_nobody() -> None:
    assert groups(
        """bsn | achternaam | geboortedatum
        999999999 | Jansen | 1980-05-01
        999999999 | Bakker | 1991-11-12
        123456789 | Smit | 1990-01-02
        123456789 | Visser | 1970-01-03"""
    ) == [[2], [3], [4], [5]]


def test_a_client_number_joins_within_a_source_only() -> None:
    assert groups(
        """source | row | clientnummer | achternaam
        a.csv | 2 | 7 | Jansen
        a.csv | 3 | 7 |
        b.csv | 4 | 7 | Bakker"""
    ) == [[2, 3], [4]]


def test_a_record_without_bsn_follows_its_number_to_the_one_bsn() -> None:
    assert groups(
        f"""clientnummer | bsn
        7 | {BSN[0]}
        7 |
        8 | {BSN[1]}
        8 | {BSN[2]}
        8 | """
    ) == [[2, 3], [4], [5], [6]]


def test_name_and_birth_date_join_when_both_are_complete() -> None:
    assert groups(
        """achternaam | voornamen | geboortedatum
        van der Berg | Piet | 1980-05-01
        BERG, VAN DER | Piet | 1980-05-01
        Berg | | 1980-05-01
        Berg | Piet | """
    ) == [[2, 3], [4], [5]]


def test_two_numbers_of_one_source_keep_namesakes_apart() -> None:
    assert groups(
        """clientnummer | achternaam | voornamen | geboortedatum
        1 | Berg | Piet | 1980-05-01
        2 | Berg | Piet | 1980-05-01"""
    ) == [[2], [3]]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    table = records(
        CLIENTEN,
        f"""bsn | clientnummer | achternaam | voornamen | geboortedatum
        {BSN[0]} | 1 | Jansen | Jan | 1980-05-01
         | 1 | Jansen | Jan | 1980-05-01
         | 2 | Smit | An | 1970-02-02
        {BSN[3]} | 3 | Smit | An | 1970-02-02""",
    )
    shuffled = table.sample(frac=1, random_state=seed)
    first = persons(world(municipality_clienten=table)).sort_values("record_id", ignore_index=True)
    second = persons(world(municipality_clienten=shuffled))
    pd.testing.assert_frame_equal(first, second.sort_values("record_id", ignore_index=True))
