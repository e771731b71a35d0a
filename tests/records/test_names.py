"""Names: folded, taken apart, and which may be one person's."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkcheck.records.models import TEXT
from wijkcheck.records.names import (
    NICKNAMES,
    fold,
    given_names_compatible,
    initials_compatible,
    initials_of,
    parse_name,
    split_prefix,
    surnames_compatible,
)

SURNAME = ["voorvoegsel", "achternaam", "partnervoorvoegsel", "partnernaam"]


def text(*values: str | None) -> pd.Series:
    return pd.Series(values, dtype=TEXT)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ĳsbrand", "ijsbrand"),
        ("Çelik Şahin", "celik sahin"),
        ("Kjær-Sørensen", "kjaer sorensen"),
        ("İlkay Işık", "ilkay isik"),
        ("Van 't Veld", "van t veld"),
        ("D’Ancona", "dancona"),
        ("Smit &amp; Zn.", "smit en zn"),
        ("  Jansen –  de\tWit ", "jansen de wit"),
    ],
)
def test_spellings_are_folded(written: str, folded: str) -> None:
    assert fold(text(written)).tolist() == [folded]


def test_nothing_stays_nothing() -> None:
    assert fold(text(None, "-", " ")).isna().all()


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(written: str) -> None:
    once = fold(text(written))
    pd.testing.assert_series_equal(fold(once), once)


@pytest.mark.parametrize(
    ("written", "prefix", "name"),
    [
        ("van der Berg", "van der", "Berg"),
        ("Berg, van der", "van der", "Berg"),
        ("Berg van der", "van der", "Berg"),
        ("Van Den Berg", "van den", "Berg"),
        ("v.d. Berg", "v.d.", "Berg"),
        ("v/d Berg", "v.d.", "Berg"),
        ("vd Berg", "v.d.", "Berg"),
        ("v. Dijk", "van", "Dijk"),
        ("’t Hart", "'t", "Hart"),
        ("van 't Hoff", "van 't", "Hoff"),
        ("El Idrissi", "el", "Idrissi"),
        ("De Smet", "de", "Smet"),
        ("Jansen", None, "Jansen"),
        ("Vandenberghe", None, "Vandenberghe"),
        ("van", None, "van"),
    ],
)
def test_a_prefix_is_taken_off(written: str, prefix: str | None, name: str) -> None:
    found = split_prefix(text(written)).iloc[0]
    assert found["name"] == name
    assert found["prefix"] == prefix if prefix else pd.isna(found["prefix"])


# written | given names | initials | prefix | surname | partner's prefix | partner's surname
NAMES = """
Jansen, P.M. van der||PM|van der|Jansen||
van der Jansen-de Wit|||de|Wit|van der|Jansen
P.M. (Piet) van Dijk|Piet|PM|van|Dijk||
J.de Jong||J|de|Jong||
de Vries, Anna Maria|Anna Maria||de|Vries||
Dhr. J. de Boer||J|de|Boer||
mw. A.B. Smit-van Dijk||AB|van|Dijk||Smit
Jansen, Piet|Piet|||Jansen||
Bakker - de Wit, mevr. J.||J|de|Wit||Bakker
Mohamed el Idrissi|Mohamed||el|Idrissi||
J.P. Balk||JP||Balk||
YILMAZ, FATMA|FATMA|||YILMAZ||
Jan Willem van den Berg|Jan Willem||van den|Berg||
Berg, van den, Piet|Piet||van den|Berg||
Jansen P.M.||PM||Jansen||
Berg J. van den||J|van den|Berg||
Ben Jansen|Ben|||Jansen||
Th.J. Smit||THJ||Smit||
IJ. de Vries||IJ|de|Vries||
J. v.d. Berg||J|v.d.|Berg||
V.D. Jansen||VD||Jansen||
Jansen, A.D.||AD||Jansen||
Berg (van den), J.||J|van den|Berg||
Wit e/v Jansen, A. de||A|de|Wit||Jansen
Jansen geb. de Wit, A.||A|de|Wit||Jansen
Jean-Paul Smit|Jean-Paul|||Smit||
Q. O'Neill||Q||O'Neill||
Jansen||||Jansen||
A B de Vries||AB|de|Vries||
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_a_whole_name_is_taken_apart(line: str) -> None:
    written, *parts = line.split("|")
    found = parse_name(text(written)).iloc[0].fillna("").tolist()
    assert found == parts


