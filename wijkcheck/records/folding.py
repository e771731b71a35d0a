"""Text folded for comparing: what a reader would call the same spelling becomes the same text."""

import html
import re
import unicodedata

import pandas as pd

from wijkcheck.records.unique import per_unique

_APOSTROPHES = "'’‘‛`´ʼ′"
_LETTERS = {
    "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ß": "ss", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d",
    "ı": "i", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ħ": "h",
    "ŋ": "n", "€": " euro ", "&": " en ",
}  # fmt: skip
_NO_WORD = re.compile(r"[\W_]+")
_TABLE = str.maketrans({**_LETTERS, **dict.fromkeys(_APOSTROPHES, "")})


def fold_text(text: str) -> str:
    """Return a text folded: lower case, no accents, letters and digits with single spaces.

    Ligatures are spelled out (``ĳ`` is ``ij``), apostrophes go, other punctuation is a space, HTML
    entities are undone: ``fold_text("Smit&#45;van 't Veld")`` is ``smit van t veld``.
    """
    if text.isascii() and text.isalnum():  # most cells; a numbers column is all unique
        return text.lower()
    if "&" in text:
        text = html.unescape(text)
    text = text.translate(_TABLE)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return _NO_WORD.sub(" ", text.lower()).strip()


def fold(values: pd.Series) -> pd.Series:
    """Return text folded as ``fold_text``; what holds no letter or digit is missing."""
    return per_unique(values, lambda text: fold_text(text) or None)
