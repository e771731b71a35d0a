"""What a record's other pairs do to the probability of each of them."""

import numpy as np
import pandas as pd
import pytest

from wijkcheck.matching import link, partners
from wijkcheck.matching.levels import Reals
from wijkcheck.matching.partners import believe
from wijkcheck.matching.similarity import Ints

MANY = 1000
PRIOR = float(np.log2(0.5 / MANY))
SURE, LIKELY = 20.0, 2.0


def graph(*more: tuple[int, int, float]) -> tuple[Ints, Ints, Reals]:
    """Return pairs: records 0–799 of both sides surely the same, and some more."""
    same = [(n, n, SURE) for n in range(800)]
    left, right, odds = zip(*same, *more, strict=True)
    return np.array(left), np.array(right), np.array(odds)


def last(*more: tuple[int, int, float], one: tuple[bool, bool] = (False, False)) -> float:
    found = believe(*graph(*more), PRIOR, (MANY, MANY), one)
    return float(found.probability[-1])


def test_a_pair_whose_records_have_partners_is_believed_less() -> None:
    apart, beside_one, between_two = (
        last(pair) for pair in ((900, 901, LIKELY), (0, 901, LIKELY), (0, 1, LIKELY))
    )
    assert apart > 0.9 > 0.5 > beside_one > between_two


def test_two_records_of_one_person_are_still_believed() -> None:
    assert last((0, 901, SURE)) > 0.99
    assert last((0, 901, SURE), one=(False, True)) > 0.99


def test_where_twins_are_common_a_second_partner_is_no_surprise() -> None:
    doubled = [(n, 800 + n, SURE) for n in range(150)]
    assert last(*doubled, (200, 990, LIKELY)) > last((200, 990, LIKELY)) + 0.1


@pytest.mark.parametrize("weight", [0.0, SURE, 90.0])
def test_where_one_is_allowed_the_chances_of_all_add_up_to_one_at_most(weight: float) -> None:
    rivals = [(900, 900 + n, weight) for n in range(3)]
    found = believe(*graph(*rivals), PRIOR, (MANY, MANY), (True, True))
    chances = found.probability[-3:]
    assert np.allclose(chances, chances[0])
    assert chances.sum() <= 1 + 1e-3


def test_the_sides_may_change_places() -> None:
    left, right, odds = graph((0, 901, LIKELY), (0, 902, SURE), (5, 902, 3.0))
    there = believe(left, right, odds, PRIOR, (MANY, 2 * MANY), (False, True))
    back = believe(right, left, odds, PRIOR, (2 * MANY, MANY), (True, False))
    assert np.allclose(there.probability, back.probability, atol=1e-9)
    assert there.prior == pytest.approx(back.prior)


def test_more_records_without_partner_make_a_match_less_likely() -> None:
    few = believe(*graph(), PRIOR, (820, 820)).prior
    many = believe(*graph(), PRIOR, (8000, 8000)).prior
    assert few > many


def test_without_pairs_nothing_is_believed() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert not len(believe(none, none, np.zeros(0), PRIOR, (0, 5)).probability)


def crowd() -> tuple[Ints, Ints, Reals]:
    """Return all pairs of 60 records on each side, of four kinds that look alike."""
    left, right = np.divmod(np.arange(60 * 60), 60)
    return left, right, np.where(left % 4 == right % 4, 4.0, -3.0)


@pytest.mark.parametrize("one", [(False, False), (False, True), (True, True)])
def test_records_with_the_same_pairs_are_believed_as_if_one_by_one(
    one: tuple[bool, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    together = believe(*crowd(), PRIOR, (MANY, MANY), one)
    monkeypatch.setattr(partners, "CROWDED", MANY)
    apart = believe(*crowd(), PRIOR, (MANY, MANY), one)
    assert together.probability == pytest.approx(apart.probability, abs=1e-9)


def test_a_table_of_equal_rows_is_little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []
    through = partners._through

    def counted(here: partners._End, *rest: object) -> object:
        done.append(len(here.record))
        return through(here, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(partners, "_through", counted)
    rows = pd.DataFrame({"name": ["Jan Jansen"] * 150, "born": ["1980-05-06"] * 150}, dtype="str")
    other = rows.set_axis([f"q{n}" for n in range(150)])
    link(rows, other, {"name": "full_name", "born": "date"}, "one_to_one")
    assert 0 < sum(done) < 150 * 150


def test_beliefs_that_do_not_settle_leave_nobody_two_partners(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(partners, "ROUNDS", 1)
    left, right, odds = crowd()
    found = believe(left, right, odds, PRIOR, (MANY, MANY), (True, True)).probability
    assert max(np.bincount(left, found).max(), np.bincount(right, found).max()) <= 1 + 1e-9
