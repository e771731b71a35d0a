"""Invented people: names, addresses, birth dates and BSNs from the test range.

Nobody here exists. BSNs lie in 999900006–999999990 and pass the eleven-test, as the standard
reserves them for testing (CS002).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple


class Day(NamedTuple):
    """A date as somebody writes it down; it need not exist (31-02-2026)."""

    year: int
    month: int
    day: int

    @property
    def real(self) -> date | None:
        """The date, or None where the calendar has no such day."""
        try:
            return date(*self)
        except ValueError:
            return None


def day_of(moment: date) -> Day:
    """Return a date as a Day."""
    return Day(moment.year, moment.month, moment.day)


Written = dict[str, str | Day | None]
"""What one side writes: field -> text, day or nothing. Volumes as ``7.5``, budgets in cents."""


@dataclass(frozen=True)
class Team:
    """A neighbourhood team, how the municipality spells it, and where its clients live."""

    name: str
    spellings: tuple[str, ...]
    agb: str
    place: str
    digits: str  # of its postcodes
    streets: tuple[str, ...]


TEAMS = (
    Team("Wijkteam Noord", ("Wijkteam Noord", "WT Noord", "noord", "T01"), "41009901", "Merendam",
         "6601", ("Kastanjedreef", "Wilgenpad", "Esdoornlaan", "Hazelaarstraat", "Olmenhof")),
    Team("Wijkteam Zuid", ("Wijkteam Zuid", "Sociaal wijkteam Zuid", "ZUID"), "41009902",
         "Merendam", "6602", ("Merelstraat", "Zwaluwpad", "Lijsterlaan", "Vinkenhof", "Reigerweg")),
    Team("Wijkteam Centrum", ("Wijkteam Centrum", "Centrum"), "41009903", "Merendam",
         "6603", ("Oude Gracht", "Lakenhal", "Botermarkt", "Kuipersteeg", "Waagplein")),
    Team("Wijkteam De Akkers", ("Wijkteam De Akkers", "de akkers", "Team De Akkers"), "41009904",
         "Akkerveen", "6604", ("Korenbloemstraat", "Roggeveld", "Haverkamp", "Boekweitlaan")),
    Team("Wijkteam Rivierwijk", ("Wijkteam Rivierwijk", "Rivierwijk"), "41009905",
         "Merendam", "6605", ("Lingekade", "Dommelstraat", "Reggeplein", "Eemlaan", "Vechtpad")),
    Team("Wijkteam Haven", ("Wijkteam Haven", "Haven", "Haventeam"), "41009906",
         "Merendam", "6606", ("Sluiskade", "Touwslagerij", "Boegstraat", "Kielzog", "Marifoonhof")),
)  # fmt: skip

_WOMEN = """
    Maria Johanna Anna Elisabeth Cornelia Wilhelmina Catharina Petronella Margaretha
    Hendrika Désirée Fatima Aïcha Zeynep Emma Sanne Lotte Femke Noor Roos Yara Samira Irène
    Oksana Jasmijn Veerle Lieke Tess Mila Eva Paulina Petra Paula Saskia Bregje
"""
_MEN = """
    Johannes Cornelis Willem Hendrik Petrus Jacobus Gerardus Antonius Theodorus Franciscus
    Mohammed Youssef Mehmet René André Daan Bram Thijs Ruben Lars Milan Sem Niels Jeroen
    Joris Maarten Sander Vincent Emre Karim Pieter Paul Gijs Stijn Wouter
"""

# Prefix before the stroke.
_SURNAMES = """
    Jansen Bakker Visser Smit Mulder Hendriks Dekker Peters Dijkstra Vermeulen Brouwer
    Kuiper Scholten Willems Kok Prins Blom Huisman Timmermans Groen Koster Willemsen Evers
    Maas Hofman Sanders Wolters Postma Kramer Verhoeven Schouten Bosman Martens Zijlstra
    Terpstra Özdemir Yilmaz Benali Amrani Çelik Nowak Müller Aydin Haddad Okafor Verbeek
    Sijtsma Wijnen de/Vries de/Boer de/Jong de/Wit de/Graaf de/Bruin van/Dijk van/Leeuwen
    van/Beek van/Dam van_den/Berg van_den/Brink van_der/Meer van_der/Linden van_der/Heijden
    van_de/Ven van_'t/Hof ten/Cate ter/Horst van/Es van_der/Poel de/Haan van/Rijn
