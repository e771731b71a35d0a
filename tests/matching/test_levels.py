"""Every normaliser and every level, on two cells."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from wijkcheck.matching.preparing import prepare


def agreement(kinds: str, left: str, right: str) -> dict[str, str | None]:
    """Return how two records agree, by field; cells are separated by ``|``, as their kinds are."""
    names = kinds.split("|")
    rows: list[Any] = [[cell or None for cell in side.split("|")] for side in (left, right)]
    one, other = (pd.DataFrame([row], columns=names, dtype="str") for row in rows)
    found: dict[str, str | None] = {}
    first = np.zeros(1, dtype=np.int64)
    for comparison in prepare(one, other, {name: name for name in names}).comparisons:
        levels = comparison.levels(first, first)
        for field, (level,) in zip(comparison.fields, levels, strict=True):
            found[field.name] = field.classes[field.level_class[level]] if level >= 0 else None
    return found


@pytest.mark.parametrize(
    ("kind", "left", "right", "level"),
    [
        ("given_name", "Jan", "JAN", "equal"),
        ("given_name", "Ĳsbrand", "IJsbrand", "equal"),
        ("given_name", "Johannes", "Jan", "same_name"),
        ("given_name", "Jan Piet", "Piet", "same_name"),
        ("given_name", "Sandra", "Sanda", "near"),
        ("given_name", "Sandra", "Sara", "similar"),
        ("given_name", "Jan Piet", "J.P.", "initials"),
        ("given_name", "Sandra", "S.", "first_initial"),
        ("given_name", "Sandra", "P.", "other_initial"),
        ("given_name", "Sandra", "Simon", "differs_same_initial"),
        ("given_name", "Sandra", "Piet", "differs"),
        ("surname", "van der Heijden", "Heijden, van der", "equal"),
        ("surname", "Müller", "MULLER", "equal"),
        ("surname", "Jansen-de Wit", "de Wit", "shared"),
        ("surname", "Janssen", "Jansen", "near"),
        ("surname", "v.d. Heijden", "Heyden", "similar"),
        ("surname", "Bakker", "Visser", "differs"),
        ("surname", "onbekend", "onbekend", None),
        ("surname", "", "Jansen", None),
        ("date", "1980-05-01", "01-05-1980", "equal"),
        ("date", "19800517", "17 05 1980", "equal"),
        ("date", "1980-05-01", "1980-01-05", "swapped"),
        ("date", "1980-05-17", "1980-05-00", "partial"),
        ("date", "1980-05-17", "1980-01-01", "partial"),
        ("date", "1980-05-17", "1980-05-18", "near"),
        ("date", "1980-05-17", "1980-05-29", "two_parts"),
        ("date", "1980-05-17", "1980-11-29", "same_year"),
        ("date", "1980-05-17", "1955-11-29", "differs"),
        ("identifier", "999900006", "9999.00.006", "equal"),
        ("identifier", "999900006", "999900060", "near"),
        ("identifier", "999900006", "999900018", "differs"),
        ("code", "A-12", "a12", "equal"),
        ("code", "A12", "B77", "differs"),
        ("postcode", "1234 AB", "1234ab", "equal"),
        ("postcode", "1234AB", "1234AC", "near"),
        ("postcode", "1234AB", "1234CD", "area"),
        ("postcode", "1234AB", "9876ZZ", "differs"),
        ("house_number", "12 a", "12", "equal"),
        ("house_number", "12", "21", "near"),
        ("house_number", "12", "99", "differs"),
        ("street", "Dorpsstr.", "Dorpsstraat", "equal"),
        ("street", "Kerkstraat", "Kerkstraatt", "near"),
        ("street", "Burg. Jansenlaan", "Burgemeester Jansenln", "similar"),
        ("street", "Kerkweg", "Molenpad", "differs"),
        ("place", "'s-Gravenhage", "s gravenhage", "equal"),
        ("place", "Utrecht", "Utrecth", "near"),
        ("place", "Utrecht", "Almere", "differs"),
        ("email", "A@b.nl", "a@B.nl", "equal"),
        ("email", "a.jansen@b.nl", "a.jansen@c.nl", "near"),
        ("email", "a.jansen@b.nl", "piet@c.nl", "differs"),
        ("email", "nvt", "nvt", None),
        ("phone", "06-12345678", "+31 6 12345678", "equal"),
        ("phone", "0612345678", "0612345679", "near"),
        ("phone", "0612345678", "0687654321", "differs"),
        ("organisation", "Stichting De Brug", "de brug (stichting)", "near"),
        ("organisation", "Stichting De Brug Zorg", "De Brug Zorg Utrecht", "similar"),
        ("organisation", "Stichting De Brug", "Bakkerij Jansen", "differs"),
        ("text", "rode fiets groot", "groot rode fiets", "near"),
        ("number", "10", "10,0", "equal"),
        ("number", "100", "100.5", "near"),
        ("number", "100", "108", "similar"),
        ("number", "100", "250", "differs"),
        ("category", "Wmo", "WMO", "equal"),
        ("category", "Wmo", "Jeugd", "differs"),
        ("sex", "vrouw", "2", "equal"),
        ("sex", "M", "V", "differs"),
        ("sex", "onbekend", "M", None),
    ],
)
def test_two_values_agree_so_far(kind: str, left: str, right: str, level: str | None) -> None:
    assert [*agreement(kind, left, right).values()] == [level]
    assert [*agreement(kind, right, left).values()] == [level]


@pytest.mark.parametrize(
    ("kinds", "left", "right", "levels"),
    [
        ("given_name|initials", "Sandra|", "|S.M.", {"given_name": "first_initial"}),
        ("initials", "J.P.", "JP", {"given_name": "initials"}),
        ("surname|partner_surname", "Jansen|de Wit", "de Wit|", {"surname": "shared"}),
        ("prefix|surname", "van der|Berg", "|van der Berg", {"surname": "equal"}),
        (
            "given_name|surname",
            "Jan|Peters",
            "Peters|Jan",
            {"given_name": None, "surname": "swapped"},
        ),
        (
            "full_name",
            "Jansen, P.M. van der",
            "P.M. van der Jansen",
            {"given_name": "initials", "surname": "equal"},
        ),
    ],
)
def test_names_are_compared_as_one(
    kinds: str, left: str, right: str, levels: dict[str, str | None]
) -> None:
    assert agreement(kinds, left, right) == levels
    assert agreement(kinds, right, left) == levels


def test_a_number_that_far_too_many_share_says_nothing() -> None:
    left = pd.DataFrame({"nr": ["999999999"] * 60 + ["12345"]}, dtype="str")
    (comparison,) = prepare(left, left, {"nr": "identifier"}).comparisons
    shared, own = np.array([0]), np.array([60])
    assert comparison.levels(shared, shared)[0][0] == -1
    assert comparison.levels(own, own)[0][0] >= 0


def test_a_rare_value_is_a_level_of_its_own() -> None:
    left = pd.DataFrame({"place": ["Utrecht"] * 30 + ["Urk"]}, dtype="str")
    (comparison,) = prepare(left, left, {"place": "place"}).comparisons
    common, rare = (comparison.levels(np.array([n]), np.array([n]))[0][0] for n in (0, 30))
    (field,) = comparison.fields
    assert field.level_class[common] == field.level_class[rare] == 0
    assert common < rare
    assert field.rate[common] > field.rate[rare]
