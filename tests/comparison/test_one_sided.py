from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.comparison.side_by_side import CLIENTEN, TOEWIJZINGEN, Row, cause, compare
from wijkcheck.comparison import Differences
from wijkcheck.records.fields import Side

RECORD = {
    "bsn": "123456782",
    "toewijzingnummer": "17",
    "wet": "wmo",
    "team": "Noord",
    "productcode": "02A16",
    "ingangsdatum": "2026-01-01",
    "einddatum": None,
    "leveringsvorm": "zin",
    "reden_wijziging": None,
    "gemeentecode": "0363",
}
OTHER = {**RECORD, "bsn": "111222333", "person": "other"}


def alone(side: Side, change: dict[str, Any] | None = None, *more: Row, **settings: Any) -> Any:
    """One record on one side only, beside a pair that both sides have; ``more`` stand with it."""
    own = [OTHER, {**RECORD, "person": "alone", **(change or {})}, *more]
    lists = (own, [OTHER]) if side is Side.MUNICIPALITY else ([OTHER], own)
    return compare(*lists, pairs=[(0, 0, "certain")], **settings)


@pytest.mark.parametrize("side", list(Side))
def test_a_record_without_a_pair_fills_its_own_side(side):
    found = alone(side)
    Differences.validate(found)
    assert found["kind"].tolist() == [f"only_{side}"]
    filled = "left_id" if side is Side.MUNICIPALITY else "right_id"
    assert found[["left_id", "right_id"]].notna().to_numpy().tolist() == [
        [filled == "left_id", filled == "right_id"]
    ]


@pytest.mark.parametrize(
    ("side", "change", "why"),
    [
        (Side.TEAM, {}, ("onbekend", "presumed")),
        (Side.TEAM, {"einddatum": "2026-08-01"}, ("peildatum", "presumed")),
        (Side.TEAM, {"ingangsdatum": "2026-10-01"}, ("peildatum", "presumed")),
        (Side.TEAM, {"bsn": "123456789"}, ("bsn", "presumed")),
        (Side.TEAM, {"bsn": None}, ("bsn", "presumed")),
        (Side.TEAM, {"bsn": "999900006"}, ("testclient", "established")),
        (Side.TEAM, {"achternaam": "Test de Boer"}, ("testclient", "presumed")),
        (Side.TEAM, {"achternaam": "Testa"}, ("onbekend", "presumed")),
        (Side.TEAM, {"ingangsdatum": "2026-09-17"}, ("doorloop", "presumed")),
        (Side.TEAM, {"ingangsdatum": "2026-09-16"}, ("onbekend", "presumed")),
        (Side.MUNICIPALITY, {"ingangsdatum": "2019-01-01"}, ("doorloop", "presumed")),
        (
            Side.MUNICIPALITY,
            {"ingangsdatum": "2019-01-01", "einddatum": "2026-12-31"},
            ("onbekend", "presumed"),
        ),
        (Side.TEAM, {"productcode": None}, ("toegang", "presumed")),
        (Side.TEAM, {"wet": "jeugd"}, ("domein", "established")),
        (Side.TEAM, {"gemeentecode": "0034"}, ("woonplaats", "presumed")),
        (Side.TEAM, {"gemeentecode": "0457"}, ("herindeling", "established")),
        (Side.MUNICIPALITY, {"leveringsvorm": "pgb"}, ("pgb", "established")),
        (Side.TEAM, {"leveringsvorm": "pgb"}, ("onbekend", "presumed")),
        (Side.MUNICIPALITY, {"reden_wijziging": "14"}, ("correctie", "presumed")),
        (Side.MUNICIPALITY, {"reden_wijziging": "13", "einddatum": "2026-01-01"},
         ("verwijderd", "established")),
    ],
)  # fmt: skip
def test_the_first_cause(side, change, why):
    assert cause(alone(side, change)) == why


def test_a_team_without_any_number_works_on_an_assignment():
    bare = {name: value for name, value in RECORD.items() if name != "toewijzingnummer"}
    found = compare([OTHER], [{**bare, "person": "alone"}], pairs=[])
    assert found.loc[found["kind"] == "only_team", "cause"].tolist() == ["taakgericht"]


def test_a_case_number_that_two_clients_share_is_a_households():
    more = {**RECORD, "person": "child", "clientnummer": "G7"}
    found = alone(Side.TEAM, {"clientnummer": "G7"}, more)
    assert found["cause"].tolist() == ["huishouden", "huishouden"]


