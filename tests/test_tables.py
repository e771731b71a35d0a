"""Tables held against a slow obvious way."""

import json
import unicodedata

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from wijkcheck.filters import Between, Without, from_plain, plain
from wijkcheck.records.models import TEXT
from wijkcheck.tables import Table


def frame(**columns: object) -> pd.DataFrame:
    made = pd.DataFrame({name: pd.Series(values) for name, values in columns.items()})
    return made.astype({name: TEXT for name in made if made[name].dtype.kind not in "iufM"})


def whole(table: Table) -> list[tuple[str, ...]]:
    return table.page(np.arange(table.size))


def test_a_page_reads_as_dutch() -> None:
    made = pd.DataFrame(
        {
            "achternaam": pd.array(["Jansen", None], TEXT),
            "bsn": pd.array(["999900006", None], TEXT),
            "einddatum": pd.array(["2026-09-30", None], "datetime64[s]"),
            "budget": pd.array([123456789, None], "Int64"),
            "volume": pd.array([7.5, None], "Float64"),
            "row": [1204, 5],
            "kind": pd.array(["only_team field", None], TEXT),
        }
    )
    assert whole(Table(made, "nl")) == [
        ("Jansen", "*****0006", "30-09-2026", "€ 1.234.567,89", "7,5", "1.204",
         "alleen team, veld verschilt"),
        ("", "", "", "", "", "5", ""),
    ]  # fmt: skip
    assert whole(Table(made, "en"))[0][2:6] == ("2026-09-30", "€ 1,234,567.89", "7.5", "1,204")


def test_a_volume_reads_and_is_found_in_each_language() -> None:
    made = frame(left_omvang=["4 uur per week", "=1+1", None])
    assert whole(Table(made, "nl")) == [("4 uur per week",), ("=1+1",), ("",)]
    english = Table(made, "en")
    assert whole(english) == [("4 hours per week",), ("=1+1",), ("",)]
    assert english.search("hours").tolist() == [0]
    assert english.separated(np.array([1]), ["left_omvang"]) == "'=1+1"


def test_a_page_comes_in_the_order_asked() -> None:
    table = Table(frame(achternaam=["a", "b", "c"]), "nl")
    assert table.page(np.array([2, 0, 2])) == [("c",), ("a",), ("c",)]


def test_sides_are_told_by_the_name() -> None:
    left, right, row = Table(frame(left_bsn=["1"], right_bsn=["1"], row=[1]), "nl").columns
    assert (left.side, right.side, row.side) == ("left", "right", None)
    assert (left.title, row.numeric, left.numeric) == ("BSN", True, False)


def test_order_ignores_case_and_accents_and_keeps_ties() -> None:
    table = Table(frame(achternaam=["Visser", "Élan", None, "visser", "bakker", "el"]), "nl")
    assert table.order("achternaam").tolist() == [4, 5, 1, 0, 3, 2]
    assert table.order("achternaam", descending=True).tolist() == [0, 3, 1, 5, 4, 2]


def test_numbers_written_as_text_order_by_value() -> None:
    table = Table(frame(toewijzingnummer=["10", "9", "100", "A1"]), "nl")
    assert table.order("toewijzingnummer").tolist() == [1, 0, 2, 3]


def test_grouped_rows_stand_together_in_order() -> None:
    table = Table(frame(team=["Zuid", "Noord", "Zuid", "Noord"], row=[1, 4, 3, 2]), "nl")
    assert table.order("row", descending=True, group="team").tolist() == [1, 3, 2, 0]


def test_filters_take_any_of_the_codes_in_a_cell_and_missing() -> None:
    table = Table(frame(kind=["field", "field only_team", None], side=["team", None, "team"]), "nl")
    assert table.order(filters={"kind": {"only_team"}}).tolist() == [1]
    assert table.order(filters={"kind": {"field", None}, "side": {"team"}}).tolist() == [0, 2]
    assert table.order(filters={"side": {None}}).tolist() == [1]


