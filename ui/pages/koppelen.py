"""Koppelen: which clients and records are taken to be the same, on what evidence; to be judged."""

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ui.pages.page import Page, label
from ui.tokens import GAPS
from ui.widgets.batch import Batch
from ui.widgets.big_table import BigTable
from ui.widgets.buckets import Buckets
from ui.widgets.desk_bar import DeskBar
from ui.widgets.keys import give_bare_key, give_key
from ui.widgets.pair_card import PairCard
from ui.widgets.pair_row import pair_row
from ui.widgets.thresholds import Thresholds
from ui.wording import written
from wijkcheck.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkcheck.tables import Table
    from wijkcheck.views import View

_COLUMNS = {
    "persons": ["client", "probability"],
    "pairs": ["left_client", "right_client", "probability"],
    "only_municipality": ["client", "geboortedatum"],
    "only_team": ["client", "geboortedatum"],
    "double": ["client", "team"],
}
_SIGNS = {"same": "✓", "different": "✗", "unsure": "?"}
_ANY_WIDTH = 16_777_215  # Qt's own "no maximum"

Ids = tuple[str, str]


class KoppelenPage(Page):
    """Buckets above, pairs left; right the selected pair to be judged, or thresholds on all."""

    stage = "koppelen"

    def fill(self) -> None:
        self._judged: dict[Ids, str] = {}  # in this session; the view knows of earlier ones
        self._wanted: Ids | None = None
        self._kind = self.choice(self.text("window_pairs_of"), self._change_kind)
        self._spread = QToolButton()
        self._spread.setCheckable(True)
        give_key(self, self._spread, self.text("window_distribution"), "D")
        self._spread.toggled.connect(self._open_thresholds)
        self.tools.addWidget(self._kind)
        self.tools.addStretch()
        self.tools.addWidget(self._spread)
        self._buckets = Buckets(self.workspace)
        self._buckets.opened.connect(self._open)
        for code, key, by in (
            ("window_previous_bucket", "Alt+Left", -1),
            ("window_next_bucket", "Alt+Right", 1),
        ):
            sequence = QKeySequence(key)
            give_bare_key(self, self.text(code), sequence, partial(self._buckets.step, by))
        self._table = BigTable(self.text("window_pairs"), self.text("window_no_pairs"))
        self._table.show_notes(30)
        self._table.chosen.connect(self._choose)
        self._card = PairCard(self, self.workspace)
        self._card.judged.connect(self._judge)
        self._thresholds = Thresholds(self.workspace)
        self._thresholds.applied.connect(self._decide_rows)
        self._thresholds.closed.connect(lambda: self._spread.setChecked(False))
        self._right = QStackedWidget()
        self._right.addWidget(self._card)
        self._right.addWidget(self._thresholds)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self._listed())
        both.addWidget(self._right)
        both.setSizes([290, 740])
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        self.body.addLayout(self._buckets)
        self.body.addWidget(both, 1)
        self.body.addWidget(DeskBar(self.workspace))
        self.setFocusProxy(self._table)
        self.workspace.undone.connect(self._taken_back)

    # --- how it looks ---

    def _listed(self) -> QWidget:
        self._search = self.search_field(lambda text: self._model.refine(text=text))
        self._search.setMaximumWidth(_ANY_WIDTH)
        self._batch = Batch(self.workspace)
        self._batch.chosen.connect(self._refine)
        self._batch.judged.connect(self._decide_rows)
        self._progress = label("", "muted")
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAPS["s"])
        self._without = label(self.text("window_no_thresholds"), "muted", wrap=True)
        for widget in (self._search, self._batch, self._without):
            column.addWidget(widget)
        column.addWidget(self._table, 1)
        column.addWidget(self._progress)
        return listed

    def _open_thresholds(self, opened: bool) -> None:
        view = self.workspace.view
        self._right.setCurrentWidget(self._thresholds if opened else self._card)
        if opened and view is not None:
            self._thresholds.show_view(view)
            self._thresholds.chart.setFocus()
        else:
            self._table.setFocus()

    # --- what it shows ---

    def show_view(self, view: "View") -> None:
        first = self._kind.count() == 0
        self._wanted = self._ids(self._table.chosen_row()) if not first else None
        if first:
            self._kind.blockSignals(True)
            for kind, code in (("persons", "measure_clienten"), ("pairs", "window_records")):
                self._kind.addItem(self.text(code), kind)
            self._kind.blockSignals(False)
        self._card.partner.forget()
        self._change_kind()
        if self._spread.isChecked():
            self._thresholds.show_view(view)
        self.workspace.ask("patterns", view.pairing.patterns, then=self._batch.offer)

    def show_row(self, row: int) -> None:
        view = self.workspace.view
        if view is not None:
            self._kind.setCurrentIndex(self._kind.findData("persons"))
            self._spread.setChecked(False)
            self._search.clear()
            self._batch.patterns.setCurrentIndex(0)
            self._buckets.open_status(view.persons.raw(row)["status"])
            self._table.seek(row)

    @property
    def _of_persons(self) -> bool:
        return bool(self._kind.currentData() == "persons")

    def _rows(self, view: "View") -> "Table":
        return view.persons if self._of_persons else view.pairs

    def _change_kind(self) -> None:
        """Show the buckets of clients, or of their records: those have no thresholds."""
        view = self.workspace.view
        if view is None:
            return
        self._spread.setEnabled(self._of_persons)
        self._spread.setChecked(self._spread.isChecked() and self._of_persons)
        self._without.setVisible(not self._of_persons)
        self._buckets.sort_out(self._rows(view))

    def _open(self) -> None:
        """Show the pairs of the bucket that is open."""
        view, kind = self.workspace.view, self._kind.currentData()
        if view is None:
            return
        names = _COLUMNS.get(self._buckets.now, _COLUMNS[kind])
        self._model = self.model(self._rows(view), names)
        self._table.show_model(self._model)
        self._model.ordered.connect(self._first)
        judged = dict(self._judged)
        self.workspace.ask("marks", view.pairing.marks, kind, judged, then=self._mark)
        self._refine()

    def _mark(self, verdicts: "Mapping[int, str]") -> None:
        for row, verdict in verdicts.items():
            self._model.note(row, _SIGNS.get(verdict, ""))
        self._tell_progress()

    def _refine(self) -> None:
        if self.workspace.view is None:
            return
        asked = self._buckets.now == "review" and self._of_persons
        self._batch.setVisible(asked and self._batch.patterns.count() > 1)
        pattern = self._batch.pattern if asked else None
        self._model.refine({"status": self._buckets.statuses})
        self._model.keep_to(pattern.rows if pattern is not None else None)

    def _first(self) -> None:
        """Go back to the pair that was looked at, else to the first that nobody judged."""
        self._tell_progress()
        if self._wanted is not None:
            place = self._model.place_of(self._row_of(self._wanted))
            self._wanted = None
            if place >= 0:
                self._table.choose(place)
                return
        if self._table.chosen_row() < 0:
            self._advance(-1)

    def _choose(self, row: int) -> None:
        view = self.workspace.view
        if view is None or row < 0:
            self._card.show_row(None)
        else:
            self._card.show_row(pair_row(self._rows(view), row), persons=self._of_persons)

    def _tell_progress(self) -> None:
        judged, pairs = self._model.noted_now(), len(self._model.order)
        told = {"judged": judged, "pairs": pairs}
        shown = {name: written(many, self.workspace.language) for name, many in told.items()}
        self._progress.setText(self.text("window_progress", **shown))

    # --- judging ---

    def _ids(self, row: int) -> Ids | None:
        view = self.workspace.view
        if view is None or not 0 <= row < self._rows(view).size:
            return None
        pair = self._rows(view).raw(row)
        return pair["left_id"], pair["right_id"]

    def _row_of(self, ids: Ids) -> int:
        """Return the row of two, else that of either where it stands alone, or -1."""
        view = self.workspace.view
        if view is None:
            return -1
        for left, right in (ids, (ids[0], None), (None, ids[1])):
            found = self._rows(view).order(filters={"left_id": {left}, "right_id": {right}})
            if len(found):
                return int(found[0])
        return -1

    def _judge(self, verdict: str) -> None:
        """Judge what the card shows: the row's pair, or another candidate for it."""
        card = self._card
        if card.ids is not None:
            left, right = card.ids
            made = Verdict(card.subject, verdict, left, right, lasting=True, reason=card.reason)
            self._decide([made], [self._table.chosen_row()])

    def _decide_rows(self, rows: "Mapping[str, Sequence[int]]") -> None:
        """Judge many pairs as one."""
        view = self.workspace.view
        if view is None:
            return
        verdicts, places = [], []
        for verdict, some in rows.items():
            for left, right in self._rows(view).page(some, ["left_id", "right_id"]):
                verdicts.append(Verdict("pair", verdict, left, right, lasting=True))
            places += [int(row) for row in some]
        self._decide(verdicts, places)

    def _decide(self, verdicts: "Sequence[Verdict]", rows: "Sequence[int]") -> None:
        """Keep verdicts; when they are on disk, go on to the next."""

        def kept() -> None:
            for one, row in zip(verdicts, rows, strict=True):
                self._judged[one.left_id or "", one.right_id or ""] = one.verdict
                self._model.note(row, _SIGNS.get(one.verdict, ""))
            self._tell_progress()
            self._advance(self._table.currentIndex().row())

        self.workspace.decide(verdicts, kept)
        self._card.judge_buttons()

    def _advance(self, place: int) -> None:
        """Choose the next pair without a verdict, else the first such, else the next."""
        order = self._model.order
        places = chain(range(place + 1, len(order)), range(max(place, 0)))
        free = (p for p in places if not self._model.noted(int(order[p])))
        self._table.choose(next(free, min(place + 1, len(order) - 1)))
        if self.isAncestorOf(self.window().focusWidget()):
            self._table.setFocus()  # from a candidate that was found by hand, or a button
        self._card.judge_buttons()

    def _taken_back(self, verdicts: "Sequence[Verdict]") -> None:
        ours = [one for one in verdicts if one.subject in ("pair", "person")]
        for one in ours:
            self._judged.pop((one.left_id or "", one.right_id or ""), None)
        if ours and self.isVisible():
            self._wanted = (ours[0].left_id or "", ours[0].right_id or "")
            self._open()
        self._card.judge_buttons()
