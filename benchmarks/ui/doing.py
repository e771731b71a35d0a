"""What people do in the window, done by the window itself."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from benchmarks.ui.gaps import Gaps, measure
from ui.main_window import MainWindow
from ui.widgets.big_table import BigTable
from ui.widgets.linked_tables import LinkedTables
from ui.widgets.value_list import ValueList
from ui.workspace import STAGES, State
from wijkcheck.filters import Without
from wijkcheck.views import View

_SCROLLS = 100
_SCROLLING = "scrolling"


def opening(window: MainWindow, project: Path) -> Gaps:
    """Open a project: read, reconciled and handed over by the worker, shown on all pages."""
    workspace = window.workspace
    return measure(
        "open a project", lambda: workspace.open_project(project), lambda: workspace.jobs.idle
    )


def showing(window: MainWindow, view: View) -> Gaps:
    """Show a view on all pages."""
    workspace = window.workspace

    def show() -> None:
        workspace.view, workspace.state = view, State.READY
        workspace.changed.emit(frozenset(STAGES))

    return measure("show the results on all pages", show, lambda: workspace.jobs.idle)


def working(window: MainWindow) -> Iterator[Gaps]:
    """Go through Verschillen, Koppelen and Controle."""

    def did(what: str, do: Callable[[], object]) -> Gaps:
        return measure(what, lambda: do() and None, lambda: idle(window))

    yield did("Verschillen: go there", lambda: window.go("verschillen"))
    tables = window.pages["verschillen"].findChild(LinkedTables)
    assert isinstance(tables, LinkedTables)  # noqa: S101 - the page has one
    yield from _with(tables.left, did, "Verschillen", "left_achternaam", "cause")
    yield did("Koppelen: go there", lambda: window.go("koppelen"))
    yield did("Controle: go there", lambda: window.go("controle"))
    views = window.pages["controle"].findChildren(BigTable)
    findings = max(views, key=lambda view: view.shown.table.size if view.shown else 0)
    yield from _with(findings, did, "Controle", "value", "source")


def _with(
    view: BigTable, did: Callable[[str, Callable[[], object]], Gaps], page: str, by: str, group: str
) -> Iterator[Gaps]:
    model = view.shown
    assert model is not None  # noqa: S101 - the page shows something
    model.extend([by, group])
    names = [column.name for column in model.columns]
    place, order = names.index(by), Qt.SortOrder
    yield did(f"{page}: sort, first time", lambda: _sort(view, place, order.AscendingOrder))
    yield did(f"{page}: sort the other way", lambda: _sort(view, place, order.DescendingOrder))
    yield did(f"{page}: search, first time", lambda: model.refine(text="jansen 12"))
    yield did(f"{page}: search again", lambda: model.refine(text="dijkhuis"))
    yield did(f"{page}: clear the search", lambda: model.refine(text=""))
    one = model.table.counts(group)[0][0]
    yield did(f"{page}: all but one value", lambda: view.filters.choose(group, Without({one})))
    yield did(f"{page}: offer a column's values", lambda: ValueList(view, by).close())
    yield did(f"{page}: clear the filter", lambda: view.filters.replace({}))
    yield did(f"{page}: group", lambda: view.group_by(group))
    yield did(f"{page}: don't group", lambda: view.group_by(None))
    view.verticalScrollBar().setValue(0)
    yield did(f"{page}: scroll from top to bottom", lambda: _scroll(view))
    yield did(f"{page}: select all, and add it up", view.selectAll)
    yield did(f"{page}: copy what fits", lambda: view.selecting.copy(heads=True))


def _sort(view: BigTable, column: int, order: Qt.SortOrder) -> None:
    view.header.setSortIndicator(column, order)


def _scroll(view: BigTable) -> None:
    """Scroll in steps, each painted before the next."""
    bar = view.verticalScrollBar()
    timer = QTimer(view, interval=15, objectName=_SCROLLING)

    def step() -> None:
        bar.setValue(bar.value() + bar.maximum() // _SCROLLS)
        if bar.value() >= bar.maximum() - _SCROLLS:
            timer.deleteLater()
            timer.setObjectName("")

    timer.timeout.connect(step)
    timer.start()


def idle(window: MainWindow) -> bool:
    """Tell whether nothing is under way."""
    return window.workspace.jobs.idle and window.findChild(QTimer, _SCROLLING) is None
