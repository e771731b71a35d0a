"""A whole name in one text, taken apart: "Jansen, P.M. van der", "P.M. (Piet) van Dijk"."""

import html
import re

import pandas as pd

from wijkcheck.records.models import TEXT
from wijkcheck.records.prefixes import (
    is_prefix,
    part_surname,
    prefix_before,
    prefix_behind,
    prefix_spelling,
)
from wijkcheck.records.unique import table_per_unique

Parts = tuple[str | None, str | None, str | None, str | None, str | None, str | None]

NAME_PARTS = (
    "voornamen",
    "voorletters",
    "voorvoegsel",
    "achternaam",
    "partnervoorvoegsel",
    "partnernaam",
)
_TITLES = re.compile(
    r"(?<!\w)(?:dhr|de heer|heer|hr|mw|mevr|mevrouw|mvr|mej|mejuffrouw|fam|familie|drs|ir|ing|dr|mr"
    r"|prof|jhr|jkvr|jonkheer|jonkvrouw|sr|jr|bsc|msc|ba|ma|m/v)(?:\.|(?!\w))\s*",
    re.IGNORECASE,
)
_INITIAL = r"(?:[^\W\d_]|Th|Ch|Chr|Ph|IJ|Sj|St|Tj|Fr|Joh|Jac|Wm|Alb|Aug)"
_DOTTED = re.compile(rf"(?:{_INITIAL}\.-?)+{_INITIAL}?\.?|[^\W\d_]\.?", re.IGNORECASE)
_GIVEN_TOO = frozenset({"Ben", "Al", "Do"})  # prefixes that start a name more often as given names
_MARRIED = re.compile(r"\s+(?:geb\.?|geboren|g\.b\.)\s+", re.IGNORECASE)
_SPOUSE_OF = re.compile(r"\s+(?:e\.?\s?/?\s?v\.?|echtg\.?\s+van|wed\.?\s+van)\s+", re.IGNORECASE)


def parse_name(values: pd.Series) -> pd.DataFrame:
    """Return the ``NAME_PARTS`` of whole names, each missing where it is not in the text.

    Surname first with a comma, or given names first; the prefix before or behind; a name in
    brackets is the given name; forms of address go. Initials come back as capitals without dots,
    prefixes in lower case, names as written.
    Of a double name the partner's comes first ("Jansen-de Wit" is De Wit, married to Jansen): the
    Dutch practice, naamgebruik V. Written ``geb.`` the own name follows, ``e/v`` the partner's.
    """
    return table_per_unique(values, _parse, dict.fromkeys(NAME_PARTS, TEXT))


def given_initials(text: str) -> str | None:
    """Return the initials of given names or of dotted initials, capitals without dots, or none."""
    words = (word.strip("'’(),") for word in re.split(r"[\s.\-]+", text))
    heads = (re.match(r"ij|[^\W\d_]", word.replace("ĳ", "ij").lower()) for word in words)
    return "".join(head[0].upper() for head in heads if head) or None


def is_initials(text: str) -> bool:
    """Return whether a text is initials rather than names: "P.M.", "Th. J.", "PM", "j"."""
    words = text.split()
    return bool(words) and all(
        _DOTTED.fullmatch(word)
        or (word.isupper() and len(word) <= (4 if not re.search("[AEIOUY]", word) else 2))
        for word in words
    )


def is_dotted(word: str) -> bool:
    """Return whether a word is initials with dots, or one letter: "P.M.", "Th.J.", "J"."""
    return _DOTTED.fullmatch(word) is not None


def _parse(text: str) -> Parts:
    text = html.unescape(text) if "&" in text else text
    text = re.sub(r"\s*[-–]\s*", "-", " ".join(text.split())).replace("ĳ", "ij").replace("Ĳ", "IJ")
    text = re.sub(r"(?<=\b[A-Z]\.)(?=[a-z]{2})", " ", text)  # "J.de Jong"
    bracketed = [part.strip() for part in re.findall(r"\(([^)]*)\)", text)]
    text = _TITLES.sub("", re.sub(r"\([^)]*\)", " ", text)).strip(" ,;")
    surname, prefix, given = _by_comma(text) if "," in text else _by_words(text.split())
    for part in bracketed:
        if is_prefix(part):
            prefix = prefix or prefix_spelling(part)
    called = [part for part in bracketed if part and not is_prefix(part)]
    names, initials = _given(given)
    own_prefix, own, partner_prefix, partner = _surnames(surname, prefix)
    called_by = called[0] if called else names
    return called_by, initials, own_prefix, own, partner_prefix, partner


