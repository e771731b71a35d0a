"""What leaves the house from the window: told here, written by its worker process."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from wijkcheck.display import code_text
from wijkcheck.dossier import (
    about,
    clear_unfinished,
    history_table,
    write_dossier,
    write_for_teams,
    write_tables,
    write_workbook,
)
from wijkcheck.pipeline import Run
from wijkcheck.progress import Progress
from wijkcheck.records.fields import RecordType
from wijkcheck.tables import Rows, Table
from wijkcheck.views.desk import Desk
from wijkcheck.views.packed import Packed

Writing = Callable[..., object]
"""Something that remains to be written; takes a ``progress``. It can be sent to another process."""


@dataclass(frozen=True)
class Exports:
    """What can be written of a run, in a language."""

    packed: Packed
    language: str

    def rows(
        self,
        path: Path,
        table: Table,
        record_type: RecordType,
        rows: Rows,
        names: list[str],
        *,
        with_bsn: bool,
    ) -> Writing:
        """Rows of a table of the view as a workbook, in their order, with what is said of them."""
        told = table.frame(rows, ["kind", "cause", "status", "owner", *names])
        sheet = code_text("record_type", record_type, self.language)
        sheets = {sheet.capitalize(): told, **about(self.packed.bare, self.language)}
        return partial(write_workbook, path, sheets, self.language, with_bsn=with_bsn)

    def teams(self, folder: Path, *, with_bsn: bool) -> Writing:
        """A workbook per team with only its own rows."""
        return partial(write_for_teams, self._told, folder, self.language, with_bsn=with_bsn)

    def tables(self, folder: Path, *, with_bsn: bool) -> Writing:
        """Every table as CSV."""
        language = self.language
        return partial(write_tables, self._told, folder, language=language, with_bsn=with_bsn)

    def dossier(self, path: Path, desk: Desk | None, *, with_bsn: bool) -> Writing:
        """The dossier, with the history where a project file keeps one."""
        kept = history_table(desk.history()) if desk is not None else None
        run, language = self._told, self.language
        return partial(write_dossier, run, path, language, history=kept, with_bsn=with_bsn)

    @staticmethod
    def clear_unfinished(folder: Path) -> None:
        """Remove what writing left half done in a folder when it was stopped."""
        clear_unfinished(folder)

    @property
    def _told(self) -> Run:
        """The run without what only matching reads: it goes to another process."""
        return replace(self.packed.run(), evidence=None)


def write(writing: Writing, progress: Progress) -> None:
    """Write it, whole or not at all.

    Raises:
        WijkCheckError: it cannot be written.
    """
    writing(progress=progress)
