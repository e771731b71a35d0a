"""The words of the domain: record types and their fields. No pandas here: the window reads it too.

Definitions follow iWmo/iJw 3.2 (data types ``LDT_…``, ``CDT_…``), else the Gemeentelijk
Gegevensmodel (GGM); each field says which.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class Side(StrEnum):
    """Whose list a source is."""

    MUNICIPALITY = "municipality"
    TEAM = "team"


class RecordType(StrEnum):
    """What one row of a source is."""

    CLIENTEN = "clienten"
    TOEWIJZINGEN = "toewijzingen"
    LEVERINGEN = "leveringen"
    DECLARATIES = "declaraties"


class Kind(StrEnum):
    """What a field's values are: decides how they are recognised, converted and compared."""

    TEXT = "text"  # as written, trimmed
    NAME = "name"
    INITIALS = "initials"
    PREFIX = "prefix"
    BSN = "bsn"  # nine digits, leading zeros restored
    NUMBER = "number"  # an identifier of digits, leading zeros dropped, kept as text
    IDENTIFIER = "identifier"  # an identifier of any characters
    DATE = "date"
    OPEN_DATE = "open_date"  # empty, 31-12-9999 and its kin mean: open
    BIRTH_DATE = "birth_date"  # day, or day and month, may be unknown
    CODE = "code"  # from a code list, at its full width
    SEX = "sex"
    TEAM = "team"
    POSTCODE = "postcode"
    HOUSE_NUMBER = "house_number"
    VOLUME = "volume"
    AMOUNT = "amount"  # whole eurocents


TEXT_KINDS = frozenset(Kind) - {
    Kind.DATE,
    Kind.OPEN_DATE,
    Kind.BIRTH_DATE,
    Kind.VOLUME,
    Kind.AMOUNT,
}
DATE_KINDS = frozenset({Kind.DATE, Kind.OPEN_DATE, Kind.BIRTH_DATE})


@dataclass(frozen=True)
class Field:
    """A column of a record type."""

    name: str
    kind: Kind
    meaning: str  # Dutch, one line, as the manual and the template show it
    definition: str  # where it is defined: an iStandaarden data type or a GGM attribute
    required: bool = False  # a record without it is a finding
    essential: bool = False  # a source in which its column stays doubtful cannot be reconciled
    code_list: str | None = None  # a name in ``codes.CODE_LISTS``
    aliases: tuple[str, ...] = ()  # names that exports give it, folded by the mapping


