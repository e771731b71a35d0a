"""Stage 5: what differs between the same records, and why."""

from wijkcheck.comparison.delivered import COMPARED, paired_rows
from wijkcheck.comparison.differences import decided, run
from wijkcheck.comparison.rows import Mask, Positions, Rows, in_scope, positions, rows_of, text
from wijkcheck.comparison.settings import ComparisonSettings
from wijkcheck.comparison.tables import CAUSES, KINDS, Differences
from wijkcheck.comparison.units import Clients, clients_of

__all__ = [
    "CAUSES",
    "COMPARED",
    "KINDS",
    "Clients",
    "ComparisonSettings",
    "Differences",
    "Mask",
    "Positions",
    "Rows",
    "clients_of",
    "decided",
    "in_scope",
    "paired_rows",
    "positions",
    "rows_of",
    "run",
    "text",
]
