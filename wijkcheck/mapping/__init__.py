"""Stage 2: raw columns become the fields of a record type."""

from wijkcheck.mapping.convert import RULES, convert
from wijkcheck.mapping.profiles import (
    LayoutChange,
    Profile,
    layout_change,
    profile_of,
    read_profile,
    write_profile,
)
from wijkcheck.mapping.suggest import NO_TEAMS, fit, suggest, suspects, unusable
from wijkcheck.mapping.tables import Columns

__all__ = [
    "NO_TEAMS",
    "RULES",
    "Columns",
    "LayoutChange",
    "Profile",
    "convert",
    "fit",
    "layout_change",
    "profile_of",
    "read_profile",
    "suggest",
    "suspects",
    "unusable",
    "write_profile",
]
