"""Decisions find their records again in the next delivery, or say why not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.project.worlds import (
    ANNA,
    BRAM,
    KIND,
    LEFT,
    MAPPED,
    RIGHT,
    World,
    differences,
    findings,
    records,
)
from wijkcheck import matching
from wijkcheck.errors import ProjectError
from wijkcheck.project import history, resolving
from wijkcheck.project.decisions import Choice, decide, decisions, undo
from wijkcheck.project.file import ProjectFile
from wijkcheck.project.tables import Decisions, Resolved
from wijkcheck.records.fields import Side

VOLUME = ("field", LEFT, RIGHT, "omvang", "4", "2")
NOW, LATER = "2026-07-01/2026-07-31", "2026-08-01/2026-08-31"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[ProjectFile]:
    with ProjectFile.create(tmp_path / "q3.wijkcheck", None) as file:
        with file.transaction():
            file.put("period", NOW)
        yield file


def choice(verdict: str = "team_right", **changes: Any) -> Choice:
    return replace(Choice("difference", verdict, LEFT, RIGHT, "omvang"), **changes)


def about_differences(file: ProjectFile, world: World, period: str = NOW) -> pd.Series:
    """Return what became of the only decision."""
    held = resolving.holding(decisions(file), period)
    found = resolving.resolve_differences(held, world.records, world.columns, world.differences)
    Resolved.validate(found)
    (_, row), *_ = found.iterrows()
    return row


def seen(*rows: tuple[Any, ...], **changes: Any) -> World:
    return World(differences=differences(*rows or (VOLUME,)), **changes)


# --- found again ---


def test_a_decision_is_applied_where_nothing_changed(file: ProjectFile) -> None:
    decide(file, seen(), [choice()])
    found = about_differences(file, seen())
    assert found[["state", "verdict", "left_id", "right_id"]].tolist() == [
        "applied", "team_right", LEFT, RIGHT,
    ]  # fmt: skip
    Decisions.validate(decisions(file))


def test_it_finds_the_record_at_another_row_of_another_file(file: ProjectFile) -> None:
    decide(file, seen(), [choice()])
    right = records(BRAM, ANNA, source="noord_aug.csv")
    found = about_differences(
        file, seen(("field", LEFT, right.index[1], "omvang", "4", "2"), right=right)
    )
    assert (found["state"], found["right_id"]) == ("applied", right.index[1])


def test_a_changed_value_makes_it_stale_and_says_what_changed(file: ProjectFile) -> None:
    decide(file, seen(), [choice()])
    found = about_differences(file, seen(("field", LEFT, RIGHT, "omvang", "4", "3")))
    assert found["state"] == "stale"
    assert found["changed"] == '{"right": {"omvang": ["2", "3"]}}'


def test_two_records_that_fit_are_ambiguous(file: ProjectFile) -> None:
    decide(file, seen(), [choice()])
    right = records(ANNA, {**ANNA, "volume": 9.0})
    rows = [("field", LEFT, right_id, "omvang", "4", "2") for right_id in right.index]
    assert about_differences(file, seen(*rows, right=right))["state"] == "ambiguous"


def test_a_record_that_is_gone_is_not_found(file: ProjectFile) -> None:
    decide(file, seen(), [choice()])
    world = World(right=records(BRAM))
    assert about_differences(file, world)["state"] == "not_found"


def test_a_difference_that_is_gone_was_solved_at_the_source(file: ProjectFile) -> None:
    decide(file, seen(), [choice()])
    assert about_differences(file, World())["state"] == "solved"


@pytest.mark.parametrize(
    "change",
    [
        {"bsn": None},
        {"toewijzingnummer": "99"},
        {"clientnummer": "X9"},
        {"team": "Zuid"},
        {"ingangsdatum": "2026-01-08"},
        {"voornamen": "A.", "achternaam": "Bérg", "bsn": None},
        {"productcode": "02A01"},
    ],
)
def test_the_record_is_known_by_what_it_still_has(file: ProjectFile, change: Any) -> None:
    decide(file, seen(), [choice()])
    world = seen(right=records(BRAM, {**ANNA, **change}))
    world.differences = differences(("field", LEFT, world.right.index[1], "omvang", "4", "2"))
    assert about_differences(file, world)["state"] == "applied"


def test_a_record_on_one_side_is_judged_by_all_its_values(file: ProjectFile) -> None:
    only = ("only_team", None, RIGHT, None, None, None)
    decide(file, seen(only), [choice(left_id=None, field=None)])
    assert about_differences(file, seen(only))["state"] == "applied"
    longer = seen(only, right=records({**ANNA, "einddatum": "2026-08-31"}))
    found = about_differences(file, longer)
    assert found["changed"] == '{"right": {"einddatum": [null, "2026-08-31"]}}'


def test_a_column_that_is_no_longer_delivered_changes_nothing(file: ProjectFile) -> None:
    only = ("only_team", None, RIGHT, None, None, None)
    decide(file, seen(only), [choice(left_id=None, field=None)])
    fewer = tuple(name for name in MAPPED if name != "postcode")
    world = seen(only, right=records({**ANNA, "postcode": None}), fields=fewer)
    assert about_differences(file, world)["state"] == "applied"


def test_a_persons_field_is_found_at_whichever_row_stands_first(file: ProjectFile) -> None:
    decide(
        file,
        seen(("field", LEFT, RIGHT, "postcode", "1234AB", "1234AC")),
        [choice(field="postcode")],
    )
    right = records({**ANNA, "toewijzingnummer": "70"}, ANNA)
    world = seen(("field", LEFT, right.index[0], "postcode", "1234AB", "1234AC"), right=right)
    assert about_differences(file, world)["state"] == "applied"


# --- this time, from now on, undone ---


@pytest.mark.parametrize(("scope", "later"), [("this_time", 0), ("from_now_on", 1)])
def test_only_what_is_meant_for_later_holds_later(
    file: ProjectFile, scope: str, later: int
) -> None:
    decide(file, seen(), [choice(scope=scope)])
    made = decisions(file)
    assert len(resolving.holding(made, NOW)) == 1
    assert len(resolving.holding(made, LATER)) == later
    assert resolving.lapsed(made, LATER)["state"].tolist() == ["lapsed"] * (1 - later)


def test_the_last_decision_holds(file: ProjectFile) -> None:
    decide(file, seen(), [choice(), choice("municipality_right")])
    assert decisions(file)["verdict"].tolist() == ["municipality_right"]


def test_undoing_is_one_more_entry_and_can_be_undone(file: ProjectFile) -> None:
    first, second = decide(file, seen(), [choice(), choice("ask")])
    undoing = undo(file, second, reason="vergissing")
    assert decisions(file)["verdict"].tolist() == ["team_right"]
    undo(file, undoing)
    assert decisions(file)["verdict"].tolist() == ["ask"]
    undo(file, first)
    assert [e.what for e in history.entries(file)] == ["decided"] * 2 + ["undone"] * 3
    assert history.verify(file).whole


def test_what_is_not_there_cannot_be_decided_about(file: ProjectFile) -> None:
    for wrong, code in (
        (choice("nonsense"), "decision_value"),
        (choice(field="wet"), "decision_about_nothing"),
        (Choice("pair", "same", LEFT, LEFT), "decision_sides"),
        (Choice("pair", "same", LEFT, "toewijzingen:x.csv:2"), "decision_about_nothing"),
        (Choice("person", "same", LEFT, RIGHT), "decision_sides"),
        (Choice("finding", "set_aside", LEFT, kind="volume_zero"), "decision_about_nothing"),
    ):
        with pytest.raises(ProjectError, match=code):
            decide(file, seen(), [choice(), wrong])
    with pytest.raises(ProjectError, match="decision_unknown"):
        undo(file, 1)
    assert decisions(file).empty


# --- findings ---


def test_a_finding_is_set_aside_until_its_value_changes(file: ProjectFile) -> None:
    zero = (RIGHT, "noord.csv", "volume", "volume_zero", "0")
    other = (LEFT, "gemeente.csv", "volume", "volume_zero", "0")
    source = (None, "noord.csv", None, "bsn_test_source", "1")
    world = World(findings=findings(zero, other, source))
    decide(
        file,
        world,
        [
            Choice("finding", "set_aside", RIGHT, field="volume", kind="volume_zero"),
            Choice("finding", "set_aside", "noord.csv", kind="bsn_test_source"),
        ],
    )

    def left_over(now: pd.DataFrame) -> list[Any]:
        told = about_findings(file, world, now)
        return resolving.without(now, told)["record_id"].tolist()

    assert left_over(world.findings) == [LEFT]
    changed = (RIGHT, "noord.csv", "volume", "volume_zero", "0,0")
    assert left_over(findings(changed, other, source)) == [RIGHT, LEFT]


def about_findings(file: ProjectFile, world: World, now: pd.DataFrame) -> pd.DataFrame:
    told = resolving.resolve_findings(
        decisions(file), world.records, world.columns, now, world.sources
    )
    return Resolved.validate(told)


@pytest.mark.parametrize(
    ("sources", "teams", "found", "state"),
    [
        (["noord_aug.csv"], {"noord_aug.csv": "Noord"}, "noord_aug.csv", "applied"),
        (["noord_aug.csv"], {"noord_aug.csv": "Zuid"}, "noord_aug.csv", "not_found"),
        (["noord_aug.csv"], {"noord_aug.csv": "Noord"}, None, "solved"),
        (["a.xlsx#juli", "a.xlsx#aug"], dict.fromkeys(["a.xlsx#juli", "a.xlsx#aug"], "Noord"),
         "a.xlsx#aug", "applied"),
    ],
)  # fmt: skip
def test_a_finding_on_a_list_is_found_whatever_its_file_is_called(
    file: ProjectFile, sources: list[str], teams: dict[str, str], found: str | None, state: str
) -> None:
    july = World(findings=findings((None, "noord.csv", None, "bsn_test_source", "1")))
    july.teams = {"noord.csv": "Noord"}
    decide(
        file,
        july,
        [Choice("finding", "set_aside", "noord.csv", kind="bsn_test_source", scope="from_now_on")],
    )
    later = World(right=pd.concat([records(ANNA, source=name) for name in sources]), teams=teams)
    rows = [(None, found, None, "bsn_test_source", "1")] if found else []
    now = findings(*rows) if rows else july.findings.iloc[:0]
    told = about_findings(file, later, now)
    assert told["state"].tolist() == [state]
    assert len(resolving.without(now, told)) == (len(rows) if state != "applied" else 0)


def test_a_finding_on_two_sheets_of_one_list_is_ambiguous(file: ProjectFile) -> None:
    july = World(findings=findings((None, "noord.csv", None, "bsn_test_source", "1")))
    decide(file, july, [Choice("finding", "set_aside", "noord.csv", kind="bsn_test_source")])
    names = ("a.xlsx#juli", "a.xlsx#aug")
    later = World(right=pd.concat([records(ANNA, source=name) for name in names]))
    now = findings(*((None, name, None, "bsn_test_source", "1") for name in names))
    assert about_findings(file, later, now)["state"].tolist() == ["ambiguous"]


# --- pairs and persons reach matching ---


def matched(file: ProjectFile, world: World) -> matching.Matched:
    told = resolving.resolve(decisions(file), world.records, world.columns)
    Resolved.validate(told)
    return matching.run(world.records, decisions=told)


TWIN = {**ANNA, "bsn": None, "toewijzingnummer": None, "clientnummer": None}


def twins(*given: str, source: str = "gemeente.csv", **numbers: str) -> pd.DataFrame:
    """Return records of children of one birth and initial, whom a name key does not tell apart."""
    rows = [{**TWIN, "voornamen": name, "clientnummer": numbers.get(name)} for name in given]
    return records(*rows, source=source)


def resolved_twin(file: ProjectFile, now: pd.DataFrame) -> tuple[str, str | None]:
    """Decide about the second of two twins; return state and left id among other records."""
    world = World(left=twins("Jan", "Joost"), right=twins("Joost", source="noord.csv"))
    second = world.persons["person_id"].iloc[1]
    decide(file, world, [Choice("pair", "same", second, world.persons["person_id"].iloc[2])])
    later = World(left=now, right=world.right)
    told = resolving.resolve(decisions(file), later.records, later.columns).iloc[0]
    return told["state"], told["left_id"] if isinstance(told["left_id"], str) else None


def test_of_twins_the_one_that_was_judged_is_found(file: ProjectFile) -> None:
    now = twins("Jan", "Joost", Jan="C1", Joost="C2")
    assert resolved_twin(file, now) == ("applied", now.index[1])


def test_of_twins_that_both_may_be_meant_neither_is(file: ProjectFile) -> None:
    now = twins("J.", "J", **{"J.": "C1", "J": "C2"})
    assert resolved_twin(file, now)[0] == "ambiguous"


def statuses(pairs: pd.DataFrame) -> dict[tuple[str, str], tuple[str, str]]:
    keys = zip(pairs["left_id"], pairs["right_id"], strict=True)
    return dict(zip(keys, zip(pairs["status"], pairs["basis"], strict=True), strict=True))


CARL = {
    "voornamen": "Carl", "achternaam": "Evers", "geboortedatum": "1972-04-03", "team": "Noord",
    "productcode": "02A01", "ingangsdatum": "2026-02-01", "clientnummer": "C7",
}  # fmt: skip


def test_a_pair_that_was_rejected_is_no_pair(file: ProjectFile) -> None:
    world = World()
    decide(file, world, [Choice("pair", "different", f"municipality:{LEFT}", f"team:{RIGHT}")])
    found = matched(file, world)
    person = (f"municipality:{LEFT}", f"team:{RIGHT}")
    assert statuses(found.person_pairs) == {person: ("rejected", "decision")}
    assert found.pairs.empty


def test_a_pair_that_was_made_is_certain_whatever_else_speaks(file: ProjectFile) -> None:
    world = World(right=records(CARL, ANNA))
    carl = world.right.index[0]
    decide(file, world, [Choice("pair", "same", LEFT, carl)])
    found = matched(file, world)
    assert statuses(found.pairs) == {(LEFT, carl): ("certain", "decision")}
    assert statuses(found.person_pairs) == {
        (f"municipality:{LEFT}", f"team:{carl}"): ("certain", "decision")
    }


def test_a_pair_that_somebody_is_unsure_of_is_under_review_however_sure_it_was(
    file: ProjectFile,
) -> None:
    world, pair = World(), (f"municipality:{LEFT}", f"team:{RIGHT}")
    assert statuses(matched(file, world).person_pairs)[pair][0] == "certain"
    for before in ("same", "different", None):
        if before:
            decide(file, world, [Choice("pair", before, *pair)])
        decide(file, world, [Choice("pair", "unsure", *pair)])
        found = matched(file, world)
        assert statuses(found.person_pairs) == {pair: ("review", "decision")}
        assert found.pairs["status"].tolist() == ["review"]
        assert found.evidence is not None
        assert found.evidence.why(found.person_pairs).tolist() == ["unsure"]


def test_a_pair_that_nothing_but_a_person_made_can_be_doubted_too(file: ProjectFile) -> None:
    world = World(right=records(CARL, source="noord.csv"))
    pair = (f"municipality:{LEFT}", f"team:{world.right.index[0]}")
    assert matched(file, world).person_pairs.empty
    for verdict, status in (("same", "certain"), ("unsure", "review")):
        decide(file, world, [Choice("pair", verdict, *pair)])
        assert statuses(matched(file, world).person_pairs) == {pair: (status, "decision")}


def test_who_was_doubted_may_still_be_somebody_elses(file: ProjectFile) -> None:
    world = World(right=records(CARL, ANNA))
    carl, anna = world.right.index
    decide(file, world, [Choice("pair", "unsure", f"municipality:{LEFT}", f"team:{carl}")])
    pair = (f"municipality:{LEFT}", f"team:{anna}")
    found = statuses(matched(file, world).person_pairs)
    assert found[pair][0] == "certain"
    assert len(found) == 1


def test_records_that_somebody_is_unsure_of_leave_the_persons_paired(file: ProjectFile) -> None:
    world = World()
    decide(file, world, [Choice("pair", "unsure", LEFT, RIGHT)])
    found = matched(file, world)
    assert statuses(found.pairs) == {(LEFT, RIGHT): ("review", "decision")}
    assert found.person_pairs["status"].tolist() == ["certain"]


def test_two_candidates_of_one_client_are_both_rejected(file: ProjectFile) -> None:
    world = World(right=records(CARL, ANNA))
    for right in world.right.index:
        decide(file, world, [Choice("pair", "different", f"municipality:{LEFT}", f"team:{right}")])
    found = statuses(matched(file, world).person_pairs)
    assert set(found.values()) == {("rejected", "decision")}
    assert len(found) == 2


def test_records_that_were_parted_leave_the_persons_paired(file: ProjectFile) -> None:
    world = World()
    decide(file, world, [Choice("pair", "different", LEFT, RIGHT)])
    found = matched(file, world)
    assert statuses(found.pairs) == {(LEFT, RIGHT): ("rejected", "decision")}
    assert found.person_pairs["status"].tolist() == ["certain"]


def test_two_persons_of_one_side_are_joined(file: ProjectFile) -> None:
    world = World(right=records(ANNA, CARL))
    decide(file, world, [Choice("person", "same", *world.right.index)])
    persons = matched(file, world).persons
    assert persons.loc[persons["side"] == "team", "person_id"].nunique() == 1


def test_two_persons_who_were_joined_are_apart_again_when_somebody_is_unsure(
    file: ProjectFile,
) -> None:
    world = World(right=records(ANNA, CARL))
    for verdict, persons in (("same", 1), ("unsure", 2)):
        decide(file, world, [Choice("person", verdict, *world.right.index)])
        own = matched(file, world).persons
        assert own[own["side"] == "team"]["person_id"].nunique() == persons


def test_a_person_who_is_two_is_parted(file: ProjectFile) -> None:
    twin = {**ANNA, "voornamen": "Anouk", "toewijzingnummer": "70", "clientnummer": "C5"}
    world = World(right=records(ANNA, twin, {**twin, "toewijzingnummer": "71"}))
    one, other, more = world.right.index
    decide(file, world, [Choice("person", "different", one, other)])
    persons = matched(file, world).persons.set_index("record_id")["person_id"]
    assert persons[other] == persons[more] != persons[one]


def test_a_pair_whose_person_changed_is_looked_at_again(file: ProjectFile) -> None:
    world = World()
    decide(file, world, [Choice("pair", "different", f"municipality:{LEFT}", f"team:{RIGHT}")])
    moved = World(right=records({**ANNA, "postcode": "9999ZZ"}))
    told = resolving.resolve(decisions(file), moved.records, moved.columns)
    assert told["state"].tolist() == ["stale"]
    assert told["changed"].tolist() == ['{"right": {"postcode": ["1234AB", "9999ZZ"]}}']
    assert matched(file, moved).pairs["status"].tolist() == ["certain"]


def test_what_was_purged_decides_nothing(file: ProjectFile) -> None:
    decide(file, seen(), [choice()])
    with file.transaction():
        file.run("DELETE FROM personal")
    assert about_differences(file, seen())["state"] == "not_found"
    assert history.verify(file).whole


# --- what was ever decided about somebody ---


def test_what_concerns_somebody_is_found_whatever_its_period(file: ProjectFile) -> None:
    decide(file, seen(), [choice(scope="this_time")])
    made = decisions(file)
    left, right = records(ANNA, source="gemeente_aug.csv"), records(BRAM, ANNA)
    anna, bram = right.iloc[[1]], right.iloc[[0]]
    for side, some, number in (
        (Side.MUNICIPALITY, left, 1),
        (Side.TEAM, anna, 1),
        (Side.TEAM, bram, 0),
    ):
        assert len(resolving.concerning(made, {(side, KIND): some})) == number
    assert not len(resolving.concerning(made, {}))


def test_what_was_decided_about_a_twin_does_not_concern_the_other(file: ProjectFile) -> None:
    """Aart has Anna's birth date, surname and initial, and a BSN of his own."""
    decide(file, seen(), [choice()])
    twin = {**ANNA, "voornamen": "Aart", "bsn": "999990019", "toewijzingnummer": "9"}
    own = {(Side.MUNICIPALITY, KIND): records(twin, source="gemeente.csv")}
    assert not len(resolving.concerning(decisions(file), own))
    nameless = {(Side.MUNICIPALITY, KIND): records({**twin, "bsn": None}, source="gemeente.csv")}
    assert len(resolving.concerning(decisions(file), nameless)) == 1  # as far as anybody can tell
