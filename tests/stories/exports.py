# ruff: noqa: E501 - the tables are as wide as they are
"""Three reconciliations written by hand, unlike the demo, each with its key.

Records are named by record type and spreadsheet row: every project has one source per side and
type. Nobody here exists; BSNs are from the test range.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import openpyxl

Record = tuple[str, int]  # record type, row
Line = Sequence[object]


@dataclass(frozen=True)
class Export:
    """A project and what must come out of it.

    ``pairs``: record type, left row, right row. ``differences``: kind, field, left and right
    record. ``findings``: side, record, field and rule that must be among what is found.
    ``figures``: measure, period rule, team -> both values.
    """

    project: Path
    pairs: frozenset[tuple[str, int, int]]
    differences: frozenset[tuple[str, str, Record | None, Record | None]]
    figures: dict[tuple[str, str, str], tuple[int, int]]
    findings: frozenset[tuple[str, Record, str, str]] = field(default=frozenset())


_HEAD = """[project]
name = "{name}"
period = {{ start = 2026-07-01, end = 2026-09-30 }}
"""
_SOURCE = """
[[source]]
side = "{side}"
path = "{path}"
record_type = "{kind}"
"""


def _project(folder: Path, name: str, sources: Iterable[tuple[str, ...]], more: str = "") -> Path:
    """Write a project of (side, path, record type) and perhaps team."""
    text = _HEAD.format(name=name)
    for side, path, kind, *team in sources:
        text += _SOURCE.format(side=side, path=path, kind=kind)
        text += f'team = "{team[0]}"\n' if team else ""
    path = folder / "project.toml"
    path.write_text(text + more, encoding="utf-8")
    return path


def _delimited(path: Path, lines: Iterable[Line], delimiter: str, encoding: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(lines)


def _book(path: Path, **sheets: Sequence[Line]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
    book.save(path)


def _table(text: str) -> list[list[str]]:
    """Return the lines of a table written with ``|`` between its cells."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def whole_names(folder: Path) -> Export:
    """One team file without BSNs: the name, the period and the size each in one column."""
    municipality = _table("""
BSN|Achternaam|Tussenvoegsel|Voorletters|Geboortedatum|Postcode|Huisnummer|Wet|Productcode|Ingangsdatum|Einddatum|Volume|Eenheid|Frequentie|Wijkteam
999990779|Vries|de|JA|1951-04-12|6711AB|12|wmo|02A01|2026-01-05|2026-12-31|4|04|2|Oost
999990780|Meer|van der|P|1963-11-30|6711AC|3|wmo|02A01|2026-02-02|2027-02-01|3|04|2|Oost
999990792|Bakker||M|1948-07-08|6711AD|41|wmo|07A11|2026-03-02|2026-12-31|2|16|2|Oost
999990809|Hof|van 't|C|1970-01-19|6711AE|7|wmo|02A17|2026-07-06|2027-07-05|120|01|2|Oost
999990810|Yilmaz||E|1985-05-25|6711AG|88|wmo|02A01|2026-01-12|2026-08-16|2|04|2|Oost
999990822|Dam|van|LM|1939-09-03|6711AH|101|wmo|01A03|2025-11-03|2026-10-31|3|04|2|Oost
999990834|Jong|de|R|1992-12-14|6711AJ|16|wmo|02A01|2026-04-06|2027-04-05|5|04|2|Oost
999990846|Peters||H|1957-02-27|6711AK|29|wmo|02A01|2026-05-04|2026-12-31|6|04|2|Oost
999990858|Smit||A|1966-06-06|6711AL|54|wmo|07A11|2026-01-01|2026-12-31|4|16|2|Oost
999990871|Visser||T|1944-10-21|6711AM|2|wmo|02A01|2026-06-01|2027-05-31|2|04|2|Oost
999990883|Kok||S|1978-03-17|6711AN|63|wmo|02A01|2026-07-20|2027-01-31|4|04|2|Oost
999990895|Mulder||W|1953-08-29|6711AP|8|wmo|01A03|2026-02-16|2027-02-15|2|04|2|Oost
""")
    team = _table("""
Naam|Geb. datum|Postcode|Huisnr|Voorziening|Looptijd|Omvang
Vries, J.A. de|12-04-1951|6711 AB|12|02A01|5-1-2026 t/m 31-12-2026|4 uur per week
Meer, P. van der|30-11-1963|6711 AC|3|02A01|2-2-2026 t/m 1-2-2027|180 minuten per week
Bakker, M.|08-07-1948|6711 AD|41|07A11|2-3-2026 t/m 31-12-2026|2 dagdelen per week
Hof, C. van 't|19-01-1970|6711 AE|7|02A17|6-7-2026 t/m 5-7-2027|2 uur per week
Yilmaz, E.|25-05-1985|6711 AG|88|02A01|12-1-2026 t/m 30-9-2026|2 uur per week
Dam, L.M. van|03-09-1939|6711 AH|101|01A03|3-11-2025 t/m 31-10-2026|3 uur per week
Jong, R. de|14-12-1992|6711 AJ|16|02A01|6-4-2026 t/m 5-4-2027|7,5 uur per week
Petersen, H.|27-02-1957|6711 AK|29|02A01|4-5-2026 t/m 31-12-2026|6 uur per week
Smit, A.|06-06-1966|6712 ZZ|54|07A11|1-1-2026 t/m 31-12-2026|16 uur per week
Visser, T.|21-10-1944|6711 AM|2|02A01|1-6-2026 t/m 31-5-2027|2 uur per week
Kok, S.|17-03-1978|6711 AN|63|02A01|20-7-2026 t/m 31-1-2027|4 uur per week
Prins, D.|02-02-1990|6711 AR|5|02A01|1-8-2026 t/m 31-12-2026|2 uur per week
""")
    _delimited(folder / "gemeente.csv", municipality, ",", "utf-8-sig")
    _book(folder / "oost.xlsx", Blad1=[["Wijkteam Oost, trajecten Q3 2026"], [], *team])
    sources = [
        ("municipality", "gemeente.csv", "toewijzingen"),
        ("team", "oost.xlsx", "toewijzingen", "Wijkteam Oost"),
    ]
    t = "toewijzingen"
    return Export(
        _project(folder, "Namen in een kolom", sources),
        frozenset((t, row, row + 2) for row in range(2, 13)),
        frozenset(
            {
                ("field", "einddatum", (t, 6), (t, 8)),
                ("field", "omvang", (t, 8), (t, 10)),
                ("field", "achternaam", (t, 9), (t, 11)),
                ("field", "postcode", (t, 10), (t, 12)),
                ("only_municipality", "", (t, 13), None),
                ("only_team", "", None, (t, 15)),
            }
        ),
        _figures(
            # on the reference date: Yilmaz stopped on 16 August, or on the date itself
            toewijzingen={"peildatum": (11, 12), "lopend": (12, 12), "instroom": (2, 3),
                          "uitstroom": (1, 0)},
            teams=("*", "Wijkteam Oost"),
        ),
    )  # fmt: skip


