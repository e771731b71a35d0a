"""A run as the window shows it: tables to page through, and the records behind each row."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from wijkcheck.display import title
from wijkcheck.dossier import masked, messages
from wijkcheck.figures.tables import WHOLE
from wijkcheck.pipeline import Run, SourceResult
from wijkcheck.project import ProjectSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT
from wijkcheck.records.unique import per_unique
from wijkcheck.tables import Table
from wijkcheck.texts import sentence, template
from wijkcheck.views.desk import Desk
from wijkcheck.views.pairing import (
    Pattern,
    Weighed,
    judged,
    patterns,
    person_rows,
    record_rows,
    weighed,
)
from wijkcheck.views.people import beside, brief, first_records, readable
from wijkcheck.views.side_by_side import side_by_side


@dataclass(frozen=True)
class Line:
    """One field of a record, or of two records beside each other, as text."""

    field: str
    title: str
    left: str
    right: str


@dataclass(frozen=True)
class View:
    """What the window shows of a run; every table's columns are those of its stage and some beside.

    ``findings``: with ``message, title``; BSNs masked. ``rules``: with ``findings``.
    ``persons`` and ``pairs``: with ``left_record, right_record`` and what ``people.BRIEF`` names
    of both sides; of persons also ``runner_record`` and, where a pair is to be reviewed, ``why``;
    whoever is in no pair has status ``only_municipality`` or ``only_team``.
    ``side_by_side``: as its module says, for the record types that both sides deliver. ``todo``:
    how many things ask for attention in each stage.
    """

    run: Run
    language: str
    people: pd.DataFrame
    sources: Table
    columns: Table
    findings: Table
    rules: Table
    persons: Table
    pairs: Table
    side_by_side: Mapping[RecordType, Table]
    figures: Table
    todo: Mapping[str, int]

    @property
    def project(self) -> ProjectSettings:
        """The project that was reconciled."""
        return self.run.project

    def in_language(self, language: str) -> "View":
        """Return the same run in another language."""
        return view_of(self.run, language)

    def with_evidence_of(self, before: "View") -> "View":
        """Return this view with the evidence of one whose pairs of persons are the same."""
        if self.run.evidence is not None:
            return self
        return replace(self, run=replace(self.run, evidence=before.run.evidence))

    @staticmethod
    def desk(path: Path, password: str | None) -> Desk:
        """Hold the project file of this view, to decide in.

        Raises:
            ProjectError: it cannot be opened.
        """
        return Desk.open(path, password)

    def choices(self, source: str) -> list[str]:
        """Return a sentence per thing that detection decided about a source."""
        found = next(s for s in self.run.sources if s.source == source)
        return [
            sentence(f"choice_{c.what}", {"value": c.value, "rows": c.rows}, self.language)
            for c in found.choices
        ]

    def record(self, record_id: str) -> list[Line]:
        """Return the filled fields of one record, its text at the left."""
        return self.pair(record_id, None)

    def pair(self, left_id: str | None, right_id: str | None, *, bare: bool = False) -> list[Line]:
        """Return the fields that either of two records has, beside each other.

        ``bare``: with the BSN in full, which somebody asked for.
        """
        left, right = self._cells(left_id, bare), self._cells(right_id, bare)
        lines = [
            Line(n, title(n, self.language), left.get(n, ""), right.get(n, ""))
            for n in dict.fromkeys((*left, *right))
        ]
        return [line for line in lines if line.left or line.right]

    def weighed(self, left_id: str, right_id: str) -> Weighed | None:
        """Return why two persons are taken to be the same or not; None if the model met no pair."""
        return weighed(self.run, left_id, right_id, self.language)

    def judged(self) -> dict[tuple[str, str], str]:
        """Return the verdicts on pairs of persons that hold, by their ids."""
        return judged(self.run)

    def patterns(self) -> list[Pattern]:
        """Return the pairs of persons to review by what speaks for and against, the largest first.

        Takes a second per thousand ways in which pairs agree.
        """
        return patterns(self.run, self.language)

    def _cells(self, record_id: str | None, bare: bool) -> dict[str, str]:
        """Return a record's place and fields as text, by name."""
        for (_, record_type), records in self.run.records.items():
            if record_id in records.index:
                found = records.loc[[record_id]]
                shown = readable(found, record_type).drop(columns="client")
                shown = pd.concat([found[["source", "row"]], shown], axis=1)
                cells = dict(
                    zip(shown.columns, Table(shown, self.language).page([0])[0], strict=True)
                )
                if bare:
                    cells["bsn"] = str(found["bsn"].fillna("").iloc[0])
                cells["row"] = sentence("window_row", {"row": cells["row"]}, self.language)
                return cells
        return {}

    def bridge(self, measure: str, period_rule: str, team: str) -> Table:
        """Return the steps of a group: ``step, cause, amount, records``."""
        steps = _group(self.run.bridge, measure, period_rule, team)
        return Table(steps[["step", "cause", "amount", "records"]], self.language)

    def step_records(self, measure: str, period_rule: str, team: str, step: int) -> Table:
        """Return the records of a step: ``effect`` and, per side, what ``people.BRIEF`` names."""
        found = _group(self.run.bridge_records, measure, period_rule, team)
        found = found.loc[found["step"] == step, ["effect", "left_id", "right_id"]]
        return Table(beside(found.reset_index(drop=True), self.people), self.language)


