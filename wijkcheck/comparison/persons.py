"""What differs between the two sides' persons, once per pair of persons."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from wijkcheck.comparison.address import house_numbers, place_spelling, street_spelling
from wijkcheck.comparison.names import given_names, surnames
from wijkcheck.comparison.pairing import Cells, Pairing, all_found, spelled_differs, text_differs
from wijkcheck.comparison.rows import Mask, Positions, Rows
from wijkcheck.records.fields import BIRTH_PARTS
from wijkcheck.records.folding import fold_text

Compare = Callable[[Pairing], Iterator[pd.DataFrame]]


@dataclass(frozen=True)
class People:
    """One side's records of paired persons: ``pair`` is the number of the person pair, or −1.

    Rows out of scope have −1: they are compared with nothing.
    """

    rows: Rows
    pair: Positions
    count: int
    findings: pd.DataFrame

    def first(self) -> Positions:
        """Return each person's first row by (source, row), −1 where there is none."""
        return self._first(np.ones(len(self.rows), dtype=bool))

    def first_with(self, fields: tuple[str, ...]) -> Positions:
        """Return each person's first row whose source has one of the columns, filled.

        Where all are empty, the first with a column; where no source has one, −1.
        """
        has = np.logical_or.reduce([self.rows.has(field) for field in fields])
        unreadable = has & np.logical_or.reduce([self.rows.unreadable(f) for f in fields])
        filled = has & np.logical_or.reduce([self.rows.filled(f) for f in fields])
        first = self._first(has)
        for better in (unreadable, filled):
            if better.any() and not np.array_equal(better, has):
                found = self._first(better)
                first = np.where(found < 0, first, found)
        return first

    def _first(self, chosen: Mask) -> Positions:
        order = self.rows.order
        backwards = order[(chosen & (self.pair >= 0))[order]][::-1]
        first = np.full(self.count, -1, dtype=np.int64)
        first[self.pair[backwards]] = backwards  # the last write, so the first row, stays
        return first


def compare_persons(left: People, right: People) -> pd.DataFrame:
    """Return what differs, columns as ``FOUND``; ``number`` is of the pair of persons."""
    found = []
    for fields, compare in _COMPARED:
        ones, others = left.first_with(fields), right.first_with(fields)
        number = np.flatnonzero((ones >= 0) & (others >= 0))
        pairing = Pairing(
            Cells(left.rows, ones[number], left.findings),
            Cells(right.rows, others[number], right.findings),
            number,
        )
        found += list(compare(pairing))
    return all_found(found)


def _spelled(
    field: str, convert: Callable[[str], str] | None, pairing: Pairing
) -> Iterator[pd.DataFrame]:
    """Compare a field of text; ``convert`` makes one spelling of what means the same."""
    differs = text_differs(pairing.left.text(field), pairing.right.text(field))
    chosen = np.flatnonzero(differs | pairing.told_apart(field))
    rest = pairing.where(chosen)
    if convert is not None:
        left, right = rest.left.column(field), rest.right.column(field)
        rest = rest.where(spelled_differs(left, right, convert) | rest.told_apart(field))
    yield rest.found(field)


def _client_numbers(pairing: Pairing) -> Iterator[pd.DataFrame]:
    """Compare client numbers, between sources that evidently share one numbering.

    That is: more than half of the pairs that have a number on both sides have the same.
    """
    left, right = pairing.left, pairing.right
    differs = np.zeros(len(pairing), dtype=bool)
    unequal = np.flatnonzero(text_differs(left.text("clientnummer"), right.text("clientnummer")))
    differs[unequal] = spelled_differs(
        left.where(unequal).column("clientnummer"),
        right.where(unequal).column("clientnummer"),
        fold_text,
    )
    both = left.filled("clientnummer") & right.filled("clientnummer")
    shared = pairing.where(both).mostly(pairing.where(both & ~differs))
    yield pairing.where(differs & shared[pairing.sources()]).found("clientnummer")


def _birth_dates(pairing: Pairing) -> Iterator[pd.DataFrame]:
    """Compare birth dates; what one of them leaves open is equal, nothing at all is not."""
    known: list[Mask] = []
    contradicts = np.zeros(len(pairing), dtype=bool)
    for part in BIRTH_PARTS:
        ones, others = (
            side.rows.table[part].to_numpy(dtype="float32", na_value=np.nan)[side.at]
            for side in pairing.sides
        )
        contradicts |= (ones != others) & ~np.isnan(ones) & ~np.isnan(others)
        known.append(np.stack([~np.isnan(ones), ~np.isnan(others)]))
    said = np.logical_or.reduce(known)
    contradicts |= (said[0] != said[1]) | pairing.told_apart("geboortedatum")
    differs = pairing.where(contradicts)
    yield differs.found("geboortedatum", _birth_text(differs.left), _birth_text(differs.right))


def _birth_text(cells: Cells) -> pd.Series:
    """Return birth dates as ``1980-02-00``: 00 for what is not known."""
    year, month, day = (
        cells.column(part).astype("str").str.zfill(4 if part == BIRTH_PARTS[0] else 2)
        for part in BIRTH_PARTS
    )
    parts = year.fillna("0000") + "-" + month.fillna("00") + "-" + day.fillna("00")
    return cells.with_raw("geboortedatum", parts.mask(parts == "0000-00-00"))


_COMPARED: tuple[tuple[tuple[str, ...], Compare], ...] = (
    (("bsn",), partial(_spelled, "bsn", None)),
    (("clientnummer",), _client_numbers),
    (("achternaam",), surnames),
    (("voornamen", "voorletters"), given_names),
    (("geboortedatum",), _birth_dates),
    (("geslacht",), partial(_spelled, "geslacht", None)),
    (("straatnaam",), partial(_spelled, "straatnaam", street_spelling)),
    (("huisnummer",), house_numbers),
    (("postcode",), partial(_spelled, "postcode", None)),
    (("plaatsnaam",), partial(_spelled, "plaatsnaam", place_spelling)),
)
