"""What a table is filtered and grouped by, above its titles: each to be taken away, all to keep."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QToolButton, QWidget

from ui.look import scaled
from ui.models.table_model import TableModel
from ui.tokens import GAPS
from wijkcheck.filters import Between, Filters, Passing, Without, from_plain, plain
from wijkcheck.texts import sentence

if TYPE_CHECKING:
    from ui.widgets.big_table import BigTable

_HEIGHT = 36  # pixels
_WIDEST = 260
_LISTED = 2  # values that a chip names


class FilterBar(QWidget):
    """Lies in the space that its table leaves above the titles, when there is something to say.

    What is remembered between sessions holds no personal data: filters on such columns are left
    out of it.
    """

    def __init__(self, table: "BigTable") -> None:
        super().__init__(table)
        self.setObjectName("filters")
        self._table = table
        self._chips: list[QToolButton] = []
        self._kept = QToolButton()
        self._kept.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._kept.setProperty("role", "chip")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(lambda: self.offer_kept(self._menu))
        self._kept.setMenu(self._menu)
        self._more = QToolButton()
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setProperty("role", "chip")
        self._hidden = QMenu(self)
        self._more.setMenu(self._hidden)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GAPS["s"], 4, GAPS["s"], 4)
        self._row.setSpacing(GAPS["xs"])
        self._row.addWidget(self._kept)
        self._row.addWidget(self._more)
        self._row.addStretch()
        table.filters.changed.connect(self._changed)
        self.hide()

    # --- what is kept of it ---

    def restore(self, model: TableModel, *, anew: bool) -> None:
        """Filter a table that is shown for the first time as it was filtered the last time."""
        self._kept.setText(self._text("window_filters"))
        if anew and model.key and self._table.columns.side != "right":
            self._table.filters.replace(self._read(self._stored().get("last")))
        self.refresh()

    def offer_kept(self, menu: QMenu) -> None:
        """Fill a menu with the filters that have a name, and what can be done with them."""
        menu.clear()
        named = self._stored().get("named", {})
        for name in sorted(named):
            action = menu.addAction(name)
            action.triggered.connect(partial(self._take, name))
        menu.addSeparator()
        keep = menu.addAction(self._text("window_keep_filter"), self._keep)
        keep.setEnabled(bool(self._impersonal()))
        if named:
            gone = menu.addMenu(self._text("window_forget_filter"))
            for name in sorted(named):
                gone.addAction(name).triggered.connect(partial(self._forget, name))
        clear = menu.addAction(self._text("window_clear_filters"))
        clear.triggered.connect(lambda: self._table.filters.replace({}))
        clear.setEnabled(bool(self._table.filters.filters))

    def _take(self, name: str, *_: bool) -> None:
        self._table.filters.replace(self._read(self._stored().get("named", {}).get(name)))

    def _keep(self) -> None:
        title, asked = self._text("window_keep_filter"), self._text("window_filter_name")
        name, taken = QInputDialog.getText(self._table, title, asked)
        if taken and name.strip():
            self.keep(name.strip())

    def keep(self, name: str) -> None:
        """Keep what is filtered by now, by a name."""
        stored = self._stored()
        named = {**stored.get("named", {}), name: plain(self._impersonal())}
        self._store({**stored, "named": named})

    def _forget(self, name: str, *_: bool) -> None:
        stored = self._stored()
        named = {n: kept for n, kept in stored.get("named", {}).items() if n != name}
        self._store({**stored, "named": named})

    def _stored(self) -> dict[str, Any]:
        model = self._table.shown
        found = model.memory.get(self._key(model), {}) if model is not None else {}
        return found if isinstance(found, dict) else {}

    def _store(self, stored: dict[str, Any]) -> None:
        model = self._table.shown
        if model is not None and model.key:
            model.memory.put(self._key(model), stored)

    @staticmethod
    def _key(model: TableModel) -> str:
        return f"filters/{model.key}"

    @staticmethod
    def _read(kept: Any) -> Filters:
        try:
            return from_plain(kept or {})
        except (AttributeError, TypeError, ValueError):  # of another version: as good as none
            return {}

    def _impersonal(self) -> Filters:
        model = self._table.shown
        known = {c.name: c for c in model.table.columns} if model is not None else {}
        found = self._table.filters.filters.items()
        return {name: p for name, p in found if name in known and not known[name].personal}

    # --- what it shows ---

    def refresh(self) -> None:
        """Show a chip for each filter, and for what rows are grouped by."""
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        model, filters = self._table.shown, self._table.filters
        if model is None or self._table.columns.side == "right":  # two tables have one bar
            return
        if model.group is not None and not self._table.columns.side:
            title = model.title(model.table.column(model.group))
            said = self._text("window_grouped_by", column=title)
            self._chip(said, lambda: self._table.group_by(None))
        known = {column.name: column for column in model.table.columns}
        for name, passing in filters.filters.items():
            if name in known:
                said = f"{model.title(known[name])}: {self._told(model, name, passing)}"
                self._chip(said, partial(filters.choose, name, None))
        self.setVisible(bool(self._chips))
        if self.parent() is self._table:
            self._table.leave_above(_HEIGHT if self._chips else 0)
        self._spread()

    def settle(self) -> None:
        """Lie across the top of the table, unless it was given a place elsewhere."""
        if self.parent() is self._table:
            frame = self._table.frameWidth()
            self.setGeometry(frame, frame, self._table.width() - 2 * frame, _HEIGHT)
            self.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Show what fits; the others go into a menu."""
        left = self.width() - self._kept.sizeHint().width() - 80
        self._hidden.clear()
        for chip in self._chips:
            left -= min(chip.sizeHint().width(), _WIDEST) + GAPS["xs"]
            chip.setVisible(left > 0)
            if left <= 0:
                self._hidden.addAction(chip.text(), chip.click)
        self._more.setVisible(not self._hidden.isEmpty())
        self._more.setText(f"+{len(self._hidden.actions())}")

    def _chip(self, said: str, gone: Callable[[], None]) -> None:
        chip = QToolButton()
        chip.setProperty("role", "chip")
        chip.setText(f"{said}  ✕")
        chip.setMaximumWidth(scaled(_WIDEST))
        chip.setToolTip(f"{said} – {self._text('window_take_away')}")
        chip.setAccessibleName(f"{self._text('window_take_away')}: {said}")
        chip.clicked.connect(gone)
        self._chips.append(chip)
        self._row.insertWidget(self._row.count() - 2, chip)

    def _told(self, model: TableModel, name: str, passing: Passing) -> str:
        """Return in a few words what passes."""
        if isinstance(passing, Between):
            bounds = [value for value in passing if value is not None]
            texts = iter(model.table.shown(name, bounds))
            least = "" if passing.least is None else next(texts)
            most = "" if passing.most is None else next(texts)
            code = "between" if least and most else "least" if least else "most"
            return self._text(f"filter_{code}", least=least, most=most)
        values = sorted(passing, key=lambda value: (value is None, str(value)))
        shown = model.table.shown(name, values)
        named = ", ".join(text or self._text("window_no_value") for text in shown[:_LISTED])
        if len(values) > _LISTED:
            named = self._text("window_values", number=len(values))
        return self._text("window_not", what=named) if isinstance(passing, Without) else named

    def _changed(self) -> None:
        if self._table.columns.side != "right":
            self._store({**self._stored(), "last": plain(self._impersonal())})
        self.refresh()

    def _text(self, code: str, **values: object) -> str:
        model = self._table.shown
        return sentence(code, values, model.table.language if model is not None else "nl")
