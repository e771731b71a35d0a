"""A project that comes back every period: deliveries come in, decisions are found again.

What is kept in the project file, and when it is written, stands here; the stages know nothing of
it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Self

import pandas as pd

from wijkcheck import kept, pipeline, source_files
from wijkcheck.errors import ProjectError
from wijkcheck.intake import Arrival, Intake
from wijkcheck.pipeline import Run
from wijkcheck.policies import policies
from wijkcheck.progress import Progress, silent
from wijkcheck.project import ProjectSettings, SourceSettings, history, store
from wijkcheck.project.carrying import carry
from wijkcheck.project.decisions import Choice, decide, decisions
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.places import beside
from wijkcheck.project.settings import parse_settings
from wijkcheck.project.settings_text import settings_text
from wijkcheck.project.tables import Carried


class Project(ProjectFile):
    """A project file with the stages at its service. Use it as a context manager."""

    arrivals: tuple[Arrival, ...] = ()
    """What the last ``reconcile`` or ``add`` took in."""
    _as_it_was = False  # the last ``reconcile`` found nothing to do

    @classmethod
    def new(
        cls,
        path: Path,
        settings: ProjectSettings,
        password: str | None,
        *,
        keep_files: bool = False,
        retain_until: date | None = None,
        invented: bool = False,
    ) -> Self:
        """Make a project file with these settings and open it.

        Without a password anybody who has the file can read it; where the organisation requires
        one, only a project with ``invented`` persons has none. ``keep_files``: keep delivered
        files whole, also what no field needs. A forgotten password is lost, and the file with it.

        Raises:
            ProjectError: the file exists, cannot be made, or has no password and must have one.
        """
        if not invented:
            policies().need_password(path.name, password)
        project = cls.create(path, password)
        try:
            with project.transaction():
                project.put("keep_files", int(keep_files))
                project.put("retain_until", retain_until.isoformat() if retain_until else None)
                history.append(project, "created", after={"encrypted": password is not None})
            project.change_settings(settings)
        except BaseException:
            project.close()
            raise
        return project

    @property
    def settings(self) -> ProjectSettings:
        """Return the settings; paths are relative to the project file."""
        return parse_settings(self.get("settings"), self.path)

    def kept_until(self, period_end: date) -> date | None:
        """Return the day until which a period is to be kept, if there is one."""
        own = self.get("retain_until")
        return policies().kept_until(period_end, date.fromisoformat(own) if own else None)

    @property
    def overdue(self) -> date | None:
        """Return the day until which the project was to be kept, where that is past.

        Not of a project that was purged since: nothing in it is to be removed any more.
        """
        until = self.kept_until(self.settings.period_end)
        past = until is not None and until < date.today()  # noqa: DTZ011 - the user's own day
        held = past and self.rows("SELECT 1 FROM deliveries WHERE tables <> '[]' LIMIT 1")
        return until if held else None

    def change_settings(self, settings: ProjectSettings) -> None:
        """Keep other settings: another period, a source more, a rule off."""
        with self.transaction():
            self._put_settings(settings)

    def _put_settings(self, settings: ProjectSettings) -> None:
        before, after = self.get("settings"), settings_text(beside(settings, self.folder))
        if before != after:
            self.put("settings", after)
            self.put("period", _period(settings))
            history.append(self, "settings", before=before, after=after)

    def change_password(self, password: str) -> None:
        """Encrypt the whole file anew with another password, and write down that it was done."""
        what = "password_changed" if self.encrypted else "encrypted"
        super().change_password(password)
        with self.transaction():
            history.append(self, what)

    def add(self, *sources: SourceSettings, progress: Progress = silent) -> tuple[Arrival, ...]:
        """Take in delivered files: each replaces the list that it is, or ``adds`` to it.

        Raises:
            SourceError: one of them cannot be used; the project stays as it was.
        """
        wanted = self.settings
        for source in sources:
            wanted = _with(wanted, source)
        intake = Intake(self, replace(wanted, sources=sources), _period(wanted))
        delivered = intake.read(progress)
        for delivery in delivered:
            if delivery.error:
                raise delivery.error
        with self.transaction():
            self._put_settings(wanted)
            self.arrivals = (*intake.take_in(delivered), *intake.same(delivered))
        return self.arrivals

    def change_source(
        self, before: SourceSettings, after: SourceSettings, progress: Progress = silent
    ) -> Run:
        """Read a source otherwise, or as another side's or type's, and reconcile.

        ``before`` is one of the settings' sources, or a file of a glob, which becomes a source of
        its own. Kept, as an entry in the history, only with the run that it gives.

        Raises:
            ProjectError: there is no such source, nothing is left to compare, or the file is open
                for reading only; the project stays as it was.
        """
        settings = self._with_source(before)
        own = [(before.path, before.record_type), (after.path, after.record_type)]
        others = (s for s in settings.sources if (s.path, s.record_type) not in own)
        return self.reconcile(progress, replace(settings, sources=(*others, after)))

    def remove_source(self, source: SourceSettings, progress: Progress = silent) -> Run:
        """Take a source out of the project, and reconcile; ``add`` brings it back.

        Of a glob the other files stay, each as a source of its own. Kept, as an entry in the
        history, only with the run that it gives.

        Raises:
            ProjectError: as ``change_source``.
        """
        settings = self._with_source(source)
        here = [r for r in kept.received(self) if r.period == _period(settings)]
        held = dict.fromkeys(((r.path, r.record_type) for r in here), ())
        rest: list[SourceSettings] = []
        for one in settings.sources:
            if source_files.delivers(replace(settings, sources=(one,)), source):
                names = (name for _, name in source_files.files(settings, one, held))
                rest += (replace(one, path=name) for name in names if name != source.path)
            else:
                rest.append(one)
        return self.reconcile(progress, replace(settings, sources=tuple(rest)))

    def _with_source(self, source: SourceSettings) -> ProjectSettings:
        """Return the settings, to be changed, of which this is a source or a file of a glob."""
        if not self.writable:
            raise self.refused()
        settings = self.settings
        if not source_files.delivers(settings, source):
            raise ProjectError("source_unknown", path=self.path.name, source=source.path)
        return settings

    def decide(self, run: Run, choices: Sequence[Choice]) -> list[int]:
        """Keep decisions about what a run shows; returns their numbers.

        Raises:
            ProjectError: nothing of the kind is there, or the file cannot be written.
        """
        return decide(self, run, choices)

    def decisions(self) -> pd.DataFrame:
        """Return the Decisions that hold."""
        return decisions(self)

    def results(self) -> Run | None:
        """Return the last run as it was kept, without working anything out."""
        return kept.kept_run(self, self.settings, history.head(self))

    def carried(self) -> pd.DataFrame:
        """Return Carried: how long each difference is there, and which are solved or gone."""
        table = store.read_table(self, "carried")
        if table is None:
            return Carried.empty()
        return table.replace({"state": {"new": "carried"}}) if self._as_it_was else table

    def reconcile(
        self, progress: Progress = silent, settings: ProjectSettings | None = None
    ) -> Run:
        """Take in what came, run what is not up to date, keep and return the result.

        Other ``settings`` are kept with the result, or not at all. A project that is open for
        reading only is reconciled without keeping anything.

        Raises:
            ProjectError: a setting cannot be used, or there is nothing to compare.
            Cancelled: ``progress`` says so; the project stays as it was.
        """
        settings = beside(settings, self.folder) if settings else self.settings
        made = decisions(self)
        intake = Intake(self, settings, _period(settings))
        stamps = _stamps(settings, intake, made)
        before = json.loads(self.get("stamps", "{}"))
        self.arrivals, self._as_it_was = (), False
        last = self.results() if before.get("checked") == stamps["checked"] else None
        if last is not None and before == stamps:
            self._as_it_was = True
            return last
        delivered = () if last is not None else intake.read(progress)
        if last is not None:
            checked = kept.kept_check(self, last)
        else:
            checked = pipeline.check(settings, progress, delivered)
        run = pipeline.explain(checked, progress, made, last)
        if self.writable:
            with self.transaction():
                self._put_settings(settings)
                self.arrivals = intake.take_in(delivered)
                self._keep(run, checked.findings, stamps)
        return replace(run, head=history.head(self))

    def _keep(self, run: Run, found: pd.DataFrame, stamps: Mapping[str, str]) -> None:
        """Keep a run, its figures for good, and what it means for what was open."""
        period = _period(run.project)
        kept.keep_run(self, run, found)
        start = run.project.period_start.isoformat()
        carried = carry(run.differences, run.records, self.carried(), start)
        store.write_table(self, "carried", carried)
        # The figures of every period stay, also after a purge.
        store.write_table(self, f"figures/{period}", run.figures)
        store.write_table(self, f"bridge/{period}", run.bridge)
        self.put("stamps", json.dumps(stamps))
        history.append(
            self,
            "reconciled",
            about={"period": period, "inputs": stamps["explained"]},
            after={
                "figures": sha256(run.figures.to_csv(index=False).encode()).hexdigest(),
                "differences": len(run.differences),
                "findings": len(run.findings),
                "decisions": run.decided["state"].value_counts().sort_index().to_dict(),
            },
        )


def reconcile(project: ProjectSettings | Project, progress: Progress = silent) -> Run:
    """Reconcile a project file, or the settings of a TOML, which has no decisions and no history.

    Raises:
        ProjectError: a setting cannot be used, or there is nothing to compare.
        Cancelled: ``progress`` says so.
    """
    if isinstance(project, Project):
        return project.reconcile(progress)
    return pipeline.reconcile(project, progress)


def _stamps(settings: ProjectSettings, intake: Intake, made: pd.DataFrame) -> dict[str, str]:
    """Return what each part of a run is made of, as hashes: what is equal isn't run again."""
    checked = repr((settings_text(settings), intake.inputs(), history.program()))
    parts = {
        "checked": checked,
        "explained": repr((checked, made.to_numpy().tolist())),
    }
    return {name: sha256(text.encode()).hexdigest() for name, text in parts.items()}


def _with(settings: ProjectSettings, source: SourceSettings) -> ProjectSettings:
    """Return settings with a source instead of what it replaces."""
    list_ = (source.side, source.record_type, source.team)
    others = (
        s
        for s in settings.sources
        if (s.path, s.record_type) != (source.path, source.record_type)
        and (source.adds or (s.side, s.record_type, s.team) != list_)
    )
    return replace(settings, sources=(*others, source))


def _period(settings: ProjectSettings) -> str:
    return f"{settings.period_start}/{settings.period_end}"
