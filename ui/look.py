"""From tokens to a look: palette, style sheet and icons, in the system's light or dark."""

from dataclasses import asdict
from string import Template

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ui.contrast import contrast, high_contrast
from ui.tokens import DARK, GAPS, LEAST, LIGHT, RADIUS, ROW, Colours
from wijkcheck.resources import resource

_SCALES = (1, 2, 3)
_COLOURS, _USUAL, _SIZE = "colours", "usual_size", "size"
SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def colours() -> Colours:
    """Return the colours that the application is dressed in."""
    app = QApplication.instance()
    found = app.property(_COLOURS) if app is not None else None
    return found if isinstance(found, Colours) else LIGHT


def fitting(app: QApplication, wanted: Qt.ColorScheme) -> Colours:
    """Return the colours that fit: high contrast where that is on, else those that are wanted.

    What is wanted reaches the window's frame too, where the system can do that.
    """
    app.styleHints().setColorScheme(wanted)
    chosen = wanted is not Qt.ColorScheme.Unknown
    scheme = wanted if chosen else app.styleHints().colorScheme()
    return high_contrast() or (DARK if scheme is Qt.ColorScheme.Dark else LIGHT)


def size() -> int:
    """Return how large the text is, in percents of the system's."""
    app = QApplication.instance()
    return int(app.property(_SIZE) or 100) if app is not None else 100


def scaled(pixels: int) -> int:
    """Return a measure that grows with the text."""
    return round(pixels * size() / 100)


def row_height() -> int:
    """Return the height of a row in every table, in pixels."""
    return max(ROW, QFontMetrics(QApplication.font()).height() + GAPS["m"])


def dress(app: QApplication, found: Colours, size: int = 100) -> None:
    """Give the application its look; ``size`` of the text in percents of the system's."""
    if app.property(_USUAL) is None:
        app.setProperty(_USUAL, app.font().pointSizeF())
    points = app.property(_USUAL) * size / 100
    app.setProperty(_COLOURS, found)
    app.setProperty(_SIZE, size)
    app.setStyle("Fusion")
    app.setPalette(_palette(found))
    font = app.font()
    font.setPointSizeF(points)
    app.setFont(font)
    dark_ink = contrast(found.on_accent, "#000000") < contrast(found.on_accent, "#FFFFFF")
    sheet = Template(resource("style/window.qss").read_text(encoding="utf-8"))
    app.setStyleSheet(
        sheet.substitute(
            asdict(found),
            radius=RADIUS,
            least=max(LEAST, QFontMetrics(font).height()),
            spin=max(LEAST, QFontMetrics(font).height()) - 3,  # what is within has a frame
            head=row_height() - 2,
            tick=scaled(14),
            arrow=scaled(10),
            large=f"{points * 1.15:.1f}",
            title=f"{points * 1.4:.1f}",
            look="dark" if dark_ink else "light",
            icons=resource("icons").as_posix(),
        )
    )


def icon(name: str, colour: str, size: int = 20) -> QIcon:
    """Return one of our icons in a colour, as large as the text, crisp up to three times that."""
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    made, size = QIcon(), scaled(size)
    for scale in _SCALES:
        picture = QPixmap(size * scale, size * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(picture)
    return made


def _palette(found: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for roles, colour in (
        ((role.Window,), found.background),
        ((role.Base, role.Button), found.surface),
        ((role.AlternateBase, role.ToolTipBase), found.raised),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), found.text),
        ((role.PlaceholderText,), found.muted),
        ((role.Highlight,), found.selected),
        ((role.HighlightedText,), found.text),
        ((role.Link, role.Accent), found.accent),
    ):
        for one in roles:
            palette.setColor(one, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor(found.muted))
    return palette
