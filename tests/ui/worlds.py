"""A small hand-made run, so that the window is tested without the stages that make one."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.comparison.tables import Differences
from wijkcheck.errors import SourceError
from wijkcheck.figures.tables import Bridge, BridgeRecords, Figures
from wijkcheck.mapping.tables import Columns
from wijkcheck.matching.tables import Pairs, Persons
from wijkcheck.pipeline import Run, SourceResult
from wijkcheck.project import ProjectSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT, Findings, record_columns, record_schema
from wijkcheck.sources.tables import Choice
from wijkcheck.views import View, view_of

LEFT, NORTH, SOUTH = "gemeente/toewijzingen.xlsx", "teams/noord.csv", "teams/zuid.csv"
_FIELDS = (
    "bsn", "achternaam", "voorvoegsel", "voorletters", "geboortedatum", "postcode", "team",
    "productcode", "ingangsdatum", "einddatum", "volume", "eenheid", "frequentie", "budget",
)  # fmt: skip
_IDS = ("record_id", "left_id", "right_id", "person_id", "runner_up")
_MUNICIPALITY = """
5  999900006 Jansen   van_der PM 1987-06-12 5016TL Noord 02A05 2026-07-01 2026-12-31 4   04 2 12000
6  999900018 Bakker   -       H  1954-03-01 5016AB Noord 01A02 2026-03-15 -          180 01 2 -
7  99990002X Kleindam -       AC 1990-11-30 5021CD Noord 01A02 2025-10-12 -          120 01 2 -
8  -         Wolfloo  -       ME 2001-02-28 5021CD Zuid  50A01 2026-08-09 2027-10-01 3   82 4 -
9  999900031 Smit     de      J  1979-09-09 5014XX Zuid  02A12 2026-07-01 -          240 01 2 99950
10 999900043 Meijer   -       M  1966-01-15 5011ZZ Zuid  01A02 2026-04-25 2028-04-04 210 01 2 -
"""
_NORTH = """
2 999900006 Janssen  van_der PM 1987-06-12 5023SZ Noord 02A05 2026-07-01 2026-09-30 4   04 2 12000
3 999900018 Bakker   -       H  1954-03-01 5016AB Noord 01A02 2026-03-15 -          150 01 2 -
4 -         Kleindam -       AC 1990-11-30 5021CD Noord 01A02 2025-10-12 -          2   04 2 -
5 999900043 Meijer   -       M  1966-01-15 5011ZZ Noord 01A02 2026-04-25 2028-04-04 210 01 2 -
6 999900043 Meijer   -       M  1966-01-15 5011ZZ Noord 01A02 2026-04-25 2028-04-04 210 01 2 -
7 999900055 Visser   -       S  1999-12-31 5011AA Noord 45A53 2026-07-01 -          4   04 2 -
"""


def records(lines: str, source: str) -> pd.DataFrame:
    """Return toewijzingen from lines of text: the row, then ``_FIELDS``; ``-`` is empty."""
    made: dict[str, list[str | None]] = {name: [] for name in ("row", *_FIELDS)}
    for line in lines.strip().splitlines():
        for name, cell in zip(made, line.split(), strict=True):
            made[name].append(None if cell == "-" else cell.replace("_", " "))
    frame = pd.DataFrame(made)
    types = record_columns(RecordType.TOEWIJZINGEN)
    frame = frame.reindex(columns=list(types)).assign(source=source)
    for name in ("row", "volume", "budget"):
        frame[name] = pd.to_numeric(frame[name])
    frame.index = pd.Index(f"toewijzingen:{source}:" + frame["row"].astype(str), dtype=TEXT)
    frame.index.name = "record_id"
    return frame.astype(types)


def table(model: Any, rows: str) -> pd.DataFrame:
    """Return a declared table from ``|``-separated lines; an empty cell is missing."""
    columns = model.to_schema().columns
    cells = [[c.strip() or None for c in line.split("|")] for line in rows.strip().splitlines()]
    frame = pd.DataFrame(cells, columns=list(columns))
    for name, column in columns.items():
        kind = column.dtype.type
        number = not isinstance(kind, pd.StringDtype) and pd.api.types.is_numeric_dtype(kind)
        frame[name] = (pd.to_numeric(frame[name]) if number else frame[name]).astype(kind)
    validated: pd.DataFrame = model.validate(frame)
    return validated


def left(row: int) -> str:
    return f"toewijzingen:{LEFT}:{row}"


def right(row: int) -> str:
    return f"toewijzingen:{NORTH}:{row}"


def project(folder: Path = Path("project")) -> ProjectSettings:
    return ProjectSettings(
        name="Derde kwartaal 2026",
        folder=folder,
        period_start=date(2026, 7, 1),
        period_end=date(2026, 9, 30),
        reference_date=date(2026, 9, 30),
    )


def _source(
    source: str, side: Side, team: str | None, rows: int, error: SourceError | None = None
) -> SourceResult:
    columns = f"""
        {source}|Geb.datum|geboortedatum|taken|0.98|by_name|
        {source}|Achternaam|achternaam|chosen|1|by_choice|
        {source}|Datum||doubtful|0.4|too_weak|
        {source}|Opmerking||unused|0|not_needed|
    """
    return SourceResult(
        source=source,
        side=side,
        record_type=RecordType.TOEWIJZINGEN,
        team=team,
        status="missing" if error else "used",
        rows=rows,
        error=error,
        choices=() if error else (Choice("encoding", "utf-8"), Choice("header_row", "4")),
        columns=table(Columns, "" if error else columns),
    )


def run(folder: Path = Path("project")) -> Run:
    """Return the run; every table as its stage declares it."""
    municipality, team = records(_MUNICIPALITY, LEFT), records(_NORTH, NORTH)
    schema = record_schema(RecordType.TOEWIJZINGEN)
    return Run(
        project=project(folder),
        sources=(
            _source(LEFT, Side.MUNICIPALITY, None, 6),
            _source(NORTH, Side.TEAM, "Noord", 6),
            _source(SOUTH, Side.TEAM, "Zuid", 0, SourceError("source_missing", source=SOUTH)),
        ),
        not_delivered={RecordType.TOEWIJZINGEN: ("Zuid",)},
        records={
            (Side.MUNICIPALITY, RecordType.TOEWIJZINGEN): schema.validate(municipality),
            (Side.TEAM, RecordType.TOEWIJZINGEN): schema.validate(team),
        },
        findings=table(
            Findings,
            f"""
            {left(7)}|{LEFT}|7|bsn|bsn_eleven_test|error|99990002X|
            {left(8)}|{LEFT}|8|bsn|bsn_missing|warning||
            {left(9)}|{LEFT}|9|bsn|bsn_missing|warning|999900031|
            |{NORTH}|||birth_new_year|notice||{{"first": 3, "births": 6}}
            """,
        ),
        persons=table(Persons, _persons()),
        person_pairs=table(Pairs, _person_pairs()),
        pairs=table(Pairs, _record_pairs()),
        differences=table(Differences, _differences()),
        figures=table(Figures, _FIGURES),
        bridge=table(Bridge, _BRIDGE),
        bridge_records=table(
            BridgeRecords,
            f"""
            toewijzingen|peildatum|Noord|1|{""}|{right(6)}|1
            toewijzingen|peildatum|Noord|2|{left(5)}|{right(2)}|0
            toewijzingen|peildatum|Noord|3|{""}|{right(7)}|1
            toewijzingen|peildatum|Noord|3|{""}|{right(5)}|1
            """,
        ),
    )


def _persons() -> str:
    lines = [f"m{row}|municipality|{left(row)}" for row in range(5, 11)]
    lines += [f"t{min(row, 5) if row < 7 else row}|team|{right(row)}" for row in range(2, 8)]
    return "\n".join(lines)


def _person_pairs() -> str:
    return """
        m5|t2|0.999|21.4|bsn|certain|t7|0.9
        m6|t3|1|30|bsn|certain||
        m7|t4|0.7|4.2|achternaam geboortedatum|probable||
        m10|t5|0.4|1.5|achternaam|review|t7|0.1
    """


def _record_pairs() -> str:
    return f"""
        {left(5)}|{right(2)}|1|20|productcode ingangsdatum|certain||
        {left(6)}|{right(3)}|1|20|productcode|certain||
        {left(7)}|{right(4)}|0.7|4|productcode|probable||
        {left(10)}|{right(5)}|0.4|1|productcode|review||
    """


def _differences() -> str:
    pair = f"{left(5)}|{right(2)}"
    return f"""
        field|naam|established|{pair}|achternaam|Jansen|Janssen|open||
        field|doorloop|presumed|{pair}|einddatum|2026-12-31|2026-09-30|open||
        field|adres|presumed|{pair}|postcode|5016TL|5023SZ|solved||
        field|eenheid|presumed|{left(6)}|{right(3)}|omvang|180 min|150 min|open||
        only_municipality|te_beoordelen|established|{left(10)}|||||open||
        duplicate_team|dubbeltelling|established||{right(6)}||||open|{NORTH}|5
        only_team|te_beoordelen|established||{right(5)}||||open||
        only_team|onbekend|presumed||{right(7)}||||open||
    """


_FIGURES = """
    toewijzingen|peildatum|*|6|||6|4
    toewijzingen|peildatum|Noord|3|6|3|3|4
    toewijzingen|peildatum|Zuid|3||||0
    toewijzingen|lopend|Noord|3|6|3|3|4
    clienten|peildatum|*|6|||6|2
    clienten|peildatum|Noord|3|5|2|3|2
