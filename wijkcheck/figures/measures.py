"""The figures stage: what both sides count per team, and the bridge between them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.comparison import Clients, Mask, Positions, clients_of, paired_rows
from wijkcheck.figures.agreed import add_agreed
from wijkcheck.figures.bridge import Measured, add_reasons, add_records, bridge_of, effects
from wijkcheck.figures.counting import ALL, Counted, Key, counted, groups_of
from wijkcheck.figures.explain import Paired, explanations, items_of
from wijkcheck.figures.settings import FiguresSettings
from wijkcheck.figures.tables import PERIOD_RULES, Bridge, BridgeRecords, Figures
from wijkcheck.progress import Progress, silent
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT, record_columns


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
    else of the clienten. A group of which no usable delivery came has no ``team_value``, no
    ``delta`` and no bridge. ``decisions`` are those on differences, as the project resolves them.
    """
    groups = groups_of(records, settings.teams)
    clients = clients_of(persons, person_pairs)
    parts: list[tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]] = [
        (Figures.empty(), Bridge.empty(), BridgeRecords.empty())
    ]
    kinds = _kinds(records)
    given = {
        kind: _counted(records, columns, pairs, groups, settings, kind)
        for kind in dict.fromkeys(kinds.values())
    }
    for done, (measure, kind) in enumerate(kinds.items()):
        progress("counting", done, len(kinds))
        measured = _measured(measure, given[kind], clients, groups)
        own_known, known = _known(records, kind, groups, settings)
        found = effects(*measured.tallies, known & own_known)
        told = explanations(
            measured.left, measured.right, measured.items, copies, differences, settings
        )
        found = add_records(add_reasons(found, measured, told), measured)
        bridge, bridge_records = bridge_of(found, measure, measured)
        figures = _figures(measure, measured, (own_known, known))
        figures = add_agreed(figures, bridge, bridge_records, decisions)
        parts.append((figures, bridge, bridge_records))
    figures, bridge, bridge_records = (
        pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True)
    )
    return figures, bridge, bridge_records


def _kinds(records: Mapping[Key, pd.DataFrame]) -> dict[str, RecordType]:
    """Return the measures that can be counted, with the record type that they count of."""
    had = {kind: [side for side in Side if (side, kind) in records] for kind in RecordType}
    granted = had[RecordType.TOEWIJZINGEN]
    of_clients = RecordType.TOEWIJZINGEN if len(granted) == len(Side) else RecordType.CLIENTEN
    kinds = {"clienten": of_clients, "toewijzingen": RecordType.TOEWIJZINGEN}
    return {measure: kind for measure, kind in kinds.items() if had[kind]}


def _counted(
    records: Mapping[Key, pd.DataFrame],
    columns: pd.DataFrame,
    pairs: pd.DataFrame,
    groups: tuple[str, ...],
    settings: FiguresSettings,
    kind: RecordType,
) -> tuple[Counted, Counted, Paired]:
    """Return both sides' records of one type as they count, and which are the same."""
    wanted: dict[str, Any] = record_columns(kind)
    nothing = pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in wanted.items()})
    nothing = nothing.set_axis(pd.Index([], dtype=TEXT))
    left, right = (
        counted(records.get((side, kind), nothing), columns, groups, settings) for side in Side
    )
    return left, right, paired_rows(pairs, left.rows, right.rows)


def _measured(
    measure: str,
    given: tuple[Counted, Counted, Paired],
    clients: Clients,
    groups: tuple[str, ...],
) -> Measured:
    """Return what is counted: records under the number of their pair, or clients."""
    left, right, paired = given
    size = len(left.rows), len(right.rows)
    if measure == "toewijzingen":
        items = items_of(paired, *(np.zeros(n, dtype=np.int64) for n in size))
        return Measured(left, right, items.left_item, items.right_item, items, groups)
    ones = _client_numbers(clients, Side.MUNICIPALITY, left, clients.count)
    others = _client_numbers(clients, Side.TEAM, right, clients.count + size[0])
    return Measured(left, right, ones, others, items_of(paired, ones, others), groups)


def _client_numbers(clients: Clients, side: Side, rows: Counted, free: int) -> Positions:
    """Return the number of each record's client; a record of nobody is a client by itself."""
    number = clients.of(side, rows.rows)
    return np.where(number < 0, free + np.arange(len(number)), number)


def _known(
    records: Mapping[Key, pd.DataFrame],
    kind: RecordType,
    groups: tuple[str, ...],
    settings: FiguresSettings,
) -> tuple[Mask, Mask]:
    """Tell of which groups a usable delivery came, on either side."""
    own = np.full(len(groups), (Side.MUNICIPALITY, kind) in records)
    if (Side.TEAM, kind) not in records:
        return own, np.zeros(len(groups), dtype=bool)
    known = ~np.isin(groups, settings.not_delivered.get(kind, ()))
    known[ALL] = kind not in settings.incomplete
    return own, known


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
