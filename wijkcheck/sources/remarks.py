"""What reading has to tell about a source, as findings."""

import json

import numpy as np
import pandas as pd

from wijkcheck.records.models import findings, gather
from wijkcheck.sources.tables import Choice, RawTable

_PER_ROW = {
    "total_rows": ("total_row", "notice"),
    "footer_rows": ("footer_row", "notice"),
    "section_rows": ("section_row", "notice"),
    "separator_rows": ("separator_row", "notice"),
    "repeated_header": ("repeated_header", "notice"),
    "short_rows": ("short_row", "warning"),
    "long_rows": ("long_row", "warning"),
    "open_quotes": ("open_quote", "warning"),
}
_PER_SOURCE = {
    "hidden_rows": ("hidden_rows", "notice"),
    "trimmed_rows": ("trimmed_rows", "notice"),
    "repeated_columns": ("repeated_columns", "notice"),
    "no_header": ("no_header", "warning"),
    "broken_bytes": ("broken_bytes", "warning"),
    "nul_bytes": ("nul_bytes", "notice"),
}
RULES: dict[str, str] = dict([*_PER_ROW.values(), *_PER_SOURCE.values()])
"""Severity per rule, unless the project says otherwise."""


def reading_findings(table: RawTable) -> pd.DataFrame:
    """Return a Findings table: a finding per row that was left out or is ragged, others once.

    ``details`` of those that are said once: ``count`` or the names, and the ``rows`` in short.
    """
    return gather(_finding(table.source, choice) for choice in table.choices)


def _finding(source: str, choice: Choice) -> pd.DataFrame:
    if choice.what in _PER_ROW:
        rule, severity = _PER_ROW[choice.what]
        return findings(source, np.array(choice.rows, np.int64), rule, severity)
    if choice.what in _PER_SOURCE:
        rule, severity = _PER_SOURCE[choice.what]
        details = json.dumps({"what": choice.value, "rows": spans(choice.rows)}, ensure_ascii=False)
        row = choice.rows[0] if choice.rows else None
        return findings(source, row, rule, severity, value=choice.value, details=details)
    return findings(np.array([], dtype=object), None, "", "notice")


def spans(rows: tuple[int, ...]) -> str:
    """Return rows in short.

    >>> spans((3, 4, 5, 9))
    '3–5, 9'
    """
    numbers = np.array(rows, np.int64)
    parts = np.split(numbers, np.flatnonzero(np.diff(numbers) != 1) + 1) if len(numbers) else []
    return ", ".join(f"{p[0]}–{p[-1]}" if len(p) > 1 else str(p[0]) for p in parts)
