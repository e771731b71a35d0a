"""Looking for a client's partner by hand: who is like him on either side, or whoever is sought."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.models.table_model import TableModel
from ui.tokens import GAPS
from ui.widgets.big_table import BigTable
from ui.widgets.keys import TypedLine
from ui.widgets.pair_row import LEFT, RIGHT, One
from ui.workspace import Workspace

if TYPE_CHECKING:
    from wijkcheck.tables import Table
    from wijkcheck.views import View

_COLUMNS = ("client", "geboortedatum", "postcode", "team", "status", "partner")


class Partner(QWidget):
    """A search among all clients; ``chosen`` gives the candidate, or None."""

    chosen = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._clients: Table | None = None
        self._model: TableModel | None = None
        self._one: One | None = None
        text = workspace.text
        self.search = TypedLine()
        self.search.setAccessibleName(text("window_seek"))
        self.search.setPlaceholderText(text("window_seek_hint"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._seek)
        self.search.returnPressed.connect(self._go_to_first)
        self.where = QComboBox()
        self.where.setAccessibleName(text("window_seek_where"))
        self.where.currentIndexChanged.connect(self._seek)
        self.reason = TypedLine()
        self.reason.setAccessibleName(text("window_reason"))
        self.reason.setPlaceholderText(text("window_reason"))
        self.table = BigTable(text("window_candidates"), text("window_no_candidates"))
        self.table.chosen.connect(self._choose)
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        above = QHBoxLayout()
        above.setSpacing(GAPS["s"])
        above.addWidget(self.search, 2)
        above.addWidget(self.where)
        above.addWidget(self.reason, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAPS["s"])
        layout.addLayout(above)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)

    def forget(self) -> None:
        """Ask for the clients anew when they are needed: there is another view."""
        self._clients = None

    def seek_for(self, view: "View", one: One) -> None:
        """Look for a partner of a client: at the other side to begin with."""
        self._one = one
        for field in (self.search, self.reason):
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)
        self.where.blockSignals(True)
        self.where.clear()
        for code in sorted((LEFT, RIGHT), key=one.side.__eq__):
            self.where.addItem(self._workspace.text(f"window_seek_{code}"), code)
        self.where.blockSignals(False)
        if self._clients is None:
            self._workspace.ask("clients", view.pairing.clients, then=self._take)
        else:
            self._seek()

    def _take(self, clients: "Table") -> None:
        self._clients = clients
        self._seek()

    def _seek(self) -> None:
        """Show who is like the client, or where something is typed whoever that fits."""
        clients, view = self._clients, self._workspace.view
        if clients is None or view is None or self._one is None:
            return
        side, words = self.where.currentData(), self.search.text().strip()
        if words:
            self._show(clients).refine({"side": {side}}, words)
        else:
            near = view.pairing.near
            self._workspace.ask("near", near, clients, self._one.id, side, then=self._show)
        code = "window_found_clients" if words else "window_near_clients"
        self.said.setText(self._workspace.text(code))

    def _show(self, table: "Table") -> TableModel:
        if self._model is None or self._model.table is not table:
            self._model = TableModel(table, _COLUMNS, self._workspace.ask)
            self.table.show_model(self._model)
        return self._model

    def _choose(self, row: int) -> None:
        if row < 0 or self._model is None:
            self.chosen.emit(None)
        else:
            found = self._model.table.raw(row)
            names = ("person_id", "record_id", "side", "client", "partner")
            self.chosen.emit(One(*(found[name] for name in names)))

    def _go_to_first(self) -> None:
        self.table.setFocus()
        self.table.choose(0)
