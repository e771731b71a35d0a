"""Measure the window and write ``docs/benchmarks/window.md``.

``python -m benchmarks.ui [--small]``, offscreen; the figures of a busy machine are too high, so the
load is written beside them.
"""

import argparse
import os
import pickle
import resource
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks import journey
from benchmarks.ui import doing
from benchmarks.ui.gaps import Gaps
from benchmarks.ui.rows import view_of_many
from benchmarks.ui.starting import start

ROWS, DELIVERED, SMALL, FEW = 1_000_000, 50_000, 100_000, 5_000
PLACE = Path(__file__).parents[2] / "docs" / "benchmarks" / "window.md"
HEAD = """# How smooth the window is

Written by `python -m benchmarks.ui`: {rows:,} rows, {cores} cores, load {load:.1f} when it began, \
offscreen. A gap is how long the window's thread did not come round to its event loop; the budget \
is 50 ms for 99 of 100 gaps and 200 ms for the longest. *Own* is what of the longest gap that \
thread worked itself; the rest it waited for a processor or for another thread.

"""


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    small = parser.parse_args().small
    rows, delivered = (SMALL, FEW) if small else (ROWS, DELIVERED)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    head = HEAD.format(rows=rows, cores=os.cpu_count() or 1, load=os.getloadavg()[0])
    said = [head, _started(), *_window(rows, delivered)]
    text = "\n".join(said)
    print(text)
    if not small:
        PLACE.write_text(text, encoding="utf-8")


def _started() -> str:
    painted, loaded = start()
    return (
        "| from a cold process | seconds | budget |\n|---|---:|---:|\n"
        f"| window painted | {painted:.2f} | 0.6 |\n"
        f"| data stack loaded behind it | {loaded:.2f} | 0.6 + 1.5 |\n"
    )


def _window(rows: int, delivered: int) -> Iterable[str]:
    from PySide6.QtWidgets import QApplication  # after QT_QPA_PLATFORM is set

    import wijkcheck.views.opening  # noqa: F401 - the libraries are no part of what a view takes
    from ui.jobs import Jobs
    from ui.look import dress
    from ui.main_window import MainWindow
    from ui.tokens import LIGHT
    from ui.workspace import Workspace

    app = QApplication([])
    dress(app, LIGHT)
    window = MainWindow(Workspace(Jobs(), "nl"))
    window.resize(1280, 800)
    window.show()
    with tempfile.TemporaryDirectory() as folder:
        project = journey.write(Path(folder), delivered)
        before = _memory()
        opened = doing.opening(window, project)
    view = window.workspace.view
    assert view is not None  # noqa: S101 - it was opened just now
    yield _table([opened])
    yield (
        f"The window's process then holds {_memory() - before:.0f} MB more, "
        f"{(_memory() - before) * 1e6 / view.pairs.size:.0f} bytes a pair of records with its "
        f"differences and findings; sent to it were {len(pickle.dumps(view, 5)) / 1e6:.0f} MB.\n"
    )
    shown = doing.showing(window, view_of_many(view, rows))
    yield _table([shown, *doing.working(window)])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"At most {peak:.0f} MB, making the rows included.\n"
    window.close()


def _table(found: Iterable[Gaps]) -> str:
    lines = ["| what | seconds | 99 of 100 gaps, ms | longest, ms | own, ms |"]
    lines.append("|---|---:|---:|---:|---:|")
    for gaps in found:
        numbers = (gaps.share, gaps.longest, gaps.own)
        shown = " | ".join(f"{1000 * number:.0f}" for number in numbers)
        lines.append(f"| {gaps.what} | {gaps.took:.1f} | {shown} |")
        print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


def _memory() -> float:
    """Return how many MB this process has in memory."""
    with Path("/proc/self/statm").open(encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()
