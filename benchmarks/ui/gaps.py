"""How long the window's thread is away: the gaps between the ticks of a timer."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

_TICK = 4  # milliseconds
_QUIET = 0.15  # seconds without anything running before something counts as done


@dataclass(frozen=True)
class Gaps:
    """What was done, how long until it showed, and the gaps meanwhile (all in seconds)."""

    what: str
    took: float
    share: float  # 99 of 100 gaps are no longer
    longest: float
    own: float  # of the longest: what the thread worked itself


def measure(what: str, do: Callable[[], None], idle: Callable[[], bool]) -> Gaps:
    """Do something on the window's thread, and turn its event loop until nothing runs any more."""
    loop = QEventLoop()
    ticks: list[float] = []
    worked: list[float] = []
    busy_until = time.perf_counter()

    def tick() -> None:
        nonlocal busy_until
        now = time.perf_counter()
        ticks.append(now)
        worked.append(time.thread_time())
        if not idle():
            busy_until = now
        if now - busy_until > _QUIET:
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(tick)
    start = time.perf_counter()
    ticks.append(start)
    worked.append(time.thread_time())
    QTimer.singleShot(0, do)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.start(_TICK)
    loop.exec()
    timer.stop()
    QApplication.processEvents()
    gaps = np.diff(ticks)
    took = max(busy_until - start, 0.0)
    # The ticks of an idle window would drown what counts.
    gaps = gaps[: max(int(np.searchsorted(np.array(ticks), start + took)), 20)]
    own = np.diff(worked)[int(gaps.argmax())]
    return Gaps(what, took, float(np.quantile(gaps, 0.99)), float(gaps.max()), float(own))