def test_search_finds_what_is_shown_and_whole_masked_numbers_only() -> None:
    table = Table(
        frame(
            bsn=["999900006", "999900018"],
            achternaam=["Ünlü", "Jansen"],
            geboortedatum=np.array(["1987-06-12", "1990-01-01"], "datetime64[s]"),
        ),
        "nl",
    )
    assert table.search("unlu 12-06").tolist() == [0]
    assert table.search("999900018").tolist() == [1]
    assert table.search("9999000").tolist() == []
    assert table.search("*0018").tolist() == [1]
    assert table.search("  ").tolist() == [0, 1]


def test_counts_are_per_code_in_sort_order() -> None:
    table = Table(frame(kind=["field", "only_team field", None, "only_team"]), "nl")
    assert table.counts("kind") == [
        ("only_team", "alleen team", 2), ("field", "veld verschilt", 2), (None, "", 1),
    ]  # fmt: skip
    assert table.counts("kind", np.array([0, 2])) == [("field", "veld verschilt", 1), (None, "", 1)]


def test_only_what_means_something_is_summed() -> None:
    table = Table(frame(row=[1, 2, 3], budget=[100, 250, 5], achternaam=list("abc")), "nl")
    assert table.sums(np.array([0, 1])) == {"budget": "€ 3,50"}
    assert table.sums(np.array([], dtype=int)) == {"budget": ""}


def test_filled_counts_values() -> None:
    table = Table(frame(achternaam=["a", None, "b"]), "nl")
    assert table.filled("achternaam", np.array([0, 1, 1])) == 1


def test_a_table_without_rows_works() -> None:
    table = Table(frame(achternaam=[], row=np.array([], int)), "nl")
    assert table.order("row", text="x").tolist() == []
    assert (whole(table), table.counts("achternaam")) == ([], [])


TEXTS = st.one_of(st.none(), st.text("aAéÉbB9 ", max_size=3))
ROWS = st.lists(
    st.tuples(TEXTS, st.one_of(st.none(), st.integers(-5, 5)), st.sampled_from(["x", "y", None])),
    max_size=12,
)


def folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text)
    return "".join(c for c in bare if not unicodedata.combining(c)).lower()


@given(ROWS, st.booleans(), st.sets(st.sampled_from(["x", "y", None])), st.text("aE9", max_size=2))
def test_order_equals_the_slow_obvious_way(
    rows: list[tuple[str | None, int | None, str | None]],
    descending: bool,
    wanted: set[str | None],
    text: str,
) -> None:
    made = pd.DataFrame(
        {
            "achternaam": pd.array([r[0] for r in rows], TEXT),
            "amount": pd.array([r[1] for r in rows], "Int64"),
            "straatnaam": pd.array([r[2] for r in rows], TEXT),
        }
    )
    table = Table(made, "nl")
    passing = [
        i
        for i, (name, number, area) in enumerate(rows)
        if area in wanted
        and any(
            folded(text) in folded(str(value))
            for value in (name, number, area)
            if value is not None
        )
    ]
    if not text:
        passing = [i for i, row in enumerate(rows) if row[2] in wanted]
    present = [i for i in passing if rows[i][1] is not None]
    slow = sorted(present, key=lambda i: rows[i][1], reverse=descending)  # type: ignore[arg-type,return-value]
    if descending:  # Python's reverse keeps ties too
        slow = sorted(present, key=lambda i: -rows[i][1])  # type: ignore[operator]
    slow += [i for i in passing if rows[i][1] is None]
    found = table.order("amount", descending, {"straatnaam": wanted}, text=text)
    assert found.tolist() == slow


@given(ROWS)
def test_text_orders_like_folded_text(
    rows: list[tuple[str | None, int | None, str | None]],
) -> None:
    names = [row[0] for row in rows]
    table = Table(pd.DataFrame({"achternaam": pd.array(names, TEXT)}), "nl")

    def key(i: int) -> tuple[bool, str]:
        text = folded(names[i] or "")
        return names[i] is None, text.rjust(20, "0") if text.isdigit() else text

    assert table.order("achternaam").tolist() == sorted(range(len(names)), key=key)


def test_no_rows_are_a_page_of_none() -> None:
    table = Table(pd.DataFrame({"achternaam": ["a", "b"]}, dtype="str"), "nl")
    assert table.page([]) == []
    assert table.frame([], ["achternaam"]).empty
    assert table.frame([1], ["achternaam"])["achternaam"].tolist() == ["b"]


