"""One project over three months: what was decided comes back, or says why it does not."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tests.stories.months import NOTE, OTHER_LAYOUT, Lists, deliver, settings, write
from wijkcheck.errors import ProjectError
from wijkcheck.pipeline import Run
from wijkcheck.project import history, store
from wijkcheck.project.decisions import Choice
from wijkcheck.rounds import Project

WORDS = "drie maanden lang"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def project(folder: Path) -> Iterator[Project]:
    """A project with the first month's files."""
    deliver(folder, first_month())
    with Project.new(folder / "t.wijkcheck", settings(folder, 0), WORDS) as project:
        yield project


def first_month() -> Lists:
    """Nine differences: hours, ends, one-sided records, a wrong postcode."""
    lists = Lists.equal()
    for number in (7000, 7002, 7004, 7006):  # of team Noord
        lists.change("teams", number, hours="6")
    lists.change("teams", 7008, hours="5")
    lists.change("teams", 7001, postcode="9999 ZZ")
    del lists.teams["7010"]
    del lists.municipality["7012"]
    del lists.municipality["7020"]
    return lists


def second_month() -> Lists:
    """Of the nine: some as they were, one changed, solved, gone, doubled; and two new ones."""
    lists = first_month()
    lists.change("teams", 7002, hours="7")  # what was judged changed
    lists.change("municipality", 7004, hours="6")  # solved at the source
    del lists.municipality["7006"]  # gone on both sides
    del lists.teams["7006"]
    lists.change("teams", 7003, hours="9")  # new
    lists.change("municipality", 7005, team="Noord")  # moved, says the municipality
    once = lists.teams.pop("7020")  # it comes back as two, under other numbers
    lists.teams |= {number: replace(once, number=number) for number in ("8020", "9020")}
    return lists


def open_differences(run: Run) -> dict[tuple[str, str], str]:
    """Return number and field of each difference with its status."""
    numbers = pd.concat([records["toewijzingnummer"] for records in run.records.values()])
    ids = run.differences["left_id"].fillna(run.differences["right_id"])
    keys = zip(numbers.reindex(ids), run.differences["field"].fillna("-"), strict=True)
    return dict(zip(keys, run.differences["status"], strict=True))


def choose(run: Run, number: str, verdict: str, scope: str = "from_now_on") -> Choice:
    """Return a decision about the first difference of an allocation."""
    numbers = pd.concat([records["toewijzingnummer"] for records in run.records.values()])
    own = numbers.index[numbers.eq(number)]
    found = run.differences[
        run.differences["left_id"].isin(own) | run.differences["right_id"].isin(own)
    ]
    row = found.iloc[0].astype(object).where(found.iloc[0].notna(), None)
    return Choice(
        "difference", verdict, row["left_id"], row["right_id"], row["field"], row["kind"], scope,
        reason=f"nagevraagd bij Xanthippe over {number}",
    )  # fmt: skip


def decide_first_month(project: Project, run: Run) -> None:
    project.decide(
        run,
        [
            choose(run, "7000", "team_right"),  # comes back as it was
            choose(run, "7002", "team_right"),  # a judged value changes
            choose(run, "7004", "ask"),  # solved at the source
            choose(run, "7006", "municipality_right"),  # not found
            choose(run, "7008", "team_right", "this_time"),  # for July only
            choose(run, "7010", "municipality_right"),  # comes back: only at the municipality
            choose(run, "7001", "both_wrong"),  # a person's field, comes back
            choose(run, "7020", "team_right"),  # comes back as two, with other numbers
        ],
    )


def states(run: Run) -> dict[str, int]:
    return run.decided["state"].value_counts().to_dict()


def carried(project: Project) -> dict[str, int]:
    return project.carried()["state"].value_counts().to_dict()


