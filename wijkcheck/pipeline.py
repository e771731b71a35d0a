"""reconcile(): the stages in order, on one page. Start reading here."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wijkcheck import comparison, deliveries, figures, matching, validation
from wijkcheck.deliveries import Delivery
from wijkcheck.errors import ProjectError, WijkCheckError
from wijkcheck.progress import Progress, silent
from wijkcheck.project import ProjectSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import gather
from wijkcheck.sources import Choice


@dataclass(frozen=True)
class SourceResult:
    """What became of one source. ``status``: ``used``, ``unusable`` or ``missing``."""

    source: str
    side: Side
    record_type: RecordType
    team: str | None
    status: str
    rows: int
    error: WijkCheckError | None
    choices: tuple[Choice, ...]
    columns: pd.DataFrame  # mapping's Columns, of this source


@dataclass(frozen=True)
class Run:
    """Everything that a reconciliation found; each table as its stage declares it."""

    project: ProjectSettings
    sources: tuple[SourceResult, ...]  # sorted by side and source
    not_delivered: Mapping[RecordType, tuple[str, ...]]  # teams without a usable delivery
    records: Mapping[tuple[Side, RecordType], pd.DataFrame]
    findings: pd.DataFrame
    persons: pd.DataFrame
    person_pairs: pd.DataFrame
    pairs: pd.DataFrame
    differences: pd.DataFrame
    figures: pd.DataFrame
    bridge: pd.DataFrame
    bridge_records: pd.DataFrame


@dataclass(frozen=True)
class Checked:
    """What a project's sources deliver, held against the rules."""

    project: ProjectSettings
    delivered: tuple[Delivery, ...]
    records: Mapping[tuple[Side, RecordType], pd.DataFrame]
    columns: pd.DataFrame
    findings: pd.DataFrame


def reconcile(project: ProjectSettings, progress: Progress = silent) -> Run:
    """Read, map, validate, match, compare and count what a project's sources deliver.

    Raises:
        ProjectError: a setting cannot be used, or there is nothing to compare.
        Cancelled: ``progress`` says so.
    """
    return explain(check(project, progress), progress)


def check(project: ProjectSettings, progress: Progress = silent) -> Checked:
    """Read, map and validate what a project's sources deliver."""
    severities = _severities(project)
    delivered = deliveries.read_all(project, progress)
    records = deliveries.together(delivered)
    columns = deliveries.columns(delivered)
    found = validation.run(
        records,
        columns,
        validation.ValidationSettings(
            period_start=project.period_start,
            period_end=project.period_end,
            reference_date=project.reference_date,
            severities=severities,
            own_rules=project.own_rules,
        ),
        progress,
    )
    findings = _rated(gather([*(d.findings for d in delivered), found]), severities)
    return Checked(project, delivered, records, columns, findings)


def explain(checked: Checked, progress: Progress = silent) -> Run:
    """Match, compare and count what was read."""
    project, delivered, records = checked.project, checked.delivered, checked.records
    columns, findings = checked.columns, checked.findings
    not_delivered, incomplete = deliveries.not_delivered(delivered, records)
    compared = _compared(delivered, records)
    matched = matching.run(compared, progress)
    differences = comparison.run(
        compared,
        columns,
        findings,
        matched.persons,
        matched.person_pairs,
        matched.pairs,
        matched.copies,
        comparison.ComparisonSettings(
            tolerance=project.tolerance,
            scope=project.scope,
            reference_date=project.reference_date,
            period_start=project.period_start,
            period_end=project.period_end,
            not_delivered=not_delivered,
        ),
        progress=progress,
    )
    counted, bridge, bridge_records = figures.run(
        compared,
        columns,
        matched.persons,
        matched.person_pairs,
        matched.pairs,
        matched.copies,
        differences,
        figures.FiguresSettings(
            scope=project.scope,
            reference_date=project.reference_date,
            period_start=project.period_start,
            period_end=project.period_end,
            end_included=project.end_included,
            not_delivered=not_delivered,
            teams=deliveries.team_names(project),
            incomplete=incomplete,
        ),
        progress=progress,
    )
    return Run(
        project=project,
        sources=tuple(_result(d) for d in delivered),
        not_delivered=not_delivered,
        records=records,
        findings=findings,
        persons=matched.persons,
        person_pairs=matched.person_pairs,
        pairs=matched.pairs,
        differences=differences,
        figures=counted,
        bridge=bridge,
        bridge_records=bridge_records,
    )


def _severities(project: ProjectSettings) -> Mapping[str, str]:
    """Return the severity of every rule, as the project has it."""
    known = deliveries.RULES | validation.RULES
    for rule in project.rules:
        if rule not in known:
            raise ProjectError("rule_unknown", rule=rule, allowed=", ".join(sorted(known)))
    return project.rules


def _rated(findings: pd.DataFrame, severities: Mapping[str, str]) -> pd.DataFrame:
    """Give findings the project's severities; those of rules that are off go."""
    chosen = findings["rule"].map(dict(severities))
    rated = findings.assign(severity=chosen.fillna(findings["severity"]).astype("str"))
    return rated[rated["severity"] != "off"].reset_index(drop=True)


def _compared(
    delivered: tuple[Delivery, ...], records: Mapping[tuple[Side, RecordType], pd.DataFrame]
) -> dict[tuple[Side, RecordType], pd.DataFrame]:
    """Return the records of the types that both sides deliver and that can be compared.

    A type of which a municipality's source is unusable is left out: half a list is no list.
    """
    broken = {
        d.settings.record_type
        for d in delivered
        if d.settings.side == Side.MUNICIPALITY and d.status != "used"
    }
    types = [
        kind
        for kind in comparison.COMPARED
        if kind not in broken and all((side, kind) in records for side in Side)
    ]
    if not types:
        for delivery in delivered:
            if delivery.error:
                raise ProjectError("nothing_to_compare_because", why=delivery.error)
        raise ProjectError("nothing_to_compare")
    return {(side, kind): records[side, kind] for kind in types for side in Side}


def _result(delivery: Delivery) -> SourceResult:
    return SourceResult(
        source=delivery.source,
        side=delivery.settings.side,
        record_type=delivery.settings.record_type,
        team=delivery.settings.team,
        status=delivery.status,
        rows=len(delivery.records) if delivery.records is not None else 0,
        error=delivery.error,
        choices=delivery.choices,
        columns=delivery.columns,
    )
