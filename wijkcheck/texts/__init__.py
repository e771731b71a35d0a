"""Every sentence that a person reads: a code with values becomes text here, and nowhere else.

English stands in this package, marked for gettext; Dutch in resources/translations. A sentence
says what, where and what to do. Add it to the file of whoever says it, in the stage's section.
"""

import ast
import re
from collections.abc import Mapping
from functools import cache

from wijkcheck.errors import WijkCheckError
from wijkcheck.resources import resource
from wijkcheck.texts.command_line import COMMAND_LINE
from wijkcheck.texts.stages import STAGES
from wijkcheck.texts.window import WINDOW

SENTENCES: dict[str, str] = STAGES | WINDOW | COMMAND_LINE


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """Return a language's translations by English text, read from the .po itself: no build step."""
    if language == "en":
        return {}
    text = resource(f"translations/{language}/LC_MESSAGES/wijkcheck.po").read_text(encoding="utf-8")
    quoted = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    return {
        _joined(source): _joined(target)
        for source, target in re.findall(rf"^msgid {quoted}^msgstr {quoted}", text, re.MULTILINE)
    }


def _joined(quoted: str) -> str:
    return "".join(ast.literal_eval(part) for part in quoted.splitlines() if part)


def template(code: str, language: str) -> str:
    """Return the sentence for a code with its placeholders still open, in ``nl`` or ``en``."""
    english = SENTENCES[code]
    return _catalogue(language).get(english, english)


def sentence(code: str, values: Mapping[str, object], language: str) -> str:
    """Return the sentence for a code, filled with values, in ``nl`` or ``en``.

    An error among the values is told by its own sentence.
    """
    told = {
        name: sentence(value.code, value.values, language)
        if isinstance(value, WijkCheckError)
        else value
        for name, value in values.items()
    }
    return template(code, language).format_map(told)
