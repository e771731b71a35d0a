"""The values of a field, by its kind: each unique text is converted once; what fails has a rule."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.mapping.cells import is_placeholder
from wijkcheck.mapping.composites import take_house
from wijkcheck.mapping.dates import read_dates
from wijkcheck.mapping.numbers import (
    dot_is_decimal,
    is_scientific,
    read_cents,
    read_volume,
    with_its_digits,
)
from wijkcheck.records.codes import CODE_LISTS, to_code
from wijkcheck.records.fields import BIRTH_PARTS, Field, Kind
from wijkcheck.records.identifiers import a_number_valid
from wijkcheck.records.models import TEXT
from wijkcheck.records.prefixes import prefix_spelling
from wijkcheck.records.unique import per_unique

Read = Callable[[str], tuple[str | None, str | None]]  # text -> value, rule that it breaks

_PRODUCT = re.compile(r"\b\d{1,2}[A-Z]\d{2}\b")
_CODE_FIRST = re.compile(r"((?=\S*\d)[A-Z0-9]{2,5})(?:\s*[-:–]\s*|\s+)\D.*")
_GROUPED = re.compile(r"\d{1,3}(?:[., ]\d{3})+")


@dataclass(frozen=True)
class Cells:
    """The cells of one field: cleaned text, and which of them a workbook stored as a number."""

    field: Field
    column: str
    text: pd.Series
    numeric: pd.Series
    today: date
    american: bool | None = None  # whether the source's dates prove that the month stands first


@dataclass(frozen=True)
class Converted:
    """Values of the field's dtype; per cell the rule that it breaks, missing where none."""

    values: pd.Series
    problems: pd.Series | None = None
    remarks: pd.Series | None = None  # rules that a cell breaks although it could be converted
    notices: Mapping[str, int] = field(default_factory=dict)  # rule -> cells, said once per source
    more: Mapping[str, pd.Series] = field(default_factory=dict)  # other fields found in the cells


def convert_cells(cells: Cells) -> Converted:
    """Convert the cells of a field."""
    return _CONVERTERS.get(cells.field.kind, _as_written)(cells)


def _each(text: pd.Series, read: Read, usual: str | None = None) -> Converted:
    """Read each unique text; those that match ``usual`` as a whole are right as they stand."""
    codes, unique = pd.factorize(text)
    todo = np.ones(len(unique), dtype=bool)
    if usual is not None:
        array = pa.array(unique, type=pa.large_string())
        todo = ~pc.match_substring_regex(array, f"^(?:{usual})$").to_numpy(zero_copy_only=False)
    values = np.array(unique, dtype=object)
    problems = np.full(len(unique), None, dtype=object)
    for place in np.flatnonzero(todo):
        values[place], problems[place] = read(values[place])
    return Converted(_spread(values, codes, text), _spread(problems, codes, text))


def _spread(unique: np.ndarray, codes: np.ndarray, like: pd.Series) -> pd.Series:
    array = pd.array(unique, dtype=TEXT)
    return pd.Series(array.take(codes, allow_fill=True), index=like.index)


def _as_written(cells: Cells) -> Converted:
    return Converted(cells.text.mask(is_placeholder(cells.text)))


def _name(cells: Cells) -> Converted:
    """A surname may be Geen or Na: only what no name can be stands for nothing."""
    nothing = is_placeholder(cells.text) & ~cells.text.str.fullmatch(r"[A-Za-z]{2,4}", na=False)
    return Converted(cells.text.mask(nothing))


def _initials(cells: Cells) -> Converted:
    """Two capitals may be initials, also N.B. and NA."""
    nothing = is_placeholder(cells.text) & ~cells.text.str.fullmatch(r"[A-Z]\.?[A-Z]\.?", na=False)
    text = cells.text.mask(nothing)
    return Converted(per_unique(text, lambda t: re.sub(r"[\W\d_]", "", t).upper() or None))


def _prefix(cells: Cells) -> Converted:
    return Converted(per_unique(_as_written(cells).values, prefix_spelling))


def _bsn(cells: Cells) -> Converted:
    text = _as_written(cells).values
    made = _each(text, _read_bsn, r"\d{9}")
    # An A-number is readable, and validation says what is wrong with it.
    other = a_number_valid(text.where(made.values.isna()))
    values, problems = made.values.mask(other, text), made.problems
    short = int((text.str.len().lt(9) & values.notna()).sum())
    notices = {"bsn_leading_zero": short} if short else {}
    problems = None if problems is None else problems.mask(other)
    return Converted(values, problems, notices=notices)


def _read_bsn(text: str) -> tuple[str | None, str | None]:
    text = with_its_digits(text)
    if is_scientific(text):
        return None, "scientific_notation"
    digits = re.sub(r"(?i)^bsn|[\s.\-:]", "", text.removesuffix(".0"))
    if digits.isdecimal() and 7 <= len(digits) <= 9:
        return digits.zfill(9), None
    return None, "unreadable_bsn"


def _identifier(cells: Cells) -> Converted:
    return _each(_as_written(cells).values, _read_identifier, r"[^.Ee]*")


def _read_identifier(text: str) -> tuple[str | None, str | None]:
    text = with_its_digits(text)
    if is_scientific(text):
        return None, "scientific_notation"
    return re.sub(r"^(\d+)\.0+$", r"\1", text), None


def _number(cells: Cells) -> Converted:
    return _each(_as_written(cells).values, _read_number, r"[1-9]\d*")


