"""The commands about project files: each does its work and returns what is to be told.

``cli.py`` prints it and gives the exit status back to the shell.
"""

import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from wijkcheck import dossier
from wijkcheck.errors import ProjectError
from wijkcheck.pipeline import Run
from wijkcheck.policies import policies
from wijkcheck.progress import Progress
from wijkcheck.project import ProjectSettings, SourceSettings, history, privacy, read_project
from wijkcheck.project.decisions import Choice, undo
from wijkcheck.project.one_person import Person, held_of, remove_person
from wijkcheck.project.places import relative
from wijkcheck.project.rescue import rescue
from wijkcheck.project.settings import day
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.rounds import Project
from wijkcheck.texts import sentence


class Told:
    """Sentences for the user, in the order in which they are added."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.lines: list[str] = []

    def say(self, code: str, **values: object) -> None:
        """Add a sentence."""
        self.lines.append(sentence(code, values, self.language))


def new(arguments: Namespace, told: Told) -> int:
    """Make a project file, of a TOML or with a name and a period."""
    path = Path(arguments.project)
    password = _password(arguments)
    laid_down = policies()
    if arguments.retain_until and laid_down.retention_months:
        raise ProjectError("policy_retention", option="--retain-until")
    laid_down.need_password(path.name, password)
    if password is None and not arguments.without_password:
        raise ProjectError("password_choice", path=path.name)
    with Project.new(
        path,
        _first_settings(arguments, path),
        password,
        keep_files=arguments.keep_files,
        retain_until=_day(arguments.retain_until),
    ) as project:
        head = history.head(project)
    told.say("made", path=path)
    if password is not None:
        told.say("password_lost")
    told.say("head_told", head=head)
    return 0


def _first_settings(arguments: Namespace, path: Path) -> ProjectSettings:
    if arguments.toml:
        settings = read_project(Path(arguments.toml))
    else:
        today = date.today()  # noqa: DTZ011 - the user's own day
        settings = ProjectSettings(path.stem, path.resolve().parent, today, today, today)
    if arguments.name:
        settings = replace(settings, name=arguments.name)
    return _of_period(settings, arguments)


def _of_period(settings: ProjectSettings, arguments: Namespace) -> ProjectSettings:
    """Return the settings with the period that the arguments name, if they do."""
    if not arguments.period:
        return settings
    start, end = (day(text) for text in arguments.period)
    if start > end:
        raise ProjectError("period_reversed", path="--period", place="--period")
    reference = _day(arguments.reference_date) or end
    return replace(settings, period_start=start, period_end=end, reference_date=reference)


def add(arguments: Namespace, told: Told, progress: Progress) -> int:
    """Take a delivered file in."""
    with _open(arguments, told) as project:
        project.change_settings(_of_period(project.settings, arguments))
        source = SourceSettings(
            Side(arguments.side),
            relative(Path(arguments.file), project.folder),
            RecordType(arguments.record_type),
            team=arguments.team,
            delivered=_day(arguments.delivered),
            adds=arguments.adds,
        )
        for arrival in project.add(source, progress=progress):
            told.lines += arrival.sentences(told.language)
        told.say("head_told", head=history.head(project))
    return 0


def reconcile(arguments: Namespace, told: Told, progress: Progress) -> int:
    """Reconcile a project file and write the results as a TOML's are, with what became of it."""
    out = Path(arguments.out)
    with _open(arguments, told) as project:
        if arguments.period:
            project.change_settings(_of_period(project.settings, arguments))
        told.language = arguments.language or project.settings.language
        run = project.reconcile(progress)
        what = "tables with BSN" if arguments.with_bsn else "tables"
        privacy.log_access(project, "exported", what, len(run.records))
        dossier.write_tables(
            run, out, with_bsn=arguments.with_bsn, language=told.language, progress=progress
        )
        carried = project.carried()
        dossier.write_file(run.decided.drop(columns="changed"), out / "decisions.csv")
        counts = carried.groupby(["kind", "field", "since", "months", "state"], dropna=False)
        dossier.write_file(counts.size().rename("count").reset_index(), out / "carried.csv")
        for arrival in project.arrivals:
            told.lines += arrival.sentences(told.language)
        told.lines.append(dossier.overview(run, told.language))
        _say_states(told, "decisions_met", run.decided["state"])
        _say_states(told, "differences_carried", carried["state"])
        told.say("written", path=out)
        told.say("head_told", head=history.head(project))
    return _status(run)


def _status(run: Run) -> int:
    unusable = any(source.status != "used" for source in run.sources)
    return int(unusable or any(held["exceeded"] for held in dossier.limits(run).values()))