def test_initials_come_from_every_given_name() -> None:
    assert initials_of(text("Anna-Maria IJsbrand", "jan", "P.M.")).tolist() == ["AMIJ", "J", "PM"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Johannes", "Jan"),
        ("Anna Maria", "Maria"),
        ("P.M.", "Pieter Maria"),
        ("P", "Pieter"),
        ("Mohamed", "Muhammad"),
        ("Youssef", "Yusuf"),
        ("Jan", "Jan Willem"),
        ("Éva", "EVA"),
        ("IJsbrand", "Ysbrand"),
    ],
)
def test_given_names_of_one_person(left: str, right: str) -> None:
    assert given_names_compatible(text(left, right), text(right, left)).all()


@pytest.mark.parametrize(("left", "right"), [("Piet", "Klaas"), ("J.", "Pieter"), ("Anna", "Bep")])
def test_given_names_of_two_people(left: str, right: str) -> None:
    assert not given_names_compatible(text(left, right), text(right, left)).any()


def test_short_names_are_read_from_the_list() -> None:
    assert NICKNAMES["jan"] & NICKNAMES["johannes"]
    assert not NICKNAMES["jan"] & NICKNAMES["piet"]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("P", "PM", True), ("P.M.", "pm", True), ("Th.", "T", True), ("PM", "MP", False)],
)
def test_initials(left: str, right: str, same: bool) -> None:
    assert initials_compatible(text(left, right), text(right, left)).tolist() == [same, same]


def surnames(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=SURNAME).astype(TEXT)


JANSEN_DE_WIT = ("de", "Wit", None, "Jansen")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ((None, "Jansen-de Wit", None, None), JANSEN_DE_WIT, True),
        ((None, "de Wit - Jansen", None, None), JANSEN_DE_WIT, True),
        (("de", "Wit", None, None), JANSEN_DE_WIT, True),
        ((None, "Jansen", None, None), JANSEN_DE_WIT, True),
        ((None, "Bakker", None, None), JANSEN_DE_WIT, False),
        (("v.d.", "Berg", None, None), ("van den", "Berg", None, None), True),
        ((None, "van den Berg", None, None), ("van den", "Berg", None, None), True),
        ((None, "Berg, van den", None, None), ("Van Den", "BERG", None, None), True),
        ((None, "Berg", None, None), ("van den", "Berg", None, None), False),
        ((None, "Dijkstra", None, None), (None, "DYKSTRA", None, None), True),
        ((None, "Jansen", None, None), (None, "Janssen", None, None), False),
        ((None, "Wit Jansen", None, None), (None, "Wit-Jansen", None, None), True),
        ((None, None, None, None), (None, None, None, None), True),
        ((None, "Wit", None, None), (None, None, None, None), False),
    ],
)
def test_surnames(left: tuple[str | None, ...], right: tuple[str | None, ...], same: bool) -> None:
    found = surnames_compatible(surnames(left, right), surnames(right, left))
    assert found.tolist() == [same, same]


def test_a_prefix_that_one_side_has_no_column_for_makes_no_difference() -> None:
    left = pd.DataFrame({"achternaam": text("Berg")})
    assert surnames_compatible(left, surnames(("van den", "Berg", None, None))).all()


@given(st.lists(st.sampled_from(["Jan", "Johannes", "P.M.", "Piet", None]), max_size=8))
def test_compatible_is_judged_row_by_row(names: list[str | None]) -> None:
    left, right = text(*names), text(*reversed(names))
    whole = given_names_compatible(left, right).tolist()
    each = [given_names_compatible(text(a), text(b))[0] for a, b in zip(left, right, strict=True)]
    assert whole == each
