"""What the project says about counting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wijkcheck.records.fields import RecordType


@dataclass(frozen=True)
class FiguresSettings:
    """What is counted, of which days, and what did not come."""

    scope: Mapping[str, tuple[str, ...]]  # field -> values; records outside form a step
    reference_date: date
    period_start: date
    period_end: date
    end_included: bool  # False: as CBS, the last day itself no longer counts
    not_delivered: Mapping[RecordType, tuple[str, ...]]  # teams without a usable delivery
    teams: tuple[str, ...]  # the teams that the project names
    incomplete: frozenset[RecordType] = frozenset()  # types of which a declared source is unusable
