"""The worker process: runs one piece of heavy work at a time; no Qt in here.

The window's process sends ``("work", buffers)`` and behind it, pickled in as many messages,
(module, function, arguments). It hears ``("progress", phrase, done, total)``, then one of
``("done", buffers)`` with the result behind it in the same way, ``("failed", error)``,
``("broken", description)``. Nothing is written to disk.
"""

import pickle
import time
import traceback
from importlib import import_module
from typing import TYPE_CHECKING, Any

from wijkcheck.errors import WijkCheckError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_APART = 0.05  # seconds between two messages of progress


def serve(pipe: "Connection[Any, Any]") -> None:
    """Take work from the pipe until it closes; load the data stack while nothing is asked yet."""
    import_module("wijkcheck.views.opening")
    while True:
        try:
            _, buffers = pipe.recv()
            module, name, arguments = receive(pipe, buffers)
        except (EOFError, OSError):
            return
        _run(pipe, module, name, arguments)


def _run(pipe: "Connection[Any, Any]", module: str, name: str, arguments: tuple[Any, ...]) -> None:
    try:
        result = getattr(import_module(module), name)(*arguments, _Telling(pipe))
        send(pipe, "done", result)
    except WijkCheckError as error:
        pipe.send(("failed", error))
    except Exception as error:  # noqa: BLE001 - whatever it is, the window tells it
        pipe.send(("broken", described(error)))


class _Telling:
    """Progress that goes through the pipe; cancelling ends the process, so it never raises."""

    def __init__(self, pipe: "Connection[Any, Any]") -> None:
        self._pipe = pipe
        self._next = 0.0

    def __call__(self, phrase: str, done: int, total: int) -> None:
        if time.monotonic() >= self._next or done == total:
            self._pipe.send(("progress", phrase, done, total))
            self._next = time.monotonic() + _APART


def send(pipe: "Connection[Any, Any]", word: str, content: object) -> None:
    """Send something large: its columns as they lie in memory, so nothing is copied to pack it."""
    buffers: list[pickle.PickleBuffer] = []
    head = pickle.dumps(content, protocol=5, buffer_callback=buffers.append)
    pipe.send((word, len(buffers)))
    pipe.send_bytes(head)
    for buffer in buffers:
        pipe.send_bytes(buffer.raw())


def receive(pipe: "Connection[Any, Any]", buffers: int) -> Any:
    """Return what stands behind a word that told how many buffers it has."""
    head = pipe.recv_bytes()
    return pickle.loads(head, buffers=[pipe.recv_bytes() for _ in range(buffers)])  # noqa: S301 - our own process


def described(error: BaseException) -> str:
    """Return where and what went wrong without its message, which may hold personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(
        f"  {frame.name} ({_short(frame.filename)}:{frame.lineno})" for frame in frames
    )
    return f"{type(error).__name__}\n{places}"


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-2:])
