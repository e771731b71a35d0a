"""A blind sample, what people say of it, and what the weights learn from that."""

import numpy as np
import pandas as pd
import pytest

from tests.matching.test_link import FIELDS, damaged, people, taken
from wijkcheck.errors import WijkCheckError
from wijkcheck.matching import deduplication, linkage, sample
from wijkcheck.matching.estimate import measure
from wijkcheck.matching.sampling import Judged, bands, draw

NAMES = {"first": "given_name", "last": "surname", "street": "street"}


def answered(sheet: pd.DataFrame, yes: str = "ja", no: str = "nee") -> pd.DataFrame:
    """Fill a sheet in truly: a right id is the left one's with another letter in front."""
    same = sheet["left_id"].str[1:] == sheet["right_id"].str[1:]
    return sheet.assign(same=np.where(same, yes, no))


@pytest.fixture(scope="module")
def lists() -> tuple[pd.DataFrame, pd.DataFrame]:
    left = people(160, 31)
    return left, damaged(left, 32)


@pytest.fixture(scope="module")
def sheet(lists: tuple[pd.DataFrame, pd.DataFrame]) -> pd.DataFrame:
    return sample(*lists, NAMES, 60)


def test_a_sample_has_the_fields_of_both_and_an_empty_answer(
    lists: tuple[pd.DataFrame, pd.DataFrame], sheet: pd.DataFrame
) -> None:
    assert list(sheet.columns) == [
        "left_id", "right_id", "first left", "first right", "last left", "last right",
        "street left", "street right", "same",
    ]  # fmt: skip
    assert sheet["same"].isna().all()
    row = sheet.iloc[0]
    assert row["last right"] == lists[1].at[row["right_id"], "last"]


def test_a_sample_tells_nothing_of_what_the_engine_thinks(
    lists: tuple[pd.DataFrame, pd.DataFrame], sheet: pd.DataFrame
) -> None:
    pairs = linkage(*lists, NAMES).pairs.set_index(["left_id", "right_id"])
    known = pairs["probability"].reindex(pd.MultiIndex.from_frame(sheet[["left_id", "right_id"]]))
    place = np.arange(len(known))
    assert abs(np.corrcoef(place, known.fillna(0.0).rank())[0, 1]) < 0.3


def test_a_sample_does_not_depend_on_the_order_of_rows(
    lists: tuple[pd.DataFrame, pd.DataFrame], sheet: pd.DataFrame
) -> None:
    shuffled = [table.sample(frac=1, random_state=1) for table in lists]
    pd.testing.assert_frame_equal(sample(*shuffled, NAMES, 60), sheet)


def test_every_band_is_in_a_sample_and_a_larger_one_holds_it() -> None:
    band = np.repeat(np.arange(6), [100_000, 500, 80, 40, 3, 5000])
    some, more = draw(band, 100), draw(band, 300)
    assert len(set(some)) == 100
    assert set(some) < set(more)
    counts = np.bincount(band[some])
    assert counts[4] == 3
    assert (counts[[1, 2, 3, 5]] >= 15).all()
    assert 5 <= counts[0] <= 8


def test_a_sample_is_no_larger_than_what_there_is() -> None:
    assert len(draw(np.zeros(7, dtype=np.int64), 100)) == 7
    assert len(sample(people(1, 1), damaged(people(1, 1), 2), FIELDS, 50)) == 1
    assert len(sample(people(1, 1).iloc[:0], people(1, 1), FIELDS, 50)) == 0


def test_bands_begin_at_the_limits_of_the_statuses() -> None:
    assert bands(np.array([0.0, 0.0009, 0.001, 0.05, 0.5, 0.9, 0.99, 1.0])).tolist() == [
        0, 0, 1, 2, 3, 4, 5, 5,
    ]  # fmt: skip


def test_labels_make_the_probabilities_truer(
    lists: tuple[pd.DataFrame, pd.DataFrame], sheet: pd.DataFrame
) -> None:
    def loss(pairs: pd.DataFrame) -> float:
        same = (pairs["left_id"].str[1:] == pairs["right_id"].str[1:]).to_numpy()
        chance = pairs["probability"].clip(1e-3, 1 - 1e-3).to_numpy()
        return float(-np.log(np.where(same, chance, 1 - chance)).sum())

    before = linkage(*lists, NAMES).pairs
    after = linkage(*lists, NAMES, labels=answered(sheet)).pairs
    both = before.merge(after, on=["left_id", "right_id"], suffixes=("", "_y"))
    assert loss(
        both.drop(columns="probability").rename(columns={"probability_y": "probability"})
    ) < loss(both)


