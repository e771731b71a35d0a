"""From columns and their kinds to comparisons and blocking passes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkcheck.errors import WijkCheckError
from wijkcheck.matching import compare, features
from wijkcheck.matching.blocking import Keys
from wijkcheck.matching.compare import DateComparison, OneColumn
from wijkcheck.matching.compare_names import NamesComparison
from wijkcheck.matching.features import Coded, LinkKind
from wijkcheck.matching.keys import (
    column_keys,
    keys_through,
    name_keys,
    rare_word_keys,
    word_pair_keys,
)
from wijkcheck.matching.levels import Comparison, FieldModel, Levels
from wijkcheck.matching.similarity import Ints

Fields = Mapping[str | tuple[str, str], str]
"""Column (or left and right column) to its kind."""

NAME_KINDS = frozenset(
    {
        LinkKind.GIVEN_NAME, LinkKind.INITIALS, LinkKind.PREFIX, LinkKind.SURNAME,
        LinkKind.PARTNER_SURNAME, LinkKind.FULL_NAME,
    }
)  # fmt: skip


READ = frozenset({LinkKind.DATE, LinkKind.NUMBER})
"""Kinds of which a value can be none at all."""


@dataclass(frozen=True)
class Prepared:
    """What the engine works on: comparisons and blocking keys of both sides."""

    comparisons: tuple[Comparison, ...]
    keys: Mapping[str, Keys]
    left: int
    right: int
    anchor: OneColumn | None  # the address field that says most about where somebody lives

    def levels(
        self, left: Ints, right: Ints, of: Callable[[FieldModel], bool] | None = None
    ) -> list[Levels]:
        """Return per field, perhaps only those ``of`` a sort, the level of each pair of records."""
        asked = [c for c in self.comparisons if of is None or any(map(of, c.fields))]
        return [level for c in asked for level in c.levels(left, right)]


def by_kind(
    left: pd.DataFrame, right: pd.DataFrame, fields: Fields
) -> dict[LinkKind, list[tuple[str, pd.Series]]]:
    """Return per kind its columns: name, and left rows followed by right rows.

    Raises:
        WijkCheckError: no fields, an unknown kind, or a column that is not there.
    """
    if not fields:
        raise WijkCheckError("link_no_fields")
    found: dict[LinkKind, list[tuple[str, pd.Series]]] = {}
    for column, kind in fields.items():
        names = column if isinstance(column, tuple) else (column, column)
        for side, frame, name in (("left", left, names[0]), ("right", right, names[1])):
            if name not in frame.columns:
                raise WijkCheckError("link_no_column", column=name, side=side)
        try:
            known = LinkKind(kind)
        except ValueError:
            allowed = ", ".join(LinkKind)
            raise WijkCheckError("link_no_kind", kind=kind, allowed=allowed) from None
        both = [as_text(left[names[0]]), as_text(right[names[1]])]
        found.setdefault(known, []).append((names[0], pd.concat(both, ignore_index=True)))
    return found


def as_text(column: pd.Series) -> pd.Series:
    """Return a column as text: dates yyyymmdd, whole floats without point, blank missing."""
    if pd.api.types.is_datetime64_any_dtype(column):
        dates: pd.Series[str] = column.dt.strftime("%Y%m%d").astype("str")
        return dates
    if pd.api.types.is_float_dtype(column):
        whole = column.dropna() % 1 == 0
        if whole.all():
            column = column.astype("Int64")
    text = column.astype("str").where(column.notna())
    filled: pd.Series[str] = text.where(text.str.strip() != "").astype("str")
    return filled


def prepare(left: pd.DataFrame, right: pd.DataFrame, fields: Fields) -> Prepared:
    """Normalise both sides and say how they are compared and blocked."""
    columns = by_kind(left, right, fields)
    size = len(left)
    comparisons: list[Comparison] = []
    keys: dict[str, Keys] = {}
    names = features.names(
        {kind: [s for _, s in many] for kind, many in columns.items() if kind in NAME_KINDS}, size
    )
    if names is not None:
        comparison = NamesComparison(names)
        comparisons.append(comparison)
        keys.update(name_keys(names, comparison))
    for kind, many in columns.items():
        if kind in NAME_KINDS:
            continue
        for number, (name, values) in enumerate(many):
            made, own = _COLUMN[kind](name, values, size)
            if kind in READ:
                _must_read(name, kind, values, made[0], size)
            comparisons.extend(made)
            for key, value in own.items():
                keys.setdefault(key if number == 0 else f"{key}_{number}", value)
    if not any(c.fields for c in comparisons):  # no name in any row: one field that says nothing
        (name, values), *_ = next(iter(columns.values()))
        comparisons = [compare.category(name, features.coded(values, size))]
    return Prepared(tuple(comparisons), keys, size, len(right), _anchor(comparisons))


def _must_read(name: str, kind: LinkKind, values: pd.Series, made: Comparison, size: int) -> None:
    """Refuse a side of which no value is of its kind: it would compare nothing, and tell nobody."""
    assert isinstance(made, DateComparison | OneColumn)  # noqa: S101 - what these kinds make
    filled = values.notna().to_numpy()
    sides = ((filled[:size], made.column.left), (filled[size:], made.column.right))
    if any(there.any() and not (codes >= 0).any() for there, codes in sides):
        raise WijkCheckError("link_unreadable", column=name, kind=kind)


def _anchor(comparisons: Sequence[Comparison]) -> OneColumn | None:
    """Return the address field with the most different values, house numbers left out."""
    fit = [c for c in comparisons if isinstance(c, OneColumn) and c.fields[0].address and c.area]
    return max(fit, key=lambda c: len(c.column.values), default=None)


Made = tuple[list[Comparison], dict[str, Keys]]


def _without_defaults(column: Coded) -> Coded:
    """Blank numbers that far too many records share to name one of them."""
    size = len(column.values)
    filled = np.concatenate([column.left, column.right])
    counts = np.bincount(filled[filled >= 0], minlength=size)
    default = counts > max(20, 0.001 * len(filled))

    def clean(side: features.Codes) -> features.Codes:
        return np.where((side >= 0) & ~default[side], side, -1).astype(np.int32)

    return Coded(column.values, clean(column.left), clean(column.right)) if size else column


def _identifier(name: str, values: pd.Series, size: int) -> Made:
    column = _without_defaults(features.coded(features.squeezed(values), size))
    return [compare.identifier(name, column)], {"identifier": column_keys(column)}


def _code(name: str, values: pd.Series, size: int) -> Made:
    column = features.coded(features.squeezed(values), size)
    return [compare.code(name, column)], {"code": column_keys(column)}


def _category(name: str, values: pd.Series, size: int) -> Made:
    return [compare.category(name, features.coded(features.folded(values), size))], {}


SEXES = dict.fromkeys("m1h", "m") | dict.fromkeys("v2fwdk", "v")
"""First letters: man, male, homme, hombre; vrouw, female, femme, woman, dame, kvinna."""


def _sex(name: str, values: pd.Series, size: int) -> Made:
    first = (
        features.folded(values)
        .str[:1]
        .map(
            {
                "m": "m",
                "1": "m",
                "h": "m",
                "v": "v",
                "2": "v",
                "f": "v",
                "w": "v",
                "d": "v",
                "k": "v",
            }
        )
    )
    return [compare.sex(name, features.coded(first.astype("str"), size))], {}


def _date(name: str, values: pd.Series, size: int) -> Made:
    column = features.dates(values, size)
    whole = {
        "date": keys_through(
            column, lambda v: v[:4] + "".join(sorted((v[4:6], v[6:]))) if v[4:] != "0000" else ""
        ),
        "year": keys_through(column, lambda v: v[:4]),
        "year_month": keys_through(column, lambda v: v[:6] if v[4:6] != "00" else ""),
        "month_day": keys_through(
            column,
            lambda v: "".join(sorted((v[4:6], v[6:]))) if v[4:] not in ("0101", "0000") else "",
        ),
    }
    return [DateComparison(name, column)], whole


def _postcode(name: str, values: pd.Series, size: int) -> Made:
    column = features.coded(features.squeezed(values), size)
    return [compare.postcode(name, column)], {
        "postcode": column_keys(column),
        "area": keys_through(column, lambda v: v[:4]),
    }


def _house_number(name: str, values: pd.Series, size: int) -> Made:
    column = features.coded(features.house_numbers(values)[0], size)
    return [compare.house_number(name, column)], {"house_number": column_keys(column)}


def _street(name: str, values: pd.Series, size: int) -> Made:
    column = features.coded(features.streets(values), size)
    sounds = dict(zip(column.values, features.sound(column.values), strict=True))
    return [compare.street(name, column)], {"street": keys_through(column, sounds.__getitem__)}


def _place(name: str, values: pd.Series, size: int) -> Made:
    column = features.coded(features.folded(values), size)
    return [compare.place(name, column)], {"place": column_keys(column)}


def _email(name: str, values: pd.Series, size: int) -> Made:
    column = _without_defaults(features.coded(features.emails(values), size))
    return [compare.contact(name, column)], {
        "email": keys_through(column, lambda v: v.split("@")[0])
    }


def _phone(name: str, values: pd.Series, size: int) -> Made:
    column = _without_defaults(features.coded(features.phones(values), size))
    return [compare.contact(name, column)], {"phone": column_keys(column)}


def _written(name: str, values: pd.Series, size: int) -> Made:
    text = features.folded(values)
    column = features.coded(text, size)
    words = features.word_bag(text, size)
    return [compare.written(name, column)], {
        "rare_word": rare_word_keys(words),
        "word_pair": word_pair_keys(words),
        "whole_text": keys_through(column, lambda v: "".join(sorted(v.split()))),
    }


def _number(name: str, values: pd.Series, size: int) -> Made:
    parsed = pd.to_numeric(values.str.replace(",", ".", regex=False), errors="coerce")
    return [
        compare.number(name, features.coded(parsed.astype("str").where(parsed.notna()), size))
    ], {}


_COLUMN: Mapping[LinkKind, Callable[[str, pd.Series, int], Made]] = {
    LinkKind.IDENTIFIER: _identifier,
    LinkKind.CODE: _code,
    LinkKind.CATEGORY: _category,
    LinkKind.SEX: _sex,
    LinkKind.DATE: _date,
    LinkKind.POSTCODE: _postcode,
    LinkKind.HOUSE_NUMBER: _house_number,
    LinkKind.STREET: _street,
    LinkKind.PLACE: _place,
    LinkKind.EMAIL: _email,
    LinkKind.PHONE: _phone,
    LinkKind.ORGANISATION: _written,
    LinkKind.TEXT: _written,
    LinkKind.NUMBER: _number,
}
