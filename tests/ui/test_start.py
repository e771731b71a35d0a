"""The window is painted before the data stack is loaded."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "pandera", "numpy", "pyarrow", "scipy", "rapidfuzz", "openpyxl")
PAINT = f"""
import sys
from ui.app import Application
app = Application(["wijkcheck"])
app.show_window()
app.processEvents()
assert app.window.isVisible()
print([name for name in {HEAVY!r} if name in sys.modules])
app.workspace.jobs.close()
"""


def run(code: str, home: Path) -> list[str]:
    """Return the lines that a program prints which has the window to itself."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "PYTHONUTF8": "1"}
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_painting_needs_no_data_stack(tmp_path: Path) -> None:
    assert run(PAINT, tmp_path) == ["[]"]


ANEW = """
import sys
from PySide6.QtWidgets import QMessageBox
from ui.app import Application
app = Application(["wijkcheck"])
app.show_window()
app.window.go("koppelen")
app.workspace.speak("en")
app.processEvents()
print(app.window.isVisible(), app.window.stack.currentWidget().accessibleName())
app.tell(KeyError, KeyError("Jansen"), None)
print([box.text()[:20] for box in app.window.findChildren(QMessageBox)])
app.workspace.jobs.close()
"""


def test_the_window_is_made_anew_in_another_language_and_survives_an_error(tmp_path: Path) -> None:
    assert run(ANEW, tmp_path) == ["True Matching", "['Something went wrong']"]
