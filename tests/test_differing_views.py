"""What the window asks about differences: groups, amounts, the agreed figure, a whole story."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.ui import worlds
from tests.ui.worlds import LEFT, NORTH, left, right
from wijkcheck.moments import moment
from wijkcheck.project.tables import Resolved
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.tables import Table
from wijkcheck.verdict import Verdict
from wijkcheck.views import Differing, View, view_of


@pytest.fixture(scope="module")
def view() -> View:
    return worlds.view()


@pytest.fixture(scope="module")
def sides(view: View) -> Table:
    return view.side_by_side[RecordType.TOEWIJZINGEN]


class Kept:
    """Keeps delivered rows and decisions, as a project file does."""

    def __init__(self, decisions: pd.DataFrame) -> None:
        self._decisions = decisions

    def about(self, run: object, records: list[str]) -> pd.DataFrame:
        return self._decisions

    def delivered(self, source: str, kind: str, rows: list[int]) -> pd.DataFrame | None:
        if source != LEFT:
            return None
        text = {"BSN nummer": ["999900006"], "Naam": ["van der Jansen"], "Soort": [None]}
        return pd.DataFrame(text, index=[5])


_DECISION = {
    "decision_id": 4, "subject": "difference", "verdict": "team_right", "field": "achternaam",
    "value": None, "reason": "gebeld", "who": "jansen", "when": "2026-10-08T09:30:00+00:00",
    "period": "2026-07-01/2026-09-30", "state": "lapsed",
}  # fmt: skip


def decisions(*made: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([*made], columns=list(_DECISION))


def test_groups_count_what_stands_together_what_waits_and_what_it_is_worth(
    view: View, sides: Table
) -> None:
    order = sides.order(filters={"kind": {"field", "only_team", "equal"}}, group="cause")
    groups = view.differing.groups(sides, "cause", order)
    assert [(g.rows, g.waiting, *g.euros) for g in groups if "naam" in g.text] == [
        (1, 1, "€ 120,00", "€ 120,00", "€ 0,00"),
    ]
    assert [g.place for g in groups] == [0, *np.cumsum([g.rows for g in groups])[:-1].tolist()]
    assert sum(g.rows for g in groups) == len(order)
    assert groups[-1].waiting == 0  # equal rows have no cause, and wait for nobody
    assert view.differing.groups(sides, "cause", order[:0]) == []


def test_of_very_many_groups_the_first_are_listed() -> None:
    rows = 1200
    kinds = pd.DataFrame({"left_id": [f"{row:04}" for row in range(rows)]}, dtype="str")
    table = Table(kinds.assign(status="open"), "nl")
    groups = Differing.groups(table, "left_id", table.order(group="left_id"))
    assert len(groups) == 500
    assert {(g.rows, g.waiting) for g in groups} == {(1, 1)}
    assert groups[-1].text == "0499"


def test_both_sides_are_added_up_in_records_and_in_euros(view: View, sides: Table) -> None:
    records, euros = view.differing.total(sides, sides.order())
    assert records == (6, 6)
    assert euros == ("€ 1.119,50", "€ 120,00", "€ -999,50")
    without = Table(sides.frame(sides.order(), ["left_id", "right_id"]), "nl")
    assert view.differing.total(without, without.order()) == ((6, 6), ())


def test_the_amount_of_a_row_is_the_greater_of_its_sides(view: View, sides: Table) -> None:
    found = {row["left_id"]: row["euros"] for row in map(sides.raw, range(sides.size))}
    assert (found[left(5)], found[left(9)], found[left(6)]) == (12000, 99950, None)
    budgets = {left(5): 11000, left(9): None}
    frame = view.run.records[Side.MUNICIPALITY, RecordType.TOEWIJZINGEN]
    less = frame.assign(budget=frame.index.to_series().map(budgets).astype("Int64"))
    key = (Side.MUNICIPALITY, RecordType.TOEWIJZINGEN)
    run = replace(view.run, records={**view.run.records, key: less})
    again = view_of(run, "nl").side_by_side[RecordType.TOEWIJZINGEN]
    (row,) = again.order(filters={"left_id": {left(5)}})
    assert again.raw(int(row))["euros"] == 12000


def test_a_verdict_moves_the_agreed_figure_before_it_is_worked_out(view: View) -> None:
    differing = view.differing
    before = differing.agreed("toewijzingen", "Noord")
    assert before is not None
    assert (before["agreed_value"], before["open"]) == ("3", "4")
    said = Verdict("difference", "team_right", right_id=right(7), kind="only_team")
    after = differing.agreed("toewijzingen", "Noord", [said])
    assert after is not None
    assert (after["agreed_value"], after["open"]) == ("4", "3")
    asked = differing.agreed("toewijzingen", "Noord", [replace(said, verdict="ask")])
    assert asked == before
    assert differing.agreed("declaraties", "Noord") is None


def test_what_was_decided_before_counts_beside_what_is_pending(view: View) -> None:
    known = Resolved.validate(
        pd.DataFrame(
            [
                (
                    1,
                    "difference",
                    "only_team",
                    "team_right",
                    None,
                    right(7),
                    None,
                    None,
                    "applied",
                    None,
                )
            ],
            columns=list(Resolved.to_schema().columns),
        ).astype({n: c.dtype.type for n, c in Resolved.to_schema().columns.items()})
    )
    differing = view_of(replace(view.run, decided=known), "nl").differing
    second = Verdict("difference", "team_right", right_id=right(5), kind="only_team")
    both = differing.agreed("toewijzingen", "Noord", [second])
    assert both is not None
    assert both["agreed_value"] == "5"
    back = Verdict("difference", "municipality_right", right_id=right(7), kind="only_team")
    undone = differing.agreed("toewijzingen", "Noord", [back])
    assert undone is not None
    assert undone["agreed_value"] == "3"


def test_a_story_holds_pairs_differences_findings_decisions_and_rows(view: View) -> None:
    parts = {p.title: p for p in view.story(Kept(decisions(_DECISION)), left(5), right(2))}  # type: ignore[arg-type]
    titles = list(parts)
    assert titles[:2] == ["Koppels van de cliënt", "Koppels van de records"]
    assert titles[2:5] == ["Verschillen", "Bevindingen", "Besluiten"]
    assert titles[5:] == [f"{LEFT} · rij 5", f"{NORTH} · rij 2"]
    assert [row[2] for row in parts["Verschillen"].rows] == ["Achternaam", "Einddatum", "Postcode"]
    assert parts["Bevindingen"].said == "Er is niets gevonden."
    (decision,) = parts["Besluiten"].rows
    assert decision[:4] == ("4", moment(str(_DECISION["when"]), "nl"), "jansen", "verschil")
    assert decision[-1] == "alleen voor een eerdere periode"
    assert parts[f"{NORTH} · rij 2"].said.startswith("Deze rij is niet bewaard")


def test_raw_rows_are_told_as_delivered_with_the_bsn_masked(view: View) -> None:
    columns = view.run.columns.iloc[:1].assign(source=LEFT, column="BSN nummer", field="bsn")
    source = replace(view.run.sources[0], columns=columns)
    named = view_of(replace(view.run, sources=(source, *view.run.sources[1:])), "nl")
    for bare, shown in ((False, "*****0006"), (True, "999900006")):
        parts = named.story(Kept(decisions()), left(5), None, bare=bare)  # type: ignore[arg-type]
        (row,) = [p.rows for p in parts if p.title == f"{LEFT} · rij 5"]
        assert row == (("BSN nummer", shown, "BSN"), ("Naam", "van der Jansen", ""))


def test_a_story_of_one_is_told_of_its_counterpart_as_well(view: View) -> None:
    titles = [p.title for p in view.story(Kept(decisions()), None, right(4))]  # type: ignore[arg-type]
    assert f"{LEFT} · rij 7" in titles
    parts = {p.title: p for p in view.story(None, left(8), None)}
    assert "Er is geen koppel." in parts["Koppels van de records"].said
    assert parts["Besluiten"].said.startswith("Een TOML houdt geen geschiedenis bij")


def test_the_last_word_is_the_last_on_a_difference(view: View) -> None:
    later = {**_DECISION, "verdict": "ask", "when": "2026-10-09T10:00:00", "who": "bakker"}
    other = {**_DECISION, "subject": "pair"}
    kept = Kept(decisions(_DECISION, {**later, "reason": None}, other))
    assert (
        view.last_word(kept, left(5), right(2)) == "bakker besloot op 09-10-2026 10:00: navragen."
    )  # type: ignore[arg-type]
    assert view.last_word(Kept(decisions(other)), left(5), None) == ""  # type: ignore[arg-type]
