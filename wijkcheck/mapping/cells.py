"""Cells before they are judged: cleaned text, and what people write when they have nothing."""

import html
import re

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.records.models import TEXT

# Control characters, soft hyphens, zero widths, the BOM and no-break spaces in their kinds.
_DIRTY = (
    r"[\x00-\x1f\x7f-\x9f\xad\x{200b}-\x{200f}\x{feff}\x{a0}\x{2007}\x{202f}]"
    r"|^\s|\s$|\s\s|&[a-zA-Z#]|^=\"|^'\d"
)
_SPACES = re.compile(r"[\s\xa0\u2007\u202f]+")
_NOTHING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\ufeff]")
PLACEHOLDERS = frozenset(
    ("-", "--", "---", "?", "??", ".", "/", "_", "nvt", "n.v.t.", "n.v.t", "nvt.", "onbekend",
     "onb", "onb.", "niet bekend", "null", "none", "nan", "n/a", "na", "n/b", "nb", "n.b.", "n.b",
     "leeg", "(leeg)", "(onbekend)", "geen", "#n/a", "#n/b", "#na", "#verw!", "#ref!", "#waarde!",
     "#value!", "#naam?", "#name?", "unknown", "<leeg>", "[leeg]", "(null)", "geen team")
)  # fmt: skip


def clean(values: pd.Series) -> pd.Series:
    """Return text trimmed, spaces single, control characters out, HTML entities undone.

    What is left empty is missing. Only the unique texts that need it are touched.
    """
    codes, unique = pd.factorize(values)
    texts = pa.array(unique, type=pa.large_string())
    dirty = pc.match_substring_regex(texts, _DIRTY).to_numpy(zero_copy_only=False)
    made = pd.Series(unique, dtype=TEXT).array
    for place in dirty.nonzero()[0]:
        made[place] = _cleaned(str(unique[place])) or None
    return pd.Series(made.take(codes, allow_fill=True), index=values.index, name=values.name)


def _cleaned(text: str) -> str:
    text = _SPACES.sub(" ", _NOTHING.sub("", html.unescape(text))).strip()
    # What keeps a workbook from taking a number for a number: ="0123" and '0123.
    return re.sub(r'^="(.*)"$', r"\1", text).removeprefix("'" if text[1:2].isdigit() else "")


def is_placeholder(values: pd.Series) -> pd.Series:
    """Return which cleaned texts stand for nothing: "onbekend", "n.v.t.", "-", "?"."""
    return values.str.lower().isin(PLACEHOLDERS)
