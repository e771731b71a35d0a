"""Every pass, its budget, and what it reports."""

import numpy as np
import pandas as pd
import pytest

from wijkcheck.matching.blocking import ALL_PAIRS, Pass, candidates, keys_of, run_pass
from wijkcheck.matching.keys import PASSES
from wijkcheck.matching.preparing import prepare

ONE = {
    "bsn": "999900006", "mail": "a.jansen@b.nl", "phone": "0612345678", "first": "Sandra",
    "last": "Wisniewski", "born": "1980-05-17", "street": "Molenpad", "number": "12",
    "postcode": "1234AB", "place": "Urk", "name": "Stichting Zonneschijn", "code": "A-12",
}  # fmt: skip
OTHER = {
    "bsn": "999900018", "mail": "piet@c.nl", "phone": "0687654321", "first": "Piet",
    "last": "Bakker", "born": "1955-11-29", "street": "Kerkweg", "number": "99",
    "postcode": "9876ZZ", "place": "Ede", "name": "Bakkerij Oost", "code": "B77",
}  # fmt: skip
KINDS = {
    "bsn": "identifier", "mail": "email", "phone": "phone", "first": "given_name",
    "last": "surname", "born": "date", "street": "street", "number": "house_number",
    "postcode": "postcode", "place": "place", "name": "organisation", "code": "code",
}  # fmt: skip
MADE_OF = {
    "identifier": ("bsn",), "email": ("mail",), "phone": ("phone",), "date": ("born",),
    "year": ("born",), "month_day": ("born",), "year_month": ("born",), "postcode": ("postcode",),
    "area": ("postcode",), "house_number": ("number",), "street": ("street",),
    "place": ("place",), "initial": ("first",), "given_word": ("first",), "name_word": ("last",),
    "name_sound": ("last",), "sound_start": ("last",), "surname_part": ("last",),
    "surname_sound": ("last",), "both_sounds": ("first", "last"), "rare_word": ("name",),
    "word_pair": ("name",), "whole_text": ("name",), "code": ("code",),
}  # fmt: skip


@pytest.mark.parametrize("which", PASSES, ids=lambda p: "+".join(p.keys))
def test_a_pass_finds_who_shares_its_keys_and_nobody_else(which: Pass) -> None:
    shared = {column: ONE[column] for key in which.keys for column in MADE_OF[key]}
    left = pd.DataFrame([ONE], dtype="str")
    right = pd.DataFrame([OTHER, OTHER | shared], dtype="str")
    keys = prepare(left, right, dict(KINDS)).keys
    pairs, left_out = run_pass(which, keys, 1000, within=False)
    assert [int(pair) & 0xFFFFFFFF for pair in pairs] == [1]
    assert left_out == 0


@pytest.mark.parametrize(
    ("change", "which"),
    [
        ({"born": "1980-17-05"}, ("date",)),
        ({"first": "Wisniewski", "last": "Sandra"}, ("both_sounds",)),
        ({"last": "Wisnievski"}, ("surname_sound", "month_day")),
        ({"name": "Zonneschijn, stichting"}, ("whole_text",)),
        ({"number": "12 bis"}, ("postcode", "house_number")),
    ],
)
def test_a_pass_looks_past_what_often_goes_wrong(
    change: dict[str, str], which: tuple[str, ...]
) -> None:
    left, right = pd.DataFrame([ONE], dtype="str"), pd.DataFrame([ONE | change], dtype="str")
    keys = prepare(left, right, dict(KINDS)).keys
    assert len(run_pass(Pass(which), keys, 1000, within=False)[0]) == 1


def test_a_huge_block_is_left_out_and_rare_values_are_not() -> None:
    same = np.array([0] * 500 + [1, 2])
    keys = {"value": keys_of(same, same)}
    pairs, left_out = run_pass(Pass(("value",)), keys, 1000, within=False)
    assert sorted(int(pair) >> 32 for pair in pairs) == [500, 501]
    assert left_out == 500 * 500


def test_a_huge_block_is_cut_finer_where_that_helps() -> None:
    same, finer = np.zeros(500, dtype=np.int64), np.arange(500)
    keys = {"value": keys_of(same, same), "finer": keys_of(finer, finer)}
    pairs, left_out = run_pass(Pass(("value",), ("finer",)), keys, 1000, within=False)
    assert len(pairs) == 500
    assert left_out == 0


def test_within_one_table_each_pair_is_named_once() -> None:
    keys = {"value": keys_of(np.array([5, 5, 5]), np.array([5, 5, 5]))}
    pairs, _ = run_pass(Pass(("value",)), keys, 1000, within=True)
    found = sorted((int(p) >> 32, int(p) & 0xFFFFFFFF) for p in pairs)
    assert found == [(0, 1), (0, 2), (1, 2)]


def test_passes_report_what_each_gave_alone() -> None:
    size = int(ALL_PAIRS**0.5) + 1
    apart, first = np.arange(size), np.full(size, -1)
    first[:10] = np.arange(10)
    shifted = np.where(first >= 0, 9 - first, -1)
    keys = {"a": keys_of(apart, apart), "b": keys_of(first, shifted)}
    found = candidates([Pass(("a",)), Pass(("b",))], keys, size, size, within=False)
    assert [(r.keys, r.pairs, r.alone) for r in found.reports] == [
        (("a",), size, size),
        (("b",), 10, 10),
    ]
    assert len(found.left) == size + 10
    assert (np.diff((found.left << 32) | found.right) > 0).all()


def test_small_tables_are_compared_whole() -> None:
    found = candidates([], {}, 20, 30, within=False)
    assert (len(found.left), found.reports) == (600, ())
    assert len(candidates([], {}, 20, 20, within=True).left) == 190
