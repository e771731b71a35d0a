"""What reading tells: choices with their sentences, findings with their rows."""

import json

import pandas as pd

from tests.sources.written import DE_WIT, HEADER, JANSEN, lines, table
from wijkcheck.records.models import Findings
from wijkcheck.sources import RULES, reading_findings
from wijkcheck.sources.remarks import spans
from wijkcheck.texts import SENTENCES, sentence

DIRTY = lines(
    "Rapportage Q3",
    HEADER,
    "(9 cijfers);(tekst);;(datum);;(datum);(datum);(uren)",
    "Wijkteam Noord",
    JANSEN,
    JANSEN + ";x",
    "Subtotaal;;;;;;;9",
    HEADER,
    DE_WIT,
    '999900018;"de Wit;A;02-03-1961;Zuid;01-02-2026;;2',
    "999900018;de Wit;A;02-03-1961",
    "Totaal;;;;;;;13",
    "Einde rapport",
)


def test_every_row_that_is_left_out_or_ragged_is_a_finding() -> None:
    found = reading_findings(table(DIRTY))
    Findings.validate(found)
    assert dict(zip(found["row"], found["rule"], strict=True)) == {
        3: "separator_row",
        4: "section_row",
        6: "long_row",
        7: "total_row",
        8: "repeated_header",
        10: "open_quote",
        11: "short_row",
        12: "total_row",
        13: "footer_row",
    }
    assert set(found["rule"]) <= set(RULES)


def test_more_rows_than_a_screen_shows_are_all_findings() -> None:
    text = lines(HEADER, *([JANSEN, DE_WIT, "Subtotaal;;;;;;;6,5"] * 50))
    found = reading_findings(table(text))
    assert list(found["row"]) == list(range(4, 152, 3))


def test_a_clean_source_has_no_findings() -> None:
    found = reading_findings(table(lines(HEADER, JANSEN, DE_WIT)))
    assert found.empty
    Findings.validate(found)


def test_choices_and_findings_have_sentences() -> None:
    for text in (DIRTY, lines(JANSEN, DE_WIT), lines("a;a;", "1;2;3")):
        raw = table(text)
        for choice in raw.choices:
            values = {"value": choice.value, "rows": choice.rows}
            assert sentence(f"choice_{choice.what}", values, "nl")
        for finding in reading_findings(raw).to_dict("records"):
            details = json.loads(finding["details"]) if pd.notna(finding["details"]) else {}
            assert "bron.csv" in sentence(finding["rule"], {**finding, **details}, "nl")
    assert set(RULES) <= set(SENTENCES)


def test_rows_are_told_in_short() -> None:
    assert spans((3, 4, 5, 9, 11, 12)) == "3–5, 9, 11–12"
    assert spans(()) == ""
