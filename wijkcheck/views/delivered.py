"""What was delivered, when, and by which bytes; and what was not."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pandas as pd

from wijkcheck.display import code_text
from wijkcheck.pipeline import Run, SourceResult
from wijkcheck.records.models import TEXT
from wijkcheck.source_files import settings_of
from wijkcheck.tables import Table
from wijkcheck.texts import sentence
from wijkcheck.views.listing import sources

SHOWN = 12
"""Characters of a SHA-256 that are shown."""
Received = Mapping[tuple[str, str], tuple[str, str]]
"""By file and record type: the SHA-256 of what was taken in, and the day."""


def delivered(run: Run, received: Received, language: str) -> Table:
    """Return ``listing.sources`` with ``delivered`` (a day) and ``sha256`` (its first characters).

    What is not in ``received`` (a TOML keeps nothing) is read for its bytes.
    """
    found = [_of(run, source, received) for source in run.sources]
    table = sources(run.sources, language).assign(
        delivered=pd.to_datetime(pd.Series([day for day, _ in found], dtype=TEXT)),
        sha256=pd.Series([digest[:SHOWN] or None for _, digest in found], dtype=TEXT),
    )
    return Table(table, language)


def _of(run: Run, source: SourceResult, received: Received) -> tuple[str | None, str]:
    settings = settings_of(run.project, source.source, source.record_type)
    if settings is None:
        return None, ""
    digest, day = received.get((settings.path, str(source.record_type)), ("", ""))
    told = settings.delivered.isoformat() if settings.delivered else day
    return told or None, digest or _digest(run.project.folder / settings.path)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            digest = sha256()
            while block := file.read(1 << 20):
                digest.update(block)
            return digest.hexdigest()
    except OSError:
        return ""


def lacking(run: Run, language: str) -> list[str]:
    """Return sentences about sources that take no part and teams of which nothing came."""
    unused = [source.source for source in run.sources if source.status != "used"]
    told = [sentence("window_lacking", {"sources": ", ".join(unused)}, language)] if unused else []
    with_source = {(s.record_type, s.team) for s in run.sources}
    for kind, teams in run.not_delivered.items():
        without = [team for team in teams if (kind, team) not in with_source]
        if without:
            shown = code_text("record_type", kind, language)
            values = {"teams": ", ".join(without), "record_type": shown}
            told.append(sentence("window_not_delivered", values, language))
    return told
