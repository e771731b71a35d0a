"""The demo's files: the municipality's, and those of six teams, each with habits of its own."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from wijkcheck.demo import cells
from wijkcheck.demo.cells import FORMS, LAWS, RATES, UNITS, coded, dated
from wijkcheck.demo.layouts import Column, Layout, Lines, column
from wijkcheck.demo.municipality import municipality
from wijkcheck.demo.people import TEAMS
from wijkcheck.demo.truth import Entry
from wijkcheck.demo.writing import Cell, archive, delimited, opendocument, workbook
from wijkcheck.records.fields import RecordType

_HIDDEN = 8  # somebody hid this row of the Centrum's list; it was delivered all the same


def deliveries() -> tuple[Layout, ...]:
    """Return the layout of every file: both record types of the municipality and of each team."""
    return (*municipality(), *_noord(), *_zuid(), *_centrum(), *_akkers(), *_rivierwijk(),
            *_haven())  # fmt: skip


def _noord() -> tuple[Layout, Layout]:
    """Semicolons, Windows-1252, 01-07-2026, decimal commas, P.M., codes without leading zeros."""
    person = (
        column("Dossiernummer", "clientnummer"),
        column("BSN", "bsn"),
        column("Voornaam", "voornamen"),
        column("Voorletters", "voorletters", cells.dotted),
        column("Tussenvoegsel", "voorvoegsel"),
        column("Achternaam", "achternaam"),
        column("Geboortedatum", "geboortedatum", dated("geboortedatum", cells.dutch)),
        column("Geslacht", "geslacht", coded("geslacht", {"M": "man", "V": "vrouw"})),
    )
    address = (
        column("Straat", "straatnaam"),
        column("Huisnr", "huisnummer"),
        column("Letter", "huisletter"),
        column("Toev", "toevoeging"),
        column("Postcode", "postcode", cells.spaced_postcode),
        column("Woonplaats", "plaatsnaam"),
    )
    period = (
        column("Begindatum", "ingangsdatum", dated("ingangsdatum", cells.dutch)),
        column("Einddatum", "einddatum", dated("einddatum", cells.dutch, "31-12-9999")),
    )
    allocation = (
        column("Toewijzingnr", "toewijzingnummer"),
        column("Wet", "wet", coded("wet", LAWS)),
        column("Prod. categorie", "productcategorie", _without_zero("productcategorie")),
        column("Productcode", "productcode"),
        *period,
        column("Omvang", "volume", cells.comma("volume")),
        column("Eenheid", "eenheid", coded("eenheid", UNITS)),
        column("Frequentie", "frequentie", coded("frequentie", RATES)),
        column("Budget (€)", "budget", cells.euros("budget")),
        column("Leveringsvorm", "leveringsvorm", coded("leveringsvorm", FORMS)),
    )
    write = partial(delimited, delimiter=";", encoding="cp1252")
    clients, allocations = _files(
        0, "noord_{}.csv", (*person, *address, *period), (*person, *allocation), write
    )
    return clients, replace(allocations, said_once=(("productcategorie", "code_widened"),))


def _without_zero(field: str) -> cells.Form:
    return lambda entry: entry.text(field).lstrip("0") or None


def _zuid() -> tuple[Layout, Layout]:
    """Tabs, UTF-16, 20260701, names of the Gemeentelijk Gegevensmodel, bare codes."""
    person = (
        column("clientCode", "clientnummer"),
        column("burgerservicenummer", "bsn"),
        column("voornamen", "voornamen"),
        column("voorletters", "voorletters"),
        column("voorvoegselGeslachtsnaam", "voorvoegsel"),
        column("geslachtsnaam", "achternaam"),
        column("geboortedatum", "geboortedatum", dated("geboortedatum", cells.compact)),
        column("geslachtsaanduiding", "geslacht", coded("geslacht", {"M": "1", "V": "2"})),
    )
    clients = (
        *person,
        column("naamOpenbareRuimte", "straatnaam"),
        column("huisnummer", "huisnummer"),
        column("huisletter", "huisletter"),
        column("huisnummertoevoeging", "toevoeging"),
        column("postcode", "postcode"),
        column("woonplaatsnaam", "plaatsnaam"),
        column("datumStart", "ingangsdatum", dated("ingangsdatum", cells.compact)),
        column("datumEinde", "einddatum", dated("einddatum", cells.compact)),
    )
    start, end = dated("ingangsdatum", cells.compact), dated("einddatum", cells.compact, "99991231")
    allocations = (
        *person,
        column("toewijzingnummer", "toewijzingnummer"),
        column("gemeentecode", "gemeentecode"),
        column("wet", "wet", coded("wet", LAWS)),
        column("productcategorie", "productcategorie"),
        column("productcode", "productcode"),
        column("datumStartToewijzing", "ingangsdatum", start),
        column("datumEindeToewijzing", "einddatum", end),
        column("omvang", "volume"),
        column("eenheid", "eenheid"),
        column("frequentie", "frequentie"),
        column("leveringsvorm", "leveringsvorm", coded("leveringsvorm", FORMS)),
        column("AGBCode", "aanbieder"),
    )
    write = partial(delimited, delimiter="\t", encoding="utf-16")
    return _files(1, "zuid/{}.txt", clients, allocations, write)


def _centrum() -> tuple[Layout, Layout]:
    """A workbook with merged titles, a header of two lines, subtotals and blank lines."""
    person = (
        column("Nr", "clientnummer"),
        column("BSN", "bsn", cells.counted("bsn")),
        column("Roepnaam", "voornamen", cells.roepnaam),
        column("Tussenvoegsel", "voorvoegsel"),
        column("Achternaam", "achternaam"),
        column("Geb.datum", "geboortedatum", dated("geboortedatum", cells.stored)),
        column("M/V", "geslacht", coded("geslacht", {"M": "m", "V": "v"})),
        column("Straat", "straatnaam"),
        column("Nr", "huisnummer", cells.counted("huisnummer")),
        column("Letter", "huisletter"),
        column("Toev.", "toevoeging"),
        column("Postcode", "postcode"),
        column("Plaats", "plaatsnaam"),
    )
    period = (
        column("Start", "ingangsdatum", dated("ingangsdatum", cells.stored)),
        column("Einde", "einddatum", dated("einddatum", cells.stored)),
    )
    allocation = (
        column("Nummer", "toewijzingnummer", cells.counted("toewijzingnummer")),
        column("Wet", "wet", coded("wet", LAWS)),
        column("Product", "productcode"),
        *period,
        column("Aantal", "volume", cells.counted("volume")),
        column("Eenheid", "eenheid", coded("eenheid", {**UNITS, "04": "uren", "01": "min."})),
        column("Per", "frequentie", coded("frequentie", {**RATES, "2": "week", "4": "maand"})),
    )
    groups = (("Cliënt", 7), ("Adres", 6))
    team = TEAMS[2]
    return (
        Layout(
            "teams/centrum_clienten.xlsx",
            RecordType.CLIENTEN,
            team,
            (*person, *period),
            partial(_merged_book, "Cliënten", 15, 0),
            titles=("Wijkteam Centrum", "Cliëntenlijst juli t/m september 2026"),
            groups=(*groups, ("Periode", 2)),
            page=30,
        ),
        Layout(
            "teams/centrum_toewijzingen.xlsx",
            RecordType.TOEWIJZINGEN,
            team,
            (*person, *allocation),
            partial(_merged_book, "Q3", 21, _HIDDEN),
            titles=("Wijkteam Centrum", "Trajecten juli t/m september 2026"),
            groups=(*groups, ("Toewijzing", 5), ("Omvang", 3)),
            subtotal="wet",
            hidden=_HIDDEN,
            total=True,
        ),
    )


def _merged_book(title: str, width: int, hidden: int, lines: Lines) -> bytes:
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[width - 1]
    areas = [f"A1:{last}1", f"A2:{last}2", "A4:G4", "H4:M4"]
    return workbook(
        [(title, lines)], merged=areas, bold=(1, 4, 5), hidden=[hidden] if hidden else []
    )


def _akkers() -> tuple[Layout, Layout]:
    """OpenDocument; the name, the address and the size each in one cell; no numbers."""
    person = (
        Column("Naam cliënt", cells.whole_name, ("achternaam", "voorletters", "voorvoegsel")),
        column("BSN", "bsn"),
        column("Geboren op", "geboortedatum", dated("geboortedatum", cells.stored)),
        column("Geslacht", "geslacht"),
        Column(
            "Adres", cells.street_and_number,
            ("straatnaam", "huisnummer", "huisletter", "toevoeging"),
        ),
        column("Postcode", "postcode", cells.spaced_postcode),
        column("Plaats", "plaatsnaam"),
    )  # fmt: skip
    period = (
        column("Van", "ingangsdatum", dated("ingangsdatum", cells.stored)),
        column("Tot en met", "einddatum", dated("einddatum", cells.stored)),
    )
    size = cells.size_in_words(UNITS, RATES)
    allocation = (
        column("Wet", "wet", coded("wet", LAWS)),
        column("Voorziening", "productcode"),
        *period,
        Column("Inzet", size, ("volume", "eenheid", "frequentie")),
    )
    write = partial(opendocument, "Overzicht")
    clients, allocations = _files(
        3, "akkers {}.ods", (*person, *period), (*person, *allocation), write
    )
    return replace(clients, footer="Afgedrukt op 8-10-2026 door het secretariaat"), allocations


def _rivierwijk() -> tuple[Layout, Layout]:
    """Pipes, UTF-8 with a mark, ISO dates; no toewijzingnummer and BSNs here and there."""
    person = (
        column("klantnummer", "clientnummer"),
        column("bsn", "bsn"),
        column("roepnaam", "voornamen", cells.roepnaam),
        column("tussenvoegsel", "voorvoegsel"),
        column("achternaam", "achternaam"),
        column("geboortedatum", "geboortedatum", dated("geboortedatum", cells.iso)),
        column("geslacht", "geslacht"),
        column("straat", "straatnaam"),
        column("huisnummer", "huisnummer"),
        column("huisletter", "huisletter"),
        column("toevoeging", "toevoeging"),
        column("postcode", "postcode"),
        column("woonplaats", "plaatsnaam"),
    )
    period = (
        column("startdatum", "ingangsdatum", dated("ingangsdatum", cells.iso)),
        column("einddatum", "einddatum", dated("einddatum", cells.iso)),
    )
    allocation = (
        column("wet", "wet", coded("wet", {"wmo": "WMO", "jeugd": "JW"})),
        column("productcode", "productcode"),
        *period,
        column("aantal", "volume"),
        column("eenheid", "eenheid", coded("eenheid", UNITS)),
        column("periodiciteit", "frequentie", coded("frequentie", {**RATES, "2": "p/w"})),
    )
    write = partial(delimited, delimiter="|", encoding="utf-8-sig")
    return _files(4, "rivierwijk-{}.txt", (*person, *period), (*person, *allocation), write)


def _haven() -> tuple[Layout, Layout]:
    """Zipped, commas, every cell quoted, 1-7-2026, a remark with a line break in some rows."""
    person = (
        column("Cliënt ID", "clientnummer"),
        column("BSN", "bsn"),
        column("Voorletters", "voorletters", cells.dotted),
        column("Voorvoegsel", "voorvoegsel"),
        column("Achternaam", "achternaam"),
        column("Geb. datum", "geboortedatum", dated("geboortedatum", cells.short)),
        column("Geslacht", "geslacht", coded("geslacht", {"M": "Dhr.", "V": "Mw."})),
    )
    clients = (
        *person,
        column("Postcode", "postcode"),
        column("Huisnummer", "huisnummer"),
        column("Datum aanvang", "ingangsdatum", dated("ingangsdatum", cells.short)),
        column("Datum einde", "einddatum", dated("einddatum", cells.short)),
    )
    allocations = (
        *person,
        column("Toewijzing", "toewijzingnummer"),
        column("Domein", "wet", coded("wet", {"wmo": "Wmo", "jeugd": "Jeugd"})),
        column("Product", "productcode"),
        column("Datum aanvang", "ingangsdatum", dated("ingangsdatum", cells.short)),
        column("Datum einde", "einddatum", dated("einddatum", cells.short)),
        column("Aantal eenheden", "volume", cells.comma("volume")),
        column("Eenheid", "eenheid", coded("eenheid", {**UNITS, "04": "u", "16": "dgd"})),
        column("Frequentie", "frequentie", coded("frequentie", RATES)),
        Column("Opmerking", _remark, ()),
        Column("Opmerking", lambda _: None, ()),
    )
    first, second = _files(5, "haven_{}.zip", clients, allocations, _zipped, member="export.csv")
    return first, replace(second, said_once=(("", "repeated_columns"),))


def _remark(entry: Entry) -> Cell:
    if int(entry.text("clientnummer")[1:]) % 9:
        return None
    return "Belt liever zelf.\nGraag na 10 uur; niet op woensdag."


def _zipped(lines: Lines) -> bytes:
    return archive({"export.csv": delimited(lines, ",", "utf-8", quoted=True)})


def _files(
    team: int,
    path: str,
    clients: tuple[Column, ...],
    allocations: tuple[Column, ...],
    write: Callable[[Lines], bytes],
    member: str = "",
) -> tuple[Layout, Layout]:
    """Return both files of a team that have nothing around their records."""
    first, second = (
        Layout(f"teams/{path.format(kind)}", kind, TEAMS[team], columns, write, member)
        for kind, columns in (
            (RecordType.CLIENTEN, clients),
            (RecordType.TOEWIJZINGEN, allocations),
        )
    )
    return first, second
