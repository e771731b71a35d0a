"""link() and dedupe() on any tables: laws, and bad input."""

import random

import numpy as np
import pandas as pd
import pytest

from wijkcheck.errors import Cancelled, WijkCheckError
from wijkcheck.matching import dedupe, link, linkage, linker
from wijkcheck.matching.tables import SAME, Pairs
from wijkcheck.records.models import TEXT

FIRST = "Jan Piet Kees Anna Maria Fatma Youssef Sem Lotte Daan Eva Tom Noor Bram".split()  # noqa: SIM905
LAST = "Bakker Visser Smit Meijer Mulder Bos Vos Peters Dekker Kok Prins Blom".split()  # noqa: SIM905
FIELDS: dict[str | tuple[str, str], str] = {
    "first": "given_name",
    "last": "surname",
    "born": "date",
    "street": "street",
    "number": "house_number",
    "postcode": "postcode",
}


def people(size: int, seed: int) -> pd.DataFrame:
    """Return invented people, index ids ``p000``…"""
    chance = random.Random(seed)
    rows = [
        (
            chance.choice(FIRST),
            chance.choice(LAST) + chance.choice(["", "", "stra", "man", "huis"]),
            f"{chance.randrange(1930, 2020)}-0{chance.randrange(1, 10)}-{chance.randrange(10, 29)}",
            chance.choice(["Kerkweg", "Molenpad", "Veldlaan", "Dorpsstraat"]),
            str(chance.randrange(1, 90)),
            f"{chance.randrange(1000, 1010)}{chance.choice('ABCD')}{chance.choice('ABCD')}",
        )
        for _ in range(size)
    ]
    ids = [f"p{n:03}" for n in range(size)]
    return pd.DataFrame(rows, columns=list(FIELDS), index=ids, dtype=TEXT)


