# ruff: noqa: E501 - layouts are as wide as they are
"""Which column is taken for which field, in exports of unlike layouts."""

import json
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mapping.exports import layout, people, raw
from wijkcheck.mapping import Columns, fit, profile_of, suggest, suspects, unusable
from wijkcheck.records.fields import RecordType
from wijkcheck.records.teams import TeamNames
from wijkcheck.sources.tables import RawTable

TOEWIJZINGEN = RecordType.TOEWIJZINGEN

LAYOUTS = {
    "municipality": {
        "Cliëntnr": "clientnummer", "BSN": "bsn", "Voorl.": "voorletters", "Tussenv.": "voorvoegsel",
        "Achternaam": "achternaam", "Geb.datum": "geboortedatum", "M/V": "geslacht",
        "Straat": "straatnaam", "Huisnr.": "huisnummer", "PC": "postcode", "Woonplaats": "plaatsnaam",
        "Toewijzingsnr": "toewijzingnummer", "Domein": "wet", "Prod.cat.": "productcategorie",
        "Product": "productcode", "Ing. datum": "ingangsdatum", "Einddat.": "einddatum",
        "Aantal": "volume", "Eenh.": "eenheid", "Per": "frequentie", "Wijkteam": "team",
    },
    "ggm": {
        "clientCode": "clientnummer", "burgerservicenummer": "bsn", "voornamen": "voornamen",
        "voorvoegselGeslachtsnaam": "voorvoegsel", "geslachtsnaam": "achternaam",
        "geslachtsaanduiding": "geslacht", "naamOpenbareRuimte": "straatnaam",
        "toewijzingnummer": "toewijzingnummer", "datumStartToewijzing": "ingangsdatum",
        "datumEindeToewijzing": "einddatum", "omvang": "volume", "eenheid": "eenheid",
        "frequentie": "frequentie", "wet": "wet", "naamTeam": "team",
    },
    "istandaarden": {
        "Bsn": "bsn", "Voornamen": "voornamen", "Voorletters": "voorletters",
        "Voorvoegsel": "voorvoegsel", "Geslachtsnaam": "achternaam", "Geboortedatum": "geboortedatum",
        "ToewijzingNummer": "toewijzingnummer", "ProductCategorie": "productcategorie",
        "ProductCode": "productcode", "Ingangsdatum": "ingangsdatum", "Einddatum": "einddatum",
        "Omvang_Volume": "volume", "Omvang_Eenheid": "eenheid", "Omvang_Frequentie": "frequentie",
    },
    "snake": {
        "client_id": "clientnummer", "bsn_nummer": "bsn", "voor_letters": "voorletters",
        "tussen_voegsel": "voorvoegsel", "achter_naam": "achternaam", "geboorte_datum": "geboortedatum",
        "datum_start": "ingangsdatum", "datum_eind": "einddatum", "product_code": "productcode",
    },
    "english": {
        "Client number": "clientnummer", "First name": "voornamen", "Surname": "achternaam",
        "Date of birth": "geboortedatum", "Gender": "geslacht", "Street": "straatnaam",
        "House number": "huisnummer", "Postal code": "postcode", "City": "plaatsnaam",
        "Start date": "ingangsdatum", "End date": "einddatum", "Product code": "productcode",
        "Quantity": "volume", "Unit": "eenheid", "Frequency": "frequentie", "Team": "team",
    },
    "misspelt": {
        "Burgerservicenumer": "bsn", "Achternaamm": "achternaam", "Geboortedatm": "geboortedatum",
        "Ingangsdatun": "ingangsdatum", "Einddaatum": "einddatum", "Poscode": "postcode",
    },
    "of the client": {
        "BSN cliënt": "bsn", "Achternaam cliënt": "achternaam", "Postcode (BRP)": "postcode",
        "Geboortedatum jeugdige": "geboortedatum", "Startdatum zorg": "ingangsdatum",
        "Einddatum zorg": "einddatum", "Naam wijkteam": "team",
    },
    "short": {
        "Achternaam": "achternaam", "Sekse": "geslacht", "Startdt": "ingangsdatum",
        "Einddtm": "einddatum", "Aantal_eenh": "volume", "Eenh": "eenheid",
    },
    "tables of a database": {
        "CLI_NR": "clientnummer", "CLI_BSN": "bsn", "CLI_ACHTERNAAM": "achternaam",
        "CLI_VOORV": "voorvoegsel", "CLI_VOORL": "voorletters", "CLI_GEBDAT": "geboortedatum",
        "CLI_PC": "postcode", "CLI_HUISNR": "huisnummer", "IND_TOEWNR": "toewijzingnummer",
        "IND_PRODCODE": "productcode", "IND_INGDAT": "ingangsdatum", "IND_EINDDAT": "einddatum",
        "IND_VOLUME": "volume", "IND_EENHEID": "eenheid", "IND_FREQ": "frequentie", "TEAM_CD": "team",
    },
    "tables of a mainframe": {
        "CLNR": "clientnummer", "BSNNR": "bsn", "NAAM": "achternaam", "VRVGSL": "voorvoegsel",
        "GEBDAT": "geboortedatum", "TOEWNR": "toewijzingnummer", "PRODKD": "productcode",
        "DTINGANG": "ingangsdatum", "DTEINDE": "einddatum", "TEAMNM": "team",
    },
    "fields of a service": {
        "client_bsn": "bsn", "toewijzing_id": "toewijzingnummer",
        "toewijzing_start": "ingangsdatum", "toewijzing_eind": "einddatum",
    },
    "whose number it is": {
        "Achternaam": "achternaam", "Startdatum": "ingangsdatum",
        "Gemeentelijk toewijzingsnummer": "toewijzingnummer",
    },
    "in words": {
        "BSN": "bsn", "Huisnummer incl. toevoeging": "huisnummer", "Soort hulp": "productcode",
        "Van": "ingangsdatum", "Aantal": "volume", "Eenheid omschrijving": "eenheid",
        "Frequentie_oms": "frequentie",
    },
    "code lists": {
        "BSN": "bsn", "WMO020": "productcategorie", "WMO021": "productcode", "Van": "ingangsdatum",
        "Volume (aantal)": "volume", "WJ756": "eenheid", "WMO757": "frequentie",
    },
    "whose it is and what it says": {
        "Uniek cliëntnummer": "clientnummer", "Achternaam": "achternaam", "Kernteam": "team",
        "Geïndiceerde omvang": "volume", "Dossier geopend": "ingangsdatum",
        "Dossier gesloten": "einddatum",
    },
    "view of a database": {
        "VW_TOEW.CLIENTNR": "clientnummer", "VW_TOEW.BSN": "bsn", "VW_TOEW.VOLUME": "volume",
        "VW_TOEW.EENHEID": "eenheid", "VW_TOEW.INGANG": "ingangsdatum",
    },
    "two-line header": {
        "Adres Straat": "straatnaam", "Adres Nr": "huisnummer", "Adres Postcode": "postcode",
        "Cliënt BSN": "bsn", "Cliënt Naam": "achternaam", "Zorg Start": "ingangsdatum",
    },
}  # fmt: skip


