"""What became of the files that came in, said of each or of all together."""

from collections.abc import Sequence

import pyarrow as pa

from wijkcheck.display import column, texts
from wijkcheck.intake import Arrival
from wijkcheck.texts import sentence

_STATUSES = ("new", "replaces", "repeated", "same")
_COUNTED = ("rows", "added", "removed", "changed")


def came(arrivals: Sequence[Arrival], language: str, *, short: bool) -> list[str]:
    """Return sentences of each arrival; ``short``: one of all that have the same status."""
    if not short:
        return [line for one in arrivals for line in one.sentences(language)]
    told = []
    for status in _STATUSES:
        own = [one for one in arrivals if one.status == status]
        values = {name: sum(getattr(one, name) for one in own) for name in _COUNTED}
        shown = {name: _whole(number, language) for name, number in values.items()}
        if own:
            told.append(sentence(f"arrivals_{status}", {"files": len(own), **shown}, language))
    layouts = [one.file for one in arrivals if one.columns_came or one.columns_went]
    if layouts:
        told.append(sentence("arrivals_layout", {"files": ", ".join(layouts)}, language))
    return told


def _whole(number: int, language: str) -> str:
    values = pa.array([number])
    return str(texts(column("rows", values.type, language), values, language)[0])