def test_the_first_month(project: Project) -> None:
    run = project.reconcile()
    assert set(open_differences(run)) == {
        ("7000", "omvang"), ("7002", "omvang"), ("7004", "omvang"), ("7006", "omvang"),
        ("7008", "omvang"), ("7001", "postcode"), ("7010", "-"), ("7012", "-"), ("7020", "-"),
    }  # fmt: skip
    before = run.figures.set_index(["measure", "period_rule", "team"])
    decide_first_month(project, run)
    assert carried(project) == {"new": 9}
    run = project.reconcile()
    assert states(run) == {"applied": 8}
    assert sorted(open_differences(run).values()) == ["asked", *["decided"] * 7, "open"]
    assert carried(project) == {"carried": 9}  # nothing was delivered: none is new
    project.reconcile()
    assert carried(project) == {"carried": 9}
    group = ("toewijzingen", "peildatum", "Noord")
    after = run.figures.set_index(["measure", "period_rule", "team"])
    assert (
        before.loc[group, "open"] - after.loc[group, "open"] == 2
    )  # 7010 and 7020; hours move no count


def test_the_second_month(project: Project, folder: Path) -> None:
    decide_first_month(project, project.reconcile())
    project.reconcile()
    deliver(folder, second_month(), {"Noord": OTHER_LAYOUT})
    (folder / "zuid.csv").write_bytes((folder / "zuid.csv").read_bytes())
    project.change_settings(settings(folder, 1))
    run = project.reconcile()
    made = dict(zip(run.decided["decision_id"], run.decided["state"], strict=True))
    assert made == {
        1: "applied", 2: "stale", 3: "solved", 4: "not_found", 5: "lapsed", 6: "applied",
        7: "applied", 8: "ambiguous",
    }  # fmt: skip
    stale = run.decided.set_index("decision_id").loc[2, "changed"]
    assert '"omvang": ["' in stale
    # 7000, 7002, 7008, 7001, 7010, 7012 again; 7003, the move and both of 7020 are new.
    assert carried(project) == {"carried": 6, "new": 4, "solved": 1, "gone": 2}
    table = project.carried()
    assert table.loc[table["state"] == "carried", "months"].unique().tolist() == [1]
    told = run.findings[run.findings["rule"] == "layout_changed"]
    assert told["source"].tolist() == ["noord.csv"]
    assert "Startdatum" in told["details"].iloc[0]
    status = open_differences(run)
    assert (status["7000", "omvang"], status["7002", "omvang"]) == ("decided", "open")
    assert status["7008", "omvang"] == "open"
    assert ("7005", "team") in status


def test_the_same_file_twice_is_noticed(project: Project, folder: Path) -> None:
    project.reconcile()
    lists = second_month()
    write(folder / "gemeente.csv", list(lists.municipality.values()))
    project.change_settings(settings(folder, 1))
    run = project.reconcile()
    told = run.findings[run.findings["rule"] == "delivery_repeated"]
    assert told["source"].tolist() == ["noord.csv", "zuid.csv"]
    statuses = {arrival.file: arrival.status for arrival in project.arrivals}
    assert statuses == {"gemeente.csv": "new", "noord.csv": "repeated", "zuid.csv": "repeated"}


def test_a_correction_replaces_and_says_what_changed(project: Project, folder: Path) -> None:
    decide_first_month(project, project.reconcile())
    lists = first_month()
    lists.change("teams", 7014, hours="8")
    lists.teams["9000"] = lists.teams["7016"].__class__(
        **{**vars(lists.teams["7016"]), "number": "9000", "bsn": "", "family": "Zwaan"}
    )
    del lists.teams["7018"]
    deliver(folder, lists)
    run = project.reconcile()
    (arrival,) = project.arrivals
    assert (arrival.file, arrival.status) == ("noord.csv", "replaces")
    assert (arrival.added, arrival.removed, arrival.changed) == (1, 1, 1)
    assert states(run) == {"applied": 8}  # also those for this time: it is the same period
    assert len(project.rows("SELECT * FROM deliveries WHERE current = 1")) == 3


