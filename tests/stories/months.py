"""Three months of one municipality and two teams, written as files, with everything planted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from pathlib import Path

from wijkcheck.project import ProjectSettings, SourceSettings
from wijkcheck.records.fields import RecordType, Side

MONTHS = (
    (date(2026, 7, 1), date(2026, 7, 31)),
    (date(2026, 8, 1), date(2026, 8, 31)),
    (date(2026, 9, 1), date(2026, 9, 30)),
)
KIND = RecordType.TOEWIJZINGEN
_GIVEN = ("Anna", "Bram", "Carla", "Daan", "Eva", "Femke", "Gijs", "Hanna", "Ivo", "Jet")
_FAMILY = ("Berg", "Dijk", "Evers", "Faber", "Groot", "Hoekstra", "Kuiper", "Meijer")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)


def bsns(count: int) -> list[str]:
    """Return BSNs of the range that is given out for tests."""
    found = []
    for number in range(999_900_006, 999_999_990):
        digits = [int(d) for d in str(number)]
        rest = sum(w * d for w, d in zip(_WEIGHTS, digits, strict=False)) - digits[8]
        if rest % 11 == 0:
            found.append(str(number))
        if len(found) == count:
            break
    return found


@dataclass(frozen=True)
class Client:
    """One allocation of one client, as one side writes it."""

    bsn: str
    given: str
    family: str
    born: date
    postcode: str
    team: str
    number: str
    start: date = date(2026, 1, 5)
    end: date | None = None
    hours: str = "4"


def clients() -> list[Client]:
    """Return forty clients of each team."""
    names = list(product(_FAMILY, _GIVEN))
    return [
        Client(
            bsn,
            given,
            family,
            date(1940 + i % 50, 1 + i % 12, 1 + i % 28),
            f"{1000 + i} AB",
            ("Noord", "Zuid")[i % 2],
            str(7000 + i),
        )
        for i, (bsn, (family, given)) in enumerate(zip(bsns(80), names, strict=True))
    ]


@dataclass
class Lists:
    """What both sides write down: equal clients, changed where something is planted."""

    municipality: dict[str, Client] = field(default_factory=dict)
    teams: dict[str, Client] = field(default_factory=dict)

    @classmethod
    def equal(cls) -> "Lists":
        """Return two lists that agree."""
        return cls({c.number: c for c in clients()}, {c.number: c for c in clients()})

    def change(self, side: str, number: int, **values: object) -> None:
        """Let one side write something else of one client."""
        own: dict[str, Client] = getattr(self, side)
        own[str(number)] = replace(own[str(number)], **values)  # type: ignore[arg-type]


LAYOUT = (
    "Toewijzingnr", "BSN", "Voornaam", "Achternaam", "Geboortedatum", "Postcode", "Wijkteam",
    "Product", "Begindatum", "Einddatum", "Uren", "Eenheid", "Frequentie", "Notitie",
)  # fmt: skip
OTHER_LAYOUT = (
    "Burgerservicenummer", "Naam client", "Geb.dat", "Toewijzingsnummer", "Postcode",
    "Productcode", "Startdatum", "Stopdatum", "Volume", "Eenheid", "Frequentie",
)  # fmt: skip
NOTE = "wil geen bezoek van buurvrouw Xanthippe"
"""What stands in a column that no field needs."""


def line(client: Client, layout: Sequence[str]) -> list[str]:
    """Return one allocation in a layout."""
    day = "%d-%m-%Y"
    end = client.end.strftime(day) if client.end else ""
    values: Mapping[str, str] = {
        "Toewijzingnr": client.number, "Toewijzingsnummer": client.number,
        "BSN": client.bsn, "Burgerservicenummer": client.bsn,
        "Voornaam": client.given, "Achternaam": client.family,
        "Naam client": f"{client.family}, {client.given}",
        "Geboortedatum": client.born.strftime(day), "Geb.dat": client.born.strftime("%Y-%m-%d"),
        "Postcode": client.postcode, "Wijkteam": client.team,
        "Product": "02A01", "Productcode": "02A01",
        "Begindatum": client.start.strftime(day), "Startdatum": client.start.strftime("%Y-%m-%d"),
        "Einddatum": end, "Stopdatum": client.end.isoformat() if client.end else "",
        "Uren": client.hours, "Volume": client.hours, "Eenheid": "uur",
        "Frequentie": "per week", "Notitie": NOTE,
    }  # fmt: skip
    return [values[name] for name in layout]


def write(path: Path, rows: Sequence[Client], layout: Sequence[str] = LAYOUT) -> None:
    """Write a list as delimited text."""
    lines = [layout, *(line(client, layout) for client in rows)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(";".join(cells) + "\n" for cells in lines), encoding="utf-8")


def deliver(folder: Path, lists: Lists, layouts: Mapping[str, Sequence[str]] | None = None) -> None:
    """Write the municipality's list and those of both teams."""
    layouts = layouts or {}
    write(folder / "gemeente.csv", list(lists.municipality.values()))
    for team in ("Noord", "Zuid"):
        own = [c for c in lists.teams.values() if c.team == team]
        write(folder / f"{team.lower()}.csv", own, layouts.get(team, LAYOUT))


def settings(folder: Path, month: int) -> ProjectSettings:
    """Return the settings of a month: the same sources, another period."""
    start, end = MONTHS[month]
    teams = [SourceSettings(Side.TEAM, f"{t.lower()}.csv", KIND, team=t) for t in ("Noord", "Zuid")]
    sources = (SourceSettings(Side.MUNICIPALITY, "gemeente.csv", KIND), *teams)
    return ProjectSettings("Toewijzingen", folder, start, end, end, sources=sources)
