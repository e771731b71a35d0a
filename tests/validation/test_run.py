import json
import random
from dataclasses import replace
from datetime import date
from string import Formatter

import pandas as pd
import pandera.errors
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests.validation.holding import SETTINGS, columns_of, make_toewijzing, table
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import Findings
from wijkcheck.texts import SENTENCES, sentence
from wijkcheck.validation import RULES, run
from wijkcheck.validation.run import ROW_CHECKS
from wijkcheck.validation.schema import row_hits, schema

# rule -> the fields that break it and nothing else, and the field that the finding names
PLANTS: dict[str, tuple[dict[str, object], str]] = {
    "bsn_eleven_test": ({"bsn": "123456783"}, "bsn"),
    "bsn_placeholder": ({"bsn": "999999999"}, "bsn"),
    "bsn_is_a_number": ({"bsn": "1010101025"}, "bsn"),
    "bsn_missing": ({"bsn": None}, "bsn"),
    "postcode_shape": ({"postcode": "0123AB"}, "postcode"),
    "municipality_invalid": ({"gemeentecode": "0457"}, "gemeentecode"),
    "code_unknown": ({"geslacht": "Q"}, "geslacht"),
    "code_outdated": ({"frequentie": "5"}, "frequentie"),
    "product_category": ({"productcategorie": "07"}, "productcode"),
    "end_before_start": ({"einddatum": date(2026, 6, 1)}, "einddatum"),
    "birth_in_future": ({"geboortedatum": date(2099, 3, 4)}, "geboortedatum"),
    "birth_too_long_ago": ({"geboortedatum": date(1901, 3, 4)}, "geboortedatum"),
    "birth_default": ({"geboortedatum": date(1900, 1, 1)}, "geboortedatum"),
    "end_required": ({"einddatum": None}, "einddatum"),
    "unit_missing": ({"eenheid": None}, "eenheid"),
    "volume_zero": ({"volume": 0.0}, "volume"),
    "volume_impossible": ({"volume": 169.0}, "volume"),
    "budget_and_volume": ({"budget": 1}, "budget"),
    "volume_without_product": ({"productcode": None}, "productcode"),
    "digits_in_name": ({"voornamen": "Ver4"}, "voornamen"),
    "required_missing": ({"ingangsdatum": None}, "ingangsdatum"),
}
SIZE = 40
NOT_PLANTED = ["bsn_test_range", "bsn_test_source"]


