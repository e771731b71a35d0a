"""What the project says about comparing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wijkcheck.records.fields import RecordType


@dataclass(frozen=True)
class ComparisonSettings:
    """What counts as a difference, and which records take part."""

    tolerance: Mapping[str, str]  # field -> "3 days", "2 %", "0.5"
    scope: Mapping[str, tuple[str, ...]]  # field -> values; records outside are not compared
    reference_date: date
    period_start: date
    period_end: date
    not_delivered: Mapping[RecordType, tuple[str, ...]]  # teams without a usable delivery