def test_only_rows_that_are_named_pass_where_rows_are_named() -> None:
    table = Table(pd.DataFrame({"achternaam": ["c", "b", "a"]}, dtype="str"), "nl")
    assert table.order("achternaam", among=[0, 2]).tolist() == [2, 0]
    assert table.order(among=[]).tolist() == []


def test_filters_pass_all_but_some() -> None:
    table = Table(frame(kind=["field", "field only_team", None], side=["team", None, "team"]), "nl")
    assert table.order(filters={"kind": Without({"only_team"})}).tolist() == [0, 2]
    assert table.order(filters={"side": Without({None})}).tolist() == [0, 2]


def test_filters_pass_what_lies_between() -> None:
    days = np.array(["2026-01-01", "2026-02-01", "NaT"], "datetime64[s]")
    table = Table(frame(einddatum=days, budget=[100, 250, 300]), "nl")
    assert table.order(filters={"einddatum": Between("2026-01-02", None)}).tolist() == [1]
    assert table.order(filters={"budget": Between(100, 250)}).tolist() == [0, 1]


def test_a_value_of_a_row_filters_on_itself() -> None:
    days = np.array(["2026-01-01", "2026-02-01", "NaT"], "datetime64[s]")
    table = Table(frame(einddatum=days, budget=[100, 250, 250]), "nl")
    assert table.value(1, "einddatum") == "2026-02-01"
    for row, name in ((1, "einddatum"), (2, "einddatum"), (0, "budget")):
        assert table.order(filters={name: {table.value(row, name)}}).tolist() == [row]


def test_filters_survive_json() -> None:
    filters = {"a": frozenset({"x", None}), "b": Without({3}), "c": Between("2026-01-01", None)}
    assert from_plain(json.loads(json.dumps(plain(filters)))) == filters


def test_counts_keep_to_a_text_and_to_the_most_frequent() -> None:
    table = Table(frame(achternaam=["Élan", "Bos", "Bos", "Eland", None]), "nl")
    assert table.counts("achternaam", text="ela") == [("Élan", "Élan", 1), ("Eland", "Eland", 1)]
    assert table.counts("achternaam", most=1) == [("Bos", "Bos", 2)]


def test_groups_begin_where_their_value_does() -> None:
    table = Table(frame(team=["Zuid", "Noord", "Zuid", None]), "nl")
    assert table.starts(table.order(group="team"), "team").tolist() == [0, 1, 3]
    assert table.starts(np.array([], int), "team").tolist() == []


def test_separated_text_is_what_a_spreadsheet_takes() -> None:
    table = Table(frame(achternaam=["=1+1", 'a\t"b"', None], budget=[-150, 250, 1]), "nl")
    rows, names = np.array([0, 1, 2]), ["achternaam", "budget"]
    lines = table.separated(rows, names, heads=["Naam", "Budget"]).split("\n")
    assert lines == ["Naam\tBudget", "'=1+1\t€ -1,50", '"a\t""b"""\t€ 2,50', "\t€ 0,01"]
    assert table.separated(rows[:0], names) == ""


def test_numbers_read_the_same_among_many_as_alone() -> None:
    numbers = [0, 5, -999, 1000, -1000000, 1234567890]
    table = Table(frame(effect=numbers), "en")
    assert [text for (text,) in whole(table)] == [f"{n:+,}" for n in numbers]


@given(st.lists(st.one_of(st.none(), st.integers(-(10**6), 10**6)), max_size=8))
def test_volumes_read_as_python_writes_them(ten_thousandths: list[int | None]) -> None:
    values = [None if n is None else n / 10_000 for n in ten_thousandths]
    table = Table(pd.DataFrame({"volume": pd.array(values, "Float64")}), "en")
    expected = ["" if v is None else f"{v:,.4f}".rstrip("0").rstrip(".") for v in values]
    assert [text for (text,) in whole(table)] == expected


def test_what_has_no_name_on_screen_is_not_searched() -> None:
    table = Table(frame(record_id=["x12"], achternaam=["Bos"]), "nl")
    assert table.search("x12").tolist() == []
    assert table.search("bos").tolist() == [0]