def taken(columns: pd.DataFrame) -> dict[str, str]:
    used = columns[columns["status"].isin(["taken", "chosen"])]
    return dict(zip(used["field"], used["column"], strict=True))


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_column_of_a_layout_finds_its_field(name: str) -> None:
    names = LAYOUTS[name]
    columns = Columns.validate(suggest(layout(names), TOEWIJZINGEN))
    assert taken(columns) == {field: column for column, field in names.items()}
    assert unusable(columns, TOEWIJZINGEN) is None


def test_columns_without_names_are_found_by_their_content() -> None:
    fields = (
        "bsn", "voorletters", "voorvoegsel", "achternaam", "geboortedatum", "geslacht",
        "straatnaam", "huisnummer", "postcode", "plaatsnaam", "productcode", "ingangsdatum",
        "einddatum", "eenheid", "frequentie", "wet", "team",
    )  # fmt: skip
    names = {f"kolom {place}": field for place, field in enumerate(fields, 1)}
    found = taken(suggest(layout(names), TOEWIJZINGEN))
    assert found == {field: column for column, field in names.items()}


def test_dates_without_names_are_told_apart_by_which_comes_first() -> None:
    names = {"A": "bsn", "B": "einddatum", "C": "ingangsdatum", "D": "achternaam"}
    found = taken(suggest(layout(names), TOEWIJZINGEN))
    assert (found["ingangsdatum"], found["einddatum"]) == ("C", "B")


