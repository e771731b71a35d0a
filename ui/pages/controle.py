"""Controle: the findings by rule with their counts; for each the record that breaks the rule."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from ui.pages.page import Page, card, label
from ui.widgets.big_table import BigTable
from ui.widgets.field_card import FieldCard

if TYPE_CHECKING:
    from wijkcheck.views import View

_RULES = ["severity", "findings", "title"]
_FINDINGS = ["source", "row", "field", "value", "title"]


class ControlePage(Page):
    """Rules left, findings right, the record of the selected finding beneath."""

    stage = "controle"

    def fill(self) -> None:
        self._severity = self.choice(self.text("column_severity"), self._refine)
        self.tools.addStretch()
        self.tools.addWidget(self._severity)
        self.tools.addWidget(self.search_field(self._search))
        self._good = label("", "good")
        self._rules = BigTable(self.text("window_rules"), self.text("window_no_findings"))
        self._findings = BigTable(self.text("window_findings"), self.text("window_no_findings"))
        self._said = label("", wrap=True)
        titles = [self.text(c) for c in ("column_field", "column_value")]
        self._record = FieldCard(self.text("window_record"), titles)
        self._rules.chosen.connect(lambda _: self._refine())
        self._findings.chosen.connect(self._choose)
        below = card(self._said, self._record)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self._findings)
        right.addWidget(below)
        right.setSizes([320, 260])
        both = QSplitter()
        both.addWidget(self._rules)
        both.addWidget(right)
        both.setSizes([410, 620])
        both.setChildrenCollapsible(False)
        right.setChildrenCollapsible(False)
        self.body.addWidget(self._good)
        self.body.addWidget(both, 1)
        self.setFocusProxy(self._rules)

    def show_view(self, view: "View") -> None:
        self._good.setVisible(view.findings.size == 0)
        self._good.setText(self.text("window_no_findings"))
        self._model = self.model(view.findings, _FINDINGS)
        self._findings.show_model(self._model)
        self._rules.show_model(self.model(view.rules, _RULES))
        self.offer(self._severity, view.findings, "severity", self.text("window_all_severities"))
        self._model.ordered.connect(self._first)
        self._rules.choose_again()
        self._refine()

    def _search(self, text: str) -> None:
        self._model.refine(text=text)

    def _refine(self) -> None:
        filters = self.filters(severity=self._severity)
        view, row = self.workspace.view, self._rules.chosen_row()
        if view is not None and row >= 0:
            rule = view.rules.raw(row)
            if rule["rule"] is not None:
                filters |= {"rule": {rule["rule"]}, "severity": {rule["severity"]}}
        self._model.refine(filters)

    def _first(self) -> None:
        if self._findings.chosen_row() < 0:
            self._findings.choose_again()

    def _choose(self, row: int) -> None:
        view = self.workspace.view
        if view is None or row < 0:
            self._said.setText(self.text("window_choose_finding"))
            self._record.show_lines([])
            return
        finding = view.findings.raw(row)
        self._said.setText(finding["message"])
        self._record.show_lines([])
        if finding["record_id"] is not None:
            marked = frozenset({finding["field"]})
            self.workspace.ask(
                "finding",
                view.record,
                finding["record_id"],
                then=lambda lines: self._record.show_lines(lines, marked),
            )
