"""Controle: findings are set aside and taken back; the quality of a source leads to its rows."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui import worlds
from tests.ui.conftest import FakeDesk
from tests.ui.test_pages import cells, fields, said, settle, tables
from ui.main_window import MainWindow
from ui.widgets.set_aside import SetAside
from ui.workspace import STAGES
from wijkcheck.project import SourceSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.sources import RawRow
from wijkcheck.verdict import Verdict
from wijkcheck.views import view_of
from wijkcheck.views.previewing import Preview

FINDINGS = ("controle", "Regels", "Bevindingen")


def test_one_is_set_aside_with_a_reason_and_the_next_comes(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    _, found = tables(window, *FINDINGS)
    aside = window.pages["controle"]._aside  # type: ignore[attr-defined]
    found.choose(1)
    aside.reason.setText("klopt")
    aside.lasting.setChecked(True)
    qtbot.keyClick(found, Qt.Key.Key_T)
    settle(window, qtbot)
    assert list(desk.kept.values()) == [
        Verdict(
            "finding", "set_aside", worlds.left(8),
            field="bsn", kind="bsn_missing", lasting=True, reason="klopt",
        )
    ]  # fmt: skip
    assert found.currentIndex().row() == 2
    assert aside.reason.text() == ""
    assert found.model().headerData(1, Qt.Orientation.Vertical).strip() == "✓"


def test_all_that_break_the_same_rule_are_set_aside_as_one(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    _, found = tables(window, *FINDINGS)
    found.choose(2)
    aside = window.pages["controle"]._aside  # type: ignore[attr-defined]
    assert aside.all.text().startswith("Alle zoals deze (2)")
    qtbot.keyClick(found, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    settle(window, qtbot)
    assert [v.left_id for v in desk.kept.values()] == [worlds.left(8), worlds.left(9)]
    qtbot.keyClick(found, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(window, qtbot)
    assert desk.kept == {}
    assert not found.model().headerData(1, Qt.Orientation.Vertical).strip()


def test_a_finding_on_a_source_is_set_aside_by_its_source(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    _, found = tables(window, *FINDINGS)
    found.choose(3)
    qtbot.keyClick(found, Qt.Key.Key_T)
    settle(window, qtbot)
    (verdict,) = desk.kept.values()
    assert (verdict.left_id, verdict.kind, verdict.field) == (worlds.NORTH, "birth_new_year", None)


def test_in_a_toml_nothing_is_set_aside(window: MainWindow) -> None:
    tables(window, *FINDINGS)
    aside = window.pages["controle"]._aside  # type: ignore[attr-defined]
    assert not aside.one.isEnabled()
    assert not aside.all.isEnabled()


def test_the_quality_of_a_source_leads_to_its_findings(window: MainWindow, qtbot: QtBot) -> None:
    rules, found, quality = tables(window, *FINDINGS, "Rijen zonder fouten, per bron")
    page = window.pages["controle"]
    assert cells(quality) == [[worlds.LEFT, "6", "1"], [worlds.NORTH, "6", "0"]]
    assert page._chart.figures()[1:] == [  # type: ignore[attr-defined]
        (worlds.LEFT, "83,3%"), (worlds.NORTH, "100,0%"),
    ]  # fmt: skip
    page._chart.pressed.emit(1)  # type: ignore[attr-defined]
    settle(window, qtbot)
    assert [row[0] for row in cells(found)] == [worlds.NORTH]
    assert rules.chosen_row() == 0


def test_no_errors_is_told_with_the_number_of_checks(window: MainWindow) -> None:
    run = worlds.run()
    window.workspace.view = view_of(replace(run, findings=run.findings.head(0)), "nl")
    window.workspace.changed.emit(frozenset(STAGES))
    window.go("controle")
    number = window.workspace.view.checking.checks
    assert number > 40
    assert f"Geen fouten gevonden, {number} controles uitgevoerd." in said(window, "controle")


def test_the_failing_cell_is_shown_as_it_was_delivered(window: MainWindow, qtbot: QtBot) -> None:
    _, found = tables(window, *FINDINGS)
    found.choose(2)  # the record has no BSN of that value any more
    settle(window, qtbot)
    assert fields(window, "controle")["BSN"] == ["*****0031"]


def test_a_row_that_became_no_record_is_shown_as_it_stands_in_its_file(
    window: MainWindow, looked: list[Any], qtbot: QtBot
) -> None:
    run = worlds.run()
    source = SourceSettings(Side.TEAM, worlds.NORTH, RecordType.TOEWIJZINGEN, team="Noord")
    found = worlds.table(worlds.Findings, f"|{worlds.NORTH}|9||total_row|notice||")
    project = replace(run.project, sources=(source,))
    window.go("controle")
    window.workspace.view = view_of(replace(run, project=project, findings=found), "nl")
    window.workspace.changed.emit(frozenset(STAGES))
    settle(window, qtbot)
    rows = (RawRow(1, "header_row", ("Naam", "Uren")), RawRow(9, "total_rows", ("Totaal", "12")))
    looked[-1][-1](Preview(rows))
    assert fields(window, "controle") == {"Naam": ["Totaal"], "Uren": ["12"]}


def test_what_was_set_aside_earlier_is_listed_and_taken_back(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot
) -> None:
    verdict = Verdict("finding", "set_aside", worlds.left(7), field="bsn", kind="bsn_missing")
    desk.kept = {4: verdict, 9: replace(verdict, reason="klopt")}
    page = window.pages["controle"]
    window.go("controle")
    page._earlier.click()  # type: ignore[attr-defined]
    settle(window, qtbot)
    (dialog,) = page.findChildren(SetAside)
    assert [row[4] for row in cells(dialog.table)] == ["klopt", ""]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Z)
    settle(window, qtbot)
    assert list(desk.kept) == [4]
    assert page.findChildren(SetAside) == []
