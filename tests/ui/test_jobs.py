"""Work off the window's thread: its results, its failures, and that it can be stopped."""

import threading
import time
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import chores
from tests.ui.chores import LONG
from ui.jobs import Broken, Jobs, WorkerStopped
from wijkcheck.errors import SourceError

CHORES = chores.__name__


def heard(jobs: Jobs, ask: Callable[[], None], qtbot: QtBot) -> BaseException:
    with qtbot.waitSignal(jobs.failed, timeout=LONG) as signal:
        ask()
    (error,) = signal.args
    assert isinstance(error, BaseException)
    return error


def test_light_work_runs_elsewhere_and_answers_here(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[int] = []
    jobs.light("a", threading.get_ident, then=threads.append)
    jobs.light("b", lambda: None, then=lambda _: threads.append(threading.get_ident()))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threads[1] == threading.get_ident()
    assert jobs.idle


def test_a_newer_question_replaces_the_older(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[int] = []
    for number in range(20):
        jobs.light("same", lambda n=number: time.sleep(0.01) or n, then=answers.append)
    qtbot.waitUntil(lambda: jobs.idle)
    assert answers == [19]


def test_light_work_that_fails_is_told_once(jobs: Jobs, qtbot: QtBot) -> None:
    def fail() -> None:
        raise SourceError("source_missing", source="x")

    error = heard(jobs, lambda: jobs.light("a", fail, then=pytest.fail), qtbot)
    assert isinstance(error, SourceError)
    assert jobs.idle


def test_heavy_work_gives_progress_and_result(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[tuple[str, int, int]] = []
    answers: list[object] = []
    jobs.progressed.connect(lambda *how_far: told.append(how_far))
    jobs.heavy(CHORES, "double", 21, then=answers.append)
    assert jobs.busy
    qtbot.waitUntil(lambda: not jobs.busy, timeout=LONG)
    assert answers == [42]
    assert told[-1] == ("reading", 2, 2)
    assert jobs.idle


def test_large_results_come_whole(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[object] = []
    jobs.heavy(CHORES, "columns", 2_000_000, then=answers.append)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=LONG)
    (answer,) = answers
    assert answer.tolist() == list(range(2_000_000))  # type: ignore[attr-defined]


def test_what_heavy_work_fails_of_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    known = heard(jobs, lambda: jobs.heavy(CHORES, "refuse", then=pytest.fail), qtbot)
    assert isinstance(known, SourceError)
    assert known.values == {"source": "noord.csv"}
    unknown = heard(jobs, lambda: jobs.heavy(CHORES, "stumble", then=pytest.fail), qtbot)
    assert isinstance(unknown, Broken)
    assert "ValueError" in str(unknown)
    assert "stumble (ui/chores.py:" in str(unknown)
    assert "Jansen" not in str(unknown)
    stopped = heard(jobs, lambda: jobs.heavy(CHORES, "die", then=pytest.fail), qtbot)
    assert isinstance(stopped, WorkerStopped)
    assert not jobs.busy


def test_cancelling_is_silent_and_leaves_room_for_more(jobs: Jobs, qtbot: QtBot) -> None:
    failures: list[object] = []
    jobs.failed.connect(failures.append)
    with qtbot.waitSignal(jobs.progressed, timeout=LONG):
        jobs.heavy(CHORES, "last", then=pytest.fail)
    start = time.monotonic()
    jobs.cancel()
    assert time.monotonic() - start < 2
    assert not jobs.busy
    answers: list[object] = []
    jobs.heavy(CHORES, "double", 2, then=answers.append)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=LONG)
    assert (answers, failures) == ([4], [])


def test_closing_ends_what_runs(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.heavy(CHORES, "last", then=pytest.fail)
    jobs.light("a", time.sleep, 0.05, then=pytest.fail)
    start = time.monotonic()
    jobs.close()
    assert time.monotonic() - start < 5
    assert jobs.idle


def test_once_closed_nothing_is_done(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.close()
    jobs.light("late", lambda: 1, then=pytest.fail)
    assert jobs.idle
