"""Stage 7: what leaves the house."""

from wijkcheck.dossier.about import about
from wijkcheck.dossier.folder import write_file, write_findings, write_tables
from wijkcheck.dossier.for_teams import write_for_teams
from wijkcheck.dossier.masking import masked, masked_text
from wijkcheck.dossier.messages import messages
from wijkcheck.dossier.overview import checked_overview, overview
from wijkcheck.dossier.replacing import clear_unfinished
from wijkcheck.dossier.summary import limits
from wijkcheck.dossier.template import write_template
from wijkcheck.dossier.whole import Point, completeness, history_table, write_dossier
from wijkcheck.dossier.workbook import write_workbook

__all__ = [
    "Point",
    "about",
    "checked_overview",
    "clear_unfinished",
    "completeness",
    "history_table",
    "limits",
    "masked",
    "masked_text",
    "messages",
    "overview",
    "write_dossier",
    "write_file",
    "write_findings",
    "write_for_teams",
    "write_tables",
    "write_template",
    "write_workbook",
]
