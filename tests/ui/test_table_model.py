"""The model over the core's tables: what Qt asks of it, and a million rows."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.ui import worlds
from ui.models.table_model import COUNTERPART, GONE, MARKED, ROW, TableModel
from ui.widgets.big_table import BigTable
from wijkcheck.records.fields import RecordType
from wijkcheck.records.models import TEXT
from wijkcheck.tables import Table


def at_once(key: str, work: Callable[..., Any], *arguments: object, then: Any) -> None:
    then(work(*arguments))


def small() -> Table:
    rows = {"achternaam": ["b", "a", "c"], "row": [10, 20, 30]}
    return Table(pd.DataFrame(rows).astype({"achternaam": TEXT}), "nl")


def shown(model: TableModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_qt_finds_nothing_wrong(qapp: object) -> None:
    model = TableModel(small(), ["achternaam", "row"], at_once)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    model.sort(0)
    model.refine(text="zzz")
    assert tester.model() is model


def test_sorting_and_refining_make_another_order(qapp: object) -> None:
    model = TableModel(small(), ["achternaam", "row"], at_once)
    model.sort(0)
    assert shown(model) == ["a", "b", "c"]
    assert model.index(0, 0).data(ROW) == 1
    assert model.place_of(0) == 1
    model.refine(filters={"row": {10, 30}})
    assert shown(model) == ["b", "c"]
    assert model.place_of(1) == -1
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert shown(model) == ["c", "b"]
    model.refine(filters={}, text="20")
    assert shown(model) == ["a"]


def test_titles_and_numbers_stand_where_they_belong(qapp: object) -> None:
    model = TableModel(small(), ["achternaam", "row"], at_once)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Achternaam"
    align = model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole)
    assert align & Qt.AlignmentFlag.AlignRight


def test_cells_know_their_counterpart(qapp: object) -> None:
    table = worlds.view().side_by_side[RecordType.TOEWIJZINGEN]
    names = ["left_client", "left_einddatum", "right_client", "right_einddatum", "left_postcode"]
    model = TableModel(
        table, names, at_once, sides=True, gone="geen", heads=["sign", "differs", "kind"]
    )
    place = shown(model).index("Jansen, P.M. van der")
    cells = [model.index(place, column) for column in range(5)]
    assert [bool(cell.data(MARKED)) for cell in cells] == [True] * 5
    assert cells[1].data(COUNTERPART) == "30-09-2026"
    assert cells[4].data(COUNTERPART) is None
    head = model.headerData(place, Qt.Orientation.Vertical)
    assert head == "≠  Achternaam, Einddatum, Postcode"
    alone = [model.index(row, 2).data() for row in range(model.rowCount())].index("Visser, S.")
    assert model.index(alone, 0).data(GONE) == "geen"
    assert model.index(alone, 2).data(GONE) is None
    assert model.headerData(alone, Qt.Orientation.Vertical) == "◨  alleen team"


def test_only_what_is_looked_at_is_fetched(qapp: object) -> None:
    table = Table(pd.DataFrame({"row": np.arange(100_000)}), "nl")
    asked: list[int] = []
    page = table.page
    table.page = lambda rows, names=None: asked.append(len(rows)) or page(rows, names)  # type: ignore[method-assign, func-returns-value]
    model = TableModel(table, ["row"], at_once)
    for row in (0, 1, 255, 256, 99_999, 0):
        assert model.index(row, 0).data() == f"{row:,}".replace(",", ".")
    assert asked == [256, 256, 100_000 % 256]


def test_a_million_rows_are_shown_jumped_to_and_selected_by_the_page(qtbot: QtBot) -> None:
    size = 1_000_000
    table = Table(pd.DataFrame({"row": np.arange(size)}), "nl")
    asked: list[int] = []
    page = table.page
    table.page = lambda rows, names=None: asked.append(len(rows)) or page(rows, names)  # type: ignore[method-assign, func-returns-value]
    view = BigTable("rijen", "leeg")
    qtbot.addWidget(view)
    view.show_model(TableModel(table, ["row"], at_once))
    view.show()
    view.choose(size // 2)
    view.scrollToBottom()
    view.selectAll()
    qtbot.wait(1)
    assert sum(asked) <= 8 * 256


def test_headers_stay_out_of_selecting(qtbot: QtBot) -> None:
    view = BigTable("rijen", "leeg")
    qtbot.addWidget(view)
    view.show_model(TableModel(small(), ["achternaam", "row"], at_once))
    view.selectAll()
    header = view.horizontalHeader().selectionModel()
    assert isinstance(header, QItemSelectionModel)
    assert header is not view.selectionModel()
    assert not header.hasSelection()


def test_the_current_row_stays_so_in_another_order(qtbot: QtBot) -> None:
    view = BigTable("rijen", "leeg")
    qtbot.addWidget(view)
    model = TableModel(small(), ["achternaam", "row"], at_once)
    view.show_model(model)
    view.choose(0)
    assert view.chosen_row() == 0
    model.sort(0)
    assert (view.chosen_row(), view.currentIndex().row()) == (0, 1)
    model.refine(text="20")
    assert view.chosen_row() == -1
    model.refine(text="")
    assert view.chosen_row() == 0


def test_rows_are_copied_as_a_table(qtbot: QtBot, qapp: Any) -> None:
    view = BigTable("rijen", "leeg")
    qtbot.addWidget(view)
    view.show_model(TableModel(small(), ["achternaam", "row"], at_once))
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == "b\t10\na\t20\nc\t30"


def test_signs_are_counted_among_the_rows_that_are_shown(qapp: object) -> None:
    model = TableModel(small(), ["achternaam", "row"], at_once)
    for row, sign in ((0, "✓"), (1, "✓"), (2, "")):
        model.note(row, sign)
    assert model.noted_now() == 2
    model.refine(filters={"row": {10, 30}})
    assert model.noted_now() == 1
