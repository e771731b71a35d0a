"""Which characters of a text differ from another: marked by colour and by a line beneath."""

from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from PySide6.QtGui import QBrush, QColor, QTextCharFormat, QTextLayout

from ui.tokens import Colours


@lru_cache(maxsize=4096)
def differing(text: str, other: str) -> tuple[tuple[int, int], ...]:
    """Return (start, length) of the parts of a text that the other has not.

    A text of which hardly anything stands in the other differs as a whole. So does a masked one
    that looks the same: it differs in what is hidden.
    """
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    if text == other and "*" not in text:
        return ()
    if text == other or matcher.ratio() < 0.4:
        return ((0, len(text)),) if text else ()
    spans = [
        (start, end - start)
        for what, start, end, _, _ in matcher.get_opcodes()
        if what != "equal" and end > start
    ]
    return tuple(spans)


def formats(text: str, other: str, found: Colours) -> list[QTextLayout.FormatRange]:
    """Return how to write a text so that its differing characters stand out."""
    made = []
    for start, length in differing(text, other):
        span: Any = QTextLayout.FormatRange()  # its type stub lacks the three attributes
        span.start, span.length = start, length
        look = QTextCharFormat()
        look.setForeground(QBrush(QColor(found.on_difference)))
        look.setBackground(QBrush(QColor(found.difference)))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setFontWeight(600)
        span.format = look
        made.append(span)
    return made
