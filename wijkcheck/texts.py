"""Every sentence that a person reads, by code; the one renderer for screen, shell and dossier.

English stands here, marked for gettext; Dutch in resources/translations/nl.po. A sentence says
what, where and what to do. Add a sentence in the section of the stage that uses it.
"""

import gettext
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
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(
        "wijkcheck", resource("translations"), languages=[language], fallback=language == "en"
    )


def sentence(code: str, values: Mapping[str, object], language: str) -> str:
    """Return the sentence for a code, filled with values, in ``nl`` or ``en``."""
    template = _catalogue(language).gettext(SENTENCES[code])
    return template.format_map(values)