def test_mother_and_child_at_one_address():
    home = {"postcode": "1234AB", "huisnummer": "7"}
    mother = {**RECORD, **home, "person": "m", "geboortedatum": "1980-01-01"}
    child = {**RECORD, **home, "person": "c", "geboortedatum": "2010-01-01"}
    assert compare([mother], [child], pairs=[])["cause"].tolist() == ["gezin", "gezin"]


def test_a_client_who_is_at_another_team_of_the_same_side_too():
    left = [{**RECORD, "person": "p"}]
    right = [{**RECORD, "person": "p"}, {**RECORD, "person": "p", "team": "Zuid"}]
    found = compare(left, right, pairs=[(0, 0, "certain")])
    assert cause(found) == ("dubbeltelling", "presumed")


def test_a_product_beside_a_grant_of_its_category():
    left = [{**RECORD, "person": "p", "productcode": None, "productcategorie": "02"}]
    right = [{**RECORD, "person": "p", "productcategorie": "02", "productcode": c} for c in "AB"]
    found = compare(left, right, pairs=[(0, 0, "certain")])
    assert found.loc[found["kind"] == "only_team", "cause"].tolist() == ["aspecifiek"]


def test_what_must_be_reviewed_goes_before_any_other_cause():
    found = compare(
        [{**RECORD, "wet": "jeugd"}], [RECORD], pairs=[(0, 0, "review")], person_pairs=[]
    )
    assert found["kind"].tolist() == ["only_municipality", "only_team"]
    assert found["cause"].tolist() == ["te_beoordelen", "te_beoordelen"]


def test_a_team_that_delivered_nothing_has_no_one_sided_records():
    settings = {"not_delivered": {TOEWIJZINGEN: ("Noord",)}}
    assert alone(Side.MUNICIPALITY, **settings).empty
    assert len(alone(Side.MUNICIPALITY, {"team": "Zuid"}, **settings)) == 1
    assert len(alone(Side.MUNICIPALITY, not_delivered={CLIENTEN: ("Noord",)})) == 1


def test_records_out_of_scope_are_not_told():
    assert alone(Side.MUNICIPALITY, {"wet": "jeugd"}, scope={"wet": ("wmo",)}).empty


def test_an_extra_copy_names_what_it_copies():
    found = compare([RECORD], [RECORD, RECORD], copies=[(Side.TEAM, 1, 0)])
    Differences.validate(found)
    assert cause(found) == ("dubbeltelling", "established")
    assert found["kind"].tolist() == ["duplicate_team"]
    assert found["right_id"].tolist() == ["toewijzingen:team.csv:3"]
    assert found["duplicate_of_source"].tolist() == ["team.csv"]
    assert found["duplicate_of_row"].tolist() == [2]


def test_differences_stand_in_the_order_of_the_rows():
    left = [{**RECORD, "row": 9}, {**RECORD, "row": 4}, {**RECORD, "row": 7}]
    right = [{**RECORD, "row": 3, "wet": "jeugd"}, {**RECORD, "row": 2, "team": "Zuid"}]
    found = compare(left, right)
    assert found["left_id"].str[-1].tolist() == ["4", "7", "9"]


ROWS = st.fixed_dictionaries(
    {
        "person": st.sampled_from("abc"),
        "team": st.sampled_from(["Noord", "Zuid", None]),
        "wet": st.sampled_from(["wmo", "jeugd", None]),
        "volume": st.sampled_from([1.0, 60.0, None]),
        "eenheid": st.sampled_from(["01", "04", None]),
        "einddatum": st.sampled_from(["2026-08-01", None]),
    }
)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, max_size=5), st.lists(ROWS, max_size=5), st.integers(0, 5))
def test_every_record_is_paired_or_told_and_the_sides_mirror(left, right, many):
    pairs = [(i, i, "certain") for i in range(min(many, len(left), len(right)))]
    found = compare(left, right, pairs=pairs)
    Differences.validate(found)
    sizes = found["kind"].value_counts()
    assert sizes.get("only_municipality", 0) == len(left) - len(pairs)
    assert sizes.get("only_team", 0) == len(right) - len(pairs)
    mirrored = compare(right, left, pairs=pairs)

    def told(table: pd.DataFrame, one: str, other: str) -> set[tuple[str, ...]]:
        rows = table.loc[table["kind"] == "field", ["left_id", "field", one, other]].fillna("")
        ids = rows["left_id"].str.split(":").str[-1]
        return set(zip(ids, rows["field"], rows[one], rows[other], strict=True))

    assert told(found, "left_value", "right_value") == told(mirrored, "right_value", "left_value")
