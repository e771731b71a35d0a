"""Stage 1: a file becomes raw tables of text with row numbers."""

from wijkcheck.sources.raw_rows import RawRow
from wijkcheck.sources.reading import ReadSettings, preview, read, sheets
from wijkcheck.sources.remarks import RULES, reading_findings
from wijkcheck.sources.tables import STORED, Choice, RawTable

__all__ = [
    "RULES",
    "STORED",
    "Choice",
    "RawRow",
    "RawTable",
    "ReadSettings",
    "preview",
    "read",
    "reading_findings",
    "sheets",
]
