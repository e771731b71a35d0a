"""How a delivered file is laid out: columns, and the titles, sums and blanks around the records."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from wijkcheck.demo.cells import Form, plain
from wijkcheck.demo.people import Team
from wijkcheck.demo.truth import Entry
from wijkcheck.demo.writing import Cell
from wijkcheck.records.fields import RecordType, Side

Lines = list[list[Cell]]


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
    blank_every: int = 0

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
        group = entry.text(self.subtotal) if self.subtotal else ""
        by = (entry.text("achternaam"), entry.text("voornamen")) if self.team else ()
        return group, entry.late, *by, entry.text("clientnummer")

    def lay(self, entries: Iterable[Entry]) -> Lines:
        """Return the file's lines, and write down in each record where it stands."""
        lines: Lines = [[title] for title in self.titles]
        if self.titles:
            lines.append([])
        if self.groups:
            lines.append([n for name, width in self.groups for n in (name, *[None] * (width - 1))])
        lines.append([c.header for c in self.columns])
        group: list[Entry] = []
        laid = sorted(entries, key=self.order)
        for number, entry in enumerate(laid, 1):
            if self.subtotal and group and group[0].get(self.subtotal) != entry.get(self.subtotal):
                lines.append(self._sum(f"Subtotaal {group[0].text(self.subtotal)}", group))
                group = []
            group.append(entry)
            lines.append([c.form(entry) for c in self.columns])
            entry.source, entry.row = self.source, len(lines)
            if self.blank_every and number % self.blank_every == 0:
                lines.append([])
        if self.subtotal:
            lines.append(self._sum(f"Subtotaal {group[0].text(self.subtotal)}", group))
        if self.total:
            lines.append(self._sum("Totaal", laid))
        return lines

    def _sum(self, label: str, entries: Sequence[Entry]) -> list[Cell]:
        volume = sum(float(e.text("volume") or 0) for e in entries)
        sums: list[Cell] = [volume if "volume" in c.fields else None for c in self.columns]
        return [label, *sums[1:]]