def test_three_dates_without_names_are_a_question() -> None:
    data = people()
    columns = suggest(
        raw(
            {
                "BSN": data["bsn"],
                "A": data["ingangsdatum"],
                "B": data["einddatum"],
                "C": data["ingangsdatum"],
            }
        ),
        TOEWIJZINGEN,
    )
    assert "ingangsdatum" not in taken(columns)
    assert unusable(columns, TOEWIJZINGEN) == "essential_doubtful"


def test_a_name_that_its_content_contradicts_is_doubtful() -> None:
    columns = suggest(layout({"bsn": "achternaam", "Start": "ingangsdatum"}), TOEWIJZINGEN)
    row = columns.set_index("column").loc["bsn"]
    assert (row["status"], row["reason"]) == ("doubtful", "name_and_content_differ")
    assert unusable(columns, TOEWIJZINGEN) == "identity_doubtful"
    assert suspects(columns, TOEWIJZINGEN)["column"].tolist() == ["bsn"]


def test_a_column_about_somebody_else_is_not_taken() -> None:
    names = {
        "BSN": "bsn", "Achternaam": "achternaam", "Ingangsdatum": "ingangsdatum",
        "BSN ouder": "bsn", "Geboortedatum partner": "geboortedatum",
        "Mutatiedatum": "ingangsdatum", "Contactpersoon": "achternaam",
    }  # fmt: skip
    found = taken(suggest(layout(names), TOEWIJZINGEN))
    assert set(found.values()) == {"BSN", "Achternaam", "Ingangsdatum"}


def test_an_allocation_date_is_no_start_date() -> None:
    names = {
        "bsn": "bsn",
        "datumToewijzing": "ingangsdatum",
        "datumStartToewijzing": "ingangsdatum",
    }
    assert taken(suggest(layout(names), TOEWIJZINGEN))["ingangsdatum"] == "datumStartToewijzing"


def test_a_column_called_code_is_what_it_holds() -> None:
    names = {"BSN": "bsn", "Code": "productcode", "Start": "ingangsdatum"}
    assert taken(suggest(layout(names), TOEWIJZINGEN))["productcode"] == "Code"
    names = {"BSN": "bsn", "Code": "clientnummer", "Start": "ingangsdatum"}
    assert taken(suggest(layout(names), TOEWIJZINGEN))["clientnummer"] == "Code"


def test_a_column_called_date_beside_an_end_is_the_start() -> None:
    data = people()
    serials = [str(45_900 + 11 * i) for i in range(24)]
    table = {"BSN": data["bsn"], "Datum": serials, "Einddatum": data["einddatum"]}
    assert taken(suggest(raw(table), TOEWIJZINGEN))["ingangsdatum"] == "Datum"
    beside = raw({**table, "Ingangsdatum": data["ingangsdatum"]})
    assert taken(suggest(beside, TOEWIJZINGEN))["ingangsdatum"] == "Ingangsdatum"


def test_the_fields_own_name_goes_before_another_name_for_it() -> None:
    names = {
        "BSN": "bsn",
        "IND_BESCHNR": "toewijzingnummer",
        "IND_TOEWNR": "toewijzingnummer",
        "Start": "ingangsdatum",
    }
    assert taken(suggest(layout(names), TOEWIJZINGEN))["toewijzingnummer"] == "IND_TOEWNR"


def test_a_row_number_is_no_house_number() -> None:
    data = people()
    counted = {"Nr": [str(i) for i in range(1, 25)], "BSN": data["bsn"]}
    columns = suggest(raw({**counted, "Start": data["ingangsdatum"]}), TOEWIJZINGEN)
    assert "huisnummer" not in taken(columns)


def test_a_number_of_the_row_beside_an_address_is_no_house_number() -> None:
    data = people()
    numbers = [str(1 + 3 * i % 71) for i in range(24)]  # of a list that was sorted otherwise
    streets = zip(data["straatnaam"], data["huisnummer"], strict=True)
    table = {"Nr": numbers, "BSN": data["bsn"], "Adres": [f"{s} {h}" for s, h in streets]}
    columns = suggest(raw({**table, "Start": data["ingangsdatum"]}), TOEWIJZINGEN)
    assert taken(columns)["huisnummer"] == "Adres"


