"""The sets: where they come from, what their columns are, and how they are to be linked.

A set is a folder with ``left.csv`` and ``right.csv``, or ``records.csv``, whose first column is the
id, and ``truth.csv`` (``id_left, id_right``). FEBRL, fake_1000 and the generator of Dutch-like
persons stand in a folder beside the checkout; without it those sets are left out.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.linkage.invented.organisations import organisations
from benchmarks.linkage.invented.products import products
from benchmarks.linkage.invented.registers import registers

Fields = Mapping[str | tuple[str, str], str]
UNSEEN = (101, 102, 103, 104, 105)
"""Seeds that were not looked at while the engine was built."""

FEBRL: Fields = {
    "given_name": "given_name", "surname": "surname", "street_number": "house_number",
    "address_1": "street", "address_2": "text", "suburb": "place", "postcode": "postcode",
    "state": "category", "date_of_birth": "date", "soc_sec_id": "identifier",
}  # fmt: skip
FAKE: Fields = {
    "first_name": "given_name", "surname": "surname", "dob": "date", "city": "place",
    "email": "email",
}  # fmt: skip
DUTCH: Fields = {
    "bsn": "identifier", "voornamen": "given_name", "voorletters": "initials",
    "tussenvoegsel": "prefix", "achternaam": "surname", "geboortedatum": "date",
    "geslacht": "sex", "straat": "street", "huisnummer": "house_number", "postcode": "postcode",
    "plaats": "place",
}  # fmt: skip
ORGANISATIONS: Fields = {
    "naam": "organisation", "kvk": "identifier", "straat": "street", "huisnummer": "house_number",
    "postcode": "postcode", "plaats": "place", "telefoon": "phone",
}  # fmt: skip
REGISTERS: Fields = {
    "fornamn": "given_name", "efternamn": "surname", "fodd": "date", "kon": "sex",
    "gard": "street", "socken": "place", "yrke": "category",
}  # fmt: skip
PRODUCTS: Fields = {"code": "code", "brand": "category", "title": "text", "price": "number"}

NO_BSN = ("--set", "bsn_missing=1")


@dataclass(frozen=True)
class DataSet:
    """A set, perhaps made anew for each of several seeds.

    ``task``: ``dedupe``, or an assignment of ``link``. ``settings``: which settings of the peers
    fit its columns. ``make``: writes an invented set into a folder.
    """

    name: str
    settings: str
    fields: Fields
    task: str
    seeds: tuple[int, ...] = (0,)
    persons: tuple[str, ...] = ()  # how the generator of Dutch-like persons is called
    make: Callable[[int, Path], None] | None = None


def _dutch(name: str, rows: int, seeds: tuple[int, ...], *more: str) -> DataSet:
    call = ("--n", str(rows), *more)
    settings = "dutch_nobsn" if more else "dutch"
    return DataSet(name, settings, DUTCH, "many_to_many", seeds, call)


SETS = {
    s.name: s
    for s in (
        DataSet("febrl3", "febrl3", FEBRL, "dedupe"),
        DataSet("febrl4", "febrl4", FEBRL, "one_to_one"),
        DataSet("fake_1000", "fake", FAKE, "dedupe"),
        _dutch("dutch20k", 20_000, UNSEEN),
        _dutch("dutch20k_nobsn", 20_000, UNSEEN, *NO_BSN),
        _dutch("dutch10k", 10_000, UNSEEN[:1]),
        _dutch("dutch10k_nobsn", 10_000, UNSEEN[:1], *NO_BSN),
        _dutch("dutch100k", 100_000, UNSEEN[:1]),
        _dutch("dutch100k_nobsn", 100_000, UNSEEN[:1], *NO_BSN),
        _dutch("dutch1m", 1_000_000, UNSEEN[:1]),
        DataSet(
            "organisations", "none", ORGANISATIONS, "many_to_many", UNSEEN[:3], make=organisations
        ),
        DataSet("registers", "none", REGISTERS, "one_to_one", UNSEEN[:3], make=registers),
        DataSet("products", "none", PRODUCTS, "one_to_one", UNSEEN[:3], make=products),
    )
}
QUICK = ("febrl3", "febrl4", "fake_1000", "dutch10k", "dutch10k_nobsn")


def folder(one: DataSet, seed: int, bench: Path, data: Path) -> Path | None:
    """Return the folder of a set, made where it is not there yet; None where it cannot be."""
    if one.make is None and not one.persons:
        known = bench / "data" / one.name
        return known if known.is_dir() else None
    place = data / one.name / str(seed)
    if (place / "truth.csv").exists():
        return place
    if one.make is not None:
        place.mkdir(parents=True, exist_ok=True)
        one.make(seed, place)
        return place
    generator = bench / "persons.py"
    if not generator.exists():
        return None
    command = [sys.executable, str(generator), *one.persons, "--seed", str(seed)]
    subprocess.run([*command, "--out", str(place)], check=True, stdout=subprocess.DEVNULL)
    return place
