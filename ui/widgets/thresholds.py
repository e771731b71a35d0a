"""Two thresholds on the odds of all pairs: the distribution, the consequences, one decision set."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
)

from ui.look import scaled
from ui.tokens import GAPS
from ui.widgets.figures_table import FiguresTable
from ui.widgets.histogram import Histogram, Scale
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.views import Bin, Consequences, Scores, View

_STEPS = {"probability": (0.01, 2), "weight": (0.5, 1)}
_BEGIN = {"probability": (0.05, 0.99)}


class Thresholds(QFrame):
    """``applied`` gives the rows (of the view's ``persons``) to be judged, by verdict."""

    applied = Signal(object)
    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._scores: Scores | None = None
        self._found: Consequences | None = None
        self.setProperty("role", "card")
        text = workspace.text
        self.measure = QComboBox()
        self.measure.setAccessibleName(text("window_measure"))
        for name in _STEPS:
            self.measure.addItem(text(f"column_{name}"), name)
        self.measure.currentIndexChanged.connect(self._change_measure)
        self.below, self.above = self._spin("window_below"), self._spin("window_from")
        heads = [
            text(f"status_{status}").capitalize() for status in ("taken", "review", "rejected")
        ]
        limits = [text("window_below"), text("window_from")]
        self.chart = Histogram(text("window_distribution"), workspace.language, heads, limits)
        self.chart.moved.connect(self._moved)
        self.table = FiguresTable(text("window_distribution"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.apply = QPushButton(text("window_apply", number=0))
        self.apply.setProperty("role", "strong")
        self.apply.clicked.connect(self._apply)
        self._lay_out()

    def _lay_out(self) -> None:
        text = self._workspace.text
        title, explained = QLabel(text("window_distribution")), QLabel(text("window_thresholds"))
        title.setProperty("role", "heading")
        explained.setProperty("role", "muted")
        explained.setWordWrap(True)
        back = QPushButton(f"{text('window_back')}  D")
        back.clicked.connect(self.closed)
        above = QHBoxLayout()
        above.setSpacing(GAPS["s"])
        above.addWidget(title, 1)
        for spin, code in ((self.below, "window_below"), (self.above, "window_from")):
            above.addWidget(QLabel(text(code)))
            above.addWidget(spin)
        above.addWidget(self.measure)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.chart)
        both.addWidget(self.table)
        both.setSizes([300, 160])
        both.setChildrenCollapsible(False)
        below = QHBoxLayout()
        below.setSpacing(GAPS["s"])
        below.addWidget(self.apply)
        below.addWidget(back)
        below.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["l"], GAPS["m"], GAPS["l"], GAPS["m"])
        layout.setSpacing(GAPS["s"])
        layout.addLayout(above)
        layout.addWidget(explained)
        layout.addWidget(both, 1)
        layout.addWidget(self.said)
        layout.addLayout(below)

    def show_view(self, view: "View") -> None:
        """Show the pairs of a view; the thresholds stay where they were."""
        self._workspace.ask("scores", view.pairing.scores, then=self._take)

    def _take(self, scores: "Scores") -> None:
        first, self._scores = self._scores is None, scores
        if first:
            self._change_measure()
        else:
            self._show_bins()
            self._weigh()

    def _change_measure(self) -> None:
        if self._scores is None:
            return
        name = self.measure.currentData()
        low, high = self._scores.span(name)
        step, decimals = _STEPS[name]
        for spin in (self.below, self.above):
            spin.blockSignals(True)
            spin.setDecimals(decimals)
            spin.setSingleStep(step)
            spin.setRange(low, high)
            spin.blockSignals(False)
        self._show_bins()
        self._moved(*_BEGIN.get(name, (low, high)))

    def _show_bins(self) -> None:
        if self._scores is None:
            return
        name = self.measure.currentData()
        self._workspace.ask(
            "bins", self._scores.bins, name,
            then=lambda bins: self._draw(name, bins),
        )  # fmt: skip

    def _draw(self, name: str, bins: "Sequence[Bin]") -> None:
        if self._scores is not None and name == self.measure.currentData():
            scale = Scale(*self._scores.span(name), *_STEPS[name])
            self.chart.show_bins(bins, scale, self.measure.currentText())
            self.table.show_figures(self.chart.figures())

    def _spin(self, code: str) -> QDoubleSpinBox:
        spin = QDoubleSpinBox()
        spin.setAccessibleName(self._workspace.text(code))
        spin.setLocale(QLocale(self._workspace.language))
        spin.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        spin.setMinimumWidth(scaled(70))
        spin.valueChanged.connect(self._typed)
        return spin

    def _typed(self) -> None:
        """Neither goes past the other: the one that was not touched gives way."""
        lower, upper = self.below.value(), self.above.value()
        if lower > upper:
            lower, upper = (lower, lower) if self.sender() is self.below else (upper, upper)
        self._moved(lower, upper)

    def _moved(self, lower: float, upper: float) -> None:
        for spin, value in ((self.below, lower), (self.above, upper)):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        self.chart.set_thresholds(lower, upper)
        self._weigh()

    def _weigh(self) -> None:
        """Ask what these thresholds would do; nothing can be applied until that is known."""
        self._found = None
        self.apply.setEnabled(False)
        if self._scores is not None:
            self._workspace.ask(
                "consequences", self._scores.consequences, self.measure.currentData(),
                self.below.value(), self.above.value(), then=self._tell,
            )  # fmt: skip

    def _tell(self, found: "Consequences") -> None:
        self._found = found
        same, different = len(found.same), len(found.different)
        number = self.chart.written
        self.said.setText(
            self._workspace.text(
                "window_consequences",
                same=number(same),
                confirmed=number(found.confirmed),
                wrong=number(found.wrong, ".1f"),
                different=number(different),
                missed=number(found.missed, ".1f"),
                review=number(found.review),
                held=number(found.held),
            )
        )
        self.apply.setText(self._workspace.text("window_apply", number=number(same + different)))
        self.apply.setEnabled(same + different > 0 and self._workspace.can_decide)

    def _apply(self) -> None:
        if self._found is not None:
            self.apply.setEnabled(False)
            self.applied.emit({"same": self._found.same, "different": self._found.different})
