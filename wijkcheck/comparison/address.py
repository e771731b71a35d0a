"""When two addresses are the same: streets, house numbers and places in their spellings."""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from wijkcheck.comparison.pairing import Cells, Pairing, text_differs
from wijkcheck.records.folding import fold_text
from wijkcheck.records.unique import per_unique

# NEN 5825 shortens street names to 24 places; these are the common ones.
_ENDS = {
    "str": "straat", "strt": "straat", "ln": "laan", "wg": "weg", "pln": "plein", "pl": "plein",
    "sngl": "singel", "sgl": "singel", "gr": "gracht", "dk": "dijk", "ka": "kade",
    "ltn": "laantje", "hf": "hof", "pd": "pad",
}  # fmt: skip
_WORDS = {
    "burg": "burgemeester", "bgm": "burgemeester", "prof": "professor", "dr": "dokter",
    "doctor": "dokter", "st": "sint", "ds": "dominee", "gen": "generaal", "pres": "president",
    "kon": "koningin", "past": "pastoor", "mgr": "monseigneur", "ir": "ingenieur",
    "mr": "meester", "prins": "prins", "pr": "prins", "prs": "prinses", "adm": "admiraal",
    "ka": "kade", "wilh": "wilhelmina", "jul": "juliana",
}  # fmt: skip
_END = re.compile(rf"({'|'.join(sorted(_ENDS, key=len, reverse=True))})$")
_VAN = re.compile(r"\b(?:van (?:den|der|de)|v d|v de[nr]?|vd[nr])\b")
_PLACES = {"denhaag": "sgravenhage", "denbosch": "shertogenbosch"}
_PARTS = ("huisnummer", "huisletter", "toevoeging")


def street_spelling(street: str) -> str:
    """Return one spelling of a street: ``Burg. Smitstr.`` is ``burgemeestersmitstraat``.

    >>> street_spelling("Burg. Smitstr.") == street_spelling("Burgemeester Smitstraat")
    True
    """
    words = [_WORDS.get(word, word) for word in _VAN.sub("vd", fold_text(street)).split()]
    if not words:
        return ""
    words[-1] = _ENDS.get(words[-1]) or _shortened(words[-1], street)
    return "".join(words).replace("ij", "y")


def _shortened(word: str, street: str) -> str:
    """Write an end in full only where a full stop or a rare ending shows that it was shortened."""
    ending = _END.search(word)
    if ending and (street.rstrip().endswith(".") or ending[1] in ("str", "strt", "ln", "pln")):
        return word[: ending.start()] + _ENDS[ending[1]]
    return word


def place_spelling(place: str) -> str:
    """Return one spelling of a place: ``Den Haag`` is ``'s-Gravenhage``."""
    spelling = fold_text(place).replace(" ", "").replace("ij", "y")
    return _PLACES.get(spelling, spelling)


def house_numbers(pairing: Pairing) -> Iterator[pd.DataFrame]:
    """Compare house numbers with letter and addition as one (``12a`` is 12 with letter A).

    What differs is told once, at the part that does; letters only where both sources have them.
    """
    differs = [text_differs(pairing.left.text(p), pairing.right.text(p)) for p in _PARTS]
    apart = pairing.told_apart("huisnummer")
    yield pairing.where(apart).found("huisnummer")
    pairing = pairing.where(np.logical_or.reduce(differs) & ~apart)
    sides = (pairing.left, pairing.right)
    whole = [_whole(side) for side in sides]
    number, rest = zip(*(_number_and_rest(one) for one in whole), strict=True)
    other_number = (number[0] != number[1]).to_numpy(dtype=bool)
    lettered = [
        side.has("huisletter") | side.has("toevoeging") | (own != "").to_numpy(dtype=bool)
        for side, own in zip(sides, rest, strict=True)
    ]
    other_rest = (rest[0] != rest[1]).to_numpy(dtype=bool) & lettered[0] & lettered[1]
    yield pairing.where(other_number).found("huisnummer")
    yield from _at_letter(pairing.where(~other_number & other_rest))


def _at_letter(pairing: Pairing) -> Iterator[pd.DataFrame]:
    """Tell a difference at the letter, else the addition, else the number with all behind it."""
    letter, addition = (
        text_differs(*(pc.utf8_lower(side.text(part)) for side in pairing.sides))
        for part in ("huisletter", "toevoeging")
    )
    addition &= ~letter & pairing.both_have("toevoeging")
    letter &= pairing.both_have("huisletter")
    yield pairing.where(letter).found("huisletter")
    yield pairing.where(addition).found("toevoeging")
    rest = pairing.where(~letter & ~addition)
    yield rest.found("huisnummer", _whole(rest.left), _whole(rest.right))


def _whole(cells: Cells) -> pd.Series:
    """Return a house number and what stands behind it, in capitals: ``12 ABIS``."""
    number, letter, addition = (cells.column(part).fillna("") for part in _PARTS)
    return per_unique(number + "\t" + letter + " " + addition, _house_spelling)


def _house_spelling(text: str) -> str:
    number, _, behind = text.partition("\t")
    squashed = fold_text(number).replace(" ", "")
    digits = squashed[: len(squashed) - len(squashed.lstrip("0123456789"))]
    rest = squashed[len(digits) :] + fold_text(behind).replace(" ", "")
    return f"{digits} {rest}".strip().upper()


def _number_and_rest(whole: pd.Series) -> tuple[pd.Series, pd.Series]:
    return (
        whole.str.extract(r"^(\d*)", expand=False),
        whole.str.replace(r"^\d* ?", "", regex=True),
    )
