"""Rules about the dates of one record: order, the future, age, parts that are unknown."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.validation.fields import law
from wijkcheck.validation.schema import (
    Mask,
    Moment,
    RowCheck,
    days,
    empty,
    equals,
    exceptional,
    filled,
)

_STARTS = ("ingangsdatum", "begindatum")
_EARLIEST = np.datetime64("1950-01-01", "s")
_YEAR = np.timedelta64(366 * 86_400, "s")
# What systems write for "unknown": their own first day, or an empty cell of a workbook.
DEFAULT_BIRTHS = np.array(
    ["1900-01-01", "1901-01-01", "1899-12-30", "1899-12-31", "1800-01-01", "1753-01-01"],
    dtype="datetime64[s]",
)
_MAJORITY, _LAST_YOUTH, _OLDEST = 18, 23, 120


def years_between(birth: NDArray[np.datetime64], day: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Return the age in whole years on a day; both without missing dates."""
    return np.asarray((jjjjmmdd(day) - jjjjmmdd(birth)) // 10_000)


def jjjjmmdd(dates: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Return dates (none missing) as numbers: years between are their difference, leap or not."""
    months = dates.astype("datetime64[M]")
    month = months.astype(np.int64)
    day = (dates.astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64) + 1
    return np.asarray((1970 + month // 12) * 10_000 + (month % 12 + 1) * 100 + day)


def _age(records: pd.DataFrame, moment: Moment, start: str) -> NDArray[np.int64]:
    """Return the age on the last day that counts of records under the Jeugdwet, else -1.

    The last day is the end or the reference day, whichever comes first, but not before the start.
    """
    birth = days(records, "geboortedatum")
    day = np.fmax(np.fmin(days(records, "einddatum"), moment.reference), days(records, start))
    age = np.full(len(records), -1, dtype=np.int64)
    # A quick look first: the law and the exact age are worked out for those old enough.
    old = np.flatnonzero(day - birth >= np.timedelta64(_MAJORITY * 365, "D"))
    old = old[(law(records.iloc[old]) == "jeugd").to_numpy()]
    years = years_between(birth[old], day[old])
    age[old] = np.where(years <= _OLDEST, years, -1)  # older ones have a rule of their own
    return age


def _later(records: pd.DataFrame, name: str, day: np.datetime64) -> Mask:
    return np.asarray(days(records, name) > day)


def _outside(records: pd.DataFrame, name: str, latest: np.datetime64) -> Mask:
    dates = days(records, name)
    return np.asarray((dates < _EARLIEST) | (dates > latest))


def _too_long_ago(records: pd.DataFrame, moment: Moment) -> Mask:
    birth = days(records, "geboortedatum")
    old = np.flatnonzero(moment.reference - birth > np.timedelta64(_OLDEST * 365, "D"))
    over = jjjjmmdd(np.array([moment.reference])) - jjjjmmdd(birth[old]) > _OLDEST * 10_000
    fails = np.zeros(len(records), dtype=bool)
    fails[old] = over & ~np.isin(birth[old], DEFAULT_BIRTHS)
    return fails


def _end_required(records: pd.DataFrame, _: Moment) -> Mask:
    """Held where most such records have an end: elsewhere an open end is the way of writing."""
    weekly = equals(records, "frequentie", "2") & filled(records, "productcode")
    return exceptional(weekly & empty(records, "einddatum"), weekly, records)


def _removed(records: pd.DataFrame) -> Mask:
    closed = days(records, "einddatum") == days(records, "ingangsdatum")
    return np.asarray(equals(records, "reden_wijziging", "13") & closed)


def _removed_not_closed(records: pd.DataFrame, _: Moment) -> Mask:
    dated = filled(records, "ingangsdatum") & (
        filled(records, "einddatum") | empty(records, "einddatum")
    )
    return equals(records, "reden_wijziging", "13") & dated & ~_removed(records)


def _partly_unknown(records: pd.DataFrame, _: Moment) -> Mask:
    return filled(records, "geboortejaar") & ~filled(records, "geboortedatum")


def _checks_with(start: str) -> tuple[RowCheck, ...]:
    """Return the checks that look at the first day of a record."""
    youth = ("einddatum", start, "wet", "productcategorie", "productcode")
    return (
        RowCheck(
            "end_before_start",
            "einddatum",
            lambda r, _: days(r, "einddatum") < days(r, start),
            (start,),
            {"start": start},
        ),
        RowCheck(
            "start_implausible",
            start,
            lambda r, moment: _outside(r, start, moment.latest + _YEAR),
        ),
        RowCheck(
            "birth_after_start",
            "geboortedatum",
            lambda r, moment: (
                (days(r, "geboortedatum") > days(r, start))
                & ~_later(r, "geboortedatum", moment.latest)
                & ~_outside(r, start, moment.latest + _YEAR)
            ),
            (start,),
            {"start": start},
        ),
        RowCheck(
            "youth_adult",
            "geboortedatum",
            lambda r, moment: (
                (_age(r, moment, start) >= _MAJORITY) & (_age(r, moment, start) < _LAST_YOUTH)
            ),
            youth,
        ),
        RowCheck(
            "youth_too_old",
            "geboortedatum",
            lambda r, moment: _age(r, moment, start) >= _LAST_YOUTH,
            youth,
        ),
    )


CHECKS: tuple[RowCheck, ...] = (
    *(check for start in _STARTS for check in _checks_with(start)),
    RowCheck(
        "end_implausible",
        "einddatum",
        lambda r, moment: _outside(r, "einddatum", moment.latest + 30 * _YEAR),
    ),
    RowCheck(
        "birth_in_future",
        "geboortedatum",
        lambda r, moment: _later(r, "geboortedatum", moment.latest),
    ),
    RowCheck("birth_too_long_ago", "geboortedatum", _too_long_ago),
    RowCheck(
        "birth_default",
        "geboortedatum",
        lambda r, _: np.isin(days(r, "geboortedatum"), DEFAULT_BIRTHS),
    ),
    RowCheck("birth_partly_unknown", "geboortedatum", _partly_unknown),
    RowCheck(
        "end_required",
        "einddatum",
        _end_required,
        ("frequentie", "productcode"),
        needs=("einddatum",),
    ),
    RowCheck(
        "removed",
        "reden_wijziging",
        lambda r, _: _removed(r),
        ("ingangsdatum", "einddatum"),
    ),
    RowCheck(
        "removed_not_closed",
        "reden_wijziging",
        _removed_not_closed,
        ("ingangsdatum", "einddatum"),
        needs=("einddatum",),
    ),
)
