"""What the window asks about pairs: rivals, lookalikes, thresholds, partners, verdicts by row."""

from dataclasses import replace

import pandas as pd
import pytest

from tests.ui import worlds
from tests.ui.worlds import NORTH, left, right
from wijkcheck.matching.tables import Pairs
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import Findings
from wijkcheck.tables import Table
from wijkcheck.views import Scores, View, view_of

_PAIRS = """
    m1|t1|0.995|20|achternaam|certain||
    m2|t2|0.9|8|achternaam|probable||
    m3|t3|0.7|4|achternaam|probable||
    m4|t4|0.4|2|achternaam|review||
    m5|t5|0.3|1|achternaam|review||
    m6|t5|0.2|0|achternaam|review||
    m7|t1|0.45|2|achternaam|review||
    m8|t8|1|0|bsn|certain||
    m9|t9|0.6|5|achternaam|rejected||
"""


def scores(why: dict[int, str] | None = None) -> Scores:
    pairs = worlds.table(Pairs, _PAIRS)
    return Scores(Table(pairs.assign(why=pairs.index.map(why or {}).astype("str")), "nl"))


@pytest.fixture(scope="module")
def view() -> View:
    return worlds.view()


def rows(table: Table) -> list[dict[str, object]]:
    return [table.raw(row) for row in range(table.size)]


def test_from_the_upper_threshold_on_pairs_become_the_same() -> None:
    found = scores().consequences("probability", 0.0, 0.4)
    assert found.same.tolist() == [1, 2, 3]  # not the certain ones; m7's t1 is taken
    assert found.confirmed == 2
    assert found.wrong == pytest.approx(0.1 + 0.3 + 0.6)
    assert (found.review, found.held) == (3, 1)


def test_below_the_lower_threshold_pairs_become_rejected() -> None:
    found = scores().consequences("probability", 0.35, 1.0)
    assert found.different.tolist() == [4, 5]
    assert found.missed == pytest.approx(0.5)
    assert scores().consequences("probability", 1.0, 1.0).different.tolist() == [
        0,
        1,
        2,
        3,
        4,
        5,
        6,
    ]


def test_of_two_that_claim_one_person_neither_is_taken() -> None:
    found = scores().consequences("probability", 0.0, 0.2)
    assert not {4, 5} & set(found.same)
    assert scores().consequences("probability", 0.0, 0.25).same.tolist() == [1, 2, 3, 4]


def test_a_hard_stop_is_left_to_a_person() -> None:
    found = scores({3: "bsn"}).consequences("probability", 0.0, 0.4)
    assert 3 not in found.same
    assert found.held == 2


def test_the_distribution_counts_each_pair_once_by_what_became_of_it() -> None:
    for measure, pairs in (("probability", 9), ("weight", 8)):  # m8 was never weighed
        bins = scores().bins(measure)
        assert sum(b.taken + b.review + b.rejected for b in bins) == pairs
        assert (bins[0].low, bins[-1].high) == scores().span(measure)
        assert sum(b.rejected for b in bins) == 1


def test_weights_beyond_the_picture_stand_at_its_end() -> None:
    pairs = worlds.table(Pairs, "m1|t1|0.9|400|achternaam|certain||").assign(why=None)
    assert Scores(Table(pairs, "nl")).bins("weight")[-1].taken == 1


def test_who_else_claims_the_right_person_is_the_runner_up(view: View) -> None:
    run = view.run
    second = pd.DataFrame([run.person_pairs.iloc[-1]]).assign(
        left_id="m9", probability=0.3, runner_up=None, margin=None
    )
    first = run.person_pairs.assign(runner_up=None, margin=float("nan"))
    pairs = pd.concat([first, second], ignore_index=True).astype(run.person_pairs.dtypes)
    found = {r["left_id"]: r for r in rows(view_of(replace(run, person_pairs=pairs), "nl").persons)}
    assert (found["m10"]["runner_up"], found["m10"]["runner_side"]) == ("m9", "municipality")
    assert found["m10"]["margin"] == pytest.approx(0.1)
    assert found["m9"]["runner_client"] == "Meijer, M."
    assert found["m9"]["margin"] == pytest.approx(-0.1)
    assert found["m6"]["runner_up"] is None


