"""What a reconciliation leaves in a folder: its tables as CSV, and summary.json."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from wijkcheck.dossier.delimited import write_delimited
from wijkcheck.dossier.masking import masked
from wijkcheck.dossier.messages import messages
from wijkcheck.dossier.replacing import replacing
from wijkcheck.dossier.summary import summary
from wijkcheck.pipeline import Run
from wijkcheck.progress import Progress, silent

TABLES = (
    "findings", "persons", "person_pairs", "pairs",
    "differences", "figures", "bridge", "bridge_records", "weights",
)  # fmt: skip
"""The tables of a run, each a file of that name."""


def write_tables(
    run: Run,
    folder: Path,
    *,
    with_bsn: bool = False,
    language: str = "nl",
    progress: Progress = silent,
) -> None:
    """Write every table of a run as CSV and ``summary.json``; replaces what stood there.

    Columns as the stages declare them. Findings get a ``message``; records are named by ``source,
    row`` (persons) or ``left_source, left_row, right_source, right_row`` beside the ids (a person
    by its first record). BSNs are masked unless ``with_bsn``.

    Raises:
        WijkCheckError: the folder cannot be made, or a file in it is open in another program.
        Cancelled: the old files then stand as they were.
    """
    with replacing(folder) as fresh:
        for done, (name, table) in enumerate(named_tables(run, with_bsn=with_bsn)):
            progress("writing", done, len(TABLES))
            if name == "findings":
                table = table.assign(message=messages(table, language))
            write_delimited(table, fresh / f"{name}.csv")
        _write_summary(run, fresh / "summary.json", language)


def write_findings(
    findings: pd.DataFrame, folder: Path, *, with_bsn: bool = False, language: str = "nl"
) -> None:
    """Write findings with their ``message`` as ``findings.csv``, as ``write_tables`` does."""
    shown = findings if with_bsn else masked(findings)
    write_file(shown.assign(message=messages(shown, language)), folder / "findings.csv")


def write_file(table: pd.DataFrame, path: Path) -> None:
    """Write one table as CSV; the old file stays when that fails.

    Raises:
        WijkCheckError: the folder cannot be made, or the file is open in another program.
    """
    with replacing(path.parent) as fresh:
        write_delimited(table, fresh / path.name)


def _write_summary(run: Run, path: Path, language: str) -> None:
    """Write the summary of a run as JSON, keys sorted."""
    text = json.dumps(summary(run, language), ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def named_tables(run: Run, *, with_bsn: bool) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each table with the places of its records, masked or not."""
    places = pd.concat([records[["source", "row"]] for records in run.records.values()])
    persons = run.persons.join(places, on="record_id")
    firsts = persons.sort_values(["source", "row"], kind="stable").drop_duplicates("person_id")
    firsts = firsts.set_index("person_id")[["source", "row"]]
    for name in TABLES:
        table = persons if name == "persons" else getattr(run, name)
        if not with_bsn:
            table = masked(table)
        if "left_id" in table:
            table = _named(table, firsts if name == "person_pairs" else places)
        yield name, table


def _named(table: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Name the records of both sides by their source and row, behind their ids."""
    behind = list(table.columns).index("right_id") + 1
    named = table.copy(deep=False)
    for side in ("right", "left"):
        found = places.reindex(table[f"{side}_id"]).set_index(table.index)
        named.insert(behind, f"{side}_row", found["row"].astype("Int64"))
        named.insert(behind, f"{side}_source", found["source"])
    return named
