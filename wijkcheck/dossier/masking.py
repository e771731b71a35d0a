"""What must not leave the house as it is: BSNs."""

import json
import re
from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.records.identifiers import bsn_valid
from wijkcheck.records.models import TEXT

_SHAPE = r"[0-9]{4}[. ]?[0-9]{2}[. ]?[0-9]{3}"  # also written 1234.56.782
_BSN = re.compile(rf"(?<![0-9]){_SHAPE}(?![0-9])")
_ALL_BUT_FOUR = re.compile(r"[0-9](?=(?:[^0-9]*[0-9]){4})")
_VALUES = ("value", "left_value", "right_value", "details")


def masked(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table in whose ``value, left_value, right_value, details`` no BSN can be read.

    Every valid BSN within a text becomes ``*****6782``. Where the row's ``field`` is ``bsn``, all
    digits but the last four go, whatever was typed.
    """
    columns = [name for name in _VALUES if name in table]
    if not columns:
        return table
    about_bsn = table["field"].eq("bsn").to_numpy(dtype=bool)
    return table.assign(**{name: _mask(table[name], about_bsn) for name in columns})


def masked_text(values: pd.Series) -> pd.Series:
    """Return texts in which no valid BSN can be read."""
    return _mask(values, np.zeros(len(values), dtype=bool))


def _mask(values: pd.Series, about_bsn: NDArray[np.bool_]) -> pd.Series:
    hidden = values.copy()
    suspect = values.str.contains(_SHAPE, regex=True).fillna(value=False).to_numpy(dtype=bool)
    for rows, hide in ((about_bsn, _hide_all), (suspect & ~about_bsn, _hide_valid)):
        codes, unique = pd.factorize(values[rows])
        texts = unique.tolist()
        valid = _valid(texts)
        change = _in_json(hide) if values.name == "details" else hide
        changed = pd.array([change(text, valid) for text in texts], dtype=TEXT)
        hidden[rows] = changed.take(codes, allow_fill=True)
    return hidden


def _valid(texts: list[str]) -> frozenset[str]:
    """Return the valid BSNs within texts, as they are written there."""
    found = pd.Series(sorted({n for text in texts for n in _BSN.findall(text)}), dtype=TEXT)
    return frozenset(found[bsn_valid(found.str.replace(r"[. ]", "", regex=True))])


def _hide_all(text: str, valid: frozenset[str]) -> str:
    return _ALL_BUT_FOUR.sub("*", text)


def _hide_valid(text: str, valid: frozenset[str]) -> str:
    return _BSN.sub(lambda n: _ALL_BUT_FOUR.sub("*", n[0]) if n[0] in valid else n[0], text)


def _in_json(
    hide: Callable[[str, frozenset[str]], str],
) -> Callable[[str, frozenset[str]], str]:
    """Return ``hide`` for JSON: within its texts only, so that numbers stay numbers."""

    def walk(entry: object, valid: frozenset[str]) -> object:
        if isinstance(entry, str):
            return hide(entry, valid)
        if isinstance(entry, list):
            return [walk(part, valid) for part in entry]
        if isinstance(entry, dict):
            return {key: walk(part, valid) for key, part in entry.items()}
        return entry

    def change(text: str, valid: frozenset[str]) -> str:
        details = json.loads(text)
        hidden = walk(details, valid)
        return text if hidden == details else json.dumps(hidden, ensure_ascii=False)

    return change
