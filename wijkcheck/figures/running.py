"""On which days a record runs, and which rules it therefore counts under."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from wijkcheck.comparison import Mask, Positions, Rows
from wijkcheck.figures.settings import FiguresSettings

Bits = NDArray[np.uint8]
REFERENCE, BEFORE, PERIOD, LAST = (np.uint8(1 << place) for place in range(4))
"""Runs on the reference date, the day before the period, some day in it, its last day."""
_ALWAYS, _NEVER_ENDS = np.int64(-(2**40)), np.int64(2**40)

RELEVANT = np.array([REFERENCE, PERIOD, BEFORE | PERIOD, BEFORE | PERIOD | LAST], dtype=np.uint8)
"""The bits that each of ``PERIOD_RULES`` looks at."""


def _counts() -> NDArray[np.bool_]:
    bits = np.arange(16, dtype=np.uint8)
    reference, before, period, last = (
        (bits & bit) > 0 for bit in (REFERENCE, BEFORE, PERIOD, LAST)
    )
    return np.array([reference, period, period & ~before, (before | period) & ~last])


COUNTS = _counts()
"""Per rule of ``PERIOD_RULES`` (peildatum, lopend, instroom, uitstroom) whether bits count."""
PRESENT = np.array([REFERENCE, PERIOD, PERIOD, BEFORE | PERIOD], dtype=np.uint8)
"""Per rule the bits of a record for whose sake a client can count."""


@dataclass(frozen=True)
class Spans:
    """First and last day of each record, in days since 1970; ``valid`` where it can run at all."""

    start: Positions
    end: Positions
    start_valid: Mask
    end_valid: Mask
    ordered: Mask

    @property
    def valid(self) -> Mask:
        """Tell which records have dates that can be read and do not end before they start."""
        return self.start_valid & self.end_valid & self.ordered


def spans(rows: Rows) -> Spans:
    """Return when each record runs.

    Without ``ingangsdatum`` (no column, an empty cell) it runs up to ``einddatum``, without
    ``einddatum`` on and on; with a date that cannot be read it does not run.
    """
    start, end = (
        rows.table[field].to_numpy().astype("datetime64[D]").astype(np.int64)
        for field in ("ingangsdatum", "einddatum")
    )
    no_start, no_end = (~rows.filled(field) for field in ("ingangsdatum", "einddatum"))
    start = np.where(no_start, _ALWAYS, start)
    end = np.where(no_end, _NEVER_ENDS, end)
    unreadable = [rows.unreadable(field) for field in ("ingangsdatum", "einddatum")]
    return Spans(start, end, ~unreadable[0], ~unreadable[1], start <= end)


def running(start: Positions, end: Positions, valid: Mask, settings: FiguresSettings) -> Bits:
    """Return on which of the days that the rules ask for each span runs, both ends included.

    With ``end_included`` off the last day itself no longer counts.
    """
    last_day = end if settings.end_included else end - 1
    first, last = _day(settings.period_start), _day(settings.period_end)
    bits = np.zeros(len(start), dtype=np.uint8)
    for bit, begin, until in (
        (REFERENCE, _day(settings.reference_date), _day(settings.reference_date)),
        (BEFORE, first - 1, first - 1),
        (PERIOD, first, last),
        (LAST, last, last),
    ):
        runs = np.maximum(start, begin) <= np.minimum(last_day, until)
        bits |= np.where(runs & valid, bit, np.uint8(0))
    return bits


def _day(day: date) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))
