"""Columns that hold several fields in one text: how they are recognised and taken apart."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from wijkcheck.records.fields import RecordType, fields
from wijkcheck.records.folding import fold_text
from wijkcheck.records.models import TEXT
from wijkcheck.records.names import NICKNAMES
from wijkcheck.records.prefixes import is_prefix, prefix_before, split_prefix
from wijkcheck.records.unique import table_per_unique
from wijkcheck.records.units import MINUTES, parse_omvang
from wijkcheck.records.written_names import NAME_PARTS, is_dotted, is_initials, parse_name

_DATE = r"\d{1,4}(?:[-/.]\d{1,2}[-/.]\d{1,4}|\s+[a-z]{3,9}\.?\s+\d{4}|\d{4})"
_OPEN = r"heden|lopend|onbepaalde tijd|onbepaald|doorlopend|open|nu|\.{2,}|…"
_PERIOD = re.compile(
    rf"(?:van(?:af)?\s+|per\s+)?({_DATE})\s*(?:t\s?/\s?m|tm|tot(?:\s+en\s+met)?|-|–|/|until|to|;|\|)\s*"
    rf"({_DATE}|{_OPEN})?",
    re.IGNORECASE,
)
_SINCE = re.compile(rf"(?:van(?:af)?|sinds|per)\s+({_DATE})", re.IGNORECASE)
_AMOUNT_WORDS = frozenset(
    ("aantal", "omvang", "volume", "inzet", "zorg", "toegekend", "toegekende", "toegewezen",
     "geindiceerd", "geindiceerde", "hoeveelheid")
)  # fmt: skip
_HOUSE = re.compile(
    r"(\d{1,5})(?:\.0)?\s*(?:[-/,]\s*)?(?:([A-Za-z])(?![A-Za-z])\s*[-/]?\s*)?([\w.\-/ ]{1,10})?",
)
_POSTCODE = re.compile(r"(?<!\w)([1-9]\d{3})\s?([A-Za-z]{2})(?![A-Za-z])")
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_YEAR_STREET = re.compile(
    r"(.*[^\W\d].*?\s(?:18|19|20)\d\d)[\s,]+(\d{1,5}(?!\d).*)"
)  # "Plein 1944 5"
_STREET_SHORT = re.compile(
    r"(\d*\D*?[^\W\d]\D*?)(?:[\s,]+(?:huis)?nr\.?)?[\s,]+(\d{1,5}(?!\d)(?!.*[^\W\d]{4}).*)",
    re.IGNORECASE,
)  # "Dorpsstraat 12 A 3": all from the first number, where no word stands in it
_STREET_HOUSE = re.compile(r"(.*[^\W\d].*?)[\s,]+(\d{1,5}(?![\d\w]*\w*[a-z]{4,}).*)", re.IGNORECASE)


def _house(text: str) -> tuple[str | None, str | None, str | None]:
    match = _HOUSE.fullmatch(text.strip())
    if match is None:
        return None, None, None
    number, letter, addition = match.groups()
    addition = addition.strip(" -/.") if addition else None
    return number.lstrip("0") or "0", letter.upper() if letter else None, addition or None


def take_house(values: pd.Series) -> pd.DataFrame:
    """Return ``huisnummer``, ``huisletter``, ``toevoeging`` of "12 bis", "12-A", "12A-3"."""
    dtypes = {"huisnummer": TEXT, "huisletter": TEXT, "toevoeging": TEXT}
    return table_per_unique(values, _house, dtypes)


def _address(text: str) -> tuple[str | None, ...]:
    """Part "Dorpsstraat 12 bis, 1234 AB Utrecht" in its six fields."""
    postcode = place = None
    if match := _POSTCODE.search(text):
        postcode = match[1] + match[2].upper()
        place = text[match.end() :].strip(" ,;-") or None
        text = text[: match.start()].strip(" ,;-")
    elif "," in text:
        head, _, tail = text.rpartition(",")
        if not any(c.isdigit() for c in tail) and any(c.isdigit() for c in head):
            text, place = head.strip(), tail.strip() or None
    for way in (_YEAR_STREET, _STREET_SHORT, _STREET_HOUSE):
        match = way.fullmatch(text)
        number, letter, addition = _house(match[2]) if match else (None, None, None)
        if match and number:
            return match[1].strip(" ,"), number, letter, addition, postcode, place
    return text or None, None, None, None, postcode, place


ADDRESS_PARTS = ("straatnaam", "huisnummer", "huisletter", "toevoeging", "postcode", "plaatsnaam")


def _take_address(values: pd.Series) -> pd.DataFrame:
    return table_per_unique(values, _address, dict.fromkeys(ADDRESS_PARTS, TEXT))


def _take_postcode_place(values: pd.Series) -> pd.DataFrame:
    return _take_address(values)[["postcode", "plaatsnaam"]]


def _postcode_house(text: str) -> tuple[str | None, ...]:
    """Part "1234 AB 12-A", also with the house number in front."""
    match = _POSTCODE.search(text)
    if match is None:
        return (None,) * len(POSTCODE_HOUSE_PARTS)
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,;-/")
    return match[1] + match[2].upper(), *_house(rest)


POSTCODE_HOUSE_PARTS = ("postcode", "huisnummer", "huisletter", "toevoeging")


def _take_postcode_house(values: pd.Series) -> pd.DataFrame:
    return table_per_unique(values, _postcode_house, dict.fromkeys(POSTCODE_HOUSE_PARTS, TEXT))


def _period(text: str) -> tuple[str | None, str | None]:
    if match := _PERIOD.fullmatch(text):
        return match[1], match[2]
    since = _SINCE.fullmatch(text)
    return (since[1], None) if since else (None, None)


def _take_period(values: pd.Series) -> pd.DataFrame:
    return table_per_unique(values, _period, {"begin": TEXT, "eind": TEXT})


def _take_omvang(values: pd.Series) -> pd.DataFrame:
    read = parse_omvang(values)
    # With a decimal comma, so that the conversion of volumes cannot take it for thousands.
    volume = read["volume"].map("{:.10g}".format, na_action="ignore").str.replace(".", ",")
    return read[["eenheid", "frequentie"]].assign(volume=volume.astype(TEXT))


def _take_unit(values: pd.Series) -> pd.DataFrame:
    return parse_omvang("1 " + values)[["eenheid", "frequentie"]]


def _share_of_period(texts: Sequence[str]) -> float:
    return _share(texts, lambda text: _period(text)[0] is not None)


def _share_of_omvang(texts: Sequence[str]) -> float:
    read = parse_omvang(pd.Series(texts, dtype=TEXT))
    return float((read["ok"] & (read["eenheid"].notna() | read["frequentie"].notna())).mean())


def _share_of_unit(texts: Sequence[str]) -> float:
    read = _take_unit(pd.Series(texts, dtype=TEXT))
    return float((read["eenheid"].notna() & read["frequentie"].notna()).mean())


def _share_of_address(texts: Sequence[str]) -> float:
    """Remarks hold numbers too: some streets must look like one. "Plein 1945" has no number."""
    matches = [_STREET_HOUSE.fullmatch(_POSTCODE.split(text)[0].strip(" ,")) for text in texts]
    housed = [m for m in matches if m and not _YEAR.fullmatch(m[2])]
    streets = [m[1] for m in housed if not m[1].isdigit() and len(m[1].split()) <= 5]
    known = _share(streets, lambda street: STREET.search(fold_text(street)) is not None)
    return len(streets) / len(texts) * (1.0 if known >= 0.3 else 0.5)


def _share_of_postcode_place(texts: Sequence[str]) -> float:
    def looks(text: str) -> bool:
        match = _POSTCODE.match(text)
        return match is not None and text[match.end() :].strip(" ,-;") != ""

    return _share(texts, looks)


def _share_of_postcode_house(texts: Sequence[str]) -> float:
    return _share(texts, lambda text: None not in _postcode_house(text)[:2])


def _share_of_name(texts: Sequence[str]) -> float:
    """Count what only a whole name has: given names behind a comma, initials, a prefix inside.

    "Fatma Yilmaz" has none of these: where nearly all texts are of two words and more, a known
    given name in front says it, unless they end in one as often: "Maria Johanna".
    """

    def looks(text: str) -> bool:
        if any(c.isdigit() for c in text):
            return False
        head, comma, tail = text.partition(",")
        if comma:
            return bool(tail.strip()) and not is_prefix(tail) and bool(head.strip())
        parts = text.split()
        if len(parts) < 2 or is_initials(text):
            return False
        inside = range(prefix_before(parts) + 1, len(parts))
        return any(map(is_dotted, parts)) or any(prefix_before(parts[n:]) for n in inside)

    def given(place: int) -> float:
        return _share(longer, lambda text: fold_text(text.split()[place]) in NICKNAMES)

    longer = [text for text in texts if " " in text and not any(c.isdigit() for c in text)]
    share = _share(texts, looks)
    if len(longer) >= 0.9 * len(texts) and given(0) >= max(0.25, 2 * given(-1)):
        return max(share, 0.9)
    return share


def _share_of_prefix(texts: Sequence[str]) -> float:
    return float(split_prefix(pd.Series(texts, dtype=TEXT))["prefix"].notna().mean())


def unit_in_name(name: str) -> str | None:
    """Return the unit and frequency that a column's name gives: "Aantal uren per week"."""
    written = " ".join(word for word in fold_text(name).split() if word not in _AMOUNT_WORDS)
    read = parse_omvang(pd.Series([f"1 {written}"], dtype=TEXT)).iloc[0]
    known = read["ok"] and len(written) > 2 and read["eenheid"] in MINUTES
    return written if known else None


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts) if texts else 0.0