def test_remarks_are_unused_and_say_so() -> None:
    data = people()
    notes = [f"Belafspraak op {i} juli, zie dossier" for i in range(24)]
    columns = suggest(raw({"BSN": data["bsn"], "Opmerking": notes}), TOEWIJZINGEN)
    row = columns.set_index("column").loc["Opmerking"]
    assert (row["status"], row["reason"]) == ("unused", "not_needed")


def test_what_the_project_chooses_goes_first_and_empty_means_none() -> None:
    names = {"BSN": "bsn", "Start": "ingangsdatum", "Start zorg": "ingangsdatum", "M/V": "geslacht"}
    columns = suggest(layout(names), TOEWIJZINGEN, {"ingangsdatum": "Start zorg", "geslacht": ""})
    found = taken(columns)
    assert found["ingangsdatum"] == "Start zorg"
    assert "geslacht" not in found
    assert columns.set_index("column").loc["Start zorg", "status"] == "chosen"


def test_a_chosen_column_that_is_not_there_is_told() -> None:
    columns = suggest(layout({"BSN": "bsn"}), TOEWIJZINGEN, {"ingangsdatum": "Begin"})
    row = columns.set_index("column").loc["Begin"]
    assert (row["status"], row["reason"]) == ("doubtful", "chosen_column_missing")
    assert unusable(columns, TOEWIJZINGEN) == "chosen_absent"


def test_a_profile_is_recognised_by_its_header() -> None:
    table = layout({"x1": "bsn", "x2": "ingangsdatum", "x3": "einddatum"})
    chosen = {"bsn": "x1", "ingangsdatum": "x3", "einddatum": "x2"}
    profile = profile_of("Regas", suggest(table, TOEWIJZINGEN, chosen))
    found = suggest(table, TOEWIJZINGEN, profiles=[profile])
    assert taken(found) == chosen
    assert set(found["reason"]) == {"by_profile"}


def test_a_profile_keeps_composite_columns() -> None:
    data = people()
    names = [
        f"{p} {a}".strip() for p, a in zip(data["voorvoegsel"], data["achternaam"], strict=True)
    ]
    periods = [f"{b} t/m 31-12-2026" for b in data["ingangsdatum"]]
    table = raw({"Wie": names, "Wanneer": periods, "Uren per week": data["volume"]})
    chosen = {"achternaam": "Wie", "voorvoegsel": "Wie", "ingangsdatum": "Wanneer"}
    first = suggest(table, TOEWIJZINGEN, chosen)
    again = suggest(table, TOEWIJZINGEN, profiles=[profile_of("Regas", first)])
    assert taken(again) == taken(first)
    assert taken(first)["einddatum"] == "Wanneer"
    assert first["details"].tolist() == again["details"].tolist()


def composite_export() -> RawTable:
    data = people()
    zipped = [
        f"{a}, {i} {p}".strip()
        for a, i, p in zip(
            data["achternaam"], data["voorletters"], data["voorvoegsel"], strict=True
        )
    ]
    return raw(
        {
            "Naam": zipped,
            "Adres": [
                f"{s} {h}" for s, h in zip(data["straatnaam"], data["huisnummer"], strict=True)
            ],
            "PC / plaats": [
                f"{p} {w}" for p, w in zip(data["postcode"], data["plaatsnaam"], strict=True)
            ],
            "Periode": [
                f"{b} t/m {e}" for b, e in zip(data["ingangsdatum"], data["einddatum"], strict=True)
            ],
            "Inzet": [
                f"{v} {e} {f}"
                for v, e, f in zip(data["volume"], data["eenheid"], data["frequentie"], strict=True)
            ],
        }
    )


COMPOSED = {
    "voorletters": "Naam", "voorvoegsel": "Naam", "achternaam": "Naam", "straatnaam": "Adres",
    "huisnummer": "Adres", "postcode": "PC / plaats", "plaatsnaam": "PC / plaats",
    "ingangsdatum": "Periode", "einddatum": "Periode", "volume": "Inzet", "eenheid": "Inzet",
    "frequentie": "Inzet",
}  # fmt: skip


def test_composite_columns_give_a_row_per_field() -> None:
    columns = suggest(composite_export(), TOEWIJZINGEN)
    assert taken(columns) == COMPOSED
    assert all("composite" in json.loads(details) for details in columns["details"])


