"""Tables held against a slow obvious way."""

import unicodedata

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

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
            "naam": pd.array([r[0] for r in rows], TEXT),
            "amount": pd.array([r[1] for r in rows], "Int64"),
            "wijk": pd.array([r[2] for r in rows], TEXT),
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
    found = table.order("amount", descending, {"wijk": wanted}, text=text)
    assert found.tolist() == slow


@given(ROWS)
def test_text_orders_like_folded_text(
    rows: list[tuple[str | None, int | None, str | None]],
) -> None:
    names = [row[0] for row in rows]
    table = Table(pd.DataFrame({"naam": pd.array(names, TEXT)}), "nl")

    def key(i: int) -> tuple[bool, str]:
        text = folded(names[i] or "")
        return names[i] is None, text.rjust(20, "0") if text.isdigit() else text

    assert table.order("naam").tolist() == sorted(range(len(names)), key=key)


def test_no_rows_are_a_page_of_none() -> None:
    table = Table(pd.DataFrame({"achternaam": ["a", "b"]}, dtype="str"), "nl")
    assert table.page([]) == []
    assert table.frame([], ["achternaam"]).empty
    assert table.frame([1], ["achternaam"])["achternaam"].tolist() == ["b"]


def test_only_rows_that_are_named_pass_where_rows_are_named() -> None:
    table = Table(pd.DataFrame({"achternaam": ["c", "b", "a"]}, dtype="str"), "nl")
    assert table.order("achternaam", among=[0, 2]).tolist() == [2, 0]
    assert table.order(among=[]).tolist() == []
