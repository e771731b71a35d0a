from datetime import date

import pytest

from wijkcheck.records.fields import RecordType


def client(number: int, **fields: object) -> dict[str, object]:
    return {
        "clientnummer": str(number),
        "bsn": ("123456782", "111222333", "249566758", "319072356")[number % 4],
        "achternaam": ("Vos", "Mol", "Das", "Haas")[number % 4],
        "voornamen": "Vera",
        "geboortedatum": date(1960 + number % 4, 5, 6),
        "ingangsdatum": date(2026, 1 + number % 12, 3),
        **fields,
    }


@pytest.fixture
def clients(held):
    return lambda *rows: held(rows, RecordType.CLIENTEN)


def test_a_client_number_with_another_bsn(clients) -> None:
    twice = [client(1), client(1, ingangsdatum=date(2026, 6, 1))]
    wrong = client(1, bsn="319072356", ingangsdatum=date(2026, 7, 1))
    assert clients(wrong, *twice) == [(2, "bsn", "client_two_bsn")]


def test_the_same_number_in_another_source_is_another_client(clients) -> None:
    assert clients(client(1), client(2, clientnummer="1", source="b.csv")) == []


def test_numbers_of_households_are_said_once(clients) -> None:
    def bsn(number: int) -> str:
        digits = [int(d) for d in f"{number:08d}"]
        last = sum(w * d for w, d in zip(range(9, 1, -1), digits, strict=True)) % 11
        return f"{number:08d}{last}" if last < 10 else bsn(number + 7)

    rows = [
        client(
            0,
            clientnummer=str(n // 2),
            bsn=bsn(10_000_000 + 100 * n),
            achternaam=f"Naam{chr(97 + n)}",
        )
        for n in range(12)
    ]
    assert clients(*rows) == [(None, "clientnummer", "client_number_shared")]


def test_one_bsn_of_two_persons(clients) -> None:
    other = client(2, bsn="123456782")
    assert clients(client(0), other) == [(3, "bsn", "bsn_two_persons")]


def test_another_name_or_another_birth_date_alone_is_one_person(clients) -> None:
    married = client(0, achternaam="Beer", ingangsdatum=date(2026, 6, 1))
    typed = client(0, geboortedatum=date(1960, 6, 5), ingangsdatum=date(2026, 7, 1))
    assert clients(client(0), married, typed) == []


def test_a_parent_and_a_child_under_one_bsn(clients) -> None:
    child = client(0, voornamen="Tom", geboortedatum=date(1990, 1, 2), clientnummer="9")
    assert clients(client(0), child) == [(3, "bsn", "bsn_two_persons")]


@pytest.mark.parametrize(
    "fields",
    [
        {"bsn": None},
        {"bsn": "319072356"},
        {"achternaam": "VÓS", "bsn": None},
        {"voornamen": None, "bsn": None},
    ],
)
def test_who_looks_alike_under_another_number(clients, fields) -> None:
    other = client(0, clientnummer="77", ingangsdatum=date(2026, 9, 9), **fields)
    found = [f for f in clients(client(0), client(1), other) if f[2] != "bsn_missing"]
    assert found == [(4, "achternaam", "mogelijk_dubbel")]


@pytest.mark.parametrize(
    "fields",
    [
        {"voornamen": "Tom", "bsn": "319072356"},  # a twin
        {"voornamen": None, "voorletters": "V", "bsn": "319072356"},  # maybe a twin
        {"geboortedatum": date(1961, 5, 6), "bsn": None},
        {"achternaam": "Vis", "bsn": None},
    ],
)
def test_who_does_not_look_alike(clients, fields) -> None:
    other = client(0, clientnummer="77", ingangsdatum=date(2026, 9, 9), **fields)
    assert [f for f in clients(client(0), other) if f[2] != "bsn_missing"] == []


def test_nothing_is_chained(clients) -> None:
    rows = [client(0, bsn=None, clientnummer=str(n)) for n in range(4)]
    assert clients(*rows) == [(row, "achternaam", "mogelijk_dubbel") for row in (3, 4, 5)]