@pytest.mark.parametrize("same", [("ja", "nee"), ("nee", "nee"), ("ja", "ja")])
def test_whatever_is_said_the_weights_stay_probabilities(
    lists: tuple[pd.DataFrame, pd.DataFrame], sheet: pd.DataFrame, same: tuple[str, str]
) -> None:
    weights = linkage(*lists, NAMES, labels=answered(sheet, *same)).evidence.weights
    assert all(m.sum() == pytest.approx(1) and (m >= 0).all() for m in weights.m)
    assert 0 < weights.matched < 1


def test_a_label_binds_no_pair(
    lists: tuple[pd.DataFrame, pd.DataFrame], sheet: pd.DataFrame
) -> None:
    pairs = taken(linkage(*lists, FIELDS, "one_to_one").pairs)
    one = answered(sheet).iloc[:1].assign(same="nee", left_id=min(pairs)[0], right_id=min(pairs)[1])
    assert min(pairs) in taken(linkage(*lists, FIELDS, "one_to_one", labels=one).pairs)


@pytest.mark.parametrize(
    ("yes", "no"),
    [("Ja", "Nee"), ("1", "0"), ("y", "N"), ("waar", "onwaar"), (True, False), (1.0, 0.0)],
)
def test_yes_and_no_are_written_in_many_ways(
    lists: tuple[pd.DataFrame, pd.DataFrame], sheet: pd.DataFrame, yes: str, no: str
) -> None:
    usual = linkage(*lists, NAMES, labels=answered(sheet)).pairs
    pd.testing.assert_frame_equal(
        linkage(*lists, NAMES, labels=answered(sheet, yes, no)).pairs, usual
    )


def test_rows_left_empty_say_nothing(
    lists: tuple[pd.DataFrame, pd.DataFrame], sheet: pd.DataFrame
) -> None:
    whole = answered(sheet)
    half = whole.assign(same=whole["same"].where(np.arange(60) < 30, " "))
    first = linkage(*lists, NAMES, labels=whole.iloc[:30])
    second = linkage(*lists, NAMES, labels=half)
    pd.testing.assert_frame_equal(first.pairs, second.pairs)
    assert first.measured == second.measured


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda s: s.drop(columns="same"), "labels_no_column"),
        (lambda s: s.assign(same=None), "labels_none"),
        (lambda s: s.assign(same="misschien"), "labels_unclear"),
        (lambda s: s.assign(left_id="p999"), "labels_no_pair"),
        (lambda s: pd.concat([s, s.assign(same="ja")]), "labels_contradict"),
    ],
)
def test_labels_that_cannot_be_used_are_said(
    lists: tuple[pd.DataFrame, pd.DataFrame], sheet: pd.DataFrame, change: object, code: str
) -> None:
    assert callable(change)
    with pytest.raises(WijkCheckError) as error:
        linkage(*lists, NAMES, labels=change(answered(sheet)))
    assert error.value.code == code


def test_dedupe_samples_and_learns_too() -> None:
    left = people(120, 41)
    records = pd.concat([left, damaged(left, 42)])
    drawn = sample(records, None, NAMES, 40)
    turned = answered(drawn).rename(columns={"left_id": "right_id", "right_id": "left_id"})
    found = deduplication(records, NAMES, labels=turned)
    assert found.measured is not None
    assert found.measured.labels == 40
    assert found.clusters is not None


def test_what_is_measured_stands_for_the_pairs_of_its_band() -> None:
    probability = np.repeat([0.999, 0.7, 0.01], [900, 100, 9000])
    judged = Judged(
        np.r_[np.arange(30), 900 + np.arange(20), 1000 + np.arange(50)],
        np.r_[np.ones(30), np.tile([1, 0], 10), np.ones(1), np.zeros(49)].astype(bool),
    )
    found = measure(probability, np.arange(1000), judged)
    assert found.labels == 100
    assert found.precision == pytest.approx((900 + 50) / 1000, abs=0.01)
    assert found.recall == pytest.approx(950 / (950 + 180), abs=0.01)
    assert found.precision_low < 0.95 < found.precision_high < 1
    assert found.recall_low < 0.7 < found.recall < found.recall_high < 1


def test_the_millions_at_the_bottom_are_believed_until_one_speaks() -> None:
    probability = np.repeat([0.999, 1e-7], [1000, 1_000_000])
    same = np.r_[np.ones(30), np.zeros(5)].astype(bool)
    silent = measure(probability, np.arange(1000), Judged(np.r_[:30, 1000:1005], same))
    assert silent.recall_low > 0.99
    same[-1] = True
    assert measure(probability, np.arange(1000), Judged(np.r_[:30, 1000:1005], same)).recall < 0.01


def test_where_nothing_is_taken_precision_is_not_known() -> None:
    judged = Judged(np.arange(3), np.zeros(3, dtype=bool))
    assert np.isnan(measure(np.full(10, 0.01), np.zeros(0, dtype=np.int64), judged).precision)