_PERSON = (
    Field(
        "clientnummer",
        Kind.IDENTIFIER,
        "nummer waaronder de leverende partij de cliënt kent",
        "GGM Client.code",
        aliases=(
            "clientnr",
            "client id",
            "cliëntcode",
            "code client",
            "persoonsnummer",
            "klantnummer",
            "dossiernummer",
            "relatienummer",
            "client",
            "code",
            "registratienummer",
            "casusnummer",
        ),
    ),
    Field(
        "bsn",
        Kind.BSN,
        "burgerservicenummer",
        "LDT_BurgerServicenummer",
        aliases=(
            "burgerservicenummer",
            "sofinummer",
            "bsn nummer",
            "bsn client",
            "sofi",
            "service nummer",
        ),
    ),
    Field(
        "voornamen",
        Kind.NAME,
        "voornamen of roepnaam",
        "CDT_VolledigeNaam.Voornamen",
        aliases=("voornaam", "roepnaam", "vnaam", "voornaam client", "given name", "first name"),
    ),
    Field(
        "voorletters",
        Kind.INITIALS,
        "voorletters, zonder punten",
        "LDT_Voorletters",
        aliases=("initialen", "voorl", "vl", "initials"),
    ),
    Field(
        "voorvoegsel",
        Kind.PREFIX,
        "voorvoegsel van de achternaam",
        "LDT_Voorvoegsel",
        aliases=(
            "tussenvoegsel",
            "voorvoegsels",
            "tussenvoegsels",
            "tv",
            "vv",
            "tussenv",
            "voorvoegsel geslachtsnaam",
        ),
    ),
    Field(
        "achternaam",
        Kind.NAME,
        "geslachtsnaam, zonder voorvoegsel",
        "LDT_Naam",
        aliases=(
            "geslachtsnaam",
            "familienaam",
            "anaam",
            "achternaam client",
            "surname",
            "last name",
            "eigen naam",
            "naam eigen",
        ),
    ),
    Field(
        "partnervoorvoegsel",
        Kind.PREFIX,
        "voorvoegsel van de naam van de partner",
        "CDT_VolledigeNaam.Partnernaam.Voorvoegsel",
        aliases=("voorvoegsel partner", "tussenvoegsel partner", "partner tussenvoegsel"),
    ),
    Field(
        "partnernaam",
        Kind.NAME,
        "geslachtsnaam van de partner",
        "CDT_VolledigeNaam.Partnernaam",
        aliases=(
            "achternaam partner",
            "geslachtsnaam partner",
            "naam partner",
            "aangetrouwde naam",
        ),
    ),
    Field(
        "geboortedatum",
        Kind.BIRTH_DATE,
        "geboortedatum; dag en maand mogen onbekend zijn",
        "CDT_Geboortedatum",
        aliases=(
            "geb datum",
            "gebdatum",
            "geboorte datum",
            "gebdat",
            "geboren",
            "geboren op",
            "gbd",
            "datum geboorte",
            "date of birth",
            "dob",
        ),
    ),
    Field(
        "geslacht",
        Kind.SEX,
        "geslacht: M, V of O",
        "LDT_Geslacht",
        code_list="geslacht",
        aliases=("gesl", "mv", "m/v", "sexe", "geslachtsaanduiding", "gender"),
    ),
    Field(
        "straatnaam",
        Kind.NAME,
        "straat",
        "LDT_Straatnaam",
        aliases=(
            "straat",
            "openbare ruimte",
            "adres straat",
            "woonadres straat",
            "naam openbare ruimte",
        ),
    ),
    Field(
        "huisnummer",
        Kind.HOUSE_NUMBER,
        "huisnummer",
        "LDT_Huisnummer",
        aliases=("huisnr", "hnr", "nr", "nummer", "huis nummer"),
    ),
    Field(
        "huisletter", Kind.TEXT, "huisletter", "LDT_Huisletter", aliases=("hlt", "letter", "huisl")
    ),
    Field(
        "toevoeging",
        Kind.TEXT,
        "toevoeging bij het huisnummer",
        "LDT_HuisnummerToevoeging",
        aliases=(
            "huisnummertoevoeging",
            "toev",
            "hnr toev",
            "huisnr toevoeging",
            "nummertoevoeging",
        ),
    ),
    Field(
        "postcode",
        Kind.POSTCODE,
        "postcode, zonder spatie",
        "LDT_Postcode",
        aliases=("pc", "pcode", "postc", "zip", "postcode client", "pc6"),
    ),
    Field(
        "plaatsnaam",
        Kind.NAME,
        "woonplaats",
        "LDT_Plaatsnaam",
        aliases=("plaats", "woonplaats", "woonplaatsnaam", "stad", "city"),
    ),
)