"""

ADULT = (date(1936, 1, 1), date(2002, 12, 31))
CHILD = (date(2010, 1, 1), date(2023, 12, 31))


def passes_eleven(number: int) -> bool:
    """Tell whether nine digits pass the eleven-test of the BSN."""
    digits = [int(c) for c in f"{number:09d}"]
    return (sum(d * w for d, w in zip(digits, range(9, 1, -1), strict=False)) - digits[8]) % 11 == 0


def between(rng: Random, first: date, last: date) -> date:
    """Return a day from first to last, both included."""
    return date.fromordinal(rng.randint(first.toordinal(), last.toordinal()))


class People:
    """Makes people who differ: no two share a surname, an initial and a birth date by accident."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        numbers = [n for n in range(999900006, 999999991) if passes_eleven(n)]
        rng.shuffle(numbers)
        self._numbers = iter(numbers)
        self._addresses = {team.name: self._houses(team) for team in TEAMS}
        self._seen: set[tuple[object, ...]] = set()
        self._count = 10200

    def bsn(self) -> str:
        """Return a BSN that nobody has yet."""
        return f"{next(self._numbers):09d}"

    def clientnummer(self) -> str:
        """Return the municipality's next number of a client."""
        self._count += self._rng.randint(1, 9)
        return str(self._count)

    def person(self, team: Team, born: tuple[date, date]) -> Written:
        """Return somebody who lives in the team's area and was born between two dates."""
        while True:
            written = self._person(team, born)
            key = (written["achternaam"], str(written["voornamen"])[0], written["geboortedatum"])
            if key not in self._seen:
                self._seen.add(key)
                return written

    def _person(self, team: Team, born: tuple[date, date]) -> Written:
        rng = self._rng
        sex = rng.choice("MV")
        names = rng.sample((_MEN if sex == "M" else _WOMEN).split(), 2)
        given = names[: 2 if rng.random() < 0.25 else 1]
        prefix, surname = _surname(rng)
        partner = _surname(rng) if sex == "V" and rng.random() < 0.15 else ("", "")
        birth = between(rng, *born)
        return {
            "clientnummer": self.clientnummer(),
            "bsn": self.bsn(),
            "voornamen": " ".join(given),
            "voorletters": "".join(n[0] for n in given),
            "voorvoegsel": prefix or None,
            "achternaam": surname,
            "partnervoorvoegsel": (partner[0] or None) if birth.year < 1996 else None,
            "partnernaam": (partner[1] or None) if birth.year < 1996 else None,
            "geboortedatum": day_of(birth),
            "geslacht": sex,
            **next(self._addresses[team.name]),
        }

    def address(self, team: Team) -> Written:
        """Return an address in the team's area where nobody lives yet."""
        return next(self._addresses[team.name])

    def _houses(self, team: Team) -> Iterator[Written]:
        streets = [
            (street, f"{team.digits}{'ABCDEGHJKL'[i]}{letter}", number)
            for i, street in enumerate(team.streets)
            for letter, first in zip("BCEGHJKLNP", range(1, 200, 20), strict=True)
            for number in range(first, first + 20)
        ]
        self._rng.shuffle(streets)
        for street, postcode, number in streets:
            kind = self._rng.random()
            yield {
                "straatnaam": street,
                "huisnummer": str(number),
                "huisletter": self._rng.choice("ABC") if kind < 0.08 else None,
                "toevoeging": self._rng.choice(("bis", "2", "hs")) if kind > 0.94 else None,
                "postcode": postcode,
                "plaatsnaam": team.place,
            }


def _surname(rng: Random) -> tuple[str, str]:
    prefix, _, surname = rng.choice(_SURNAMES.split()).rpartition("/")
    return prefix.replace("_", " "), surname
