"""The commands link and dedupe: files in, pairs out, and what is to be told of them.

``cli.py`` prints what they return.
"""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from wijkcheck import dossier, matching, sources
from wijkcheck.errors import WijkCheckError
from wijkcheck.matching import Linked
from wijkcheck.progress import Progress
from wijkcheck.texts import sentence

Fields = dict[str | tuple[str, str], str]

_PAIR_COLUMNS = (
    "left_id", "right_id", "probability", "weight", "status", "basis", "runner_up", "margin",
)  # fmt: skip
_GUARD = r"^'(?=[=+\-@])"
"""What was put before a text that a spreadsheet would run."""


def link(arguments: Namespace, language: str, progress: Progress) -> list[str]:
    """Pair the rows of two files."""
    _must_be_new(arguments.sample)
    left_name, colon, right_name = arguments.id.partition(":")
    left = _records(Path(arguments.left), left_name, progress)
    right = _records(Path(arguments.right), right_name if colon else left_name, progress)
    fields = _fields(arguments.fields)
    for place, (path, table) in enumerate(((arguments.left, left), (arguments.right, right))):
        for column in fields:
            _column(table, column[place] if isinstance(column, tuple) else column, Path(path))
    found = matching.linkage(
        left, right, fields, arguments.assignment, progress, _labels(arguments, progress),
        arguments.sample_size if arguments.sample else 0,
    )  # fmt: skip
    return _write(found, arguments, language)


def dedupe(arguments: Namespace, language: str, progress: Progress) -> list[str]:
    """Pair the rows of one file that are the same."""
    _must_be_new(arguments.sample)
    path = Path(arguments.file)
    records = _records(path, arguments.id, progress)
    fields = _fields(arguments.fields)
    for column in fields:
        for name in column if isinstance(column, tuple) else (column,):
            _column(records, name, path)
    found = matching.deduplication(
        records, fields, progress, _labels(arguments, progress),
        arguments.sample_size if arguments.sample else 0,
    )  # fmt: skip
    lines = _write(found, arguments, language)
    if arguments.clusters and found.clusters is not None:
        dossier.write_file(found.clusters, Path(arguments.clusters))
    return lines


# --- files in ---


def _must_be_new(path: str | None) -> None:
    """A sample that somebody is filling in must not be written over."""
    if path and Path(path).exists():
        raise WijkCheckError("sample_exists", path=path)


def _records(path: Path, name: str, progress: Progress) -> pd.DataFrame:
    """Return the rows of a file by the values of one column."""
    text = _text(path, name, progress)
    _column(text, name, path)
    for code, wrong in (("id_empty", text[name].isna()), ("id_double", text[name].duplicated())):
        if wrong.any():
            raise WijkCheckError(code, path=path.name, column=name, row=wrong[wrong].index[0])
    return text.set_index(name)


def _text(path: Path, name: str, progress: Progress) -> pd.DataFrame:
    """Return the table of a file that has a column, else its first."""
    tables = sources.read(path, path.name, progress=progress)
    table = next((t for t in tables if name in t.text), tables[0])
    if any((c.what, c.value) == ("row_number_column", name) for c in table.choices):
        # Reading leaves out what only counts the rows; here it is what they are called.
        return table.text.assign(**{name: [str(n) for n in range(1, len(table.text) + 1)]})
    return table.text


def _column(table: pd.DataFrame, name: str, path: Path) -> None:
    if name not in table:
        columns = ", ".join(table.columns)
        raise WijkCheckError("column_absent", path=path.name, column=name, columns=columns)


def _fields(words: Sequence[str]) -> Fields:
    """Return what ``COLUMN=KIND`` and ``LEFT:RIGHT=KIND`` say; matching judges the kinds."""
    fields: Fields = {}
    for word in words:
        columns, _, kind = word.rpartition("=")
        left, colon, right = columns.partition(":")
        if not left or not kind or (colon and not right):
            raise WijkCheckError("field_wrong", field=word)
        column = (left, right) if colon else left
        if column in fields:
            raise WijkCheckError("field_double", field=columns)
        fields[column] = kind
    return fields


def _labels(arguments: Namespace, progress: Progress) -> pd.DataFrame | None:
    """Return a sample that was filled in, its ids as the files have them."""
    if not arguments.labels:
        return None
    text = _text(Path(arguments.labels), "left_id", progress)
    ids = [name for name in ("left_id", "right_id") if name in text]
    return text.assign(**{name: text[name].str.replace(_GUARD, "", regex=True) for name in ids})


# --- files out ---


def _write(found: Linked, arguments: Namespace, language: str) -> list[str]:
    """Write what was asked for; return what is to be told."""
    lines: list[str] = []

    def say(code: str, **values: object) -> None:
        lines.append(sentence(code, values, language))

    dossier.write_file(found.pairs[[*_PAIR_COLUMNS]], Path(arguments.out))
    counts = found.pairs["status"].value_counts().sort_index()
    parts = ", ".join(f"{sentence(f'status_{s}', {}, language)} {n}" for s, n in counts.items())
    code = "pairs_written" if len(found.pairs) else "pairs_none"
    say(code, total=len(found.pairs), parts=parts, path=arguments.out)
    told = found.estimate
    if counts.get("certain", 0) + counts.get("probable", 0):
        low, high = _share(told.recall_low), _share(told.recall_high)
        say("link_estimate", precision=_share(told.precision), low=low, high=high)
    if found.measured is not None:
        shares = {name: _share(value) for name, value in asdict(found.measured).items()}
        say("link_measured", **shares | {"labels": found.measured.labels})
    if found.sample is not None:
        code = "sample_written" if len(found.sample) else "sample_none"
        sample = found.sample if arguments.with_bsn else _masked(found.sample)
        dossier.write_file(sample, Path(arguments.sample))
        say(code, total=len(found.sample), path=arguments.sample)
    if arguments.weights:
        dossier.write_file(found.weights, Path(arguments.weights))
    return lines


def _masked(sample: pd.DataFrame) -> pd.DataFrame:
    """Mask the BSNs that are compared; an id must come back as it is."""
    shown = [str(name) for name in sample if name not in ("left_id", "right_id", "same")]
    return sample.assign(**{name: dossier.masked_text(sample[name]) for name in shown})


def _share(value: float) -> str:
    return f"{value:.3f}"