def decide(arguments: Namespace, told: Told) -> int:
    """Keep a decision, undo one, or list those that hold."""
    with _open(arguments, told) as project:
        if arguments.undo:
            told.say("decided", number=undo(project, arguments.undo, arguments.reason))
        elif arguments.verdict:
            run = project.results()
            if run is None:
                raise ProjectError("no_results", path=project.path.name)
            choice = Choice(
                arguments.subject, arguments.verdict, arguments.left, arguments.right,
                arguments.field, arguments.kind,
                "from_now_on" if arguments.from_now_on else "this_time",
                arguments.reason, arguments.value,
            )  # fmt: skip
            for number in project.decide(run, [choice]):
                told.say("decided", number=number)
        else:
            told.lines += _listed(project.decisions())
    return 0


def _listed(made: pd.DataFrame) -> Iterator[str]:
    for row in made.fillna("").itertuples():
        words = (row.decision_id, row.subject, row.kind, row.field, row.verdict, row.scope, row.who)
        yield " ".join(str(word) for word in (*words, row.when) if word)


def verify(arguments: Namespace, told: Told) -> int:
    """Check the history; or rescue what can be read of a damaged file."""
    path = Path(arguments.project)
    if arguments.rescue:
        rows, lost = rescue(path, _password(arguments), Path(arguments.rescue))
        told.say("rescued", path=arguments.rescue, rows=rows, lost=", ".join(lost) or "-")
        return int(bool(lost))
    with Project.open(path, _password(arguments), write=False) as project:
        found = history.verify(project, arguments.head)
    if not found.whole:
        told.say(f"touched_{found.why}", entry=found.touched)
        return 1
    told.say("verified", entries=found.entries, head=found.head)
    if found.at:
        told.say("verified_head", entry=found.at)
    return 0


def purge(arguments: Namespace, told: Told) -> int:
    """Remove the personal data, that of earlier periods, or one person's."""
    with _open(arguments, told) as project:
        if arguments.person_file or arguments.client_file:
            _one_person(project, arguments, told)
        else:
            _purge(project, arguments, told)
        told.say("head_told", head=history.head(project))
    return 0


def _purge(project: Project, arguments: Namespace, told: Told) -> None:
    before = _day(arguments.before)
    if arguments.now and policies().retention_months:
        raise ProjectError("policy_retention", option="--now")
    until = project.kept_until(before or project.settings.period_end)
    if until and date.today() <= until and not arguments.now:  # noqa: DTZ011 - the user's own day
        raise ProjectError("retained", path=project.path.name, until=until)
    if before:
        told.say("purged_before", day=before, files=privacy.purge_before(project, before))
    else:
        privacy.purge(project)
        told.say("purged")


def _one_person(project: Project, arguments: Namespace, told: Told) -> None:
    """Write what is held of one person, remove it, or both."""
    if arguments.person_file:
        person = Person(bsn=_text(arguments.person_file))
    else:
        person = Person(clientnummer=_text(arguments.client_file), team=arguments.team)
    if arguments.out:
        held = held_of(project, person)
        privacy.log_access(project, "exported", person.number)
        dossier.write_file(held, Path(arguments.out))
        told.say("written", path=arguments.out)
    if not arguments.keep:
        told.say("person_removed", rows=remove_person(project, person))


def password(arguments: Namespace, told: Told) -> int:
    """Encrypt a project with another password, or with one where it had none."""
    with _open(arguments, told) as project:
        project.change_password(_text(arguments.new_password_file))
        told.say("password_changed", path=arguments.project)
        told.say("password_lost")
        told.say("head_told", head=history.head(project))
    return 0


# --- what the arguments say ---


def _open(arguments: Namespace, told: Told) -> Project:
    """Open the project; say whose stale lock it had, and the day it was to be kept until."""
    project = Project.open(Path(arguments.project), _password(arguments))
    if left := project.taken_over_from:
        told.say("taken_over", who=left.who, machine=left.machine, since=left.since)
    if project.overdue and arguments.command != "purge":
        told.say("overdue", path=project.path.name, until=project.overdue)
    return project


def _password(arguments: Namespace) -> str | None:
    """Return the password from its file; it never is an argument, which others could see."""
    return _text(arguments.password_file) if arguments.password_file else None


def _text(path: str) -> str:
    """Return the first line of a file, or of standard input for ``-``."""
    if path == "-":
        return sys.stdin.readline().rstrip("\r\n")
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = type(error).__name__
        raise ProjectError("password_file", path=Path(path).name, why=why) from error
    return lines[0] if lines else ""


def _day(text: str | None) -> date | None:
    return day(text) if text else None


# --- what is told ---


def _say_states(told: Told, code: str, states: pd.Series) -> None:
    counts = states.value_counts().sort_index()
    if len(counts):
        words = [f"{sentence(f'state_{s}', {}, told.language)} {n}" for s, n in counts.items()]
        told.say(code, states=", ".join(words))
