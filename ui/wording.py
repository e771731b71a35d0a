"""Whether words that somebody types occur in a text, whatever their case and accents."""

import unicodedata


def fits(typed: str, *texts: str) -> bool:
    """Return whether every word occurs somewhere in the texts."""
    whole = _folded(" ".join(texts))
    return all(word in whole for word in _folded(typed).split())


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()
