"""Rules about volume, unit, frequency and budget of one record (domain: Toewijzingsvarianten)."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.validation.schema import (
    Mask,
    Moment,
    RowCheck,
    days,
    empty,
    equals,
    exceptional,
    filled,
    numbers,
)

_DAY_MINUTES = 1440.0
_MINUTES = {"01": 1.0, "04": 60.0, "16": 240.0, "14": _DAY_MINUTES}
_MOST_DAYS = {"1": 1.0, "2": 7.0, "3": 28.0, "4": 31.0, "5": 366.0}
_NOT_PER_DAY = ("14", "16", "83", "84")


def per_code(codes: pd.Series, table: dict[str, float]) -> NDArray[np.float64]:
    """Return the number that belongs to each code, NaN where there is none."""
    places, unique = pd.factorize(codes)
    found = np.array([table.get(code, np.nan) for code in unique.tolist()] + [np.nan])
    return np.asarray(found[places])


def _period_days(records: pd.DataFrame, start: str) -> NDArray[np.float64]:
    length = days(records, "einddatum") - days(records, start)
    whole = length / np.timedelta64(86_400, "s") + 1
    return np.where(whole >= 1, whole, np.nan)


def _impossible(start: str | None) -> RowCheck:
    """More time than there is: per day, week or month, or (``start``) in the whole period."""
    volume = "geleverd_volume" if start == "begindatum" else "volume"
    reads = ("eenheid", *(("frequentie",) if volume == "volume" else ()))

    def fails(records: pd.DataFrame, _: Moment) -> Mask:
        if start is None:
            most = per_code(records["frequentie"], _MOST_DAYS)
        else:
            most = _period_days(records, start)
            if volume == "volume":
                most = np.where(equals(records, "frequentie", "6"), most, np.nan)
        minutes = numbers(records, volume) * per_code(records["eenheid"], _MINUTES)
        return np.asarray(minutes > most * _DAY_MINUTES)

    dates = () if start is None else (start, "einddatum")
    return RowCheck("volume_impossible", volume, fails, (*reads, *dates), {"unit": "eenheid"})


def _frequency_missing(records: pd.DataFrame, _: Moment) -> Mask:
    omvang = filled(records, "volume") & filled(records, "eenheid")
    return omvang & empty(records, "frequentie")


def _unit_frequency(records: pd.DataFrame, _: Moment) -> Mask:
    return equals(records, "frequentie", "1") & equals(records, "eenheid", *_NOT_PER_DAY)


def _product_without_volume(records: pd.DataFrame, _: Moment) -> Mask:
    product = filled(records, "productcode") & ~filled(records, "budget")
    without = product & empty(records, "volume") & empty(records, "eenheid")
    return exceptional(without, product, records)


def _volume_without_product(records: pd.DataFrame, _: Moment) -> Mask:
    volume = filled(records, "volume")
    return exceptional(volume & empty(records, "productcode"), volume, records)


def _checks_of(volume: str) -> tuple[RowCheck, ...]:
    return (
        RowCheck(
            "unit_missing",
            "eenheid",
            lambda r, _: filled(r, volume) & empty(r, "eenheid"),
            (volume,),
            {"volume": volume},
            needs=("eenheid",),
        ),
        RowCheck(
            "volume_missing",
            volume,
            lambda r, _: filled(r, "eenheid") & empty(r, volume),
            ("eenheid",),
            needs=(volume,),
        ),
        RowCheck("volume_zero", volume, lambda r, _: numbers(r, volume) == 0),
        RowCheck("volume_negative", volume, lambda r, _: numbers(r, volume) < 0),
    )


CHECKS: tuple[RowCheck, ...] = (
    *_checks_of("volume"),
    *_checks_of("geleverd_volume"),
    _impossible(None),
    _impossible("ingangsdatum"),
    _impossible("begindatum"),
    RowCheck(
        "frequency_missing",
        "frequentie",
        _frequency_missing,
        ("volume", "eenheid"),
        needs=("frequentie",),
    ),
    RowCheck("unit_frequency", "frequentie", _unit_frequency, ("eenheid",), {"unit": "eenheid"}),
    RowCheck(
        "budget_and_volume",
        "budget",
        lambda r, _: filled(r, "budget") & filled(r, "volume"),
        ("volume",),
        {"volume": "volume"},
    ),
    RowCheck(
        "volume_without_product",
        "productcode",
        _volume_without_product,
        ("volume",),
        needs=("productcode",),
    ),
    RowCheck(
        "product_without_volume",
        "volume",
        _product_without_volume,
        ("productcode", "budget", "eenheid"),
        needs=("volume",),
    ),
)
