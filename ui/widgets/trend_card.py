"""How a figure went over the periods: drawn, and as a table; or why there is nothing to draw."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QVBoxLayout

from ui.tokens import GAPS
from ui.widgets.figures_table import FiguresTable
from ui.widgets.trend_chart import TrendChart
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.views import Point

_LEAST = 2  # periods that make a trend
_UNLIMITED = 16_777_215  # Qt's own: no limit


class TrendCard(QFrame):
    """The trend of one figure."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        text = self._text = workspace.text
        self.setProperty("role", "card")
        name = text("window_trend")
        codes = ("column_period", "window_municipality", "column_team", "column_delta")
        self.chart = TrendChart(name, workspace.language, [text(code) for code in codes])
        self.figures = FiguresTable(name)
        heading = QLabel(name)
        heading.setProperty("role", "heading")
        self._empty = QLabel()
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._both = QSplitter(Qt.Orientation.Vertical)
        self._both.addWidget(self.chart)
        self._both.addWidget(self.figures)
        self._both.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["l"], GAPS["m"], GAPS["l"], GAPS["m"])
        layout.setSpacing(GAPS["s"])
        layout.addWidget(heading)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._both, 1)
        self.show_points(None)

    def show_points(self, points: "Sequence[Point] | None") -> None:
        """Show the figure per period; None where none are kept."""
        enough = points is not None and len(points) >= _LEAST
        self._empty.setVisible(not enough)
        self._both.setVisible(enough)
        self.setMaximumHeight(_UNLIMITED if enough else self.sizeHint().height())
        self._empty.setText(
            self._text("window_trend_toml" if points is None else "window_no_trend")
        )
        self.chart.show_points(points or ())
        self.figures.show_figures(self.chart.figures())
