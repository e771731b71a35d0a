"""Blocking keys, and the passes that use them: what records of one person still share."""

from collections.abc import Callable, Mapping

import numpy as np

from wijkcheck.matching.blocking import Keys, Pass, keys_of
from wijkcheck.matching.compare_names import NamesComparison
from wijkcheck.matching.features import GIVEN, PARTS, Bag, Coded, Codes, Names, sound

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
    Pass(("initial", "sound_start"), ("year", "place", "area")),
    Pass(("initial", "month_day"), ("sound_start", "area", "place")),
    Pass(("rare_word",)),
    Pass(("word_pair",)),
    Pass(("code", "rare_word")),
    Pass(("whole_text",)),
)
"""Each names what two records of one person mostly still share when something else went wrong: a
number, a birth date, an address, a name with a part of a date or place. Those whose columns are not
there fall away."""


def passes(keys: Mapping[str, Keys]) -> list[Pass]:
    """Return the passes to run: the standing ones, and further columns of the single-key kinds."""
    more = [
        Pass((name,), ("initial", "sound_start"))
        for name in keys
        if name.rpartition("_")[0] in ("identifier", "email", "phone", "date")
        and name.rpartition("_")[2].isdigit()
    ]
    return [*PASSES, *more]


def name_keys(names: Names, comparison: NamesComparison) -> dict[str, Keys]:
    """Return the keys of given names, initials and surnames, as written and as they sound."""
    words, initials = names.words, names.initials
    sounds = comparison.sounds.astype(np.int32)

    def to_sound(table: Codes) -> Codes:
        return np.where(table >= 0, sounds[table], -1).astype(np.int32)

    def letter(codes: Codes) -> Codes:
        return np.where(codes >= 0, comparison.first[codes], -1).astype(np.int32)

    starts = np.unique(np.array([s[:1] for s in sound(words.values)] or [""]), return_inverse=True)[
        1
    ].astype(np.int32)

    def start(table: Codes) -> Codes:
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


def _unordered(sounds: Codes, top: int) -> Codes:
    """Return one key of first given name and surname, the same when they are swapped."""
    a, b = sounds[:, 0].astype(np.int64), sounds[:, 3].astype(np.int64)
    key = np.minimum(a, b) * top + np.maximum(a, b)
    # Folded into 31 bits: two names that meet by chance only add a candidate.
    folded = (key * 2654435761 % 2147483647).astype(np.int32)
    return np.where((a >= 0) & (b >= 0), folded, -1).astype(np.int32)


def column_keys(column: Coded) -> Keys:
    """Return the values of a column as keys."""
    return keys_of(column.left, column.right)


def keys_through(column: Coded, change: Callable[[str], str]) -> Keys:
    """Return keys made from each value by a function; an empty result is no key."""
    made = np.array([change(v) for v in column.values] or [""])
    codes = np.unique(made, return_inverse=True)[1]
    codes = np.where(made == "", -1, codes).astype(np.int32)

    def take(side: Codes) -> Codes:
        return np.where(side >= 0, codes[side], -1).astype(np.int32)

    return keys_of(take(column.left), take(column.right))


def word_pair_keys(words: Bag) -> Keys:
    """Return each two words of a row as a key, in any order: common words can be rare together."""
    first, second = np.triu_indices(words.left.shape[1], 1)
    top = np.int64(len(words.values) + 1)

    def pairs(table: Codes) -> Codes:
        a, b = table[:, first].astype(np.int64), table[:, second].astype(np.int64)
        both = np.minimum(a, b) * top + np.maximum(a, b)
        return np.where((a >= 0) & (b >= 0) & (a != b), both, -1)

    return keys_of(pairs(words.left), pairs(words.right))


def rare_word_keys(words: Bag) -> Keys:
    """Return the three rarest words of each row as its keys."""
    both = np.concatenate([words.left.ravel(), words.right.ravel()])
    counts = np.append(
        np.bincount(both[both >= 0], minlength=len(words.values)), np.iinfo(np.int64).max
    )

    def rarest(table: Codes) -> Codes:
        order = np.argsort(counts[table], axis=1, kind="stable")[:, :3]
        return np.take_along_axis(table, order, axis=1)

    return keys_of(rarest(words.left), rarest(words.right))