def _figures(
    toewijzingen: dict[str, tuple[int, int]], teams: Iterable[str]
) -> dict[tuple[str, str, str], tuple[int, int]]:
    """Return the figures of projects in which every client has one allocation."""
    return {
        (measure, rule, team): values
        for measure in ("clienten", "toewijzingen")
        for rule, values in toewijzingen.items()
        for team in teams
    }


def ggm(folder: Path) -> Export:
    """UTF-16 with tabs, jjjjmmdd and names of the Gemeentelijk Gegevensmodel; two sheets opposite."""
    clienten = _table("""
Clientnummer|BSN|Roepnaam|Voorvoegsel|Achternaam|Geboren|M/V|Wijkteam|Startdatum|Einddatum
501|999991292|Anna||Visser|05-03-1958|V|West|01-02-2026|
502|999991309|Piet|de|Boer|22-10-1949|M|West|01-03-2026|
503|999991310|Samira||Amrani|17-06-2012|V|West|15-04-2026|30-09-2026
504|999991322|Willem|van|Dijk|01-12-1971|M|West|01-05-2026|
505|999991334|Emma||Bosman|09-09-2014|V|West|06-07-2026|
506|999991346|Karel||Groen|28-02-1966|M|West|01-01-2026|31-08-2026
""")
    toewijzingen = _table("""
Clientnummer|BSN|Achternaam|Geboren|Toewijzingnr|Wet|Wijkteam|Product|Startdatum|Einddatum|Aantal|Eenheid|Frequentie
501|999991292|Visser|05-03-1958|880001|Wmo|West|02A01|01-02-2026|31-01-2027|4|uur|per week
502|999991309|Boer|22-10-1949|880002|Wmo|West|07A11|01-03-2026||2|dagdeel|per maand
503|999991310|Amrani|17-06-2012|880003|Jeugdwet|West|45A01|15-04-2026|30-09-2026|90|minuten|per week
504|999991322|Dijk|01-12-1971|880004|Wmo|West|02A01|01-05-2026|30-04-2027|3|uur|per week
505|999991334|Bosman|09-09-2014|880005|Jeugdwet|West|50A00|06-07-2026|31-12-2026|1|stuks (output)|totaal
506|999991346|Groen|28-02-1966|880006|Wmo|West|02A01|01-01-2026|31-08-2026|6|uur|per week
506|999991346|Groen|28-02-1966|880007|Wmo|West|07A11|01-01-2026|31-08-2026|3|dagdeel|per week
""")
    client = _table("""
code|burgerservicenummer|voornamen|voorvoegselGeslachtsnaam|geslachtsnaam|geboortedatum|geslachtsaanduiding|datumStart|datumEinde
W-1|999991292|Anna||Visser|19580305|Vrouw|20260201|
W-2|999991309|Petrus|de|Boer|19491022|Man|20260301|
W-3|999991310|Samira||Amrani|20120617|Vrouw|20260415|20260930
W-4||Willem|van|Dijk|19711201|Man|20260501|
W-5|999991334|Emma||Bosman|20140909|Man|20260706|
W-6|999991346|Karel||Groen|19660228|Man|20260101|20260831
""")
    toewijzing = _table("""
clientCode|burgerservicenummer|voornamen|voorvoegselGeslachtsnaam|geslachtsnaam|geboortedatum|toewijzingnummer|wet|productcode|datumStartToewijzing|datumEindeToewijzing|omvang|eenheid|frequentie
W-1|999991292|Anna||Visser|19580305|880001|Wmo|02A01|20260201|20270131|240|Minuut|Per week
W-2|999991309|Petrus|de|Boer|19491022|880002|Wmo|07A11|20260301|99991231|8|Uur|Per maand
W-3|999991310|Samira||Amrani|20120617|880003|Jeugdwet|45A01|20260415|20260930|90|Minuut|Per week
W-4||Willem|van|Dijk|19711201|880004|Wmo|02A01|20260515|20270430|3|Uur|Per week
W-5|999991334|Emma||Bosman|20140909|880005|Jeugdwet|50A00|20260706|20261231|1|Stuks (output)|Binnen geldigheid Beschikking
W-6|999991346|Karel||Groen|19660228|880006|Wmo|02A01|20260101|20260831|6|Uur|Per week
""")
    _book(folder / "gemeente.xlsx", Clienten=clienten, Toewijzingen=toewijzingen)
    _delimited(folder / "West" / "Client.txt", client, "\t", "utf-16")
    _delimited(folder / "West" / "Toewijzing.txt", toewijzing, "\t", "utf-16")
    sources = [
        ("municipality", "gemeente.xlsx", "clienten"),
        ("municipality", "gemeente.xlsx", "toewijzingen"),
        ("team", "West/Client.txt", "clienten", "Wijkteam West"),
        ("team", "West/Toewijzing.txt", "toewijzingen", "Wijkteam West"),
    ]
    c, t = "clienten", "toewijzingen"
    numbers = {"peildatum": (5, 5), "lopend": (7, 6), "instroom": (1, 1), "uitstroom": (2, 1)}
    clients = {"peildatum": (5, 5), "lopend": (6, 6), "instroom": (1, 1), "uitstroom": (1, 1)}
    return Export(
        _project(folder, "GGM", sources),
        frozenset({(k, row, row) for k in (c, t) for row in range(2, 8)}),
        frozenset(
            {
                ("field", "bsn", (c, 5), (c, 5)),
                ("field", "geslacht", (c, 6), (c, 6)),
                ("field", "ingangsdatum", (t, 5), (t, 5)),
                ("only_municipality", "", (t, 8), None),
            }
        ),
        {
            (measure, rule, team): values
            for measure, figures in (("toewijzingen", numbers), ("clienten", clients))
            for rule, values in figures.items()
            for team in ("*", "Wijkteam West")
        },
        frozenset({("team", (c, 5), "bsn", "bsn_missing"), ("team", (t, 5), "bsn", "bsn_missing")}),
    )


