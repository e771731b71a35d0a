"""Records field by field, as text: one, or two or three beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wijkcheck.display import title
from wijkcheck.dossier import masked
from wijkcheck.records.fields import PERSON_FIELDS
from wijkcheck.tables import Table
from wijkcheck.texts import sentence
from wijkcheck.views.packed import Packed
from wijkcheck.views.people import readable

_OF_PERSONS = frozenset({*PERSON_FIELDS, "team", "source", "row"})


@dataclass(frozen=True)
class Line:
    """One field of a record, or of two or three records beside each other, as text."""

    field: str
    title: str
    left: str
    right: str
    other: str = ""


@dataclass(frozen=True)
class Lines:
    """The records of a run field by field, in a language."""

    packed: Packed
    language: str

    def record(self, record_id: str) -> list[Line]:
        """Return the filled fields of one record, its text at the left.

        What breaks a rule stands there as it was delivered.
        """
        found = masked(self.packed.of("findings", ["record_id"], [record_id]))
        filled = found.dropna(subset=["field", "value"])
        raw = dict(zip(filled["field"], filled["value"], strict=True))
        cells = self._cells(record_id, bare=False) | raw
        return [Line(n, title(n, self.language), text, "") for n, text in cells.items() if text]

    @staticmethod
    def raw(cells: Sequence[tuple[str, str]]) -> list[Line]:
        """Return the cells of a row of a file, each with what stands above it, as lines."""
        return [Line(str(at), head, text, "") for at, (head, text) in enumerate(cells) if text]

    def pair(
        self,
        left_id: str | None,
        right_id: str | None,
        other_id: str | None = None,
        *,
        persons: bool = False,
        bare: bool = False,
    ) -> list[Line]:
        """Return the fields that any of these records has, beside each other.

        ``other_id``: another candidate. ``persons``: only what tells whose they are. ``bare``: with
        the BSN in full, which somebody asked for.
        """
        sides = [self._cells(record, bare) for record in (left_id, right_id, other_id)]
        names = dict.fromkeys(name for side in sides for name in side)
        names = {n: None for n in names if not persons or n in _OF_PERSONS}
        lines = [
            Line(n, title(n, self.language), *(side.get(n, "") for side in sides)) for n in names
        ]
        return [line for line in lines if line.left or line.right or line.other]

    def _cells(self, record_id: str | None, bare: bool) -> dict[str, str]:
        """Return a record's place and fields as text, by name."""
        record = self.packed.record(record_id)
        if record is None:
            return {}
        record_type, found = record
        shown = readable(found, record_type).drop(columns="client")
        shown = pd.concat([found[["source", "row"]], shown], axis=1)
        cells = dict(zip(shown.columns, Table(shown, self.language).page([0])[0], strict=True))
        if bare:
            cells["bsn"] = str(found["bsn"].fillna("").iloc[0])
        cells["row"] = sentence("window_row", {"row": cells["row"]}, self.language)
        return cells