def _read_number(text: str) -> tuple[str | None, str | None]:
    value, problem = _read_identifier(text)
    if value is not None and _GROUPED.fullmatch(value):
        value = re.sub(r"[., ]", "", value)
    if value is not None and value.isdecimal():
        value = value.lstrip("0") or None
    return value, problem


def _postcode(cells: Cells) -> Converted:
    text = _as_written(cells).values
    return Converted(per_unique(text, lambda t: re.sub(r"[\s.\-]", "", t).upper() or None))


def _house_number(cells: Cells) -> Converted:
    text = _as_written(cells).values
    parts = take_house(text)
    failed = text.notna() & parts["huisnummer"].isna()
    problems = pd.Series("unreadable_house_number", index=text.index, dtype=TEXT).where(failed)
    more = {name: parts[name] for name in ("huisletter", "toevoeging")}
    return Converted(parts["huisnummer"], problems, more=more)


def _code(cells: Cells) -> Converted:
    name = cells.field.code_list
    if name is None:
        return _product(cells)
    text = cells.text if cells.field.kind is Kind.SEX else _as_written(cells).values
    made = to_code(text, CODE_LISTS[name])
    failed = text.notna() & ~made["known"] & ~is_placeholder(text)
    problems = pd.Series("unknown_code", index=text.index, dtype=TEXT).where(failed)
    widened = int(made["widened"].sum())
    return Converted(made["code"], problems, notices={"code_widened": widened} if widened else {})


def _product(cells: Cells) -> Converted:
    """Product codes have no list of their own: municipalities make theirs (WMO021, JZ21)."""
    text = _as_written(cells).values
    made = _each(text, _read_product, r"\d\d[A-Z]\d\d")
    codes = made.values.str.fullmatch(r"0\d[A-Z]\d\d", na=False)
    widened = int((codes & ~text.str.startswith("0", na=False)).sum())
    return Converted(
        made.values, made.problems, notices={"code_widened": widened} if widened else {}
    )


def _read_product(text: str) -> tuple[str | None, str | None]:
    text = text.upper()
    national = set(_PRODUCT.findall(text))
    if len(national) > 1:
        return None, "several_codes"
    if national:
        return national.pop().zfill(5), None
    if match := _CODE_FIRST.fullmatch(text):
        return match[1], None
    return (None, "unknown_code") if " " in text else (text.removesuffix(".0"), None)


def _dates(cells: Cells) -> Converted:
    codes, unique = pd.factorize(cells.text)
    kind = cells.field.kind
    read = read_dates(unique.tolist(), kind, cells.today, cells.american)
    days = np.append(read.days, np.datetime64("NaT", "s"))[codes]
    problems = _spread(np.array(read.problems, dtype=object), codes, cells.text)
    notices = {"american_dates": int(cells.text.notna().sum())} if read.american else {}
    more = {}
    if kind is Kind.BIRTH_DATE:
        parts = np.vstack([read.parts, np.zeros((1, 3), dtype=np.int16)])[codes]
        for place, name in enumerate(BIRTH_PARTS):
            part = pd.Series(parts[:, place], index=cells.text.index).astype(pd.Int16Dtype())
            more[name] = part.mask(part.eq(0))
    default = np.append(read.default, False)[codes] & (kind is Kind.BIRTH_DATE)
    remarks = pd.Series("birth_default", index=cells.text.index, dtype=TEXT).where(default)
    values = pd.Series(days, index=cells.text.index)
    return Converted(values, problems, remarks, notices, more)


def _numbers(
    cells: Cells, read: Callable[[str, bool], float | None], dtype: Any, rule: str
) -> Converted:
    """Read numbers; what a workbook stored as a number has a decimal point whatever the column."""
    text = _as_written(cells).values
    codes, unique = pd.factorize(text.mask(cells.numeric))
    texts = unique.tolist()
    points = dot_is_decimal(texts)
    written = [read(value, points) for value in texts]
    stored_codes, stored = pd.factorize(text.where(cells.numeric))
    exact = [read(value, True) for value in stored.tolist()]
    array = pd.array([*written, *exact, None], dtype=dtype)
    place = np.where(codes >= 0, codes, np.where(stored_codes >= 0, stored_codes + len(texts), -1))
    values = pd.Series(array.take(place), index=text.index)
    failed = text.notna() & values.isna()
    return Converted(values, pd.Series(rule, index=text.index, dtype=TEXT).where(failed))


def _volume(cells: Cells) -> Converted:
    return _numbers(cells, read_volume, pd.Float64Dtype(), "unreadable_number")


def _amount(cells: Cells) -> Converted:
    """Euros, unless the column's name says cents and its values are whole numbers."""
    whole = cells.text.str.fullmatch(r"-?\d+(?:\.0)?", na=True).all()
    in_cents = bool("cent" in cells.column.lower() and whole)
    return _numbers(
        cells,
        lambda text, points: read_cents(text, points, in_cents),
        pd.Int64Dtype(),
        "unreadable_amount",
    )


_CONVERTERS: Mapping[Kind, Callable[[Cells], Converted]] = {
    Kind.NAME: _name,
    Kind.INITIALS: _initials,
    Kind.PREFIX: _prefix,
    Kind.BSN: _bsn,
    Kind.NUMBER: _number,
    Kind.IDENTIFIER: _identifier,
    Kind.DATE: _dates,
    Kind.OPEN_DATE: _dates,
    Kind.BIRTH_DATE: _dates,
    Kind.CODE: _code,
    Kind.SEX: _code,
    Kind.POSTCODE: _postcode,
    Kind.HOUSE_NUMBER: _house_number,
    Kind.VOLUME: _volume,
    Kind.AMOUNT: _amount,
}
