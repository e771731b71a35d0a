"""How the odds of pairs are spread, with two thresholds that can be dragged."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
)

from ui.look import colours, scaled
from ui.tokens import GAPS
from ui.widgets.chart import Chart

if TYPE_CHECKING:
    from wijkcheck.views import Bin

_LEFT, _TOP, _BOTTOM, _RIGHT = 40.0, 44.0, 22.0, 10.0
_HANDLE = 6.0
_TICKS = 10
_FAR = 10  # steps with Page Up and Page Down
_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.DiagCrossPattern,
)


@dataclass(frozen=True)
class Scale:
    """What the bars stand on: from where to where, the step of a threshold, its decimals."""

    low: float
    high: float
    step: float
    decimals: int

    def snapped(self, value: float) -> float:
        """Return the nearest value that a threshold can have."""
        steps = round((min(max(value, self.low), self.high) - self.low) / self.step)
        return round(self.low + steps * self.step, self.decimals)


class Histogram(Chart):
    """Bars per class of pairs, on a logarithmic scale so that small ones are seen.

    ``moved`` gives the lower and the upper threshold when one of them was moved: with the mouse, or
    with the arrows; up and down choose which.
    """

    moved = Signal(float, float)

    def __init__(
        self, name: str, language: str, heads: Sequence[str], limits: Sequence[str]
    ) -> None:
        """``heads``: what the three classes are called; ``limits``: the thresholds."""
        super().__init__(name, language)
        self._heads, self._names = tuple(heads), tuple(limits)
        self._measure = ""
        self._bins: Sequence[Bin] = ()
        self._scale = Scale(0.0, 1.0, 0.01, 2)
        self.thresholds = [0.0, 1.0]
        self._active = 1
        self.setMouseTracking(True)

    def show_bins(self, bins: "Sequence[Bin]", scale: Scale, measure: str) -> None:
        """Show another distribution, of a measure by its name."""
        self._bins, self._scale, self._measure = bins, scale, measure
        self.changed()

    def set_thresholds(self, lower: float, upper: float) -> None:
        """Put the thresholds somewhere, telling nobody."""
        self.thresholds = [lower, upper]
        self.update()

    def number(self, value: float) -> str:
        """Return a value of the scale as text."""
        return self.written(value, f".{self._scale.decimals}f")

    def figures(self) -> list[tuple[str, ...]]:
        """Return the bars that hold pairs."""
        rows = [
            (f"{self.number(b.low)} – {self.number(b.high)}", *map(self.written, counts))
            for b in self._bins
            if any(counts := (b.taken, b.review, b.rejected))
        ]
        return [(self._measure, *self._heads), *rows]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own
        return QSize(scaled(420), scaled(240))

    # --- moving the thresholds ---

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own
        x = event.position().x()
        apart = [abs(self._at(value) - x) for value in self.thresholds]
        # Where both stand at one place, the side of the press tells which is meant.
        together = self.thresholds[0] == self.thresholds[1]
        right = x > self._at(self.thresholds[1]) if together else apart[1] < apart[0]
        self._active = int(right)
        self._move_to(self._value(x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own
        x = event.position().x()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(self._value(x))
        near = any(abs(self._at(value) - x) < _HANDLE for value in self.thresholds)
        self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own
        key, scale = Qt.Key(event.key()), self._scale
        by = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageDown: -_FAR, Qt.Key.Key_PageUp: _FAR,
        }.get(key)  # fmt: skip
        ends = {Qt.Key.Key_Home: scale.low, Qt.Key.Key_End: scale.high}
        if by is not None:
            self._move_to(self.thresholds[self._active] + by * scale.step)
        elif key in ends:
            self._move_to(ends[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._active = 1 - self._active
            self.update()
        else:
            super().keyPressEvent(event)

    def _move_to(self, value: float) -> None:
        """Move the active threshold; neither goes past the other."""
        lower, upper = self.thresholds
        value = self._scale.snapped(value)
        value = max(value, lower) if self._active else min(value, upper)
        if value != self.thresholds[self._active]:
            self.thresholds[self._active] = value
            self.update()
            self.moved.emit(*self.thresholds)

    # --- drawing ---

    def _plot(self) -> QRectF:
        whole = QRectF(0, 0, self.width(), self.height())
        return whole.adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _at(self, value: float) -> float:
        plot, scale = self._plot(), self._scale
        return plot.left() + plot.width() * (value - scale.low) / (scale.high - scale.low)

    def _value(self, x: float) -> float:
        plot, scale = self._plot(), self._scale
        return scale.low + (x - plot.left()) / plot.width() * (scale.high - scale.low)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the axes, the bars, the legend and the thresholds."""
        plot = self._plot()
        most = max((max(b.taken, b.review, b.rejected) for b in self._bins), default=0)
        tops = max(ceil(log10(1 + most)), 1)
        self._draw_axes(painter, plot, tops)
        for one in self._bins:
            self._draw_bin(painter, plot, one, tops)
        self._draw_legend(painter, area)
        for place, value in enumerate(self.thresholds):
            self._draw_threshold(painter, plot, place, value)

    def _draw_axes(self, painter: QPainter, plot: QRectF, tops: int) -> None:
        found = colours()
        height = painter.fontMetrics().height()
        for power in range(tops + 1):
            y = plot.bottom() - plot.height() * power / tops
            painter.setPen(QPen(QColor(found.line)))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(found.muted))
            number = "0" if power == 0 else self.written(10**power)
            place = QRectF(0, y - height / 2, _LEFT - GAPS["xs"], height)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, number)
        for tick in range(0, _TICKS + 1, 2):
            value = self._scale.low + (self._scale.high - self._scale.low) * tick / _TICKS
            place = QRectF(self._at(value) - 30, plot.bottom() + 3, 60, height)
            if tick == _TICKS:
                place.moveRight(plot.right() + _RIGHT)
            side = Qt.AlignmentFlag.AlignRight if tick == _TICKS else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(place, side, self.number(value))

    def _draw_bin(self, painter: QPainter, plot: QRectF, one: "Bin", tops: int) -> None:
        left, right = self._at(one.low) + 1, self._at(one.high) - 1
        counts = [(c, n) for c, n in enumerate((one.taken, one.review, one.rejected)) if n]
        for place, (group, count) in enumerate(counts):
            width = (right - left) / len(counts)
            height = plot.height() * log10(1 + count) / tops
            bar = QRectF(left + place * width, plot.bottom() - height, width, height)
            _fill(painter, bar, group)

    def _draw_legend(self, painter: QPainter, area: QRectF) -> None:
        metrics = painter.fontMetrics()
        x = _LEFT
        for group, name in enumerate(self._heads):
            _fill(painter, QRectF(x, 4, 12, 12), group)
            painter.setPen(QColor(colours().muted))
            width = metrics.horizontalAdvance(name)
            painter.drawText(QRectF(x + 17, 2, width + 2, 16), Qt.AlignmentFlag.AlignVCenter, name)
            x += width + 17 + GAPS["l"]

    def _draw_threshold(self, painter: QPainter, plot: QRectF, place: int, value: float) -> None:
        found, x = colours(), self._at(value)
        colour = QColor(found.good if place else found.error)
        active = self.hasFocus() and place == self._active
        painter.setPen(QPen(colour, 3 if active else 2))
        painter.drawLine(QPointF(x, plot.top() - 4), QPointF(x, plot.bottom()))
        painter.setBrush(colour)
        tip = QPointF(x, plot.top() + _HANDLE)
        top = plot.top() - 4
        painter.drawPolygon(QPolygonF([QPointF(x - _HANDLE, top), QPointF(x + _HANDLE, top), tip]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        text = f"{self._names[place]} {self.number(value)}"
        width = painter.fontMetrics().horizontalAdvance(text) + 4
        left = x - width - _HANDLE if place == 0 else x + _HANDLE
        left = min(max(left, 0.0), self.width() - width)
        painter.drawText(QRectF(left, top - 18, width, 16), Qt.AlignmentFlag.AlignVCenter, text)


def _fill(painter: QPainter, area: QRectF, group: int) -> None:
    """Fill a bar of a class: by colour and by pattern."""
    found = colours()
    colour = QColor((found.good, found.warning, found.error)[group])
    painter.fillRect(area, QBrush(colour, _PATTERNS[group]))
    painter.setPen(QPen(colour, 1))
    painter.drawRect(area)
