"""The project file beside the window: what is decided is kept, and worked out without keeping."""

from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from wijkcheck.demo import make_demo
from wijkcheck.errors import ProjectError
from wijkcheck.progress import silent
from wijkcheck.project.file import SUFFIX
from wijkcheck.records.fields import RecordType
from wijkcheck.verdict import Verdict
from wijkcheck.views import View
from wijkcheck.views.opening import keep_as_file, open_again, open_demo, open_project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, View]:
    folder = tmp_path_factory.mktemp("demo")
    return folder / f"wijkcheck{SUFFIX}", open_demo(str(folder), "nl", silent)


def reviewed(view: View) -> tuple[str, str]:
    pairs = view.run.person_pairs
    left, right = pairs.loc[pairs["status"] == "review", ["left_id", "right_id"]].iloc[0]
    return str(left), str(right)


def status(view: View, left: str, right: str) -> str | None:
    pairs = view.run.person_pairs
    found = pairs.loc[(pairs["left_id"] == left) & (pairs["right_id"] == right), "status"]
    return str(found.iloc[0]) if len(found) else None


def test_decisions_move_pairs_and_figures_and_can_be_taken_back(opened: tuple[Path, View]) -> None:
    path, view = opened
    left, right = reviewed(view)
    with closing(view.desk(path, None)) as desk:
        assert desk.writable
        numbers = desk.decide(view.run, [Verdict("pair", "same", left, right, lasting=True)])
        assert status(open_again(str(path), None, "nl", silent), left, right) == "certain"
        desk.undo(numbers)
        again = open_again(str(path), None, "nl", silent)
        assert status(again, left, right) == "review"
        one = view.run.differences.query("kind == 'only_team' and cause != 'te_beoordelen'").iloc[0]
        desk.decide(
            view.run,
            [Verdict("difference", "team_right", right_id=one["right_id"], kind="only_team")],
        )
        after = open_again(str(path), None, "nl", silent)
        assert after.todo["verschillen"] == view.todo["verschillen"] - 1


def test_who_finds_out_stands_at_the_rows_that_were_asked_about(
    opened: tuple[Path, View], tmp_path: Path
) -> None:
    path, view = opened
    one = view.run.differences.query("field == 'omvang'").iloc[0]
    ids = {"left_id": one["left_id"], "right_id": one["right_id"]}
    asked = Verdict("difference", "ask", **ids, field="omvang", kind="field", value="Ans (Noord)")
    with closing(view.desk(path, None)) as desk:
        numbers = desk.decide(view.run, [asked])
        after = open_again(str(path), None, "nl", silent)
        sides = after.side_by_side[RecordType.TOEWIJZINGEN]
        rows = sides.order(filters={"owner": {"Ans (Noord)"}})
        assert [sides.raw(int(row))["left_id"] for row in rows] == [one["left_id"]]
        assert "asked" in sides.raw(int(rows[0]))["status"]
        book = tmp_path / "rijen.xlsx"
        kind, names = RecordType.TOEWIJZINGEN, ["left_client"]
        after.exports.rows(book, sides, kind, rows, names, with_bsn=False)(progress=silent)
        head, row = list(load_workbook(book).worksheets[0].values)[:2]
        assert dict(zip(head, row, strict=True))["Zoekt uit"] == "Ans (Noord)"
        desk.undo(numbers)


def test_a_finding_set_aside_earlier_is_listed_and_taken_back(opened: tuple[Path, View]) -> None:
    path, view = opened
    (verdict,) = view.checking.set_aside([0], lasting=False, reason="klopt")
    with closing(view.desk(path, None)) as desk:
        (number,) = desk.decide(view.run, [verdict])
        pending = view.checking.decisions(desk).raw(0)
        assert (pending["decision_id"], pending["source"]) == (number, None)
        after = open_again(str(path), None, "nl", silent)
        assert after.checking.aside == view.checking.aside + 1
        table = after.checking.decisions(desk)
        finding, known = view.findings.raw(0), table.raw(0)
        for name in ("title", "source", "row", "field"):
            assert known[name] == finding[name]
        assert (known["reason"], known["state"]) == ("klopt", "toegepast")
        desk.undo([known["decision_id"]])
        again = open_again(str(path), None, "nl", silent)
        assert again.checking.aside == view.checking.aside
        assert again.checking.decisions(desk).size == table.size - 1


