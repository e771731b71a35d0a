"""Which row is the header, and which rows below it are no records."""

import pytest

from tests.sources.written import (
    DE_WIT,
    HEADER,
    JANSEN,
    lines,
    refusal,
    rows,
    table,
    value,
)
from wijkcheck.sources.heading import known_names

NAMES = HEADER.split(";")
MANY = [JANSEN, DE_WIT, JANSEN, DE_WIT]


@pytest.mark.parametrize(
    "titles",
    [
        ["Rapportage Q3"],
        ["Gemeente Voorbeeld", "", "Rapportage;Q3 2026", "Aangemaakt op:;01-10-2026", ""],
        [";;;Overzicht toewijzingen", "Team:;Noord", "Periode:;01-07-2026 t/m 30-09-2026"],
        [f"Toelichting {i}: zie de handleiding" for i in range(30)],
        ["", "", "", "Cliënten: 2;Uren: 6,5"],
    ],
)
def test_the_header_is_found_below_titles(titles: list[str]) -> None:
    raw = table(lines(*titles, HEADER, JANSEN, DE_WIT))
    assert list(raw.text.columns) == NAMES
    assert list(raw.text.index) == [len(titles) + 2, len(titles) + 3]
    assert value(raw, "header_row") == str(len(titles) + 1)


@pytest.mark.parametrize(
    "names",
    ["Foo;Bar;Baz", "Naam;Straat;Plaats", "Kolom A;Kolom B;Kolom C", "Voorvoegsel;Straat;Team"],
)
def test_a_table_of_words_only_has_its_header_on_top(names: str) -> None:
    raw = table(lines(names, "van;Kerkstraat;Noord", "de;Molenweg;Zuid", ";Dorpsstraat;Noord"))
    assert list(raw.text.columns) == names.split(";")
    assert len(raw.text) == 3


def test_unknown_names_above_numbers_are_a_header() -> None:
    raw = table(lines("Xqz;Ghj;Pwr", "1;01-01-2026;2,5", "2;01-02-2026;3"))
    assert list(raw.text.columns) == ["Xqz", "Ghj", "Pwr"]


def test_sparse_records_do_not_hide_the_header() -> None:
    wide = ";".join(f"Veld {c}" for c in "abcdefghijklmn")
    raw = table(lines("Rapport", wide, *(f"{i};Jansen;01-01-2026" + ";" * 11 for i in range(9))))
    assert value(raw, "header_row") == "2"
    assert len(raw.text) == 9


def test_a_file_without_header_is_told() -> None:
    raw = table(lines(JANSEN, DE_WIT, JANSEN))
    assert list(raw.text.columns) == [f"kolom {i}" for i in range(1, 9)]
    assert list(raw.text.index) == [1, 2, 3]
    assert value(raw, "no_header") is not None


def test_a_header_without_records_is_an_empty_table() -> None:
    raw = table(HEADER)
    assert list(raw.text.columns) == NAMES
    assert raw.text.empty
    assert str(raw.text.index.dtype) == "int64"
    assert set(map(str, raw.text.dtypes)) == {"str"}


def test_the_header_row_can_be_overruled() -> None:
    raw = table(lines("a;b", "x;y", "1;2"), header_row=2)
    assert list(raw.text.columns) == ["x", "y"]
    assert list(raw.text.index) == [3]


def test_no_header_can_be_asked_for() -> None:
    assert list(table(lines("naam;bsn", "x;1"), header_row=0).text.index) == [1, 2]


@pytest.mark.parametrize("row", [2, 9])
def test_a_header_row_that_is_empty_or_beyond_the_end_is_refused(row: int) -> None:
    error = refusal(lines("a;b", "", "1;2"), header_row=row)
    assert (error.code, error.values["last"]) == ("header_row_missing", 3)


def test_groups_are_joined_to_names_that_need_them() -> None:
    raw = table(
        lines(
            "Cliënt;;;Toewijzing;;",
            "Nummer;Achternaam;Geboortedatum;Nummer;Start;Eind",
            "1;Jansen;01-02-1950;7;01-01-2026;",
            "2;de Wit;01-02-1960;8;01-01-2026;01-02-2026",
        )
    )
    assert list(raw.text.columns) == [
        "Cliënt Nummer",
        "Achternaam",
        "Geboortedatum",
        "Toewijzing Nummer",
        "Start",
        "Eind",
    ]
    assert list(raw.text.index) == [3, 4]
    assert value(raw, "two_line_header") == "1–2"


def test_names_may_stand_in_either_line_of_a_header() -> None:
    raw = table(
        lines(
            "BSN;Naam;Toewijzing;;;Team",
            ";;Nummer;Start;Eind;",
            "999900006;Jansen;1;01-01-2026;;Noord",
            "999900018;de Wit;2;01-02-2026;31-12-2026;Zuid",
        )
    )
    assert list(raw.text.columns) == ["BSN", "Naam", "Toewijzing Nummer", "Start", "Eind", "Team"]
    assert list(raw.text.index) == [3, 4]


def test_repeated_headers_and_titles_are_left_out() -> None:
    page = ["Rapportage Q3", "", HEADER]
    raw = table(lines(*page, JANSEN, DE_WIT, *page, JANSEN, *page, DE_WIT))
    assert list(raw.text.index) == [4, 5, 9, 13]
    assert rows(raw, "repeated_header") == (6, 8, 10, 12)


