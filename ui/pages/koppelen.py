"""Koppelen: which clients and records are taken to be the same, and on what evidence."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QSplitter, QToolButton, QVBoxLayout, QWidget

from ui.pages.page import Page, card, label
from ui.widgets.big_table import BigTable
from ui.widgets.field_card import FieldCard

if TYPE_CHECKING:
    from wijkcheck.tables import Table
    from wijkcheck.views import View

_BUCKETS = ("certain", "probable", "review", "rejected", "only_municipality", "only_team")
_COLUMNS = ["left_client", "right_client", "probability"]

_ANY_WIDTH = 16_777_215  # Qt's own "no maximum"


class KoppelenPage(Page):
    """Buckets above, pairs left, the selected pair's fields beside each other right."""

    stage = "koppelen"

    def fill(self) -> None:
        self._kind = self.choice(self.text("window_pairs_of"), self._show_kind)
        self.tools.addWidget(self._kind)
        self.tools.addStretch()
        self._group = QButtonGroup(self)
        self._buckets = {status: self._bucket(status) for status in _BUCKETS}
        self._group.buttonClicked.connect(lambda _: self._refine())
        self._table = BigTable(self.text("window_pairs"), self.text("window_no_pairs"))
        self._table.chosen.connect(self._choose)
        self._heading, self._evidence = label("", "heading"), label("", "muted", wrap=True)
        titles = [self.text(c) for c in ("column_field", "window_municipality", "column_team")]
        self._fields = FieldCard(self.text("window_pair"), titles)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        search = self.search_field(lambda text: self._model.refine(text=text))
        search.setMaximumWidth(_ANY_WIDTH)
        column.addWidget(search)
        column.addWidget(self._table)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(listed)
        both.addWidget(card(self._heading, self._evidence, self._fields))
        both.setSizes([460, 570])
        both.setChildrenCollapsible(False)
        self.body.addWidget(both, 1)
        self.setFocusProxy(self._table)

    def show_view(self, view: "View") -> None:
        kinds = [("persons", self.text("measure_clienten")), ("pairs", self.text("window_records"))]
        self._kind.blockSignals(True)
        self._kind.clear()
        for kind, name in kinds:
            self._kind.addItem(name, kind)
        self._kind.blockSignals(False)
        self._show_kind()

    def _bucket(self, status: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "bucket")
        button.setCheckable(True)
        self._group.addButton(button)
        self.tools.addWidget(button)
        return button

    def _table_shown(self, view: "View") -> "Table":
        return view.persons if self._kind.currentData() == "persons" else view.pairs

    def _show_kind(self) -> None:
        view = self.workspace.view
        if view is None:
            return
        table = self._table_shown(view)
        counts = {value: count for value, _, count in table.counts("status")}
        for status, button in self._buckets.items():
            name = self.text(f"status_{status}").capitalize()
            button.setText(f"{name}  {counts.get(status, 0):,}".replace(",", "."))
            button.setVisible(status in counts)
        first = next((s for s in ("review", *_BUCKETS) if s in counts), "review")
        self._buckets[first].setChecked(True)
        self._model = self.model(table, _COLUMNS)
        self._table.show_model(self._model)
        self._model.ordered.connect(self._first)
        self._refine()

    def _refine(self) -> None:
        chosen = {s for s, button in self._buckets.items() if button.isChecked()}
        self._model.refine({"status": chosen})

    def _first(self) -> None:
        if self._table.chosen_row() < 0:
            self._table.choose(0)

    def _choose(self, row: int) -> None:
        view = self.workspace.view
        if view is None or row < 0:
            self._heading.setText(self.text("window_choose_pair"))
            self._evidence.setText("")
            self._fields.show_lines([])
            return
        table = self._table_shown(view)
        self._tell(table, row)
        pair = table.raw(row)
        self.workspace.ask(
            "pair",
            view.pair,
            pair["left_record"],
            pair["right_record"],
            then=self._fields.show_lines,
        )

    def _tell(self, table: "Table", row: int) -> None:
        names = ["status", "probability", "basis", "margin", "left_client", "right_client"]
        told = dict(zip(names, table.page([row], names)[0], strict=True))
        clients = [told[name] for name in ("left_client", "right_client") if told[name]]
        told["status"] = told["status"].capitalize()
        self._heading.setText(" – ".join(dict.fromkeys(clients)))
        if not told["probability"]:
            self._evidence.setText(self.text("window_alone"))
        elif told["margin"]:
            self._evidence.setText(self.text("window_evidence_rival", **told))
        else:
            self._evidence.setText(self.text("window_evidence", **told))
