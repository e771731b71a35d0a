"""Files come in to a project: which are new, which came before, what a correction changed."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd

from wijkcheck import deliveries, kept, mapping, source_files
from wijkcheck.deliveries import Delivery
from wijkcheck.kept import Received
from wijkcheck.mapping import Profile
from wijkcheck.progress import Progress, silent
from wijkcheck.project import ProjectSettings, SourceSettings, history, store
from wijkcheck.project.changes import changes
from wijkcheck.project.file import ProjectFile
from wijkcheck.records.fields import RecordType
from wijkcheck.records.models import findings, gather
from wijkcheck.texts import sentence

Place = tuple[str, RecordType]
"""A delivered file, as the project names it, and what it was read as."""


@dataclass(frozen=True)
class Arrival:
    """What became of a file that is new to the project, or came again.

    ``status``: ``new``; ``replaces`` an earlier delivery for the same period; ``repeated``: the
    same file was delivered before, as ``same_as``; ``same``: it was here already.
    """

    file: str
    status: str
    rows: int
    same_as: str | None = None
    added: int = 0
    removed: int = 0
    changed: int = 0
    dropped: tuple[str, ...] = ()  # columns that no field needs: not kept
    columns_came: tuple[str, ...] = ()
    columns_went: tuple[str, ...] = ()

    def sentences(self, language: str) -> list[str]:
        """Return what is to be told of it."""
        codes = [f"arrival_{self.status}"]
        codes += ["arrival_layout"] if self.columns_came or self.columns_went else []
        codes += ["arrival_dropped"] if self.dropped else []
        values = asdict(self) | {
            "came": ", ".join(self.columns_came) or "-",
            "went": ", ".join(self.columns_went) or "-",
            "columns": ", ".join(self.dropped),
        }
        return [sentence(code, values, language) for code in codes]


@dataclass
class Intake:
    """The files of a project's sources beside what the project has of them, at one moment."""

    file: ProjectFile
    settings: ProjectSettings
    period: str
    digests: dict[Place, str | None] = field(init=False)  # None: not there
    mine: dict[Place, Received] = field(init=False)  # of this period
    known: dict[Place, Received] = field(init=False)  # those that need not be read

    def __post_init__(self) -> None:
        self.mine = {(r.path, r.record_type): r for r in self._kept if r.period == self.period}
        self.digests, self.known = {}, {}
        held = dict.fromkeys(self.mine, ())
        for source in self.settings.sources:
            for path, name in source_files.files(self.settings, source, held):
                place = name, source.record_type
                digest = self.digests[place] = _digest(path)
                one = self.mine.get(place)
                # A file that went is as it was kept, unless it is to be read otherwise.
                if one and digest in (None, one.sha256) and as_read(source) == one.settings:
                    self.known[place] = one

    @cached_property
    def _kept(self) -> list[Received]:
        return kept.received(self.file)

    @cached_property
    def profiles(self) -> list[Profile]:
        """Return the layouts that the project knows."""
        rows = self.file.rows("SELECT content FROM profiles ORDER BY name")
        found = [json.loads(content) for (content,) in rows]
        return [Profile(p["name"], tuple(p["header"]), p["columns"]) for p in found]

    def inputs(self) -> list[tuple[str, RecordType, str]]:
        """Return what a run over these files depends on: equal ones give an equal run."""
        found = []
        for place, digest in sorted(self.digests.items()):
            one = self.known.get(place)
            found.append((*place, one.sha256 if one else digest or ""))
        return found

    def read(self, progress: Progress) -> tuple[Delivery, ...]:
        """Return the deliveries: kept ones as they are, the others read; with what is remarkable.

        A file that came before under another name or period is a finding, and so is another layout.
        """
        tables = {place: kept.tables_of(self.file, one) for place, one in self.known.items()}
        found = deliveries.read_all(self.settings, progress, tables, self.profiles)
        return tuple(
            replace(delivery, findings=gather([delivery.findings, *self._remarks(delivery)]))
            for delivery in found
        )

    def _remarks(self, delivery: Delivery) -> list[pd.DataFrame]:
        told = self.notes(delivery)
        return [
            findings(
                delivery.source, None, rule, deliveries.RULES[rule],
                details=json.dumps(details, ensure_ascii=False),
            )
            for rule, details in told.items()
        ]  # fmt: skip

    def notes(self, delivery: Delivery) -> dict[str, dict[str, Any]]:
        """Return rules about a delivery with their details; of a kept one, those it came with."""
        place = delivery.file, delivery.settings.record_type
        if place in self.known:
            tables = self.known[place].tables
            return next((t["notes"] for t in tables if t["source"] == delivery.source), {})
        if delivery.raw is None or delivery.records is None:
            return {}
        notes: dict[str, dict[str, Any]] = {}
        digest = self.digests.get(place)
        earlier = [r for r in self._kept if r.sha256 == digest and r.record_type == place[1]]
        same = [r for r in earlier if (r.path, r.period) != (place[0], self.period)]
        if same:
            notes["delivery_repeated"] = {"same_as": same[-1].path, "period": same[-1].period}
        name = list_name(delivery.settings)
        layouts = [p for p in self.profiles if p.name.partition("#")[0] == name]
        if layouts and not any(p.fits(delivery.raw) for p in layouts):
            change = mapping.layout_change(layouts[0], delivery.raw)
            notes["layout_changed"] = {"came": change.came, "went": change.went}
        return notes

    # --- keeping, in a transaction ---

    def take_in(self, delivered: Sequence[Delivery]) -> tuple[Arrival, ...]:
        """Keep every file that is new; returns what became of each."""
        files: dict[Place, list[Delivery]] = {}
        for delivery in delivered:
            place = delivery.file, delivery.settings.record_type
            if delivery.status == "used" and place not in self.known:
                files.setdefault(place, []).append(delivery)
            elif place in self.known:  # it may be another side's or team's now
                whose = delivery.settings.side, delivery.settings.team
                number = self.known[place].delivery
                self.file.run(
                    "UPDATE deliveries SET side = ?, team = ? WHERE delivery = ?", (*whose, number)
                )
        return tuple(self._keep(place, tables) for place, tables in files.items())

    def same(self, delivered: Sequence[Delivery]) -> tuple[Arrival, ...]:
        """Return, as arrivals, the files that were here already."""
        rows = dict.fromkeys(self.known, 0)
        for delivery in delivered:
            place = delivery.file, delivery.settings.record_type
            if place in rows and delivery.records is not None:
                rows[place] += len(delivery.records)
        return tuple(Arrival(file, "same", number) for (file, _), number in rows.items())

    def _keep(self, place: Place, tables: list[Delivery]) -> Arrival:
        old = self.mine.get(place) or self._replaced(tables[0].settings)
        arrival = self._arrival(place, tables, old)
        digest = self.digests[place] or ""
        if old:
            self.file.run("UPDATE deliveries SET current = 0 WHERE delivery = ?", (old.delivery,))
        notes = [self.notes(table) for table in tables]
        settings = as_read(tables[0].settings)
        kept.keep(self.file, tables, notes, self.period, digest, settings)
        self._keep_profiles(tables)
        if self.file.get("keep_files"):
            content = (self.settings.folder / place[0]).read_bytes()
            row = (digest, place[0], content)
            self.file.run("INSERT OR IGNORE INTO files VALUES (?, ?, ?)", row)
        history.append(
            self.file,
            "delivered",
            about={"period": self.period, "record_type": place[1], "sha256": digest},
            before=old.sha256 if old else None,
            after=asdict(arrival),
        )
        return arrival

    def _replaced(self, source: SourceSettings) -> Received | None:
        """Return the delivery of the same list and period under a name that is no source's now."""
        about = (source.side, source.record_type, source.team, self.period)
        found = [
            r
            for r in self._kept
            if (r.side, r.record_type, r.team, r.period) == about
            and (r.path, r.record_type) not in self.digests
        ]
        return found[-1] if found and not source.adds else None

    def _arrival(self, place: Place, tables: list[Delivery], old: Received | None) -> Arrival:
        notes = self.notes(tables[0])
        same = notes.get("delivery_repeated")
        layout = notes.get("layout_changed", {})
        status = "repeated" if same else "replaces" if old else "new"
        return Arrival(
            place[0],
            status,
            sum(len(t.records) for t in tables if t.records is not None),
            f"{same['same_as']} ({same['period']})" if same else None,
            **(self._changed(old, tables) if old else {}),
            dropped=tuple(name for table in tables for name in kept.dropped(table)),
            columns_came=tuple(layout.get("came", ())),
            columns_went=tuple(layout.get("went", ())),
        )

    def _changed(self, old: Received, tables: list[Delivery]) -> dict[str, int]:
        """Return how many records a correction adds, removes and changes, and keep which."""
        source = replace(tables[0].settings, path=old.path)
        before = {(old.path, old.record_type): kept.tables_of(self.file, old)}
        was = deliveries.read_all(replace(self.settings, sources=(source,)), silent, before)
        ones, others = (
            [d.records for d in some if d.records is not None] for some in (was, tables)
        )
        if not ones:
            return {}
        table = changes(pd.concat(ones), pd.concat(others), old.record_type)
        store.write_table(self.file, f"delivery/{old.delivery}/changes", table)
        count = table.groupby("what")["identity"].nunique()
        return {name: int(count.get(name, 0)) for name in ("added", "removed", "changed")}

    def _keep_profiles(self, tables: list[Delivery]) -> None:
        for place, delivery in enumerate(tables):
            # Several sheets of one list each have a layout.
            name = list_name(delivery.settings) + (f"#{place + 1}" if place else "")
            profile = mapping.profile_of(name, delivery.columns)
            content = {"name": name, "header": profile.header, "columns": dict(profile.columns)}
            row = (name, json.dumps(content, ensure_ascii=False))
            self.file.run("INSERT OR REPLACE INTO profiles VALUES (?, ?)", row)


def as_read(source: SourceSettings) -> str:
    """Return what decides how a file is read, as text."""
    columns = sorted(source.columns.items())
    return repr((source.sheet, source.header_row, source.encoding, source.delimiter, columns))


def list_name(source: SourceSettings) -> str:
    """Return the name of a list that comes again: whose it is and of what."""
    return f"{source.team or source.side} {source.record_type}"


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of a file, None where it is not there or cannot be read."""
    try:
        with path.open("rb") as file:
            digest = sha256()
            while block := file.read(1 << 20):
                digest.update(block)
            return digest.hexdigest()
    except OSError:
        return None
