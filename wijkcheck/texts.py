"""Every sentence that a person reads, by code; the one renderer for screen, shell and dossier.

English stands here, marked for gettext; Dutch in resources/translations. A sentence says
what, where and what to do. Add a sentence in the section of the stage that uses it.
"""

import ast
import re
from collections.abc import Mapping
from functools import cache

from wijkcheck.resources import resource


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """Mark a text for translation."""
    return text


SENTENCES: dict[str, str] = {
    # --- project ---
    "project_missing": N_("{path}: this project file does not exist. Check the path."),
    "project_unreadable": N_("{path}: the file cannot be read ({why}). Is it open elsewhere, or not text?"),
    "project_no_toml": N_("{path}: this is no valid TOML: {why}."),
    "key_unknown": N_("{path}: unknown key {place}. Known here: {allowed}."),
    "key_missing": N_("{path}: {place} is missing. Add it."),
    "period_reversed": N_("{path}: the period ends before it starts. Correct {place}."),
    "value_wrong": N_("{path}: {place} has a wrong value: {value}."),
    "value_no_date": N_("{path}: {place} is no date: {value}. Write it without quotes, as 2026-07-01."),
    "value_not_allowed": N_("{path}: {place} cannot be “{value}”. Allowed: {allowed}."),
    # --- sources ---
    # --- mapping ---
    # --- validation ---
    # --- matching ---
    # --- comparison ---
    # --- figures ---
    # --- command line ---
}  # fmt: skip


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


def sentence(code: str, values: Mapping[str, object], language: str) -> str:
    """Return the sentence for a code, filled with values, in ``nl`` or ``en``."""
    template = SENTENCES[code]
    return _catalogue(language).get(template, template).format_map(values)