def damaged(frame: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the same people as another clerk wrote them: ids ``q…``, one thing wrong in each."""
    chance = random.Random(seed)
    copy = frame.copy()
    for row in copy.index:
        column = chance.choice(list(FIELDS))
        text = copy.at[row, column]
        place = chance.randrange(len(text))
        copy.at[row, column] = text[:place] + text[place + 1 :] if chance.random() < 0.7 else None
    return copy.set_axis([f"q{label[1:]}" for label in copy.index])


def taken(pairs: pd.DataFrame) -> set[tuple[str, str]]:
    same = pairs[pairs["status"].isin(SAME)]
    return set(zip(same["left_id"], same["right_id"], strict=True))


def test_people_written_twice_are_found_and_nobody_else() -> None:
    left = people(120, 1)
    right = damaged(left, 2)
    pairs = link(left, right, FIELDS, "one_to_one")
    Pairs.validate(pairs)
    right_pairs = {(a, f"q{a[1:]}") for a in left.index}
    assert len(taken(pairs) & right_pairs) >= 117
    assert len(taken(pairs) - right_pairs) <= 1


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_and_columns_does_not_matter(seed: int) -> None:
    left = people(60, 3)
    right = damaged(left, 4)
    shuffled = [t.sample(frac=1, random_state=seed) for t in (left, right)]
    back = dict(reversed(list(FIELDS.items())))
    first = link(left, right, FIELDS)
    pd.testing.assert_frame_equal(first, link(*shuffled, FIELDS))
    same = ["left_id", "right_id", "status"]
    pd.testing.assert_frame_equal(first[same], link(*shuffled, back)[same])


def test_left_and_right_may_change_places() -> None:
    left = people(60, 5)
    right = damaged(left, 6)
    there = taken(link(left, right, FIELDS, "one_to_one"))
    back = taken(link(right, left, FIELDS, "one_to_one"))
    assert there == {(a, b) for b, a in back}


def test_one_to_one_gives_each_record_at_most_one_partner() -> None:
    left = people(40, 7)
    right = pd.concat([damaged(left, 8), damaged(left, 9)])
    right.index = [f"r{n:03}" for n in range(len(right))]
    found = taken(link(left, right, FIELDS, "one_to_one"))
    assert len({a for a, _ in found}) == len({b for _, b in found}) == len(found)
    many = taken(link(left, right, FIELDS, "one_to_many"))
    assert len({b for _, b in many}) == len(many) > len(found)


def test_more_agreement_never_weighs_less() -> None:
    left = people(80, 10)
    right = damaged(left, 11)
    right["street"] = left["street"].set_axis(right.index)
    before = link(left, right, FIELDS).set_index(["left_id", "right_id"])["weight"]
    pair = ("p005", "q005")
    for column in FIELDS:
        repaired = right.copy()
        repaired.at["q005", column] = left.at["p005", column]
        after = link(left, repaired, FIELDS).set_index(["left_id", "right_id"])["weight"]
        assert after[pair] >= before[pair] - 0.5  # the weights are learned anew each time


def test_dedupe_pairs_are_exactly_those_within_clusters() -> None:
    left = people(60, 12)
    records = pd.concat([left, damaged(left, 13).iloc[:30], damaged(left, 14).iloc[:10]])
    records.index = [f"r{n:03}" for n in range(len(records))]
    pairs, clusters = dedupe(records, FIELDS)
    Pairs.validate(pairs)
    members = clusters.groupby("cluster")["id"].apply(sorted)
    within = {(a, b) for group in members for a in group for b in group if a < b}
    assert taken(pairs) == within
    assert not pairs.duplicated(["left_id", "right_id"]).any()
    assert (pairs["left_id"] < pairs["right_id"]).all()
    assert len(within) >= 45


def test_a_pair_that_is_one_through_others_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def together(
        records: int, left: np.ndarray, right: np.ndarray, odds: np.ndarray
    ) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        a, b = np.triu_indices(records, 1)
        weak = ~np.isin(a * records + b, (left * records + right)[odds > 0])
        joined = {"left": a[weak], "right": b[weak], "odds": np.full(int(weak.sum()), 3.0)}
        return np.zeros(records, dtype=np.int64), joined

    monkeypatch.setattr(linker, "clusters", together)
    pairs, _ = dedupe(people(6, 22), {"first": "given_name"})
    assert len(pairs) == 15
    assert not pairs.duplicated(["left_id", "right_id"]).any()


def test_strangers_give_no_pairs() -> None:
    left, right = people(60, 15), people(60, 16).set_axis([f"q{n:03}" for n in range(60)])
    assert not taken(link(left, right, FIELDS))


def test_a_default_value_in_every_row_says_nothing() -> None:
    left = people(3000, 17).assign(phone="0000000000", born="1900-01-01")
    right = people(3000, 18).assign(phone="0000000000", born="1900-01-01")
    pairs = link(left, right, {"first": "given_name", "born": "date", "phone": "phone"})
    assert not taken(pairs)


def test_a_column_without_values_changes_nothing() -> None:
    left = people(40, 19).assign(nothing=None)
    right = damaged(left, 20)
    assert taken(link(left, right, {**FIELDS, "nothing": "identifier"})) == taken(
        link(left, right, FIELDS)
    )


@pytest.mark.parametrize(("rows_left", "rows_right"), [(0, 5), (5, 0), (0, 0), (1, 1)])
def test_hardly_any_rows(rows_left: int, rows_right: int) -> None:
    left = people(5, 21)
    pairs = link(left.iloc[:rows_left], damaged(left, 22).iloc[:rows_right], FIELDS)
    Pairs.validate(pairs)


def test_two_tables_that_are_all_missing_have_no_pairs() -> None:
    empty = pd.DataFrame({"first": [None] * 5, "born": [None] * 5}, index=list("abcde"), dtype=TEXT)
    assert link(empty, empty, {"first": "given_name", "born": "date"}).empty


def test_a_table_in_which_nobody_has_a_name_has_no_pairs() -> None:
    empty = pd.DataFrame({"first": [None] * 3}, index=list("abc"), dtype=TEXT)
    assert dedupe(empty, {"first": "given_name"})[0].empty
    assert dedupe(empty.iloc[:0], {"first": "given_name"})[0].empty


def test_each_side_writes_dates_its_own_way() -> None:
    left = people(40, 51)
    days = pd.to_datetime(left["born"])
    right = left.assign(born=days.dt.strftime("%m/%d/%Y")).set_axis(
        [f"q{i[1:]}" for i in left.index]
    )
    dutch = left.assign(born=days.dt.strftime("%d-%m-%Y"))
    fields = {"last": "surname", "born": "date"}
    weights = link(dutch, right, fields).set_index(["left_id", "right_id"])["basis"]
    assert all(weights[f"p{n:03}", f"q{n:03}"].endswith("born") for n in range(40))


@pytest.mark.parametrize("kind", ["date", "number"])
def test_a_column_of_which_nothing_is_of_its_kind_is_said(kind: str) -> None:
    with pytest.raises(WijkCheckError) as error:
        link(people(3, 1), people(3, 2), {"last": "surname", "first": kind})
    assert error.value.code == "link_unreadable"


def test_a_kind_may_be_given_to_several_columns() -> None:
    left = people(40, 52)
    left = left.assign(home=[f"06{n:08}" for n in range(40)], work=[f"07{n:08}" for n in range(40)])
    right = damaged(left, 53)
    right["home"] = None
    fields = {"last": "surname", "home": "phone", "work": "phone"}
    pairs = link(left, right, fields, "one_to_one")
    assert len(taken(pairs)) == 40
    assert all(basis.split()[-1] == "work" for basis in pairs["basis"])


def test_whole_names_are_taken_apart() -> None:
    left = pd.DataFrame(
        {"name": ["Jansen, P.M. van der", "Smit, Anna"], "born": ["1980-05-01", "1970-02-03"]},
        index=["a", "b"],
        dtype=TEXT,
    )
    right = pd.DataFrame(
        {"name": ["P.M. van der Jansen", "Anna Smit-de Wit"], "born": ["01-05-1980", "03-02-1970"]},
        index=["x", "y"],
        dtype=TEXT,
    )
    found = taken(link(left, right, {"name": "full_name", "born": "date"}, "one_to_one"))
    assert found == {("a", "x"), ("b", "y")}


@pytest.mark.parametrize(
    ("fields", "assignment", "code"),
    [
        ({}, "many_to_many", "link_no_fields"),
        ({"absent": "surname"}, "many_to_many", "link_no_column"),
        ({"last": "nickname"}, "many_to_many", "link_no_kind"),
        ({"last": "surname"}, "some_to_some", "link_no_assignment"),
    ],
)
def test_what_cannot_be_done_is_said(fields: dict[str, str], assignment: str, code: str) -> None:
    with pytest.raises(WijkCheckError) as error:
        link(people(3, 1), people(3, 2), fields, assignment)
    assert error.value.code == code


def test_an_id_that_stands_twice_is_said() -> None:
    left = people(3, 1)
    with pytest.raises(WijkCheckError) as error:
        link(pd.concat([left, left]), left, FIELDS)
    assert error.value.code == "link_double_id"


def test_it_stops_when_asked() -> None:
    def stop(phrase: str, done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        link(people(5, 1), people(5, 2), FIELDS, progress=stop)


def test_a_name_in_the_other_place_is_seen_even_beside_an_initial() -> None:
    left = people(80, 22)
    right = damaged(left, 23)
    first, last = left.at["p007", "first"], left.at["p007", "last"]
    for column in ("born", "street", "number", "postcode"):
        right.at["q007", column] = left.at["p007", column]
    right.loc["q007", ["first", "last"]] = [last, f"{first[0]}."]
    found = linkage(left, right, FIELDS)
    steps = found.evidence.steps("p007", "q007")
    assert steps is not None
    assert "crossed" in steps["agreement"].to_list()
    assert ("p007", "q007") in taken(found.pairs)


def test_texts_of_common_words_in_another_order_are_candidates() -> None:
    chance = random.Random(24)
    words = [[f"{kind}{n}" for n in range(8)] for kind in "abc"]
    rows = [" ".join(chance.choice(some) for some in words) for _ in range(1500)]
    ids = [f"p{n:04}" for n in range(len(rows))]
    left = pd.DataFrame({"text": rows}, index=ids, dtype=TEXT)
    turned = [" ".join(reversed(row.split())) + " new" for row in rows]
    right = pd.DataFrame({"text": turned}, index=ids, dtype=TEXT)
    found = linkage(left, right, {"text": "text"})
    assert (found.evidence.patterns(ids, ids) >= 0).mean() > 0.99
