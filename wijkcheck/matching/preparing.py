"""From columns and their kinds to comparisons and blocking passes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkcheck.errors import WijkCheckError
from wijkcheck.matching import compare, features
from wijkcheck.matching.blocking import Keys, Pass, keys_of
from wijkcheck.matching.compare import Comparison, DateComparison, NamesComparison, OneColumn
from wijkcheck.matching.features import GIVEN, PARTS, Coded, LinkKind, Names

Fields = Mapping[str | tuple[str, str], str]
"""Column (or left and right column) to its kind."""

NAME_KINDS = frozenset(
    {
        LinkKind.GIVEN_NAME, LinkKind.INITIALS, LinkKind.PREFIX, LinkKind.SURNAME,
        LinkKind.PARTNER_SURNAME, LinkKind.FULL_NAME,
    }
)  # fmt: skip

PASSES = (
    Pass(("identifier",)),
    Pass(("email",)),
    Pass(("phone",)),
    Pass(("date",), ("initial", "sound_start", "area")),
    Pass(("postcode", "house_number"), ("initial",)),
    Pass(("street", "house_number"), ("initial", "sound_start")),
    Pass(("both_sounds",), ("year", "area", "place")),
    Pass(("surname_part", "area"), ("initial", "year")),
    Pass(("surname_part", "initial"), ("area", "month_day", "place")),
    Pass(("surname_sound", "month_day"), ("initial",)),
    Pass(("surname_sound", "postcode"), ("initial",)),
    Pass(("given_word", "month_day"), ("area", "place")),
    Pass(("initial", "year", "postcode")),
    Pass(("name_word",), ("year", "area", "place", "month_day")),
    Pass(("name_sound",), ("year_month", "postcode", "place")),
    Pass(("rare_word",)),
    Pass(("code", "rare_word")),
    Pass(("whole_text",)),
)
"""Each names what two records of one person mostly still share when something else went wrong: a
number, a birth date, an address, a name with a part of a date or place. Those whose columns are not
there fall away."""


@dataclass(frozen=True)
class Prepared:
    """What the engine works on: comparisons and blocking keys of both sides."""

    comparisons: tuple[Comparison, ...]
    keys: Mapping[str, Keys]
    left: int
    right: int
    anchor: OneColumn | None  # the address field that says most about where somebody lives


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
        both = [_text(left[names[0]]), _text(right[names[1]])]
        found.setdefault(known, []).append((names[0], pd.concat(both, ignore_index=True)))
    return found


def _text(column: pd.Series) -> pd.Series:
    """Return a column as text; dates stay dates; whole floats lose their point."""
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
        keys.update(_name_keys(names, comparison))
    for kind, many in columns.items():
        if kind in NAME_KINDS:
            continue
        for number, (name, values) in enumerate(many):
            made, own = _COLUMN[kind](name, values, size)
            comparisons.extend(made)
            for key, value in own.items():
                keys.setdefault(key if number == 0 else f"{key}_{number}", value)
    return Prepared(tuple(comparisons), keys, size, len(right), _anchor(comparisons))


def _anchor(comparisons: Sequence[Comparison]) -> OneColumn | None:
    """Return the address field with the most different values, house numbers left out."""
    fit = [c for c in comparisons if isinstance(c, OneColumn) and c.fields[0].address and c.area]
    return max(fit, key=lambda c: len(c.column.values), default=None)


def passes(keys: Mapping[str, Keys]) -> list[Pass]:
    """Return the passes to run: the standing ones, and further columns of the single-key kinds."""
    more = [
        Pass((name,), ("initial", "sound_start"))
        for name in keys
        if name.rpartition("_")[0] in ("identifier", "email", "phone", "date")
        and name.rpartition("_")[2].isdigit()
    ]
    return [*PASSES, *more]


def _name_keys(names: Names, comparison: NamesComparison) -> dict[str, Keys]:
    words, initials = names.words, names.initials
    sounds = comparison.sounds.astype(np.int32)

    def to_sound(table: features.Codes) -> features.Codes:
        return np.where(table >= 0, sounds[table], -1).astype(np.int32)

    def letter(codes: features.Codes) -> features.Codes:
        return np.where(codes >= 0, comparison.first[codes], -1).astype(np.int32)

    starts = np.unique(
        np.array([s[:1] for s in features.sound(words.values)] or [""]), return_inverse=True
    )[1].astype(np.int32)

    def start(table: features.Codes) -> features.Codes:
        return np.where(table >= 0, starts[table], -1).astype(np.int32)

    keys = {
        "name_word": keys_of(words.left, words.right),
        "name_sound": keys_of(to_sound(words.left), to_sound(words.right)),
    }
    if names.given:
        keys["initial"] = keys_of(letter(initials.left), letter(initials.right))
        keys["given_word"] = keys_of(words.left[:, GIVEN], words.right[:, GIVEN])
        first = slice(0, 1)
        keys["given_sound"] = keys_of(
            to_sound(words.left[:, first]), to_sound(words.right[:, first])
        )
    if names.surname:
        parts = PARTS
        keys["surname_part"] = keys_of(words.left[:, parts], words.right[:, parts])
        keys["surname_sound"] = keys_of(
            to_sound(words.left[:, parts]), to_sound(words.right[:, parts])
        )
        keys["sound_start"] = keys_of(start(words.left[:, parts]), start(words.right[:, parts]))
    if names.given and names.surname:
        top = int(sounds.max()) + 1 if len(sounds) else 1
        keys["both_sounds"] = keys_of(
            _unordered(to_sound(words.left), top), _unordered(to_sound(words.right), top)
        )
    return keys


def _unordered(sounds: features.Codes, top: int) -> features.Codes:
    """Return one key of first given name and surname, the same when they are swapped."""
    a, b = sounds[:, 0].astype(np.int64), sounds[:, 3].astype(np.int64)
    key = np.minimum(a, b) * top + np.maximum(a, b)
    # Folded into 31 bits: two names that meet by chance only add a candidate.
    folded = (key * 2654435761 % 2147483647).astype(np.int32)
    return np.where((a >= 0) & (b >= 0), folded, -1).astype(np.int32)


Made = tuple[list[Comparison], dict[str, Keys]]


def _coded_keys(column: Coded) -> Keys:
    return keys_of(column.left, column.right)


def _through(column: Coded, change: Callable[[str], str]) -> Keys:
    """Return keys made from each value by a function; an empty result is no key."""
    made = np.array([change(v) for v in column.values] or [""])
    codes = np.unique(made, return_inverse=True)[1]
    codes = np.where(made == "", -1, codes).astype(np.int32)

    def take(side: features.Codes) -> features.Codes:
        return np.where(side >= 0, codes[side], -1).astype(np.int32)

    return keys_of(take(column.left), take(column.right))


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
    return [compare.identifier(name, column)], {"identifier": _coded_keys(column)}


def _code(name: str, values: pd.Series, size: int) -> Made:
    column = features.coded(features.squeezed(values), size)
    return [compare.code(name, column)], {"code": _coded_keys(column)}


def _category(name: str, values: pd.Series, size: int) -> Made:
    return [compare.category(name, features.coded(features.folded(values), size))], {}


def _sex(name: str, values: pd.Series, size: int) -> Made:
    first = (
        features.folded(values)
        .str[:1]
        .map({"m": "m", "1": "m", "h": "m", "v": "v", "2": "v", "f": "v", "w": "v", "d": "v"})
    )
    return [compare.category(name, features.coded(first.astype("str"), size))], {}


def _date(name: str, values: pd.Series, size: int) -> Made:
    column = features.dates(values, size)
    whole = {
        "date": _through(
            column, lambda v: v[:4] + "".join(sorted((v[4:6], v[6:]))) if v[4:] != "0000" else ""
        ),
        "year": _through(column, lambda v: v[:4]),
        "year_month": _through(column, lambda v: v[:6] if v[4:6] != "00" else ""),
        "month_day": _through(
            column,
            lambda v: "".join(sorted((v[4:6], v[6:]))) if v[4:] not in ("0101", "0000") else "",
        ),
    }
    return [DateComparison(name, column)], whole


def _postcode(name: str, values: pd.Series, size: int) -> Made:
    column = features.coded(features.squeezed(values), size)
    return [compare.postcode(name, column)], {
        "postcode": _coded_keys(column),
        "area": _through(column, lambda v: v[:4]),
    }


def _house_number(name: str, values: pd.Series, size: int) -> Made:
    column = features.coded(features.house_numbers(values)[0], size)
    return [compare.house_number(name, column)], {"house_number": _coded_keys(column)}


def _street(name: str, values: pd.Series, size: int) -> Made:
    column = features.coded(features.streets(values), size)
    sounds = dict(zip(column.values, features.sound(column.values), strict=True))
    return [compare.named_place(name, column)], {"street": _through(column, sounds.__getitem__)}


def _place(name: str, values: pd.Series, size: int) -> Made:
    column = features.coded(features.folded(values), size)
    return [compare.named_place(name, column)], {"place": _coded_keys(column)}


def _email(name: str, values: pd.Series, size: int) -> Made:
    column = _without_defaults(features.coded(features.emails(values), size))
    return [compare.contact(name, column)], {"email": _through(column, lambda v: v.split("@")[0])}


def _phone(name: str, values: pd.Series, size: int) -> Made:
    column = _without_defaults(features.coded(features.phones(values), size))
    return [compare.contact(name, column)], {"phone": _coded_keys(column)}


def _written(name: str, values: pd.Series, size: int) -> Made:
    text = features.folded(values)
    column = features.coded(text, size)
    words = features.word_bag(text, size)
    rare = _rare_words(words)
    return [compare.written(name, column)], {
        "rare_word": keys_of(rare[0], rare[1]),
        "whole_text": _through(column, lambda v: "".join(sorted(v.split()))),
    }


def _rare_words(words: features.Bag) -> tuple[features.Codes, features.Codes]:
    """Keep per row its three rarest words."""
    both = np.concatenate([words.left.ravel(), words.right.ravel()])
    counts = np.append(
        np.bincount(both[both >= 0], minlength=len(words.values)), np.iinfo(np.int64).max
    )

    def rarest(table: features.Codes) -> features.Codes:
        order = np.argsort(counts[table], axis=1, kind="stable")[:, :3]
        return np.take_along_axis(table, order, axis=1)

    return rarest(words.left), rarest(words.right)


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
__all__: Sequence[str] = ("Fields", "Prepared", "passes", "prepare")
