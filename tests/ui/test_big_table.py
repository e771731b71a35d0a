"""Every table: filtered by anything, grouped, arranged, selected and copied as a spreadsheet is."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from ui.memory import Memory
from ui.models.table_model import TableModel
from ui.widgets.big_table import BigTable
from ui.widgets.column_chooser import ColumnChooser
from ui.widgets.linked_tables import LinkedTables
from ui.widgets.value_list import ValueList
from wijkcheck.filters import Between, Without
from wijkcheck.tables import Table

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NAMES = ["achternaam", "team", "budget"]
SIDES = {"left": "gemeente", "right": "team"}


def at_once(key: str, work: Callable[..., Any], *arguments: object, then: Any) -> None:
    then(work(*arguments))


def people() -> Table:
    frame = pd.DataFrame(
        {
            "achternaam": ["Bos", "Kok", "Vis", "Bos"],
            "team": ["Zuid", "Noord", "Zuid", None],
            "budget": pd.array([100, 250, 50, 1], "Int64"),
            "bsn": ["999900006", "999900018", None, None],
            "ingangsdatum": np.array(
                ["2026-01-01", "2026-02-01", "2026-03-01", "2026-03-01"], "datetime64[s]"
            ),
            "record_id": list("abcd"),
        }
    )
    return Table(
        frame.astype(dict.fromkeys(("achternaam", "team", "bsn", "record_id"), "str")), "nl"
    )


def model(memory: Memory | None = None, table: Table | None = None) -> TableModel:
    shown = table or people()
    return TableModel(shown, NAMES, at_once, side_names=SIDES, memory=memory, key="proef.a")


@pytest.fixture
def view(qtbot: QtBot) -> BigTable:
    return made(qtbot, Memory())


def made(qtbot: QtBot, memory: Memory) -> BigTable:
    view = BigTable("proef", "leeg")
    qtbot.addWidget(view)
    view.show_model(model(memory))
    view.resize(800, 300)
    view.show()
    return view


def cells(view: BigTable) -> list[list[str]]:
    found = view.model()
    columns = view.columns.visible()
    return [
        [str(found.index(row, column).data()) for column in columns]
        for row in range(found.rowCount())
    ]


def first(view: BigTable) -> list[str]:
    return [row[0] for row in cells(view)]


def titles(view: BigTable) -> list[str]:
    across = Qt.Orientation.Horizontal
    return [str(view.model().headerData(c, across)) for c in view.columns.visible()]


def chips(view: BigTable) -> list[QToolButton]:
    found = view.bar.findChildren(QToolButton)
    return [chip for chip in found if chip.text().endswith("✕") and not chip.isHidden()]


def menu(view: BigTable, name: str) -> None:
    """Press an entry of the menu that is open."""
    (opened,) = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not view]
    (action,) = [a for a in opened.actions() if a.text().partition("\t")[0] == name]
    action.trigger()
    opened.close()


def select(view: BigTable, top: int, left: int, bottom: int, right: int) -> None:
    span = QItemSelection(view.model().index(top, left), view.model().index(bottom, right))
    view.selectionModel().select(span, QItemSelectionModel.SelectionFlag.ClearAndSelect)


# --- filtering ---


@pytest.mark.parametrize(
    ("entry", "left", "said"),
    [
        ("Alleen deze waarde", ["Bos", "Vis"], "Team: Zuid  ✕"),
        ("Niet deze waarde", ["Kok", "Bos"], "Team: niet Zuid  ✕"),
    ],
)
def test_a_cell_filters_on_its_value(
    view: BigTable, entry: str, left: list[str], said: str
) -> None:
    view.open_menu(view.model().index(0, 1), QPoint())
    menu(view, entry)
    assert first(view) == left
    (chip,) = chips(view)
    assert chip.text() == said
    assert view.is_filtered(1)
    chip.click()
    assert len(first(view)) == 4
    assert not view.bar.isVisible()


def test_a_missing_value_can_be_filtered_on(view: BigTable) -> None:
    view.open_menu(view.model().index(3, 1), QPoint())
    menu(view, "Alleen deze waarde")
    assert first(view) == ["Bos"]
    assert chips(view)[0].text() == "Team: (leeg)  ✕"


def test_values_are_offered_with_how_many_pass_the_other_filters(view: BigTable) -> None:
    view.filters.choose("team", frozenset({"Zuid"}))
    offered = ValueList(view, "achternaam")
    assert [offered.list.item(i).text() for i in range(offered.list.count())] == [
        "Bos  (1)", "Vis  (1)",
    ]  # fmt: skip
    offered.search.setText("vi")
    offered.list.item(0).setCheckState(Qt.CheckState.Checked)
    offered.take()
    assert first(view) == ["Vis"]
    again = ValueList(view, "achternaam")
    assert again.list.item(1).checkState() is Qt.CheckState.Checked
    again.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    again.take()
    assert first(view) == ["Bos", "Vis"]


def test_numbers_and_days_are_filtered_from_and_to(view: BigTable) -> None:
    offered = ValueList(view, "budget")
    least, most = offered._bounds.fields
    least.setText("€ 1,00")
    most.setText("2,50")
    offered.take()
    assert view.filters.filters == {"budget": Between(100, 250)}
    assert chips(view)[0].text() == "Budget: € 1,00 t/m € 2,50  ✕"
    assert first(view) == ["Bos", "Kok"]
    offered = ValueList(view, "ingangsdatum")
    offered._bounds.fields[0].setText("1-2-2026")
    offered.take()
    assert view.filters.filters["ingangsdatum"] == Between("2026-02-01", None)
    assert "Ingang: vanaf 01-02-2026  ✕" in [chip.text() for chip in chips(view)]
    assert first(view) == ["Kok"]


def test_the_last_filter_comes_back_without_personal_data(qtbot: QtBot) -> None:
    memory = Memory()
    view = made(qtbot, memory)
    view.filters.replace({"team": Without({"Noord"}), "achternaam": frozenset({"Bos"})})
    assert first(view) == ["Bos", "Bos"]
    later = made(qtbot, memory)
    assert later.filters.filters == {"team": Without({"Noord"})}
    assert first(later) == ["Bos", "Vis", "Bos"]
    assert "Bos" not in str(memory._own)


def test_filters_are_kept_by_name(qtbot: QtBot) -> None:
    memory = Memory()
    view = made(qtbot, memory)
    view.filters.choose("team", frozenset({"Noord"}))
    view.bar.keep("alleen noord")
    view.filters.replace({})
    later = made(qtbot, memory)
    later.bar.offer_kept(later.bar._menu)
    (entry,) = [a for a in later.bar._menu.actions() if a.text() == "alleen noord"]
    entry.trigger()
    assert first(later) == ["Kok"]
    later.bar._forget("alleen noord")
    later.bar.offer_kept(later.bar._menu)
    assert "alleen noord" not in [a.text() for a in later.bar._menu.actions()]


def test_filters_survive_another_table(view: BigTable) -> None:
    view.filters.choose("team", frozenset({"Noord"}))
    view.show_model(model())
    assert first(view) == ["Kok"]


# --- grouping ---


def test_rows_are_grouped_with_what_they_share_in_front(view: BigTable, qtbot: QtBot) -> None:
    view.header.menu_wanted.emit(1, QPoint())
    menu(view, "Groeperen op deze kolom")
    assert titles(view) == ["Team", "Achternaam", "Budget"]
    assert [row[:2] for row in cells(view)] == [
        ["Noord", "Kok"], ["Zuid", "Bos"], ["Zuid", "Vis"], ["", "Bos"],
    ]  # fmt: skip
    assert [view.shown.group_at(place) for place in range(4)] == [(0, 1), (1, 3), (1, 3), (3, 4)]  # type: ignore[union-attr]
    view.choose(0)
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(view, key, CONTROL)
        places.append(view.currentIndex().row())
    assert places == [1, 3, 1]
    (chip,) = chips(view)
    assert chip.text() == "Gegroepeerd op Team  ✕"
    chip.click()
    assert titles(view) == ["Achternaam", "Team", "Budget"]
    assert first(view) == ["Bos", "Kok", "Vis", "Bos"]


def test_sorting_is_within_groups(view: BigTable) -> None:
    view.group_by("team")
    view.header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert [row[1] for row in cells(view)] == ["Kok", "Vis", "Bos", "Bos"]


def test_grouping_by_a_column_that_is_not_shown_shows_it(view: BigTable) -> None:
    view.group_by("ingangsdatum")
    assert titles(view)[0] == "Ingang"
    assert [row[0] for row in cells(view)] == [
        "01-01-2026", "01-02-2026", "01-03-2026", "01-03-2026",
    ]  # fmt: skip


# --- columns ---


def test_columns_are_chosen_ordered_and_remembered(qtbot: QtBot) -> None:
    memory = Memory()
    view = made(qtbot, memory)
    chooser = ColumnChooser(view)
    offered = [chooser.list.item(i).text() for i in range(chooser.list.count())]
    assert offered == ["Achternaam", "Team", "Budget", "BSN", "Ingang"]  # what has a name
    chooser.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    chooser.list.item(4).setCheckState(Qt.CheckState.Checked)
    assert titles(view) == ["Team", "Budget", "Ingang"]
    chooser.list.setCurrentRow(4)
    for _ in range(3):
        qtbot.keyClick(chooser.list, Qt.Key.Key_Up, CONTROL)
    assert titles(view) == ["Ingang", "Team", "Budget"]
    assert titles(made(qtbot, memory)) == ["Ingang", "Team", "Budget"]
    chooser._reset()
    assert titles(view) == NAMES_SHOWN
    assert titles(made(qtbot, memory)) == NAMES_SHOWN


NAMES_SHOWN = ["Achternaam", "Team", "Budget"]


def test_a_column_is_hidden_from_its_menu_but_never_the_last(view: BigTable) -> None:
    for column in range(3):
        view.columns.hide(column)
    assert titles(view) == ["Budget"]


def test_widths_and_dragged_places_are_remembered(qtbot: QtBot) -> None:
    memory = Memory()
    view = made(qtbot, memory)
    view.header.resizeSection(1, 222)
    view.header.moveSection(2, 0)
    later = made(qtbot, memory)
    assert later.columnWidth(1) == 222
    assert titles(later) == ["Budget", "Achternaam", "Team"]


def test_titles_and_texts_fit_and_the_width_is_used(view: BigTable) -> None:
    bold = QFont(view.font())
    bold.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(bold)
    for column, title in zip(view.columns.visible(), titles(view), strict=True):
        assert view.columnWidth(column) > metrics.horizontalAdvance(title) + 18
    total = sum(view.columnWidth(column) for column in view.columns.visible())
    assert total == view.viewport().width()


def test_the_first_columns_stay_when_the_others_scroll(view: BigTable) -> None:
    assert not view.frozen.isVisible()
    view.resize(300, 300)
    view.header.resizeSection(2, 500)
    view.horizontalScrollBar().setValue(200)
    assert view.frozen.isVisible()
    seen = [c for c in range(3) if not view.frozen.isColumnHidden(c)]
    assert seen == view.columns.frozen() == [0]
    view.setCurrentIndex(view.model().index(0, 1))
    assert view.columnViewportPosition(1) >= view.frozen.width()
    view.columns.freeze(-1)
    assert not view.frozen.isVisible()


# --- selecting and copying ---


def test_a_selection_is_counted_and_added_up(view: BigTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.selecting.told) as told:
        select(view, 0, 1, 2, 2)
    assert told.args == ["Rijen 3 · cellen 6 · Budget € 4,00"]
    with qtbot.waitSignal(view.selecting.told) as told:
        view.choose(0)
    assert told.args == [""]


def test_cells_are_copied_with_titles_or_without(view: BigTable, qtbot: QtBot) -> None:
    view.columns.arrange(["bsn", *NAMES], {"bsn", "achternaam", "budget"})
    select(view, 0, 0, 1, 3)
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "*****0006\tBos\t€ 1,00\n*****0018\tKok\t€ 2,50"
    select(view, 1, 0, 1, 0)
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL | SHIFT)
    assert QApplication.clipboard().text() == "Achternaam\nKok"


def test_a_whole_row_or_column_is_selected_by_key(view: BigTable, qtbot: QtBot) -> None:
    view.setCurrentIndex(view.model().index(1, 1))
    qtbot.keyClick(view, Qt.Key.Key_Space, SHIFT)
    assert view.selecting.area() == ([(1, 1)], [0, 1, 2])
    qtbot.keyClick(view, Qt.Key.Key_Space, CONTROL)
    assert view.selecting.area() == ([(0, 3)], [1])
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selecting.area() == ([(1, 1)], [1])


def test_keys_go_to_the_ends(view: BigTable, qtbot: QtBot) -> None:
    view.setCurrentIndex(view.model().index(1, 1))
    places = []
    for key, held in (
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_End, CONTROL),
        (Qt.Key.Key_Home, CONTROL),
    ):
        qtbot.keyClick(view, key, held)
        places.append((view.currentIndex().row(), view.currentIndex().column()))
    assert places == [(1, 2), (1, 0), (3, 2), (0, 0)]


def test_a_letter_reads_no_rows(view: BigTable, qtbot: QtBot) -> None:
    view.choose(0)
    table = view.shown.table if view.shown is not None else people()
    table.page = lambda *_: pytest.fail("asked")  # type: ignore[method-assign, assignment]
    view.keyboardSearch("k")
    assert view.currentIndex().row() == 0


# --- two tables beside each other ---


def beside(qtbot: QtBot, memory: Memory | None = None) -> LinkedTables:
    frame = pd.DataFrame(
        {
            "left_id": ["a", "b"], "right_id": ["c", "d"],
            "left_marks": [None, None], "right_marks": [None, None],
            "left_client": ["Bos", "Kok"], "left_einddatum": ["x", "y"], "left_team": ["N", "Z"],
            "right_client": ["Bos", "Kok"], "right_einddatum": ["x", "y"], "right_team": ["N", "N"],
            "cause": ["naam", "adres"],
        },
        dtype="str",
    )  # fmt: skip
    names = [f"{side}_{n}" for side in SIDES for n in ("client", "einddatum")]
    linked = LinkedTables("Gemeente", "Team", "leeg", "kop")
    qtbot.addWidget(linked)
    table = Table(frame, "nl")
    linked.show_model(
        TableModel(
            table, names, at_once, sides=True, side_names=SIDES, memory=memory, key="proef.b"
        )
    )
    linked.resize(900, 300)
    linked.show()
    return linked


def test_both_sides_show_the_same_fields(qtbot: QtBot) -> None:
    memory = Memory()
    linked = beside(qtbot, memory)
    linked.left.columns.arrange(
        ["left_team", "left_einddatum", "left_client"], {"left_team", "left_client"}
    )
    for tables in (linked, beside(qtbot, memory)):
        assert titles(tables.left) == titles(tables.right) == ["Team", "Cliënt"]
        widths = [
            [table.columnWidth(c) for c in table.columns.visible()]
            for table in (tables.left, tables.right)
        ]
        assert widths[0] == widths[1]
    linked.right.header.resizeSection(linked.right.columns.visible()[1], 199)
    assert linked.left.columnWidth(linked.left.columns.visible()[1]) == 199


def test_both_sides_are_filtered_and_grouped_as_one(qtbot: QtBot) -> None:
    linked = beside(qtbot)
    linked.right.filters.choose("right_team", frozenset({"N"}))
    linked.right.filters.choose("left_team", frozenset({"Z"}))
    assert first(linked.left) == first(linked.right) == ["Kok"]
    assert {chip.text() for chip in chips(linked.left)} == {
        "Team team: N  ✕", "Team gemeente: Z  ✕",
    }  # fmt: skip
    assert not linked.right.bar.isVisible()
    linked.right.filters.replace({})
    linked.left.group_by("cause")
    assert linked.left.shown is not None
    assert linked.left.shown.group == "cause"
    # Both keep their room for fields: what stands beside them tells the groups.
    assert titles(linked.left) == titles(linked.right) == ["Cliënt", "Einde"]
