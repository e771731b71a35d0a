"""Words and numbers: whether typed words occur in a text; a number as a language writes it."""

import unicodedata

_DUTCH = str.maketrans(",.", ".,")


def fits(typed: str, *texts: str) -> bool:
    """Return whether every word occurs somewhere in the texts."""
    whole = _folded(" ".join(texts))
    return all(word in whole for word in _folded(typed).split())


def written(number: float, language: str, form: str = ",") -> str:
    """Return a number as a language writes it: 1.234 in Dutch; ``form`` as Python formats it."""
    text = f"{number:{form}}".replace("-", "\u2212")
    return text.translate(_DUTCH) if language == "nl" else text


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()
