"""Each page shows its stage of the run, by keyboard too, and says what is the matter otherwise."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.pages.page import Page
from ui.widgets.big_table import BigTable
from ui.widgets.field_card import FieldCard
from ui.workspace import STAGES, State, Workspace
from wijkcheck.errors import ProjectError


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.workspace.jobs.idle)


def tables(window: MainWindow, stage: str, *names: str) -> list[BigTable]:
    """Return the tables of a page that have these names, or all."""
    window.go(stage)
    found = window.pages[stage].findChildren(BigTable)
    by_name = {table.accessibleName(): table for table in found}
    return [by_name[name] for name in names] if names else found


def cells(table: BigTable) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def fields(window: MainWindow, stage: str) -> dict[str, list[str]]:
    card = window.pages[stage].findChild(FieldCard)
    assert card is not None
    rows = [
        [card.item(r, c).text() for c in range(card.columnCount())] for r in range(card.rowCount())
    ]
    return {name: texts for name, *texts in rows}


def said(window: MainWindow, stage: str) -> str:
    found = window.pages[stage].findChildren(QLabel)
    return "\n".join(w.text() for w in found if w.isVisibleTo(window.pages[stage]))


def test_bronnen_tells_of_each_source_and_which_lacks(window: MainWindow) -> None:
    (table,) = tables(window, "bronnen")
    assert [row[0] for row in cells(table)] == ["gebruikt", "gebruikt", "niet geleverd"]
    assert "Doet niet mee: teams/zuid.csv" in said(window, "bronnen")
    table.choose(1)
    assert "Koprij: rij 4." in said(window, "bronnen")
    table.choose(2)
    assert "teams/zuid.csv: " in said(window, "bronnen")


def test_kolommen_filters_by_source_and_status(window: MainWindow, qtbot: QtBot) -> None:
    (table,) = tables(window, "kolommen")
    page = window.pages["kolommen"]
    assert len(cells(table)) == 8
    page._status.setCurrentIndex(page._status.findData("doubtful"))  # type: ignore[attr-defined]
    settle(window, qtbot)
    assert [row[1] for row in cells(table)] == ["Datum", "Datum"]
    page._source.setCurrentIndex(1)  # type: ignore[attr-defined]
    settle(window, qtbot)
    assert len(cells(table)) == 1


def test_controle_leads_from_rule_to_record(window: MainWindow, qtbot: QtBot) -> None:
    rules, findings = tables(window, "controle", "Regels", "Bevindingen")
    assert [row[:2] for row in cells(rules)] == [
        ["", "4"], ["fout", "1"], ["waarschuwing", "2"], ["melding", "1"],
    ]  # fmt: skip
    assert [row[2] for row in cells(rules)][:2] == [
        "Alle regels",
        "BSN … voldoet niet aan de elfproef",
    ]
    assert len(cells(findings)) == 4
    rules.choose(1)
    settle(window, qtbot)
    assert [row[1] for row in cells(findings)] == ["7"]
    assert "elfproef" in said(window, "controle")
    assert fields(window, "controle")["Achternaam"] == ["Kleindam"]


def test_koppelen_shows_a_bucket_and_the_pair(window: MainWindow, qtbot: QtBot) -> None:
    (table,) = tables(window, "koppelen", "Koppels")
    page = window.pages["koppelen"]
    assert cells(table) == [["Meijer, M.", "0,40"]]
    assert "De volgende kandidaat ligt 0,10 lager" in said(window, "koppelen")
    assert fields(window, "koppelen")["Team"] == ["Zuid", "Noord", "Noord"]
    (alone,) = [b for b in page.findChildren(QToolButton) if b.text().startswith("Alleen team")]
    alone.click()
    settle(window, qtbot)
    assert cells(table) == [["Visser, S.", "31-12-1999"]]
    assert "geen tegenhanger" in said(window, "koppelen")
    page._kind.setCurrentIndex(1)  # type: ignore[attr-defined]
    settle(window, qtbot)
    assert len(cells(table)) == 1
    assert cells(table)[0][:2] == ["Meijer, M.", "Meijer, M."]


def test_verschillen_keeps_both_sides_in_step(window: MainWindow, qtbot: QtBot) -> None:
    left, right = tables(window, "verschillen", "Gemeente", "Team")
    assert left.model() is right.model()
    right.choose(3)
    assert left.currentIndex().row() == 3
    assert [left.columnWidth(c) for c in range(3)] == [
        right.columnWidth(c + left.model().columnCount() // 2) for c in range(3)
    ]
    left.setFixedHeight(150)
    right.setFixedHeight(150)
    qtbot.wait(1)
    left.verticalScrollBar().setValue(left.verticalScrollBar().maximum())
    assert right.verticalScrollBar().value() == left.verticalScrollBar().value() > 0


def test_verschillen_goes_from_difference_to_difference(window: MainWindow, qtbot: QtBot) -> None:
    left, _ = tables(window, "verschillen", "Gemeente", "Team")
    page = window.pages["verschillen"]
    (equal,) = [b for b in page.findChildren(QCheckBox) if b.text() == "Gelijke rijen tonen"]
    assert len(cells(left)) == 6
    equal.click()
    settle(window, qtbot)
    assert len(cells(left)) == 9
    left.choose(0)
    left.setFocus()
    seen = [left.currentIndex().row()]
    for _ in range(8):
        qtbot.keyClick(left, Qt.Key.Key_F8)
        seen.append(left.currentIndex().row())
    kinds = [page._model.table.raw(int(page._model.order[row]))["kind"] for row in seen]  # type: ignore[attr-defined]
    assert set(kinds) == {
        "field", "only_municipality", "only_team", "duplicate_team",
    }  # fmt: skip
    qtbot.keyClick(left, Qt.Key.Key_F7)
    assert left.currentIndex().row() < seen[-1]


def test_verschillen_filters_by_cause_and_marks_the_fields(
    window: MainWindow, qtbot: QtBot
) -> None:
    left, _ = tables(window, "verschillen", "Gemeente", "Team")
    page = window.pages["verschillen"]
    causes = page._boxes["cause"]  # type: ignore[attr-defined]
    causes.setCurrentIndex(causes.findData("doorloop"))
    settle(window, qtbot)
    assert [row[0] for row in cells(left)] == ["Jansen, P.M. van der"]
    assert "administratief doorgelopen" in said(window, "verschillen")
    first = list(fields(window, "verschillen"))[:3]
    assert first == ["Achternaam", "Postcode", "Einddatum"]


def test_cijfers_leads_from_figure_to_records(window: MainWindow, qtbot: QtBot) -> None:
    figures, steps, found = tables(
        window, "cijfers", "Cijfers", "Aansluiting", "Records van deze stap"
    )
    assert [row[:4] for row in cells(figures)] == [
        ["Alle teams", "6", "", ""], ["Noord", "3", "6", "+3"], ["Zuid", "3", "", ""],
    ]  # fmt: skip
    assert "er ontbreekt een levering" in said(window, "cijfers")
    figures.choose(1)
    settle(window, qtbot)
    assert [row[2] for row in cells(steps)] == ["+1", "+0", "+2"]
    steps.choose(2)
    settle(window, qtbot)
    assert [row[3] for row in cells(found)] == ["Visser, S.", "Meijer, M."]


@pytest.mark.parametrize("place", range(len(STAGES)))
def test_control_and_a_number_shows_a_page(window: MainWindow, qtbot: QtBot, place: int) -> None:
    window.activateWindow()
    modifier = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_1.value + place), modifier)
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.pages[STAGES[place]])


@pytest.mark.parametrize("stage", ["kolommen", "controle", "koppelen", "verschillen"])
def test_control_f_searches_the_page(window: MainWindow, qtbot: QtBot, stage: str) -> None:
    window.activateWindow()
    window.go(stage)
    fields = window.pages[stage].findChildren(QLineEdit)
    (field,) = [one for one in fields if one.accessibleName() == "Zoeken in deze tabel"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is field
    qtbot.keyClicks(field, "zzzz")
    settle(window, qtbot)
    counts = [len(cells(table)) for table in tables(window, stage) if table.model() is not None]
    assert 0 in counts


def test_the_rail_counts_what_waits(window: MainWindow) -> None:
    counts = {stage: label.text() for stage, label in window.rail._counts.items()}
    assert counts == {
        "bronnen": "1", "kolommen": "2", "controle": "3", "koppelen": "1", "verschillen": "7",
        "cijfers": "1", "dossier": "7",
    }  # fmt: skip
    assert window.rail.buttons["controle"].accessibleName() == "Controle, 3 te bekijken"


@pytest.mark.parametrize("stage", STAGES)
def test_a_page_says_what_is_the_matter(window: MainWindow, stage: str) -> None:
    workspace = window.workspace
    become(workspace, State.BUSY)
    window.go(stage)
    assert "Bezig" in said(window, stage)
    workspace.error = ProjectError("project_missing", path="q3.toml")
    become(workspace, State.FAILED)
    assert "q3.toml: dit projectbestand bestaat niet" in said(window, stage)
    workspace.view = None
    become(workspace, State.EMPTY)
    assert "Er is geen project geopend" in said(window, stage)
    assert window.stack.currentWidget() is window.start


def become(workspace: Workspace, state: State) -> None:
    workspace.state = state
    workspace.changed.emit(frozenset(STAGES))


def test_pages_that_are_not_stale_are_left_alone(window: MainWindow) -> None:
    page = window.pages["cijfers"]
    assert isinstance(page, Page)
    window.workspace.state = State.BUSY
    window.workspace.changed.emit(frozenset({"verschillen"}))
    assert "Bezig" not in said(window, "cijfers")
    assert "Bezig" in said(window, "verschillen")


def test_the_keyboard_stays_on_the_page_while_it_is_worked_out(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.go("bronnen")
    page, workspace = window.pages["bronnen"], window.workspace
    qtbot.waitUntil(lambda: page.focusProxy().hasFocus())
    for state in (State.BUSY, State.READY):
        workspace.state = state
        workspace.changed.emit(frozenset(STAGES))
        assert page.isAncestorOf(QApplication.focusWidget())
    assert page.focusProxy().hasFocus()