def test_composite_columns_are_found_without_names() -> None:
    table = composite_export()
    renamed = {name: f"kolom {place}" for place, name in enumerate(table.text.columns, 1)}
    nameless = RawTable(table.source, None, None, table.text.rename(columns=renamed), table.stored)
    found = taken(suggest(nameless, TOEWIJZINGEN))
    assert found == {field: renamed[column] for field, column in COMPOSED.items()}


def test_a_composite_never_overrides_a_column_of_its_own() -> None:
    data = people()
    table = raw(
        {
            "BSN": data["bsn"],
            "Volledige naam": [f"{a}, {v}" for a, v in zip(data["achternaam"], data["voorletters"], strict=True)],
            "Achternaam": data["achternaam"],
            "Periode": [f"{b} t/m 31-12-2026" for b in data["ingangsdatum"]],
            "Einddatum": data["einddatum"],
        }
    )  # fmt: skip
    found = taken(suggest(table, TOEWIJZINGEN))
    assert (found["achternaam"], found["voorletters"]) == ("Achternaam", "Volledige naam")
    assert (found["ingangsdatum"], found["einddatum"]) == ("Periode", "Einddatum")


def test_a_name_that_lists_the_parts_is_a_composite() -> None:
    data = people()
    numbers = [f"{n}-A" for n in data["huisnummer"]]
    table = raw(
        {
            "Achternaam, voorletters": composite_export().text["Naam"].tolist(),
            "Postcode/huisnr": [f"{p} {n}" for p, n in zip(data["postcode"], numbers, strict=True)],
            "Start": data["ingangsdatum"],
        }
    )
    found = taken(suggest(table, TOEWIJZINGEN))
    parts = ("voorletters", "voorvoegsel", "achternaam")
    assert {found[part] for part in parts} == {"Achternaam, voorletters"}
    parts = ("postcode", "huisnummer", "huisletter")
    assert {found[part] for part in parts} == {"Postcode/huisnr"}


def test_a_surname_listed_with_its_prefix_gives_both() -> None:
    data = people()
    names = [
        f"{a}, {p}" if p else a
        for a, p in zip(data["achternaam"], data["voorvoegsel"], strict=True)
    ]
    table = raw({"Achternaam + voorvoegsel": names, "Start": data["ingangsdatum"]})
    found = taken(suggest(table, TOEWIJZINGEN))
    assert found["achternaam"] == found["voorvoegsel"] == "Achternaam + voorvoegsel"


def test_a_column_per_law_is_a_question() -> None:
    data = people()
    wmo = [c if c == "02" else "" for c in data["productcategorie"]]
    youth = [c if c == "45" else "" for c in data["productcategorie"]]
    table = raw({"BSN": data["bsn"], "WMO020": wmo, "JZ020": youth, "Van": data["ingangsdatum"]})
    assert "productcategorie" not in taken(suggest(table, TOEWIJZINGEN))


def test_a_few_rows_in_capitals_are_names_and_streets() -> None:
    table = raw(
        {
            "NAAM": ["BOS", "KAYA", "BLOM", "EVERS"],
            "STRNAAM": ["MARKT", "PLEIN 1945", "PLEIN 1945", "PLEIN 1945"],
            "HNR": ["7", "45", "101", "3"],
        }
    )
    found = taken(suggest(table, TOEWIJZINGEN))
    assert found == {"achternaam": "NAAM", "straatnaam": "STRNAAM", "huisnummer": "HNR"}


def test_a_sex_in_every_spelling_is_one_column() -> None:
    data = people()
    written = ["M", "v", "Man", "Vrouw", "Dhr.", "Mw.", "mannelijk", "Mevrouw"]
    table = raw({"BSN": data["bsn"], "m/v": [written[i % 8] for i in range(24)]})
    assert taken(suggest(table, TOEWIJZINGEN))["geslacht"] == "m/v"


@pytest.mark.parametrize("name", ["Huisnummer + toevoeging", "hnr/toev."])
def test_a_house_number_listed_with_its_addition_is_the_number(name: str) -> None:
    data = people()
    table = raw({"BSN": data["bsn"], name: [f"{n}-2" for n in data["huisnummer"]]})
    columns = suggest(table, TOEWIJZINGEN)
    assert taken(columns) == {"bsn": "BSN", "huisnummer": name}


