"""Verschillen: municipality left, team right, row by row; what differs is marked, and judged."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QWidget,
)

from ui.pages.page import Page, card, label, stretch
from ui.tokens import GAPS
from ui.widgets.desk_bar import DeskBar
from ui.widgets.export_button import Export, ExportButton
from ui.widgets.field_card import FieldCard
from ui.widgets.judgement import Judgement
from ui.widgets.linked_tables import LinkedTables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.tables import Table
    from wijkcheck.verdict import Verdict
    from wijkcheck.views import Line, View, Writing

_ALWAYS = ("client", "productcode", "ingangsdatum", "begindatum", "einddatum", "omvang")
_OWN = {"id", "marks"}  # facts about a side, no fields
_COPIED = 200_000  # cells at most
_SIGNS = {"ask": "?"}
_DECIDED = "✓"


class VerschillenPage(Page):
    """Filters above, the two sides in step, the selected row in full beneath, to be judged."""

    stage = "verschillen"

    def fill(self) -> None:
        self._wanted: tuple[str | None, str | None] | None = None
        self._type = self.choice(self.text("column_record_type"), self._show_type)
        self._kind = self.choice(self.text("column_kind"), self._refine)
        self._cause = self.choice(self.text("column_cause"), self._refine)
        self._team = self.choice(self.text("column_team"), self._refine)
        self._status = self.choice(self.text("column_status"), self._refine)
        self._equal_rows = self._check("window_equal_rows", self._refine)
        self._equal_columns = self._check("window_equal_columns", self._show_columns)
        self._agreed = label("", "muted")
        text = self.text
        self._export = ExportButton(
            self.workspace,
            [
                Export(text("window_to_workbook"), "rows", "verschillen.xlsx", self._write_rows),
                Export(text("window_to_teams"), "teams", "", self._write_teams),
            ],
            [(text("window_copy_rows"), self._copy_rows)],
        )
        self._export.written.connect(
            lambda path: self._agreed.setText(text("window_written", path=path))
        )
        self.tools.addWidget(self._type)
        self.tools.addStretch()
        self.tools.addWidget(self.search_field(lambda text: self._model.refine(text=text)))
        self.tools.addWidget(self._export)
        filters = QHBoxLayout()
        filters.setSpacing(GAPS["s"])
        for widget in (self._kind, self._cause, self._team, self._status):
            filters.addWidget(widget)
        filters.addStretch()
        filters.addWidget(self._step("window_previous", "F7", -1))
        filters.addWidget(self._step("window_next", "F8", 1))
        showing = QHBoxLayout()
        showing.setSpacing(GAPS["s"])
        showing.addWidget(self._agreed, 1)
        showing.addWidget(self._equal_rows)
        showing.addWidget(self._equal_columns)
        left, right = self.text("window_municipality"), self.text("column_team")
        widest = "≠  " + self.text("kind_only_municipality")
        self._tables = LinkedTables(left, right, self.text("window_no_differences"), widest)
        self._tables.chosen.connect(self._choose)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self._tables)
        both.addWidget(self._row_card(left, right))
        both.setSizes([340, 250])
        both.setChildrenCollapsible(False)
        self.body.addLayout(filters)
        self.body.addLayout(showing)
        self.body.addWidget(both, 1)
        self.body.addWidget(DeskBar(self.workspace))
        self.setFocusProxy(self._tables.left)
        self.workspace.undone.connect(self._taken_back)

    # --- how it looks ---

    def _row_card(self, left: str, right: str) -> QWidget:
        self._heading, self._cause_told = label("", "heading"), label("", "muted")
        self._cause_told.setSizePolicy(
            self._cause_told.sizePolicy().Policy.Ignored, self._cause_told.sizePolicy().Policy.Fixed
        )
        self._fields = FieldCard(self.text("window_pair"), [self.text("column_field"), left, right])
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._heading)
        head.addWidget(self._cause_told, 1)
        above = QWidget()
        above.setLayout(head)
        self._judgement = Judgement(self, self.workspace)
        self._judgement.judged.connect(self._judge)
        made = card(above, self._fields, self._judgement)
        stretch(made, self._fields)
        return made

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

    # --- what it shows ---

    def show_view(self, view: "View") -> None:
        chosen = self._type.currentData()
        self._wanted = self._ids(self._tables.left.chosen_row()) if chosen is not None else None
        self._type.blockSignals(True)
        self._type.clear()
        for record_type in view.side_by_side:
            self._type.addItem(self.text(f"record_type_{record_type}"), record_type)
        usual = chosen if chosen in view.side_by_side else "toewijzingen"
        self._type.setCurrentIndex(max(self._type.findData(usual), 0))
        self._type.blockSignals(False)
        self._type.setVisible(len(view.side_by_side) > 1)
        self._show_type()

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
        self.offer(self._status, table, "status", self.text("window_all_statuses"))
        self._show_columns()

    def _show_columns(self) -> None:
        """Show the fields that tell a record, and those that differ somewhere (or all)."""
        view = self.workspace.view
        table = self._table(view) if view is not None else None
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
        self._model.ordered.connect(self._tell_totals)
        self._model.ordered.connect(self._first)
        self._refine()

    def _refine(self) -> None:
        filters = self.filters(
            kind=self._kind, cause=self._cause, team=self._team, status=self._status
        )
        view = self.workspace.view
        table = self._table(view) if view is not None else None
        if table is not None and "kind" not in filters and not self._equal_rows.isChecked():
            filters["kind"] = self._kinds(table)
        self._model.refine(filters)
        self._tell_agreed()

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

    def _tell_agreed(self) -> None:
        """Say what the figure is that both sides agree on, of the team that is filtered on."""
        view = self.workspace.view
        team = self.filters(team=self._team).get("team", {None})
        found = view.agreed(self._type.currentData(), *team) if view is not None else None  # type: ignore[arg-type]
        if found is None:
            self._agreed.setText("")
            return
        shown = {name: value or "–" for name, value in found.items()}
        shown["measure"] = shown["measure"].lower()
        self._agreed.setText(self.text("window_agreed", **shown))

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
        view = self.workspace.view
        self._judgement.offer([])
        if view is None or row < 0:
            self._heading.setText(self.text("window_choose_row"))
            self._cause_told.setText("")
            self._fields.show_lines([])
            return
        table = self._model.table
        names = ["left_client", "right_client", "kind", "cause", "status"]
        told = dict(zip(names, table.page([row], names)[0], strict=True))
        self._heading.setText(f"{told['left_client'] or told['right_client']} · {told['kind']}")
        cause = self.text("window_cause", **told) if told["cause"] else ""
        self._cause_told.setText(cause)
        self._cause_told.setToolTip(cause)
        found = table.raw(row)
        marked = frozenset((found["differs"] or "").split())

        def show(lines: "list[Line]") -> None:
            self._fields.show_lines(sorted(lines, key=lambda x: x.field not in marked), marked)

        ids = found["left_id"], found["right_id"]
        self.workspace.ask("row", view.pair, *ids, then=show)
        self.workspace.ask("differences", view.differences, *ids, then=self._judgement.offer)

    # --- judging ---

    def _judge(self, verdicts: "Sequence[Verdict]") -> None:
        """Keep a verdict; when it is on disk, go on to the next row."""
        row = self._tables.left.chosen_row()

        def kept() -> None:
            self._model.note(row, _SIGNS.get(verdicts[0].verdict, _DECIDED))
            self._judgement.clear()
            if self._tables.left.chosen_row() == row:
                self._go(1)

        self.workspace.decide(verdicts, kept)
        self._judgement.tell_undo()

    def _taken_back(self, verdicts: "Sequence[Verdict]") -> None:
        first = verdicts[0]
        if first.subject == "difference" and self.isVisible():
            place = self._place_of(first.left_id, first.right_id)
            if place >= 0:
                self._model.note(int(self._model.order[place]), "")
                self._tables.left.choose(place)
        self._judgement.tell_undo()

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

    # --- what leaves the house ---

    def _copy_rows(self) -> None:
        """Copy the rows as they stand, both sides, with their heads."""
        model, names = self._model, ["kind", "cause", *self._names]
        rows = model.order[: _COPIED // len(names)]
        columns = [model.table.column(name) for name in names]
        titles = [
            f"{c.title} {self.text(f'window_{c.side}_title')}" if c.side else c.title
            for c in columns
        ]
        lines = [titles, *model.table.page(rows, names)]
        QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self._agreed.setText(self.text("window_copied", rows=len(rows)))

    def _write_rows(self, path: Path, with_bsn: bool) -> "Writing":
        assert self.workspace.view is not None  # noqa: S101 - the page shows one
        model, kind = self._model, self._type.currentData()
        write = self.workspace.view.exports.rows
        return write(path, model.table, kind, model.order, self._names, with_bsn=with_bsn)

    def _write_teams(self, folder: Path, with_bsn: bool) -> "Writing":
        assert self.workspace.view is not None  # noqa: S101 - the page shows one
        return self.workspace.view.exports.teams(folder, with_bsn=with_bsn)
