"""Stage 7: what leaves the house."""

from wijkcheck.dossier.folder import write_file, write_findings, write_tables
from wijkcheck.dossier.masking import masked
from wijkcheck.dossier.messages import messages
from wijkcheck.dossier.overview import checked_overview, overview
from wijkcheck.dossier.summary import limits
from wijkcheck.dossier.template import write_template

__all__ = [
    "checked_overview",
    "limits",
    "masked",
    "messages",
    "overview",
    "write_file",
    "write_findings",
    "write_tables",
    "write_template",
]
