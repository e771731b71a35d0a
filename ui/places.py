"""Where Ctrl+K can go without looking into the data: pages, what can be done, the manual."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui import manual
from ui.controls import Action, actions
from ui.everywhere import Place
from ui.workspace import STAGES

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def places(window: "MainWindow") -> list[tuple[str, list[Place]]]:
    """Return groups of places with their names."""
    text = window.workspace.text
    return [
        (text("window_found_page"), _pages(window)),
        (text("window_found_action"), list(_actions(window))),
        (text("window_found_manual"), _parts(window)),
    ]


def _shown(window: "MainWindow") -> list[tuple[str, QWidget, Callable[[], None]]]:
    """Return each page with its name and how one gets there."""
    text = window.workspace.text
    return [
        *(
            (text(f"stage_{stage}"), window.pages[stage], partial(window.go, stage))
            for stage in STAGES
        ),
        (text("window_start"), window.start, window.begin),
        (text("window_new_title"), window.new, window.make_new),
    ]


def _pages(window: "MainWindow") -> list[Place]:
    return [Place(name, "", go) for name, _, go in _shown(window)]


def _actions(window: "MainWindow") -> Iterator[Place]:
    for name, page, go in (*_shown(window), ("", window.head, lambda: None)):
        for action in actions(page):
            yield Place(action.name, name, partial(_reach, action, go))


def _reach(action: Action, go: Callable[[], None]) -> None:
    """Go where something can be done, and put the focus there: Enter then does it."""
    go()
    action.button.setFocus()
    if action.menu is not None and action.entry is not None:
        action.menu.popup(action.button.mapToGlobal(action.button.rect().bottomLeft()))
        action.menu.setActiveAction(action.entry)


def _parts(window: "MainWindow") -> list[Place]:
    return [
        Place(part.heading, part.chapter if part.chapter != part.heading else "",
              partial(window.show_help, part))
        for part in manual.parts()
    ]  # fmt: skip