def _by_comma(text: str) -> tuple[str, str | None, list[str]]:
    """Part "Jansen, P.M. van der" and "Berg, van den, Piet" in surname, prefix and given names."""
    surname, *rest = (part.strip() for part in text.split(","))
    prefix, given = None, []
    for part in rest:
        words = part.split()
        initials = len(rest) == 1 and part.isupper() and "." in part  # "Jansen, A.D."
        if is_prefix(part) and len(part.rstrip(".")) > 1 and not initials:
            prefix = prefix_spelling(part)
            continue
        behind, before = prefix_behind(words), prefix_before(words)
        if behind:
            prefix = prefix_spelling(" ".join(words[-behind:]))
            words = words[:-behind]
        elif before and not is_initials(words[0]):
            prefix = prefix_spelling(" ".join(words[:before]))
            words = words[before:]
        given += words
    return surname, prefix, given


def _by_words(words: list[str]) -> tuple[str, str | None, list[str]]:
    """Part a name without a comma: given names first, unless initials or a prefix end it."""
    last = len(words) - 1
    leading = 0
    while leading < last and is_initials(words[leading]) and not _surname_at(words, leading):
        leading += 1
    if not leading:
        behind = prefix_behind(words)
        body = words[: len(words) - behind]
        end = len(body)
        while end > 1 and _trails(body, end - 1):
            end -= 1
        if end < len(body) or behind:
            prefix = prefix_spelling(" ".join(words[len(body) :])) if behind else None
            return " ".join(body[:end]), prefix, body[end:]
    start = next((n for n in range(leading, last) if _surname_at(words, n)), max(last, 0))
    return " ".join(words[start:]), None, words[:start]


def _trails(words: list[str], place: int) -> bool:
    """Whether the word is initials behind a surname; "JANSEN AM" could as well be two names."""
    if _DOTTED.fullmatch(words[place]):
        return True
    shouting = " ".join(words).isupper() and re.search("[AEIOU]", words[place])
    return is_initials(words[place]) and not shouting


def _surname_at(words: list[str], place: int) -> bool:
    """Whether a surname starts here: a prefix, or a double name with one ("Smit-van Dijk")."""
    word = words[place]
    if place == 0 and word in _GIVEN_TOO:
        return False
    if _DOTTED.fullmatch(word) and not word.startswith("v"):
        return False
    first, hyphen, second = word.rpartition("-")
    inside = bool(hyphen and first) and prefix_before([second, *words[place + 1 :]]) > 0
    return inside or prefix_before(words[place:]) > 0


def _given(words: list[str]) -> tuple[str | None, str | None]:
    """Return given names and initials; only what is written, neither made from the other."""
    initials = [word for word in words if is_initials(word)]
    names = [word for word in words if not is_initials(word)]
    letters = "".join(_letters(word) for word in initials)
    return " ".join(names) or None, letters or None


def _letters(word: str) -> str:
    return re.sub(r"[.\-\s]", "", word).upper()


def _surnames(
    text: str, prefix: str | None
) -> tuple[str | None, str | None, str | None, str | None]:
    """Return own prefix and name, partner's prefix and name."""
    if len(parts := _MARRIED.split(text, maxsplit=1)) == 2:
        partner, own = parts
    elif len(parts := _SPOUSE_OF.split(text, maxsplit=1)) == 2:
        own, partner = parts
    elif len(parts := text.split("-", 1)) == 2 and all(parts):
        partner, own = parts
    else:
        own_prefix, name = part_surname(text)
        return prefix or own_prefix, name or None, None, None
    own_prefix, own_name = part_surname(own)
    partner_prefix, partner_name = part_surname(partner)
    # A prefix that stood behind belongs to the name that the text begins with.
    if prefix and text.startswith(partner):
        return own_prefix, own_name, prefix, partner_name
    return prefix or own_prefix, own_name, partner_prefix, partner_name
