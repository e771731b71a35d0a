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


def test_painting_needs_no_data_stack(tmp_path: Path) -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PYTHONUTF8": "1"}
    result = subprocess.run(
        [sys.executable, "-c", PAINT],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout.strip() == "[]", result.stderr
