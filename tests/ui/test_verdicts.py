"""Judging differences, what leaves the house, and the dossier's page."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.chores import LONG
from tests.ui.conftest import FakeDesk
from tests.ui.worlds import left, right
from ui.main_window import MainWindow
from ui.pages.dossier import DossierPage
from ui.pages.verschillen import VerschillenPage
from wijkcheck.filters import Between
from wijkcheck.project.tables import Resolved
from wijkcheck.records.fields import RecordType
from wijkcheck.tables import Table
from wijkcheck.views import view_of


def settle(window: MainWindow, qtbot: QtBot) -> None:
    # Exports go to a process that has to start first.
    qtbot.waitUntil(lambda: window.workspace.jobs.idle, timeout=LONG)


@pytest.fixture
def page(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> VerschillenPage:
    window.go("verschillen")
    settle(window, qtbot)
    made = window.pages["verschillen"]
    assert isinstance(made, VerschillenPage)
    made._tables.left.choose(1)  # Jansen: three differences
    settle(window, qtbot)
    return made


def test_all_differences_of_a_row_are_judged_with_a_key(
    page: VerschillenPage, desk: FakeDesk, window: MainWindow, qtbot: QtBot
) -> None:
    assert page._card.judgement.about.currentText() == "Alle verschillen van deze rij (3)"
    page._card.judgement.reason.setText("gebeld met het team")
    qtbot.keyClick(page._tables.left, "t")
    settle(window, qtbot)
    assert [(v.subject, v.verdict, v.field, v.reason) for v in desk.kept.values()] == [
        ("difference", "team_right", field, "gebeld met het team")
        for field in ("achternaam", "einddatum", "postcode")
    ]
    assert page._card.judgement.reason.text() == ""
    assert page._tables.left.currentIndex().row() == 2
    head = page._model.headerData(1, Qt.Orientation.Vertical)
    assert head.startswith("✓")
    qtbot.keyClick(page._tables.left, "z")
    settle(window, qtbot)
    assert desk.kept == {}
    assert page._tables.left.currentIndex().row() == 1
    assert page._model.headerData(1, Qt.Orientation.Vertical).startswith("≠")


def test_one_field_can_be_both_wrong_with_the_right_value(
    page: VerschillenPage, desk: FakeDesk, window: MainWindow, qtbot: QtBot
) -> None:
    judgement = page._card.judgement
    assert not judgement.value.isEnabled()
    judgement.about.setCurrentIndex(1)
    assert judgement.value.isEnabled()
    judgement.value.setText("Jansens")
    judgement.lasting.setChecked(True)
    judgement.buttons[2].click()
    settle(window, qtbot)
    (verdict,) = desk.kept.values()
    assert (verdict.verdict, verdict.field, verdict.value, verdict.lasting) == (
        "both_wrong", "achternaam", "Jansens", True,
    )  # fmt: skip
    assert (verdict.left_id, verdict.right_id, verdict.kind) == (left(5), right(2), "field")


def test_asking_is_a_verdict_too(
    page: VerschillenPage, desk: FakeDesk, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(page._tables.left, "v")
    settle(window, qtbot)
    assert {v.verdict for v in desk.kept.values()} == {"ask"}
    assert page._model.headerData(1, Qt.Orientation.Vertical).startswith("?")


def test_who_finds_out_goes_with_what_is_asked_and_with_nothing_else(
    page: VerschillenPage, desk: FakeDesk, window: MainWindow, qtbot: QtBot
) -> None:
    owner = page._card.judgement.owner
    qtbot.keyClicks(owner, "Team Noord")
    qtbot.keyClick(page._tables.left, "v")
    settle(window, qtbot)
    assert {(v.verdict, v.value) for v in desk.kept.values()} == {("ask", "Team Noord")}
    assert owner.text() == "Team Noord"  # for the next one as well
    desk.kept.clear()
    qtbot.keyClick(page._tables.left, "t")
    settle(window, qtbot)
    assert {(v.verdict, v.value) for v in desk.kept.values()} == {("team_right", None)}


def test_what_was_asked_is_found_by_who_finds_out(
    page: VerschillenPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert not page._boxes["owner"].isVisible()  # nobody was asked anything
    told = asked_about(left(5), right(2), "achternaam", "Team Noord")
    view = window.workspace.view
    assert view is not None
    window.workspace.view = view_of(replace(view.run, decided=told), "nl")
    window.workspace.changed.emit(frozenset({"verschillen"}))
    settle(window, qtbot)
    box = page._boxes["owner"]
    assert box.isVisible()
    box.setCurrentIndex(box.findData("Team Noord"))
    settle(window, qtbot)
    assert [page._ids(int(r)) for r in page._model.order] == [(left(5), right(2))]
    completer = page._card.judgement.owner.completer()
    assert completer.model().index(0, 0).data() == "Team Noord"


def asked_about(left_id: str, right_id: str, field: str, owner: str) -> pd.DataFrame:
    row = (1, "difference", "field", "ask", left_id, right_id, field, owner, "applied", None)
    columns = Resolved.to_schema().columns
    types = {name: column.dtype.type for name, column in columns.items()}
    return pd.DataFrame([row], columns=list(types)).astype(types)


def test_without_a_project_file_nothing_can_be_judged(window: MainWindow, qtbot: QtBot) -> None:
    window.go("verschillen")
    settle(window, qtbot)
    page = window.pages["verschillen"]
    assert isinstance(page, VerschillenPage)
    assert not any(button.isEnabled() for button in page._card.judgement.buttons)


def test_the_agreed_figure_stands_above_the_tables(
    page: VerschillenPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert page._agreed.text().startswith("Alle teams: afgesproken cijfer van toewijzingen")
    page._boxes["team"].setCurrentIndex(page._boxes["team"].findData("Noord"))
    settle(window, qtbot)
    assert "Noord" in page._agreed.text()
    assert "Gemeente 3, team 6; 4 kunnen" in page._agreed.text()


def test_a_verdict_moves_the_agreed_figure_at_once(
    page: VerschillenPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert "peildatum 6." in page._agreed.text()
    page._boxes["team"].setCurrentIndex(page._boxes["team"].findData("Noord"))
    settle(window, qtbot)
    assert "peildatum 3." in page._agreed.text()
    page._tables.left.choose(page._place_of(None, right(7)))
    settle(window, qtbot)
    qtbot.keyClick(page._tables.left, "t")
    settle(window, qtbot)
    assert "peildatum 4." in page._agreed.text()
    assert "; 3 kunnen" in page._agreed.text()
    qtbot.keyClick(page._tables.left, "z")
    settle(window, qtbot)
    assert "peildatum 3." in page._agreed.text()


def test_rows_are_looked_through_group_by_group(
    page: VerschillenPage, window: MainWindow, qtbot: QtBot
) -> None:
    groups, left_table = page._groups, page._tables.left
    assert not groups.isVisible()
    page._by.setCurrentIndex(page._by.findData("cause"))
    settle(window, qtbot)
    assert groups.isVisible()
    assert page._model.group == "cause"
    assert "cause" not in [column.name for column in page._model.columns]  # the list tells it
    names = [groups.item(r, 0).text() for r in range(groups.rowCount())]  # type: ignore[union-attr]
    groups.selectRow(names.index("dubbeltelling"))
    settle(window, qtbot)
    assert page._model.table.raw(left_table.chosen_row())["right_id"] == right(6)
    left_table.choose(page._place_of(None, right(7)))
    assert names[groups.currentRow()] == "onbekend"  # the group of the row that is looked at
    page._filters.choose("cause", frozenset({"onbekend"}))
    settle(window, qtbot)
    assert groups.rowCount() == 1
    page._by.setCurrentIndex(0)
    settle(window, qtbot)
    assert not groups.isVisible()
    assert page._model.group is None


def test_rows_grouped_by_their_menu_are_the_same_groups(
    page: VerschillenPage, window: MainWindow, qtbot: QtBot
) -> None:
    page._tables.left.group_by("left_einddatum")
    settle(window, qtbot)
    assert page._groups.isVisible()
    assert page._by.currentIndex() == -1
    assert page._by.placeholderText() == "Einde gemeente"
    assert page._groups.item(0, 0).text() == "31-12-2026"  # type: ignore[union-attr]


def test_rows_are_found_by_product_and_amount(
    page: VerschillenPage, window: MainWindow, qtbot: QtBot
) -> None:
    least, most = page._euros.fields
    least.setText("100,50")
    settle(window, qtbot)
    assert {page._ids(int(r)) for r in page._model.order} == {(left(5), right(2))}
    assert page._filters.filters == {"euros": Between(10050, None)}
    most.setText("110")
    settle(window, qtbot)
    assert page._model.rowCount() == 0
    page._filters.replace({"euros": Between(None, 2000)})  # as a filter that was kept
    assert (least.text(), most.text()) == ("", "€ 20,00")
    page._filters.replace({})
    assert most.text() == ""
    page._boxes["productcode"].setCurrentIndex(page._boxes["productcode"].findData("45A53"))
    settle(window, qtbot)
    assert [page._ids(int(r)) for r in page._model.order] == [(None, right(7))]


def test_filters_on_one_record_type_do_no_harm_to_another(
    page: VerschillenPage, window: MainWindow, qtbot: QtBot
) -> None:
    table = page._tables.left
    page._filters.choose("euros", Between(10050, None))
    table.group_by("euros")
    settle(window, qtbot)
    assert page._model.rowCount() == 1
    view = window.workspace.view
    assert view is not None
    sides = view.side_by_side[RecordType.TOEWIJZINGEN]
    without = [c.name for c in sides.columns if c.name != "euros"]
    bare = Table(sides.frame(sides.order(), without), "nl")
    failed: list[object] = []
    window.workspace.jobs.failed.connect(failed.append)
    table.show_model(page.model(bare, ["left_client", "right_client"], sides=True))
    settle(window, qtbot)
    assert failed == []
    assert table.model().rowCount() == sides.size


def test_equal_rows_are_there_when_their_kind_is_asked_for(
    page: VerschillenPage, window: MainWindow, qtbot: QtBot
) -> None:
    page._filters.choose("kind", frozenset({"equal"}))
    settle(window, qtbot)
    kinds = {page._model.table.raw(int(row))["kind"] for row in page._model.order}
    assert kinds == {"equal"}
    page._filters.replace({})
    settle(window, qtbot)
    assert page._model.rowCount() == 6


def test_both_sides_totals_stand_above_the_tables(page: VerschillenPage) -> None:
    assert page._tables.left_title.text() == "Gemeente · 3 records · € 120,00"
    assert page._tables.right_title.text() == "Team · 5 records · € 120,00"


def test_a_bsn_is_shown_in_the_row_when_asked_for(
    page: VerschillenPage, desk: FakeDesk, window: MainWindow, qtbot: QtBot
) -> None:
    page._card.bsn.click()
    settle(window, qtbot)
    fields = page._card.fields
    assert "999900006" in {fields.item(r, 1).text() for r in range(fields.rowCount())}  # type: ignore[union-attr]
    assert desk.noted == [("revealed", f"{left(5)} {right(2)}")]


def test_a_new_view_keeps_row_and_filters(
    page: VerschillenPage, window: MainWindow, qtbot: QtBot
) -> None:
    page._boxes["kind"].setCurrentIndex(page._boxes["kind"].findData("field"))
    settle(window, qtbot)
    page._tables.left.choose(1)
    view = window.workspace.view
    assert view is not None
    window.workspace._renewed(view.in_language("nl"))
    settle(window, qtbot)
    assert page._boxes["kind"].currentData() == "field"
    assert page._tables.left.currentIndex().row() == 1


def test_rows_are_copied_with_both_sides(page: VerschillenPage, qapp: object) -> None:
    page._export.copy_rows()
    lines = [line.split("\t") for line in qapp.clipboard().text().split("\n")]  # type: ignore[attr-defined]
    assert lines[0][:3] == ["Soort", "Oorzaak", "Cliënt gemeente"]
    assert len(lines) == 1 + page._model.rowCount()
    assert {len(line) for line in lines} == {len(lines[0])}


def test_rows_go_to_a_workbook_and_that_is_written_down(
    page: VerschillenPage,
    desk: FakeDesk,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "uit.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    actions = page._export.menu().actions()
    actions[1].trigger()
    settle(window, qtbot)
    rows = [*load_workbook(path).active.iter_rows(values_only=True)]
    assert len(rows) == 1 + page._model.rowCount()
    assert f"Geschreven: {path}" == page._agreed.text()
    page._export.bsn.setChecked(True)
    actions[1].trigger()
    settle(window, qtbot)
    assert desk.noted == [("exported", "rows"), ("exported", "rows with BSN")]


def test_nothing_is_written_that_could_not_be_written_down(
    page: VerschillenPage,
    desk: FakeDesk,
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(what: str, about: str) -> None:
        raise OSError

    monkeypatch.setattr(desk, "note", refuse)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page._export.menu().actions()[2].trigger()
    settle(window, qtbot)
    assert [*tmp_path.iterdir()] == []


def test_the_dossier_says_what_lacks_and_leads_there(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("dossier")
    settle(window, qtbot)
    page = window.pages["dossier"]
    assert isinstance(page, DossierPage)
    points = page._points.model()
    told = {points.index(r, 0).data(): points.index(r, 2).data() for r in range(points.rowCount())}
    assert told["Bronnen die niet bruikbaar waren"] == "1"
    assert told["Verschillen zonder oordeel"] == "7"
    assert "houdt geen geschiedenis bij" in page._no_history.text()
    page._points.choose(4)
    qtbot.keyClick(page._points, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.pages["koppelen"]
    path = tmp_path / "dossier.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page._export.menu().actions()[0].trigger()
    settle(window, qtbot)
    assert "Overzicht" in load_workbook(path).sheetnames
    assert page._written.text() == f"Geschreven: {path}"
