"""A run in a fraction of its memory: nothing of it is lost, and what is asked of it is enough."""

import pandas as pd
import pytest

from tests.ui import worlds
from tests.ui.worlds import NORTH, left, right
from wijkcheck.pipeline import Run
from wijkcheck.views.packed import Packed, pack
from wijkcheck.views.people import brief

TABLES = ("findings", "persons", "person_pairs", "pairs", "differences", "bridge_records", "copies")


@pytest.fixture(scope="module")
def run() -> Run:
    return worlds.run()


@pytest.fixture(scope="module")
def packed(run: Run) -> Packed:
    return pack(run, brief(run.records))[0]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_comes_out_as_it_went_in(run: Run, packed: Packed, name: str) -> None:
    pd.testing.assert_frame_equal(getattr(packed.run(), name), getattr(run, name))
    assert not len(getattr(packed.bare, name))


def test_records_come_out_as_they_went_in(run: Run, packed: Packed) -> None:
    found = packed.run().records
    assert found.keys() == run.records.keys()
    for key, frame in run.records.items():
        pd.testing.assert_frame_equal(found[key], frame)


def test_only_what_is_named_comes_out(packed: Packed) -> None:
    some = packed.run("pairs")
    assert len(some.pairs)
    assert not len(some.persons)
    assert not some.records


def test_a_record_is_found_by_its_id(run: Run, packed: Packed) -> None:
    kind, found = packed.record(left(6)) or pytest.fail("none")
    expected = next(f for f in run.records.values() if left(6) in f.index).loc[[left(6)]]
    pd.testing.assert_frame_equal(found, expected)
    assert packed.record("nobody's") is None
    assert kind == "toewijzingen"


def test_what_concerns_a_record_comes_with_its_person_and_partner(run: Run, packed: Packed) -> None:
    about = packed.about([left(6), None])
    ids = {i for frame in about.records.values() for i in frame.index}
    assert {left(6), right(3)} <= ids
    assert left(9) not in ids
    assert set(about.persons["record_id"]) == ids
    concerned = run.differences["left_id"].isin(ids) | run.differences["right_id"].isin(ids)
    assert len(about.differences) == concerned.sum() > 0


def test_what_concerns_a_source_are_its_findings(run: Run, packed: Packed) -> None:
    about = packed.about([NORTH])
    assert len(about.findings) == run.findings["source"].eq(NORTH).sum() > 0
    assert not any(len(frame) for frame in about.records.values())


def test_values_are_in_memory_once(packed: Packed) -> None:
    one, other = packed.records.values()
    assert one["achternaam"].uniques is other["achternaam"].uniques
    pairs = packed.tables["pairs"]
    assert pairs["left_id"].uniques is pairs["right_id"].uniques
    assert one.index is not None
    assert one.index[1].uniques is pairs["left_id"].uniques
