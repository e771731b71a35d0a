"""Days and moments as a language writes them, by the clock on the wall."""

from datetime import datetime


def day(iso: str, language: str) -> str:
    """Return an ISO date: ``30-09-2026`` in Dutch."""
    return f"{iso[8:10]}-{iso[5:7]}-{iso[:4]}" if language == "nl" else iso[:10]


def moment(iso: str, language: str) -> str:
    """Return an ISO moment: ``30-09-2026 10:15`` in Dutch."""
    local = datetime.fromisoformat(iso).astimezone().isoformat()
    return f"{day(local, language)} {local[11:16]}"
