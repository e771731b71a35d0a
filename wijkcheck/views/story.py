"""The whole story of a record: what was delivered of its client, what was found, who decided."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wijkcheck import sources
from wijkcheck.deliveries import fitting
from wijkcheck.display import code_text, field_text, title
from wijkcheck.dossier import masked, messages
from wijkcheck.errors import SourceError
from wijkcheck.matching.tables import SAME
from wijkcheck.moments import day, moment
from wijkcheck.pipeline import Run
from wijkcheck.records.fields import RecordType
from wijkcheck.records.models import TEXT
from wijkcheck.source_files import settings_of
from wijkcheck.sources import ReadSettings
from wijkcheck.tables import Table
from wijkcheck.texts import sentence
from wijkcheck.views.desk import Desk
from wijkcheck.views.pairing import Pairing


@dataclass(frozen=True)
class Part:
    """A part of a story: a title, a sentence, and a table of text with its heads."""

    title: str
    said: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class _Telling:
    run: Run
    pairing: Pairing
    desk: Desk | None
    language: str
    records: list[str]  # of the client, on both sides; those that were asked about first
    persons: list[str]
    bare: bool

    def text(self, code: str, **values: object) -> str:
        return sentence(code, values, self.language)

    def heads(self, *names: str) -> tuple[str, ...]:
        return tuple(title(name, self.language) for name in names)

    def cells(self, frame: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
        return tuple(Table(frame, self.language).page(range(len(frame))))


def story(
    run: Run,
    pairing: Pairing,
    desk: Desk | None,
    ids: Sequence[str | None],
    *,
    bare: bool = False,
) -> list[Part]:
    """Return the parts of the story of one record, or of two that are a pair.

    ``desk``: where decisions and delivered rows are kept; a TOML has none, and its files are read
    again. ``bare``: with the BSN in full, which somebody asked for.

    Raises:
        WijkCheckError: the project file cannot be read.
    """
    asked = [record for record in ids if record is not None]
    persons = _persons(run, asked)
    own = run.persons.loc[run.persons["person_id"].isin(persons), "record_id"]
    records = [*asked, *own[~own.isin(asked)]]
    telling = _Telling(run, pairing, desk, pairing.language, records, persons, bare)
    return [
        *_pairs(telling), _differences(telling), _findings(telling), _decisions(telling),
        *_delivered(telling),
    ]  # fmt: skip


def last_word(run: Run, desk: Desk, ids: Sequence[str | None], language: str) -> str:
    """Return who decided last about the differences of records, what and why; empty if nobody."""
    found = desk.about(run, [record for record in ids if record is not None])
    found = found[found["subject"].eq("difference")]
    if not len(found):
        return ""
    last = found.iloc[-1]
    values = {"who": last["who"], "at": moment(last["when"], language)}
    verdict = code_text("verdict", last["verdict"], language).lower()
    said = sentence("window_last_word", {**values, "verdict": verdict}, language)
    why = [last[name] for name in ("value", "reason") if isinstance(last[name], str)]
    return " ".join([said, *why])


def _persons(run: Run, records: list[str]) -> list[str]:
    """Return whose records these are, on both sides."""
    own = run.persons.loc[run.persons["record_id"].isin(records), "person_id"].unique().tolist()
    pairs = run.person_pairs[run.person_pairs["status"].isin(SAME)]
    near = pairs[pairs["left_id"].isin(own) | pairs["right_id"].isin(own)]
    return list(dict.fromkeys([*own, *near["left_id"], *near["right_id"]]))


def _pairs(told: _Telling) -> list[Part]:
    """Tell the pairs of the client, and of the records, and why the client's are pairs."""
    names = ["left_client", "right_client", "status", "probability", "basis", "margin"]
    places = ["left_source", "left_row", "right_source", "right_row"]
    parts = []
    for code, table, ids, shown in (
        ("window_story_clients", told.pairing.persons, told.persons, names),
        ("window_story_records", told.pairing.pairs, told.records, [*places, *names[2:5]]),
    ):
        rows = sorted(
            {int(r) for s in ("left_id", "right_id") for r in table.order(filters={s: set(ids)})}
        )
        frame = table.frame(rows, shown)
        why = [_why(told, table.raw(row)) for row in rows] if table is told.pairing.persons else []
        said = " ".join(dict.fromkeys(filter(None, why)))
        none = "" if rows else told.text("window_story_no_pair")
        heads = tuple(_head(table, name, told) for name in shown)
        parts.append(Part(told.text(code), said or none, heads, told.cells(frame)))
    return parts


def _head(table: Table, name: str, told: _Telling) -> str:
    column = table.column(name)
    side = told.text(f"window_{column.side}_title") if column.side else ""
    return f"{column.title} {side}".strip()


def _why(told: _Telling, pair: dict[str, object]) -> str:
    if pair["left_id"] is None or pair["right_id"] is None:
        return ""
    weighed = told.pairing.weighed(str(pair["left_id"]), str(pair["right_id"]))
    return weighed.sentence if weighed else ""