@effort(max_examples=25, deadline=None)
@given(
    st.dictionaries(st.integers(0, SIZE - 1), st.sampled_from(sorted(PLANTS)), max_size=SIZE // 3),
    st.integers(0, 3),
)
def test_every_planted_error_comes_back_and_nothing_else(planted, copies) -> None:
    rows = [
        {**make_toewijzing(n), **(PLANTS[planted[n]][0] if n in planted else {})}
        for n in range(SIZE)
    ]
    extra = [{**make_toewijzing(n)} for n in range(SIZE) if n not in planted][:copies]
    records = table(RecordType.TOEWIJZINGEN, [*rows, *extra])
    found = run({(Side.TEAM, RecordType.TOEWIJZINGEN): records}, columns_of(records), SETTINGS)
    found = found[~found["rule"].isin(NOT_PLANTED)]
    expected = [(n + 2, PLANTS[rule][1], rule) for n, rule in planted.items()]
    expected += [(SIZE + 2 + n, "toewijzingnummer", "duplicate_record") for n in range(len(extra))]
    assert sorted(found[["row", "field", "rule"]].itertuples(index=False, name=None)) == sorted(
        expected
    )
    assert found["record_id"].isin(records.index).all()


def test_many_errors_of_many_rules_in_a_large_table() -> None:
    base = table(RecordType.TOEWIJZINGEN, [make_toewijzing(n) for n in range(300)])
    records = pd.concat([base] * 100)
    records["row"] = range(2, len(records) + 2)
    records.index = pd.Index("r" + records["row"].astype("str"), dtype="str", name="record_id")
    records["toewijzingnummer"] = pd.Series(records["row"].to_numpy()).astype("str").to_numpy()
    records["postcode"] = "0000AB"
    on = {code: "off" for code in RULES if code != "postcode_shape"}
    settings = replace(SETTINGS, severities=on)
    found = run({(Side.TEAM, RecordType.TOEWIJZINGEN): records}, columns_of(base), settings)
    assert found["row"].tolist() == list(range(2, len(records) + 2))


def test_severities_of_the_project(findings, toewijzing) -> None:
    severities = {"postcode_shape": "error", "bsn_test_range": "off"}
    rows = [toewijzing(0, postcode="1")]
    found = findings(rows, settings=replace(SETTINGS, severities=severities))
    assert found[["rule", "severity"]].to_numpy().tolist() == [["postcode_shape", "error"]]


def test_what_is_not_said_once_is_said_row_by_row(findings, toewijzing) -> None:
    settings = replace(SETTINGS, severities={"bsn_test_source": "off"})
    found = findings([toewijzing(0), toewijzing(1)], settings=settings)
    assert found["rule"].tolist() == ["bsn_test_range"] * 2


def test_two_sides_are_not_each_others_duplicates(toewijzing) -> None:
    records = table(RecordType.TOEWIJZINGEN, [toewijzing(0)])
    sides = {(side, RecordType.TOEWIJZINGEN): records for side in Side}
    found = run(sides, columns_of(records), SETTINGS)
    assert set(found["rule"]) <= {"bsn_test_source"}


@pytest.mark.parametrize("record_type", list(RecordType))
def test_no_rows_no_findings(record_type) -> None:
    records = table(RecordType.TOEWIJZINGEN, [make_toewijzing(0)]).iloc[:0]
    if record_type is not RecordType.TOEWIJZINGEN:
        records = table(record_type, [{}]).iloc[:0]
    found = run({(Side.TEAM, record_type): records}, columns_of(records), SETTINGS)
    assert len(found) == 0
    Findings.validate(found)


@pytest.mark.parametrize("record_type", list(RecordType))
def test_rows_without_any_value_are_nobodys_and_break_nothing_else(record_type) -> None:
    records = table(record_type, [{}, {}])
    found = run({(Side.TEAM, record_type): records}, columns_of(records), SETTINGS)
    assert found["rule"].tolist() == ["identity_missing"] * 2


def test_findings_are_as_declared_and_every_one_has_its_sentence(findings, toewijzing) -> None:
    rows = [toewijzing(n, **fields) for n, (fields, _) in enumerate(PLANTS.values())]
    found = findings([*rows, toewijzing(0, postcode="1234AB"), toewijzing(50), toewijzing(50)])
    Findings.validate(found)
    for finding in found.to_dict("records"):
        details = json.loads(finding["details"]) if isinstance(finding["details"], str) else {}
        for language in ("nl", "en"):
            assert sentence(finding["rule"], {**finding, **details}, language)


def test_every_rule_has_its_sentence_in_both_languages() -> None:
    for code in RULES:
        values = {name: name for _, name, *_ in Formatter().parse(SENTENCES[code]) if name}
        assert sentence(code, values, "nl") != sentence(code, values, "en")


def test_pandera_itself_names_the_same_failures() -> None:
    """The schema is real: ``validate(lazy=True)`` fails the checks that ours reads."""
    rows = [{**make_toewijzing(n), **fields} for n, (fields, _) in enumerate(PLANTS.values())]
    records = table(RecordType.TOEWIJZINGEN, rows)
    checks = [check for check in ROW_CHECKS if check.fits(RecordType.TOEWIJZINGEN)]
    delivered = {name: ["a.csv"] for name in records}
    ours = {
        f"{hits.rule}:{hits.field}"
        for hits in row_hits(records, RecordType.TOEWIJZINGEN, checks, SETTINGS.moment, delivered)
    }
    with pytest.raises(pandera.errors.SchemaErrors) as error:
        schema(checks, SETTINGS.moment, delivered).validate(records, lazy=True)
    assert set(error.value.failure_cases["check"]) == ours


def test_rows_with_the_same_id_are_all_found() -> None:
    """Pandera's known trap: failures are told apart by position here, never by index label."""
    records = table(RecordType.TOEWIJZINGEN, [make_toewijzing(n, postcode="1") for n in range(3)])
    records.index = pd.Index(["same"] * 3, dtype="str", name="record_id")
    checks = [check for check in ROW_CHECKS if check.rule == "postcode_shape"]
    (hits,) = row_hits(records, RecordType.TOEWIJZINGEN, checks, SETTINGS.moment, {})
    assert hits.at.tolist() == [0, 1, 2]


def test_progress_can_stop_it() -> None:
    class Stop(Exception):  # noqa: N818
        pass

    def progress(*_: object) -> None:
        raise Stop

    records = table(RecordType.TOEWIJZINGEN, [make_toewijzing(0)])
    with pytest.raises(Stop):
        run(
            {(Side.TEAM, RecordType.TOEWIJZINGEN): records}, columns_of(records), SETTINGS, progress
        )


def test_shuffled_rows_give_the_same_findings() -> None:
    chance = random.Random(7)
    rows = [
        make_toewijzing(n % 25, row=n + 2, postcode=chance.choice(["1", "1234AB"]))
        for n in range(60)
    ]
    records = table(RecordType.TOEWIJZINGEN, rows)
    tables = []
    for _ in range(2):
        shuffled = records.sample(frac=1, random_state=chance.randrange(99))
        tables.append(
            run({(Side.TEAM, RecordType.TOEWIJZINGEN): shuffled}, columns_of(records), SETTINGS)
        )
    pd.testing.assert_frame_equal(*tables)