def view_of(run: Run, language: str) -> View:
    """Return what the window shows of a run, in a language."""
    people = brief(run.records)
    first = first_records(run.persons, people)
    findings = masked(run.findings)
    findings = findings.assign(
        message=messages(findings, language), title=_titles(findings["rule"], language)
    )

    def table(frame: pd.DataFrame) -> Table:
        return Table(frame, language)

    return View(
        run=run,
        language=language,
        people=people,
        sources=table(_sources(run.sources, language)),
        columns=table(_columns(run.sources, language)),
        findings=table(findings.drop(columns="details")),
        rules=table(_rules(findings, language)),
        persons=table(person_rows(run, first, people, language)),
        pairs=table(record_rows(run, people)),
        side_by_side={t: table(side_by_side(run, t)) for t in _compared(run)},
        figures=table(run.figures),
        todo=_todo(run),
    )


def _todo(run: Run) -> dict[str, int]:
    columns = pd.concat([source.columns for source in run.sources])
    moving = run.figures["open"].fillna(0).gt(0) & run.figures["team"].ne(WHOLE)
    return {
        "bronnen": sum(source.status != "used" for source in run.sources),
        "kolommen": int(columns["status"].eq("doubtful").sum()),
        "controle": int(run.findings["severity"].isin(["error", "warning"]).sum()),
        "koppelen": int(run.person_pairs["status"].eq("review").sum()),
        "verschillen": int(run.differences["status"].isin(["open", "asked"]).sum()),
        "cijfers": int(run.figures.loc[moving, "team"].nunique()),
    }


def _group(table: pd.DataFrame, measure: str, period_rule: str, team: str) -> pd.DataFrame:
    group = (table["measure"] == measure) & (table["period_rule"] == period_rule)
    return table[group & (table["team"] == team)]


def _compared(run: Run) -> list[RecordType]:
    both = [{t for s, t in run.records if s is side} for side in Side]
    return [t for t in RecordType if t in both[0] & both[1]]


def _sources(sources: tuple[SourceResult, ...], language: str) -> pd.DataFrame:
    rows = [
        (
            s.source,
            s.side,
            s.team,
            s.record_type,
            s.rows,
            s.status,
            sentence(s.error.code, s.error.values, language) if s.error else None,
        )
        for s in sources
    ]
    names = ["source", "side", "team", "record_type", "rows", "status", "message"]
    return pd.DataFrame(rows, columns=names).astype({n: TEXT for n in names if n != "rows"})


def _columns(sources: tuple[SourceResult, ...], language: str) -> pd.DataFrame:
    found = pd.concat([s.columns for s in sources], ignore_index=True)
    blank = {"field": "", "reason": "", "details": "{}"}
    parts = (found[name].fillna(blank.get(name, "")) for name in ("column", *blank))
    said = [
        sentence(reason, _told(column, field, details, language), language) if reason else None
        for column, field, reason, details in zip(*parts, strict=True)
    ]
    return found.drop(columns=["reason", "details"]).assign(message=pd.array(said, dtype=TEXT))


def _told(column: str, field: str, details: str, language: str) -> dict[str, object]:
    return {"column": column, "field": title(field, language), **json.loads(details)}


def _rules(findings: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return ``rule, severity, title, findings``, the gravest first, then the most frequent.

    The first row counts all of them together.
    """
    counted = findings.groupby(["rule", "severity"]).size().rename("findings").reset_index()
    gravity = counted["severity"].map({"error": 0, "warning": 1, "notice": 2})
    counted = counted.assign(gravity=gravity)
    counted = counted.sort_values(["gravity", "findings", "rule"], ascending=[True, False, True])
    counted = counted.assign(title=_titles(counted["rule"], language))
    every = {"findings": [len(findings)], "title": [sentence("window_all_rules", {}, language)]}
    return pd.concat(
        [pd.DataFrame(every), counted.drop(columns="gravity")], ignore_index=True
    ).astype(dict.fromkeys(("rule", "severity", "title"), TEXT))


def _titles(rules: pd.Series, language: str) -> pd.Series:
    return per_unique(rules, lambda rule: _title(rule, language))


def _title(rule: str, language: str) -> str:
    """Return what a rule says of any record: its sentence's first half, the values left out."""
    said = re.sub(r"^\{source\}(, [^:]*)?: ", "", template(rule, language))
    said = re.sub(r"\{\w+\}", "…", said).partition(". ")[0].rstrip(".")
    return said[:1].upper() + said[1:]