def test_the_start_of_an_allocation_is_not_that_of_its_delivery() -> None:
    names = {
        "BSN": "bsn", "Begindatum toewijzing": "ingangsdatum",
        "Startdatum levering": "ingangsdatum", "Stopdatum levering": "einddatum",
    }  # fmt: skip
    found = taken(suggest(layout(names), RecordType.LEVERINGEN))
    assert found == {
        "bsn": "BSN",
        "toewijzing_ingangsdatum": "Begindatum toewijzing",
        "begindatum": "Startdatum levering",
        "einddatum": "Stopdatum levering",
    }


def test_the_teams_of_the_project_are_known_by_their_names() -> None:
    data = people()
    places = [("Noord", "WT Zuid", "Kern")[i % 3] for i in range(24)]
    table = raw({"BSN": data["bsn"], "Rayon": places, "Verwijzer": places})
    teams = TeamNames({"Wijkteam Noord": (), "Zuid": ()})
    assert taken(suggest(table, TOEWIJZINGEN, teams=teams))["team"] == "Rayon"
    assert "team" not in taken(suggest(table, TOEWIJZINGEN))


@pytest.mark.parametrize(
    ("name", "field", "cells"),
    [
        ("Caseload", "voornamen", ["Anna", "Pieter"]),
        ("Geboorteplaats", "plaatsnaam", ["Utrecht", "Zeist", "Houten"]),
        ("Wijkcode", "volume", ["WK034401", "WK034402", "WK034403"]),
        ("A-nummer", "huisnummer", ["1010101010", "1010101025"]),
        ("Identificatie", "reden_wijziging", ["bsk-000004", "bsk-000005"]),
        ("Betaald tot", "einddatum", ["31-12-2026", "30-11-2026"]),
    ],
)
def test_what_only_looks_like_a_field_is_not_taken(name: str, field: str, cells: list[str]) -> None:
    data = people()
    table = {"BSN": data["bsn"], name: [cells[i % len(cells)] for i in range(24)]}
    assert field not in taken(suggest(raw(table), TOEWIJZINGEN))


def test_two_composites_share_their_fields() -> None:
    data = people()
    places = [f"{p} {w}" for p, w in zip(data["postcode"], data["plaatsnaam"], strict=True)]
    streets = zip(data["straatnaam"], data["huisnummer"], places, strict=True)
    table = raw({"Adres": [f"{s} {h}, {p}" for s, h, p in streets], "Postcode en plaats": places})
    columns = suggest(table, TOEWIJZINGEN)
    assert not columns["field"].dropna().duplicated().any()
    assert taken(columns)["postcode"] == "Adres"


def test_a_surname_column_with_prefixes_inside_gives_both() -> None:
    data = people()
    names = [
        f"{p} {a}".strip() for p, a in zip(data["voorvoegsel"], data["achternaam"], strict=True)
    ]
    table = {"BSN": data["bsn"], "Achternaam": names, "Start": data["ingangsdatum"]}
    found = taken(suggest(raw(table), TOEWIJZINGEN))
    assert (found["achternaam"], found["voorvoegsel"]) == ("Achternaam", "Achternaam")
    apart = raw({**table, "Tussenvoegsel": data["voorvoegsel"]})
    assert taken(suggest(apart, TOEWIJZINGEN))["voorvoegsel"] == "Tussenvoegsel"


def test_a_unit_in_the_columns_name_counts() -> None:
    names = {"BSN": "bsn", "Start": "ingangsdatum", "Aantal uren per week": "volume"}
    found = taken(suggest(layout(names), TOEWIJZINGEN))
    assert {found[name] for name in ("volume", "eenheid", "frequentie")} == {"Aantal uren per week"}
    beside = layout({**names, "Eenheid": "eenheid"})
    assert taken(suggest(beside, TOEWIJZINGEN))["eenheid"] == "Eenheid"


def test_a_volume_stands_before_its_unit() -> None:
    data = people()
    told = ("bsn", "achternaam", "ingangsdatum", "volume", "eenheid", "frequentie")
    nameless = raw({f"kolom {i}": data[field] for i, field in enumerate(told, 1)})
    assert taken(suggest(nameless, TOEWIJZINGEN))["volume"] == "kolom 4"


def test_several_given_names_are_no_whole_name() -> None:
    data = people()
    given_names = [
        f"{a} {b}"
        for a, b in zip(
            data["voornamen"], data["voornamen"][3:] + data["voornamen"][:3], strict=True
        )
    ]
    table = raw({"BSN": data["bsn"], "Voornamen": given_names, "Achternaam": data["achternaam"]})
    columns = suggest(table, RecordType.CLIENTEN)
    assert taken(columns)["voornamen"] == "Voornamen"
    assert columns["details"].isna().all()


