"""Why something counts differently on the two sides: the first reason that applies.

The order: an extra copy, another team, out of scope, a date that cannot be read, a date that
differs (by its cause), to be judged, on one side only (by its cause).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.comparison import CAUSES, Mask, Positions, in_scope, positions
from wijkcheck.figures.counting import ALL, Counted
from wijkcheck.figures.running import RELEVANT, Bits, running
from wijkcheck.figures.settings import FiguresSettings

DUPLICATE, MOVED, OUTSIDE, UNREADABLE, FIELD, REVIEW, ALONE = range(7)
Paired = tuple[Positions, Positions]
"""The positions of the records that are the same, side by side."""
Reason = NDArray[np.int64]
"""A reason's kind × the number of causes + its cause: the lower, the earlier its step."""

_CAUSE = {cause: place for place, cause in enumerate(CAUSES)}
_SCOPE_CAUSES = {"wet": "domein", "leveringsvorm": "pgb"}
_SIDES = ("municipality", "team")


def reason(kind: int, cause: str) -> int:
    """Return the number of a reason."""
    return kind * len(CAUSES) + _CAUSE[cause]


def cause_of(reasons: Reason) -> NDArray[np.int64]:
    """Return the place in ``CAUSES`` of each reason's cause."""
    return reasons % len(CAUSES)


@dataclass(frozen=True)
class Items:
    """What differences are made of: two paired records, or a record alone.

    ``left_at`` and ``right_at`` are the positions of an item's records, −1 where there is none;
    ``left_item`` and ``right_item`` the item of each record.
    """

    left_at: Positions
    right_at: Positions
    left_item: Positions
    right_item: Positions

    @property
    def both(self) -> Mask:
        """Tell which items are pairs."""
        return (self.left_at >= 0) & (self.right_at >= 0)


def items_of(paired: Paired, left_number: Positions, right_number: Positions) -> Items:
    """Return all items; a pair whose records are counted under different numbers is two."""
    ones, others = paired
    together = left_number[ones] == right_number[others]
    ones, others = ones[together], others[together]
    count = len(ones)
    left_item, count = _numbered(len(left_number), ones, count)
    right_item, count = _numbered(len(right_number), others, count)
    left_at, right_at = np.full((2, count), -1, dtype=np.int64)
    left_at[left_item] = np.arange(len(left_item))
    right_at[right_item] = np.arange(len(right_item))
    return Items(left_at, right_at, left_item, right_item)


def _numbered(size: int, paired: Positions, count: int) -> tuple[Positions, int]:
    """Number paired records as their pairs stand, the others on from ``count``."""
    item = np.full(size, -1, dtype=np.int64)
    item[paired] = np.arange(len(paired))
    alone = item < 0
    item[alone] = count + np.arange(alone.sum())
    return item, count + int(alone.sum())


@dataclass(frozen=True)
class Explanations:
    """Per item everything that decides its reason; −1 where a reason cannot apply."""

    copy: Reason
    moved: Mask
    outside: Reason
    alone: Reason
    start: Reason  # of a pair: if its first days make the difference
    end: Reason
    halfway: Bits  # the right record's start with the left record's end
    right: Bits

    def reasons(self, item: Positions, group: Positions, rule: int) -> Reason:
        """Return why these items count differently in these groups by a period rule."""
        # With the right record's start it counts as the right record does: the start decides.
        by_start = ((self.halfway[item] ^ self.right[item]) & RELEVANT[rule]) == 0
        found = np.where(by_start, self.start[item], self.end[item])
        alone, outside, copy = self.alone[item], self.outside[item], self.copy[item]
        found = np.where(alone >= 0, alone, found)
        found = np.where(outside >= 0, outside, found)
        moved = self.moved[item] & (group != ALL)
        found = np.where(moved, reason(MOVED, "ander_team"), found)
        return np.where(copy >= 0, copy, found)


