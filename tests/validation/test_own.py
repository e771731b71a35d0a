from dataclasses import replace
from datetime import date

import pytest

from tests.validation.holding import SETTINGS
from wijkcheck.errors import ProjectError
from wijkcheck.project import OwnRule
from wijkcheck.records.fields import RecordType

TOEWIJZINGEN = RecordType.TOEWIJZINGEN


@pytest.fixture
def breaks(findings, toewijzing):
    """Return the rows that break a rule of one's own."""

    def hold(*rows: dict[str, object], **rule: object) -> list[int]:
        own = OwnRule(record_type=TOEWIJZINGEN, **rule)
        settings = replace(SETTINGS, own_rules=(own,))
        found = findings([toewijzing(n, **row) for n, row in enumerate(rows)], settings=settings)
        return found[found["rule"] == "own_rule"]["row"].tolist()

    return hold


@pytest.mark.parametrize(
    ("field", "comparison", "value", "right", "wrong"),
    [
        ("ingangsdatum", ">=", date(2026, 7, 1), date(2026, 7, 1), date(2026, 6, 30)),
        ("ingangsdatum", ">=", "2026-07-01", date(2026, 7, 1), date(2026, 6, 30)),
        ("ingangsdatum", ">=", "1-7-2026", date(2026, 7, 1), date(2026, 6, 30)),
        ("budget", "<=", "€ 1.234,56", 123_456, 123_457),
        ("budget", "<=", 1234.56, 123_456, 123_457),
        ("budget", "=", 1000, 100_000, 1000),
        ("volume", "<", "7,5", 7.0, 7.5),
        ("toewijzingnummer", "<", 1500, "999", "1500"),
        ("eenheid", "=", "uur", "04", "01"),
        ("wet", "!=", "Jeugdwet", "wmo", "jeugd"),
        ("productcode", "in", ["02A16", "02A17"], "02A17", "02A18"),
        ("productcode", "not in", ["02A16", "02A17"], "02A18", "02A17"),
        ("productcode", "matches", "02.*", "02A18", "102A1"),
    ],
)
def test_a_comparison_with_a_value(breaks, field, comparison, value, right, wrong) -> None:
    rows = ({field: right}, {field: wrong}, {field: None})
    assert breaks(*rows, field=field, comparison=comparison, value=value) == [3]


def test_filled_and_empty(breaks) -> None:
    rows = ({"aanbieder": "x"}, {"aanbieder": None})
    assert breaks(*rows, field="aanbieder", comparison="filled") == [3]
    assert breaks(*rows, field="aanbieder", comparison="empty") == [2]


def test_another_field(breaks) -> None:
    late = {"einddatum": date(2027, 1, 1), "ingangsdatum": date(2027, 1, 1)}
    rows = ({}, late, {"einddatum": None})
    assert breaks(*rows, field="einddatum", comparison=">", other="ingangsdatum") == [3]


def test_a_source_without_the_column_is_left_alone(breaks) -> None:
    rows = ({"aanbieder": "x"}, {"aanbieder": None, "source": "b.csv"})
    assert breaks(*rows, field="aanbieder", comparison="filled") == []


def test_severity_and_message_are_the_rules_own(findings, toewijzing) -> None:
    rule = OwnRule(TOEWIJZINGEN, "volume", "<", 3, severity="error", message="Te veel.")
    found = findings([toewijzing(0)], settings=replace(SETTINGS, own_rules=(rule,)))
    found = found[found["rule"] == "own_rule"]
    assert found["severity"].tolist() == ["error"]
    assert found["details"].tolist() == ['{"message": "Te veel."}']


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (
            {"field": "ingangsdatum", "comparison": ">", "value": "31-02-2026"},
            "own_rule_value_wrong",
        ),
        ({"field": "volume", "comparison": ">", "value": "veel"}, "own_rule_value_wrong"),
        ({"field": "eenheid", "comparison": "=", "value": "el"}, "own_rule_value_wrong"),
        ({"field": "volume", "comparison": ">"}, "own_rule_no_value"),
        ({"field": "volume", "comparison": ">", "other": "einddatum"}, "own_rule_other_unlike"),
        ({"field": "productcode", "comparison": "matches", "value": "("}, "own_rule_pattern_wrong"),
    ],
)
def test_a_rule_that_cannot_be_applied(breaks, rule, code) -> None:
    with pytest.raises(ProjectError) as error:
        breaks({}, **rule)
    assert (error.value.code, error.value.values["place"]) == (code, "rule[1]")
