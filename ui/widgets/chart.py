"""What every chart has: its figures as text, and a menu to copy or save it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from ui.look import colours, scaled
from ui.wording import written
from wijkcheck.texts import sentence

_SHARP = 3  # pixels per point in a picture that is copied or saved


class Chart(QWidget):
    """A drawing of figures. Ctrl+C copies the figures; the menu has the picture as well."""

    def __init__(self, name: str, language: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._language = language
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the chart."""
        raise NotImplementedError

    def figures(self) -> list[tuple[str, ...]]:
        """Return what is drawn, as rows of text, a head first."""
        raise NotImplementedError

    def changed(self) -> None:
        """Draw anew, and tell the figures to who cannot see them."""
        told = (" ".join(row) for row in self.figures()[1:])
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def written(self, value: float, form: str = ",") -> str:
        """Return a number as the language writes it; see ``wording``."""
        return written(value, self._language, form)

    def copy_figures(self) -> None:
        """Copy the figures as a table."""
        lines = ("\t".join(row) for row in self.figures())
        QApplication.clipboard().setText("\n".join(lines))

    def copy_picture(self) -> None:
        """Copy the picture."""
        content = QMimeData()
        content.setImageData(self._picture())
        QApplication.clipboard().setMimeData(content)

    def save(self, path: Path) -> None:
        """Save the picture, as SVG or PNG by its name."""
        if path.suffix.lower() == ".svg":
            made = QSvgGenerator()
            made.setFileName(str(path))
            made.setSize(self.size())
            made.setViewBox(self.rect())
            made.setTitle(self.accessibleName())
            self._draw_on(made)
        else:
            self._picture().save(str(path))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setPen(QColor(colours().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_figures()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's own
        menu = QMenu(self)
        for code, then in (
            ("window_copy_figures", self.copy_figures),
            ("window_copy_picture", self.copy_picture),
            ("window_save_picture", self._ask_where),
        ):
            menu.addAction(sentence(code, {}, self._language)).triggered.connect(then)
        menu.popup(event.globalPos())

    def _ask_where(self) -> None:
        name = sentence("window_save_picture", {}, self._language)
        path, _ = QFileDialog.getSaveFileName(self, name, "", "SVG (*.svg);;PNG (*.png)")
        if path:
            self.save(Path(path))

    def _picture(self) -> QImage:
        image = QImage(self.size() * _SHARP, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(_SHARP)
        self._draw_on(image)
        return image

    def _draw_on(self, paper: QImage | QSvgGenerator) -> None:
        painter = QPainter(paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        area = QRectF(0, 0, self.width(), self.height())
        painter.fillRect(area, QColor(colours().surface))
        self.draw(painter, area)
        painter.end()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own
        return QSize(scaled(160), scaled(80))
