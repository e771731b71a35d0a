"""The import contracts of pyproject.toml hold, and each notices a planted breach."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.rules import ROOT

LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)
PLANTED = {
    "wijkcheck/mapping/planted_later.py": "import wijkcheck.matching",
    "wijkcheck/planted_nowhere.py": "",
    "wijkcheck/records/planted_screen.py": "import PySide6.QtCore",
    "wijkcheck/demo/planted_stage.py": "import wijkcheck.comparison",
    "ui/planted_pandas.py": "import pandas",
    "ui/widgets/planted_page.py": "import ui.pages.page",
    "ui/pages/planted_beside.py": "import ui.pages.cijfers",
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    wide = {**os.environ, "COLUMNS": "300", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=folder, env=wide, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_the_contracts_are_kept() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_every_contract_notices_a_breach(tmp_path: Path) -> None:
    for name in ("wijkcheck", "ui"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path, source in PLANTED.items():
        (tmp_path / path).write_text(f'"""Planted."""\n{source}\n', encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout
    assert " 0 kept" in result.stdout
    for path in PLANTED:
        assert Path(path).stem in result.stdout
