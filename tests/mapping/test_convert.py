"""Values become fields; what does not convert is a finding with its raw text, never a blank."""

import json
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mapping.exports import bsn_of_range, layout, people, raw
from wijkcheck.errors import WijkCheckError
from wijkcheck.mapping import RULES, convert, suggest
from wijkcheck.records.fields import RecordType, fields
from wijkcheck.records.models import TEXT, Findings, record_schema
from wijkcheck.records.teams import TeamNames
from wijkcheck.sources.tables import RawTable

TOEWIJZINGEN = RecordType.TOEWIJZINGEN
TODAY = date(2026, 9, 30)
NO_TEAMS = TeamNames({})

Tables = tuple[pd.DataFrame, pd.DataFrame]


def converted(
    table: RawTable,
    columns: dict[str, str] | None = None,
    record_type: RecordType = TOEWIJZINGEN,
    teams: TeamNames = NO_TEAMS,
    team: str | None = None,
) -> Tables:
    """Convert with the given field -> column, else with what is suggested; hold the contract."""
    chosen = dict.fromkeys(fields(record_type), "") | columns if columns else {}
    found = suggest(table, record_type, chosen)
    records, findings = convert(table, found, record_type, teams, team, TODAY)
    record_schema(record_type).validate(records)
    Findings.validate(findings)
    return records, findings


def cells(field: str, *values: str, column: str = "x", numbers: bool = False) -> Tables:
    """Convert one column that was chosen for a field, beside a client number."""
    data = {"nummer": [f"c{n}" for n in range(len(values))], column: list(values)}
    numeric = {column: [numbers] * len(values)}
    return converted(raw(data, **numeric), {"clientnummer": "nummer", field: column})


