"""Rules about declaraties: amounts, periods, references, credit and debet (TR314-TR389)."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.validation.dates import jjjjmmdd
from wijkcheck.validation.hits import Hits, other_rows
from wijkcheck.validation.persons import Codes, same
from wijkcheck.validation.schema import Mask, Moment, RowCheck, days, equals, filled, numbers

_EURO, _MINUTE = "83", "01"
_HALF_CENT = 0.5 + 1e-6  # an amount is rounded to whole cents; floats may be a hair off
_FIVE_YEARS = 5 * 10_000
_AMOUNTS = {"volume": "geleverd_volume", "tariff": "tarief"}
_LINE = ("toewijzingnummer", "productcategorie", "productcode", "begindatum", "einddatum")


def _deviation(records: pd.DataFrame) -> NDArray[np.float64]:
    """Return how many cents the amount is off volume x tariff, NaN where that cannot be told.

    Signs are left out: in messages the sign is in D or C, in spreadsheets before the amount.
    """
    product = numbers(records, "geleverd_volume") * numbers(records, "tarief")
    off = np.abs(np.abs(numbers(records, "bedrag")) - np.abs(product))
    return np.where(equals(records, "eenheid", _EURO), np.nan, off)


def _rounded(records: pd.DataFrame) -> Mask:
    """A tariff per minute is a rounded sixtieth of the hour's: half a cent off per minute."""
    most = _HALF_CENT * (np.abs(numbers(records, "geleverd_volume")) + 1)
    return equals(records, "eenheid", _MINUTE) & (_deviation(records) <= most)


def _too_old(records: pd.DataFrame, _: Moment) -> Mask:
    fails = filled(records, "dagtekening") & filled(records, "einddatum")
    at = np.flatnonzero(fails)
    dated, end = (jjjjmmdd(days(records, name)[at]) for name in ("dagtekening", "einddatum"))
    fails[at] = dated - end > _FIVE_YEARS
    return fails


def _over_month_end(records: pd.DataFrame, _: Moment) -> Mask:
    start, end = days(records, "begindatum"), days(records, "einddatum")
    other_month = start.astype("datetime64[M]") < end.astype("datetime64[M]")
    return np.asarray(other_month & ~equals(records, "eenheid", _EURO))


CHECKS: tuple[RowCheck, ...] = (
    RowCheck(
        "amount_product",
        "bedrag",
        lambda r, _: (_deviation(r) > _HALF_CENT) & ~_rounded(r),
        (*_AMOUNTS.values(), "eenheid"),
        _AMOUNTS,
    ),
    RowCheck(
        "amount_rounding",
        "bedrag",
        lambda r, _: (_deviation(r) > _HALF_CENT) & _rounded(r),
        (*_AMOUNTS.values(), "eenheid"),
        _AMOUNTS,
    ),
    RowCheck(
        "declaration_too_old", "einddatum", _too_old, ("dagtekening",), {"dated": "dagtekening"}
    ),
    RowCheck(
        "period_month",
        "einddatum",
        _over_month_end,
        ("begindatum", "eenheid", "geleverd_volume"),  # what is delivered lasts as long as it does
        {"start": "begindatum"},
    ),
)


def hits_between(records: pd.DataFrame, person: Codes, copies: Mask) -> Iterator[Hits]:
    """Yield the hits of TR314, TR323 and TR389; ``copies``: rows that copy another."""
    references = same(records, ("aanbieder", "wet", "referentienummer"))
    filled_in = filled(records, "referentienummer") & ~copies
    again, first = repeated(references, filled_in)
    yield Hits("reference_duplicate", "referentienummer", again, other_rows(records, first))
    line = same(records.assign(person=person), ("person", *_LINE))
    credit, debet = equals(records, "debet_credit", "C"), equals(records, "debet_credit", "D")
    yield _credit_without_debet(records, line, credit, debet)
    yield _debet_twice(records, line, credit, debet & ~copies)


def repeated(codes: Codes, among: Mask) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the rows whose code stands in an earlier row, and the first row with that code."""
    at = np.flatnonzero(among)
    _, first, which = np.unique(codes[at], return_index=True, return_inverse=True)
    later = first[which] != np.arange(len(at))
    return at[later], at[first[which]][later]


def _credit_without_debet(records: pd.DataFrame, line: Codes, credit: Mask, debet: Mask) -> Hits:
    """A credit names the reference of a debet; without one it has a debet of the same line."""
    previous = records["vorig_referentienummer"]
    known = previous.isin(records["referentienummer"][debet].dropna()).to_numpy()
    same_line = np.isin(line, line[debet])
    found = np.where(previous.notna().to_numpy(), known, same_line)
    return Hits("credit_without_debet", "referentienummer", np.flatnonzero(credit & ~found))


def _debet_twice(records: pd.DataFrame, line: Codes, credit: Mask, debet: Mask) -> Hits:
    """A second debet is one too many unless a credit took the first one back: the last ones are."""
    debet = debet & filled(records, "toewijzingnummer") & filled(records, "begindatum")
    size = int(line.max(initial=-1)) + 1
    net = np.bincount(line[debet], minlength=size) - np.bincount(line[credit], minlength=size)
    at = np.flatnonzero(debet)[::-1]
    order = np.argsort(line[at], kind="stable")
    starts = np.r_[0, np.flatnonzero(np.diff(line[at][order])) + 1].astype(np.intp)
    from_last = np.arange(len(at)) - np.repeat(starts, np.diff(np.r_[starts, len(at)]))
    too_many = np.sort(at[order][from_last < net[line[at][order]] - 1])
    first = pd.Series(np.flatnonzero(debet)).groupby(line[debet]).first()
    return Hits(
        "debet_twice",
        "toewijzingnummer",
        too_many,
        other_rows(records, first.reindex(line[too_many]).to_numpy(np.intp)),
    )
