"""The sentences of findings, worked out per rule."""

import json

import pandas as pd
import pytest

from wijkcheck import texts
from wijkcheck.dossier import messages
from wijkcheck.records.models import findings


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    for code, text in {
        "one": "Row {row} of {source}: {field} is {value}, not {wanted}.",
        "two": "Nothing to fill {{in}}.",
    }.items():
        monkeypatch.setitem(texts.SENTENCES, code, text)


def sentences(details: list[str | None], rule: str | list[str] = "one") -> list[str]:
    table = findings(
        "a.csv",
        pd.Series(range(1, len(details) + 1)),
        pd.Series(rule) if isinstance(rule, list) else rule,
        "error",
        field="bsn",
        value="9",
        details=pd.Series(details, dtype="str"),
    )
    return messages(table, "en").tolist()


def test_a_sentence_takes_the_finding_and_its_details() -> None:
    first, second, third = sentences(
        [json.dumps({"wanted": wanted}) for wanted in ("é", ["x", "y"], 3)]
    )
    assert first == "Row 1 of a.csv: bsn is 9, not é."
    assert second.endswith("not x, y.")
    assert third == "Row 3 of a.csv: bsn is 9, not 3."


def test_what_a_sentence_lacks_stays_visible() -> None:
    assert sentences([None])[0].endswith("not {wanted}.")
    assert sentences(["{}", '{"wanted": "x"}'])[0].endswith("not {wanted}.")


def test_rules_keep_their_rows() -> None:
    made = sentences(['{"wanted": 1}', None, '{"wanted": 2}'], ["one", "two", "one"])
    assert made == [
        "Row 1 of a.csv: bsn is 9, not 1.",
        "Nothing to fill {in}.",
        "Row 3 of a.csv: bsn is 9, not 2.",
    ]


def test_a_missing_row_leaves_a_gap() -> None:
    table = findings("a.csv", None, "one", "notice", details='{"wanted": 1}')
    assert messages(table, "en").tolist() == ["Row  of a.csv:  is , not 1."]
