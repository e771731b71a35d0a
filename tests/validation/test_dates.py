from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkcheck.validation.dates import years_between

OPEN = {"einddatum": None, "frequentie": "4"}


@pytest.mark.parametrize(
    ("fields", "field", "rule"),
    [
        ({"einddatum": date(2026, 6, 30)}, "einddatum", "end_before_start"),
        ({"ingangsdatum": date(2062, 7, 1), **OPEN}, "ingangsdatum", "start_implausible"),
        ({"einddatum": date(2206, 7, 1)}, "einddatum", "end_implausible"),
        ({"geboortedatum": date(2066, 3, 4)}, "geboortedatum", "birth_in_future"),
        ({"geboortedatum": date(1905, 3, 4)}, "geboortedatum", "birth_too_long_ago"),
        ({"geboortedatum": date(2026, 7, 2)}, "geboortedatum", "birth_after_start"),
        ({"geboortedatum": date(1900, 1, 1)}, "geboortedatum", "birth_default"),
        ({"geboortedatum": None, "geboortejaar": 1980}, "geboortedatum", "birth_partly_unknown"),
        ({"einddatum": None}, "einddatum", "end_required"),
        ({"reden_wijziging": "13"}, "reden_wijziging", "removed_not_closed"),
        ({"reden_wijziging": "13", "einddatum": date(2026, 7, 1)}, "reden_wijziging", "removed"),
    ],
)  # fmt: skip
def test_one_wrong_date(held, toewijzing, fields, field, rule) -> None:
    rows = [toewijzing(0), toewijzing(1, **fields), toewijzing(2)]
    assert held(rows) == [(3, field, rule)]


@pytest.mark.parametrize(
    ("born", "rules"),
    [
        (date(2008, 10, 1), []),  # eighteen the day after the reference day
        (date(2008, 9, 30), ["youth_adult"]),
        (date(2003, 10, 1), ["youth_adult"]),
        (date(2003, 9, 30), ["youth_too_old"]),
    ],
)
def test_age_under_the_jeugdwet_on_the_reference_day(held, toewijzing, born, rules) -> None:
    youth = {"wet": "jeugd", "productcategorie": "45", "productcode": "45A04"}
    assert [rule for *_, rule in held([toewijzing(0, **youth, geboortedatum=born)])] == rules


def test_help_that_ended_before_the_birthday_is_right(held, toewijzing) -> None:
    youth = {"wet": "jeugd", "productcategorie": "45", "productcode": "45A04"}
    closed = {"geboortedatum": date(2008, 9, 1), "einddatum": date(2026, 8, 31)}
    assert held([toewijzing(0, **youth, **closed)]) == []


def test_without_a_law_the_product_tells(held, toewijzing) -> None:
    youth = {"wet": None, "productcategorie": None, "productcode": "45A04"}
    found = held([toewijzing(0, **youth, geboortedatum=date(1990, 1, 2))])
    assert found == [(2, "geboortedatum", "youth_too_old")]


def test_open_ends_that_are_the_way_of_writing_are_left_alone(held, toewijzing) -> None:
    assert held([toewijzing(n, einddatum=None) for n in range(4)]) == []


def test_an_end_that_equals_the_start_is_a_day(held, toewijzing) -> None:
    assert held([toewijzing(0, einddatum=date(2026, 7, 1))]) == []


def test_swapped_columns_are_said_once(held, toewijzing) -> None:
    swapped = {"ingangsdatum": date(2026, 12, 31), "einddatum": date(2026, 7, 1)}
    rows = [toewijzing(number, **swapped) for number in range(12)]
    assert held(rows) == [(None, "einddatum", "dates_swapped")]


def test_many_on_new_years_day_are_said_once(held, toewijzing) -> None:
    rows = [toewijzing(n, geboortedatum=date(1950 + n, 1, 1)) for n in range(12)]
    assert held(rows) == [(None, "geboortedatum", "birth_new_year")]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_age_counts_birthdays(birth: date, day: date) -> None:
    if birth > day:
        birth, day = day, birth
    plain = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    years = years_between(np.array([birth], "datetime64[s]"), np.array([day], "datetime64[s]"))
    assert years.tolist() == [plain]
