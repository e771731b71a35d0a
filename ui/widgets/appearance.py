"""Light or dark, the size of the text, the language: how the window looks to whoever uses it."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton

from ui.look import SCHEMES, colours, icon, scaled, size
from ui.tokens import TEXT_SIZES
from ui.workspace import Workspace

LOOK, SIZE = "look", "text_size"  # the names that it is remembered by


class AppearanceButton(QToolButton):
    """A menu of what can be chosen; what is chosen is remembered."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        text = workspace.text
        self.setProperty("role", "icon")
        self.setIcon(icon("appearance", colours().text))
        self.setIconSize(QSize(scaled(20), scaled(20)))
        self.setAccessibleName(text("window_appearance"))
        self.setToolTip(text("window_appearance"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        look = workspace.memory.get(LOOK, "system")
        self._offer(
            menu,
            (
                (text(f"window_look_{name}"), name == look, partial(self._choose, LOOK, name))
                for name in SCHEMES
            ),
        )
        self._offer(
            menu,
            (
                (
                    text("window_text_size", percents=percents),
                    percents == size(),
                    partial(self._choose, SIZE, percents),
                )
                for percents in TEXT_SIZES
            ),
        )
        self._step(menu, "window_text_larger", QKeySequence.StandardKey.ZoomIn, 1)
        self._step(menu, "window_text_smaller", QKeySequence.StandardKey.ZoomOut, -1)
        self._offer(
            menu,
            (
                (
                    text(f"window_language_{language}"),
                    language == workspace.language,
                    partial(workspace.speak, language),
                )
                for language in ("nl", "en")
            ),
        )
        self.setMenu(menu)

    def _offer(self, menu: QMenu, choices: Iterable[tuple[str, bool, Callable[[], None]]]) -> None:
        """Add choices of which one holds."""
        menu.addSeparator()
        group = QActionGroup(menu)
        for text, chosen, then in choices:
            action = QAction(text, group)
            action.setCheckable(True)
            action.setChecked(chosen)
            action.triggered.connect(lambda _checked=False, then=then: then())
            menu.addAction(action)

    def _step(self, menu: QMenu, code: str, key: QKeySequence.StandardKey, by: int) -> None:
        action = QAction(self._workspace.text(code), menu)
        action.setShortcut(QKeySequence(key))
        place = min(range(len(TEXT_SIZES)), key=lambda i: abs(TEXT_SIZES[i] - size())) + by
        action.setEnabled(0 <= place < len(TEXT_SIZES))
        action.triggered.connect(lambda: self._choose(SIZE, TEXT_SIZES[place]))
        menu.addAction(action)

    def _choose(self, name: str, value: object) -> None:
        self._workspace.memory.put(name, value)
        self._workspace.spoke.emit()
