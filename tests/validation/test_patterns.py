import pandas as pd
import pytest

from tests.validation.holding import SETTINGS, columns_of, make_toewijzing, table
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.validation import run


@pytest.mark.parametrize(
    ("fields", "field", "rule"),
    [
        ({"achternaam": "Vos 1234 AB"}, "achternaam", "postcode_in_name"),
        ({"plaatsnaam": "1234AB Almere"}, "plaatsnaam", "postcode_in_name"),
        ({"achternaam": "V0s"}, "achternaam", "digits_in_name"),
        ({"toewijzingnummer": "Naamaa"}, "toewijzingnummer", "name_in_code"),
        ({"straatnaam": "2e Dwarsstraat"}, None, None),
    ],
)
def test_a_value_where_it_does_not_belong(held, toewijzing, fields, field, rule) -> None:
    found = held([toewijzing(0), toewijzing(1, **fields)])
    assert found == ([(3, field, rule)] if rule else [])


def test_bsns_in_another_column_are_said_once(findings, toewijzing) -> None:
    rows = [toewijzing(n, bsn=str(1000 + n), aanbieder=toewijzing(n)["bsn"]) for n in range(12)]
    found = findings(rows)
    assert found[["field", "rule"]].to_numpy().tolist() == [["bsn", "bsn_misplaced"]]
    assert '"other": "aanbieder"' in found["details"].iloc[0]


@pytest.mark.parametrize(
    "shifted",
    [
        {"achternaam": "999900006", "unreadable": "bsn ingangsdatum"},  # to the right
        {"clientnummer": "999900006", "unreadable": "bsn ingangsdatum"},  # to the left
    ],
)
def test_a_shifted_row(held, toewijzing, shifted) -> None:
    fields = ("clientnummer", "bsn", "achternaam", "geboortedatum", "ingangsdatum")
    rows = [{k: toewijzing(n, clientnummer=str(n))[k] for k in fields} for n in range(3)]
    found = held([*rows, shifted])
    assert (5, None, "row_shifted") in found


def test_a_row_with_several_unreadable_cells_is_not_shifted(held, toewijzing) -> None:
    broken = {"ingangsdatum": None, "volume": None, "geboortedatum": None}
    row = toewijzing(1, **broken, unreadable="ingangsdatum volume geboortedatum")
    assert held([toewijzing(0), row]) == []


def test_records_stay_as_they_were_and_their_order_makes_no_difference() -> None:
    rows = [make_toewijzing(n % 7, source=f"{'ab'[n % 2]}.csv") for n in range(20)]
    records = table(RecordType.TOEWIJZINGEN, rows)
    before, columns = records.copy(), columns_of(records)
    one = run({(Side.TEAM, RecordType.TOEWIJZINGEN): records}, columns, SETTINGS)
    turned = records.iloc[::-1]
    two = run({(Side.TEAM, RecordType.TOEWIJZINGEN): turned}, columns.iloc[::-1], SETTINGS)
    pd.testing.assert_frame_equal(records, before)
    pd.testing.assert_frame_equal(one, two)
