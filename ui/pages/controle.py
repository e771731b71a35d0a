"""Controle: the findings by rule and by source; for each the row that breaks the rule."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSplitter

from ui.pages.page import Page, card, label, stretch
from ui.widgets.aside import Aside
from ui.widgets.big_table import BigTable
from ui.widgets.desk_bar import DeskBar
from ui.widgets.field_card import FieldCard
from ui.widgets.folding import Folding
from ui.widgets.set_aside import SetAside
from ui.widgets.waterfall import Bar, Waterfall
from ui.wording import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.tables import Table
    from wijkcheck.verdict import Verdict
    from wijkcheck.views import View
    from wijkcheck.views.previewing import Preview

_RULES = ["severity", "findings", "title"]
_FINDINGS = ["source", "row", "field", "value", "title"]
_QUALITY = ["source", "rows", "wrong"]
_DECISIONS = ["title", "source", "row", "field", "reason", "who", "at", "state"]
_ASIDE = "✓"


class ControlePage(Page):
    """Rules and sources left, findings right, the row of the selected finding beneath."""

    stage = "controle"

    def fill(self) -> None:
        self._severity = self.choice(self.text("column_severity"), self._refine)
        self._source = self.choice(self.text("column_source"), self._refine)
        self._earlier = QPushButton()
        self._earlier.setObjectName("earlier")
        self._earlier.clicked.connect(self._list_aside)
        self.tools.addStretch()
        self.tools.addWidget(self._earlier)
        for box in (self._severity, self._source):
            self.tools.addWidget(box)
        self.tools.addWidget(self.search_field(lambda text: self._model.refine(text=text)))
        self._good = label("", "good")
        self._rules = BigTable(self.text("window_rules"), self.text("window_no_findings"))
        self._findings = BigTable(self.text("window_findings"), self.text("window_no_findings"))
        self._findings.show_notes(24)
        self._rules.chosen.connect(lambda _: self._refine())
        self._findings.chosen.connect(self._choose)
        self.body.addWidget(self._good)
        self.body.addWidget(self._halves(), 1)
        self.body.addWidget(DeskBar(self.workspace))
        self.workspace.undone.connect(self._taken_back)
        self.setFocusProxy(self._rules)

    def _halves(self) -> Folding:
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self._rules)
        left.addWidget(self._quality())
        left.setSizes([300, 340])
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self._findings)
        right.addWidget(self._below())
        right.setSizes([280, 360])
        for splitter in (left, right):
            splitter.setChildrenCollapsible(False)
        return Folding((left, 300, 410), (right, 460, 620))

    def _quality(self) -> QFrame:
        """The share of rows without errors per source, drawn and as a table."""
        name = self.text("window_quality")
        self._chart = Waterfall(name, self.workspace.language)
        self._chart.pressed.connect(self._press)
        drawn = QScrollArea()
        drawn.setWidgetResizable(True)
        drawn.setAccessibleName(name)
        drawn.setWidget(self._chart)
        self._sources = BigTable(name, self.text("window_no_rows"))
        self._sources.chosen.connect(self._take_source)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(drawn)
        both.addWidget(self._sources)
        both.setSizes([160, 120])
        both.setChildrenCollapsible(False)
        told = card(label(name, "heading", wrap=True), both)
        stretch(told, both)
        return told

    def _below(self) -> QFrame:
        self._said = label("", wrap=True)
        titles = [self.text(code) for code in ("column_field", "column_value")]
        self._record = FieldCard(self.text("window_record"), titles)
        self._aside = Aside(self, self.workspace)
        self._aside.wanted.connect(self._set_aside)
        return card(self._said, self._record, self._aside)

    # --- what is shown ---

    def show_view(self, view: "View") -> None:
        errors = view.findings.order(filters={"severity": {"error"}})
        self._good.setVisible(len(errors) == 0)
        self._good.setText(self.text("window_no_errors", number=view.checking.checks))
        aside = written(view.checking.aside, self.workspace.language)
        self._earlier.setText(self.text("window_aside", number=aside))
        self._model = self.model(view.findings, _FINDINGS)
        self._findings.show_model(self._model)
        self._rules.show_model(self.model(view.rules, _RULES))
        self.offer(self._severity, view.findings, "severity", self.text("window_all_severities"))
        self.offer(self._source, view.findings, "source", self.text("window_all_sources"))
        self._model.ordered.connect(self._first)
        self._show_quality(view)
        self._rules.choose_again()
        self._refine()

    def _show_quality(self, view: "View") -> None:
        table = view.quality
        rows = [table.raw(row) for row in range(table.size)]
        self._ranked = [row["source"] for row in rows]
        bars = [Bar(row["source"], 0, row["right"], self._percent(row["right"])) for row in rows]
        heads = self.text("column_source"), self.text("column_right")
        self._chart.show_bars(bars, heads)
        self._sources.show_model(self.model(table, _QUALITY))

    def _percent(self, share: float) -> str:
        return written(share, self.workspace.language, ".1%")

    def _press(self, place: int) -> None:
        """A bar leads to the errors of its source."""
        self._sources.choose(place)

    def _take_source(self, row: int) -> None:
        """A source that is chosen shows its errors."""
        if 0 <= row < len(self._ranked):
            self._chart.choose(row)
            self._source.setCurrentIndex(max(self._source.findData(self._ranked[row]), 0))

    def show_row(self, row: int) -> None:
        self._severity.setCurrentIndex(0)
        self._source.setCurrentIndex(0)
        self._rules.seek(row)

    def _refine(self) -> None:
        filters = self.filters(severity=self._severity, source=self._source)
        view, row = self.workspace.view, self._rules.chosen_row()
        if view is not None and row >= 0:
            rule = view.rules.raw(row)
            if rule["rule"] is not None:
                filters |= {"rule": {rule["rule"]}, "severity": {rule["severity"]}}
        self._model.refine(filters)

    def _first(self) -> None:
        if self._findings.chosen_row() < 0:
            self._findings.choose_again()
        self._judge()

    def _choose(self, row: int) -> None:
        view = self.workspace.view
        self._record.show_lines([])
        self._judge()
        if view is None or row < 0:
            self._said.setText(self.text("window_choose_finding"))
            return
        finding = view.findings.raw(row)
        self._said.setText(view.message(row))
        if finding["record_id"] is not None:
            marked = frozenset({finding["field"]})
            self.workspace.ask(
                "finding",
                view.lines.record,
                finding["record_id"],
                then=lambda lines: self._record.show_lines(
                    sorted(lines, key=lambda line: line.field not in marked), marked
                ),
            )
        elif finding["row"] is not None and self.isVisible():
            self._look_up(view, finding)

    def _look_up(self, view: "View", finding: dict[str, Any]) -> None:
        """Show a row that became no record as it stands in its file."""
        rows = view.sources.order(filters={"source": {finding["source"]}})
        kind = view.sources.raw(int(rows[0]))["record_type"] if len(rows) else None
        settings = view.settings_of(finding["source"], kind) if kind else None

        def seen(found: "Preview") -> None:
            now = self._findings.chosen_row()
            if now >= 0 and view.findings.raw(now) == finding:
                self._record.show_lines(view.lines.raw(found.line(finding["row"])), frozenset())

        if settings is not None:
            folder = view.project.folder
            self.workspace.errands.preview(
                folder, finding["source"], settings, seen, row=finding["row"]
            )

    # --- setting aside ---

    def _judge(self) -> None:
        self._aside.offer(self._findings.chosen_row() >= 0, len(self._alike()))

    def _alike(self) -> list[int]:
        """Return the findings that break the rule of the selected one, of the sources shown."""
        row, table = self._findings.chosen_row(), self._model.table
        if row < 0:
            return []
        own = {name: {table.raw(row)[name]} for name in ("rule", "severity")}
        found: list[int] = table.order(filters=self.filters(source=self._source) | own).tolist()
        return found

    def _set_aside(self, every: bool, lasting: bool, reason: str) -> None:
        view, here = self.workspace.view, self._findings.chosen_row()
        rows = self._alike() if every else [here]
        if view is None or not rows or rows[0] < 0:
            return

        def keep(verdicts: "Sequence[Verdict]") -> None:
            self.workspace.decide(verdicts, lambda: self._kept(rows))

        self.workspace.ask(
            "aside",
            lambda: view.checking.set_aside(rows, lasting=lasting, reason=reason),
            then=keep,
        )

    def _kept(self, rows: list[int]) -> None:
        """Mark what was set aside and go on to the next."""
        for row in rows:
            self._model.note(row, _ASIDE)
        self._aside.clear()
        self._findings.choose(self._findings.currentIndex().row() + 1)
        self._judge()

    def _list_aside(self) -> None:
        """Show what was set aside, to be taken back."""
        view, desk = self.workspace.view, self.workspace.desk
        if view is not None and desk is not None:
            self.workspace.ask("set aside", view.checking.decisions, desk, then=self._show_aside)

    def _show_aside(self, table: "Table") -> None:
        dialog = SetAside(self, self.workspace, self.model(table, _DECISIONS))
        dialog.taken_back.connect(self.workspace.take_back)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def refresh(self) -> None:
        super().refresh()
        self._earlier.setEnabled(self.workspace.desk is not None)

    def _taken_back(self, verdicts: "Sequence[Verdict]") -> None:
        if verdicts[0].subject != "finding":
            return
        ids = {one.left_id for one in verdicts}
        for row in self._model.order:
            found = self._model.table.raw(int(row))
            if (found["record_id"] or found["source"]) in ids:
                self._model.note(int(row), "")
        self._judge()