def test_nothing_is_worked_out_twice(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    run = project.reconcile()
    monkeypatch.setattr("wijkcheck.pipeline.check", None)
    monkeypatch.setattr("wijkcheck.matching.run", None)
    decide_first_month(project, run)  # comparison and figures run again, nothing before them
    decided = project.reconcile()
    monkeypatch.setattr("wijkcheck.pipeline.explain", None)
    again, kept = project.reconcile(), project.results()
    for name in ("findings", "persons", "pairs", "differences", "figures", "decided"):
        pd.testing.assert_frame_equal(getattr(decided, name), getattr(again, name))
        pd.testing.assert_frame_equal(getattr(decided, name), getattr(kept, name))


def test_another_version_works_everything_out_anew(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = project.reconcile()
    decide_first_month(project, run)
    with project.transaction():  # as another version might have kept it
        store.remove_tables(project, "run/copies")
        store.write_table(project, "run/pairs", pd.DataFrame({"links": ["a"]}))
    monkeypatch.setattr("wijkcheck.project.history.version", lambda _: "99.0")
    assert project.results() is None
    again = project.reconcile()
    assert states(again) == {"applied": 8}
    pd.testing.assert_frame_equal(again.pairs, run.pairs)
    kept = project.results()
    assert kept is not None
    pd.testing.assert_frame_equal(kept.pairs, run.pairs)


def test_a_run_is_repeated_without_the_files(project: Project, folder: Path) -> None:
    run = project.reconcile()
    for path in folder.glob("*.csv"):
        path.unlink()
    with project.transaction():
        project.run("DELETE FROM meta WHERE name IN ('run', 'stamps')")
    again = project.reconcile()
    for name in ("findings", "persons", "pairs", "differences", "figures", "bridge"):
        pd.testing.assert_frame_equal(getattr(run, name), getattr(again, name))


def test_a_file_that_did_not_come_is_missing(project: Project, folder: Path) -> None:
    project.reconcile()
    for path in folder.glob("noord.csv"):
        path.unlink()
    project.change_settings(settings(folder, 1))
    run = project.reconcile()
    assert {s.source: s.status for s in run.sources}["noord.csv"] == "missing"


COLLEAGUE = """
import sys
from pathlib import Path
from wijkcheck.rounds import Project
with Project.open(Path(sys.argv[1]), sys.argv[2]) as project:
    run = project.results()
    print(project.writable, project.held_by.who != "", len(run.differences))
    print(len(project.reconcile().differences))
"""


def test_the_third_month_with_two_people(project: Project, folder: Path) -> None:
    run = project.reconcile()
    decide_first_month(project, run)
    project.reconcile()
    deliver(folder, second_month())
    project.change_settings(settings(folder, 1))
    project.reconcile()
    project.change_settings(settings(folder, 2))
    run = project.reconcile()
    table = project.carried()
    since = table.loc[table["state"] == "carried", ["months"]].value_counts().to_dict()
    assert since == {(2,): 6, (1,): 4}
    command = [sys.executable, "-c", COLLEAGUE, str(project.path), WORDS]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert said == ["False", "True", str(len(run.differences)), str(len(run.differences))]
    project.close()
    with Project.open(folder / "t.wijkcheck", WORDS) as colleague:
        assert colleague.writable
        colleague.decide(run, [choose(run, "7012", "municipality_right")])
        assert states(colleague.reconcile())["applied"] == 4
        assert history.verify(colleague, run.head).whole


def test_nothing_personal_is_left_to_be_found(
    project: Project, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    decide_first_month(project, project.reconcile())
    project.reconcile()
    beside = [p for p in folder.iterdir() if p.suffix != ".csv"]
    project.close()
    with pytest.raises(ProjectError):
        Project.open(folder / "t.wijkcheck", "raden")
    seen = b"".join(p.read_bytes() for p in {*beside, *folder.glob("t.*")} if p.exists())
    out, err = capfd.readouterr()
    seen += (out + err).encode()
    for planted in ("Hoekstra", "999900006", "7012", "Xanthippe", "Noord", "toewijzing"):
        assert planted.encode() not in seen, planted
    assert NOTE.encode() in (folder / "gemeente.csv").read_bytes()


def test_a_column_that_no_field_needs_is_not_kept(folder: Path) -> None:
    deliver(folder, first_month())
    with Project.new(folder / "open.wijkcheck", settings(folder, 0), None) as project:
        project.reconcile()
        (entry, *_) = [e for e in history.entries(project) if e.what == "delivered"]
        assert entry.after["dropped"] == ["Notitie"]
    assert b"Xanthippe" not in (folder / "open.wijkcheck").read_bytes()
