"""Stage 4: which records are the same."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wijkcheck.matching.copies import copies
from wijkcheck.matching.decided import decided
from wijkcheck.matching.estimate import Estimate
from wijkcheck.matching.explain import STOPS, Evidence, explanation
from wijkcheck.matching.linker import Linked, dedupe, deduplication, link, linkage, sample
from wijkcheck.matching.person_pairs import person_pairs
from wijkcheck.matching.persons import persons
from wijkcheck.matching.record_pairs import record_pairs
from wijkcheck.matching.tables import SAME
from wijkcheck.matching.weigh import Weights
from wijkcheck.matching.weights import weights_table
from wijkcheck.progress import Progress, silent
from wijkcheck.records.fields import RecordType, Side

__all__ = [
    "SAME",
    "STOPS",
    "Estimate",
    "Evidence",
    "Linked",
    "Matched",
    "Weights",
    "dedupe",
    "deduplication",
    "explanation",
    "link",
    "linkage",
    "run",
    "sample",
    "weights_table",
]


@dataclass(frozen=True)
class Matched:
    """What matching found; each table as ``matching/tables.py`` declares it.

    ``copies``: ``side, record_id, first_id``, the extra copies and what each copies.
    ``evidence``: of the pairs of persons; none where a side has nobody.
    """

    persons: pd.DataFrame
    person_pairs: pd.DataFrame
    copies: pd.DataFrame
    pairs: pd.DataFrame
    evidence: Evidence | None = None


def run(
    records: Mapping[tuple[Side, RecordType], pd.DataFrame],
    progress: Progress = silent,
    decisions: pd.DataFrame | None = None,
    known: tuple[pd.DataFrame, Evidence | None] | None = None,
) -> Matched:
    """Find the clients of each side, pair them, then pair their records.

    ``decisions`` (Resolved) on pairs and persons are taken as they are, whatever else speaks.
    ``known``: Persons and evidence of an earlier run over the same records with the same decisions
    on persons; no decision on pairs changes them.
    """
    told = decided(decisions)
    who, seen = known or (persons(records, told), None)
    people, seen = person_pairs(records, who, told, progress, seen)
    extra = copies(records, who, people)
    return Matched(who, people, extra, record_pairs(records, who, people, extra, told), seen)