_TEAM = Field(
    "team",
    Kind.TEAM,
    "wijkteam dat de cliënt begeleidt",
    "GGM Team.naam",
    aliases=(
        "wijkteam",
        "sociaal wijkteam",
        "teamnaam",
        "wijkteam naam",
        "gebiedsteam",
        "naam team",
        "team code",
        "wijk",
        "uitvoerend team",
    ),
)
_START = Field(
    "ingangsdatum",
    Kind.DATE,
    "eerste dag",
    "LDT_Datum (Ingangsdatum)",
    aliases=(
        "begindatum",
        "startdatum",
        "start",
        "begin",
        "datum start",
        "van",
        "vanaf",
        "aanvang",
        "datum ingang",
        "ingang",
        "start zorg",
        "datum aanvang",
        "startdatum zorg",
        "datum start toewijzing",
        "datum ingang geldigheid",
        "datum van",
    ),
)
_END = Field(
    "einddatum",
    Kind.OPEN_DATE,
    "laatste dag, tot en met; leeg is open",
    "LDT_Datum (Einddatum)",
    aliases=(
        "einde",
        "eind",
        "stopdatum",
        "datum einde",
        "tot",
        "tot en met",
        "t/m",
        "tm",
        "stop",
        "einde zorg",
        "datum eind",
        "afgesloten op",
        "datum einde toewijzing",
        "beeindigd",
        "datum einde geldigheid",
        "sluitdatum",
        "datum tot",
        "datum stop",
    ),
)
_NUMBER = Field(
    "toewijzingnummer",
    Kind.NUMBER,
    "nummer van de toewijzing, uniek per gemeente en wet (TR332)",
    "LDT_Nummer",
    aliases=(
        "toewijzingsnummer",
        "toewijzingnr",
        "toewijzing",
        "toewijzing nr",
        "toewijzingid",
        "beschikkingsnummer",
        "indicatienummer",
        "toew nr",
        "nummer toewijzing",
        "twnr",
    ),
)
_MUNICIPALITY = Field(
    "gemeentecode",
    Kind.CODE,
    "CBS-code van de gemeente, vier cijfers",
    "LDT_Gemeente",
    code_list="gemeente",
    aliases=("gemeente", "gem code", "gemeente code", "cbs code"),
)
_LAW = Field(
    "wet",
    Kind.CODE,
    "wmo of jeugd",
    "GGM Toewijzing.wet",
    code_list="wet",
    aliases=("domein", "wettelijk kader", "wetgeving", "wet domein", "regeling"),
)
_CATEGORY = Field(
    "productcategorie",
    Kind.CODE,
    "productcategorie, twee cijfers (WMO020, JZ020)",
    "LDT_ProductCategorie",
    code_list="productcategorie",
    aliases=("categorie", "prod categorie", "product cat", "productcat", "cat"),
)
_PRODUCT = Field(
    "productcode",
    Kind.CODE,
    "productcode, vijf tekens (WMO021, JZ21)",
    "LDT_ProductCode",
    aliases=(
        "product",
        "prod code",
        "prod",
        "code product",
        "voorziening",
        "voorzieningcode",
        "artikelcode",
        "productcode gemeente",
        "arrangement",
    ),
)
_VOLUME = Field(
    "volume",
    Kind.VOLUME,
    "hoeveelheid per frequentie, in de eenheid",
    "LDT_Volume",
    aliases=(
        "omvang",
        "aantal",
        "hoeveelheid",
        "aantal eenheden",
        "toegewezen volume",
        "uren",
        "inzet",
    ),
)
_UNIT = Field(
    "eenheid",
    Kind.CODE,
    "eenheid van het volume (WJ756)",
    "LDT_Eenheid",
    code_list="eenheid",
    aliases=("eenh", "unit", "soort eenheid", "tijdseenheid"),
)
_FREQUENCY = Field(
    "frequentie",
    Kind.CODE,
    "per dag, week, maand of totaal (WMO757)",
    "LDT_Frequentie",
    code_list="frequentie",
    aliases=("freq", "per", "periodiciteit", "frequentie omvang"),
)
_PROVIDER = Field(
    "aanbieder",
    Kind.IDENTIFIER,
    "AGB-code of naam van de aanbieder",
    "LDT_AgbCode",
    aliases=("zorgaanbieder", "agb", "agb code", "leverancier", "agbcode", "instelling"),
)
_FORM = Field(
    "leveringsvorm",
    Kind.CODE,
    "zin of pgb",
    "GGM BeschikteVoorziening.leveringsvorm",
    code_list="leveringsvorm",
    aliases=("verstrekkingsvorm", "vorm", "zin pgb", "zin/pgb"),
)


