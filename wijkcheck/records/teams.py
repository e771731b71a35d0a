"""Names of teams: which spellings are one team. Never a guess: that costs more than a question."""

from collections.abc import Mapping, Sequence

import pandas as pd

from wijkcheck.records.folding import fold_text
from wijkcheck.records.models import TEXT
from wijkcheck.records.unique import table_per_unique

_EMPTY_WORDS = frozenset({"wijkteam", "wijkteams", "sociaal", "sociale", "team", "wt", "swt"})


def _key(text: str) -> str:
    words = fold_text(text).split()
    return " ".join(word for word in words if word not in _EMPTY_WORDS) or " ".join(words)


class TeamNames:
    """The teams of a project and how deliveries spell them.

    ``spellings``: a team's name -> its other spellings. Equal after case, accents, punctuation and
    the words wijkteam, sociaal, team, wt are gone is the same team; nothing else is.
    """

    def __init__(self, spellings: Mapping[str, Sequence[str]]) -> None:
        self._teams = {_key(team): team for team in spellings}
        for team, others in spellings.items():
            for other in others:
                self._teams.setdefault(_key(other), team)

    def __len__(self) -> int:
        return len(self._teams)

    def canonical(self, values: pd.Series) -> pd.DataFrame:
        """Return ``team`` (text; an unknown one stays itself, trimmed) and ``known`` (bool)."""

        def convert(text: str) -> tuple[str | None, bool]:
            team = self._teams.get(_key(text))
            return team or " ".join(text.split()) or None, team is not None

        return table_per_unique(values, convert, {"team": TEXT, "known": bool})


def one_spelling(*lists: pd.Series) -> dict[str, str]:
    """Return for each spelling of a team how to write it, where that is another.

    That is the most frequent spelling of the first list that has the team, or of equally frequent
    ones the first by alphabet.
    """
    chosen: dict[str, str] = {}
    for counts in (values.value_counts() for values in lists):
        for text in sorted(counts.index, key=lambda text: (-counts[text], text)):
            chosen.setdefault(_key(text), text)
    texts = {text for values in lists for text in values.dropna().unique()}
    return {text: chosen[_key(text)] for text in sorted(texts) if chosen[_key(text)] != text}
