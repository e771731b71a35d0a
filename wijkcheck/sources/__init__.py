"""Stage 1: a file becomes raw tables of text with row numbers."""

from wijkcheck.sources.reading import ReadSettings, read
from wijkcheck.sources.remarks import RULES, reading_findings
from wijkcheck.sources.tables import STORED, Choice, RawTable

__all__ = ["RULES", "STORED", "Choice", "RawTable", "ReadSettings", "read", "reading_findings"]
