"""The mark of a sentence that is to be translated."""


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """Mark a text for translation."""
    return text
