"""What must be there at once does not wait for the data stack."""

import subprocess
import sys

import pytest

from tests.house.rules import ROOT

DATA = ("pandas", "pyarrow", "numpy", "scipy", "pandera", "openpyxl", "rapidfuzz")


def loaded(code: str, names: tuple[str, ...]) -> str:
    """Return which of these modules a line of Python loads."""
    tell = f"{code}\nimport sys; print([m for m in {names!r} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", tell], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return result.stdout.strip()


@pytest.mark.parametrize(
    "code",
    [
        "import wijkcheck",
        "import wijkcheck.cli",
        "import wijkcheck.texts, wijkcheck.records.fields",
        "from wijkcheck.arguments import parse; parse(['template', 'clienten', '--out', 'x.xlsx'])",
    ],
)
def test_the_command_line_waits_for_nothing(code: str) -> None:
    assert loaded(code, (*DATA, "PySide6")) == "[]"


def test_the_window_does_not_wait_for_the_data_stack() -> None:
    pytest.importorskip("PySide6")
    assert loaded("import ui.app", DATA) == "[]"
