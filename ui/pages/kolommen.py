"""Kolommen: which field each column of a source became, how sure that is, and why."""

from typing import TYPE_CHECKING

from ui.pages.page import Page
from ui.widgets.big_table import BigTable

if TYPE_CHECKING:
    from wijkcheck.views import View

_COLUMNS = ["source", "column", "field", "status", "confidence", "message"]


class KolommenPage(Page):
    """A row per column of the chosen source; what is doubtful comes first."""

    stage = "kolommen"

    def fill(self) -> None:
        self._source = self.choice(self.text("column_source"), self._refine)
        self._status = self.choice(self.text("column_status"), self._refine)
        self.tools.addStretch()
        self.tools.addWidget(self._source)
        self.tools.addWidget(self._status)
        self.tools.addWidget(self.search_field(lambda text: self._model.refine(text=text)))
        self._table = BigTable(self.text("stage_kolommen"), self.text("window_no_rows"))
        self.body.addWidget(self._table)
        self.setFocusProxy(self._table)

    def show_view(self, view: "View") -> None:
        self._model = self.model(view.columns, _COLUMNS)
        self._table.show_model(self._model)
        self.offer(self._source, view.columns, "source", self.text("window_all_sources"))
        self.offer(self._status, view.columns, "status", self.text("window_all_statuses"))
        self._refine()

    def _refine(self) -> None:
        self._model.refine(self.filters(source=self._source, status=self._status))
