"""Which pairs are taken: statuses, the best whole, and clusters that tie no strangers together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkcheck.matching.assign import LARGEST, best_whole, rivals, statuses
from wijkcheck.matching.clusters import clusters

Pair = tuple[int, int, float]


def arrays(*pairs: Pair) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    left, right, value = zip(*sorted(pairs), strict=True)
    return np.array(left), np.array(right), np.array(value, dtype=np.float64)


def chosen(assignment: str, *pairs: Pair) -> set[tuple[int, int]]:
    left, right, odds = arrays(*pairs)
    best = best_whole(left, right, odds, assignment)
    return set(zip(left[best].tolist(), right[best].tolist(), strict=True))


def status(assignment: str, *pairs: Pair) -> list[str]:
    left, right, probability = arrays(*pairs)
    best = best_whole(left, right, probability, assignment)
    return statuses(rivals(left, right, probability, assignment), best).tolist()


CROSSED = ((0, 0, 10.0), (0, 1, 9.0), (1, 0, 9.0), (1, 1, 1.0))


def test_one_to_one_takes_the_best_whole_not_the_best_pair() -> None:
    assert chosen("one_to_one", *CROSSED) == {(0, 1), (1, 0)}


def test_one_to_many_gives_each_right_record_its_best() -> None:
    assert chosen("one_to_many", *CROSSED) == {(0, 0), (0, 1)}


def test_many_to_many_takes_all() -> None:
    assert len(chosen("many_to_many", *CROSSED)) == 4


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(-9, 40)), min_size=1))
def test_one_to_one_is_one_to_one(pairs: list[Pair]) -> None:
    found = chosen("one_to_one", *{(a, b): (a, b, v) for a, b, v in pairs}.values())
    assert len({a for a, _ in found}) == len({b for _, b in found}) == len(found)


def test_a_group_too_large_to_solve_loses_its_weakest_pairs() -> None:
    size = LARGEST + 20
    own = [(n, n, 20.0) for n in range(size)]
    chain = [(n, n + 1, 1.0) for n in range(size - 1)]
    assert chosen("one_to_one", *own, *chain) == {(n, n) for n in range(size)}


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(1.0, "certain"), (0.99, "certain"), (0.989999, "probable"), (0.5, "probable"),
     (0.499999, "review"), (0.05, "review"), (0.049999, "")],
)  # fmt: skip
def test_statuses_by_probability(probability: float, expected: str) -> None:
    assert status("one_to_one", (0, 0, probability)) == [expected]


def test_a_near_tie_goes_to_review_and_names_its_runner_up() -> None:
    pairs = ((0, 0, 0.55), (0, 1, 0.46))
    assert status("one_to_one", *pairs) == ["review", "review"]
    found = rivals(*arrays(*pairs), "one_to_one")
    assert found.runner_up.tolist() == [1, 0]
    assert found.margin.tolist() == pytest.approx([0.09, -0.09])


def test_a_tie_on_the_other_side_counts_only_where_it_excludes() -> None:
    pairs = ((0, 0, 0.55), (1, 0, 0.5))
    assert status("one_to_one", *pairs) == ["review", "review"]
    assert status("many_to_many", *pairs) == ["probable", "probable"]


def test_where_many_may_match_a_runner_up_is_no_rival() -> None:
    assert status("many_to_many", (0, 0, 0.995), (0, 1, 0.994)) == ["certain", "certain"]


# --- clusters ---


def groups(size: int, *pairs: Pair) -> list[list[int]]:
    found, _ = clusters(size, *arrays(*pairs))
    return [np.flatnonzero(found == first).tolist() for first in np.unique(found)]


def test_two_that_are_alike_are_one() -> None:
    assert groups(3, (0, 1, 5.0)) == [[0, 1], [2]]


def test_a_chain_of_lookalikes_is_not_one_cluster() -> None:
    chain = [(n, n + 1, 3.0) for n in range(5)]
    apart = [(n, m, -9.0) for n in range(6) for m in range(n + 2, 6)]
    assert max(len(group) for group in groups(6, *chain, *apart)) <= 3


def test_three_copies_stay_together_though_two_never_met() -> None:
    found, joined = clusters(3, *arrays((0, 1, 9.0), (1, 2, 6.0)))
    assert found.tolist() == [0, 0, 0]
    assert (joined["left"].tolist(), joined["right"].tolist()) == ([0], [2])
    assert joined["odds"].tolist() == [6.0]  # the weakest step of the way between them


def test_one_contradiction_does_not_part_many_copies() -> None:
    copies = [(n, m, 9.0) for n in range(6) for m in range(n + 1, 6)]
    assert groups(7, *copies, *((n, 6, 8.0) for n in range(5)), (5, 6, -60.0)) == [[*range(7)]]


@given(st.permutations(range(5)))
def test_clusters_do_not_depend_on_what_records_are_called(names: list[int]) -> None:
    pairs = [(0, 1, 9.0), (1, 2, 7.0), (2, 3, 5.0), (0, 2, 1.0), (3, 4, 3.0), (1, 3, -8.0)]
    renamed = [(*sorted((names[a], names[b])), odds) for a, b, odds in pairs]
    usual = {frozenset(names[n] for n in group) for group in groups(5, *pairs)}
    assert {frozenset(group) for group in groups(5, *((a, b, o) for a, b, o in renamed))} == usual
