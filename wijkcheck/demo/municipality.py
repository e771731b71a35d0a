"""The municipality's two workbooks."""

from functools import partial

from wijkcheck.demo import cells
from wijkcheck.demo.cells import FORMS, LAWS, coded, dated
from wijkcheck.demo.layouts import Layout, Lines, column
from wijkcheck.demo.truth import Entry
from wijkcheck.demo.writing import Cell, workbook
from wijkcheck.records.fields import RecordType


def municipality() -> tuple[Layout, Layout]:
    """Workbooks with titles, notes, real dates, BSNs that are partly numbers, a totals row."""
    person = (
        column("Cliëntnr", "clientnummer"),
        column("BSN", "bsn", cells.partly_counted("bsn")),
        column("Voornamen", "voornamen"),
        column("Voorletters", "voorletters"),
        column("Tussenvoegsel", "voorvoegsel"),
        column("Achternaam", "achternaam"),
        column("Voorvoegsel partner", "partnervoorvoegsel"),
        column("Partnernaam", "partnernaam"),
        column("Geboortedatum", "geboortedatum", dated("geboortedatum", cells.stored)),
        column("M/V", "geslacht"),
    )
    team = column("Wijkteam", "team", _spelled)
    start = column("Ingangsdatum", "ingangsdatum", dated("ingangsdatum", cells.stored))
    end = column("Einddatum", "einddatum", dated("einddatum", cells.stored))
    clients = (
        *person,
        column("Straatnaam", "straatnaam"),
        column("Huisnr", "huisnummer", cells.counted("huisnummer")),
        column("Huisletter", "huisletter"),
        column("Toevoeging", "toevoeging"),
        column("Postcode", "postcode", cells.spaced_postcode),
        column("Woonplaats", "plaatsnaam"),
        team,
        start,
        end,
    )
    allocations = (
        *person,
        column("Toewijzingsnr", "toewijzingnummer", cells.counted("toewijzingnummer")),
        column("Gemeentecode", "gemeentecode"),
        column("Wet", "wet", coded("wet", LAWS)),
        team,
        column("Productcategorie", "productcategorie"),
        column("Productcode", "productcode"),
        start,
        end,
        column("Volume", "volume", cells.counted("volume")),
        column("Eenheid", "eenheid"),
        column("Frequentie", "frequentie"),
        column("Budget", "budget", cells.euros("budget")),
        column("Leveringsvorm", "leveringsvorm", coded("leveringsvorm", FORMS)),
        column("Reden wijziging", "reden_wijziging"),
        column("AGB aanbieder", "aanbieder"),
    )
    return (
        Layout(
            "gemeente/clienten_2026q3.xlsx",
            RecordType.CLIENTEN,
            None,
            clients,
            partial(_municipal_book, "Cliënten"),
            titles=("Gemeente Merendam", "Cliënten sociaal domein, derde kwartaal 2026"),
        ),
        Layout(
            "gemeente/toewijzingen_2026q3.xlsx",
            RecordType.TOEWIJZINGEN,
            None,
            allocations,
            partial(_municipal_book, "Toewijzingen"),
            titles=("Gemeente Merendam", "Toewijzingen Wmo en Jeugdwet", "Stand 8-10-2026"),
            total=True,
        ),
    )


def _spelled(entry: Entry) -> Cell:
    """Write the team as one of the municipality's clerks does."""
    spellings = entry.team.spellings
    return spellings[int(entry.text("clientnummer")) % len(spellings)]


def _municipal_book(title: str, lines: Lines) -> bytes:
    notes: Lines = [
        ["Toelichting"],
        ["Deze lijst is gemaakt op 8-10-2026 uit de administratie van het sociaal domein."],
        ["Vragen? Team Informatie, toestel 1234."],
    ]
    return workbook([("Toelichting", notes), (title, lines)], bold=(1,))
