"""From a cold process to a window: painted, and with the data stack loaded behind it."""

import subprocess
import sys
import time

_PROBE = """
import sys
from PySide6.QtCore import QTimer
from ui.app import Application
from ui.jobs import Jobs
app = Application(["wijkcheck"])
app.workspace.jobs.warm_up = lambda: None
app.show_window()
def painted():
    print("painted", flush=True)
    app.workspace.jobs.heavy("builtins", "id", then=loaded)
def loaded(_):
    print("loaded", flush=True)
    app.workspace.close()
    app.quit()
QTimer.singleShot(0, painted)
app.exec()
"""


def start() -> tuple[float, float]:
    """Return the seconds until the window was painted, and until its worker could reconcile."""
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", _PROBE], stdout=subprocess.PIPE, text=True) as it:
        assert it.stdout is not None  # noqa: S101 - it is a pipe
        moments = {line.strip(): time.perf_counter() - began for line in it.stdout}
    return moments["painted"], moments["loaded"]
