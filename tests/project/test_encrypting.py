"""A project gets a password later, or another one; nothing plain is left, whenever it is killed."""

import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wijkcheck.errors import ProjectError
from wijkcheck.project import connection, history
from wijkcheck.project.file import ProjectFile

NAME = "Quackenbosch 999900006"
ROWS = 3000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plain project file full of a name."""
    path = tmp_path / "q3.wijkcheck"
    with ProjectFile.create(path, None) as file, file.transaction():
        fill(file)
    return path


def fill(file: ProjectFile) -> None:
    for number in range(ROWS):
        file.remember(f"{NAME} {number} {'x' * 400}")
    history.append(file, "created")


def rows(file: ProjectFile) -> int:
    (count,) = file.rows("SELECT count(*) FROM personal")[0]
    return int(count)


def seen(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in folder.iterdir())


def test_a_plain_project_is_encrypted_in_its_place(
    path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plain = tmp_path_factory.mktemp("plain") / "file"
    os.link(path, plain)  # the plain file itself, whatever becomes of its own name
    with ProjectFile.open(path) as file:
        file.change_password("geheim")
        assert file.encrypted
        with file.transaction():
            history.append(file, "encrypted")
    assert NAME.encode() not in seen(path.parent)
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert set(plain.read_bytes()[:4096]) == {0}
    with pytest.raises(ProjectError, match="project_needs_password"):
        ProjectFile.open(path)
    with ProjectFile.open(path, "geheim") as file:
        assert (rows(file), history.verify(file).whole) == (ROWS, True)
        assert file.rows("PRAGMA integrity_check") == [("ok",)]
        file.change_password("anders")
    with ProjectFile.open(path, "anders") as file:
        assert rows(file) == ROWS


def test_without_sqlcipher_a_plain_project_stays_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(connection, "sqlcipher", None)
    with ProjectFile.open(path) as file, pytest.raises(ProjectError, match="encryption_absent"):
        file.change_password("geheim")
    assert path.read_bytes() == before


def test_an_empty_password_encrypts_nothing(path: Path) -> None:
    with ProjectFile.open(path) as file, pytest.raises(ProjectError, match="password_empty"):
        file.change_password("")
    with ProjectFile.open(path) as file:
        assert rows(file) == ROWS


FULL = """
import resource, signal, sys
from pathlib import Path
from wijkcheck.errors import ProjectError
from wijkcheck.project.file import ProjectFile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path, old = Path(sys.argv[1]), sys.argv[2] or None
with ProjectFile.open(path, old) as file:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    try:
        file.change_password("geheim")
    except ProjectError as error:
        print(error.code)
    print(file.rows("SELECT count(*) FROM personal")[0][0])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("old", [None, "oud"])
def test_no_room_for_it_leaves_the_project_as_it_was(path: Path, old: str | None) -> None:
    if old:
        with ProjectFile.open(path) as file:
            file.change_password(old)
    command = [sys.executable, "-c", FULL, str(path), old or ""]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert said[0] in ("project_disk_full", "project_drive_gone")
    assert said[1] == str(ROWS)
    with ProjectFile.open(path, old) as file:
        assert rows(file) == ROWS
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def encrypt(path: str, old: str | None) -> None:
    with ProjectFile.open(Path(path), old) as file:
        file.change_password("nieuw")


@pytest.mark.parametrize("old", [None, "oud"])
def test_killed_at_any_moment_it_has_the_old_password_or_the_new(
    path: Path, tmp_path: Path, old: str | None
) -> None:
    if old:
        with ProjectFile.open(path) as file:
            file.change_password(old)
    draw = random.Random(11)
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "fork")
    for turn in range(8):
        folder = tmp_path / str(turn)
        folder.mkdir()
        copy = Path(shutil.copy(path, folder / "q3.wijkcheck"))
        program = context.Process(target=encrypt, args=(str(copy), old))
        program.start()
        time.sleep(draw.random() * 0.8)
        program.kill()
        program.join()
        assert_whole(copy, old)


def assert_whole(path: Path, old: str | None) -> None:
    """The project opens with one of both, has everything, and beside it nothing plain is left."""
    for password in ("nieuw", old):
        try:
            with ProjectFile.open(path, password) as file:
                assert (rows(file), history.verify(file).whole) == (ROWS, True)
            break
        except ProjectError as error:
            assert error.code in ("project_without_password", "project_key_or_damage")  # noqa: PT017
    else:
        raise AssertionError("neither password fits")
    plain = NAME.encode() in seen(path.parent)
    assert plain == (password is None)
    assert [p.name for p in path.parent.iterdir()] == [path.name]
