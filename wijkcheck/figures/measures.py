"""The figures stage: what both sides count per team, and the bridge between them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.comparison import Clients, Mask, Positions, clients_of
from wijkcheck.figures.agreed import add_agreed
from wijkcheck.figures.bridge import Measured, add_reasons, add_records, bridge_of, effects
from wijkcheck.figures.counting import ALL, Counted, Key, counted, groups_of
from wijkcheck.figures.explain import explanations, items_of
from wijkcheck.figures.settings import FiguresSettings
from wijkcheck.figures.tables import PERIOD_RULES, Bridge, BridgeRecords, Figures
from wijkcheck.progress import Progress, silent
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT, record_columns

_PREFERRED = (RecordType.TOEWIJZINGEN, RecordType.CLIENTEN)


def run(
    records: Mapping[Key, pd.DataFrame],
    columns: pd.DataFrame,
    persons: pd.DataFrame,
    person_pairs: pd.DataFrame,
    pairs: pd.DataFrame,
    copies: pd.DataFrame,
    differences: pd.DataFrame,
    settings: FiguresSettings,
    decisions: pd.DataFrame | None = None,
    progress: Progress = silent,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return Figures, Bridge and BridgeRecords of clients and toewijzingen.

    ``records`` has a table per side and type that was delivered. ``toewijzingen`` counts records
    as delivered; ``clienten`` counts clients, of the toewijzingen where both sides deliver them,
    else of the clienten where both do, else of what each side delivers. A group of which no usable
    delivery came has no ``team_value``, no ``delta`` and no bridge.
    """
    groups = groups_of(records, settings.teams)
    clients = clients_of(persons, person_pairs)
    parts: list[tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]] = [
        (Figures.empty(), Bridge.empty(), BridgeRecords.empty())
    ]
    measures = _measures(records)
    for done, (measure, kinds) in enumerate(measures.items()):
        progress("counting", done, len(measures))
        left, right = (_counted(records, columns, groups, settings, key) for key in kinds.items())
        measured = _measured(measure, left, right, pairs, clients, groups)
        known = _team_known(kinds[Side.TEAM], groups, settings)
        own_known = np.full(len(groups), kinds[Side.MUNICIPALITY] is not None)
        found = effects(*measured.tallies, known & own_known)
        told = explanations(left, right, measured.items, copies, differences, settings)
        found = add_records(add_reasons(found, measured, told), measured)
        bridge, bridge_records = bridge_of(found, measure, measured)
        figures = _figures(measure, measured, (own_known, known))
        figures = add_agreed(figures, bridge, bridge_records, decisions)
        parts.append((figures, bridge, bridge_records))
    figures, bridge, bridge_records = (
        pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True)
    )
    return figures, bridge, bridge_records


def _counted(
    records: Mapping[Key, pd.DataFrame],
    columns: pd.DataFrame,
    groups: tuple[str, ...],
    settings: FiguresSettings,
    key: tuple[Side, RecordType | None],
) -> Counted:
    """Return the records of a side as they count, none where it delivered none."""
    side, kind = key
    if kind is not None:
        return counted(records[side, kind], columns, groups, settings)
    wanted: dict[str, Any] = record_columns(RecordType.TOEWIJZINGEN)
    empty = pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in wanted.items()})
    return counted(empty.set_axis(pd.Index([], dtype=TEXT)), columns, groups, settings)


def _measured(
    measure: str,
    left: Counted,
    right: Counted,
    pairs: pd.DataFrame,
    clients: Clients,
    groups: tuple[str, ...],
) -> Measured:
    """Return what is counted: records under the number of their pair, or clients."""
    size = len(left.rows), len(right.rows)
    if measure == "toewijzingen":
        items = items_of(left, right, pairs, *(np.zeros(n, dtype=np.int64) for n in size))
        return Measured(left, right, items.left_item, items.right_item, items, groups)
    ones = _client_numbers(clients, Side.MUNICIPALITY, left, clients.count)
    others = _client_numbers(clients, Side.TEAM, right, clients.count + size[0])
    items = items_of(left, right, pairs, ones, others)
    return Measured(left, right, ones, others, items, groups)


def _client_numbers(clients: Clients, side: Side, rows: Counted, free: int) -> Positions:
    """Return the number of each record's client; a record of nobody is a client by itself."""
    number = clients.of(side, rows.rows)
    return np.where(number < 0, free + np.arange(len(number)), number)


def _team_known(
    kind: RecordType | None, groups: tuple[str, ...], settings: FiguresSettings
) -> Mask:
    """Tell of which groups a usable delivery of the teams came."""
    if kind is None:
        return np.zeros(len(groups), dtype=bool)
    known = ~np.isin(groups, settings.not_delivered.get(kind, ()))
    known[ALL] = kind not in settings.incomplete
    return np.asarray(known)


def _figures(measure: str, measured: Measured, known: tuple[Mask, Mask]) -> pd.DataFrame:
    """Return the values of both sides and their delta, a row per period rule and group."""
    size = len(measured.groups)
    own, other = (
        pd.Series(tally.values(size).ravel(), dtype="Int64").where(np.tile(side, len(PERIOD_RULES)))
        for tally, side in zip(measured.tallies, known, strict=True)
    )
    return pd.DataFrame(
        {
            "measure": pd.Series(measure, index=own.index, dtype=TEXT),
            "period_rule": pd.Series(np.repeat(PERIOD_RULES, size), dtype=TEXT),
            "team": pd.Series(measured.groups * len(PERIOD_RULES), dtype=TEXT),
            "municipality_value": own,
            "team_value": other,
            "delta": other - own,
        }
    )


def _measures(records: Mapping[Key, pd.DataFrame]) -> dict[str, dict[Side, RecordType | None]]:
    """Return the measures that can be counted, with the record type that each side counts of."""
    had = {side: [kind for kind in _PREFERRED if (side, kind) in records] for side in Side}
    shared = [kind for kind in _PREFERRED if all(kind in had[side] for side in Side)]
    clients = {side: shared[0] if shared else next(iter(had[side]), None) for side in Side}
    granted = {
        side: RecordType.TOEWIJZINGEN if RecordType.TOEWIJZINGEN in had[side] else None
        for side in Side
    }
    both = {"clienten": clients, "toewijzingen": granted}
    return {name: kinds for name, kinds in both.items() if any(kinds.values())}
