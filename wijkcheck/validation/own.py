"""Rules of the project's own, without code: a field, a comparison, a value or another field.

A rule says what must hold; a record breaks it where it does not. An empty cell breaks only
``filled``. Values are written as a person writes them: dates as in TOML, ISO or Dutch, amounts in
euros, codes or their meaning.
"""

import operator
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from wijkcheck.errors import ProjectError
from wijkcheck.project import OwnRule
from wijkcheck.records.codes import CODE_LISTS
from wijkcheck.records.fields import DATE_KINDS, Field, Kind, RecordType, fields
from wijkcheck.validation.hits import Hits, canonical
from wijkcheck.validation.schema import Mask, empty

_NUMBERS = frozenset({Kind.VOLUME, Kind.AMOUNT, Kind.NUMBER, Kind.HOUSE_NUMBER})
_COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def own_hits(
    records: pd.DataFrame,
    record_type: RecordType,
    rules: Sequence[OwnRule],
    delivered: Mapping[str, Collection[str]],
) -> Iterator[tuple[OwnRule, Hits]]:
    """Yield, per rule for this record type, the rows that break it.

    Raises:
        ProjectError: a rule that cannot be applied; ``place`` says which.
    """
    for number, rule in enumerate(rules, 1):
        if rule.record_type is not record_type or rule.severity == "off":
            continue
        known = fields(record_type)
        place = f"rule[{number}]"
        holds = _holds(records, rule, known, place)
        held = np.ones(len(records), dtype=bool)
        for name in (rule.field, rule.other):
            if name is not None:
                held &= records["source"].isin(delivered.get(name, ())).to_numpy()
        at = np.flatnonzero(held & ~holds)
        message = rule.message or _spelled(rule)
        texts = {"message": pd.Series([message] * len(at), dtype="str")}
        yield rule, Hits("own_rule", rule.field, at, texts)


def _spelled(rule: OwnRule) -> str:
    """Return the rule itself as a message: ``einddatum >= ingangsdatum``."""
    against = rule.other if rule.other is not None else rule.value
    if isinstance(against, list):
        against = ", ".join(str(value) for value in against)
    return " ".join(
        str(word) for word in (rule.field, rule.comparison, against) if word is not None
    )


def _holds(records: pd.DataFrame, rule: OwnRule, known: Mapping[str, Field], place: str) -> Mask:
    field = known[rule.field]
    if rule.comparison in ("filled", "empty"):
        nothing = empty(records, rule.field)
        return ~nothing if rule.comparison == "filled" else records[rule.field].isna().to_numpy()
    values = _comparable(records, field)
    if rule.comparison == "matches":
        text = canonical(records, rule.record_type, rule.field)
        holds = text.str.fullmatch(_pattern(rule, place)).fillna(True)
    elif rule.comparison in ("in", "not in"):
        wanted = rule.value if isinstance(rule.value, list) else [rule.value]
        allowed = [_typed(value, field, place) for value in wanted]
        holds = values.isin(allowed) == (rule.comparison == "in")
    else:
        against = _against(records, rule, known, place)
        holds = _COMPARISONS[rule.comparison](values, against)
        if isinstance(against, pd.Series):
            holds |= against.isna()
    return np.asarray(holds.to_numpy(bool) | values.isna().to_numpy())


def _against(
    records: pd.DataFrame, rule: OwnRule, known: Mapping[str, Field], place: str
) -> object:
    field = known[rule.field]
    if rule.other is None:
        return _typed(rule.value, field, place)
    other = known[rule.other]
    if _family(field) != _family(other):
        raise ProjectError("own_rule_other_unlike", place=place, field=rule.field, other=rule.other)
    return _comparable(records, other)


def _family(field: Field) -> object:
    """Return what a field can be compared with: dates, amounts, numbers, or text."""
    if field.kind in DATE_KINDS:
        return "date"
    if field.kind is Kind.AMOUNT:
        return "amount"
    return "number" if field.kind in _NUMBERS else "text"


def _comparable(records: pd.DataFrame, field: Field) -> pd.Series:
    """Return a field's values so that they can be ordered: dates, floats, text."""
    if field.kind in (Kind.NUMBER, Kind.HOUSE_NUMBER):
        return pd.to_numeric(records[field.name], errors="coerce").astype("float64")
    if field.kind in _NUMBERS:
        return records[field.name].astype("float64")
    return records[field.name]


def _typed(value: object, field: Field, place: str) -> object:
    """Return a rule's value as the field's values are compared."""
    if value is None:
        raise ProjectError("own_rule_no_value", place=place, field=field.name)
    if field.kind in DATE_KINDS:
        found: object = _day(value)
    elif field.kind in _NUMBERS:
        found = _number(value, 100 if field.kind is Kind.AMOUNT else 1)
    elif field.code_list is not None:
        found = CODE_LISTS[field.code_list].find(str(value))[0]
    else:
        found = str(value)
    if found is None:
        raise ProjectError("own_rule_value_wrong", place=place, field=field.name, value=str(value))
    return found


def _day(value: object) -> pd.Timestamp | None:
    if isinstance(value, date):
        return pd.Timestamp(value.year, value.month, value.day)
    text = str(value).strip()
    dutch = _DUTCH_DATE.fullmatch(text)
    try:
        if dutch:
            return pd.Timestamp(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        return pd.Timestamp(date.fromisoformat(text))
    except ValueError:
        return None


def _number(value: object, factor: int) -> float | None:
    """Return a number as TOML has it, or as text: ``€ 1.234,56``, ``7,5``, ``1234.50``."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(round(value * factor, 6))
    text = re.sub(r"[€\s]", "", str(value))
    if "," in text or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
        text = text.replace(".", "").replace(",", ".")
    try:
        return float(round(float(text) * factor, 6))
    except ValueError:
        return None


def _pattern(rule: OwnRule, place: str) -> str:
    try:
        re.compile(str(rule.value))
    except re.error:
        rule_value = str(rule.value)
        raise ProjectError(
            "own_rule_pattern_wrong", place=place, field=rule.field, value=rule_value
        ) from None
    if rule.value is None:
        raise ProjectError("own_rule_no_value", place=place, field=rule.field)
    return str(rule.value)
