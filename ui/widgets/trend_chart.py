"""A figure of both sides over the periods: two lines, told apart by colour and by their points."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.look import colours
from ui.tokens import GAPS
from ui.widgets.chart import Chart

if TYPE_CHECKING:
    from wijkcheck.views import Point

_POINT = 4.0
_LABEL = 18.0
_HEIGHT = 130


class TrendChart(Chart):
    """Round points are the municipality's, square ones the team's."""

    def __init__(self, name: str, language: str, heads: Sequence[str]) -> None:
        """``heads``: what period, municipality, team and the difference are called."""
        super().__init__(name, language)
        self._heads = tuple(heads)
        self._points: Sequence[Point] = ()

    def show_points(self, points: "Sequence[Point]") -> None:
        """Show other points, the oldest first."""
        self._points = points
        self.changed()

    def figures(self) -> list[tuple[str, ...]]:
        """Return both sides and their difference per period."""
        rows = [self._heads]
        for point in self._points:
            left, right = point.municipality, point.team
            delta = None if left is None or right is None else right - left
            cells = ("" if value is None else self.written(value) for value in (left, right))
            rows.append((point.period, *cells, "" if delta is None else self.written(delta, "+,")))
        return rows

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw both lines, the value at each point, the period beneath it."""
        values = [v for p in self._points for v in (p.municipality, p.team) if v is not None]
        if not values:
            return
        low, high = min(values), max(values)
        inner = area.adjusted(GAPS["xl"] * 2, _LABEL, -GAPS["xl"] * 2, -2 * _LABEL)
        step = inner.width() / max(len(self._points) - 1, 1)

        def at(place: int, value: int) -> QPointF:
            share = (value - low) / (high - low) if high > low else 0.5
            return QPointF(inner.left() + step * place, inner.bottom() - share * inner.height())

        painter.setPen(QPen(QColor(colours().line), 1))
        floor = area.bottom() - _LABEL
        painter.drawLine(QPointF(area.left(), floor), QPointF(area.right(), floor))
        self._name_periods(painter, inner.left(), step, floor)
        sides = (
            ([p.municipality for p in self._points], colours().left, True),
            ([p.team for p in self._points], colours().right, False),
        )
        for side, colour, round_ in sides:
            found = [(at(i, v), v) for i, v in enumerate(side) if v is not None]
            self._line(painter, found, colour, round_=round_)

    def _line(
        self, painter: QPainter, found: list[tuple[QPointF, int]], colour: str, *, round_: bool
    ) -> None:
        painter.setPen(QPen(QColor(colour), 2))
        painter.drawPolyline(QPolygonF([place for place, _ in found]))
        painter.setBrush(QColor(colour))
        for place, value in found:
            box = QRectF(place.x() - _POINT, place.y() - _POINT, 2 * _POINT, 2 * _POINT)
            (painter.drawEllipse if round_ else painter.drawRect)(box)
            told = (
                box.adjusted(-40, -_LABEL, 40, -_POINT)
                if round_
                else box.adjusted(-40, _POINT, 40, _LABEL)
            )
            painter.drawText(told, Qt.AlignmentFlag.AlignCenter, self.written(value))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _name_periods(self, painter: QPainter, left: float, step: float, floor: float) -> None:
        painter.setPen(QColor(colours().muted))
        every = max(1, round(90 / step)) if step else 1
        for place, point in enumerate(self._points):
            if place % every == 0 or place == len(self._points) - 1:
                told = QRectF(left + step * place - 60, floor, 120, _LABEL)
                painter.drawText(told, Qt.AlignmentFlag.AlignCenter, point.period)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own
        return QSize(320, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own
        return QSize(200, _HEIGHT)
