"""What the linker says of a pair, and of itself."""

import numpy as np
import pytest

from tests.matching.test_link import FIELDS, damaged, people
from wijkcheck.matching import deduplication, linkage, weights_table
from wijkcheck.matching.explain import explanation
from wijkcheck.matching.tables import WeightTable


def test_the_steps_add_up_to_the_weight_of_every_pair() -> None:
    left = people(60, 1)
    found = linkage(left, damaged(left, 2), FIELDS)
    assert len(found.pairs) > 50
    for pair in found.pairs.itertuples():
        steps = found.evidence.steps(pair.left_id, pair.right_id)
        assert steps is not None
        assert steps["weight"].sum() == pytest.approx(pair.weight, abs=0.06)


def test_a_pair_that_never_met_has_no_steps() -> None:
    left = people(60, 1)
    found = linkage(left, damaged(left, 2), FIELDS)
    assert found.evidence.steps("p000", "nobody") is None


def test_the_sentence_names_what_is_equal_and_what_differs() -> None:
    left = people(60, 3)
    right = left.set_axis([f"q{n:03}" for n in range(60)])
    right.loc["q004", "born"] = "1901-02-17"
    right.loc["q004", "street"] = None
    steps = linkage(left, right, FIELDS).evidence.steps("p004", "q004")
    assert steps is not None
    dutch, english = explanation(steps, "nl"), explanation(steps, "en")
    assert dutch.startswith("Zelfde voornaam en achternaam; geboortedatum verschilt")
    assert english.startswith("Same given names and surname; birth date differs")
    assert dutch.endswith(".")


def test_precision_and_recall_are_estimated_near_the_truth() -> None:
    left = people(120, 5)
    right = damaged(left, 6)
    found = linkage(left, right, FIELDS, "one_to_one")
    assert 0.95 <= found.estimate.precision <= 1
    assert found.estimate.recall_low <= found.estimate.recall_high <= 1
    assert found.estimate.recall_low > 0.9


def test_without_a_pair_nothing_is_estimated() -> None:
    left = people(3, 7)
    assert np.isnan(linkage(left.iloc[:0], left, FIELDS).estimate.precision)


def test_large_tables_tell_what_each_pass_gave() -> None:
    left = people(1200, 8)
    found = linkage(left, damaged(left, 9), FIELDS)
    assert found.passes
    assert all(report.alone <= report.pairs for report in found.passes)
    assert found.estimate.recall_low > 0.9


def test_dedupe_explains_as_well() -> None:
    left = people(40, 10)
    found = deduplication(left, FIELDS)
    assert found.clusters is not None
    assert len(found.clusters) == 40


def test_the_weights_that_were_used_stand_in_a_table() -> None:
    left = people(60, 11)
    table = linkage(left, damaged(left, 12), FIELDS).weights
    WeightTable.validate(table)
    kinds = table[table["field"] == "pair"]
    assert kinds["share"].sum() == pytest.approx(1)
    levels = table[table["field"] != "pair"]
    assert levels.groupby("field")[["m", "u"]].sum().to_numpy() == pytest.approx(1, abs=0.01)
    rare = levels[levels["field"].eq("born") & levels["agreement"].eq("equal")]
    assert rare["weight"].is_monotonic_increasing


def test_without_a_model_there_are_no_weights() -> None:
    WeightTable.validate(weights_table(None))
    assert weights_table(None).empty
