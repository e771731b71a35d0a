"""The command line: for the scheduler, for tests and for people who live in a shell.

Exit status: 0 done; 1 done, and a limit was exceeded or a source was unusable; 2 unusable
arguments or nothing to compare; 3 cancelled. What a command needs is loaded when it runs, so that
help and mistakes are told at once.
"""

import importlib.util
import io
import os
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wijkcheck.arguments import parse
from wijkcheck.errors import Cancelled, WijkCheckError
from wijkcheck.policies import policies
from wijkcheck.progress import Progress, silent
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.texts import sentence

if TYPE_CHECKING:
    from wijkcheck.pipeline import Run


def main(words: Sequence[str] | None = None) -> int:
    """Run a command, as ``["reconcile", "q3.toml", "--out", "uit"]``; return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console that lacks a sign must not end a run
            stream.reconfigure(errors="replace")
    arguments = parse(sys.argv[1:] if words is None else words)
    language = arguments.language or "nl"
    try:
        policies().need_masked(with_bsn=getattr(arguments, "with_bsn", False))
        return _COMMANDS[arguments.command](arguments, language)
    except (Cancelled, KeyboardInterrupt):
        _complain("cancelled", language)
        return 3
    except WijkCheckError as error:
        _complain(error.code, language, **error.values)
        return 2


def _demo(arguments: Namespace, language: str) -> int:
    from wijkcheck import demo

    folder = Path(arguments.folder)
    try:
        project = demo.make_demo(folder)
    except OSError as error:
        raise WijkCheckError("output_refused", path=folder) from error
    out = folder / "uit"
    status = _run(project, out, language, arguments)
    if arguments.verify:
        found = demo.verify(out, folder / demo.KEY)
        print(f"\n{found.report(language)}")
        status = 0 if found.ok else 1
    if not arguments.headless and _screen():
        _open_window([str(project)], language)
    return status


def _reconcile(arguments: Namespace, language: str) -> int:
    from wijkcheck.project.file import is_project_file

    if is_project_file(Path(arguments.project)):
        return _with_project(arguments, language)
    if arguments.period:
        raise WijkCheckError("period_in_toml", path=arguments.project)
    return _run(Path(arguments.project), Path(arguments.out), arguments.language, arguments)


def _run(path: Path, out: Path, language: str | None, arguments: Namespace) -> int:
    """Reconcile a project, write its tables and tell about it in a page."""
    from wijkcheck import deliveries, dossier, pipeline
    from wijkcheck.project import read_project

    project = read_project(path)
    language = language or project.language
    with _progress(language) as progress:
        checked = pipeline.check(project, progress)
        run = pipeline.explain(checked, progress)
        dossier.write_tables(
            run, out, with_bsn=arguments.with_bsn, language=language, progress=progress
        )
    if arguments.save_profiles:
        deliveries.save_profiles(project, checked.delivered)
    print(dossier.overview(run, language))
    print(sentence("written", {"path": out}, language))
    return _status(run)


def _status(run: "Run") -> int:
    from wijkcheck import dossier

    unusable = any(source.status != "used" for source in run.sources)
    return int(unusable or any(held["exceeded"] for held in dossier.limits(run).values()))


def _validate(arguments: Namespace, language: str) -> int:
    from wijkcheck import dossier, pipeline
    from wijkcheck.project import ProjectSettings, SourceSettings

    path = Path(arguments.file)
    today = datetime.now().astimezone().date()
    source = SourceSettings(Side.TEAM, path.name, RecordType(arguments.record_type))
    project = ProjectSettings(path.stem, path.parent, today, today, today, sources=(source,))
    with _progress(language) as progress:
        checked = pipeline.check(project, progress)
    for delivery in checked.delivered:
        if delivery.error:
            raise delivery.error
    print(dossier.checked_overview(checked, language))
    if arguments.out:
        folder = Path(arguments.out)
        dossier.write_findings(
            checked.findings, folder, with_bsn=arguments.with_bsn, language=language
        )
        print(sentence("written", {"path": folder}, language))
    return 0


def _linking(arguments: Namespace, language: str) -> int:
    """Run ``link`` or ``dedupe``."""
    from wijkcheck import linking

    work = {"link": linking.link, "dedupe": linking.dedupe}[arguments.command]
    with _progress(language) as progress:
        lines = work(arguments, language, progress)
    for line in lines:
        print(line)
    return 0


def _with_project(arguments: Namespace, language: str) -> int:
    """Run one of the commands about project files."""
    from wijkcheck import commands

    told = commands.Told(language)
    try:
        if arguments.command in ("add", "reconcile"):
            work = commands.add if arguments.command == "add" else commands.reconcile
            with _progress(language) as progress:
                return work(arguments, told, progress)
        plain = {
            "new": commands.new,
            "decide": commands.decide,
            "verify": commands.verify,
            "password": commands.password,
        }
        return plain.get(arguments.command, commands.purge)(arguments, told)
    finally:
        for line in told.lines:
            print(line)


def _template(arguments: Namespace, language: str) -> int:
    from wijkcheck import dossier

    path = Path(arguments.out)
    dossier.write_template(RecordType(arguments.record_type), path, language)
    print(sentence("written", {"path": path}, language))
    return 0


def _open(arguments: Namespace, language: str) -> int:
    if not _screen():
        _complain("screen_absent", language)
        return 2
    return 0 if _open_window([arguments.project] if arguments.project else [], language) else 2


def _screen() -> bool:
    known = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform in ("win32", "darwin") or bool(known)


def _open_window(words: Sequence[str], language: str) -> bool:
    """Start the window as a program of its own, which stays when this one ends."""
    if getattr(sys, "frozen", False):
        command = [str(Path(sys.executable).with_stem("wijkcheck-gui"))]
    elif importlib.util.find_spec("PySide6"):
        command = [sys.executable, "-m", "ui.app"]
    else:
        _complain("window_absent", language)
        return False
    # It must not hold the terminal, nor a pipe that waits for this program to end.
    nowhere = subprocess.DEVNULL
    subprocess.Popen(
        [*command, *words],
        stdin=nowhere,
        stdout=nowhere,
        stderr=nowhere,
        start_new_session=True,
        creationflags=getattr(subprocess, "DETACHED_PROCESS", 0),  # Windows only
    )
    return True


# --- what people see ---


@contextmanager
def _progress(language: str) -> Iterator[Progress]:
    """Give a progress that keeps one line of stderr up to date, if that is a terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    shown = 0.0

    def show(phrase: str, done: int, total: int) -> None:
        nonlocal shown
        if time.monotonic() - shown > 0.1:
            shown = time.monotonic()
            _line(f"{sentence(phrase, {}, language)} {done}/{total}")

    try:
        yield show
    finally:
        _line("")


def _line(text: str) -> None:
    print(f"\r{text:<78}", end="\r", file=sys.stderr, flush=True)


def _complain(code: str, language: str, **values: object) -> None:
    print(sentence(code, values, language), file=sys.stderr)


_COMMANDS = {
    "demo": _demo,
    "open": _open,
    "reconcile": _reconcile,
    "validate": _validate,
    "link": _linking,
    "dedupe": _linking,
    "template": _template,
    "new": _with_project,
    "add": _with_project,
    "decide": _with_project,
    "verify": _with_project,
    "purge": _with_project,
    "password": _with_project,
}


if __name__ == "__main__":
    sys.exit(main())
