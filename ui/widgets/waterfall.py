"""A sum step by step: each bar begins where the one before it ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen

from ui.look import colours, scaled
from ui.tokens import GAPS
from ui.widgets.chart import Chart
from ui.wording import written
from wijkcheck.texts import sentence

if TYPE_CHECKING:
    from wijkcheck.views import Step

_ROW, _BAR = 22, 10  # pixels, at the usual text size
_NAME_SHARE, _NUMBER = 0.6, 48  # of the width at most; pixels


@dataclass(frozen=True)
class Bar:
    """A bar from one value to another; ``whole`` for a sum, ``colour`` where it has its own."""

    name: str
    before: float
    after: float
    number: str
    whole: bool = False
    colour: str = ""


class Waterfall(Chart):
    """A row per bar: what it is, the bar, its number; ``pressed`` gives the place of the bar."""

    pressed = Signal(int)

    def __init__(self, name: str, language: str) -> None:
        super().__init__(name, language)
        self._bars: Sequence[Bar] = ()
        self._heads = ("", "")
        self._chosen = -1
        self._cut = False

    def show_bars(self, bars: Sequence[Bar], heads: tuple[str, str], *, cut: bool = False) -> None:
        """Show bars; ``heads`` are what names and numbers are called.

        ``cut``: leave out the part from zero that all have in common, so that steps can be seen.
        """
        self._bars, self._heads, self._chosen, self._cut = bars, heads, -1, cut and bool(bars)
        self.setToolTip(sentence("window_axis", {}, self._language) if self._cut else "")
        self.setFixedHeight(self._height())
        self.changed()

    def choose(self, place: int) -> None:
        """Mark a bar."""
        self._chosen = place
        self.update()

    def figures(self) -> list[tuple[str, ...]]:
        """Return the names and numbers."""
        return [self._heads, *((bar.name, bar.number) for bar in self._bars)]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own
        return QSize(scaled(280), self._height())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own
        self._press(int(event.position().y()) // scaled(_ROW))
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self._press(max(self._chosen + by, 0))

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the bars, their names and numbers, and the line of zero."""
        if not self._bars:
            return
        low, high = self._span()
        high_row = scaled(_ROW)
        numbers = (bar.number for bar in self._bars)
        number_width = max(_longest(painter.font(), numbers), scaled(_NUMBER))
        longest = _longest(painter.font(), (bar.name for bar in self._bars))
        name_width = min(longest, area.width() * _NAME_SHARE)
        left, width = name_width + GAPS["s"], area.width() - name_width - number_width - GAPS["m"]

        def at(value: float) -> float:
            return left + width * (max(value, low) - low) / max(high - low, 1e-9)

        if not self._cut:
            painter.setPen(QPen(QColor(colours().line_strong), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(at(0), 0), QPointF(at(0), scaled(_ROW) * len(self._bars)))
        for row, bar in enumerate(self._bars):
            top = row * high_row
            if row == self._chosen:
                whole_row = QRectF(0, top, area.width(), high_row)
                painter.fillRect(whole_row, QColor(colours().selected))
            one, other = sorted((at(bar.before), at(bar.after)))
            place = QRectF(one, top + (high_row - _BAR) / 2, max(other - one, 1.0), _BAR)
            painter.fillRect(place, QColor(bar.colour or _colour(bar)))
            if bar.whole and self._cut:
                gap = QRectF(left + _BAR, place.top(), 3, place.height())
                painter.fillRect(gap, QColor(colours().surface))
            _write(painter, QRectF(4, top, name_width - 4, high_row), bar.name, strong=bar.whole)
            number = QRectF(area.width() - number_width - 4, top, number_width, high_row)
            _write(painter, number, bar.number, right=True, strong=bar.whole)

    def _span(self) -> tuple[float, float]:
        """Return the least and the greatest value that is drawn."""
        ends = [end for bar in self._bars for end in (bar.before, bar.after)]
        if not self._cut:
            return min(0.0, *ends), max(0.0, *ends)
        sums = [bar.after for bar in self._bars]
        return min(sums) - max(max(sums) - min(sums), 1.0) / 2, max(sums)

    def _press(self, place: int) -> None:
        if 0 <= place < len(self._bars):
            self.choose(place)
            self.pressed.emit(place)

    def _height(self) -> int:
        return scaled(_ROW) * len(self._bars) + 2


def pair_bars(steps: "Sequence[Step]", language: str) -> list[Bar]:
    """Return the bars of a pair's evidence, in bits, and their sum; none without steps."""
    bars: list[Bar] = []
    total = 0.0
    for step in steps:
        bars.append(
            Bar(step.name, total, total + step.weight, written(step.weight, language, "+.1f"))
        )
        total += step.weight
    if bars:
        whole = sentence("window_total", {}, language)
        bars.append(Bar(whole, 0.0, total, written(total, language, "+.1f"), whole=True))
    return bars


def bridge_bars(
    ends: tuple[tuple[str, int], tuple[str, int]], steps: Sequence[tuple[str, int, str]]
) -> list[Bar]:
    """Return the bars from the municipality's figure over the steps to the team's.

    ``ends``: name and figure of both; ``steps``: name, amount and the amount as text.
    """
    (left, start), (right, end) = ends
    bars = [Bar(left, 0, start, str(start), whole=True, colour=colours().left)]
    total = start
    for name, amount, number in steps:
        bars.append(Bar(name, total, total + amount, number))
        total += amount
    return [*bars, Bar(right, 0, end, str(end), whole=True, colour=colours().right)]


def _longest(font: QFont, texts: Iterable[str]) -> int:
    """Return the pixels that the longest text takes."""
    font = QFont(font)
    font.setBold(True)
    return max(map(QFontMetrics(font).horizontalAdvance, texts)) + GAPS["s"]


def _colour(bar: Bar) -> str:
    found = colours()
    if bar.whole:
        return found.accent
    return found.good if bar.after >= bar.before else found.error


def _write(
    painter: QPainter, area: QRectF, text: str, *, right: bool = False, strong: bool = False
) -> None:
    font = QFont(painter.font())
    font.setBold(strong)
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(colours().text if strong or right else colours().muted))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()
