"""Stage 3: records are held against rules; every breach is a finding."""

from wijkcheck.validation.rules import RULES
from wijkcheck.validation.run import ValidationSettings, run

__all__ = ["RULES", "ValidationSettings", "run"]
