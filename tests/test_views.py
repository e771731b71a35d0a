"""A run as the window shows it: nobody and nothing is lost on the way to the screen."""

import pickle
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.ui import worlds
from tests.ui.worlds import NORTH, left, right
from wijkcheck.records.fields import RecordType
from wijkcheck.tables import Table
from wijkcheck.views import View, view_of
from wijkcheck.views.people import client_names
from wijkcheck.views.side_by_side import side_by_side


@pytest.fixture(scope="module")
def view() -> View:
    return worlds.view()


def column(table: Table, name: str) -> list[object]:
    return [table.raw(row)[name] for row in range(table.size)]


def row_of(table: Table, **wanted: object) -> dict[str, object]:
    rows = [table.raw(row) for row in range(table.size)]
    (found,) = [r for r in rows if all(r[name] == value for name, value in wanted.items())]
    return found


def test_names_read_as_on_an_envelope() -> None:
    lines = "\n".join(
        f"{row} - {cells} - - - - 2026-01-01 - - - - -"
        for row, cells in enumerate(("Jansen van_der PM", "Kok - -", "- - -"), 2)
    )
    names = client_names(worlds.records(lines, NORTH).assign(clientnummer="C7"))
    assert names.tolist() == ["Jansen, P.M. van der", "Kok", "C7"]


def test_side_by_side_holds_every_record_once(view: View) -> None:
    table = view.side_by_side[RecordType.TOEWIJZINGEN]
    ids = [i for side in ("left_id", "right_id") for i in column(table, side) if i]
    assert sorted(ids) == sorted([*map(left, range(5, 11)), *map(right, range(2, 8))])  # type: ignore[type-var]


def test_side_by_side_pairs_only_what_is_the_same(view: View) -> None:
    table = view.side_by_side[RecordType.TOEWIJZINGEN]
    assert row_of(table, left_id=left(7))["right_id"] == right(4)  # probable
    assert row_of(table, left_id=left(10))["right_id"] is None  # to review


def test_side_by_side_tells_kinds_causes_and_signs(view: View) -> None:
    table = view.side_by_side[RecordType.TOEWIJZINGEN]
    told = {i: row_of(table, left_id=left(i)) for i in range(5, 11)}
    assert {i: row["kind"] for i, row in told.items()} == {
        5: "field", 6: "field", 7: "equal", 8: None, 9: None, 10: "only_municipality",
    }  # fmt: skip
    assert told[5]["cause"] == "naam doorloop adres"
    assert told[5]["status"] == "open solved"
    assert told[5]["differs"] == "achternaam einddatum postcode"
    assert told[5]["left_marks"] == told[5]["right_marks"]
    assert set(str(told[5]["left_marks"]).split()) == {
        "achternaam", "einddatum", "postcode", "client",
    }  # fmt: skip
    signs = {i: told[i]["sign"] for i in told}
    assert signs == {5: "≠", 6: "≠", 7: "=", 8: "", 9: "", 10: "◧"}
    assert row_of(table, right_id=right(6))["sign"] == "2×"


def test_a_difference_between_persons_marks_both_their_first_rows() -> None:
    run = worlds.run()
    away = run.differences.assign(right_id=run.differences["right_id"].replace(right(2), right(4)))
    moved = replace(run, differences=away)
    rows = side_by_side(moved, RecordType.TOEWIJZINGEN)
    marked = rows.set_index("left_id")["left_marks"].loc[[left(5), left(7)]]
    right_marked = rows.set_index("left_id")["right_marks"].loc[[left(5), left(7)]]
    assert marked.notna().tolist() == [True, False]
    assert right_marked.notna().tolist() == [False, True]
    assert rows.set_index("left_id")["kind"].loc[[left(5), left(7)]].tolist() == ["field"] * 2


def test_an_absent_side_is_no_obstacle() -> None:
    run = worlds.run()
    only = {key: frame for key, frame in run.records.items() if key[0] == "team"}
    bare = replace(run, records=only)
    rows = side_by_side(bare, RecordType.TOEWIJZINGEN)
    assert rows["left_id"].isna().all()
    assert len(rows) == 6


