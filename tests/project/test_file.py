"""The project file itself: opened, locked, encrypted, migrated, damaged."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.damaging import damage_once, fill
from wijkcheck.errors import ProjectError
from wijkcheck.project import connection, history
from wijkcheck.project.file import ProjectFile, is_project_file
from wijkcheck.project.rescue import rescue
from wijkcheck.project.schema import VERSION
from wijkcheck.project.store import names, read_table, write_table

KEPT = Path(__file__).parent / "files"
PASSWORDS = (None, "geheim wachtwoord")
NAMES = ("Quackenbosch", "999900006")


@pytest.fixture(params=PASSWORDS, ids=["plain", "encrypted"])
def password(request: pytest.FixtureRequest) -> str | None:
    return request.param


@pytest.fixture
def path(tmp_path: Path, password: str | None) -> Path:
    """A project file with a few entries."""
    path = tmp_path / "q3.wijkcheck"
    with ProjectFile.create(path, password) as file:
        add_entries(file, 3)
    return path


def add_entries(file: ProjectFile, number: int) -> None:
    for _ in range(number):
        with file.transaction():
            history.append(file, "created", reason=file.remember("Quackenbosch 999900006"))


def refused(path: Path, password: str | None) -> str:
    before = path.read_bytes() if path.exists() else b""
    with pytest.raises(ProjectError) as told:
        ProjectFile.open(path, password)
    assert (path.read_bytes() if path.exists() else b"") == before
    assert [p for p in path.parent.iterdir() if p.name.endswith(".lock")] == []
    return told.value.code


def test_what_was_kept_is_there_again(path: Path, password: str | None) -> None:
    with ProjectFile.open(path, password) as file:
        assert [e.what for e in history.entries(file)] == ["created"] * 3
        assert file.encrypted == (password is not None)


def test_closing_leaves_nothing_beside_the_file(path: Path) -> None:
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_file_that_exists_is_not_made_again(path: Path, password: str | None) -> None:
    with pytest.raises(ProjectError, match="project_exists"):
        ProjectFile.create(path, password)


def test_a_failed_step_leaves_nothing(path: Path, password: str | None) -> None:
    with ProjectFile.open(path, password) as file:
        with pytest.raises(ZeroDivisionError), file.transaction():
            assert history.append(file, "lost") / 0
        assert len(history.entries(file)) == 3


# --- passwords ---


@pytest.mark.parametrize("other", ["geheim", "Geheim wachtwoord", "x'" + "ab" * 32 + "'", "';--"])
def test_another_password_does_not_fit(tmp_path: Path, other: str) -> None:
    path = tmp_path / "a.wijkcheck"
    ProjectFile.create(path, "geheim wachtwoord").close()
    assert refused(path, other) == "project_key_or_damage"


def test_damage_before_the_key_fits_is_told_as_a_wrong_password_is(tmp_path: Path) -> None:
    path = tmp_path / "a.wijkcheck"
    ProjectFile.create(path, "geheim").close()
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    assert refused(path, "geheim") == "project_key_or_damage"


@pytest.mark.parametrize("word", ["o'brien", "naïef ⌘", "x" * 400, " ", "x'00'"])
def test_any_password_opens_what_it_closed(tmp_path: Path, word: str) -> None:
    path = tmp_path / "a.wijkcheck"
    ProjectFile.create(path, word).close()
    ProjectFile.open(path, word).close()


def test_an_accent_is_the_same_however_it_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "a.wijkcheck"
    ProjectFile.create(path, "caf\u00e9").close()
    ProjectFile.open(path, "cafe\u0301").close()


def test_a_password_is_asked_for_and_not_asked_for_in_vain(tmp_path: Path) -> None:
    for password, other, code in (
        ("geheim", None, "project_needs_password"),
        (None, "geheim", "project_without_password"),
    ):
        path = tmp_path / f"{code}.wijkcheck"
        ProjectFile.create(path, password).close()
        assert refused(path, other) == code


def test_an_empty_password_is_none(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="password_empty"):
        ProjectFile.create(tmp_path / "a.wijkcheck", "")


def test_without_sqlcipher_nothing_is_made_or_opened_silently(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.wijkcheck"
    ProjectFile.create(path, "geheim").close()
    monkeypatch.setattr(connection, "sqlcipher", None)
    assert refused(path, "geheim") == "encryption_absent"
    with pytest.raises(ProjectError, match="encryption_absent"):
        ProjectFile.create(tmp_path / "b.wijkcheck", "geheim")
    assert not (tmp_path / "b.wijkcheck").exists()


def test_another_password_encrypts_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.wijkcheck"
    with ProjectFile.create(path, "oud") as file:
        add_entries(file, 3)
        before = path.read_bytes()
        file.change_password("nieuw")
    assert path.read_bytes()[4096:8192] != before[4096:8192]
    assert refused(path, "oud") == "project_key_or_damage"
    with ProjectFile.open(path, "nieuw") as file:
        assert history.verify(file).whole


def test_no_name_stands_in_an_encrypted_file_nor_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.wijkcheck"
    seen = b""
    with ProjectFile.create(path, "geheim") as file:
        add_entries(file, 2)
        with file.transaction():
            for number in range(500):
                file.remember(f"Quackenbosch 999900006 {number}")
            file.run("UPDATE personal SET value = value || ' Quackenbosch'")
            seen = b"".join(p.read_bytes() for p in tmp_path.iterdir())
            assert (tmp_path / "a.wijkcheck-journal").exists()
    seen += path.read_bytes()
    assert [name for name in NAMES if name.encode() in seen] == []
    assert b"SQLite" not in seen


def test_a_plain_file_shows_that_the_search_finds_names(tmp_path: Path) -> None:
    with ProjectFile.create(tmp_path / "a.wijkcheck", None) as file:
        add_entries(file, 1)
    assert b"Quackenbosch" in (tmp_path / "a.wijkcheck").read_bytes()


# --- who has it ---


def test_the_second_sees_who_has_it_and_only_reads(path: Path, password: str | None) -> None:
    with ProjectFile.open(path, password) as first, ProjectFile.open(path, password) as second:
        assert second.held_by is not None
        assert second.held_by.machine != ""
        assert not second.writable
        with pytest.raises(ProjectError, match="project_held"), second.transaction():
            pass
        add_entries(first, 1)
        assert len(history.entries(second)) == 4
    with ProjectFile.open(path, password) as third:
        assert third.writable


HOLD = """
import sys, time
from pathlib import Path
from wijkcheck.project.file import ProjectFile
file = ProjectFile.open(Path(sys.argv[1]), sys.argv[2] or None)
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other_program(path: Path, password: str | None) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the project open."""
    command = [sys.executable, "-c", HOLD, str(path), password or ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        yield program
        program.kill()


def test_another_program_holds_it_until_it_ends(
    path: Path, password: str | None, other_program: subprocess.Popen[str]
) -> None:
    with ProjectFile.open(path, password) as file:
        assert not file.writable
    other_program.kill()
    other_program.wait()
    assert path.with_name(path.name + ".lock").exists()
    with ProjectFile.open(path, password) as file:
        assert file.writable
        assert file.taken_over_from is not None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_file_that_may_not_be_written_is_read(path: Path, password: str | None) -> None:
    path.chmod(0o444)
    with ProjectFile.open(path, password) as file:
        assert not file.writable


def test_what_is_opened_for_reading_cannot_be_written(path: Path, password: str | None) -> None:
    with ProjectFile.open(path, password, write=False) as file:
        with pytest.raises(ProjectError, match="project_read_only"), file.transaction():
            pass
        with pytest.raises(ProjectError, match="project_read_only"):
            file.rewrite()


# --- what can go wrong ---


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.wijkcheck", None) == "project_missing"


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"x" * 100])
def test_half_a_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.wijkcheck"
    path.write_bytes(content)
    assert refused(path, None) == "project_damaged"


def test_another_database(tmp_path: Path) -> None:
    path = tmp_path / "a.wijkcheck"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert refused(path, None) == "project_foreign"


def test_a_file_of_a_newer_version(path: Path, password: str | None) -> None:
    with ProjectFile.open(path, password) as file:
        file.run(f"PRAGMA user_version = {VERSION + 1}")
    assert refused(path, password) == "project_newer"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_IOERR_READ", "project_drive_gone"),
        ("SQLITE_IOERR_FSYNC", "project_drive_gone"),
        ("SQLITE_CANTOPEN", "project_drive_gone"),
        ("SQLITE_BUSY_SNAPSHOT", "project_busy"),
        ("SQLITE_READONLY_DIRECTORY", "project_read_only"),
        ("SQLITE_CORRUPT_VTAB", "project_damaged"),
    ],
)
def test_what_sqlite_says_is_told_in_a_sentence(
    path: Path, password: str | None, name: str, code: str
) -> None:
    error = sqlite3.OperationalError("as it is on a share that went away")
    error.sqlite_errorname = name
    with (
        ProjectFile.open(path, password) as file,
        pytest.raises(ProjectError, match=code),
        file.transaction(),
    ):
        raise error


def test_a_full_disk_loses_only_the_step_at_hand(path: Path, password: str | None) -> None:
    with ProjectFile.open(path, password) as file:
        (pages,) = file.rows("PRAGMA page_count")[0]
        file.rows(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(ProjectError, match="project_disk_full"), file.transaction():
            file.run("INSERT INTO chunks VALUES ('a', 0, zeroblob(1000000), 0)")
        assert len(history.entries(file)) == 3
        assert file.rows("SELECT count(*) FROM chunks") == [(0,)]


def test_a_folder_that_went_is_told(path: Path, password: str | None) -> None:
    with ProjectFile.open(path, password) as file:
        shutil.move(path.parent, path.parent.with_name("elsewhere"))
        with pytest.raises(ProjectError, match="project_drive_gone"), file.transaction():
            history.append(file, "created")
        assert not path.exists()
    shutil.move(path.parent.with_name("elsewhere"), path.parent)
    with ProjectFile.open(path, password) as file:
        assert len(history.entries(file)) == 3


FILL = """
import resource, signal, sys
from pathlib import Path
from wijkcheck.errors import ProjectError
from wijkcheck.project.file import ProjectFile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path, password = Path(sys.argv[1]), sys.argv[2] or None
with ProjectFile.open(path, password) as file:
    size = path.stat().st_size + 20000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        with file.transaction():
            file.run("INSERT INTO chunks VALUES ('a', 0, zeroblob(9000000), 0)")
    except ProjectError as error:
        print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_write_that_the_system_refuses(path: Path, password: str | None) -> None:
    command = [sys.executable, "-c", FILL, str(path), password or ""]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert said in ("project_disk_full", "project_drive_gone")
    with ProjectFile.open(path, password) as file:
        assert history.verify(file).whole
        assert file.rows("SELECT count(*) FROM chunks") == [(0,)]


