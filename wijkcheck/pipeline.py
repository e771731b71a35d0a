"""reconcile(): the stages in order, on one page. Start reading here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import pandas as pd

from wijkcheck import comparison, deliveries, figures, matching, validation
from wijkcheck.deliveries import Delivery
from wijkcheck.errors import ProjectError, WijkCheckError
from wijkcheck.progress import Progress, silent
from wijkcheck.project import ProjectSettings, resolving
from wijkcheck.project.tables import Decisions, Resolved
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
    copies: pd.DataFrame = field(default_factory=pd.DataFrame)  # as matching makes them
    decided: pd.DataFrame = field(default_factory=Resolved.empty)  # what became of each decision
    head: str | None = None  # of the project's history, when this was kept in it
    evidence: matching.Evidence | None = None  # of the pairs of persons

    @property
    def weights(self) -> pd.DataFrame:
        """Return the weights that paired the persons, as matching's WeightTable."""
        return matching.weights_table(self.evidence.weights if self.evidence else None)

    @property
    def columns(self) -> pd.DataFrame:
        """Return mapping's Columns of all usable sources."""
        used = [source.columns for source in self.sources if source.status == "used"]
        return pd.concat(used, ignore_index=True)


@dataclass(frozen=True)
class Checked:
    """What a project's sources deliver, held against the rules."""

    project: ProjectSettings
    delivered: tuple[Delivery, ...]
    sources: tuple[SourceResult, ...]  # sorted by side and source
    not_delivered: Mapping[RecordType, tuple[str, ...]]  # teams without a usable delivery
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


def check(
    project: ProjectSettings,
    progress: Progress = silent,
    delivered: tuple[Delivery, ...] | None = None,
) -> Checked:
    """Read, map and validate what a project's sources deliver; ``delivered`` was read already."""
    severities = _severities(project)
    if delivered is None:
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
    results = tuple(_result(delivery) for delivery in delivered)
    missing = deliveries.not_delivered(delivered, records)
    return Checked(project, delivered, results, missing, records, columns, findings)


def explain(
    checked: Checked,
    progress: Progress = silent,
    decisions: pd.DataFrame | None = None,
    before: Run | None = None,
) -> Run:
    """Match, compare and count what was read.

    ``decisions`` (Decisions) are found again in it. ``before`` is an earlier run over the same
    ``checked``: what the decisions since then leave as it was isn't worked out again.
    """
    project, records, not_delivered = checked.project, checked.records, checked.not_delivered
    columns, findings = checked.columns, checked.findings
    compared = _compared(checked.sources, records)
    period = f"{project.period_start}/{project.period_end}"
    made = Decisions.empty() if decisions is None else decisions
    held = resolving.holding(made, period)
    on_pairs = resolving.resolve(held, compared, columns)
    if before is not None and _pairs_told(on_pairs).equals(_pairs_told(before.decided)):
        matched = _matched(before)
        differences = before.differences.assign(status="open").astype({"status": "str"})
    else:
        same = before is not None and _persons_told(on_pairs).equals(_persons_told(before.decided))
        known = (before.persons, before.evidence) if before is not None and same else None
        matched = matching.run(compared, progress, on_pairs, known)
        differences = _differences(checked, compared, matched, progress)
    on_differences = resolving.resolve_differences(held, compared, columns, differences)
    applied = on_differences[on_differences["state"] == "applied"]
    differences = comparison.decided(differences, applied)
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
            incomplete=_broken(checked.sources, Side.TEAM),
        ),
        applied,
        progress,
    )
    on_findings = resolving.resolve_findings(held, records, columns, findings, checked.sources)
    lapsed = resolving.lapsed(made, period)
    decided = pd.concat([on_pairs, on_differences, on_findings, lapsed], ignore_index=True)
    return Run(
        project=project,
        sources=checked.sources,
        not_delivered=not_delivered,
        records=records,
        findings=resolving.without(findings, on_findings),
        persons=matched.persons,
        person_pairs=matched.person_pairs,
        pairs=matched.pairs,
        differences=differences,
        figures=counted,
        bridge=bridge,
        bridge_records=bridge_records,
        copies=matched.copies,
        decided=decided.sort_values("decision_id", kind="stable", ignore_index=True),
        evidence=matched.evidence,
    )


def _pairs_told(resolved: pd.DataFrame) -> pd.DataFrame:
    """Return what decisions (Resolved) say to matching."""
    told = resolved[resolved["subject"].isin(["pair", "person"]) & resolved["state"].eq("applied")]
    return told[["subject", "kind", "verdict", "left_id", "right_id"]].reset_index(drop=True)


def _persons_told(resolved: pd.DataFrame) -> pd.DataFrame:
    """Return what decisions (Resolved) say of which records are one client's."""
    told = _pairs_told(resolved)
    return told[told["subject"].eq("person")].reset_index(drop=True)


def _matched(run: Run) -> matching.Matched:
    return matching.Matched(run.persons, run.person_pairs, run.copies, run.pairs, run.evidence)


def _differences(
    checked: Checked,
    compared: Mapping[tuple[Side, RecordType], pd.DataFrame],
    matched: matching.Matched,
    progress: Progress,
) -> pd.DataFrame:
    """Return what differs between the sides, all of it open."""
    project = checked.project
    return comparison.run(
        compared,
        checked.columns,
        checked.findings,
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
            not_delivered=checked.not_delivered,
        ),
        progress=progress,
    )


def _severities(project: ProjectSettings) -> Mapping[str, str]:
    """Return the severity of every rule, as the project has it."""
    known = deliveries.RULES | validation.RULES
    for rule in project.rules:
        if rule not in known:
            near = get_close_matches(rule, sorted(known), n=5, cutoff=0.4) or sorted(known)
            raise ProjectError("rule_unknown", rule=rule, allowed=", ".join(near))
    return project.rules


def _rated(findings: pd.DataFrame, severities: Mapping[str, str]) -> pd.DataFrame:
    """Give findings the project's severities; those of rules that are off go."""
    chosen = findings["rule"].map(dict(severities))
    rated = findings.assign(severity=chosen.fillna(findings["severity"]).astype("str"))
    return rated[rated["severity"] != "off"].reset_index(drop=True)


def _broken(sources: tuple[SourceResult, ...], side: Side) -> frozenset[RecordType]:
    """Return the record types of which a source of this side cannot be used."""
    return frozenset(s.record_type for s in sources if s.side == side and s.status != "used")


def _compared(
    sources: tuple[SourceResult, ...], records: Mapping[tuple[Side, RecordType], pd.DataFrame]
) -> dict[tuple[Side, RecordType], pd.DataFrame]:
    """Return the records of the types that both sides deliver and that can be compared.

    A type of which a municipality's source is unusable is left out: half a list is no list.
    """
    broken = _broken(sources, Side.MUNICIPALITY)
    types = [
        kind
        for kind in comparison.COMPARED
        if kind not in broken and all((side, kind) in records for side in Side)
    ]
    if not types:
        for source in sources:
            if source.error:
                raise ProjectError("nothing_to_compare_because", why=source.error)
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
