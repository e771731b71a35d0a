"""The project file beside what is shown of it: a decision is on disk before the next is made."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from wijkcheck import kept
from wijkcheck.kept import delivered_rows
from wijkcheck.pipeline import Run
from wijkcheck.project import history, privacy
from wijkcheck.project.decisions import Choice, undo_all
from wijkcheck.project.resolving import concerning
from wijkcheck.records.fields import RecordType
from wijkcheck.rounds import Project
from wijkcheck.verdict import Verdict
from wijkcheck.views.trend import Point, trend


class Desk:
    """A project file that is held open while somebody works on it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.writable = project.writable
        self.held_by = project.held_by
        self.left_by = project.taken_over_from  # whoever had it when their program stopped
        self.overdue = project.overdue  # the day until which it was to be kept, where that is past

    @classmethod
    def open(cls, path: Path, password: str | None) -> "Desk":
        """Hold a project file; where another has it, only to look.

        Raises:
            ProjectError: it cannot be opened.
        """
        return cls(Project.open(path, password))

    def decide(self, run: Run, verdicts: Sequence[Verdict]) -> list[int]:
        """Keep decisions, all or none; returns their numbers.

        Raises:
            ProjectError: nothing of the kind is there, or the file cannot be written.
        """
        return self._project.decide(run, [_choice(verdict) for verdict in verdicts])

    def undo(self, numbers: Sequence[int]) -> None:
        """Undo decisions, the last first, all or none.

        Raises:
            ProjectError: the file cannot be written.
        """
        undo_all(self._project, numbers)

    def note(self, what: str, about: str, number: int = 1) -> None:
        """Write down that personal data is ``revealed`` or ``exported``, before it is.

        Raises:
            ProjectError: it cannot be written; then nothing may be shown.
        """
        privacy.log_access(self._project, what, about, number)

    def about(self, run: Run, records: Sequence[str]) -> pd.DataFrame:
        """Return the Decisions on records of a run or on whose they are, with their ``state``.

        A decision that the run knows nothing of yet is ``pending``.
        """
        own = {place: frame[frame.index.isin(records)] for place, frame in run.records.items()}
        found = concerning(self._project.decisions(), own)
        states = run.decided.set_index("decision_id")["state"]
        states = states.reindex(found["decision_id"]).fillna("pending")
        return found.assign(state=states.to_numpy())

    def set_aside(self) -> pd.DataFrame:
        """Return the Decisions on findings that hold."""
        found = self._project.decisions()
        return found[found["subject"] == "finding"]

    def delivered(self, source: str, kind: str, rows: Sequence[int]) -> pd.DataFrame | None:
        """Return rows of a source as they were delivered; None where they aren't kept."""
        return delivered_rows(self._project, source, RecordType(kind), rows)

    def history(self) -> list[tuple[int, str, str, str, str]]:
        """Return number, moment, account, what was done and hash of each entry, oldest first."""
        return [(e.entry, e.at, e.who, e.what, e.hash) for e in history.entries(self._project)]

    def received(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Return, by file and record type, the SHA-256 and the day of what was taken in last."""
        return {
            (one.path, str(one.record_type)): (one.sha256, one.at[:10])
            for one in kept.received(self._project)
        }

    def trend(self, measure: str, period_rule: str, team: str) -> list[Point]:
        """Return a figure in each period that was reconciled, the oldest first."""
        return trend(self._project, measure, period_rule, team)

    def close(self) -> None:
        """Give the file back."""
        self._project.close()


def _choice(verdict: Verdict) -> Choice:
    return Choice(
        verdict.subject,
        verdict.verdict,
        verdict.left_id,
        verdict.right_id,
        verdict.field,
        verdict.kind,
        "from_now_on" if verdict.lasting else "this_time",
        verdict.reason or None,
        verdict.value or None,
    )
