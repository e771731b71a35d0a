"""Hold rows against the rules and return what is found."""

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from tests.validation.holding import SETTINGS, Row, columns_of, make_toewijzing, table
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.validation import ValidationSettings, run

Found = list[tuple[int | None, str | None, str]]


@pytest.fixture
def findings() -> Callable[..., pd.DataFrame]:
    """Return what validation finds in rows of one type, as Findings."""

    def hold(
        rows: Sequence[Row],
        record_type: RecordType = RecordType.TOEWIJZINGEN,
        delivered: Sequence[str] = (),
        settings: ValidationSettings = SETTINGS,
    ) -> pd.DataFrame:
        records = table(record_type, rows)
        return run({(Side.TEAM, record_type): records}, columns_of(records, delivered), settings)

    return hold


@pytest.fixture
def held(findings: Callable[..., pd.DataFrame]) -> Callable[..., Found]:
    """Return row, field and rule of what validation finds, test BSNs left out."""

    def hold(*args: object, **kwargs: object) -> Found:
        found = findings(*args, **kwargs)
        found = found[~found["rule"].isin(["bsn_test_range", "bsn_test_source"])]
        return [
            (None if pd.isna(row) else int(row), None if pd.isna(field) else field, rule)
            for row, field, rule in found[["row", "field", "rule"]].itertuples(index=False)
        ]

    return hold


@pytest.fixture
def toewijzing() -> Callable[..., dict[str, object]]:
    """Return a toewijzing without a fault; each number gives another client."""
    return make_toewijzing