def several_teams(folder: Path) -> Export:
    """Money as 1.234,56, BSNs as numbers, a totals row; one file delivers for three teams."""
    municipality = _table("""
Wijkteam|BSN|Achternaam|Geb.datum|Toewijzing|Wet|Categorie|Begindatum|Einddatum|Budget
Wijkteam Noord|999992053|Jansen|03-05-1960|710001|Wmo|02|01-01-2026|31-12-2026|1.234,56
Wijkteam Noord|999992065|Willems|14-08-1955|710002|Wmo|07|01-02-2026|31-01-2027|12.500,00
Wijkteam Noord|999992077|Evers|27-11-1981|710003|Wmo|02|01-07-2026|31-12-2026|980,00
Wijkteam Zuid|999992089|Maas|08-02-1947|710004|Wmo|02|01-03-2026|31-12-2026|2.750,10
Wijkteam Zuid|999992090|Koster|19-07-2013|710005|Jeugdwet|45|01-04-2026|31-03-2027|4.999,95
Wijkteam Zuid|999992107|Blom|30-01-1974|710006|Wmo|06|01-06-2026|30-11-2026|750,00
Wijkteam West|999992119|Prins|11-12-1968|710007|Wmo|02|15-02-2026|14-02-2027|3.100,00
Wijkteam West|999992120|Hofman|25-06-2011|710008|Jeugdwet|45|01-05-2026|31-10-2026|1.875,25
Totaal||||||||||28.189,86
""")
    municipality[-1] = ["Totaal", *[""] * 8, "28.189,86"]
    team = [
        ["Team", "BSN", "Achternaam", "Geboortedatum", "Toewijzingnummer", "Wet", "Cat.", "Start",
         "Einde", "Bedrag budget"],
        *_of_teams(),
    ]  # fmt: skip
    _delimited(folder / "export gemeente.csv", municipality, ";", "cp1252")
    _book(folder / "wijkteams.xlsx", Lijst=team)
    sources = [
        ("municipality", "export gemeente.csv", "toewijzingen"),
        ("team", "wijkteams.xlsx", "toewijzingen"),
    ]
    teams = '\n[teams]\n"Wijkteam Noord" = []\n"Wijkteam Zuid" = ["Z"]\n"Wijkteam West" = []\n'
    t = "toewijzingen"
    return Export(
        _project(folder, "Een bestand voor drie teams", sources, teams),
        frozenset((t, row, row) for row in range(2, 10)),
        frozenset(
            {
                ("field", "budget", (t, 3), (t, 3)),
                ("field", "team", (t, 7), (t, 7)),
                ("field", "einddatum", (t, 8), (t, 8)),
            }
        ),
        {
            (measure, rule, team_): values
            for measure in ("clienten", "toewijzingen")
            for rule, by_team in _SEVERAL.items()
            for team_, values in zip(_TEAMS, by_team, strict=True)
        },
    )


