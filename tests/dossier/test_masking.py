"""No BSN leaves the house by accident, and no formula."""

import csv
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkcheck.dossier.delimited import write_delimited
from wijkcheck.dossier.masking import masked
from wijkcheck.records.models import TEXT

BSN = "999900006"


def mask(field: str | None, value: str | None) -> str | None:
    frame = pd.DataFrame({"field": [field], "value": [value]}, dtype=TEXT)
    shown = masked(frame)["value"].iloc[0]
    return None if pd.isna(shown) else shown


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("bsn", BSN, "*****0006"),
        ("bsn", "99990006", "****0006"),
        ("bsn", "9999.00.006", "****.*0.006"),
        ("bsn", "onbekend", "onbekend"),
        ("bsn", None, None),
        ("clientnummer", BSN, "*****0006"),
        (None, f"dossier {BSN} van 9999.00.006", "dossier *****0006 van ****.*0.006"),
        ("clientnummer", "999900007", "999900007"),
        ("clientnummer", f"1{BSN}", f"1{BSN}"),
        ("ingangsdatum", "20260930", "20260930"),
    ],
)
def test_what_is_hidden(field: str | None, value: str | None, shown: str | None) -> None:
    assert mask(field, value) == shown


def test_details_stay_json() -> None:
    details = {"others": [BSN, "Jansen"], "total": 999900006, "deep": {"bsn": BSN}}
    frame = pd.DataFrame(
        {"field": ["naam", "bsn"], "details": [json.dumps(details)] * 2}, dtype=TEXT
    )
    for shown in masked(frame)["details"]:
        assert json.loads(shown) == {
            "others": ["*****0006", "Jansen"],
            "total": 999900006,
            "deep": {"bsn": "*****0006"},
        }


def test_the_table_itself_is_left_alone() -> None:
    frame = pd.DataFrame({"field": ["bsn"], "value": [BSN]}, dtype=TEXT)
    masked(frame)
    assert frame["value"].tolist() == [BSN]


def cells(folder: Path, values: list[str | None]) -> list[str]:
    write_delimited(pd.DataFrame({"a": values, "b": "x"}, dtype=TEXT), folder / "t.csv")
    with (folder / "t.csv").open(encoding="utf-8", newline="") as file:
        return [row["a"] for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-Jansen", "'-Jansen"),
        ("-", "'-"),
        ("+1+2", "'+1+2"),
        ("-1.234,56", "-1.234,56"),
        ("+31612345678", "+31612345678"),
        ("-1E+08", "-1E+08"),
        ("a=b", "a=b"),
    ],
)
def test_what_a_spreadsheet_would_run(tmp_path: Path, value: str, written: str) -> None:
    assert cells(tmp_path, [value]) == [written]


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]))))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, values: list[str]) -> None:
    kept = [value for value in values if value is None or value[:1] not in tuple("=+-@")]
    back = cells(tmp_path_factory.mktemp("t"), kept)
    assert back == [value or "" for value in kept]
