"""Invented exports: the same clients and allocations in any layout that a test asks for."""

from collections.abc import Mapping

import pandas as pd

from wijkcheck.records.models import TEXT
from wijkcheck.sources.tables import STORED, RawTable

_SURNAMES = (
    "Jansen", "Berg", "Vries", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos",
    "Peters", "Hendriks", "Dekker", "Brouwer", "Wit", "Dijkstra", "Yilmaz", "Idrissi", "Hoekstra",
    "Koster",
)  # fmt: skip
_PREFIXES = ("", "van den", "de", "", "", "", "van der", "", "", "de")
_GIVEN = ("Anna Maria", "Johannes", "Pieter", "Fatima", "Willem", "Maria", "Mohamed", "Cornelis")
_STREETS = ("Dorpsstraat", "Kerkweg", "Lange Laan", "Stationsplein", "Beukenhof", "Plein 1944")
_PLACES = ("Utrecht", "Zeist", "Amersfoort", "Houten")


def bsn_of_range(number: int) -> str:
    """Return the n-th BSN of the test range that passes the eleven-test."""
    found = (
        bsn
        for bsn in map(str, range(999_900_006, 999_999_990))
        if sum(int(d) * w for d, w in zip(bsn, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)) % 11 == 0
    )
    return next(bsn for place, bsn in enumerate(found) if place == number)


def people(size: int = 24) -> dict[str, list[str]]:
    """Return fields of invented allocations, each as a plain export writes it."""
    n = range(size)
    initials = ["".join(f"{w[0]}." for w in _GIVEN[i % 8].split()) for i in n]
    return {
        "clientnummer": [f"K{4000 + 37 * i}" for i in n],
        "bsn": [bsn_of_range(7 * i) for i in n],
        "voornamen": [_GIVEN[i % 8] for i in n],
        "voorletters": initials,
        "voorvoegsel": [_PREFIXES[i % 10] for i in n],
        "achternaam": [_SURNAMES[i % 20] for i in n],
        "geboortedatum": [f"{1 + i % 28:02}-{1 + i % 12:02}-{1938 + 3 * i % 70}" for i in n],
        "geslacht": ["MV"[i % 2] for i in n],
        "straatnaam": [_STREETS[i % 6] for i in n],
        "huisnummer": [str(3 + 11 * i % 190) for i in n],
        "postcode": [f"{3500 + 13 * i} {'ABCDEFGH'[i % 8]}B" for i in n],
        "plaatsnaam": [_PLACES[i % 4] for i in n],
        "team": [("Wijkteam Noord", "Wijkteam Zuid")[i % 2] for i in n],
        "toewijzingnummer": [str(700_100 + 53 * i) for i in n],
        "wet": ["wmo" if i % 3 else "jeugd" for i in n],
        "productcategorie": ["02" if i % 3 else "45" for i in n],
        "productcode": ["02A16" if i % 3 else "45A03" for i in n],
        "ingangsdatum": [f"{1 + i % 28:02}-0{1 + i % 7}-2026" for i in n],
        "einddatum": [f"{1 + i % 28:02}-1{i % 3}-2026" if i % 4 else "" for i in n],
        "volume": [str(1 + i % 9) for i in n],
        "eenheid": [("uur", "minuten", "dagdelen")[i % 3] for i in n],
        "frequentie": [("per week", "per maand")[i % 2] for i in n],
    }


def raw(columns: Mapping[str, list[str]], source: str = "x.csv", **numeric: list[bool]) -> RawTable:
    """Return a raw table; ``numeric`` says of a column which cells a workbook stored as numbers."""
    text = pd.DataFrame({name: pd.Series(cells, dtype=TEXT) for name, cells in columns.items()})
    text = text.mask(text.eq(""))
    text.index = pd.RangeIndex(2, 2 + len(text), name="row").astype("int64")
    stored = pd.DataFrame(
        {
            name: pd.Series(flags, dtype="int8").to_numpy() * STORED.index("number")
            for name, flags in numeric.items()
        },
        index=text.index,
        dtype="int8",
    )
    return RawTable(source, None, None, text, stored)


def layout(names: Mapping[str, str], size: int = 24) -> RawTable:
    """Return an export with these columns: delivered name -> field."""
    data = people(size)
    return raw({name: data[field] for name, field in names.items()})
