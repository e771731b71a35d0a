"""How often strangers are at a level: counted from the values, and where another field tells it."""

import numpy as np
import pandas as pd
import pytest

from wijkcheck.matching.learning import Rates
from wijkcheck.matching.levels import FieldModel, Reals
from wijkcheck.matching.preparing import prepare
from wijkcheck.matching.strangers import rates


def counted(
    left: pd.DataFrame, right: pd.DataFrame, kinds: dict[str, str], *, within: bool = False
) -> tuple[list[FieldModel], Rates]:
    prepared = prepare(left, right, dict(kinds))
    fields = [f for c in prepared.comparisons for f in c.fields]
    return fields, rates(prepared, fields, None, within=within)


def of_class(field: FieldModel, rate: Reals, name: str) -> float:
    return float(rate[field.level_class == field.classes.index(name)].sum())


def people(size: int) -> pd.DataFrame:
    """Return invented people: one in two is Jan, one in four bears two surnames."""
    number = np.arange(size)
    return pd.DataFrame(
        {
            "first": np.where(number % 2 == 0, "Jan", "Piet"),
            "last": np.where(number % 4 == 0, "Jansen-Smit", "Jansen"),
            "bsn": [f"{n:09}" for n in number],
            "place": np.where(number % 10 < 2, "Wijkstede", "Oosterwolde"),
            "postcode": [f"{1000 + 111 * (n % 10)} {'AB'[n // 10 % 2]}C" for n in number],
        },
        dtype="str",
    )


def test_rates_of_names_are_counted_not_sampled() -> None:
    fields, found = counted(people(400), people(400), {"first": "given_name", "last": "surname"})
    assert of_class(fields[0], found.all[0], "equal") == pytest.approx(0.5)
    assert of_class(fields[1], found.all[1], "equal") == pytest.approx(0.75**2 + 0.25**2)
    assert of_class(fields[1], found.all[1], "shared") == pytest.approx(2 * 0.75 * 0.25)


def test_a_record_is_no_pair_with_itself() -> None:
    table = people(400)
    (field,), found = counted(table, table, {"bsn": "identifier"}, within=True)
    assert of_class(field, found.all[0], "equal") == pytest.approx(0, abs=1e-6)
    (field,), found = counted(table, table, {"first": "category"}, within=True)
    assert of_class(field, found.all[0], "equal") == pytest.approx(199 / 399, abs=1e-3)


def test_who_lives_in_one_postcode_area_lives_in_one_place() -> None:
    kinds = {"postcode": "postcode", "place": "place"}
    fields, found = counted(people(400), people(400), kinds)
    assert found.leans == (-1, 0)
    assert of_class(fields[1], found.near[1], "equal") > 0.99
    assert of_class(fields[1], found.all[1], "equal") < 0.7
