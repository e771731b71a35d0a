"""From tokens to a look: palette, style sheet and icons, in the system's light or dark."""

from dataclasses import asdict
from string import Template

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ui.tokens import DARK, LIGHT, RADIUS, Colours
from wijkcheck.resources import resource

_SCALES = (1, 2, 3)
_DARK = "dark"


def colours() -> Colours:
    """Return the colours that the application is dressed in."""
    app = QApplication.instance()
    return DARK if app is not None and app.property(_DARK) else LIGHT


def dress(app: QApplication, *, dark: bool | None = None) -> None:
    """Give the application its look: the system's light or dark unless one is asked for."""
    if dark is None:
        dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    app.setProperty(_DARK, dark)
    found = colours()
    app.setStyle("Fusion")
    app.setPalette(_palette(found))
    size = app.font().pointSizeF()
    sheet = Template(resource("style/window.qss").read_text(encoding="utf-8"))
    app.setStyleSheet(
        sheet.substitute(
            asdict(found),
            radius=RADIUS,
            large=f"{size * 1.15:.1f}",
            title=f"{size * 1.4:.1f}",
            look="dark" if dark else "light",
            icons=resource("icons").as_posix(),
        )
    )


def icon(name: str, colour: str, size: int = 20) -> QIcon:
    """Return one of our icons in a colour, crisp up to three times the usual scale."""
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    made = QIcon()
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