"""
_BRIDGE = """
    toewijzingen|peildatum|Noord|1|dubbeltelling|1|1
    toewijzingen|peildatum|Noord|2|doorloop|0|1
    toewijzingen|peildatum|Noord|3|te_beoordelen|2|2
"""


def view(language: str = "nl") -> View:
    return view_of(run(), language)


def large_view(rows: int, language: str = "nl") -> View:
    """Return the run over and over, until both sides together have so many records."""
    one = run()
    times = -(-rows // sum(len(frame) for frame in one.records.values()))
    return view_of(
        replace(
            one,
            records={key: _over(frame, times) for key, frame in one.records.items()},
            **{
                name: _over(getattr(one, name), times)
                for name in ("findings", "persons", "person_pairs", "pairs", "differences")
            },
        ),
        language,
    )


def _over(frame: pd.DataFrame, times: int) -> pd.DataFrame:
    """Return a table so often, each time with ids of its own."""
    places = np.tile(np.arange(len(frame)), times)
    turn = ":" + pd.Series(np.arange(len(places)) // len(frame), dtype=TEXT).array
    made = frame.iloc[places]
    if frame.index.name is None:
        made = made.reset_index(drop=True)
    else:
        made.index = pd.Index(made.index.array + turn, name=frame.index.name)
    return made.assign(**{n: made[n].array + turn for n in _IDS if n in made})
