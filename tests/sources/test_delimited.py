"""Delimited text: delimiters, encodings, quotes, ragged lines, row numbers."""

import csv
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.sources.written import (
    DE_WIT,
    HEADER,
    JANSEN,
    cells,
    lines,
    refusal,
    rows,
    table,
    value,
)
from wijkcheck.sources import delimited

RECORDS = lines(HEADER, JANSEN, DE_WIT)


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as a large file is read: piece by piece, each in its own way."""
    monkeypatch.setattr(delimited, "_PIECE", 2_000)
    monkeypatch.setattr(delimited, "_SAMPLE_LINES", 20)


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = RECORDS.replace("4,5", "4.5").replace(";", delimiter)
    raw = table(text)
    assert list(raw.text.columns) == HEADER.split(";")
    assert value(raw, "delimiter") == {"\t": "tab"}.get(delimiter, delimiter)


def test_decimal_commas_are_no_delimiters() -> None:
    assert cells(table(lines("uren;kosten", "12,5;3,5", "1,5;2,5"))) == {
        2: ["12,5", "3,5"],
        3: ["1,5", "2,5"],
    }


def test_names_with_a_comma_are_no_two_columns() -> None:
    raw = table(lines("naam;plaats", "Jansen, P.;Utrecht", "Wit, A. de;Zeist"))
    assert cells(raw) == {2: ["Jansen, P.", "Utrecht"], 3: ["Wit, A. de", "Zeist"]}


def test_a_line_with_sep_names_the_delimiter_and_counts_as_a_row() -> None:
    raw = table(lines("sep=|", "a;b|c", "1;2|3"))
    assert list(raw.text.columns) == ["a;b", "c"]
    assert cells(raw) == {3: ["1;2", "3"]}


ACCENTED = RECORDS.replace("Jansen", "Ünalë-Müller")


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "cp1252"),
        ("cp850", "cp850"),
        ("mac-roman", "mac-roman"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_is_found(encoding: str, told: str) -> None:
    raw = table(ACCENTED.encode(encoding))
    assert raw.text.loc[2, "Naam"] == "Ünalë-Müller"
    assert raw.text.columns[0] == "BSN"
    assert value(raw, "encoding") == told


def test_the_euro_sign_tells_windows_1252() -> None:
    assert table(RECORDS.replace("4,5", "€ 4,5").encode("cp1252")).text.loc[2, "Uren"] == "€ 4,5"


def test_one_broken_byte_does_not_spoil_utf_8() -> None:
    data = ACCENTED.encode() + DE_WIT.replace("de Wit", "Zoë").encode("cp1252")
    raw = table(data)
    assert list(raw.text["Naam"]) == ["Ünalë-Müller", "de Wit", "Zoë"]
    assert value(raw, "encoding") == "utf-8"
    assert value(raw, "broken_bytes") == "1"


def test_the_encoding_can_be_overruled() -> None:
    assert table("naam;x\nÃ«;1\n".encode("cp1252"), encoding="cp1252").text.loc[2, "naam"] == "Ã«"


def test_an_encoding_that_does_not_fit_names_the_line() -> None:
    error = refusal(ACCENTED.encode("cp1252"), encoding="utf-8")
    assert (error.code, error.values["row"]) == ("encoding_wrong", 2)


def test_an_unknown_encoding_is_refused() -> None:
    assert refusal(RECORDS, encoding="klingon").code == "encoding_unknown"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(end: str) -> None:
    assert list(cells(table(RECORDS.replace("\n", end)))) == [2, 3]


def test_mixed_line_ends_count_alike() -> None:
    assert list(cells(table("a;b\r\n1;2\r3;4\n5;6"))) == [2, 3, 4]


def test_a_line_break_within_quotes_starts_no_row() -> None:
    raw = table(lines("naam;nr", '"Jansen\r\nook ""Piet""";1', "de Wit;2"))
    assert cells(raw) == {2: ['Jansen\r\nook "Piet"', "1"], 3: ["de Wit", "2"]}


def test_a_quote_within_an_unquoted_cell_is_a_character() -> None:
    assert cells(table(lines("wat;nr", '12" buis;1', '3" x 4" buis;2'))) == {
        2: ['12" buis', "1"],
        3: ['3" x 4" buis', "2"],
    }