def test_surnames_in_capitals_are_surnames() -> None:
    data = people()
    short = [
        name.upper()[:6] if i % 3 else name.upper() for i, name in enumerate(data["achternaam"])
    ]
    table = raw({"Naam": short, "Vl": data["voorletters"], "Start": data["ingangsdatum"]})
    assert taken(suggest(table, TOEWIJZINGEN))["achternaam"] == "Naam"


def test_few_places_of_work_are_no_streets() -> None:
    table = {
        **layout({"BSN": "bsn", "Start": "ingangsdatum"}).text,
        "Locatie": ["Kerkstraat", "Hof"] * 12,
    }
    assert "straatnaam" not in taken(suggest(raw(table), TOEWIJZINGEN))


def test_days_written_as_numbers_are_no_provider() -> None:
    data = people()
    days = [f"2026{1 + i % 3:02}{1 + i % 5:02}" for i in range(24)] * 4
    table = {"BSN": data["bsn"] * 4, "Start": data["ingangsdatum"] * 4, "MUT_DAT": days}
    assert "aanbieder" not in suggest(raw(table), TOEWIJZINGEN)["field"].tolist()


def test_the_name_of_another_person_gives_nothing() -> None:
    data = people()
    names = [f"{v} {a}" for v, a in zip(data["voorletters"], data["achternaam"], strict=True)]
    table = raw({"BSN": data["bsn"], "Achternaam": data["achternaam"], "Casusregisseur": names})
    assert set(taken(suggest(table, TOEWIJZINGEN)).values()) == {"BSN", "Achternaam"}


def test_damaged_numbers_are_still_bsns() -> None:
    damaged = raw({"BSN": ["1E+08", "9,99E+08"], "Start": ["1-7-2026", "1-8-2026"]})
    assert taken(suggest(damaged, TOEWIJZINGEN))["bsn"] == "BSN"


def test_a_surname_column_with_whole_names_is_taken_apart() -> None:
    data = people()
    names = [f"{v} {a}" for v, a in zip(data["voorletters"], data["achternaam"], strict=True)]
    columns = suggest(raw({"Achternaam": names, "Start": data["ingangsdatum"]}), TOEWIJZINGEN)
    assert taken(columns)["voorletters"] == "Achternaam"


def test_without_anything_that_tells_whose_a_row_is_a_source_is_unusable() -> None:
    columns = suggest(layout({"Product": "productcode", "Start": "ingangsdatum"}), TOEWIJZINGEN)
    assert unusable(columns, TOEWIJZINGEN) == "no_identity_column"
    assert fit(columns, TOEWIJZINGEN) < 0.5


def test_the_sheet_of_a_record_type_fits_it_best() -> None:
    clients = layout(
        {"BSN": "bsn", "Achternaam": "achternaam", "Team": "team", "Geboren": "geboortedatum"}
    )
    allocations = layout({"BSN": "bsn", "Toewijzing": "toewijzingnummer", "Product": "productcode",
                          "Start": "ingangsdatum", "Eind": "einddatum"})  # fmt: skip
    fits = [
        [fit(suggest(table, kind), kind) for table in (clients, allocations)]
        for kind in (RecordType.CLIENTEN, TOEWIJZINGEN)
    ]
    assert fits[0][0] * 0.9 > fits[0][1]
    assert fits[1][1] * 0.9 > fits[1][0]


FIELD_NAMES = sorted({name for names in LAYOUTS.values() for name in names})


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_two_columns_never_take_one_field(data: st.DataObject) -> None:
    fields = list(people(2))
    headers = data.draw(st.lists(st.sampled_from(FIELD_NAMES), min_size=2, max_size=9, unique=True))
    contents = data.draw(
        st.lists(st.sampled_from(fields), min_size=len(headers), max_size=len(headers))
    )
    columns = suggest(layout(dict(zip(headers, contents, strict=True))), TOEWIJZINGEN)
    Columns.validate(columns)
    used = columns[columns["status"].eq("taken")]
    assert not used["field"].duplicated().any()
    places = [headers.index(column) for column in columns["column"]]
    assert all(first <= second for first, second in pairwise(places))
    assert set(columns["column"]) == set(headers)
