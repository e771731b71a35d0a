"""Verschillen: municipality left, team right, row by row; what differs is marked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSplitter

from ui.pages.page import Page, card, label
from ui.tokens import GAPS
from ui.widgets.field_card import FieldCard
from ui.widgets.linked_tables import LinkedTables

if TYPE_CHECKING:
    from wijkcheck.tables import Table
    from wijkcheck.views import Line, View

_ALWAYS = ("client", "productcode", "ingangsdatum", "begindatum", "einddatum", "omvang")
_OWN = {"id", "marks"}  # facts about a side, no fields


class VerschillenPage(Page):
    """Filters above, the two sides in step, the selected row in full beneath."""

    stage = "verschillen"

    def fill(self) -> None:
        self._type = self.choice(self.text("column_record_type"), self._show_type)
        self._kind = self.choice(self.text("column_kind"), self._refine)
        self._cause = self.choice(self.text("column_cause"), self._refine)
        self._team = self.choice(self.text("column_team"), self._refine)
        self._equal_rows = self._check("window_equal_rows", self._refine)
        self._equal_columns = self._check("window_equal_columns", self._show_columns)
        self.tools.addWidget(self._type)
        self.tools.addStretch()
        self.tools.addWidget(self.search_field(lambda text: self._model.refine(text=text)))
        filters = QHBoxLayout()
        filters.setSpacing(GAPS["s"])
        for widget in (self._kind, self._cause, self._team, self._equal_rows, self._equal_columns):
            filters.addWidget(widget)
        filters.addStretch()
        filters.addWidget(self._step("window_previous", "F7", -1))
        filters.addWidget(self._step("window_next", "F8", 1))
        left, right = self.text("window_municipality"), self.text("column_team")
        widest = "≠  " + self.text("kind_only_municipality")
        self._tables = LinkedTables(left, right, self.text("window_no_differences"), widest)
        self._tables.chosen.connect(self._choose)
        self._heading, self._cause_told = label("", "heading"), label("", "muted", wrap=True)
        titles = [self.text("column_field"), left, right]
        self._fields = FieldCard(self.text("window_pair"), titles)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self._tables)
        both.addWidget(card(self._heading, self._cause_told, self._fields))
        both.setSizes([420, 210])
        both.setChildrenCollapsible(False)
        self.body.addLayout(filters)
        self.body.addWidget(both, 1)
        self.setFocusProxy(self._tables.left)

    def show_view(self, view: "View") -> None:
        self._type.blockSignals(True)
        self._type.clear()
        for record_type in view.side_by_side:
            self._type.addItem(self.text(f"record_type_{record_type}"), record_type)
        self._type.setCurrentIndex(max(self._type.findData("toewijzingen"), 0))
        self._type.blockSignals(False)
        self._type.setVisible(len(view.side_by_side) > 1)
        self._show_type()

    def _check(self, code: str, then: object) -> QCheckBox:
        box = QCheckBox(self.text(code))
        box.toggled.connect(then)
        return box

    def _step(self, code: str, key: str, by: int) -> QPushButton:
        button = QPushButton(f"{self.text(code)}  {key}")
        button.clicked.connect(lambda: self._go(by))
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._go(by))
        return button

    def _table(self, view: "View") -> "Table | None":
        return view.side_by_side.get(self._type.currentData())

    def _show_type(self) -> None:
        view = self.workspace.view
        table = self._table(view) if view is not None else None
        if table is None:
            return
        self._differing = table.passing({"kind": self._kinds(table)})
        self.offer(self._kind, table, "kind", self.text("window_all_kinds"))
        self.offer(self._cause, table, "cause", self.text("window_all_causes"))
        self.offer(self._team, table, "team", self.text("team_*"))
        self._show_columns()

    def _show_columns(self) -> None:
        """Show the fields that tell a record, and those that differ somewhere (or all)."""
        view = self.workspace.view
        table = self._table(view) if view is not None else None
        if table is None:
            return
        differing = {field for field, _, _ in table.counts("differs")}
        names = [
            column.name
            for column in table.columns
            if column.side is not None
            and (field := column.name.partition("_")[2]) not in _OWN
            and (self._equal_columns.isChecked() or field in _ALWAYS or field in differing)
        ]
        self._model = self.model(table, names, sides=True, heads=["sign", "differs", "kind"])
        self._tables.show_model(self._model)
        self._model.ordered.connect(self._tell_totals)
        self._model.ordered.connect(self._first)
        self._refine()

    def _refine(self) -> None:
        filters = self.filters(kind=self._kind, cause=self._cause, team=self._team)
        view = self.workspace.view
        table = self._table(view) if view is not None else None
        if table is not None and "kind" not in filters and not self._equal_rows.isChecked():
            filters["kind"] = self._kinds(table)
        self._model.refine(filters)

    def _kinds(self, table: "Table") -> set[object]:
        """Return the kinds of rows that are differences."""
        return {kind for kind, _, _ in table.counts("kind")} - {"equal", None}

    def _tell_totals(self) -> None:
        order, table = self._model.order, self._model.table
        for title, side, code in (
            (self._tables.left_title, "left", "window_municipality"),
            (self._tables.right_title, "right", "column_team"),
        ):
            present = table.filled(f"{side}_id", order)
            title.setText(self.text("window_side_total", side=self.text(code), records=present))

    def _first(self) -> None:
        if self._tables.left.chosen_row() < 0:
            self._tables.left.choose(0)

    def _go(self, by: int) -> None:
        """Go to the next or previous row that differs."""
        model, here = self._model, self._tables.left.currentIndex().row()
        places = self._differing[model.order].nonzero()[0]
        beyond = places[places > here] if by > 0 else places[places < here][::-1]
        if len(beyond):
            self._tables.left.choose(int(beyond[0]))

    def _choose(self, row: int) -> None:
        view = self.workspace.view
        if view is None or row < 0:
            self._heading.setText(self.text("window_choose_row"))
            self._cause_told.setText("")
            self._fields.show_lines([])
            return
        table = self._model.table
        names = ["left_client", "right_client", "kind", "cause", "status"]
        told = dict(zip(names, table.page([row], names)[0], strict=True))
        self._heading.setText(f"{told['left_client'] or told['right_client']} · {told['kind']}")
        self._cause_told.setText(self.text("window_cause", **told) if told["cause"] else "")
        found = table.raw(row)
        marked = frozenset((found["differs"] or "").split())

        def show(lines: "list[Line]") -> None:
            self._fields.show_lines(sorted(lines, key=lambda x: x.field not in marked), marked)

        self.workspace.ask("row", view.pair, found["left_id"], found["right_id"], then=show)
