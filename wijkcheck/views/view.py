"""A run as the window shows it: tables to page through, and the records behind each row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from wijkcheck.deliveries import save_profile
from wijkcheck.dossier import masked, messages
from wijkcheck.intake import Arrival
from wijkcheck.pipeline import Run
from wijkcheck.project import ProjectSettings, SourceSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.source_files import settings_of
from wijkcheck.tables import Table
from wijkcheck.texts import sentence
from wijkcheck.verdict import Verdict
from wijkcheck.views.arriving import came
from wijkcheck.views.bridging import step_records, steps
from wijkcheck.views.checking import Checking
from wijkcheck.views.delivered import delivered, lacking
from wijkcheck.views.desk import Desk
from wijkcheck.views.differing import Differing
from wijkcheck.views.exporting import Exports
from wijkcheck.views.finding import Hits, client_hits, hits
from wijkcheck.views.lines import Lines
from wijkcheck.views.listing import columns, points, quality, rules, sources, titled, todo
from wijkcheck.views.packed import Packed, pack
from wijkcheck.views.pair_rows import person_rows, record_rows
from wijkcheck.views.pairing import Pairing
from wijkcheck.views.people import brief, first_records
from wijkcheck.views.side_by_side import side_by_side
from wijkcheck.views.story import Part, last_word, story

_RATED = ("rule", "severity")


@dataclass(frozen=True)
class View:
    """What the window shows of a run; every table's columns are those of its stage and some beside.

    ``findings``: with ``title``; BSNs masked. ``rules``: with ``findings``. ``quality``:
    as ``listing.quality``.
    ``persons`` and ``pairs``: with ``left_record, right_record`` and what ``people.BRIEF`` names
    of both sides; of persons also ``client, geboortedatum, team`` of either,
    ``runner_side, runner_record, runner_client`` and, where a pair is to be reviewed, ``why``;
    whoever is in no pair has status ``only_municipality`` or ``only_team``, two
    of one side who look alike ``double_municipality`` or ``double_team``.
    ``side_by_side``: as its module says, for the record types that both sides deliver. ``todo``:
    how many things ask for attention in each stage. ``points``: what a dossier needs,
    ``stage, point, lacking``. ``arrivals``: the files that came in with this run.
    """

    packed: Packed
    language: str
    sources: Table
    columns: Table
    findings: Table
    rules: Table
    quality: Table
    persons: Table
    pairs: Table
    side_by_side: Mapping[RecordType, Table]
    figures: Table
    points: Table
    todo: Mapping[str, int]
    arrivals: tuple[Arrival, ...] = ()

    @property
    def run(self) -> Run:
        """The whole run, unpacked; takes some seconds per million records."""
        return self.packed.run()

    @property
    def project(self) -> ProjectSettings:
        """The project that was reconciled."""
        return self.packed.bare.project

    def about(self, verdicts: Sequence[Verdict]) -> Run:
        """Return of the run what verdicts are about."""
        return self.packed.about(one for v in verdicts for one in (v.left_id, v.right_id))

    def in_language(self, language: str) -> "View":
        """Return the same run in another language."""
        listed = _listed(self.packed, language)
        sides = {kind: table.in_language(language) for kind, table in self.side_by_side.items()}
        return replace(
            self,
            language=language,
            findings=Table(titled(self.findings.coded, language), language),
            quality=self.quality.in_language(language),
            persons=self.persons.in_language(language),
            pairs=self.pairs.in_language(language),
            side_by_side=sides,
            figures=self.figures.in_language(language),
            points=Table(points(self.run, language), language),
            sources=listed[0],
            columns=listed[1],
            rules=listed[2],
        )

    @staticmethod
    def desk(path: Path, password: str | None) -> Desk:
        """Hold the project file of this view, to decide in.

        Raises:
            ProjectError: it cannot be opened.
        """
        return Desk.open(path, password)

    def came(self, *, short: bool = False) -> list[str]:
        """Return sentences about the files that came in with this run, of each or in short."""
        return came(self.arrivals, self.language, short=short)

    def settings_of(self, source: str, record_type: str) -> SourceSettings | None:
        """Return the project's settings of a row of ``sources``, of that file alone."""
        return settings_of(self.project, source, RecordType(record_type))

    def save_profile(self, source: str, name: str) -> Path:
        """Save the columns of a source as a supplier's profile beside the project.

        Raises:
            ProjectError: it cannot be written.
        """
        columns = self.packed.bare.columns
        return save_profile(self.project, name, columns[columns["source"] == source])

    def delivered(self, desk: Desk | None) -> Table:
        """Return ``sources`` with the day on which each came, and its SHA-256."""
        return delivered(self.packed.bare, desk.received() if desk else {}, self.language)

    def lacking(self) -> list[str]:
        """Return sentences about sources that take no part and teams of which nothing came."""
        return lacking(self.packed.bare, self.language)

    @property
    def checking(self) -> Checking:
        """What can be asked and decided of the findings."""
        return Checking(self.packed, self.findings)

    @property
    def exports(self) -> Exports:
        """What of it can leave the house."""
        return Exports(self.packed, self.language)

    def choices(self, source: str) -> list[str]:
        """Return a sentence per thing that detection decided about a source."""
        found = next(s for s in self.packed.bare.sources if s.source == source)
        return [
            sentence(f"choice_{c.what}", {"value": c.value, "rows": c.rows}, self.language)
            for c in found.choices
        ]

    @property
    def lines(self) -> Lines:
        """Its records field by field."""
        return Lines(self.packed, self.language)

    @property
    def pairing(self) -> Pairing:
        """What can be asked about its pairs."""
        return Pairing(self.packed, self.language, self.persons, self.pairs)

    def story(
        self, desk: Desk | None, left_id: str | None, right_id: str | None, *, bare: bool = False
    ) -> list[Part]:
        """Return the whole story of one record, or of two that are a pair; see ``story``."""
        ids = (left_id, right_id)
        return story(self.packed.about(ids), self.pairing, desk, ids, bare=bare)

    def last_word(self, desk: Desk, left_id: str | None, right_id: str | None) -> str:
        """Return who decided last about the differences of a row, what and why; else nothing."""
        ids = (left_id, right_id)
        return last_word(self.packed.about(ids), desk, ids, self.language)

    def message(self, row: int) -> str:
        """Return what a finding says, by its row in ``findings``."""
        found = masked(self.packed.tables["findings"].pandas(np.array([row])))
        return str(messages(found, self.language).iloc[0])

    @property
    def differing(self) -> Differing:
        """What can be asked about its differences."""
        return Differing(self.packed, self.language)

    def find(self, text: str) -> list[Hits]:
        """Return the clients, sources and rules that words lead to, or a number in full."""
        return [
            client_hits(self.persons, self.packed, text),
            hits("source", self.sources, ("source", "team", "record_type", "status"), text),
            hits("rule", self.rules, ("title", "severity", "findings"), text),
        ]

    def bridge(self, measure: str, period_rule: str, team: str) -> Table:
        """Return the steps of a group, as ``bridging.steps``."""
        found = steps(self.packed, (measure, period_rule, team), self.language)
        return Table(found, self.language)

    def step_records(self, measure: str, period_rule: str, team: str, step: int) -> Table:
        """Return the records of a step: ``effect`` and, per side, what ``people.BRIEF`` names."""
        found = step_records(self.packed, (measure, period_rule, team), step)
        return Table(found, self.language)


