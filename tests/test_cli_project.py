"""Project files from the shell."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stories.months import Lists, deliver
from wijkcheck import cli
from wijkcheck.project.file import ProjectFile

Shell = Callable[..., tuple[int, str, str]]
TOML = """
[project]
name = "Toewijzingen"
period = { start = 2026-07-01, end = 2026-07-31 }
[[source]]
side = "municipality"
path = "gemeente.csv"
record_type = "toewijzingen"
[[source]]
side = "team"
team = "Noord"
path = "noord.csv"
record_type = "toewijzingen"
"""


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """A folder with a project of July; returns what runs a command in it."""
    monkeypatch.chdir(tmp_path)
    lists = Lists.equal()
    lists.municipality = {n: c for n, c in lists.municipality.items() if c.team == "Noord"}
    lists.change("teams", 7000, hours="6")
    deliver(tmp_path, lists)
    (tmp_path / "q3.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "word").write_text("geheim wachtwoord\n", encoding="utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        status = cli.main(["--language", "en", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    status, out, _ = run("new", "q3.wijkcheck", "--from", "q3.toml", "--password-file", "word")
    assert (status, "whoever forgets it" in out) == (0, True)
    return run


def with_project(command: str, *words: str) -> list[str]:
    return [command, "q3.wijkcheck", "--password-file", "word", *words]


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(name).read_text("utf-8"))))


def test_a_password_is_the_default_and_going_without_a_choice(shell: Shell) -> None:
    status, _, err = shell("new", "b.wijkcheck", "--from", "q3.toml")
    assert (status, "--without-password" in err) == (2, True)
    assert not Path("b.wijkcheck").exists()
    status, _, _ = shell("new", "b.wijkcheck", "--from", "q3.toml", "--without-password")
    assert status == 0
    assert Path("b.wijkcheck").read_bytes().startswith(b"SQLite format 3")
    assert not Path("q3.wijkcheck").read_bytes().startswith(b"SQLite format 3")


def test_a_password_is_given_later_and_changed(shell: Shell) -> None:
    shell("new", "b.wijkcheck", "--from", "q3.toml", "--without-password")
    Path("other").write_text("een ander\n", encoding="utf-8")
    status, out, _ = shell("password", "b.wijkcheck", "--new-password-file", "word")
    assert (status, "whoever forgets it" in out) == (0, True)
    assert b"Toewijzingen" not in Path("b.wijkcheck").read_bytes()
    words = ("--password-file", "word", "--new-password-file", "other")
    assert shell("password", "b.wijkcheck", *words)[0] == 0
    assert shell("verify", "b.wijkcheck", "--password-file", "word")[0] == 2
    assert shell("verify", "b.wijkcheck", "--password-file", "other")[0] == 0


def test_reconcile_decide_and_verify(shell: Shell) -> None:
    status, out, _ = shell(*with_project("reconcile", "--out", "uit"))
    assert (status, "gemeente.csv: new, 40 records." in out) == (0, True)
    assert "columns that no field needs were not kept: Notitie" in out
    (row,) = rows("uit/differences.csv")
    head = json.loads(Path("uit/summary.json").read_text("utf-8"))["head"]
    words = ("--left", row["left_id"], "--right", row["right_id"], "--field", row["field"])
    status, out, _ = shell(*with_project("decide", "--verdict", "team_right", *words))
    assert (status, out) == (0, "Kept: decision 1.\n")
    assert "1 difference field omvang team_right" in shell(*with_project("decide"))[1]
    status, out, _ = shell(*with_project("reconcile", "--out", "uit"))
    assert "Decisions: applied 1." in out
    (row,) = rows("uit/differences.csv")
    assert row["status"] == "decided"
    status, out, _ = shell(*with_project("verify", "--head", head))
    assert (status, "The history is whole" in out) == (0, True)
    assert shell(*with_project("verify", "--head", "0" * 64))[0] == 1
    assert shell(*with_project("decide", "--undo", "1"))[0] == 0
    assert shell(*with_project("decide"))[1] == ""


def test_the_same_results_as_from_the_toml(shell: Shell) -> None:
    shell(*with_project("reconcile", "--out", "uit"))
    shell("reconcile", "q3.toml", "--out", "toml")
    for path in Path("toml").glob("*.csv"):
        assert (Path("uit") / path.name).read_bytes() == path.read_bytes(), path.name


def test_add_replaces_notices_and_adds(shell: Shell) -> None:
    shell(*with_project("reconcile", "--out", "uit"))
    team = ("--side", "team", "--as", "toewijzingen", "--team", "Noord")
    status, out, _ = shell(*with_project("add", "noord.csv", *team))
    assert (status, "was already here" in out) == (0, True)
    text = Path("noord.csv").read_text("utf-8").splitlines()
    Path("noord_2.csv").write_text("\n".join([*text[:-1], ""]), encoding="utf-8")
    status, out, _ = shell(*with_project("add", "noord_2.csv", *team))
    assert "replaces the earlier delivery: 0 records added, 1 removed, 0 changed" in out
    Path("noord_3.csv").write_text("\n".join([text[0], text[-1], ""]), encoding="utf-8")
    assert shell(*with_project("add", "noord_3.csv", "--adds", *team))[0] == 0
    status, out, _ = shell(*with_project("reconcile", "--out", "uit"))
    assert "40 / 40" in out


def test_a_month_later_the_same_file_is_noticed(shell: Shell) -> None:
    shell(*with_project("reconcile", "--out", "uit"))
    later = ("--period", "2026-08-01", "2026-08-31")
    _, out, _ = shell(*with_project("reconcile", "--out", "uit", *later))
    assert "noord.csv: the same file was delivered before, as noord.csv (2026-07-01" in out
    assert "Differences: carried over 1." in out


def test_purge_keeps_until_the_day_and_removes_for_real(shell: Shell) -> None:
    until = ("--without-password", "--retain-until", "2999-12-31")
    shell("new", "b.wijkcheck", "--from", "q3.toml", *until)
    shell("reconcile", "b.wijkcheck", "--out", "uit")
    status, _, err = shell("purge", "b.wijkcheck")
    assert (status, "2999-12-31" in err) == (2, True)
    assert b"Groot" in Path("b.wijkcheck").read_bytes()
    assert shell("purge", "b.wijkcheck", "--now")[0] == 0
    assert b"Groot" not in Path("b.wijkcheck").read_bytes()


def test_one_person_is_shown_and_removed_without_naming_him_to_the_shell(shell: Shell) -> None:
    shell(*with_project("reconcile", "--out", "uit"))
    Path("bsn").write_text("999900006\n", encoding="utf-8")
    words = ("--person-file", "bsn", "--out", "held.csv")
    status, out, _ = shell(*with_project("purge", *words))
    assert (status, "Removed: 2 rows" in out) == (0, True)
    assert "Berg" in Path("held.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["verify", "q3.wijkcheck"], "--password-file"),
        (["verify", "weg.wijkcheck"], "does not exist"),
        (["reconcile", "q3.wijkcheck", "--out", "uit", "--password-file", "weg"], "password"),
        (["reconcile", "q3.toml", "--out", "uit", "--period", "2026-08-01", "2026-08-31"], "TOML"),
        (with_project("decide", "--verdict", "ask"), "reconcile"),
        (with_project("add", "noord.csv", "--side", "team", "--as", "clienten",
                      "--delivered", "gisteren"), "gisteren"),
        (with_project("reconcile", "--out", "uit", "--period", "2026-08-31", "2026-08-01"),
         "period"),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_one_line(shell: Shell, words: list[str], told: str) -> None:
    status, out, err = shell(*words)
    assert (status, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1


def test_a_password_from_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("geheim wachtwoord\n"))
    assert shell("verify", "q3.wijkcheck", "--password-file", "-")[0] == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("geraden\n"))
    status, _, err = shell("verify", "q3.wijkcheck", "--password-file", "-")
    assert (status, "password is wrong, or the file is damaged" in err) == (2, True)


def test_what_can_be_read_is_rescued(shell: Shell) -> None:
    status, out, _ = shell(*with_project("verify", "--rescue", "kopie.wijkcheck"))
    assert (status, "Rescued to kopie.wijkcheck" in out) == (0, True)
    assert shell("verify", "kopie.wijkcheck", "--password-file", "word")[0] == 0


def test_what_is_held_is_shown_without_removing_it(shell: Shell) -> None:
    shell(*with_project("reconcile", "--out", "uit"))
    Path("bsn").write_text("999900006\n", encoding="utf-8")
    words = ("--person-file", "bsn", "--keep", "--out", "held.csv")
    assert shell(*with_project("purge", *words))[0] == 0
    assert "Berg" in Path("held.csv").read_text("utf-8")
    assert shell(*with_project("purge", *words))[0] == 0  # it is still there


def test_earlier_periods_are_removed_by_a_day_and_what_is_overdue_is_told(shell: Shell) -> None:
    shell("new", "b.wijkcheck", "--from", "q3.toml", "--without-password",
          "--retain-until", "2026-08-01")  # fmt: skip
    shell("reconcile", "b.wijkcheck", "--out", "uit")
    later = ("--period", "2026-08-01", "2026-08-31")
    _, out, _ = shell("reconcile", "b.wijkcheck", "--out", "uit", *later)
    assert "was to be kept until 2026-08-01" in out
    status, out, _ = shell("purge", "b.wijkcheck", "--before", "2026-08-01")
    assert (status, "in 2 files for periods that ended before 2026-08-01" in out) == (0, True)
    assert shell("purge", "b.wijkcheck")[0] == 0
    assert "was to be kept" not in shell("verify", "b.wijkcheck")[1]


def test_who_only_reads_exports_nothing(shell: Shell) -> None:
    shell(*with_project("reconcile", "--out", "uit"))
    with ProjectFile.open(Path("q3.wijkcheck"), "geheim wachtwoord"):
        status, out, err = shell(*with_project("reconcile", "--out", "anders"))
        assert (status, out, "has this project open" in err) == (2, "", True)
        assert not Path("anders").exists()
        assert shell(*with_project("verify"))[0] == 0


def test_a_stale_lock_says_whose_it_was(shell: Shell) -> None:
    left = {"who": "j.jansen", "machine": "WS12", "since": "2026-07-01T08:00:00+00:00"}
    Path("q3.wijkcheck.lock").write_text(json.dumps(left), encoding="utf-8")
    _, out, _ = shell(*with_project("reconcile", "--out", "uit"))
    assert "j.jansen had this project open on WS12" in out
    assert "j.jansen" not in shell(*with_project("reconcile", "--out", "uit"))[1]
