"""Verschillen: municipality left, team right, row by row; what differs is marked, and judged."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSplitter

from ui.look import scaled
from ui.pages.page import Page
from ui.tokens import GAPS
from ui.widgets.agreed_line import AgreedLine
from ui.widgets.bounds import Bounds
from ui.widgets.desk_bar import DeskBar
from ui.widgets.flow import flowing
from ui.widgets.groups import Groups
from ui.widgets.keys import give_key
from ui.widgets.linked_tables import LinkedTables
from ui.widgets.row_card import RowCard
from ui.widgets.rows_export import RowsExport
from ui.wording import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.tables import Table
    from wijkcheck.verdict import Verdict
    from wijkcheck.views import Group, View

_ALWAYS = ("client", "productcode", "ingangsdatum", "begindatum", "einddatum", "omvang")
_OWN = {"id", "marks"}  # facts about a side, no fields
_FILTERS = {
    "kind": ("window_all_kinds", 132),
    "cause": ("window_all_causes", 134),
    "team": ("team_*", 120),
    "productcode": ("window_all_products", 146),
    "status": ("window_all_statuses", 148),
    "owner": ("window_all_owners", 120),
}
"""What is said where all pass, and the greatest width: all in one line of a small screen."""
_GROUPS = ("team", "cause", "kind", "productcode", "owner")
_SIGNS = {"ask": "?"}
_DECIDED = "✓"


class VerschillenPage(Page):
    """Filters above, the two sides in step, the selected row in full beneath, to be judged."""

    stage = "verschillen"

    def fill(self) -> None:
        self._wanted: tuple[str | None, str | None] | None = None
        self._sought = ""
        self._type = self.choice(self.text("column_record_type"), self._show_type)
        self._boxes = {
            name: self.choice(self.text(f"column_{name}"), self._refine, widest)
            for name, (_, widest) in _FILTERS.items()
        }
        self._euros = Bounds((self.text("window_least"), self.text("window_most")))
        self._euros.setFixedWidth(scaled(164))
        self._by = self.choice(self.text("window_group_by"), self._group, 150)
        self._by.addItem(self.text("window_no_groups"), None)
        for name in _GROUPS:
            self._by.addItem(self.text("window_by", what=self.text(f"column_{name}").lower()), name)
        self._equal_rows = QCheckBox(self.text("window_equal_rows"))
        self._equal_rows.toggled.connect(self._refine)
        self._equal_columns = QCheckBox(self.text("window_equal_columns"))
        self._equal_columns.toggled.connect(self._show_columns)
        self._agreed = AgreedLine(self.workspace)
        self._export = RowsExport(
            self.workspace, lambda: (self._model, self._type.currentData(), self._names)
        )
        self._export.said.connect(self._agreed.setText)
        self._groups = Groups(self.workspace)
        left, right = self.text("window_municipality"), self.text("column_team")
        widest = "≠  " + self.text("kind_only_municipality")
        self._tables = LinkedTables(left, right, self.text("window_no_differences"), widest)
        self._tables.chosen.connect(self._choose)
        self._groups.opened.connect(self._tables.left.choose)
        self._filters = self._tables.left.filters
        self._filters.changed.connect(self._refine)
        self._euros.changed.connect(lambda: self._filters.choose("euros", self._euros.passing))
        self._card = RowCard(self, self.workspace)
        self._card.judgement.judged.connect(self._judge)
        self._lay_out()
        self.setFocusProxy(self._tables.left)
        self.workspace.undone.connect(self._taken_back)

    # --- how it looks ---

    def _lay_out(self) -> None:
        self.tools.addWidget(self._type)
        for code, key, by in (("window_previous", "F7", -1), ("window_next", "F8", 1)):
            self.tools.addWidget(self._step(code, key, by))
        self.tools.addStretch()
        self.tools.addWidget(self.search_field(self._seek))
        self.tools.addWidget(self._export)
        showing = QHBoxLayout()
        showing.setSpacing(GAPS["s"])
        showing.addWidget(self._agreed, 1)
        for choice in (self._by, self._equal_rows, self._equal_columns):
            showing.addWidget(choice)
        across, both = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        for splitter, widgets, sizes in (
            (across, (self._groups, self._tables), (380, 640)),
            (both, (across, self._card), (300, 260)),
        ):
            for widget in widgets:
                splitter.addWidget(widget)
            splitter.setSizes(list(sizes))
            splitter.setChildrenCollapsible(False)
        across.setStretchFactor(1, 1)
        both.setStretchFactor(0, 1)
        self.body.addLayout(flowing(*self._boxes.values(), self._euros))
        self.body.addLayout(showing)
        self.body.addWidget(both, 1)
        self.body.addWidget(DeskBar(self.workspace))

    def _step(self, code: str, key: str, by: int) -> QPushButton:
        button = QPushButton()
        give_key(self, button, self.text(code), key)
        button.clicked.connect(lambda: self._go(by))
        return button

    # --- what it shows ---

    def show_view(self, view: "View") -> None:
        chosen = self._type.currentData()
        self._wanted = self._ids(self._tables.left.chosen_row()) if chosen is not None else None
        self._agreed.forget()
        self._type.blockSignals(True)
        self._type.clear()
        for record_type in view.side_by_side:
            self._type.addItem(self.text(f"record_type_{record_type}"), record_type)
        usual = chosen if chosen in view.side_by_side else "toewijzingen"
        self._type.setCurrentIndex(max(self._type.findData(usual), 0))
        self._type.blockSignals(False)
        self._type.setVisible(len(view.side_by_side) > 1)
        self._show_type()

    def _table(self) -> "Table | None":
        view = self.workspace.view
        return view.side_by_side.get(self._type.currentData()) if view is not None else None

    def _show_type(self) -> None:
        view, table = self.workspace.view, self._table()
        if view is None or table is None:
            return
        self._differing = table.passing({"kind": self._kinds(table)})
        for name, box in self._boxes.items():
            self.offer(box, table, name, self.text(_FILTERS[name][0]))
            box.setVisible(box.count() > 1)
        self._card.judgement.know([text for _, text, _ in table.counts("owner") if text])
        self._euros.concern(table, "euros")
        self._show_columns()

    def _show_columns(self) -> None:
        """Show the fields that tell a record, and those that differ somewhere (or all)."""
        table = self._table()
        if table is None:
            return
        differing = {field for field, _, _ in table.counts("differs")}
        self._names = [
            column.name
            for column in table.columns
            if column.side is not None
            and (field := column.name.partition("_")[2]) not in _OWN
            and (self._equal_columns.isChecked() or field in _ALWAYS or field in differing)
        ]
        heads = ["sign", "differs", "kind"]
        self._model = self.model(table, self._names, sides=True, heads=heads)
        self._tables.show_model(self._model)
        self._model.ordered.connect(self._ordered)
        self._refine()

    def _seek(self, text: str) -> None:
        self._sought = text
        self._refine()

    def _refine(self) -> None:
        """Keep to what differs, unless equal rows are wanted; the tables' filters do the rest."""
        table, chosen = self._table(), self._filters.filters
        if table is None:
            return
        all_kinds = self._equal_rows.isChecked() or "kind" in chosen
        self._model.refine({} if all_kinds else {"kind": self._kinds(table)}, self._sought)
        self._euros.show_passing(chosen.get("euros"))
        self._agreed.tell(self._type.currentData(), self._filters.only("team"))

    def _group(self) -> None:
        """Let rows stand together by what was chosen."""
        if self._table() is not None:
            self._tables.left.group_by(self._by.currentData())

    def _ordered(self) -> None:
        """Tell of the rows that are there now what they come to, and in which groups they stand."""
        view, model = self.workspace.view, self._model
        if view is None:
            return
        told, order, group = view.differing, model.order, model.group
        self.workspace.ask("total", told.total, model.table, order, then=self._tell_totals)
        self._groups.setVisible(group is not None)
        self._by.blockSignals(True)
        self._by.setCurrentIndex(self._by.findData(group))
        self._by.blockSignals(False)
        if group is not None:
            title = model.title(model.table.column(group))
            self._by.setPlaceholderText(title)

            def show(groups: "list[Group]") -> None:
                self._groups.show_groups(groups, title)
                self._groups.follow(self._tables.left.currentIndex().row())

            self.workspace.ask("groups", told.groups, model.table, group, order, then=show)
        self._first()

    def _kinds(self, table: "Table") -> set[object]:
        """Return the kinds of rows that are differences."""
        return {kind for kind, _, _ in table.counts("kind")} - {"equal", None}

    def _tell_totals(self, total: "tuple[tuple[int, int], tuple[str, ...]]") -> None:
        numbers, euros = total
        for title, code, number, worth in zip(
            (self._tables.left_title, self._tables.right_title),
            ("window_municipality", "column_team"),
            numbers,
            euros[:2] or ("", ""),
            strict=True,
        ):
            shown = written(number, self.workspace.language)
            said = self.text("window_side_total", side=self.text(code), records=shown)
            title.setText(f"{said} · {worth}" if worth else said)

    def _first(self) -> None:
        """Go back to the row that was looked at, else to the first."""
        if self._wanted is not None:
            place = self._place_of(*self._wanted)
            self._wanted = None
            if place >= 0:
                self._tables.left.choose(place)
                return
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
        if self.workspace.view is None or row < 0:
            self._card.clear()
        else:
            self._card.show_row(self._model.table, row)
            self._groups.follow(self._tables.left.currentIndex().row())

    # --- judging ---

    def _judge(self, verdicts: "Sequence[Verdict]") -> None:
        """Keep a verdict; when it is on disk, show what it moves and go on to the next row."""
        row = self._tables.left.chosen_row()

        def kept() -> None:
            self._agreed.judge(verdicts)
            self._model.note(row, _SIGNS.get(verdicts[0].verdict, _DECIDED))
            self._card.judgement.clear()
            if self._tables.left.chosen_row() == row:
                self._go(1)

        self.workspace.decide(verdicts, kept)
        self._card.judgement.tell_undo()

    def _taken_back(self, verdicts: "Sequence[Verdict]") -> None:
        self._agreed.take_back(verdicts)
        first = verdicts[0]
        if first.subject == "difference" and self.isVisible():
            place = self._place_of(first.left_id, first.right_id)
            if place >= 0:
                self._model.note(int(self._model.order[place]), "")
                self._tables.left.choose(place)
        self._card.judgement.tell_undo()

    def _ids(self, row: int) -> tuple[str | None, str | None] | None:
        if not 0 <= row < self._model.table.size:
            return None
        found = self._model.table.raw(row)
        return found["left_id"], found["right_id"]

    def _place_of(self, left_id: str | None, right_id: str | None) -> int:
        """Return where the row of either record stands now, or -1."""
        for name, record_id in (("left_id", left_id), ("right_id", right_id)):
            if record_id is not None:
                for row in self._model.table.order(filters={name: {record_id}}):
                    place = self._model.place_of(int(row))
                    if place >= 0:
                        return place
        return -1