@pytest.mark.parametrize(
    "total",
    [
        "Totaal;;;;;;;6,5",
        "Totaal",
        "Eindtotaal:;;;;;;;6,5",
        "Subtotaal wijk Noord;;;;;;;6,5",
        ";;;;;;Totaal uren;6,5",
        "Noord Totaal;;;;;;;6,5",
        "Aantal cliënten: 123",
        "Aantal cliënten;123",
        ";;;;;;;6,5",
        "TOTAAL;2 cliënten;;;;;;€ 1.234,50",
    ],
)
def test_totals_are_left_out(total: str) -> None:
    raw = table(lines(HEADER, *MANY, total))
    assert list(raw.text.index) == [2, 3, 4, 5]
    assert rows(raw, "total_rows") == (6,)


def test_subtotals_between_records_are_left_out() -> None:
    totals = ("Subtotaal;;;;;;;4,5", "Subtotaal;;;;;;;2", "Totaal;;;;;;;6,5")
    raw = table(lines(HEADER, JANSEN, totals[0], DE_WIT, *totals[1:]))
    assert list(raw.text.index) == [2, 4]


def test_a_total_in_a_table_of_two_columns_is_left_out_when_it_adds_up() -> None:
    raw = table(lines("Team;Aantal", "Noord;12", "Zuid;13", "Totaal;25"))
    assert list(raw.text["Team"]) == ["Noord", "Zuid"]
    kept = table(lines("Naam;Clientnummer", "Jansen;12", "Bakker;13", "Totaal;19"))
    assert list(kept.text["Naam"]) == ["Jansen", "Bakker", "Totaal"]


@pytest.mark.parametrize(
    "record",
    [
        "999900031;Totaal;T;01-02-1950;Noord;01-01-2026;;4,5",
        "Totaal;999900031;T;01-02-1950;Noord;01-01-2026;;4,5",
        "Som;;;01-02-1950;;;;",
        "999900031;;;;;;;",
        "999900031;Jansen;;;;;;",
        "999900031;;;;;;;4",
        ";Jansen;;01-02-1950;;;;",
        "999900031;Einde;P;01-02-1950;Noord;01-01-2026;;1",
        "C00031;Jansen;;;;;;",
    ],
)
def test_a_record_is_never_left_out(record: str) -> None:
    for before, after in ((MANY, MANY), (MANY, []), ([*MANY, ""], []), ([*MANY, ""], ["", *MANY])):
        raw = table(lines(HEADER, *before, record, *after))
        assert len(before) + 2 in raw.text.index


@pytest.mark.parametrize(
    "footer",
    [
        ["Einde rapport"],
        ["", "Bron: Mens Centraal"],
        ["Pagina 1 van 3"],
        ["", "Deze lijst is vertrouwelijk."],
        ["Geëxporteerd door beheer op 01-10-2026"],
        ["", "Afgedrukt op:;01-10-2026", "Door:;beheer"],
    ],
)
def test_footers_are_left_out(footer: list[str]) -> None:
    raw = table(lines(HEADER, *MANY, *footer))
    assert list(raw.text.index) == [2, 3, 4, 5]
    assert rows(raw, "footer_rows") is not None


def test_page_footers_between_records_are_left_out() -> None:
    raw = table(lines(HEADER, *MANY, "Pagina 1 van 2", *MANY, "Pagina 2 van 2"))
    assert rows(raw, "footer_rows") == (6, 11)
    assert len(raw.text) == 8


def test_titles_between_records_are_left_out() -> None:
    raw = table(lines(HEADER, "Wijkteam Noord", *MANY, "Wijkteam Zuid;;;;;;;", *MANY))
    assert rows(raw, "section_rows") == (2, 7)
    assert len(raw.text) == 8


@pytest.mark.parametrize(
    "below",
    [
        "---;---;---;---;---;---;---;---",
        "=======",
        "(9 cijfers);(tekst);;(dd-mm-jjjj);;(dd-mm-jjjj);(dd-mm-jjjj);(uren)",
        "9 cijfers;tekst;tekst;dd-mm-jjjj;tekst;dd-mm-jjjj;dd-mm-jjjj of leeg;getal",
        "1;2;3;4;5;6;7;8",
    ],
)
def test_lines_of_dashes_units_and_numbers_are_left_out(below: str) -> None:
    raw = table(lines(HEADER, below, *MANY))
    assert rows(raw, "separator_rows") == (2,)
    assert len(raw.text) == 4


def test_a_column_of_row_numbers_is_left_out() -> None:
    raw = table(lines(f"#;{HEADER}", *(f"{i};{r}" for i, r in enumerate(MANY, 1))))
    assert list(raw.text.columns) == NAMES
    assert value(raw, "row_number_column") == "#"


def test_a_column_of_house_numbers_is_none_of_row_numbers() -> None:
    raw = table(lines("nr;naam", "1;a", "3;b", "2;c"))
    assert list(raw.text.columns) == ["nr", "naam"]


def test_column_names_become_unique_and_none_is_lost() -> None:
    raw = table(lines("BSN;Naam;Naam;;Naam (2);Naam;", "1;a;b;c;d;e;", "2;f;g;h;i;j;"))
    assert list(raw.text.columns) == ["BSN", "Naam", "Naam (3)", "kolom 4", "Naam (2)", "Naam (4)"]
    assert value(raw, "repeated_columns") == "Naam"
    assert value(raw, "unnamed_columns") == "kolom 4"
    assert value(raw, "empty_columns") == "1"


def test_a_named_column_without_content_stays() -> None:
    assert list(table(lines("a;b", "1;", "2;")).text.columns) == ["a", "b"]


def test_header_cells_are_put_on_one_line() -> None:
    raw = table(lines('"Geboorte-\ndatum";"Datum\r\ningang";" Team\u00a0naam "', "1;2;3", "4;5;6"))
    assert list(raw.text.columns) == ["Geboorte-datum", "Datum ingang", "Team naam"]


def test_the_words_of_the_domain_are_known() -> None:
    assert {"bsn", "geboortedatum", "naam"} <= known_names()
