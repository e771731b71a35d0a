"""What a run leaves in a folder."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tests.dossier.runs import LEFT, RIGHT, run, without_noord
from wijkcheck.dossier import write_tables
from wijkcheck.dossier.folder import TABLES
from wijkcheck.errors import Cancelled, WijkCheckError


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_and_nothing_else(tmp_path: Path) -> None:
    write_tables(run(), tmp_path / "new" / "uit")
    names = {path.name for path in (tmp_path / "new" / "uit").iterdir()}
    assert names == {f"{name}.csv" for name in TABLES} | {"summary.json"}


def test_records_are_named_beside_their_ids(tmp_path: Path) -> None:
    write_tables(run(), tmp_path)
    difference, only = rows(tmp_path, "differences")
    assert list(difference)[3:9] == [
        "left_id", "right_id", "left_source", "left_row", "right_source", "right_row",
    ]  # fmt: skip
    assert [difference[f"left_{c}"] for c in ("source", "row")] == [LEFT, "4"]
    assert [difference[f"right_{c}"] for c in ("source", "row")] == [RIGHT, "2"]
    assert [only[f"left_{c}"] for c in ("id", "source", "row")] == ["", "", ""]
    assert rows(tmp_path, "bridge_records")[0]["right_row"] == "3"
    assert rows(tmp_path, "persons")[0]["row"] == "5"


def test_a_person_is_named_by_its_first_record(tmp_path: Path) -> None:
    write_tables(run(), tmp_path)
    (pair,) = rows(tmp_path, "person_pairs")
    assert (pair["left_source"], pair["left_row"]) == (LEFT, "4")


def test_numbers_have_their_decimals_and_missing_ones_are_empty(tmp_path: Path) -> None:
    write_tables(run(), tmp_path)
    (pair,) = rows(tmp_path, "pairs")
    assert (pair["probability"], pair["weight"], pair["margin"]) == ("0.9877", "0.00", "0.5000")
    whole = rows(tmp_path, "figures")[1]
    assert (whole["municipality_value"], whole["team_value"], whole["delta"]) == ("2", "", "")


def test_a_finding_has_its_sentence_and_no_bsn(tmp_path: Path) -> None:
    write_tables(run(), tmp_path, language="en")
    (finding,) = rows(tmp_path, "findings")
    assert finding["value"] == "*****0006"
    assert finding["message"] == (
        "noord: bsn *****0006 is no date: *****0006. Write it without quotes, as 2026-07-01."
    )
    for path in tmp_path.iterdir():
        assert b"999900006" not in path.read_bytes()


def test_bsns_in_full_when_asked(tmp_path: Path) -> None:
    write_tables(run(), tmp_path, with_bsn=True)
    assert rows(tmp_path, "findings")[0]["value"] == "999900006"
    assert rows(tmp_path, "differences")[0]["right_value"] == "999900018"


def test_the_same_bytes_wherever_it_runs(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_tables(run(tmp_path / name), tmp_path / name / "uit")
    for path in (tmp_path / "a" / "uit").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / "uit" / path.name).read_bytes()
        assert b"\r" not in path.read_bytes()


def test_the_summary_says_what_was_read_and_counted(tmp_path: Path) -> None:
    write_tables(run(), tmp_path)
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    first = summary["sources"][0]
    assert (first["status"], first["rows"], first["doubtful"]) == ("used", 2, ["Gebied"])
    assert first["choices"] == [{"what": "title_rows", "value": "2", "rows": [1, 2]}]
    assert first["columns"][0]["confidence"] == 0.9877
    assert summary["counts"]["differences"]["by_kind"] == {"field": 1, "only_team": 1}
    assert summary["counts"]["findings"]["by_rule"] == {"value_no_date": 1}
    assert summary["figures"][1]["team_value"] is None
    assert summary["missing"] == []


def test_the_summary_names_missing_deliveries_once(tmp_path: Path) -> None:
    write_tables(without_noord(), tmp_path)
    missing = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))["missing"]
    assert [(gap["team"], gap["status"]) for gap in missing] == [
        ("Wijkteam Noord", "unusable"),
        ("Wijkteam Oost", "not_delivered"),
    ]


def test_no_table_need_have_rows(tmp_path: Path) -> None:
    made = set(TABLES) - {"weights"}  # made of the evidence, which this run has not
    empty = {name: getattr(run(), name).iloc[:0] for name in made}
    write_tables(replace(run(), **empty), tmp_path)
    assert all(rows(tmp_path, name) == [] for name in TABLES)


def test_a_cancelled_run_leaves_the_old_files(tmp_path: Path) -> None:
    write_tables(run(), tmp_path, language="nl")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def stop(phrase: str, done: int, total: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_tables(run(), tmp_path, language="en", progress=stop)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_that_cannot_make_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").mkdir()  # as good as a file that is open elsewhere
    (tmp_path / "differences.csv").write_text("old", encoding="utf-8")
    with pytest.raises(WijkCheckError) as caught:
        write_tables(run(), tmp_path)
    assert (caught.value.code, caught.value.values) == ("output_locked", {"path": "pairs.csv"})
    assert (tmp_path / "differences.csv").read_text(encoding="utf-8") == "old"


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "uit").write_text("", encoding="utf-8")
    with pytest.raises(WijkCheckError, match="output_refused"):
        write_tables(run(), tmp_path / "uit")


def test_a_table_of_many_rows_is_whole(tmp_path: Path) -> None:
    many = pd.concat([run().bridge] * 150_001, ignore_index=True)
    write_tables(replace(run(), bridge=many), tmp_path)
    assert len((tmp_path / "bridge.csv").read_text(encoding="utf-8").splitlines()) == 150_002
