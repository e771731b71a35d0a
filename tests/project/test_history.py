"""The chain proves itself whole, or names the entry that was touched."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.worlds import LEFT, RIGHT, World, differences
from wijkcheck.project import history, privacy
from wijkcheck.project.decisions import Choice, decide, decisions
from wijkcheck.project.file import ProjectFile

ASK = Choice("difference", "ask", LEFT, RIGHT, "omvang", reason="Xanthippe belt terug")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[ProjectFile]:
    """A project with an entry, three decisions and another entry."""
    world = World(differences=differences(("field", LEFT, RIGHT, "omvang", "4", "2")))
    with ProjectFile.create(tmp_path / "q3.wijkcheck", None) as file:
        with file.transaction():
            history.append(file, "created")
        decide(file, world, [ASK, ASK, ASK])
        with file.transaction():
            history.append(file, "reconciled", before=[1], after={"figures": "x"})
        yield file


@pytest.mark.parametrize(
    ("statement", "entry", "why"),
    [
        ("UPDATE history SET who = 'een ander' WHERE entry = 2", 2, "hash"),
        ("UPDATE history SET at = '2020-01-01' WHERE entry = 5", 5, "hash"),
        ("UPDATE history SET after = NULL WHERE entry = 5", 5, "hash"),
        ("UPDATE history SET program = '{}' WHERE entry = 1", 1, "hash"),
        ("DELETE FROM history WHERE entry = 3", 3, "order"),
        ("DELETE FROM history WHERE entry = 1", 1, "order"),
        ("UPDATE decisions SET verdict = 'team_right' WHERE decision_id = 2", 3, "decision"),
        ("DELETE FROM decisions WHERE decision_id = 1", 2, "decision"),
        ("UPDATE personal SET value = 'een ander'", None, "value"),
    ],
)
def test_what_was_touched_is_named(
    file: ProjectFile, statement: str, entry: int | None, why: str
) -> None:
    assert history.verify(file).whole
    with file.transaction():
        file.run(statement)
    found = history.verify(file)
    assert (found.whole, found.touched, found.why) == (False, entry, why)


def test_a_decision_without_an_entry_is_noticed(file: ProjectFile) -> None:
    with file.transaction():
        file.run("INSERT INTO decisions SELECT 9, subject, kind, verdict, scope, left_key,"
                 " right_key, field, values_hash, value, reason, who, at, period, undoes"
                 " FROM decisions LIMIT 1")  # fmt: skip
    assert history.verify(file).why == "decision"


def test_a_head_that_was_written_down_is_found_and_stays_found(file: ProjectFile) -> None:
    head = history.head(file)
    with file.transaction():
        history.append(file, "exported")
    found = history.verify(file, head)
    assert (found.whole, found.at, found.entries) == (True, 5, 6)


def test_a_history_that_was_cut_off_lacks_the_head(file: ProjectFile) -> None:
    head = history.head(file)
    with file.transaction():
        file.run("DELETE FROM history WHERE entry = 5")
    assert history.verify(file).whole  # by itself it cannot know
    assert history.verify(file, head).why == "head"


def test_a_purge_leaves_no_value_and_the_chain_whole(file: ProjectFile) -> None:
    head = history.head(file)
    assert b"Xanthippe" in file.path.read_bytes()
    privacy.purge(file)
    assert b"Xanthippe" not in file.path.read_bytes()
    assert b"999900006" not in file.path.read_bytes()
    assert history.verify(file, head).whole
    assert decisions(file)["reason"].isna().all()
    assert [e.what for e in history.entries(file)][-1] == "purged"


def test_an_entry_says_who_with_which_program(file: ProjectFile) -> None:
    entry = history.entries(file)[-1]
    assert entry.who not in ("", "?")
    assert set(entry.program) == {"wijkcheck", "seeds"}
    assert (entry.before, entry.after) == ([1], {"figures": "x"})


def test_looking_at_somebody_is_written_down_by_pseudonym(file: ProjectFile) -> None:
    privacy.log_access(file, "revealed", "999900006")
    entry = history.entries(file)[-1]
    assert entry.what == "revealed"
    assert entry.about["hash"] == file.pseudonym("999900006")


def test_a_pseudonym_is_of_one_project_only(file: ProjectFile, tmp_path: Path) -> None:
    with ProjectFile.create(tmp_path / "other.wijkcheck", None) as other:
        assert other.pseudonym("999900006") != file.pseudonym("999900006")
