"""How a table's values read on screen; what a column is follows from its name and type."""

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

from wijkcheck.records.fields import FIELDS, Kind
from wijkcheck.texts import SENTENCES, sentence


class Shape(StrEnum):
    """How a column's values are shown, ordered and found."""

    TEXT = "text"
    CODE = "code"  # of texts, shown by its sentence where it has one; else as it is (a team)
    CODES = "codes"  # several of those, separated by a space
    WHOLE = "whole"
    NUMBER = "number"
    AMOUNT = "amount"  # whole eurocents
    DATE = "date"
    BSN = "bsn"  # masked


@dataclass(frozen=True)
class Column:
    """A column as the window needs it; ``side`` is ``left`` or ``right`` where its name says so."""

    name: str
    title: str
    shape: Shape
    family: str  # of its codes' sentences: ``status`` in ``status_open``
    side: str | None
    summed: bool  # whether a total of it means something
    signed: bool  # whether it is a difference: +3

    @property
    def numeric(self) -> bool:
        """Whether its values stand at the right of their cell."""
        return self.shape in (Shape.WHOLE, Shape.NUMBER, Shape.AMOUNT)


_CODE_FAMILIES = {
    "side": "side", "record_type": "record_type", "severity": "severity",
    "cause_certainty": "cause_certainty", "measure": "measure", "period_rule": "period_rule",
    "team": "team", "rule": "rule", "stage": "stage", "field": "column",
}  # fmt: skip
_CODES_FAMILIES = {
    "kind": "kind", "cause": "cause", "status": "status", "basis": "column", "differs": "column",
}  # fmt: skip
_KINDS = {field.name: field.kind for fields in FIELDS.values() for field in fields}
_SHARES = frozenset({"probability", "margin", "confidence"})
_SIGNED = frozenset({"delta", "amount", "effect"})
_SUMMED = frozenset({"rows", "records", "findings", "amount", "effect"})


def column(name: str, kind: pa.DataType, language: str) -> Column:
    """Return what a column with this name and type is."""
    side, _, rest = name.partition("_")
    if side not in ("left", "right"):
        side, rest = "", name
    shape = _shape(rest, kind)
    return Column(
        name=name,
        title=_head(rest, language),
        shape=shape,
        family=_CODE_FAMILIES.get(rest) or _CODES_FAMILIES.get(rest, ""),
        side=side or None,
        signed=rest in _SIGNED,
        summed=rest in _SUMMED or shape is Shape.AMOUNT or _KINDS.get(rest) is Kind.VOLUME,
    )


def _shape(name: str, kind: pa.DataType) -> Shape:
    if name in _CODE_FAMILIES:
        return Shape.CODE
    if name in _CODES_FAMILIES:
        return Shape.CODES
    if _KINDS.get(name) is Kind.BSN:
        return Shape.BSN
    if pa.types.is_temporal(kind):
        return Shape.DATE
    if pa.types.is_integer(kind):
        return Shape.AMOUNT if _KINDS.get(name) is Kind.AMOUNT else Shape.WHOLE
    return Shape.NUMBER if pa.types.is_floating(kind) else Shape.TEXT


def title(name: str, language: str) -> str:
    """Return the name on screen of a column or field."""
    return code_text("column", name, language)


def _head(name: str, language: str) -> str:
    """Return what stands above a column: a shorter name where there is one."""
    short = f"head_{name}"
    return sentence(short, {}, language) if short in SENTENCES else title(name, language)


def code_text(family: str, code: str, language: str) -> str:
    """Return what a code of a family is called on screen; one without a name shows itself."""
    name = f"{family}_{code}"
    return sentence(name, {}, language) if name in SENTENCES else code


def texts(column: Column, values: pa.Array, language: str) -> list[str]:
    """Return a column's values as a person reads them; missing is empty."""
    if column.shape is Shape.DATE:
        days = values.cast(pa.date32(), safe=False).cast(pa.string()).to_pylist()
        return [day(text, language) if text else "" for text in days]
    if column.shape is Shape.TEXT:
        return [value or "" for value in values.to_pylist()]
    return ["" if v is None else _text(column, v, language) for v in values.to_pylist()]


def _text(column: Column, value: object, language: str) -> str:
    match column.shape, value:
        case Shape.CODE, str():
            return code_text(column.family, value, language)
        case Shape.CODES, str():
            return ", ".join(code_text(column.family, c, language) for c in value.split())
        case Shape.BSN, str():
            return masked(value)
        case Shape.AMOUNT, int():
            return f"€ {_separated(f'{value / 100:,.2f}', language)}"
        case Shape.NUMBER, float() if column.name in _SHARES:
            return _separated(f"{value:.2f}", language)
        case Shape.NUMBER, float():
            return _separated(f"{value:,.4f}".rstrip("0").rstrip("."), language)
    signed = "+" if column.signed else ""
    return _separated(f"{value:{signed},}", language)


def masked(bsn: str) -> str:
    """Return a BSN of which only the last four digits are readable."""
    return "*****" + bsn[-4:] if len(bsn) > 5 else "*****"


def day(iso: str, language: str) -> str:
    """Return an ISO date as a language writes it: ``30-09-2026`` in Dutch."""
    return f"{iso[8:10]}-{iso[5:7]}-{iso[:4]}" if language == "nl" else iso


_DUTCH = str.maketrans(",.", ".,")


def _separated(number: str, language: str) -> str:
    return number.translate(_DUTCH) if language == "nl" else number
