"""Work off the window's thread: light work in one thread, heavy work in one process of its own.

A timer of the window's thread looks how far the work is; no Qt object ever leaves that thread.
"""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.worker import receive, send, serve
from wijkcheck.errors import WijkCheckError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Then = Callable[[Any], None]
Otherwise = Callable[[], None]
_LOOK = 30  # milliseconds
_REQUEST, _RESULT = "request", "result"
_TALKING = (_REQUEST, _RESULT)


class WorkerStopped(Exception):  # noqa: N818 - says what happened
    """The worker process ended by itself: out of memory, or ended from outside."""


class Broken(Exception):  # noqa: N818 - says what happened
    """Something unforeseen happened in the worker process; holds where, and no personal data."""


@dataclass(frozen=True)
class _Light:
    key: str
    future: Future[Any]
    then: Then
    failed: Callable[[BaseException], None]


@dataclass(frozen=True)
class _Heavy:
    then: Then
    otherwise: Otherwise


@dataclass(frozen=True)
class _Worker:
    process: "BaseProcess"
    pipe: "Connection[Any, Any]"


class Jobs(QObject):
    """Runs work and hands its results to callbacks on the window's thread.

    Light work: in order, one at a time; asking again under the same key drops what was asked
    before. Heavy work: one at a time, with progress; cancelling ends its process.
    """

    heavy_started = Signal(str)  # the function's name
    progressed = Signal(str, int, int)  # phrase, done, total
    heavy_ended = Signal()  # done, failed or cancelled
    free = Signal()  # that, and whoever asked for it has been told
    failed = Signal(object)  # the exception

    def __init__(self) -> None:
        super().__init__()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="light")
        self._light: list[_Light] = []
        self._worker: _Worker | None = None
        self._heavy: _Heavy | None = None
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether heavy work runs."""
        return self._heavy is not None

    @property
    def idle(self) -> bool:
        """Whether nothing runs at all."""
        return not self.busy and not self._light

    def warm_up(self) -> None:
        """Start the worker process, so that it has loaded the data stack when it is needed."""
        self._ready()

    def _ready(self) -> _Worker:
        if self._worker is None:
            spawn = multiprocessing.get_context("spawn")
            ours, theirs = spawn.Pipe()
            process = spawn.Process(target=serve, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._worker = _Worker(process, ours)
        return self._worker

    def light(self, key: str, work: Callable[..., Any], *arguments: object, then: Then) -> None:
        """Do something short; what was asked under the same key and is not done yet is dropped.

        Once closed, nothing is done: a widget's timer may still ask.
        """
        if self._closed:
            return
        self._drop(key)
        future = self._thread.submit(work, *arguments)
        self._light.append(_Light(key, future, then, self.failed.emit))
        self._timer.start()

    def heavy(
        self,
        module: str,
        function: str,
        *arguments: object,
        then: Then,
        otherwise: Otherwise = lambda: None,
        prepare: Callable[[], object] | None = None,
    ) -> None:
        """Call a function by its name in the worker process; progress is its last argument.

        ``otherwise`` when it fails or is stopped, after its process ended. ``prepare`` makes one
        more argument, in the light thread; whatever is sent may be large.
        """
        self.cancel()
        pipe = self._ready().pipe
        self._heavy = _Heavy(then, otherwise)
        self.heavy_started.emit(function)

        def ask() -> None:
            made = () if prepare is None else (prepare(),)
            send(pipe, "work", (module, function, (*arguments, *made)))

        future = self._thread.submit(ask)
        self._light.append(_Light(_REQUEST, future, lambda _: None, self._unasked))
        self._timer.start()

    def cancel(self) -> None:
        """End the heavy work, if any; nothing of it is left."""
        heavy = self._heavy
        if heavy is not None:
            self._end_process()
            self._end_heavy()
            self.warm_up()
            heavy.otherwise()
            self.free.emit()

    def close(self) -> None:
        """End everything, now, for good."""
        self._closed = True
        self._timer.stop()
        self._end_process()
        if self._heavy is not None:
            self._heavy.otherwise()
        self._heavy = None
        self._light.clear()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _drop(self, key: str) -> None:
        for job in self._light:
            if job.key == key:
                job.future.cancel()
        self._light = [job for job in self._light if job.key != key]

    def _end_process(self) -> None:
        for key in _TALKING:
            self._drop(key)
        if self._worker is not None:
            self._worker.process.terminate()
            self._worker.process.join()
            self._worker.process.close()
        # The pipe is closed when nobody reads from it any more: the thread may be doing so.
        self._worker = None

    def _end_heavy(self) -> None:
        self._heavy = None
        self.heavy_ended.emit()

    def _look(self) -> None:
        done = [job for job in self._light if job.future.done()]
        self._light = [job for job in self._light if job not in done]
        for job in done:
            error = job.future.exception()
            if error is None:
                job.then(job.future.result())
            else:
                job.failed(error)
        talking = any(job.key in _TALKING for job in self._light)
        if self._heavy is not None and self._worker is not None and not talking:
            self._listen(self._worker.pipe)
        if self.idle:
            self._timer.stop()

    def _listen(self, pipe: "Connection[Any, Any]") -> None:
        try:
            while self._heavy is not None and pipe.poll():
                what, *content = pipe.recv()
                if what == "progress":
                    self.progressed.emit(*content)
                elif what == "done":
                    # Unpacked in the thread: it may be large, and loads the data stack here too.
                    future = self._thread.submit(receive, pipe, content[0])
                    self._light.append(_Light(_RESULT, future, self._finish, self._fail))
                    return
                else:
                    self._fail(content[0] if what == "failed" else Broken(content[0]))
        except (EOFError, OSError):
            self._fail(WorkerStopped())

    def _finish(self, result: object) -> None:
        heavy = self._heavy
        self._end_heavy()
        if heavy is not None:
            heavy.then(result)
        self.free.emit()

    def _unasked(self, error: BaseException) -> None:
        """The work never reached the worker process: it is gone, or there was nothing to send."""
        self._fail(WorkerStopped() if isinstance(error, OSError) else error)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, WijkCheckError | Broken):
            self._end_process()
        heavy = self._heavy
        self._end_heavy()
        if heavy is not None:
            heavy.otherwise()
        self.failed.emit(error)
        self.free.emit()
