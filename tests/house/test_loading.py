"""What must be there at once does not wait for the data stack, and nothing asks the network."""

import subprocess
import sys

import pytest

from tests.house.rules import ROOT

HEAVY = ("pandas", "pyarrow", "numpy", "scipy", "pandera", "openpyxl", "rapidfuzz", "PySide6")


@pytest.mark.parametrize(
    "code",
    [
        "import wijkcheck",
        "import wijkcheck.cli",
        "import wijkcheck.texts, wijkcheck.records.fields",
        "from wijkcheck.arguments import parse; parse(['template', 'clienten', '--out', 'x.xlsx'])",
    ],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    tell = f"{code}\nimport sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", tell], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