@pytest.mark.parametrize("after", [[], ['"de Wit";2'], ["de Wit;2", 'Bakker;"3"']])
def test_a_quote_that_is_never_closed_costs_its_own_line_only(after: list[str]) -> None:
    raw = table(lines("naam;nr", "Smit;0", '"Jansen;1', *after))
    assert cells(raw)[3] == ['"Jansen', "1"]
    assert len(raw.text) == 2 + len(after)
    assert rows(raw, "open_quotes") == (3,)


@pytest.mark.usefixtures("small_pieces")
def test_an_open_quote_far_down_a_large_file_does_not_swallow_the_rest() -> None:
    many = ["Smit;1"] * 3_000
    many[2_000] = '"Smit;1'
    raw = table(lines("naam;nr", *many))
    assert len(raw.text) == len(many)
    assert rows(raw, "open_quotes") == (2_002,)


def test_surplus_cells_that_are_empty_are_no_finding() -> None:
    raw = table(lines("a;b", "1;2;;", "3;4"))
    assert cells(raw) == {2: ["1", "2"], 3: ["3", "4"]}
    assert rows(raw, "long_rows") is None


def test_a_long_line_is_read_as_far_as_it_goes() -> None:
    raw = table(lines(HEADER, JANSEN, DE_WIT + ";x", JANSEN))
    assert cells(raw)[3] == DE_WIT.split(";")
    assert rows(raw, "long_rows") == (3,)


def test_a_short_line_is_padded() -> None:
    raw = table(lines(HEADER, JANSEN, "999900018;de Wit;A;02-03-1961;Zuid", JANSEN))
    assert cells(raw)[3] == ["999900018", "de Wit", "A", "02-03-1961", "Zuid", "", "", ""]
    assert rows(raw, "short_rows") == (3,)


def test_a_line_that_lacks_only_an_empty_column_is_not_short() -> None:
    raw = table(lines("a;b;c;", "1;2;3;", "4;5;6", "7;8;9;"))
    assert list(raw.text.columns) == ["a", "b", "c"]
    assert rows(raw, "short_rows") is None


def test_a_program_that_drops_empty_cells_at_the_end_is_told_once() -> None:
    many = [f"{i};Jansen;01-01-2026" + (";31-12-2026" if i % 2 else "") for i in range(40)]
    raw = table(lines("nr;naam;begin;eind", *many))
    assert rows(raw, "short_rows") is None
    assert value(raw, "trimmed_rows") == "20"


def test_a_trailing_delimiter_on_each_line_makes_no_column() -> None:
    raw = table(lines("a;b;", "1;2;", "3;4;"))
    assert list(raw.text.columns) == ["a", "b"]


def test_lines_of_delimiters_and_blank_lines_count_as_rows() -> None:
    raw = table(lines(HEADER, ";;;;;;;", JANSEN, "", "   ;  ;;;;;;", DE_WIT))
    assert list(cells(raw)) == [3, 6]
    assert rows(raw, "blank_rows") == (2, 4, 5)


def test_blank_cells_are_missing_and_others_keep_their_spaces() -> None:
    raw = table(lines("a;b", "x ;   ", "y;\u00a0"))
    assert raw.text["b"].isna().all()
    assert raw.text.loc[2, "a"] == "x "


def test_nul_bytes_are_left_out_and_told() -> None:
    raw = table(RECORDS.replace("Jansen", "Jan\0sen"))
    assert raw.text.loc[2, "Naam"] == "Jansen"
    assert value(raw, "nul_bytes") == "1"


def test_texts_stay_as_they_are_written() -> None:
    raw = table(lines("a;b;c", "007;1E+08;1.234,56", "01-02-2026; x;+31"))
    assert cells(raw)[2] == ["007", "1E+08", "1.234,56"]
    assert cells(raw)[3] == ["01-02-2026", " x", "+31"]


def test_a_header_of_one_column_is_read() -> None:
    assert cells(table(lines("bsn", "999900006", "999900018"))) == {
        2: ["999900006"],
        3: ["999900018"],
    }


@pytest.mark.parametrize("delimiter", [";;", '"', ""])
def test_an_impossible_delimiter_is_refused(delimiter: str) -> None:
    assert refusal(RECORDS, delimiter=delimiter).code == "delimiter_wrong"