def explanations(
    left: Counted,
    right: Counted,
    items: Items,
    copies: pd.DataFrame,
    differences: pd.DataFrame,
    settings: FiguresSettings,
) -> Explanations:
    """Return what decides the reasons of all items.

    What ``scope`` leaves out is told by the field that does: ``wet`` is ``domein``,
    ``leveringsvorm`` is ``pgb``, any other ``onbekend``.
    """
    both, sides = items.both, (left, right)
    at = (items.left_at, items.right_at)
    numbers = (items.left_item, items.right_item)
    outside = np.full(len(both), -1, dtype=np.int64)
    copy, alone = outside.copy(), np.where(both, -1, reason(ALONE, "onbekend"))
    for side, word, number in zip(sides, _SIDES, numbers, strict=True):
        out = _outside(side, settings.scope)
        outside[number[out >= 0]] = out[out >= 0]
        own = positions(copies.loc[copies["side"] == word, "record_id"], side.rows.table.index)
        copy[number[own[own >= 0]]] = reason(DUPLICATE, "dubbeltelling")
        _tell_alone(alone, side, word, number, differences)
    ones, others = (np.where(both, positions_, 0) for positions_ in at)
    if both.any():
        bits = _halfway(left, right, ones, others, settings)
        kind = np.where(left.spans.valid[ones] & right.spans.valid[others], FIELD, UNREADABLE)
        moved = both & (left.team[ones] != right.team[others])
        right_bits = right.bits[others]
    else:
        bits = right_bits = np.zeros(len(both), dtype=np.uint8)
        kind, moved = np.full(len(both), FIELD), np.zeros(len(both), dtype=bool)
    start, end = (
        kind * len(CAUSES) + _field_cause(left, items, differences, field, default)
        for field, default in (("ingangsdatum", "begindatum"), ("einddatum", "doorloop"))
    )
    return Explanations(
        np.where(both, -1, copy), moved, outside, alone, start, end, bits, right_bits
    )


def _outside(side: Counted, scope: Mapping[str, tuple[str, ...]]) -> Reason:
    """Return the reason of each record that is out of scope, −1 for the others."""
    found = np.full(len(side.rows), -1, dtype=np.int64)
    for field, values in reversed(list(scope.items())):
        out = ~in_scope(side.rows, {field: values})
        found[out] = reason(OUTSIDE, _SCOPE_CAUSES.get(field, "onbekend"))
    return found


def _tell_alone(
    alone: Reason, side: Counted, word: str, number: Positions, differences: pd.DataFrame
) -> None:
    """Fill in the causes of this side's records that the other side has not got."""
    only = differences[differences["kind"] == f"only_{word}"]
    ids = only["left_id" if word == "municipality" else "right_id"]
    own = positions(ids, side.rows.table.index)
    kind = np.where(only["cause"] == "te_beoordelen", REVIEW, ALONE)
    reasons = kind * len(CAUSES) + only["cause"].map(_CAUSE).to_numpy()
    item = number[own[own >= 0]]
    alone[item] = np.where(alone[item] >= 0, reasons[own >= 0], -1)


def _halfway(
    left: Counted, right: Counted, ones: Positions, others: Positions, settings: FiguresSettings
) -> Bits:
    """Return when each pair would run with the right record's first day and the left's last."""
    start, end = right.spans.start[others], left.spans.end[ones]
    valid = right.spans.start_valid[others] & left.spans.end_valid[ones] & (start <= end)
    return running(start, end, valid, settings)


def _field_cause(
    left: Counted, items: Items, differences: pd.DataFrame, field: str, default: str
) -> NDArray[np.int64]:
    """Return the place in ``CAUSES`` of the cause that a pair's field differs by."""
    found = np.full(len(items.left_at), _CAUSE[default])
    differing = differences[(differences["kind"] == "field") & (differences["field"] == field)]
    own = positions(differing["left_id"], left.rows.table.index)
    causes = differing["cause"].map(_CAUSE).to_numpy()
    found[items.left_item[own[own >= 0]]] = causes[own >= 0]
    return found
