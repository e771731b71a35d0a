"""What is true: clients, their allocations, and what each side writes down about them.

Both sides start equal; ``planting`` then changes what one of them writes and notes it. Nothing
here compares anything.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random

from wijkcheck.demo.people import ADULT, CHILD, TEAMS, Day, People, Team, Written, between, day_of
from wijkcheck.records.fields import RecordType, Side

PERIOD = (date(2026, 7, 1), date(2026, 9, 30))
REFERENCE = PERIOD[1]
MUNICIPALITY_CODE = "1982"
CLIENTS_PER_TEAM = 100


@dataclass(eq=False)
class Entry:
    """One record of one side, and where it ended up: ``source`` and the ``row`` a sheet shows."""

    side: Side
    kind: RecordType
    team: Team
    person: Written
    values: Written
    late: bool = False  # delivered again afterwards: stands at the end
    source: str = ""
    row: int = 0

    def get(self, name: str) -> str | Day | None:
        """Return what is written under a field."""
        return self.values[name] if name in self.values else self.person.get(name)

    def text(self, name: str) -> str:
        """Return what is written under a field that holds text; nothing is an empty text."""
        value = self.get(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> Day | None:
        """Return what is written under a field that holds a date."""
        value = self.get(name)
        return value if isinstance(value, Day) else None

    @property
    def place(self) -> tuple[str, int]:
        """Where the record stands: sorts as the design sorts records."""
        return self.source, self.row


@dataclass(eq=False)
class Duo:
    """One true record, as either side wrote it down, or did not."""

    left: Entry | None
    right: Entry | None


@dataclass(eq=False)
class Case:
    """One client: how either side writes the person, and the records about them."""

    team: Team
    left: Written
    right: Written
    duos: list[Duo] = field(default_factory=list)

    def of(self, kind: RecordType) -> list[Duo]:
        """Return the records of one type."""
        return [d for d in self.duos if kind in {e.kind for e in (d.left, d.right) if e}]

    def entries(self, side: Side) -> list[Entry]:
        """Return what one side wrote, in the order of its lists."""
        sides = (d.left if side is Side.MUNICIPALITY else d.right for d in self.duos)
        return sorted((e for e in sides if e), key=lambda e: e.place)


@dataclass(frozen=True)
class Product:
    """A product and the sizes in which it is allocated; ``04`` per week is an hour a week."""

    wet: str
    code: str
    eenheid: str
    volumes: tuple[str, ...]
    frequenties: tuple[str, ...]


PRODUCTS = (
    Product("wmo", "01A03", "04", ("2", "3", "4"), ("2",)),
    Product("wmo", "02A01", "04", ("2", "2.5", "4", "6", "7.5"), ("2", "4")),
    Product("wmo", "02A17", "01", ("120", "180", "240"), ("2",)),
    Product("wmo", "07A11", "16", ("2", "3", "4"), ("2", "4")),
    Product("wmo", "04A04", "14", ("1", "2", "3"), ("4",)),
    Product("wmo", "10A05", "84", ("6", "8", "12"), ("6",)),
    Product("jeugd", "45A01", "04", ("2", "3", "4.5", "6"), ("2", "4")),
    Product("jeugd", "45A03", "01", ("90", "120", "180"), ("2",)),
    Product("jeugd", "41A01", "16", ("2", "3", "4"), ("2", "4")),
    Product("jeugd", "50A00", "82", ("1",), ("6",)),
    Product("jeugd", "44A01", "14", ("2", "4"), ("4",)),
)


class World:
    """Clients and allocations of one municipality, made from a seed."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)  # noqa: S311 - the same demo from the same seed
        self.people = People(self.rng)
        self._numbers = count(260410, 7)
        self.cases = [self.case(team) for team in TEAMS for _ in range(CLIENTS_PER_TEAM)]

    def case(self, team: Team, person: Written | None = None) -> Case:
        """Return a new client of a team with allocations, written alike by both sides."""
        young = self.rng.random() < 0.35
        written = person or self.people.person(team, CHILD if young else ADULT)
        born = written["geboortedatum"]
        assert isinstance(born, Day)  # noqa: S101 - made by People
        case = Case(team, written, dict(written))
        case.right["clientnummer"] = f"{team.name[9]}{int(str(written['clientnummer'])) + 47000}"
        wet = "jeugd" if born.year >= CHILD[0].year else "wmo"
        amount = self.rng.choices((1, 2, 3), (60, 32, 8))[0]
        for product in self.rng.sample([p for p in PRODUCTS if p.wet == wet], amount):
            self.allocate(case, team, product)
        self.register(case, team)
        return case

    def allocate(
        self, case: Case, team: Team, product: Product, period: tuple[date, date | None] = PERIOD
    ) -> Duo:
        """Give a client a product; without a period one is drawn that touches the quarter."""
        frequentie = self.rng.choice(product.frequenties)
        start, end = period
        if period is PERIOD:
            start, end = self._period(open_end=frequentie != "2")
        return self._both(
            case,
            team,
            RecordType.TOEWIJZINGEN,
            {
                "toewijzingnummer": str(next(self._numbers)),
                "gemeentecode": MUNICIPALITY_CODE,
                "wet": product.wet,
                "productcategorie": product.code[:2],
                "productcode": product.code,
                "ingangsdatum": day_of(start),
                "einddatum": day_of(end) if end else None,
                "volume": self.rng.choice(product.volumes),
                "eenheid": product.eenheid,
                "frequentie": frequentie,
                "budget": None,
                "leveringsvorm": "zin",
                "reden_wijziging": None,
                "aanbieder": team.agb,
            },
        )

    def register(self, case: Case, team: Team) -> Duo:
        """Put a client on both lists of clients, for as long as the allocations there last."""
        spans = [
            (d.left.day("ingangsdatum"), d.left.day("einddatum"))
            for d in case.duos
            if d.left and d.left.team is team
        ]
        ends = [end for _, end in spans]
        last = max((end for end in ends if end), default=None)
        running = None in ends or last is None or last > day_of(REFERENCE)
        return self._both(
            case,
            team,
            RecordType.CLIENTEN,
            {
                "ingangsdatum": min(start for start, _ in spans if start),
                "einddatum": None if running else last,
            },
        )

    def _both(self, case: Case, team: Team, kind: RecordType, values: Written) -> Duo:
        duo = Duo(
            Entry(Side.MUNICIPALITY, kind, team, case.left, values),
            Entry(Side.TEAM, kind, team, case.right, dict(values)),
        )
        case.duos.append(duo)
        return duo

    def _period(self, *, open_end: bool) -> tuple[date, date | None]:
        """Draw a period: most run all quarter, some start or stop in it, some stopped before."""
        rng = self.rng
        start = between(rng, date(2024, 3, 1), date(2026, 6, 10))
        later = between(rng, date(2026, 10, 10), date(2027, 12, 31))
        draw = rng.random()
        if draw < 0.12:
            return start, between(
                rng, max(start, date(2026, 1, 5)) + timedelta(9), date(2026, 6, 25)
            )
        if draw < 0.26:
            return start, between(rng, date(2026, 7, 8), date(2026, 9, 24))
        if draw < 0.40:
            start = between(rng, date(2026, 7, 8), date(2026, 9, 20))
        return start, None if open_end and rng.random() < 0.6 else later
