"""A chapter of the manual as a page: headings, tables, pictures; nothing comes from elsewhere."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from ui.look import colours, scaled
from ui.tokens import GAPS

_PICTURE = 760  # pixels wide at most
_LARGER = {1: 1.6, 2: 1.25, 3: 1.05}  # headings, times the text
_LINE = 130.0  # percents


class ManualView(QTextBrowser):
    """Shows a chapter, from one of its headings on."""

    followed = Signal(object, str)
    """A link leads to another chapter: its file, and the heading that is meant, or nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._path: Path | None = None
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.document().setDocumentMargin(GAPS["l"])

    def show_chapter(self, path: Path, heading: str = "") -> None:
        """Show a chapter, with a heading at the top."""
        if path != self._path:
            self._path = path
            self.document().setMarkdown(path.read_text(encoding="utf-8"))
            self._dress()
        place = self._place(heading)
        self.verticalScrollBar().setValue(max(place - GAPS["m"], 0))

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's own
        """Return a picture that lies beside the chapter, no wider than the page."""
        wanted = QTextDocument.ResourceType.ImageResource
        if kind != wanted.value or self._path is None:
            return None
        url = name if isinstance(name, QUrl) else QUrl(name)
        picture = QImage(str(self._path.parent / url.path()))
        if picture.isNull():
            return None
        room = self.viewport().width() - round(3 * self.document().documentMargin())
        wide = min(_PICTURE, max(room, 1), picture.width())
        sharp = round(wide * self.devicePixelRatioF())
        if picture.width() > sharp:
            picture = picture.scaledToWidth(sharp, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(picture.width() / wide)
        return picture

    def _follow(self, url: QUrl) -> None:
        if self._path is None or url.scheme() not in ("", "file"):
            return
        path = (self._path.parent / url.path()).resolve() if url.path() else self._path
        if path.suffix == ".md" and path.exists():
            self.followed.emit(path, url.fragment())

    def _place(self, heading: str) -> int:
        """Return how far down a heading stands; it may be written as in a link."""
        for block in self._blocks():
            said = block.text()
            if block.blockFormat().headingLevel() and heading in (said, _anchor(said)):
                layout = self.document().documentLayout()
                return round(layout.blockBoundingRect(block).top())
        return 0

    def _blocks(self) -> list[QTextBlock]:
        found, block = [], self.document().begin()
        while block.isValid():
            found.append(block)
            block = block.next()
        return found

    def _dress(self) -> None:
        """Give the text its look, which Markdown leaves to whoever shows it."""
        for block in self._blocks():
            self._dress_block(block)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                table = frame.format()
                table.setBorder(1)
                table.setBorderCollapse(True)
                table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                table.setBorderBrush(QColor(colours().line_strong))
                table.setCellPadding(GAPS["xs"])
                table.setCellSpacing(0)
                frame.setFormat(table)

    def _dress_block(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        form = block.blockFormat()
        level = form.headingLevel()
        form.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if level:
            form.setTopMargin(GAPS["xl"] if level > 1 else 0)
            form.setBottomMargin(GAPS["s"])
            larger = QTextCharFormat()
            larger.setFontPointSize(self.font().pointSizeF() * _LARGER.get(level, 1))
            larger.setFontWeight(QFont.Weight.DemiBold)
            end = QTextCursor.MoveOperation.EndOfBlock
            cursor.movePosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(larger)
        elif form.hasProperty(QTextFormat.Property.BlockCodeFence):
            form.setBackground(QColor(colours().raised))
            form.setLeftMargin(scaled(GAPS["m"]))
        cursor.setBlockFormat(form)


def _anchor(heading: str) -> str:
    """Return a heading as links name it."""
    kept = "".join(c for c in heading.lower() if c.isalnum() or c in " -_")
    return kept.replace(" ", "-")