def rules(findings: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return field, rule and value of the findings that are about a row."""
    own = findings[findings["row"].notna()]
    return list(zip(own["field"], own["rule"], own["value"], strict=True))


@pytest.mark.parametrize(
    "written",
    [
        "1-7-2026", "01-07-26", "01/07/2026", "1.7.2026", "2026-07-01", "2026/7/1", "20260701",
        "2026-07-01T00:00:00", "2026-07-01 12:30:00.000", "2026-07-01T00:00:00+02:00", "01072026",
        "1072026", "46204", "46204.5", "1 juli 2026", "01-jul-26", "1 jul. 2026", "wo 1 juli 2026",
        "July 1, 2026", " 1-7-2026 ", "1 - 7 - 2026", "20260701.0", "01-07-2026 00:00",
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_form(written: str) -> None:
    records, findings = cells("ingangsdatum", written)
    assert records["ingangsdatum"].tolist() == [pd.Timestamp(2026, 7, 1)]
    assert findings.empty


FORMS: list[Callable[[date], str]] = [
    lambda d: f"{d.day}-{d.month}-{d.year}",
    lambda d: f"{d:%d-%m-%y}",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d:%d%m%Y}",
    lambda d: f"{d:%Y-%m-%d}T00:00:00",
    lambda d: f"{d.day} {_MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02}-{_MONTHS[d.month - 1][:3]}-{d:%y}",
    lambda d: str((d - date(1899, 12, 30)).days),
]
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dates(date(2000, 1, 1), date(2079, 12, 31)), min_size=1, max_size=12),
    st.sampled_from(FORMS),
)
def test_dates_in_one_form_come_back(days: list[date], form: Callable[[date], str]) -> None:
    written = [form(day) for day in days]
    records, findings = cells("ingangsdatum", *written)
    assert records["ingangsdatum"].dt.date.tolist() == days
    assert findings.empty


def test_month_first_is_believed_only_where_the_column_proves_it() -> None:
    american, findings = cells("ingangsdatum", "07/13/2026", "07/01/2026")
    assert american["ingangsdatum"].dt.month.tolist() == [7, 7]
    assert findings["rule"].tolist() == ["american_dates"]
    mixed, findings = cells("ingangsdatum", "07/13/2026", "13/07/2026", "07/01/2026")
    assert mixed["ingangsdatum"].dt.month.tolist()[1:] == [7, 1]
    assert rules(findings) == [("ingangsdatum", "impossible_date", "07/13/2026")]


@pytest.mark.parametrize("written", ["loopt nog", "lopende", "n.n.b.", "tot nader order"])
def test_an_end_that_is_said_to_be_open_is_open(written: str) -> None:
    records, findings = cells("einddatum", written)
    assert records[["einddatum", "unreadable"]].isna().all().all()
    assert findings.empty


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-06-30T22:00:00.000Z", "2026-07-01"),
        ("2025-12-31T23:00:00+00:00", "2026-01-01"),
        ("2026-07-01T00:00:00Z", "2026-07-01"),
        ("2026-06-30T22:00:00+02:00", "2026-06-30"),
    ],
)
def test_midnight_told_in_utc_is_the_day_here(written: str, day: str) -> None:
    records, _ = cells("ingangsdatum", written)
    assert records["ingangsdatum"].dt.strftime("%Y-%m-%d").tolist() == [day]


def test_dates_that_prove_no_order_follow_the_others_of_their_source() -> None:
    people = {"clientnummer": "nummer", "geboortedatum": "b", "ingangsdatum": "i"}
    table = raw({"nummer": ["1", "2"], "b": ["03/25/1980", "12/31/1971"], "i": ["07/01/2026"] * 2})
    records, findings = converted(table, people)
    assert records["ingangsdatum"].dt.month.tolist() == [7, 7]
    assert findings["field"].tolist() == ["geboortedatum", "ingangsdatum"]


def test_a_slip_makes_no_column_american() -> None:
    people = {"clientnummer": "nummer", "geboortedatum": "b", "ingangsdatum": "i"}
    starts = ["01-07-2026", "01-02-2026", "01-13-2026"]
    births = ["25-03-1980", "31-12-1971", "01-02-1950"]
    table = raw({"nummer": ["1", "2", "3"], "b": births, "i": starts})
    records, findings = converted(table, people)
    assert records["ingangsdatum"].dt.month.tolist()[:2] == [7, 2]
    assert rules(findings) == [("ingangsdatum", "impossible_date", "01-13-2026")]


@pytest.mark.parametrize("field", ["bsn", "toewijzingnummer"])
def test_a_scientific_number_with_all_its_digits_is_that_number(field: str) -> None:
    records, findings = cells(field, "9,99900006E+08")
    assert records[field].tolist() == ["999900006"]
    assert rules(findings) == []


@pytest.mark.parametrize(
    "written",
    [
        "31-12-9999", "31-12-2099", "9999-12-31", "01-01-2100", "99991231", "2958465", "31-12-99",
        "heden", "lopend", "-", "n.v.t.", "onbepaald", "00-00-0000", "",
    ],
)  # fmt: skip
def test_an_open_end_is_no_date_and_no_finding(written: str) -> None:
    records, findings = cells("einddatum", written)
    assert records["einddatum"].isna().all()
    assert records["unreadable"].isna().all()
    assert findings.empty


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("1-2-1980", (1980, 2, 1)),
        ("1-2-80", (1980, 2, 1)),
        ("1-2-26", (2026, 2, 1)),
        ("1-2-27", (1927, 2, 1)),
        ("00-02-1980", (1980, 2, None)),
        ("00-00-1980", (1980, None, None)),
        ("1980-00-00", (1980, None, None)),
        ("19800000", (1980, None, None)),
        ("19800200", (1980, 2, None)),
        ("02-1980", (1980, 2, None)),
        ("1980", (1980, None, None)),
        ("00000000", (None, None, None)),
    ],
)
def test_a_birth_date_may_be_partly_unknown(
    written: str, parts: tuple[int | None, int | None, int | None]
) -> None:
    records, findings = cells("geboortedatum", written)
    row = records.iloc[0]
    found = [row[name] for name in ("geboortejaar", "geboortemaand", "geboortedag")]
    assert [None if pd.isna(part) else part for part in found] == list(parts)
    assert pd.isna(row["geboortedatum"]) == (None in parts)
    assert findings.empty


@pytest.mark.parametrize("written", ["01-01-1900", "19000101", "1-1-1901", "1753-01-01"])
def test_a_birth_date_of_the_system_is_unknown_and_told(written: str) -> None:
    records, findings = cells("geboortedatum", written)
    assert records[["geboortedatum", "geboortejaar"]].isna().all().all()
    assert rules(findings) == [("geboortedatum", "birth_default", written)]
    assert records["unreadable"].isna().all()


@pytest.mark.parametrize(
    ("field", "written", "rule"),
    [
        ("ingangsdatum", "31-02-2026", "impossible_date"),
        ("ingangsdatum", "00-07-2026", "impossible_date"),
        ("ingangsdatum", "binnenkort", "unreadable_date"),
        ("einddatum", "20260231", "impossible_date"),
        ("geboortedatum", "32-01-1980", "impossible_date"),
        ("bsn", "1,23E+08", "scientific_notation"),
        ("bsn", "12345", "unreadable_bsn"),
        ("bsn", "1234567890", "unreadable_bsn"),
        ("bsn", "Jansen", "unreadable_bsn"),
        ("toewijzingnummer", "1E+08", "scientific_notation"),
        ("volume", "een paar", "unreadable_number"),
        ("budget", "in overleg", "unreadable_amount"),
        ("eenheid", "schijf", "unknown_code"),
        ("productcategorie", "99", "unknown_code"),
        ("geslacht", "7", "unknown_code"),
        ("productcode", "02A16, 02A17", "several_codes"),
        ("productcode", "zie bijlage", "unknown_code"),
        ("huisnummer", "t/o de kerk", "unreadable_house_number"),
    ],
)
def test_what_cannot_be_converted_is_a_finding(field: str, written: str, rule: str) -> None:
    records, findings = cells(field, written, "")
    assert rules(findings) == [(field, rule, written)]
    assert records["unreadable"].tolist()[0] == field
    assert records[field].isna().all()
    assert findings["severity"].tolist() == [RULES[rule]]
    assert findings["record_id"].tolist() == [records.index[0]]
    assert json.loads(findings["details"][0])["column"] == "x"


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("€ 1.234,56", 123456), ("1234.56", 123456), ("1.234", 123400), ("1,234.56", 123456),
        ("1.234,-", 123400), ("1234", 123400), ("12,5", 1250), ("(12,50)", -1250),
        ("12,50-", -1250), ("-12,50", -1250), ("€ -3,00", -300), ("1.234.567,89", 123456789),
        ("1 234,50", 123450), ("EUR 10", 1000), ("0,005", 1), ("12,=", 1200),
    ],
)  # fmt: skip
def test_amounts_become_cents(written: str, cents: int) -> None:
    records, findings = cells("budget", written)
    assert records["budget"].tolist() == [cents]
    assert findings.empty


def test_a_dot_means_what_the_column_means_by_it() -> None:
    assert cells("budget", "1.234", "12,50")[0]["budget"].tolist() == [123400, 1250]
    assert cells("budget", "1.234", "12.50")[0]["budget"].tolist() == [123, 1250]
    assert cells("volume", "1.234", numbers=True)[0]["volume"].tolist() == [1.234]
    assert cells("volume", "1.234")[0]["volume"].tolist() == [1234]


def test_whole_numbers_are_cents_only_where_the_column_says_so() -> None:
    assert cells("budget", "20000", column="Budget (centen)")[0]["budget"].tolist() == [20000]
    assert cells("budget", "200,50", column="Budget centen")[0]["budget"].tolist() == [20050]
    assert cells("budget", "200", column="Budget")[0]["budget"].tolist() == [20000]


def test_a_bsn_gets_its_zeros_back_and_that_is_said_once() -> None:
    records, findings = cells("bsn", "12345672", "012345672", "1234.56.782", "999900006.0")
    assert records["bsn"].tolist() == ["012345672", "012345672", "123456782", "999900006"]
    assert findings["rule"].tolist() == ["bsn_leading_zero"]
    assert json.loads(findings["details"][0]) == {"column": "x", "count": 1}
    assert findings["row"].isna().all()


def test_an_a_number_stays_for_validation_to_judge() -> None:
    records, findings = cells("bsn", "1010101025")
    assert records["bsn"].tolist() == ["1010101025"]
    assert findings.empty


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("toewijzingnummer", "000123", "123"),
        ("toewijzingnummer", "123.0", "123"),
        ("toewijzingnummer", "1.234.567", "1234567"),
        ("toewijzingnummer", "T-0123", "T-0123"),
        ("clientnummer", "000123", "000123"),
        ("clientnummer", "123.0", "123"),
        ("postcode", "1234 ab", "1234AB"),
        ("voorletters", "p.m.", "PM"),
        ("voorletters", "NA", "NA"),
        ("voorletters", "N.B.", "NB"),
        ("voorletters", "Th. J.", "THJ"),
        ("voorvoegsel", "Van Der", "van der"),
        ("geslacht", "mevr.", "V"),
        ("geslacht", "onbekend", "O"),
        ("productcategorie", "2", "02"),
        ("productcode", "2a16", "02A16"),
        ("productcode", "02A16 - Begeleiding individueel", "02A16"),
        ("productcode", "HH1 Huishoudelijke hulp", "HH1"),
        ("productcode", "WMO12", "WMO12"),
        ("gemeentecode", "344", "0344"),
        ("gemeentecode", "Utrecht", "0344"),
        ("frequentie", "p/w", "2"),
        ("plaatsnaam", "\u00a0De  Bilt\u200b ", "De Bilt"),
        ("achternaam", "M&uuml;ller", "Müller"),
        ("achternaam", "'t", "'t"),
        ("clientnummer", '="00123"', "00123"),
        ("clientnummer", "'00123", "00123"),
        ("wet", "W", "wmo"),
        ("achternaam", "Na", "Na"),
    ],
)
def test_a_value_gets_its_one_form(field: str, written: str, value: str) -> None:
    records, findings = cells(field, written)
    assert records[field].tolist() == [value]
    assert findings[findings["row"].notna()].empty


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("12", ("12", None, None)),
        ("12 bis", ("12", None, "bis")),
        ("12bis", ("12", None, "bis")),
        ("12a", ("12", "A", None)),
        ("12-A", ("12", "A", None)),
        ("12A-3", ("12", "A", "3")),
        ("12-3", ("12", None, "3")),
        ("12 hs", ("12", None, "hs")),
        ("12.0", ("12", None, None)),
        ("0012", ("12", None, None)),
    ],
)
def test_a_house_number_is_taken_apart(
    written: str, parts: tuple[str, str | None, str | None]
) -> None:
    row = cells("huisnummer", written)[0].iloc[0]
    found = [row[name] for name in ("huisnummer", "huisletter", "toevoeging")]
    assert [None if pd.isna(part) else part for part in found] == list(parts)


def test_a_house_letter_of_its_own_goes_first() -> None:
    table = raw({"n": ["c"], "h": ["12A"], "l": ["B"]})
    records, _ = converted(table, {"clientnummer": "n", "huisnummer": "h", "huisletter": "l"})
    assert records["huisletter"].tolist() == ["B"]


def test_a_prefix_inside_a_surname_is_taken_out_unless_there_is_another() -> None:
    table = raw(
        {
            "prefix": ["", "van der", "de", ""],
            "name": ["van den Berg", "van der Meer", "La Cruz", "Vries, de"],
        }
    )
    records, _ = converted(table, {"voorvoegsel": "prefix", "achternaam": "name"})
    assert records["voorvoegsel"].tolist() == ["van den", "van der", "de", "de"]
    assert records["achternaam"].tolist() == ["Berg", "Meer", "La Cruz", "Vries"]


def test_placeholders_are_empty_and_told_where_a_value_is_required() -> None:
    table = raw({"n": ["c1", "c2"], "team": ["onbekend", "n.v.t."], "start": ["?", "01-01-1900"]})
    records, findings = converted(
        table, {"clientnummer": "n", "team": "team", "ingangsdatum": "start"}
    )
    assert records[["team", "ingangsdatum"]].isna().all().all()
    assert rules(findings) == [
        ("ingangsdatum", "placeholder", "?"),
        ("ingangsdatum", "placeholder", "01-01-1900"),
    ]


def test_teams_have_their_own_name_and_strangers_are_told() -> None:
    teams = TeamNames({"Wijkteam Noord": ["T03"], "Wijkteam Zuid": []})
    table = raw({"n": ["a", "b", "c", "d"], "team": ["noord", "t03", "Oost", ""]})
    columns = {"clientnummer": "n", "team": "team"}
    records, findings = converted(table, columns, teams=teams, team="Wijkteam Zuid")
    assert records["team"].tolist() == ["Wijkteam Noord", "Wijkteam Noord", "Oost", "Wijkteam Zuid"]
    assert rules(findings) == [("team", "team_unknown", "Oost")]
    assert records["unreadable"].isna().all()


def test_without_a_team_column_the_team_of_the_source_is_everybodys() -> None:
    records, _ = converted(raw({"n": ["a", "b"]}), {"clientnummer": "n"}, team="Zuid")
    assert records["team"].tolist() == ["Zuid", "Zuid"]


def test_rows_without_any_value_are_no_records() -> None:
    table = raw({"n": ["a", "", "-"], "start": ["1-7-2026", "", ""], "note": ["", "see above", ""]})
    columns = {"clientnummer": "n", "ingangsdatum": "start"}
    records, findings = converted(table, columns, team="Zuid")
    assert records["row"].tolist() == [2]
    assert records.index.tolist() == ["toewijzingen:x.csv:2"]
    assert findings.empty


def test_a_row_of_which_nothing_can_be_read_is_kept() -> None:
    records, findings = converted(raw({"start": ["gauw"], "n": [""]}), {"ingangsdatum": "start"})
    assert records["unreadable"].tolist() == ["ingangsdatum"]
    assert len(findings) == 1


def test_a_table_without_rows_has_no_records() -> None:
    records, findings = converted(raw({"BSN": [], "Start": []}))
    assert records.empty
    assert findings.empty


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Dorpsstraat 12 A 3", ["Dorpsstraat", "12", "A", "3"]),
        ("Kerkweg nr. 5", ["Kerkweg", "5", "", ""]),
        ("2e Dwarsstraat 3", ["2e Dwarsstraat", "3", "", ""]),
        ("De Brink 7 kamer 12", ["De Brink 7 kamer", "12", "", ""]),
    ],
)
def test_an_address_is_parted_at_its_house_number(written: str, parts: list[str]) -> None:
    records, _ = converted(raw({"Sofinr": ["999900006"] * 5, "Adres": [written] * 5}))
    names = ["straatnaam", "huisnummer", "huisletter", "toevoeging"]
    assert records[names].iloc[0].fillna("").tolist() == parts


def test_a_period_may_have_no_end() -> None:
    periods = ["vanaf 1-7-2026", "sinds 2-7-2026", "3-7-2026 t/m onbepaalde tijd"]
    records, findings = converted(raw({"BSN": ["999900006"] * 3, "Looptijd": periods}))
    assert records["ingangsdatum"].dt.day.tolist() == [1, 2, 3]
    assert records["einddatum"].isna().all()
    assert findings.empty


def test_composites_are_taken_apart_and_their_failures_told() -> None:
    table = raw(
        {
            "Naam": ["Jansen, P.M. van der", "Smit, A.", "Bos, K.", "Vos, L."],
            "Adres": ["Plein 1944 5B", "1e Kruisstraat 12 bis", "Kerkweg 3A", "Laan 4"],
            "Periode": [
                "1-7-2026 t/m 30-9-2026",
                "01-01-2026 - heden",
                "vanaf 1-2-2026 t/m",
                "ooit",
            ],
            "Omvang": ["4 uur per week", "240 min/wk", "veel", "1,125 uur per dag"],
        }
    )
    records, findings = converted(table)
    assert records["straatnaam"].tolist() == ["Plein 1944", "1e Kruisstraat", "Kerkweg", "Laan"]
    assert records["huisnummer"].tolist() == ["5", "12", "3", "4"]
    assert records["toevoeging"].tolist()[1] == "bis"
    assert records["voorvoegsel"].tolist()[0] == "van der"
    assert records["einddatum"].notna().tolist() == [True, False, False, False]
    assert records["volume"].tolist()[:2] == [4, 240]
    assert records["volume"].tolist()[3] == 1.125
    assert sorted(rules(findings)) == [
        ("eenheid", "unreadable_omvang", "veel"),
        ("einddatum", "unreadable_period", "ooit"),
        ("frequentie", "unreadable_omvang", "veel"),
        ("ingangsdatum", "unreadable_period", "ooit"),
        ("volume", "unreadable_omvang", "veel"),
    ]
    assert records["unreadable"].tolist()[3] == "ingangsdatum einddatum"


def test_a_part_too_rare_to_be_seen_is_not_lost() -> None:
    names = [f"Jansen{chr(97 + i % 26)}, {'ABCDE'[i % 5]}.{chr(65 + i % 26)}." for i in range(9000)]
    names[8191] = "Bos-Smit, A."
    records, _ = converted(raw({"Naam": names}))
    assert records["partnernaam"].notna().sum() == 1


def test_the_unit_in_a_columns_name_is_the_unit_of_its_volumes() -> None:
    table = raw(
        {"BSN": [bsn_of_range(0), bsn_of_range(1)], "Uren per week": ["4", "1.125"]},
        **{"Uren per week": [True, True]},
    )
    records, _ = converted(table)
    assert records["volume"].tolist() == [4, 1.125]
    assert records["eenheid"].tolist() == ["04", "04"]
    assert records["frequentie"].tolist() == ["2", "2"]


@pytest.mark.parametrize("record_type", RecordType)
def test_every_record_type_converts(record_type: RecordType) -> None:
    names = {name: name for name in people(2)}
    records, findings = converted(layout(names), record_type=record_type)
    assert len(records) == 24
    assert findings[findings["severity"].eq("error")].empty


def test_nothing_delivered_is_changed() -> None:
    table = layout({"BSN": "bsn", "Start": "ingangsdatum", "Naam": "achternaam"})
    before = table.text.copy()
    converted(table)
    pd.testing.assert_frame_equal(table.text, before)


def test_progress_is_told_and_can_stop_the_work() -> None:
    def stop(phrase: str, done: int, total: int) -> None:
        raise WijkCheckError(phrase)

    table = layout({"BSN": "bsn", "Start": "ingangsdatum"})
    columns = suggest(table, TOEWIJZINGEN)
    with pytest.raises(WijkCheckError, match="converting"):
        convert(table, columns, TOEWIJZINGEN, NO_TEAMS, None, TODAY, stop)


DIRT = {
    "ingangsdatum": ["1-7-2026", "31-02-2026", "gauw", "46204", ""],
    "bsn": [bsn_of_range(0), "1E+08", "x", "12345672", ""],
    "budget": ["1.234", "12,50", "geen idee", ""],
    "huisnummer": ["12 bis", "3", "de kerk", ""],
    "productcode": ["2A16", "02A16, 02A17", "45A03", ""],
}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_conversion_does_not_depend_on_the_order_of_rows(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 8))
    table = {
        field: data.draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))
        for field, values in DIRT.items()
    }
    order = data.draw(st.permutations(range(size)))
    chosen = {field: field for field in DIRT} | {"clientnummer": "n"}
    first = raw({"n": [f"c{i}" for i in range(size)], **table})
    second = RawTable("x.csv", None, None, first.text.iloc[list(order)], first.stored)
    outcomes = [converted(one, chosen) for one in (first, second)]
    pd.testing.assert_frame_equal(outcomes[0][0], outcomes[1][0].sort_values("row"))
    pd.testing.assert_frame_equal(outcomes[0][1], outcomes[1][1])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["1-7-2026", "gauw", "31-02-2026", "", "ooit"]), max_size=10))
def test_every_planted_error_comes_back(values: list[str]) -> None:
    _, findings = cells("ingangsdatum", *values)
    planted = sum(value in ("gauw", "31-02-2026", "ooit") for value in values)
    assert len(findings) == planted


def test_text_of_records_is_text() -> None:
    records, _ = converted(layout({"BSN": "bsn", "Start": "ingangsdatum"}))
    assert records["bsn"].dtype == TEXT
