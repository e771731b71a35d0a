"""How a delivered file is laid out: columns, and the titles, sums and blanks around the records."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from wijkcheck.demo.cells import Form, plain
from wijkcheck.demo.people import Team
from wijkcheck.demo.truth import Entry
from wijkcheck.demo.writing import Cell
from wijkcheck.records.fields import RecordType, Side

Lines = list[list[Cell]]
Marks = list[tuple[int, str]]
"""Rows of which a reader has something to say, and what (see ``rules``)."""


@dataclass(frozen=True)
class Column:
    """A column: its header, what it writes, and the fields that a reader finds in it."""

    header: str
    form: Form
    fields: tuple[str, ...]


def column(header: str, field: str, form: Form | None = None) -> Column:
    """Return a column that holds one field, as it is unless a form says how."""
    return Column(header, form or plain(field), (field,))


@dataclass(frozen=True)
class Layout:
    """One file and the records that it delivers."""

    path: str
    kind: RecordType
    team: Team | None  # none: the municipality's
    columns: tuple[Column, ...]
    write: Callable[[Lines], bytes]
    member: str = ""  # within a zip
    titles: tuple[str, ...] = ()
    groups: tuple[tuple[str, int], ...] = ()  # a header line above: name and number of columns
    subtotal: str = ""  # the field after whose groups a subtotal stands
    total: bool = False
    page: int = 0  # after so many records a blank line and the header again
    hidden: int = 0  # a row that the sheet hides; it counts all the same
    footer: str = ""
    said_once: tuple[tuple[str, str], ...] = ()  # field, if of one, and what

    @property
    def side(self) -> Side:
        """Whose file it is."""
        return Side.TEAM if self.team else Side.MUNICIPALITY

    @property
    def source(self) -> str:
        """What the tables call it."""
        return f"{self.path}!{self.member}" if self.member else self.path

    @property
    def fields(self) -> frozenset[str]:
        """The fields that a reader finds in it."""
        return frozenset(f for c in self.columns for f in c.fields)

    def holds(self, entry: Entry) -> bool:
        """Tell whether a record belongs in this file."""
        mine = self.team is None or entry.team is self.team
        return mine and (entry.side, entry.kind) == (self.side, self.kind)

    def order(self, entry: Entry) -> tuple[object, ...]:
        """Return what the file is sorted by; copies that came later stand at the end."""
        by = (entry.text("achternaam"), entry.text("voornamen")) if self.team else ()
        return self._group(entry), entry.late, *by, entry.text("clientnummer")

    def lay(self, entries: Iterable[Entry]) -> tuple[Lines, Marks]:
        """Return the file's lines and marks, and write down in each record where it stands."""
        sheet = _Sheet(self)
        laid = sorted(entries, key=self.order)
        for group, records in groupby(laid, self._group):
            members = list(records)
            for entry in members:
                sheet.record(entry)
            if self.subtotal:
                sheet.mark("total_row", self._sum(f"Subtotaal {group}", members))
        if self.total:
            sheet.mark("total_row", self._sum("Totaal", laid))
        if self.footer:
            sheet.lines.append([])
            sheet.mark("footer_row", [self.footer])
        return sheet.lines, sheet.marks

    def _group(self, entry: Entry) -> str:
        return entry.text(self.subtotal) if self.subtotal else ""

    def _sum(self, label: str, entries: Sequence[Entry]) -> list[Cell]:
        volume = sum(float(e.text("volume") or 0) for e in entries)
        sums: list[Cell] = [volume if "volume" in c.fields else None for c in self.columns]
        return [label, *sums[1:]]


class _Sheet:
    """The lines of a file while they are laid, and what a reader has to say of some of them."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.marks: Marks = []
        self.lines: Lines = [[title] for title in layout.titles]
        if layout.titles:
            self.lines.append([])
        if layout.groups:
            spread = ((name, *[None] * (width - 1)) for name, width in layout.groups)
            self.lines.append([cell for cells in spread for cell in cells])
        self.header: list[Cell] = [c.header for c in layout.columns]
        self.lines.append(self.header)
        self._records = 0

    def record(self, entry: Entry) -> None:
        """Write a record; a new page begins with the header."""
        if self.layout.page and self._records and self._records % self.layout.page == 0:
            self.lines.append([])
            self.mark("repeated_header", self.header)
        self.lines.append([c.form(entry) for c in self.layout.columns])
        entry.source, entry.row = self.layout.source, len(self.lines)
        self._records += 1
        if entry.row == self.layout.hidden:
            self.marks.append((entry.row, "hidden_rows"))

    def mark(self, what: str, line: list[Cell]) -> None:
        """Write a line that is no record."""
        self.lines.append(line)
        self.marks.append((len(self.lines), what))
