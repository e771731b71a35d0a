"""Persons of nineteenth-century Swedish registers: another language, heavily corrupted.

Names are misspelt or written in another of their spellings in 40% of the records, birth dates are
off by years or only a year is known, few patronymics and given names serve a whole parish, and
people move between farms. A priest's book (left) is linked with a census (right), one to one.
"""

import random
from pathlib import Path

from benchmarks.linkage.invented.writing import Row, slip, write_both

COLUMNS = ("fornamn", "efternamn", "fodd", "kon", "gard", "socken", "yrke")
MEN = (
    "Anders", "Johan", "Erik", "Per", "Karl", "Olof", "Nils", "Lars", "Gustaf", "Jonas", "August",
    "Mats", "Sven", "Håkan", "Abraham", "Israel", "Zakarias", "Bengt", "Jöns", "Frans",
)  # fmt: skip
WOMEN = (
    "Anna", "Maria", "Kristina", "Brita", "Kajsa", "Margareta", "Karin", "Stina", "Johanna",
    "Elisabet", "Lovisa", "Ingrid", "Sofia", "Helena", "Katarina", "Sara", "Eva", "Matilda",
    "Gunilla", "Ulrika",
)  # fmt: skip
SPELLINGS = {
    "Erik": ("Eric", "Erich"), "Per": ("Pehr", "Petter", "Peter"), "Karl": ("Carl", "Carol"),
    "Olof": ("Olov", "Ole", "Oluf"), "Gustaf": ("Gustav", "Gösta"), "Johan": ("Jan", "Joh."),
    "Mats": ("Matts", "Mathias"), "Nils": ("Niels", "Nicolaus"), "Lars": ("Lasse", "Laurentius"),
    "Kristina": ("Christina", "Stina", "Kerstin", "Chr."), "Brita": ("Britta", "Birgitta"),
    "Kajsa": ("Caisa", "Katarina"), "Margareta": ("Greta", "Margta", "Margreta"),
    "Karin": ("Carin", "Catharina"), "Johanna": ("Hanna", "Joh:a"), "Håkan": ("Håcan", "Haquin"),
    "Elisabet": ("Lisa", "Elisabeth", "Elis."), "Sofia": ("Sophia", "Fia"), "Sven": ("Swen",),
    "Helena": ("Lena", "Elna"), "Katarina": ("Catharina", "Cath:a"), "Lovisa": ("Lowisa",),
    "Anders": ("Andreas", "And."), "Jöns": ("Jönns", "Jens"), "Zakarias": ("Zachris", "Sakris"),
}  # fmt: skip
FARMS = (
    "Norrgården", "Södergård", "Västanå", "Östanbäck", "Lillhagen", "Storängen", "Nybygget",
    "Kvarnbacken", "Backen", "Hagen", "Björknäs", "Torpet", "Åsen", "Dalen", "Sjövik", "Bergsta",
    "Holmen", "Lunden", "Myren", "Källtorp", "Svedjan", "Häggnäs", "Rönnås", "Tallbacka",
)  # fmt: skip
PARISHES = ("Ljusnedal", "Hammarby", "Västerlö", "Ekeryd", "Sankt Olof", "Näsinge", "Torsvik")
WORK = ("bonde", "dräng", "piga", "torpare", "soldat", "hustru", "änka", "smed", "inhyses", "barn")
THINGS = 4000
SAME = 0.7
MISSPELT = 0.4


def _person(draw: random.Random) -> list[str]:
    sex = draw.choice("MK")
    given = draw.choice(MEN if sex == "M" else WOMEN)
    if draw.random() < 0.35:
        given += " " + draw.choice(MEN if sex == "M" else WOMEN)
    father = MEN[min(int(draw.expovariate(0.18)), len(MEN) - 1)]
    surname = father.removesuffix("s") + ("sson" if sex == "M" else "sdotter")
    born = f"{draw.randrange(1810, 1880)}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}"
    farm, parish = draw.choice(FARMS), draw.choice(PARISHES)
    return [given, surname, born, sex, farm, parish, draw.choice(WORK)]


def _given(draw: random.Random, name: str) -> str:
    words = name.split()
    if len(words) > 1 and draw.random() < 0.3:
        words.pop()
    if draw.random() < MISSPELT:
        at = draw.randrange(len(words))
        known = SPELLINGS.get(words[at])
        words[at] = draw.choice(known) if known and draw.random() < 0.6 else slip(draw, words[at])
    return " ".join(words)


def _surname(draw: random.Random, name: str) -> str:
    if draw.random() < MISSPELT:
        kind = draw.random()
        if kind < 0.35:
            name = name.replace("sdotter", draw.choice(("sdr", "sd:r", "sdoter", "sdottr")))
            name = name.replace("sson", draw.choice(("son", "sson", "ss.", "sen")))
        elif kind < 0.6:
            for old, new in (("k", "c"), ("v", "w"), ("Pe", "Peh"), ("ö", "o"), ("å", "o")):
                name = name.replace(old, new)
        else:
            name = slip(draw, name)
        if draw.random() < 0.2:
            name = slip(draw, name)
    return name


def _born(draw: random.Random, date: str) -> str:
    year, rest = int(date[:4]), date[4:]
    kind = draw.random()
    if kind < 0.25:
        year += draw.choice((-5, -3, -2, -1, -1, -1, 1, 1, 1, 2, 3, 10))
    if draw.random() < 0.25:
        return str(year)
    if draw.random() < 0.1:
        rest = f"-{draw.randrange(1, 13):02d}{rest[3:]}"
    return f"{year}{rest}"


def _row(draw: random.Random, person: list[str]) -> Row:
    given, surname, born, sex, farm, parish, work = person
    if draw.random() < 0.35:
        farm = draw.choice(FARMS)
        parish = draw.choice(PARISHES) if draw.random() < 0.3 else parish
    if draw.random() < 0.15:
        farm = slip(draw, farm)
    if draw.random() < 0.3:
        work = draw.choice(WORK)
    return [
        _given(draw, given),
        _surname(draw, surname) if draw.random() < 0.97 else "",
        _born(draw, born) if draw.random() < 0.97 else "",
        sex if draw.random() < 0.98 else "",
        farm if draw.random() < 0.9 else "",
        parish,
        work if draw.random() < 0.85 else "",
    ]


def registers(seed: int, folder: Path) -> None:
    """Write the set into a folder."""
    draw = random.Random(seed)
    left: list[tuple[int, Row]] = []
    right: list[tuple[int, Row]] = []
    for n in range(THINGS):
        person = _person(draw)
        here = draw.random()
        if here < SAME + (1 - SAME) / 2:
            left.append((n, _row(draw, person)))
        if here < SAME or here >= SAME + (1 - SAME) / 2:
            right.append((n, _row(draw, person)))
    write_both(folder, COLUMNS, left, right, draw)