def test_what_cannot_be_is_refused(opened: tuple[Path, View]) -> None:
    path, view = opened
    with pytest.raises(ProjectError) as told:
        open_project(str(path), "geheim", "nl", silent)
    assert told.value.code == "project_without_password"
    with closing(view.desk(path, None)) as desk, pytest.raises(ProjectError):
        desk.undo([999])


def test_pairs_are_explained_and_those_alike_stand_together(opened: tuple[Path, View]) -> None:
    _, view = opened
    left, right = reviewed(view)
    why = view.pairing.weighed(left, right)
    assert why is not None
    weight = view.run.person_pairs.set_index(["left_id", "right_id"]).loc[(left, right), "weight"]
    assert sum(step.weight for step in why.steps) == pytest.approx(weight, abs=0.1)
    patterns = view.pairing.patterns()
    counted = sum(len(pattern.rows) for pattern in patterns)
    assert counted == int(view.run.person_pairs["status"].eq("review").sum())
    assert any(pattern.clear != pattern.rows for pattern in patterns)  # twins: one at most is right
    for pattern in patterns:
        assert set(pattern.clear) <= set(pattern.rows)
        assert {view.persons.raw(row)["status"] for row in pattern.rows} == {"review"}
    assert view.pairing.marks("persons", {}) == {}
    for row in range(view.persons.size):
        told = view.persons.raw(row)
        assert (told["why"] is not None) == (told["status"] == "review")


def test_a_project_file_needs_its_password(opened: tuple[Path, View], tmp_path: Path) -> None:
    toml = make_demo(tmp_path)
    path = tmp_path / "geheim.wijkcheck"
    keep_as_file(str(toml), str(path), "een lang geheim", "nl", silent)
    for password, code in ((None, "project_needs_password"), ("x", "project_key_or_damage")):
        with pytest.raises(ProjectError) as told:
            open_project(str(path), password, "nl", silent)
        assert told.value.code == code
    assert open_project(str(path), "een lang geheim", "nl", silent).persons.size


def test_a_story_tells_rows_as_they_were_delivered_and_who_decided(
    opened: tuple[Path, View],
) -> None:
    path, view = opened
    pairs = view.run.person_pairs
    person = pairs.loc[pairs["status"] == "certain", ["left_id", "right_id"]].iloc[0]
    first = {row["person_id"]: row for row in map(view.pairing.clients().raw, range(1200))}
    records = [str(first[person[side]]["record_id"]) for side in ("left_id", "right_id")]
    with closing(view.desk(path, None)) as desk:
        assert not len(desk.about(view.run, records))
        numbers = desk.decide(view.run, [Verdict("pair", "same", *person, reason="gebeld")])
        about = desk.about(view.run, records)
        assert about["decision_id"].tolist() == numbers
        assert about["state"].tolist() == ["pending"]
        again = open_again(str(path), None, "nl", silent)
        parts = {part.title: part for part in again.story(desk, *records)}
        (decided,) = parts["Besluiten"].rows
        assert {"gebeld", "koppel", "dezelfde"} <= {cell.lower() for cell in decided}
        for record in records:
            source, row = record.removeprefix("clienten:").rsplit(":", 1)
            told = parts[f"{source} · rij {row}"]
            assert told.heads == ("Kolom", "Zoals geleverd", "Gelezen als")
            assert {"BSN", "Achternaam"} <= {cells[2] for cells in told.rows}
            (bsn,) = [cells[1] for cells in told.rows if cells[2] == "BSN"]
            assert bsn.startswith("*****")
        desk.undo(numbers)
        assert not len(desk.about(view.run, records))


def test_a_toml_is_read_again_for_its_story(tmp_path: Path) -> None:
    view = open_project(str(make_demo(tmp_path)), None, "nl", silent)
    record = str(view.run.records["municipality", "clienten"].index[0])  # type: ignore[index]
    source, row = record.removeprefix("clienten:").rsplit(":", 1)
    parts = {part.title: part for part in view.story(None, record, None)}
    assert len(parts[f"{source} · rij {row}"].rows) > 5