def view_of(run: Run, language: str) -> View:
    """Return what the window shows of a run, in a language."""
    people = brief(run.records)
    packed, packing = pack(run, people)
    kept = packed.tables["findings"]
    shown = packing(masked(run.findings)[["value"]])
    findings = kept.only(name for name in kept.columns if name != "details").beside(shown)
    clients = packing(person_rows(run, first_records(run.persons, people), people), persons=True)
    listed = _listed(packed, language)
    sides = {t: Table(packing(side_by_side(run, t)), language) for t in _compared(run)}
    return View(
        packed=packed,
        language=language,
        findings=Table(titled(findings, language), language),
        quality=Table(quality(run), language),
        persons=Table(clients, language),
        pairs=Table(packing(record_rows(run, people)).beside(packed.tables["pairs"]), language),
        side_by_side=sides,
        figures=Table(run.figures, language),
        points=Table(points(run, language), language),
        todo=todo(run),
        sources=listed[0],
        columns=listed[1],
        rules=listed[2],
    )


def _listed(packed: Packed, language: str) -> tuple[Table, Table, Table]:
    """Return what is short and full of sentences: sources, columns, rules."""
    found = packed.bare.sources
    rated = packed.tables["findings"].only(_RATED).pandas()
    made = sources(found, language), columns(found, language), rules(rated, language)
    return tuple(Table(frame, language) for frame in made)  # type: ignore[return-value]


def _compared(run: Run) -> list[RecordType]:
    both = [{t for s, t in run.records if s is side} for side in Side]
    return [t for t in RecordType if t in both[0] & both[1]]