_TEAMS = ("*", "Wijkteam Noord", "Wijkteam Zuid", "Wijkteam West")
# Blom stands with Zuid at the municipality and with West in the teams' file; Prins stops early.
_SEVERAL = {
    "peildatum": ((8, 7), (3, 3), (3, 2), (2, 2)),
    "lopend": ((8, 8), (3, 3), (3, 2), (2, 3)),
    "instroom": ((1, 1), (1, 1), (0, 0), (0, 0)),
    "uitstroom": ((0, 1), (0, 0), (0, 0), (0, 1)),
}


def _of_teams() -> list[list[object]]:
    text = _table("""
Noord|999992053|Jansen|1960-05-03|710001|Wmo|2|2026-01-01|2026-12-31|1234.56
Noord|999992065|Willems|1955-08-14|710002|Wmo|7|2026-02-01|2027-01-31|12050
Noord|999992077|Evers|1981-11-27|710003|Wmo|2|2026-07-01|2026-12-31|980
Z|999992089|Maas|1947-02-08|710004|Wmo|2|2026-03-01|2026-12-31|2750.1
ZUID|999992090|Koster|2013-07-19|710005|Jeugdwet|45|2026-04-01|2027-03-31|4999.95
WT West|999992107|Blom|1974-01-30|710006|Wmo|6|2026-06-01|2026-11-30|750
WT West|999992119|Prins|1968-12-11|710007|Wmo|2|2026-02-15|2026-08-31|3100
West|999992120|Hofman|2011-06-25|710008|Jeugdwet|45|2026-05-01|2026-10-31|1875.25
""")
    return [
        [team, int(bsn), name, date.fromisoformat(born), int(number), law, int(category),
         date.fromisoformat(start), date.fromisoformat(end), float(budget)]
        for team, bsn, name, born, number, law, category, start, end, budget in text
    ]  # fmt: skip
