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


SETTINGS = """
from PySide6.QtCore import QSettings
form = QSettings.Format.IniFormat
QSettings.setDefaultFormat(form)
QSettings.setPath(form, QSettings.Scope.UserScope, {home!r})
"""


def run(code: str, home: Path, *words: str) -> list[str]:
    """Return the lines that a program prints which has the window and its settings to itself."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home), "PYTHONUTF8": "1"}
    result = subprocess.run(
        [sys.executable, "-c", SETTINGS.format(home=str(home)) + code, *words],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
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


DELIVERED = """
import sys
from pathlib import Path
from ui.app import Application
app = Application(["wijkcheck"])
app.show_window()
app.open([Path(path) for path in sys.argv[1:]])
window = app.window
while app.workspace.jobs.busy:
    app.processEvents()
print(window.stack.currentWidget() is window.new)
print([(s.path, s.side.value, s.record_type.value) for s in window.new.settings().sources])
app.workspace.jobs.close()
"""


def test_delivered_files_begin_a_new_project(tmp_path: Path) -> None:
    name = "Noord; een export.csv"
    lines = ["BSN;Toewijzingsnummer;Productcode;Ingangsdatum;Einddatum;Volume"]
    lines += [f"99990000{n};{n};01A03;01-07-2026;31-12-2026;4" for n in range(9)]
    (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    told = run(DELIVERED, tmp_path, str(tmp_path / name))
    assert told == ["True", str([(name, "team", "toewijzingen")])]


LOOK = """
from ui.app import Application
from ui.look import colours, size
from ui.tokens import DARK
app = Application(["wijkcheck"])
app.show_window()
if CHOOSE:
    first = app.window
    menu = {action.text(): action for action in first.head.appearance.menu().actions()}
    menu["Donker"].trigger()
    app.window.resize(1000, 700)  # as large as the screen here lets it come back
    menu = {action.text(): action for action in app.window.head.appearance.menu().actions()}
    menu["Grotere tekst"].trigger()
    print(app.window is not first)
    app.remember()
app.processEvents()
print(colours() == DARK, size(), app.window.size().toTuple())
app.workspace.jobs.close()
"""


def test_the_look_that_was_chosen_and_the_size_of_the_window_are_remembered(
    tmp_path: Path,
) -> None:
    kept = "True 125 (1000, 700)"
    assert run("CHOOSE = True" + LOOK, tmp_path) == ["True", kept]
    assert run("CHOOSE = False" + LOOK, tmp_path) == [kept]
