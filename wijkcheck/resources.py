"""Where files lie that come with the program; nothing else in the program knows."""

import sys
from pathlib import Path

_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
MANUAL = _ROOT / "docs" / "handleiding"


def resource(name: str) -> Path:
    """Return the path of a shipped file, as ``reference/gemeenten.csv``, however installed."""
    return _ROOT / "resources" / name