STREET = re.compile(
    r"(?:straat|str|laan|weg|plein|hof|kade|gracht|singel|dijk|pad|dreef|steeg|park|plantsoen"
    r"|markt|wal|(?<!n)oord|veld|kamp|baan|erf|meent|akker|boulevard|horst|brink|hoek|ring|haven"
    r"|tuin|waard|zicht|bos|gaarde|donk|rak)(?: (?:noord|zuid|oost|west))?$"
)
"""How the name of a street ends, folded."""


@dataclass(frozen=True)
class Composite:
    """A kind of column that holds several fields."""

    names: tuple[str, ...]  # what exports call it
    parts: Mapping[str, str]  # column of what take_apart makes -> field
    take_apart: Callable[[pd.Series], pd.DataFrame]  # a column of text per part
    share: Callable[[Sequence[str]], float]  # of texts, how many look like it
    problem: str  # the rule of a text that cannot be taken apart


def composites(record_type: RecordType) -> dict[str, Composite]:
    """Return the kinds of composite columns that a record type can have, by name."""
    known = fields(record_type)
    begin = "begindatum" if "begindatum" in known else "ingangsdatum"
    volume = "geleverd_volume" if "geleverd_volume" in known else "volume"
    found = {
        "naam": Composite(
            ("naam", "volledige naam", "clientnaam", "naam client", "cliënt", "client", "full name",
             "name", "naam inwoner", "weergavenaam", "persoon", "client naam", "naam jeugdige"),
            dict(zip(NAME_PARTS, NAME_PARTS, strict=True)), parse_name, _share_of_name,
            "unreadable_name",
        ),
        "adres": Composite(
            ("adres", "woonadres", "straat en huisnummer", "straat huisnummer", "address",
             "brp adres", "straat + nr", "adresregel", "adresregel 1", "volledig adres",
             "adresgegevens"),
            dict(zip(ADDRESS_PARTS, ADDRESS_PARTS, strict=True)), _take_address, _share_of_address,
            "unreadable_address",
        ),
        "postcode_plaats": Composite(
            ("postcode en plaats", "postcode plaats", "pc plaats", "postcode woonplaats",
             "postcode en woonplaats", "pc woonplaats", "adresregel 2"),
            {"postcode": "postcode", "plaatsnaam": "plaatsnaam"}, _take_postcode_place,
            _share_of_postcode_place, "unreadable_address",
        ),
        "postcode_huisnummer": Composite(
            ("postcode huisnummer", "postcode en huisnummer", "pc huisnummer"),
            dict(zip(POSTCODE_HOUSE_PARTS, POSTCODE_HOUSE_PARTS, strict=True)),
            _take_postcode_house, _share_of_postcode_house, "unreadable_address",
        ),
        "periode": Composite(
            ("periode", "geldigheid", "looptijd", "indicatieperiode", "period", "geldigheidsduur",
             "duur", "productperiode", "van tot", "van t/m", "zorgperiode"),
            {"begin": begin, "eind": "einddatum"}, _take_period, _share_of_period,
            "unreadable_period",
        ),
        "omvang": Composite(
            ("omvang", "inzet", "indicatie", "hoeveelheid", "omvang zorg", "toegekende omvang"),
            {"volume": volume, "eenheid": "eenheid", "frequentie": "frequentie"}, _take_omvang,
            _share_of_omvang, "unreadable_omvang",
        ),
        "achternaam": Composite(  # never found by itself: see suggest
            (), {"prefix": "voorvoegsel", "name": "achternaam"}, split_prefix, _share_of_prefix,
            "unreadable_name",
        ),
        "eenheid_frequentie": Composite(
            ("eenheid frequentie", "eenheid en frequentie", "eenheid per frequentie", "eenheid"),
            {"eenheid": "eenheid", "frequentie": "frequentie"}, _take_unit, _share_of_unit,
            "unreadable_omvang",
        ),
    }  # fmt: skip
    return {
        name: replace(one, parts={part: f for part, f in one.parts.items() if f in known})
        for name, one in found.items()
        if sum(f in known for f in one.parts.values()) > 1
    }