@pytest.mark.usefixtures("small_pieces")
def test_ragged_blank_and_quoted_lines_keep_their_numbers_in_a_large_file() -> None:
    """Several pieces are read, each in its own way; a record may lie across the seam."""
    written: dict[int, list[str]] = {}
    out, row = ["nr;naam;begin"], 1
    for i in range(4_000):
        row += 1
        record = [str(i), f"Jansen {i % 977}", "01-01-2026"]
        if i % 500 == 499:
            out.append("")
            row += 1
        if 1_000 < i < 2_000 and i % 10 == 0:
            record[1] += ";\nregel 2"
        if i % 900 == 5:
            record[2] = ""
            out.append(f"{record[0]};{record[1]}")
        else:
            out.append(";".join(f'"{c}"' if "\n" in c else c for c in record))
        written[row] = record
    raw = table(lines(*out))
    assert cells(raw) == written


CELL = st.text(
    st.characters(codec="cp1252", exclude_characters="\x00", exclude_categories=["Cc"])
    | st.sampled_from('";,\t|\n'),
    max_size=8,
)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=12),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@example([["a", '"', "\n"], ["", "", ""], ["x", ";", "z"]], ";", "cp1252", "\r\n", 0)
def test_whatever_is_written_is_read_back_with_its_row(
    grid: list[list[str]], delimiter: str, encoding: str, end: str, quoting: int
) -> None:
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([["bsn", "achternaam", "geboortedatum"], *grid])
    raw = table(
        file.getvalue().encode(encoding), encoding=encoding, delimiter=delimiter, header_row=1
    )
    told = {row for choice in raw.choices for row in choice.rows}
    read = cells(raw)
    for row, record in enumerate(grid, 2):
        if row in read:
            assert read[row] == [cell if cell.strip() else "" for cell in record]
        else:
            assert row in told


@pytest.mark.parametrize("cell", ["regel 1\nregel 2", " \n ", "regel 1;\nregel 2", '"\n"', "\n"])
@pytest.mark.usefixtures("small_pieces")
def test_line_breaks_in_cells_far_down_a_large_file_start_no_row(cell: str) -> None:
    many = [["1", "Smit", "01-01-2026"] for _ in range(3_000)]
    for i in range(1_000, 3_000, 7):
        many[i][1] = cell
    file = StringIO(newline="")
    csv.writer(file, delimiter=";", lineterminator="\n").writerows([["a", "b", "c"], *many])
    raw = table(file.getvalue())
    assert raw.text["b"].fillna("").tolist() == [r[1] if r[1].strip() else "" for r in many]
    assert raw.text.index[-1] == 3_001


@pytest.mark.usefixtures("small_pieces")
def test_an_open_quote_that_meets_another_far_down_keeps_its_lines_apart() -> None:
    many = ["1;Smit;2"] * 3_000
    many[2_000] = '1;"Smit;2'
    many[2_001] = '1;"Bakker";2'
    many[2_003] = '1;2;"'
    raw = table(lines("a;b;c", *many))
    assert len(raw.text) == len(many)
    assert list(raw.text.loc[2_002:2_003, "b"]) == ['"Smit', "Bakker"]


def test_a_lone_quote_that_meets_another_keeps_its_lines_apart() -> None:
    many = [f"{i};Smit;1-1-2026;x;" for i in range(20)]
    many[3], many[6] = '3;";1-1-2026;x;', '6;";1-1-2026;x;'
    many[9] = '9;Smit;1-1-2026;"eerst; dan\nnog; iets";'
    raw = table(lines("a;b;c;d;e", *many))
    assert raw.text["a"].tolist() == [str(i) for i in range(20)]
    assert raw.text["b"].tolist()[3:7] == ['"', "Smit", "Smit", '"']
    assert raw.text["d"].tolist()[9] == "eerst; dan\nnog; iets"
    assert rows(raw, "open_quotes") == (5, 8)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=5, max_size=60),
    st.integers(1, 200),
    st.integers(1, 5),
)
def test_where_a_file_is_cut_into_pieces_makes_no_difference(
    grid: list[list[str]], piece: int, sample: int
) -> None:
    file = StringIO(newline="")
    csv.writer(file, delimiter=";", lineterminator="\n").writerows([["a", "b", "c"], *grid])
    whole = table(file.getvalue(), delimiter=";", header_row=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_PIECE", piece)
        patch.setattr(delimited, "_SAMPLE_LINES", sample)
        parts = table(file.getvalue(), delimiter=";", header_row=1)
    assert cells(parts) == cells(whole)
    assert [(c.what, c.rows) for c in parts.choices] == [(c.what, c.rows) for c in whole.choices]


def test_a_sheet_is_no_setting_of_a_text_file() -> None:
    error = refusal(RECORDS, sheet="Juli")
    assert (error.code, error.values["sheet"]) == ("sheet_in_text", "Juli")