FIELDS: dict[RecordType, tuple[Field, ...]] = {
    RecordType.CLIENTEN: (*_PERSON, _TEAM, _START, _END),
    RecordType.TOEWIJZINGEN: (
        *_PERSON,
        _NUMBER,
        _MUNICIPALITY,
        _LAW,
        _TEAM,
        _CATEGORY,
        _PRODUCT,
        replace(_START, required=True, essential=True),
        _END,
        _VOLUME,
        _UNIT,
        _FREQUENCY,
        Field(
            "budget",
            Kind.AMOUNT,
            "budget in eurocenten",
            "LDT_Budget",
            aliases=("budget bedrag", "toegekend budget", "budget euro", "bedrag"),
        ),
        _FORM,
        Field(
            "reden_wijziging",
            Kind.CODE,
            "reden van wijziging (WMO002, JZ002)",
            "LDT_RedenWijziging",
            code_list="reden_wijziging",
            aliases=(
                "reden wijziging toewijzing",
                "wijzigingsreden",
                "reden mutatie",
                "reden wijz",
            ),
        ),
        _PROVIDER,
    ),
    RecordType.LEVERINGEN: (
        *_PERSON,
        _NUMBER,
        _MUNICIPALITY,
        _LAW,
        _TEAM,
        _CATEGORY,
        _PRODUCT,
        Field(
            "toewijzing_ingangsdatum",
            Kind.DATE,
            "ingangsdatum van de toewijzing",
            "LDT_Datum (ToewijzingIngangsdatum)",
            aliases=("ingangsdatum toewijzing",),
        ),
        replace(
            _START,
            name="begindatum",
            meaning="eerste dag van de levering",
            definition="LDT_Datum (Begindatum)",
            required=True,
            essential=True,
            aliases=("ingangsdatum", *_START.aliases[1:], "begin levering"),
        ),
        _END,
        Field(
            "reden_beeindiging",
            Kind.CODE,
            "reden van beëindiging (WMO588, JZ588)",
            "LDT_RedenBeeindiging",
            code_list="reden_beeindiging",
            aliases=("stopreden", "reden einde", "reden stop", "beeindigingsreden"),
        ),
        Field(
            "status_aanlevering",
            Kind.CODE,
            "1 eerste aanlevering, 3 verwijderen",
            "LDT_StatusAanlevering",
            code_list="status_aanlevering",
            aliases=("status",),
        ),
        _VOLUME,
        _UNIT,
        _FREQUENCY,
        _PROVIDER,
    ),
    RecordType.DECLARATIES: (
        *_PERSON,
        Field(
            "declaratienummer",
            Kind.IDENTIFIER,
            "nummer van de declaratie",
            "LDT_IdentificatieDeclaratie",
            aliases=("declaratie", "factuurnummer", "factuur", "declaratienr"),
        ),
        Field(
            "dagtekening",
            Kind.DATE,
            "dagtekening van de declaratie",
            "LDT_Datum (DeclaratieDagtekening)",
            aliases=("declaratiedatum", "factuurdatum", "datum declaratie"),
        ),
        Field(
            "referentienummer",
            Kind.IDENTIFIER,
            "nummer van de regel, uniek per aanbieder (TR314)",
            "LDT_ReferentieNummer",
            aliases=("referentie", "regelnummer", "ref nr", "productreferentie"),
        ),
        Field(
            "vorig_referentienummer",
            Kind.IDENTIFIER,
            "nummer van de regel die gecrediteerd wordt",
            "LDT_ReferentieNummer (VorigReferentieNummer)",
            aliases=("vorige referentie",),
        ),
        _NUMBER,
        _MUNICIPALITY,
        _LAW,
        _TEAM,
        _CATEGORY,
        _PRODUCT,
        replace(
            _START,
            name="begindatum",
            meaning="eerste dag van de productperiode",
            definition="CDT_GeslotenPeriode.Begindatum",
            required=True,
            essential=True,
            aliases=("ingangsdatum", *_START.aliases[1:], "begin periode"),
        ),
        replace(
            _END,
            kind=Kind.DATE,
            meaning="laatste dag van de productperiode",
            definition="CDT_GeslotenPeriode.Einddatum",
        ),
        Field(
            "geleverd_volume",
            Kind.VOLUME,
            "geleverde hoeveelheid, in de eenheid",
            "LDT_Volume",
            aliases=("volume", "aantal", "hoeveelheid", "geleverd", "geleverde omvang", "omvang"),
        ),
        _UNIT,
        Field(
            "tarief",
            Kind.AMOUNT,
            "tarief per eenheid in eurocenten",
            "LDT_Bedrag (ProductTarief)",
            aliases=("producttarief", "prijs", "tarief per eenheid", "stukprijs"),
        ),
        Field(
            "bedrag",
            Kind.AMOUNT,
            "ingediend bedrag in eurocenten",
            "CDT_BedragMetDC.Bedrag",
            aliases=(
                "ingediend bedrag",
                "totaal bedrag",
                "declaratiebedrag",
                "gedeclareerd bedrag",
            ),
        ),
        Field(
            "debet_credit",
            Kind.CODE,
            "D debet, C credit (COD043)",
            "LDT_DebetCredit",
            code_list="debet_credit",
            aliases=("dc", "d/c", "debet/credit"),
        ),
        _PROVIDER,
    ),
}

# A record is somebody's: without one of these nobody can be recognised (DESIGN: name or number).
IDENTIFYING = ("bsn", "clientnummer", "achternaam")


def fields(record_type: RecordType) -> dict[str, Field]:
    """Return the fields of a record type by name, in their order."""
    return {field.name: field for field in FIELDS[record_type]}


PERSON_FIELDS = tuple(field.name for field in _PERSON)
BIRTH_PARTS = ("geboortejaar", "geboortemaand", "geboortedag")
"""Parts of ``geboortedatum``, also where the whole is partly unknown: Int16, missing if unknown."""
