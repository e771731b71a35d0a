"""Which columns of a table are seen, in which order, how wide: as somebody left them."""

import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics

from ui.look import scaled
from ui.models.table_model import TableModel
from ui.tokens import GAPS
from ui.widgets.cells import INSET

if TYPE_CHECKING:
    from ui.widgets.big_table import BigTable
    from wijkcheck.display import Column

_NARROW, _READABLE, _WIDE = 48, 140, 260
_EITHER = "side_"
_SIGNS = 24  # pixels beside a title for what is drawn there


@dataclass
class Layout:
    """How somebody left the columns, by their names without a side."""

    widths: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)  # that the page does not show by itself
    frozen: int = 1  # how many stay when the others scroll


class Columns(QObject):
    """The columns of a view; ``side``: only those of one side, for two views of one table."""

    changed = Signal()

    def __init__(self, view: "BigTable", side: str | None) -> None:
        super().__init__(view)
        self._view, self.side = view, side
        self.layout = Layout()
        self._natural: dict[int, int] = {}  # pixels that each column asks for
        self._heads: dict[int, int] = {}  # what the titles ask
        self._own = False  # whether a change is ours, not somebody's
        header = view.header
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)

    # --- what is seen ---

    def visible(self) -> list[int]:
        """Return the columns that are seen, from left to right."""
        header = self._view.header
        places = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in places if not header.isSectionHidden(column)]

    def offered(self) -> list[tuple[str, str, bool]]:
        """Return (name, title, whether it is seen) of each column there is, as they stand."""
        model = self._view.shown
        if model is None:
            return []
        header = self._view.header
        places = (header.logicalIndex(place) for place in range(header.count()))
        seen = {model.columns[column].name for column in self.visible()}
        found = [c for c in [*(model.columns[p] for p in places), *model.others] if self._mine(c)]
        return [(c.name, c.title if self.side else model.title(c), c.name in seen) for c in found]

    def arrange(self, names: list[str], seen: set[str]) -> None:
        """Show some of the columns, in this order."""
        model = self._view.shown
        if model is None:
            return
        own = {column.name for column in model.columns}
        also = [name for name in names if name in seen and name not in own]
        self.layout.order = [self._bare(name) for name in names]
        self.layout.hidden = [self._bare(name) for name in names if name not in seen]
        self.layout.also = [
            name
            for name in dict.fromkeys([*self.layout.also, *map(self._bare, also)])
            if name not in self.layout.hidden
        ]
        self._keep()

    def hide(self, column: int) -> None:
        """Hide a column, unless it is the last one."""
        model = self._view.shown
        if model is not None and len(self.visible()) > 1:
            self.layout.hidden.append(self._bare(model.columns[column].name))
            self._keep()

    def freeze(self, column: int) -> None:
        """Keep the columns up to this one in sight when the others scroll; -1 for none."""
        places = self.visible()
        self.layout.frozen = places.index(column) + 1 - self._headed() if column in places else 0
        self._keep()

    def frozen(self) -> list[int]:
        """Return the columns that stay in sight."""
        return self.visible()[: self.layout.frozen + self._headed()]

    def reset(self) -> None:
        """Show the columns as the page has them."""
        self.layout = Layout()
        self._keep()

    # --- how they are kept and shown ---

    def restore(self, model: TableModel) -> None:
        """Show a model's columns as they were left."""
        kept = model.memory.get(f"columns/{model.key}", {}) if model.key else asdict(self.layout)
        try:
            self.layout = Layout(**kept)
        except TypeError:  # of another version: as good as none
            self.layout = Layout()
        self.apply()

    def apply(self) -> None:
        """Show the columns as the layout has them."""
        model, header = self._view.shown, self._view.header
        if model is None:
            return
        model.extend([name for bare in self.layout.also for name in self._named(bare)])
        if model.group is not None and not self.side:  # beside two tables stands a list of groups
            model.extend([model.group])
        self._own = True
        for column, found in enumerate(model.columns):
            header.setSectionHidden(column, not self._seen(model, found))
        for place, column in enumerate(self._wanted_order(model)):
            header.moveSection(header.visualIndex(column), place)
        self._own = False
        self.fit()

    def fit(self) -> None:
        """Make each column as wide as its title and its texts ask, or as somebody made it."""
        model = self._view.shown
        if model is None:
            return
        self._measure(model)
        self.fill()

    def fill(self) -> None:
        """Give what is left of the width to texts that need it, else to the last of them."""
        model, header = self._view.shown, self._view.header
        if model is None or self._own or not self._natural:
            return
        columns = [column for column in self.visible() if column in self._natural]
        chosen = {c: self.layout.widths.get(self._bare(model.columns[c].name)) for c in columns}
        widths = {c: chosen[c] or min(self._natural[c], scaled(_WIDE)) for c in columns}
        # Two tables beside each other keep their fields equally wide instead.
        left = 0 if self.side else self._view.viewport().width() - sum(widths.values())
        free = [c for c in columns if not chosen[c] and not model.columns[c].numeric]
        for c in sorted(free, key=lambda c: self._natural[c], reverse=left < 0):
            least = min(widths[c], max(scaled(_READABLE), self._heads[c]))
            given = min(max(left, least - widths[c]), self._natural[c] - widths[c])
            widths[c] += given
            left -= given
        if left > 0 and free:
            widths[free[-1]] += left
        self._own = True
        for c, width in widths.items():
            header.resizeSection(c, width)
        self._own = False

    def _measure(self, model: TableModel) -> None:
        texts = list(zip(*model.sample(), strict=True)) or [()] * len(model.columns)
        bold = QFont(self._view.font())
        bold.setWeight(QFont.Weight.DemiBold)
        plain, strong = QFontMetrics(self._view.font()), QFontMetrics(bold)
        self._natural, self._heads = {}, {}
        for column, cells in enumerate(texts):
            title = str(model.headerData(column, Qt.Orientation.Horizontal))
            longest = max((plain.horizontalAdvance(text) for text in cells), default=0)
            head = strong.horizontalAdvance(title) + _SIGNS
            self._heads[column] = head + 2 * INSET
            asked = max(longest + GAPS["xs"], head)
            grouped = model.columns[column].name == model.group
            room = plain.horizontalAdvance("  0.000.000") if grouped else 0
            self._natural[column] = max(asked + room + 2 * INSET, scaled(_NARROW))
        if self.side:
            fields = [re.sub("^(left|right)_", "", column.name) for column in model.columns]
            widest: dict[str, int] = {}
            for name, width in zip(fields, self._natural.values(), strict=True):
                widest[name] = max(widest.get(name, 0), width)
            self._natural = {column: widest[name] for column, name in enumerate(fields)}

    def _wanted_order(self, model: TableModel) -> list[int]:
        """Return all columns: what rows are grouped by, what somebody placed, the others."""
        places = {self._bare(name): place for place, name in enumerate(self.layout.order)}
        names = [self._bare(column.name) for column in model.columns]

        def key(column: int) -> tuple[bool, int, int]:
            grouped = model.columns[column].name == model.group
            return not grouped, places.get(names[column], len(places)), column

        return sorted(range(len(names)), key=key)

    def _resized(self, column: int, before: int, now: int) -> None:
        model = self._view.shown
        if self._own or model is None or not now or not before or column >= len(model.columns):
            return
        self.layout.widths[self._bare(model.columns[column].name)] = now
        self._keep(again=False)

    def _moved(self, column: int, before: int, now: int) -> None:
        model, header = self._view.shown, self._view.header
        if self._own or model is None:
            return
        places = (header.logicalIndex(place) for place in range(header.count()))
        names = [model.columns[place].name for place in places if place != self._grouped(model)]
        self.layout.order = list(dict.fromkeys(self._bare(name) for name in names))
        self._keep(again=False)

    def _headed(self) -> bool:
        """Return whether what rows are grouped by is the first column."""
        model = self._view.shown
        return model is not None and self._grouped(model) in self.visible()[:1]

    @staticmethod
    def _grouped(model: TableModel) -> int:
        return next((i for i, c in enumerate(model.columns) if c.name == model.group), -1)

    def _keep(self, *, again: bool = True) -> None:
        model = self._view.shown
        if model is not None and model.key:
            model.memory.put(f"columns/{model.key}", asdict(self.layout))
        if again:
            self.apply()
        self.changed.emit()

    def _seen(self, model: TableModel, column: "Column") -> bool:
        bare = self._bare(column.name)
        wanted = bare in self.layout.also or column.name in model.own
        left = wanted and bare not in self.layout.hidden
        return self._mine(column) and (left or column.name == model.group)

    def _mine(self, column: "Column") -> bool:
        """Return whether a column belongs to this view; what has no side stands at the left."""
        return self.side is None or (column.side or "left") == self.side

    def _bare(self, name: str) -> str:
        """Return a name that the two sides have in common."""
        own = f"{self.side}_"
        return _EITHER + name.removeprefix(own) if self.side and name.startswith(own) else name

    def _named(self, bare: str) -> list[str]:
        """Return the columns with a name that the two sides have in common."""
        rest = bare.removeprefix(_EITHER)
        return [f"left_{rest}", f"right_{rest}"] if bare.startswith(_EITHER) else [bare]