def damaged(path: Path, password: str | None) -> None:
    """Fill a file and overwrite a stretch in its second half."""
    with ProjectFile.open(path, password) as file, file.transaction():
        for part in range(200):
            file.run("INSERT INTO chunks VALUES ('a', ?, randomblob(3000), 0)", (part,))
    content = bytearray(path.read_bytes())
    middle = len(content) // 4096 // 2 * 4096
    content[middle : middle + 3 * 4096] = b"\x5a" * 3 * 4096
    path.write_bytes(content)


def test_damage_is_told_and_what_can_be_read_is_rescued(
    path: Path, password: str | None, tmp_path: Path
) -> None:
    damaged(path, password)
    before = path.read_bytes()
    with (
        ProjectFile.open(path, password) as file,
        pytest.raises(ProjectError, match="project_damaged"),
    ):
        file.rows("SELECT sum(length(data)) FROM chunks")
    rows, lost = rescue(path, password, tmp_path / "copy.wijkcheck")
    assert lost == ("chunks",)
    assert rows > 100
    assert path.read_bytes() == before
    with ProjectFile.open(tmp_path / "copy.wijkcheck", password) as file:
        assert [e.what for e in history.entries(file)] == [*["created"] * 3, "rescued"]
        assert history.verify(file).whole
        (kept,) = file.rows("SELECT count(*) FROM chunks")[0]
        assert 100 < kept < 200