def test_whoever_is_in_no_pair_stands_alone(view: View) -> None:
    statuses = [(value, n) for value, _, n in view.persons.counts("status")]
    assert dict(statuses) == {
        "certain": 2, "probable": 1, "review": 1, "only_municipality": 2, "only_team": 1,
    }  # fmt: skip
    alone = row_of(view.persons, status="only_team")
    assert (alone["right_client"], alone["left_client"]) == ("Visser, S.", None)


def test_no_bsn_can_be_read(view: View) -> None:
    shown = repr(
        [
            table.page(np.arange(table.size))
            for table in (view.findings, view.persons, *view.side_by_side.values())
        ]
        + [view.lines.pair(left(5), right(2)), view.lines.record(left(9))]
    )
    assert "*****0006" in shown
    assert "99990" not in shown


def test_a_pair_is_told_field_by_field(view: View) -> None:
    lines = {
        line.field: (line.title, line.left, line.right)
        for line in view.lines.pair(left(6), right(3))
    }
    assert lines["omvang"] == ("Omvang", "180 minuten per week", "150 minuten per week")
    assert lines["row"] == ("Rij", "rij 6", "rij 3")
    assert "volume" not in lines
    assert "clientnummer" not in lines
    assert {line.right for line in view.lines.record(left(6))} == {""}


def test_rules_are_counted_the_gravest_first(view: View) -> None:
    rules = [view.rules.raw(row) for row in range(view.rules.size)]
    assert [(r["severity"], r["findings"]) for r in rules] == [
        (None, 4), ("error", 1), ("warning", 2), ("notice", 1),
    ]  # fmt: skip
    assert rules[1]["title"] == "BSN … voldoet niet aan de elfproef"


def test_findings_without_any_are_said_to_be_none() -> None:
    run = worlds.run()
    view = view_of(replace(run, findings=run.findings.iloc[:0]), "nl")
    assert (view.findings.size, view.rules.size, view.todo["controle"]) == (0, 1, 0)


def test_what_reading_decided_is_told(view: View) -> None:
    assert view.choices(NORTH) == ["Tekencodering: utf-8.", "Koprij: rij 4."]
    message = row_of(view.columns, source=NORTH, column="Geb.datum")["message"]
    assert message == "De naam “Geb.datum” zegt Geboortedatum."


def test_bridges_lead_to_their_records(view: View) -> None:
    steps = view.bridge("toewijzingen", "peildatum", "Noord")
    assert column(steps, "amount") == [1, 0, 2]
    found = view.step_records("toewijzingen", "peildatum", "Noord", 3)
    assert column(found, "right_client") == ["Visser, S.", "Meijer, M."]
    assert found.sums(np.arange(2)) == {"effect": "+2"}
    assert view.step_records("clienten", "peildatum", "Noord", 3).size == 0


def test_steps_of_one_cause_are_told_apart_by_where_their_records_are() -> None:
    run = worlds.run()
    same = run.bridge.assign(cause="doorloop")
    view = view_of(replace(run, bridge=same), "nl")
    assert column(view.bridge("toewijzingen", "peildatum", "Noord"), "explained") == [
        "administratief doorgelopen · stap 1",
        "administratief doorgelopen · aan beide kanten",
        "administratief doorgelopen · stap 3",
    ]
    steps = view_of(run, "en").bridge("toewijzingen", "peildatum", "Noord")
    assert column(steps, "explained") == ["counted twice", "left running", "to review"]


def test_a_view_travels_between_processes(view: View) -> None:
    buffers: list[pickle.PickleBuffer] = []
    head = pickle.dumps(view, protocol=5, buffer_callback=buffers.append)
    packed = [bytes(buffer.raw()) for buffer in buffers]
    there = pickle.loads(head, buffers=packed)  # noqa: S301 - made above
    for name in ("findings", "persons", "figures"):
        one, other = getattr(view, name), getattr(there, name)
        assert other.page(other.search("noord")) == one.page(one.search("noord"))
    pd.testing.assert_frame_equal(there.run.differences, view.run.differences)
    assert there.in_language("en").persons.column("status").title == "Status"
