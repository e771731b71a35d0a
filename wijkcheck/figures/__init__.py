"""Stage 6: measures on both sides and the bridge between them."""

from wijkcheck.figures.agreed import add_agreed
from wijkcheck.figures.counting import NO_TEAM
from wijkcheck.figures.measures import run
from wijkcheck.figures.settings import FiguresSettings
from wijkcheck.figures.tables import (
    MEASURES,
    PERIOD_RULES,
    WHOLE,
    Bridge,
    BridgeRecords,
    Figures,
)

__all__ = [
    "MEASURES",
    "NO_TEAM",
    "PERIOD_RULES",
    "WHOLE",
    "Bridge",
    "BridgeRecords",
    "Figures",
    "FiguresSettings",
    "add_agreed",
    "run",
]