def test_damage_anywhere_is_told_or_does_no_harm(tmp_path: Path, password: str | None) -> None:
    path = tmp_path / "a.wijkcheck"
    with ProjectFile.create(path, password) as file:
        fill(file)
    good, draw = path.read_bytes(), random.Random(5)
    told = {damage_once(good, path, password, draw) for _ in range(80 if password is None else 30)}
    assert "project_damaged" in told


@pytest.mark.parametrize("vacuumed", [False, True])
def test_a_damaged_first_page_costs_nothing_but_itself(
    path: Path, password: str | None, tmp_path: Path, *, vacuumed: bool
) -> None:
    with ProjectFile.open(path, password) as file:
        with file.transaction():
            for part in range(200):
                file.run("INSERT INTO chunks VALUES ('a', ?, randomblob(3000), 0)", (part,))
        if vacuumed:
            file.rewrite()
    content = bytearray(path.read_bytes())
    content[16:4096] = b"\x5a" * 4080
    path.write_bytes(content)
    rows, lost = rescue(path, password, tmp_path / "copy.wijkcheck")
    assert lost == ()
    assert rows > 200
    assert path.read_bytes() == content
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.wijkcheck", path.name]
    with ProjectFile.open(tmp_path / "copy.wijkcheck", password) as file:
        assert history.verify(file).whole
        assert file.rows("SELECT count(*) FROM chunks") == [(200,)]


