"""Koppelen: which clients and records are taken to be the same, on what evidence; to be judged."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.pages.page import Page, card, label, stretch
from ui.tokens import GAPS
from ui.widgets.batch import Batch
from ui.widgets.big_table import BigTable
from ui.widgets.desk_bar import DeskBar
from ui.widgets.field_card import FieldCard
from ui.widgets.verdicts import VerdictButtons
from ui.widgets.waterfall import Waterfall, pair_bars
from wijkcheck.policies import policies
from wijkcheck.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.tables import Table
    from wijkcheck.views import Line, Step, View, Weighed

_BUCKETS = ("certain", "probable", "review", "rejected", "only_municipality", "only_team")
_COLUMNS = ["left_client", "right_client", "probability"]
_SIGNS = {"same": "✓", "different": "✗", "unsure": "?"}
_ANY_WIDTH = 16_777_215  # Qt's own "no maximum"

Ids = tuple[str, str]


class KoppelenPage(Page):
    """Buckets above, pairs left, the selected pair's fields and evidence right, to be judged."""

    stage = "koppelen"

    def fill(self) -> None:
        self._judged: dict[Ids, str] = {}  # in this session; the view knows of earlier ones
        self._wanted: Ids | None = None
        self._kind = self.choice(self.text("window_pairs_of"), self._change_kind)
        self.tools.addWidget(self._kind)
        self.tools.addStretch()
        self._group = QButtonGroup(self)
        self._buckets = {status: self._bucket(status) for status in _BUCKETS}
        self._group.buttonClicked.connect(lambda _: self._refine())
        self._batch = Batch(self.workspace)
        self._batch.chosen.connect(self._refine)
        self._batch.judged.connect(self._decide)
        self._table = BigTable(self.text("window_pairs"), self.text("window_no_pairs"))
        self._table.show_notes(30)
        self._table.chosen.connect(self._choose)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self._listed())
        both.addWidget(self._pair())
        both.setSizes([340, 690])
        both.setChildrenCollapsible(False)
        self.body.addWidget(both, 1)
        self.body.addWidget(DeskBar(self.workspace))
        self.setFocusProxy(self._table)
        self.workspace.undone.connect(self._taken_back)

    # --- how it looks ---

    def _listed(self) -> QWidget:
        search = self.search_field(lambda text: self._model.refine(text=text))
        search.setMaximumWidth(_ANY_WIDTH)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAPS["s"])
        column.addWidget(search)
        column.addWidget(self._batch)
        column.addWidget(self._table, 1)
        return listed

    def _pair(self) -> QWidget:
        self._heading, self._evidence = label("", "heading"), label("", "muted", wrap=True)
        self._sentence = label("", wrap=True)
        titles = [self.text(c) for c in ("column_field", "window_municipality", "column_team")]
        self._fields = FieldCard(self.text("window_pair"), titles)
        self._waterfall = Waterfall(self.text("window_waterfall"), self.workspace.language)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(self.text("window_waterfall"))
        scroll.setWidget(self._waterfall)
        within = QSplitter(Qt.Orientation.Horizontal)
        within.addWidget(self._fields)
        within.addWidget(scroll)
        within.setSizes([430, 240])
        within.setChildrenCollapsible(False)
        self._bsn = QToolButton()
        self._bsn.setText(self.text("window_show_bsn"))
        self._bsn.clicked.connect(self._reveal)
        self._rival = QToolButton()
        self._rival.setText(self.text("window_runner_up"))
        self._rival.setCheckable(True)
        self._rival.toggled.connect(lambda _: self._show_fields())
        head = QHBoxLayout()
        head.setSpacing(GAPS["s"])
        head.addWidget(self._heading, 1)
        head.addWidget(self._rival)
        head.addWidget(self._bsn)
        above = QWidget()
        above.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        self._verdicts = VerdictButtons(
            self,
            [
                (self.text("verdict_same"), "J", lambda: self._judge("same")),
                (self.text("verdict_different"), "N", lambda: self._judge("different")),
                (self.text("verdict_unsure"), "O", lambda: self._judge("unsure")),
                (self.text("window_undo"), "Z", self.workspace.undo),
            ],
        )
        self._verdicts.buttons[0].setProperty("role", "strong")
        made = card(above, self._sentence, self._evidence, within, self._verdicts)
        stretch(made, within)
        return made

    def _bucket(self, status: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "bucket")
        button.setCheckable(True)
        self._group.addButton(button)
        self.tools.addWidget(button)
        return button

    # --- what it shows ---

    def show_view(self, view: "View") -> None:
        first = self._kind.count() == 0
        self._wanted = self._ids(self._table.chosen_row()) if not first else None
        if first:
            self._kind.blockSignals(True)
            for kind, code in (("persons", "measure_clienten"), ("pairs", "window_records")):
                self._kind.addItem(self.text(code), kind)
            self._kind.blockSignals(False)
        self._show_kind()
        self.workspace.ask("patterns", view.patterns, then=self._batch.offer)

    def _table_shown(self, view: "View") -> "Table":
        return view.persons if self._kind.currentData() == "persons" else view.pairs

    def _change_kind(self) -> None:
        self._show_kind(anew=True)

    def _show_kind(self, *, anew: bool = False) -> None:
        view = self.workspace.view
        if view is None:
            return
        table = self._table_shown(view)
        counts = {value: count for value, _, count in table.counts("status")}
        for status, button in self._buckets.items():
            name = self.text(f"status_{status}").capitalize()
            button.setText(f"{name}  {counts.get(status, 0):,}".replace(",", "."))
            button.setVisible(status in counts or button.isChecked())
        shown = {status for status, button in self._buckets.items() if button.isChecked()}
        if not shown or (anew and shown.isdisjoint(counts)):
            first = next((s for s in ("review", *_BUCKETS) if s in counts), "review")
            self._buckets[first].setChecked(True)
        self._model = self.model(table, _COLUMNS)
        self._table.show_model(self._model)
        self._model.ordered.connect(self._first)
        for ids, verdict in {**view.judged(), **self._judged}.items():
            self._note(ids, verdict)
        self._refine()

    def _refine(self) -> None:
        if self.workspace.view is None:
            return
        chosen = {s for s, button in self._buckets.items() if button.isChecked()}
        asked = chosen == {"review"} and self._kind.currentData() == "persons"
        self._batch.setVisible(asked and self._batch.patterns.count() > 1)
        pattern = self._batch.pattern if asked else None
        self._model.refine({"status": chosen})
        self._model.keep_to(pattern.rows if pattern is not None else None)

    def _first(self) -> None:
        """Go back to the pair that was looked at, else to the first that nobody judged."""
        if self._wanted is not None:
            row = self._row_of(self._wanted)
            self._wanted = None
            if row >= 0 and self._model.place_of(row) >= 0:
                self._table.choose(self._model.place_of(row))
                return
        if self._table.chosen_row() < 0:
            self._advance(-1)

    def _choose(self, row: int) -> None:
        view = self.workspace.view
        known = view is not None and row >= 0
        self._rival.blockSignals(True)
        self._rival.setChecked(False)
        self._rival.blockSignals(False)
        self._sentence.setText("")
        self._show_bars(())
        can = known and self.workspace.can_decide and self._ids(row) is not None
        for button in self._verdicts.buttons[:3]:
            button.setEnabled(can)
        self._verdicts.buttons[3].setEnabled(self.workspace.can_undo)
        allowed = policies().bsn_allowed
        self._bsn.setEnabled(can and allowed)
        why = "window_bsn_logged" if allowed else "window_bsn_laid_down"
        self._bsn.setToolTip("" if can and allowed else self.text(why))
        if view is None or row < 0:
            self._heading.setText(self.text("window_choose_pair"))
            self._evidence.setText("")
            self._rival.setVisible(False)
            self._fields.show_lines([])
            return
        pair = self._table_shown(view).raw(row)
        self._rival.setVisible(pair.get("runner_record") is not None)
        self._tell(self._table_shown(view), row)
        self._show_fields()
        ids = self._ids(row)
        if ids is not None and self._kind.currentData() == "persons":
            self.workspace.ask("weighed", view.weighed, *ids, then=self._weigh)

    def _weigh(self, weighed: "Weighed | None") -> None:
        view = self.workspace.view
        met = view is None or view.run.evidence is None or weighed is not None
        self._sentence.setVisible(not met or weighed is not None)
        self._sentence.setText(weighed.sentence if weighed else self.text("window_never_met"))
        self._show_bars(weighed.steps if weighed else ())

    def _show_bars(self, steps: "Sequence[Step]") -> None:
        bars = pair_bars(steps, self.workspace.language)
        self._waterfall.show_bars(bars, (self.text("column_step"), self.text("column_weight")))

    def _show_fields(self, *, bare: bool = False) -> None:
        """Show the pair's fields, or those of the municipality's with the runner-up."""
        view, row = self.workspace.view, self._table.chosen_row()
        if view is None or row < 0:
            return
        pair = self._table_shown(view).raw(row)
        right = pair["runner_record"] if self._rival.isChecked() else pair["right_record"]

        def lines() -> "list[Line]":
            return view.pair(pair["left_record"], right, bare=bare)

        self.workspace.ask("pair", lines, then=self._fields.show_lines)

    def _reveal(self) -> None:
        """Show the BSNs of this pair, once that has been written down."""
        ids = self._ids(self._table.chosen_row())
        if ids is not None:
            self.workspace.note("revealed", " ".join(ids), lambda: self._show_fields(bare=True))

    def _tell(self, table: "Table", row: int) -> None:
        names = ["status", "probability", "basis", "margin", "left_client", "right_client"]
        told = dict(zip(names, table.page([row], names)[0], strict=True))
        clients = [told[name] for name in ("left_client", "right_client") if told[name]]
        told["status"] = told["status"].capitalize()
        self._heading.setText(" – ".join(dict.fromkeys(clients)))
        why = table.raw(row).get("why")
        if not told["probability"]:
            said = self.text("window_alone")
        else:
            code = "window_odds" if why else "window_evidence"
            said = self.text(f"{code}_rival" if told["margin"] else code, **told)
        self._evidence.setText(f"{why} {said}" if why else said)

    # --- judging ---

    def _ids(self, row: int) -> Ids | None:
        view = self.workspace.view
        if view is None or not 0 <= row < self._table_shown(view).size:
            return None
        pair = self._table_shown(view).raw(row)
        left, right = pair["left_id"], pair["right_id"]
        return (left, right) if left is not None and right is not None else None

    def _row_of(self, ids: Ids) -> int:
        """Return the row of a pair in the table that is shown, or -1."""
        view = self.workspace.view
        if view is None:
            return -1
        left, right = ids
        found = self._table_shown(view).order(filters={"left_id": {left}, "right_id": {right}})
        return int(found[0]) if len(found) else -1

    def _note(self, ids: Ids, verdict: str) -> None:
        row = self._row_of(ids)
        if row >= 0:
            self._model.note(row, _SIGNS.get(verdict, ""))

    def _judge(self, verdict: str) -> None:
        ids = self._ids(self._table.chosen_row())
        if ids is not None:
            self._decide([ids], verdict)

    def _decide(self, pairs: "Sequence[Ids]", verdict: str) -> None:
        """Keep a verdict on pairs; when it is on disk, go on to the next."""
        verdicts = [Verdict("pair", verdict, *ids, lasting=True) for ids in pairs]

        def kept() -> None:
            for ids in pairs:
                self._judged[ids] = verdict
                self._note(ids, verdict)
            self._advance(self._table.currentIndex().row())

        self.workspace.decide(verdicts, kept)
        self._verdicts.buttons[3].setEnabled(self.workspace.can_undo)

    def _advance(self, place: int) -> None:
        """Choose the next pair without a verdict, else the first such, else the next."""
        order = self._model.order
        places = [*range(place + 1, len(order)), *range(max(place, 0))]
        free = (p for p in places if not self._model.noted(int(order[p])))
        self._table.choose(next(free, min(place + 1, len(order) - 1)))
        self._verdicts.buttons[3].setEnabled(self.workspace.can_undo)

    def _taken_back(self, verdicts: "Sequence[Verdict]") -> None:
        for verdict in verdicts:
            ids = (verdict.left_id or "", verdict.right_id or "")
            if verdict.subject == "pair":
                self._judged.pop(ids, None)
                self._note(ids, "")
        first = verdicts[0]
        if first.subject == "pair" and self.isVisible():
            self._wanted = (first.left_id or "", first.right_id or "")
            row = self._row_of(self._wanted)
            if row >= 0 and self._model.place_of(row) >= 0:
                self._table.choose(self._model.place_of(row))
                self._wanted = None
        self._verdicts.buttons[3].setEnabled(self.workspace.can_undo)
