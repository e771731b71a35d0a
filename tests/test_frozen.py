"""The program that needs no Python does what the source does: one build, seen from all sides."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytest.importorskip("PyInstaller")


def run(*words: str | Path) -> None:
    env = {**os.environ, "PYTHONHASHSEED": "1", "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(
        words, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
def test_the_frozen_program_starts_and_gives_the_same_bytes_as_the_source(tmp_path: Path) -> None:
    build = ("--noconfirm", "--log-level", "ERROR", "--workpath", tmp_path / "work")
    run(sys.executable, "-m", "PyInstaller", *build, "--distpath", tmp_path, ROOT / "build.spec")
    suffix = ".exe" if sys.platform == "win32" else ""
    program = tmp_path / "WijkCheck" / f"wijkcheck{suffix}"

    run(program, "--help")
    inside = [path.relative_to(program.parent).as_posix() for path in program.parent.rglob("*.*")]
    for chapter in (ROOT / "docs/handleiding").rglob("*.*"):
        assert f"_internal/{chapter.relative_to(ROOT).as_posix()}" in inside

    code = "import sys; from wijkcheck.cli import main; sys.exit(main())"
    demo = tmp_path / "demo"
    run(sys.executable, "-c", code, "demo", demo, "--headless", "--verify")
    of_source = files(demo)
    demo.rename(tmp_path / "of source")
    run(program, "demo", demo, "--headless", "--verify")
    assert files(demo) == of_source

    picture = tmp_path / "window.png"
    run(program.with_stem("wijkcheck-gui"), "--picture", picture, demo / "wijkcheck.toml")
    assert picture.stat().st_size > 20_000
