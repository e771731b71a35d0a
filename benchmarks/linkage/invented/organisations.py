"""Organisations of two registers: words swapped, abbreviated and left out, acronyms, moves.

Hard on purpose: sister organisations that differ in one word, several of one family in one town,
parent and subsidiary at one address; the register number is known on both sides for one in five.
"""

import random
from pathlib import Path

from benchmarks.linkage.invented.writing import Row, slip, write_both

COLUMNS = ("naam", "kvk", "straat", "huisnummer", "postcode", "plaats", "telefoon")
LEGAL = ("Stichting", "Vereniging", "Coöperatie", "B.V.", "N.V.", "V.O.F.")
KINDS = (
    "Thuiszorg", "Zorggroep", "Jeugdhulp", "Kinderopvang", "Welzijn", "Maatschappelijk Werk",
    "Dagbesteding", "Begeleid Wonen", "Schuldhulpverlening", "Verpleeghuis", "Woonzorgcentrum",
    "Gezinscoaching", "Huishoudelijke Hulp", "Ambulante Begeleiding", "Ouderenzorg",
    "Vrijwilligerscentrale", "Buurthuis", "Taxi", "Schoonmaakbedrijf", "Installatiebedrijf",
    "Administratiekantoor", "Fysiotherapie", "Apotheek", "Bouwbedrijf",
)  # fmt: skip
FAMILY = (
    "De Linde", "Horizon", "Samen Sterk", "De Brug", "Het Anker", "Vivendi", "Bakker", "De Vries",
    "Van den Berg", "Zonnebloem", "Novum", "Amaryllis", "De Zorgboerderij", "Kompas", "Careon",
    "Pluspunt", "De Waaier", "Jansen", "Meander", "Sint Jozef", "De Schakel", "Lumina", "Tandem",
    "Het Baken", "Oranje Huis", "Vitaal", "De Stam", "Rivierduinen", "Noordkust", "Levant",
)  # fmt: skip
REGION = (
    "", "", "", "Noord", "Zuid", "Oost", "West", "Midden", "Gelderland", "Twente", "Brabant",
    "Rijnmond", "De Kempen", "Achterhoek",
)  # fmt: skip
PLACES = (
    "Wijkstede", "Oosterwolde", "Nieuw-Wijk", "Sint Maartensdam", "De Venen", "Wijkermeer",
    "Lage Bergen", "Westeinde", "Ter Wolde", "Hoge Zande",
)  # fmt: skip
STREETS = (
    "Dorpsstraat", "Stationsweg", "Kerkplein", "Molenlaan", "Industrieweg", "Parallelweg",
    "Wilhelminalaan", "Havenkade", "Markt", "Burgemeester Vosstraat", "Ambachtsweg", "Singel",
)  # fmt: skip
SHORT = {
    "Stichting": ("St.", "Sticht.", "stg"), "Vereniging": ("Ver.", "Vereen."),
    "Coöperatie": ("Coöp.", "Cooperatie"), "B.V.": ("BV", "b.v.", "Besloten Vennootschap"),
    "N.V.": ("NV",), "V.O.F.": ("VOF", "vof"), "Maatschappelijk": ("Maatsch.", "Mij"),
    "Zorggroep": ("Zorggr.", "ZG"), "Kinderopvang": ("KDV", "Kinderopv."),
    "Begeleid": ("Begel.",), "Woonzorgcentrum": ("WZC", "Woonzorgcentr."), "Sint": ("St.", "St"),
    "Administratiekantoor": ("Adm.kantoor", "Administr. kantoor"), "en": ("&",),
    "Begeleiding": ("Begel.",), "Huishoudelijke": ("Huish.", "HH"), "Bouwbedrijf": ("Bouw",),
    "Installatiebedrijf": ("Install.bedrijf", "Installatie"),
}  # fmt: skip
THINGS = 4000
SAME = 0.6


def _thing(draw: random.Random, names: set[tuple[str, ...]]) -> tuple[list[str], list[str]]:
    """Return the words of a new name, legal form first, and the rest of the row."""
    while True:
        legal, kind, family = draw.choice(LEGAL), draw.choice(KINDS), draw.choice(FAMILY)
        words = [legal, *kind.split(), *family.split(), *draw.choice(REGION).split()]
        place = draw.choice(PLACES)
        if (*words[1:], place) not in names:
            names.add((*words[1:], place))
            break
    number = str(draw.randrange(10_000_000, 99_999_999))
    area = 1000 + 9 * PLACES.index(place) + draw.randrange(9)
    postcode = f"{area} {draw.choice('ABCDEGHJ')}{draw.choice('ABCDEGHJ')}"
    phone = f"0{draw.randrange(100, 999)}-{draw.randrange(100_000, 999_999)}"
    house = str(draw.randrange(1, 250))
    return words, [number, draw.choice(STREETS), house, postcode, place, phone]


def _written(draw: random.Random, words: list[str]) -> str:
    """Write a name as one of the registers does."""
    words = list(words)
    if draw.random() < 0.5 and words[0] in LEGAL[3:]:
        words.append(words.pop(0))
    if draw.random() < 0.25:
        words = [w for w in words if w not in LEGAL]
    if len(words) > 3 and draw.random() < 0.05:
        words = ["".join(w[0] for w in words if w not in LEGAL).upper(), words[-1]]
    if draw.random() < 0.2:
        at = draw.randrange(len(words))
        words = words[at:] + words[:at]
    if len(words) > 3 and draw.random() < 0.08:
        words.pop(draw.randrange(1, len(words)))
    words = [draw.choice(SHORT[w]) if w in SHORT and draw.random() < 0.35 else w for w in words]
    if draw.random() < 0.08:
        at = draw.randrange(len(words))
        words[at] = slip(draw, words[at])
    text = " ".join(words)
    return text.upper() if draw.random() < 0.1 else text


def _row(draw: random.Random, words: list[str], rest: list[str]) -> Row:
    kvk, street, house, postcode, place, phone = rest
    if draw.random() < 0.12:  # moved, or the postal address is given
        street, house = draw.choice(STREETS), str(draw.randrange(1, 250))
        postcode = f"{postcode[:4]} {draw.choice('ABCDEGHJ')}{draw.choice('ABCDEGHJ')}"
    if draw.random() < 0.3:
        street = street.replace("straat", "str.").replace("plein", "pln").replace("weg", "wg")
    digits = phone.replace("-", "")
    phone = draw.choice((phone, digits, f"+31 {digits[1:]}", "", ""))
    return [
        _written(draw, words),
        kvk if draw.random() < 0.45 else "",
        street,
        house,
        postcode if draw.random() < 0.9 else "",
        place,
        phone,
    ]


def organisations(seed: int, folder: Path) -> None:
    """Write the set into a folder."""
    draw = random.Random(seed)
    names: set[tuple[str, ...]] = set()
    left: list[tuple[int, Row]] = []
    right: list[tuple[int, Row]] = []
    before: list[str] = []
    for n in range(THINGS):
        words, rest = _thing(draw, names)
        if before and draw.random() < 0.08:  # a sister under the same roof
            rest = [rest[0], *before[1:]]
        before = rest
        here = draw.random()
        if here < SAME + (1 - SAME) / 2:
            left.append((n, _row(draw, words, rest)))
        if here < SAME or here >= SAME + (1 - SAME) / 2:
            right.append((n, _row(draw, words, rest)))
        if draw.random() < 0.03:
            right.append((n, _row(draw, words, rest)))
    write_both(folder, COLUMNS, left, right, draw)
