"""The sentences of many findings at once: worked out per rule, not per row."""

import json
from collections.abc import Iterator
from string import Formatter

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.records.models import TEXT
from wijkcheck.texts import template

_OWN = ("source", "row", "field", "value")
_NOTHING = pa.scalar("", pa.string())


def messages(findings: pd.DataFrame, language: str) -> pd.Series:
    """Return the sentence of each finding, in ``nl`` or ``en``; same index.

    A placeholder takes a column of the finding or a key of its ``details``; one that finds nothing
    stays visible, so that a mistake in a rule costs a word and not the whole delivery.
    """
    sentences = pd.Series(index=findings.index, dtype=TEXT)
    for rule, rows in findings.groupby("rule", observed=True).groups.items():
        made = _fill(template(str(rule), language), findings.loc[rows])
        sentences.loc[rows] = pd.array(made, dtype=TEXT)
    return sentences


def _fill(text: str, findings: pd.DataFrame) -> pa.Array:
    codes, unique = pd.factorize(findings["details"])
    details = [json.loads(entry) for entry in unique.tolist()]

    def column(name: str) -> pa.Array:
        if name in _OWN:
            return pa.array(findings[name].astype(TEXT), type=pa.string(), from_pandas=True)
        shown = [_shown(entry.get(name, f"{{{name}}}")) for entry in details]
        # Findings without details have code -1: the last entry.
        return pa.array([*shown, f"{{{name}}}"], type=pa.string()).take(
            pa.array(codes % (len(shown) + 1))
        )

    parts = list(_parts(text, column))
    whole = pc.binary_join_element_wise(*parts, _NOTHING, null_handling="replace")
    if isinstance(whole, pa.Scalar):  # no placeholders at all
        return pa.array([whole.as_py()] * len(findings), type=pa.string())
    return whole


def _parts(text: str, column: object) -> Iterator[object]:
    for literal, name, _, _ in Formatter().parse(text):
        yield pa.scalar(literal, type=pa.string())
        if name is not None:
            yield column(name)  # type: ignore[operator]


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
