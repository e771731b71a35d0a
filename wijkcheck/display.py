"""How a table's values read on screen; what a column is follows from its name and type."""

import re
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.moments import day
from wijkcheck.records.fields import FIELDS, Kind
from wijkcheck.records.models import TEXT
from wijkcheck.records.units import omvang_in
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
    told: bool  # whether it has a name on screen; one without is for the program only
    shape: Shape
    family: str  # of its codes' sentences: ``status`` in ``status_open``
    side: str | None
    summed: bool  # whether a total of it means something
    signed: bool  # whether it is a difference: +3
    personal: bool  # whether its values may tell who somebody is

    @property
    def numeric(self) -> bool:
        """Whether its values stand at the right of their cell."""
        return self.shape in (Shape.WHOLE, Shape.NUMBER, Shape.AMOUNT)

    def typed(self, text: str, language: str) -> str | float | None:
        """Return what somebody typed as a value of this column; None where it is none of those."""
        if self.shape is Shape.DATE:
            iso = re.sub(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$", _iso, text.strip())
            return iso if re.fullmatch(r"\d{4}-\d\d-\d\d", iso) else None
        point = "," if language == "nl" else "."
        digits = re.sub(rf"[^-\d{point}]", "", text).replace(point, ".")
        try:
            number = float(digits)
        except ValueError:
            return None
        return round(number * 100) if self.shape is Shape.AMOUNT else number


_TEXT = pa.large_string()
_DATES = (Kind.DATE, Kind.OPEN_DATE, Kind.BIRTH_DATE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = r"^[-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?$"


def _iso(day: re.Match[str]) -> str:
    return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"


OMVANG = "omvang"  # a column, and what its texts are: volume, unit and frequency in one
_CODE_FAMILIES = {
    "side": "side", "record_type": "record_type", "severity": "severity",
    "cause_certainty": "cause_certainty", "measure": "measure", "period_rule": "period_rule",
    "team": "team", "rule": "rule", "stage": "stage", "field": "column",
}  # fmt: skip
_CODES_FAMILIES = {
    "kind": "kind", "cause": "cause", "status": "status", "basis": "column", "differs": "column",
}  # fmt: skip
_FAMILIES = {**_CODE_FAMILIES, **_CODES_FAMILIES, OMVANG: OMVANG}
_FIELDS = {field.name: field.kind for fields in FIELDS.values() for field in fields}
_KINDS = {**_FIELDS, "euros": Kind.AMOUNT}  # the greater amount of two sides
_SHARES = frozenset({"probability", "margin", "confidence"})
_EVERYBODYS = frozenset({"source", "findings", "records", "rows", "title"}) | _SHARES
_OF_MANY = frozenset(
    {Kind.CODE, Kind.TEAM, Kind.DATE, Kind.OPEN_DATE, Kind.VOLUME, Kind.AMOUNT, Kind.SEX}
)
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
        told=f"column_{rest}" in SENTENCES,
        shape=shape,
        family=_FAMILIES.get(rest, ""),
        side=side or None,
        signed=rest in _SIGNED,
        personal=not (_CODE_FAMILIES.get(rest) or _CODES_FAMILIES.get(rest) or rest in _EVERYBODYS)
        and _KINDS.get(rest) not in _OF_MANY,
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


def field_text(field: object, value: object, language: str) -> str | None:
    """Return a value as differences hold it, text of any field, as a person reads it."""
    if not isinstance(value, str):
        return None
    if field == OMVANG:
        return str(omvang_in(pd.Series([value], dtype=TEXT), language).iloc[0])
    return day(value, language) if _KINDS.get(str(field)) in _DATES and _ISO.match(value) else value


def texts(column: Column, values: pa.Array, language: str) -> pa.Array:
    """Return a column's values as a person reads them, as text; missing is empty."""
    match column.shape:
        case Shape.DATE:
            shown = _days(values, language)
        case Shape.BSN:
            shown = _masked(values.cast(_TEXT))
        case Shape.WHOLE:
            shown = _whole(values, column.signed)
        case Shape.NUMBER | Shape.AMOUNT:
            shown = _decimals(column, values)
        case Shape.CODE | Shape.CODES:
            shown = pa.array([_told(column, v, language) for v in values.to_pylist()], _TEXT)
        case _ if column.family == OMVANG:
            shown = _volumes(values, language)
        case _:
            shown = values
    if column.numeric and language == "nl":
        shown = _exchanged(shown)
    return shown.cast(_TEXT).fill_null("")


def _told(column: Column, codes: str | None, language: str) -> str:
    """Return what the code or the codes of a cell are called."""
    parts = (codes or "").split() if column.shape is Shape.CODES else [codes or ""]
    return ", ".join(code_text(column.family, code, language) for code in parts if code)


def _days(values: pa.Array, language: str) -> pa.Array:
    iso = values.cast(pa.date32(), safe=False).cast(_TEXT)
    if language != "nl":
        return iso
    return pc.replace_substring_regex(iso, r"^(-?\d+)-(\d+)-(\d+)$", r"\3-\2-\1")


def _volumes(values: pa.Array, language: str) -> pa.Array:
    """Return "4 hours per week" of what tables hold in Dutch."""
    if language == "nl":
        return values
    told = omvang_in(pd.Series(values.to_pandas(), dtype=TEXT), language)
    return pa.array(told, _TEXT, from_pandas=True)


def _masked(values: pa.Array) -> pa.Array:
    """Return BSNs of which only the last four digits are readable."""
    long = pc.greater(pc.utf8_length(values), 5)
    end = pc.if_else(long, pc.utf8_slice_codeunits(values, -4), _text(""))
    return _joined(_text("*****"), end)


def _whole(values: pa.Array, signed: bool) -> pa.Array:
    """Return whole numbers with a comma between thousands."""
    shown = pc.cast(values, _TEXT)
    if signed:
        shown = _joined(pc.if_else(pc.greater_equal(values, 0), _text("+"), _text("")), shown)
    return _thousands(shown)


def _decimals(column: Column, values: pa.Array) -> pa.Array:
    """Return cents, shares and other numbers: two digits behind the point, or up to four."""
    if column.shape is Shape.AMOUNT:
        digits, parts = 2, values.cast(pa.int64())
    else:
        digits = 2 if column.name in _SHARES else 4
        scaled = pc.round(pc.multiply(values.cast(pa.float64()), 10**digits))
        parts = scaled.cast(pa.int64(), safe=False)
    size = pc.abs(parts)
    whole = pc.divide(size, 10**digits)
    rest = pc.utf8_lpad(pc.subtract(size, pc.multiply(whole, 10**digits)).cast(_TEXT), digits, "0")
    sign = pc.if_else(pc.less(parts, 0), _text("-"), _text(""))
    money = _text("€ " if column.shape is Shape.AMOUNT else "")
    shown = _joined(money, sign, _thousands(whole.cast(_TEXT)), _text("."), rest)
    return shown if digits == 2 else pc.utf8_rtrim(pc.utf8_rtrim(shown, "0"), ".")


def _text(text: str) -> pa.Scalar:
    return pa.scalar(text, _TEXT)


def _joined(*parts: pa.Array | pa.Scalar) -> pa.Array:
    return pc.binary_join_element_wise(*parts, _text(""))


def _thousands(numbers: pa.Array) -> pa.Array:
    """Return whole numbers with a comma between thousands, from the right."""
    most = pc.max(pc.utf8_length(numbers)).as_py() or 0
    for _ in range(most // 3):
        numbers = pc.replace_substring_regex(numbers, r"(\d)(\d{3})(,|$)", r"\1,\2\3")
    return numbers


def _exchanged(numbers: pa.Array) -> pa.Array:
    """Return numbers as Dutch has them: a point between thousands, a comma before decimals."""
    for one, other in ((",", "\x00"), (".", ","), ("\x00", ".")):
        numbers = pc.replace_substring(numbers, one, other)
    return numbers


def guard_formulas(text: pa.Array) -> pa.Array:
    """Return text with an apostrophe before what starts with ``= + - @`` and is no number."""
    starts = pc.match_substring_regex(text, "^[=+@-]")
    danger = pc.and_not(starts, pc.match_substring_regex(text, _NUMBER))
    mark, nothing = pa.scalar("'", text.type), pa.scalar("", text.type)
    return pc.if_else(danger, pc.binary_join_element_wise(mark, text, nothing), text)