def test_a_runner_up_of_the_left_person_stays(view: View) -> None:
    (pair,) = [row for row in rows(view.persons) if row["left_id"] == "m5"]
    assert (pair["runner_up"], pair["runner_side"]) == ("t7", "team")
    assert pair["runner_client"] == "Visser, S."


def test_two_of_one_side_who_look_alike_stand_behind_the_pairs(view: View) -> None:
    other = f'{{"other_source": "{NORTH}", "other_row": "2"}}'
    alike = f"{right(7)}|{NORTH}|7|achternaam|mogelijk_dubbel|warning||{other}"
    run = replace(view.run, findings=worlds.table(Findings, alike))
    (found,) = [r for r in rows(view_of(run, "nl").persons) if r["status"] == "double_team"]
    assert (found["left_id"], found["right_id"]) == ("t2", "t7")
    assert (found["left_record"], found["right_record"]) == (right(2), right(7))
    joined = run.persons.assign(person_id=run.persons["person_id"].replace("t7", "t2"))
    again = view_of(replace(run, persons=joined), "nl")
    assert "double_team" not in {row["status"] for row in rows(again.persons)}


def test_partners_are_all_clients_of_both_sides_with_their_state(view: View) -> None:
    clients = view.pairing.clients()
    states = {row["person_id"]: row["status"] for row in rows(clients)}
    assert len(states) == clients.size == 6 + 5
    assert (states["m5"], states["m10"], states["m8"], states["t7"]) == (
        "certain", "review", "alone", "alone",
    )  # fmt: skip


def test_who_is_taken_already_is_told_with_the_end_of_the_number(view: View) -> None:
    place = (Side.TEAM, RecordType.TOEWIJZINGEN)
    numbers = {right(2): "N57442", right(4): "12"}
    frame = view.run.records[place]
    told = frame.index.to_series().map(numbers).astype("str")
    records = {**view.run.records, place: frame.assign(clientnummer=told)}
    clients = view_of(replace(view.run, records=records), "nl").pairing.clients()
    partners = {row["person_id"]: row["partner"] for row in rows(clients)}
    assert partners["m5"] == "Janssen, P.M. van der · …442"
    assert partners["m7"] == "Kleindam, A.C."  # of so short a number nothing is told
    assert partners["t2"] == "Jansen, P.M. van der"
    assert (partners["m10"], partners["t7"]) == (None, None)  # under review, alone


def test_the_nearest_client_is_the_one_with_most_in_common(view: View) -> None:
    clients = view.pairing.clients()
    found = [row["person_id"] for row in rows(view.pairing.near(clients, "m7", "team"))]
    assert found[0] == "t4"  # Kleindam, same birth date and postcode
    own = view.pairing.near(clients, "m7", "municipality")
    assert [row["person_id"] for row in rows(own)] == ["m8"]  # the same postcode
    assert view.pairing.near(clients, "t7", "municipality").size == 0


def test_verdicts_are_found_at_their_rows(view: View) -> None:
    marks = view.pairing.marks("persons", {("m6", "t3"): "same", ("m6", "t9"): "different"})
    assert marks == {1: "same"}
    marks = view.pairing.marks("pairs", {(left(7), right(4)): "unsure"})
    assert marks == {2: "unsure"}


def test_of_clients_only_what_tells_who_they_are_is_shown(view: View) -> None:
    lines = view.lines.pair(left(5), right(2), right(7), persons=True)
    names = {line.field for line in lines}
    assert {"achternaam", "team", "source", "row"} <= names
    assert not {"productcode", "omvang", "ingangsdatum"} & names
    (name,) = [line for line in lines if line.field == "achternaam"]
    assert (name.left, name.right, name.other) == ("Jansen", "Janssen", "Visser")