def test_without_its_salt_an_encrypted_file_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.wijkcheck"
    with ProjectFile.create(path, "geheim") as file:
        add_entries(file, 3)
    content = bytearray(path.read_bytes())
    content[:16] = b"\x5a" * 16
    path.write_bytes(content)
    with pytest.raises(ProjectError, match="rescue_nothing"):
        rescue(path, "geheim", tmp_path / "copy.wijkcheck")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_nothing_to_rescue_leaves_no_copy(tmp_path: Path, password: str | None) -> None:
    path = tmp_path / "a.wijkcheck"
    path.write_bytes(b"\x5a" * 9000)
    with pytest.raises(ProjectError, match="rescue_nothing"):
        rescue(path, password, tmp_path / "copy.wijkcheck")
    assert not (tmp_path / "copy.wijkcheck").exists()


# --- versions ---


@pytest.mark.parametrize("kept", sorted(KEPT.glob("*.wijkcheck")), ids=lambda p: p.stem)
def test_a_kept_file_of_an_older_version_is_brought_up_to_date(kept: Path, tmp_path: Path) -> None:
    path = shutil.copy(kept, tmp_path / "a.wijkcheck")
    with ProjectFile.open(path, "geheim" if "encrypted" in kept.stem else None) as file:
        assert file.rows("PRAGMA user_version") == [(VERSION,)]
        assert file.rows("SELECT count(*) FROM files") == [(0,)]
        assert [e.what for e in history.entries(file)] == ["created", "settings"]
        assert history.verify(file).whole
        for name in names(file, ""):
            table = read_table(file, name)
            assert table is not None
            assert table["open"].tolist() == [2, 1]
            with file.transaction():
                write_table(file, name, table)


@pytest.mark.parametrize("kept", sorted(KEPT.glob("*.wijkcheck")), ids=lambda p: p.stem)
def test_a_file_of_an_older_version_is_rescued_too(kept: Path, tmp_path: Path) -> None:
    password = "geheim" if "encrypted" in kept.stem else None
    rows, lost = rescue(kept, password, tmp_path / "copy.wijkcheck")
    assert rows > 4
    assert set(lost) <= {"files"}  # which the first version has not
    with ProjectFile.open(tmp_path / "copy.wijkcheck", password) as file:
        assert history.verify(file).whole


def test_there_is_a_kept_file_of_every_older_version() -> None:
    for version in range(1, VERSION):
        assert (KEPT / f"v{version}.wijkcheck").exists()


def test_an_older_file_that_cannot_be_written_is_left(tmp_path: Path) -> None:
    path = shutil.copy(KEPT / "v1.wijkcheck", tmp_path / "a.wijkcheck")
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="project_older"):
        ProjectFile.open(path, write=False)
    assert path.read_bytes() == before


def test_a_project_file_is_told_from_a_toml(tmp_path: Path) -> None:
    for name, content, wanted in (
        ("q3.wijkcheck", b"", True),
        ("q3", b"SQLite format 3\x00", True),
        ("q3.toml", b"[project]", False),
        ("q3", b"[project]", False),
    ):
        (tmp_path / name).write_bytes(content)
        assert is_project_file(tmp_path / name) is wanted
