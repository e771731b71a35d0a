"""Why two persons are taken to be the same: each field's weight, adding up to the pair's."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ui.look import colours
from ui.tokens import GAPS
from ui.widgets.chart import Chart
from wijkcheck.texts import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.views import Step

_ROW, _BAR = 22, 10
_NAME_SHARE, _NUMBER = 0.42, 48


class PairWaterfall(Chart):
    """A row per step: what it is, a bar from the sum so far, its weight in bits."""

    def __init__(self, name: str, language: str) -> None:
        super().__init__(name, language)
        self._steps: Sequence[Step] = ()

    def show_steps(self, steps: "Sequence[Step]") -> None:
        """Show the steps of a pair; none where the model never met it."""
        self._steps = steps
        self.setMinimumHeight(self._height())
        self.changed()

    def figures(self) -> list[tuple[str, ...]]:
        """Return the steps and their sum."""
        head = [sentence(c, {}, self._language) for c in ("column_step", "column_weight")]
        rows = [(step.name, self._number(step.weight)) for step in self._steps]
        total = sum(step.weight for step in self._steps)
        whole = sentence("window_total", {}, self._language)
        return [(head[0], head[1]), *rows, (whole, self._number(total))]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own
        return QSize(280, self._height())

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw bars from the sum before to the sum after each step."""
        if not self._steps:
            return
        found, names = colours(), self.figures()[1:]
        sums = [0.0]
        for step in self._steps:
            sums.append(sums[-1] + step.weight)
        low, high = min(sums), max(sums)
        name_width = area.width() * _NAME_SHARE
        left, width = name_width + GAPS["s"], area.width() - name_width - _NUMBER - GAPS["m"]

        def at(value: float) -> float:
            return left + width * (value - low) / max(high - low, 1e-9)

        painter.setPen(QPen(QColor(found.line_strong), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at(0), 0), QPointF(at(0), _ROW * len(names)))
        bars = [*pairwise(sums), (0.0, sums[-1])]
        for row, ((name, number), (before, after)) in enumerate(zip(names, bars, strict=True)):
            whole = row == len(self._steps)
            top = row * _ROW
            colour = found.accent if whole else found.good if after >= before else found.error
            bar = QRectF(
                min(at(before), at(after)), top + (_ROW - _BAR) / 2,
                max(abs(at(after) - at(before)), 1.0), _BAR,
            )  # fmt: skip
            painter.fillRect(bar, QColor(colour))
            _write(painter, QRectF(0, top, name_width, _ROW), name, strong=whole)
            place = QRectF(area.width() - _NUMBER, top, _NUMBER, _ROW)
            _write(painter, place, number, right=True, strong=whole)

    def _number(self, weight: float) -> str:
        text = f"{weight:+.1f}".replace("-", "−")
        return text.replace(".", ",") if self._language == "nl" else text

    def _height(self) -> int:
        return _ROW * (len(self._steps) + 1 if self._steps else 0) + 2


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
