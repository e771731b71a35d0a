"""Rules about one record, declared with Pandera: a schema of vectorised checks per record type.

The failing rows are read from each check's own boolean output: Pandera's ``failure_cases`` is
slow for many failures and hides some (docs/decisions/0004-pandera.md).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

import numpy as np
import pandas as pd
import pandera.pandas as pa
from numpy.typing import NDArray

from wijkcheck.records.fields import BIRTH_PARTS, RecordType, fields
from wijkcheck.validation.hits import Hits, canonical

Mask = NDArray[np.bool_]
ALWAYS = ("source", "unreadable")


@dataclass(frozen=True)
class Moment:
    """The days that dates are held against."""

    reference: np.datetime64  # the day the figures speak of
    latest: np.datetime64  # the last day that a delivery can know of


@dataclass(frozen=True)
class RowCheck:
    """A rule about one record, for the record types that have all its fields.

    ``fails`` is given the columns ``field``, ``reads``, ``source``, ``unreadable`` and the parts of
    the birth date, and returns for each row whether it breaks the rule; what is missing breaks
    none, but for the fields in ``needs``: there an empty cell counts, so their column must have
    been delivered.
    """

    rule: str
    field: str  # the one that the finding names
    fails: Callable[[pd.DataFrame, Moment], Mask]
    reads: tuple[str, ...] = ()
    details: Mapping[str, str] = dataclass_field(
        default_factory=dict
    )  # key of the sentence -> field
    needs: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name that the check has in the schema."""
        return f"{self.rule}:{self.field}"

    def fits(self, record_type: RecordType) -> bool:
        """Tell whether a record type has the fields."""
        return {self.field, *self.reads} <= set(fields(record_type))


def schema(
    checks: Sequence[RowCheck], moment: Moment, delivered: Mapping[str, Collection[str]]
) -> pa.DataFrameSchema:
    """Return the checks as a Pandera schema; ``delivered``: field -> sources with its column."""
    return pa.DataFrameSchema(checks=[_check(check, moment, delivered) for check in checks])


def _check(check: RowCheck, moment: Moment, delivered: Mapping[str, Collection[str]]) -> pa.Check:
    def passes(records: pd.DataFrame) -> pd.Series:
        failing = check.fails(records, moment)
        for name in check.needs:
            failing = failing & records["source"].isin(delivered.get(name, ())).to_numpy()
        return pd.Series(~failing, index=records.index)

    return pa.Check(passes, name=check.name, ignore_na=False)


def row_hits(
    records: pd.DataFrame,
    record_type: RecordType,
    checks: Sequence[RowCheck],
    moment: Moment,
    delivered: Mapping[str, Collection[str]],
) -> Iterator[Hits]:
    """Yield, per check, every row that breaks its rule, in the order of the checks."""
    # Each check is handed its own columns on a plain index: Pandera copies the failing rows.
    plain = records.reset_index(drop=True)
    for check, declared in zip(checks, schema(checks, moment, delivered).checks, strict=True):
        columns = dict.fromkeys((check.field, *check.reads, *ALWAYS, *BIRTH_PARTS))
        output = declared(plain[list(columns)]).check_output
        at = np.flatnonzero(~output.to_numpy())
        if len(at):
            found = plain[list(check.details.values())].iloc[at]
            details = {k: canonical(found, record_type, f) for k, f in check.details.items()}
            yield Hits(check.rule, check.field, at, details)


def empty(records: pd.DataFrame, name: str) -> Mask:
    """Tell in which rows a cell was delivered empty: not one that could not be read."""
    missing = records[name].isna().to_numpy()
    unreadable = records["unreadable"]
    if not missing.any() or unreadable.isna().all():
        return missing
    codes, unique = pd.factorize(unreadable)
    named = np.array([name in text.split() for text in unique.tolist()] + [False])
    return np.asarray(missing & ~named[codes])


def filled(records: pd.DataFrame, name: str) -> Mask:
    """Tell in which rows a field has a value."""
    return np.asarray(records[name].notna().to_numpy())


def equals(records: pd.DataFrame, name: str, *values: str) -> Mask:
    """Tell in which rows a text field has one of these values."""
    return np.asarray(records[name].isin(values).to_numpy())


def numbers(records: pd.DataFrame, name: str) -> NDArray[np.float64]:
    """Return a volume or amount as float, NaN where missing."""
    return records[name].to_numpy("float64", na_value=np.nan)


def days(records: pd.DataFrame, name: str) -> NDArray[np.datetime64]:
    """Return a date as ``datetime64[s]``, NaT where missing."""
    return records[name].to_numpy("datetime64[s]")


def exceptional(fails: Mask, among: Mask, records: pd.DataFrame) -> Mask:
    """Return the failing rows of sources in which most of ``among`` do not fail.

    What nearly all rows of a source do is that source's way of writing, not an error in a row.
    """
    return np.asarray(fails & mostly(~fails, among, records))


def mostly(mask: Mask, among: Mask, records: pd.DataFrame) -> Mask:
    """Tell which rows are of a source in which most of ``among`` are in ``mask``."""
    codes, unique = pd.factorize(records["source"])
    size = len(unique)
    right = np.bincount(codes[mask & among], minlength=size)
    return np.asarray((right * 2 > np.bincount(codes[among], minlength=size))[codes])
