"""The stage: every rule over the records of each side and type, all breaches as findings."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from types import MappingProxyType

import numpy as np
import pandas as pd

from wijkcheck.progress import Progress, silent
from wijkcheck.project import OwnRule
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import gather
from wijkcheck.validation import dates, declarations, fields, volumes
from wijkcheck.validation.clients import alike, two_bsn, two_persons
from wijkcheck.validation.duplicates import duplicate_hits
from wijkcheck.validation.factors import factor_hits
from wijkcheck.validation.hits import Hit, Hits, SourceHit
from wijkcheck.validation.own import own_hits
from wijkcheck.validation.patterns import pattern_hits, source_hits
from wijkcheck.validation.persons import person_codes
from wijkcheck.validation.rules import CATALOGUE, severity_of
from wijkcheck.validation.schema import Moment, RowCheck, row_hits

ROW_CHECKS: tuple[RowCheck, ...] = (
    *fields.CHECKS,
    *dates.CHECKS,
    *volumes.CHECKS,
    *declarations.CHECKS,
)
_DELIVERED_AFTER = np.timedelta64(92, "D")  # a delivery comes within a quarter of its period


@dataclass(frozen=True)
class ValidationSettings:
    """What validation is told by the project."""

    period_start: date
    period_end: date
    reference_date: date
    severities: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    own_rules: tuple[OwnRule, ...] = ()

    @property
    def moment(self) -> Moment:
        """Return the days that dates are held against."""
        reference = np.datetime64(self.reference_date, "s")
        latest = max(reference, np.datetime64(self.period_end, "s"))
        return Moment(reference, latest + _DELIVERED_AFTER)


def run(
    records: Mapping[tuple[Side, RecordType], pd.DataFrame],
    columns: pd.DataFrame,
    settings: ValidationSettings,
    progress: Progress = silent,
) -> pd.DataFrame:
    """Return everything in the records that breaks a rule, as Findings.

    ``records``: as ``record_schema`` declares them; ``columns``: mapping's Columns of all sources.
    A rule that minds an empty cell is held only for the sources that have the column.

    Raises:
        ProjectError: a rule of the project's own cannot be applied.
    """
    tables: list[pd.DataFrame] = []
    for number, ((_, record_type), table) in enumerate(records.items()):
        told = partial(progress, "validating", number, len(records))
        tables.extend(_findings(table, record_type, columns, settings, told))
    progress("validating", len(records), len(records))
    return gather(tables)


def _findings(
    records: pd.DataFrame,
    record_type: RecordType,
    columns: pd.DataFrame,
    settings: ValidationSettings,
    told: Callable[[], None],
) -> Iterator[pd.DataFrame]:
    # Of equal records the first by source and row is the original, whatever came in first.
    records = records.sort_values(["source", "row"], kind="stable")
    delivered = _delivered(columns)
    hits: list[Hit] = []
    for hit in _hits(records, record_type, columns, delivered, settings):
        told()  # and hears that it should stop
        if severity_of(hit.rule, settings.severities) != "off":
            hits.append(hit)
    said = _said_once(hits)
    for hit in hits:
        severity = severity_of(hit.rule, settings.severities)
        if isinstance(hit, Hits) and hit.rule in said:
            hit = hit.without(records, said[hit.rule])
        if isinstance(hit, Hits) and not len(hit.at):
            continue
        yield hit.findings(records, record_type, severity)
    for rule, own in own_hits(records, record_type, settings.own_rules, delivered):
        yield own.findings(records, record_type, rule.severity)


def _hits(
    records: pd.DataFrame,
    record_type: RecordType,
    columns: pd.DataFrame,
    delivered: Mapping[str, frozenset[str]],
    settings: ValidationSettings,
) -> Iterator[Hit]:
    on = [
        check
        for check in ROW_CHECKS
        if check.fits(record_type) and severity_of(check.rule, settings.severities) != "off"
    ]
    failing = {}
    for hits in row_hits(records, record_type, on, settings.moment, delivered):
        failing[hits.rule] = hits.at
        yield hits
    yield from source_hits(records, record_type, failing)
    yield from pattern_hits(records, record_type, columns)
    yield from _between(records, record_type)
    if "volume" in records:
        yield factor_hits(records, "volume")


def _between(records: pd.DataFrame, record_type: RecordType) -> Iterator[Hit]:
    person, kind = person_codes(records)
    others = two_persons(records)
    person[others.at] += len(records)  # one BSN of two persons is two clients
    yield others
    yield from two_bsn(records)
    yield alike(records, person)
    yield from duplicate_hits(records, record_type, person, kind)


def _said_once(hits: list[Hit]) -> dict[str, frozenset[str]]:
    """Return, per rule, the sources for which something is said once instead of row by row."""
    said: dict[str, frozenset[str]] = {}
    for hit in hits:
        if isinstance(hit, SourceHit):
            for rule in CATALOGUE[hit.rule].instead_of:
                said[rule] = said.get(rule, frozenset()) | {hit.source}
    return said


def _delivered(columns: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Return, per field, the sources that have its column."""
    used = columns[columns["status"].isin(["taken", "chosen"])].dropna(subset=["field"])
    return {str(name): frozenset(own) for name, own in used.groupby("field")["source"]}