def _differences(told: _Telling) -> Part:
    names = ["kind", "cause", "field", "left_value", "right_value", "status"]
    table = told.run.differences
    concerned = table["left_id"].isin(told.records) | table["right_id"].isin(told.records)
    found = masked(table[concerned])[names]
    title_ = told.text("stage_verschillen")
    none = "" if len(found) else told.text("window_story_no_differences")
    for name in ("left_value", "right_value"):
        pairs = zip(found["field"], found[name], strict=True)
        said = [field_text(field, value, told.language) for field, value in pairs]
        found = found.assign(**{name: pd.array(said, dtype=TEXT)})
    heads = (*told.heads("kind", "cause", "field"), told.text("window_municipality"))
    heads = (*heads, *told.heads("team", "status"))
    return Part(title_, none, heads, told.cells(found))


def _findings(told: _Telling) -> Part:
    found = told.run.findings[told.run.findings["record_id"].isin(told.records)]
    shown = masked(found)
    frame = shown[["severity", "source", "row"]].assign(message=messages(shown, told.language))
    none = "" if len(found) else told.text("window_story_no_findings")
    heads = told.heads(*frame.columns)
    return Part(told.text("window_findings"), none, heads, told.cells(frame))


def _decisions(told: _Telling) -> Part:
    """Tell what was decided, of earlier deliveries as well, and what it still does."""
    name = told.text("dossier_decisions")
    if told.desk is None:
        return Part(name, told.text("window_no_history"))
    found = told.desk.about(told.run, told.records)
    if not len(found):
        return Part(name, told.text("window_story_no_decisions"))
    frame = pd.DataFrame(
        {
            "decision_id": found["decision_id"],
            "at": [moment(at, told.language) for at in found["when"]],
            "who": found["who"],
            "what": [code_text("subject", s, told.language) for s in found["subject"]],
            "field": found["field"],
            "verdict": [code_text("verdict", v, told.language) for v in found["verdict"]],
            "value": found["value"],
            "reason": found["reason"],
            "period": [_period(text, told.language) for text in found["period"]],
            "state": [code_text("state", s, told.language) for s in found["state"]],
        }
    ).astype({"field": TEXT})
    return Part(name, "", told.heads(*frame.columns), told.cells(frame))


def _period(text: str, language: str) -> str:
    return " – ".join(day(part, language) for part in text.split("/"))


# --- as it was delivered ---


def _delivered(told: _Telling) -> list[Part]:
    """Tell each row of the client as its source has it, column by column."""
    places = pd.concat(
        [
            frame.loc[frame.index.isin(told.records), ["source", "row"]].assign(kind=str(kind))
            for (_, kind), frame in told.run.records.items()
        ]
    ).reindex(told.records)
    raw = {}
    for (source, kind), some in places.groupby(["source", "kind"]):
        raw[source] = _raw(told, str(source), str(kind), [int(row) for row in some["row"]])
    return [
        _row(told, source, int(row), raw[source])
        for source, row in zip(places["source"], places["row"], strict=True)
    ]


def _raw(told: _Telling, source: str, kind: str, rows: list[int]) -> pd.DataFrame | None:
    """Return rows as they were delivered; None where neither project nor file has them."""
    if told.desk is not None:
        return told.desk.delivered(source, kind, rows)
    project = told.run.project
    settings = settings_of(project, source, RecordType(kind))
    if settings is None:
        return None
    wanted = ReadSettings(
        settings.sheet, settings.header_row, settings.encoding, settings.delimiter
    )
    try:
        tables = sources.read(project.folder / settings.path, settings.path, wanted)
    except SourceError:
        return None
    fit = [table for table, _ in fitting(tables, settings.path, settings, ())]
    named = next((table for table in fit if table.source == source), fit[0])
    return named.text.reindex(rows)


def _row(told: _Telling, source: str, row: int, raw: pd.DataFrame | None) -> Part:
    name = f"{source} · {told.text('window_row', row=row)}"
    if raw is None or row not in raw.index:
        return Part(name, told.text("window_story_not_kept"))
    cells = raw.loc[row].dropna()
    mapped = told.run.columns
    mapped = mapped[mapped["source"].eq(source) & mapped["field"].notna()]
    fields = mapped.groupby("column")["field"].agg(list)
    read_as = [fields.get(str(column), []) for column in cells.index]
    frame = pd.DataFrame(
        {
            "value": pd.array([str(text) for text in cells], dtype=TEXT),
            "field": ["bsn" if "bsn" in some else "" for some in read_as],
        }
    )
    shown = frame if told.bare else masked(frame)
    named = [", ".join(title(field, told.language) for field in some) for some in read_as]
    rows = tuple(zip(map(str, cells.index), shown["value"], named, strict=True))
    heads = told.text("column_column"), told.text("window_delivered"), told.text("window_read_as")
    return Part(name, "", heads, rows)
