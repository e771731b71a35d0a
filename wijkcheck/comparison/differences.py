"""The comparison stage: every difference that remains between the two sides, with a first cause."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.comparison.delivered import (
    COMPARED,
    Delivered,
    Key,
    as_differences,
    delivered,
    named,
    paired_rows,
)
from wijkcheck.comparison.field_causes import field_causes
from wijkcheck.comparison.fields import compare_records
from wijkcheck.comparison.one_sided import extra_copies, one_sided
from wijkcheck.comparison.pairing import Cells, Pairing
from wijkcheck.comparison.persons import People, compare_persons
from wijkcheck.comparison.rows import Positions, rows_of
from wijkcheck.comparison.settings import ComparisonSettings
from wijkcheck.comparison.tolerance import tolerances
from wijkcheck.comparison.units import clients_of
from wijkcheck.progress import Progress, silent
from wijkcheck.records.fields import BIRTH_PARTS, PERSON_FIELDS, RecordType, Side

_PERSON_COLUMNS = ["source", "row", *PERSON_FIELDS, *BIRTH_PARTS, "unreadable"]


def run(
    records: Mapping[Key, pd.DataFrame],
    columns: pd.DataFrame,
    findings: pd.DataFrame,
    persons: pd.DataFrame,
    person_pairs: pd.DataFrame,
    pairs: pd.DataFrame,
    copies: pd.DataFrame,
    settings: ComparisonSettings,
    progress: Progress = silent,
) -> pd.DataFrame:
    """Return Differences: fields of pairs, records on one side only, extra copies.

    ``records`` has a table per side and type that was delivered; clienten and toewijzingen are
    compared where both sides delivered them, persons over both. ``columns`` is mapping's Columns
    of all sources, ``findings`` hold raw text, the others are matching's tables.

    Raises:
        ProjectError: a tolerance that its field cannot have.
    """
    steps = 2 + len(COMPARED)
    progress("comparing", 0, steps)
    given = delivered(records, columns, findings, clients_of(persons, person_pairs), settings.scope)
    parts = [extra_copies(given, key, copies) for key in given.rows]
    progress("comparing", 1, steps)
    parts += _persons(given, columns)
    for done, record_type in enumerate(COMPARED, 2):
        progress("comparing", done, steps)
        if given.both(record_type):
            paired = paired_rows(pairs, *(given.rows[side, record_type] for side in Side))
            parts += _fields(given, record_type, paired, settings)
            parts += [
                one_sided(given, (side, record_type), own, pairs, copies, settings)
                for side, own in zip(Side, paired, strict=True)
            ]
    progress("comparing", steps, steps)
    return as_differences(parts)


def _persons(given: Delivered, columns: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what differs between the two sides' persons, named by their first rows."""
    sides = [_people(given, side, columns) for side in Side]
    if any(people is None for people in sides):
        return []
    left, right = (people for people in sides if people is not None)
    found = compare_persons(left, right)
    number = found["number"].to_numpy()
    pairing = Pairing(
        Cells(left.rows, left.first()[number], left.findings),
        Cells(right.rows, right.first()[number], right.findings),
        number,
    )
    return [_as_part(found, pairing)]


def _people(given: Delivered, side: Side, columns: pd.DataFrame) -> People | None:
    """Return one side's records of paired persons, of all types together."""
    keys = [key for key in given.rows if key[0] is side]
    if not keys:
        return None
    if len(keys) == 1:
        rows = given.rows[keys[0]]
    else:
        tables = [given.rows[key].table[_PERSON_COLUMNS] for key in keys]
        rows = rows_of(pd.concat(tables), columns)
    pair = np.concatenate([given.client[key] for key in keys])
    inside = np.concatenate([given.scope[key] for key in keys])
    pair = np.where(inside & (pair < given.clients.paired), pair, -1)
    return People(rows, pair, given.clients.paired, given.findings)


def _fields(
    given: Delivered,
    record_type: RecordType,
    paired: tuple[Positions, Positions],
    settings: ComparisonSettings,
) -> Iterator[dict[str, Any]]:
    """Yield what differs between paired records; of one that is half in scope, what put it so."""
    left, right = (given.rows[side, record_type] for side in Side)
    ones, others = paired
    pairing = Pairing(
        Cells(left, ones, given.findings),
        Cells(right, others, given.findings),
        np.arange(len(ones)),
    )
    inside = given.scope[Side.MUNICIPALITY, record_type][ones]
    inside_there = given.scope[Side.TEAM, record_type][others]
    near = tolerances(settings.tolerance)
    for chosen, only in (
        (inside & inside_there, None),
        (inside ^ inside_there, frozenset(settings.scope)),
    ):
        found = compare_records(pairing.where(chosen), record_type, near, only)
        yield _as_part(found, pairing.where(found["number"].to_numpy()))


def _as_part(found: pd.DataFrame, pairing: Pairing) -> dict[str, Any]:
    """Return fields that differ as columns of Differences; ``pairing`` holds their records."""
    return {
        "kind": "field",
        "status": "open",
        "field": found["field"],
        "left_value": found["left_value"],
        "right_value": found["right_value"],
        **field_causes(found, pairing),
        **named("left", pairing.left.rows, pairing.left.at),
        **named("right", pairing.right.rows, pairing.right.at),
    }


def decided(differences: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Return the differences with the status that decisions (Resolved, applied) give them."""
    keys = ["left_id", "right_id", "field"]
    made = decisions[decisions["subject"] == "difference"]
    last = made.drop_duplicates(keys, keep="last")[[*keys, "verdict"]]
    verdict = differences[keys].merge(last, on=keys, how="left")["verdict"]
    status = differences["status"].mask(verdict.notna().to_numpy(), "decided")
    return differences.assign(status=status.mask(verdict.eq("ask").to_numpy(), "asked"))
