"""reconcile(): the stages in order, on one page. Start reading here."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wijkcheck.errors import WijkCheckError
from wijkcheck.project import Project
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.sources.tables import Choice


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

    project: Project
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
