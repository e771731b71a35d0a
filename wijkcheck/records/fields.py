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


_PERSON = (
    Field(
        "clientnummer",
        Kind.IDENTIFIER,
        "nummer waaronder de leverende partij de cliënt kent",
        "GGM Client.code",
    ),
    Field(
        "bsn",
        Kind.BSN,
        "burgerservicenummer",
        "LDT_BurgerServicenummer",
    ),
    Field(
        "voornamen",
        Kind.NAME,
        "voornamen of roepnaam",
        "CDT_VolledigeNaam.Voornamen",
    ),
    Field(
        "voorletters",
        Kind.INITIALS,
        "voorletters, zonder punten",
        "LDT_Voorletters",
    ),
    Field(
        "voorvoegsel",
        Kind.PREFIX,
        "voorvoegsel van de achternaam",
        "LDT_Voorvoegsel",
    ),
    Field(
        "achternaam",
        Kind.NAME,
        "geslachtsnaam, zonder voorvoegsel",
        "LDT_Naam",
    ),
    Field(
        "partnervoorvoegsel",
        Kind.PREFIX,
        "voorvoegsel van de naam van de partner",
        "CDT_VolledigeNaam.Partnernaam.Voorvoegsel",
    ),
    Field(
        "partnernaam",
        Kind.NAME,
        "geslachtsnaam van de partner",
        "CDT_VolledigeNaam.Partnernaam",
    ),
    Field(
        "geboortedatum",
        Kind.BIRTH_DATE,
        "geboortedatum; dag en maand mogen onbekend zijn",
        "CDT_Geboortedatum",
    ),
    Field(
        "geslacht",
        Kind.SEX,
        "geslacht: M, V of O",
        "LDT_Geslacht",
        code_list="geslacht",
    ),
    Field(
        "straatnaam",
        Kind.NAME,
        "straat",
        "LDT_Straatnaam",
    ),
    Field(
        "huisnummer",
        Kind.HOUSE_NUMBER,
        "huisnummer",
        "LDT_Huisnummer",
    ),
    Field(
        "huisletter",
        Kind.TEXT,
        "huisletter",
        "LDT_Huisletter",
    ),
    Field(
        "toevoeging",
        Kind.TEXT,
        "toevoeging bij het huisnummer",
        "LDT_HuisnummerToevoeging",
    ),
    Field(
        "postcode",
        Kind.POSTCODE,
        "postcode, zonder spatie",
        "LDT_Postcode",
    ),
    Field(
        "plaatsnaam",
        Kind.NAME,
        "woonplaats",
        "LDT_Plaatsnaam",
    ),
)

_TEAM = Field(
    "team",
    Kind.TEAM,
    "wijkteam dat de cliënt begeleidt",
    "GGM Team.naam",
)
_START = Field(
    "ingangsdatum",
    Kind.DATE,
    "eerste dag",
    "LDT_Datum (Ingangsdatum)",
)
_END = Field(
    "einddatum",
    Kind.OPEN_DATE,
    "laatste dag, tot en met; leeg is open",
    "LDT_Datum (Einddatum)",
)
_NUMBER = Field(
    "toewijzingnummer",
    Kind.NUMBER,
    "nummer van de toewijzing, uniek per gemeente en wet (TR332)",
    "LDT_Nummer",
)
_MUNICIPALITY = Field(
    "gemeentecode",
    Kind.CODE,
    "CBS-code van de gemeente, vier cijfers",
    "LDT_Gemeente",
    code_list="gemeente",
)
_LAW = Field(
    "wet",
    Kind.CODE,
    "wmo of jeugd",
    "GGM Toewijzing.wet",
    code_list="wet",
)
_CATEGORY = Field(
    "productcategorie",
    Kind.CODE,
    "productcategorie, twee cijfers (WMO020, JZ020)",
    "LDT_ProductCategorie",
    code_list="productcategorie",
)
_PRODUCT = Field(
    "productcode",
    Kind.CODE,
    "productcode, vijf tekens (WMO021, JZ21)",
    "LDT_ProductCode",
)
_VOLUME = Field(
    "volume",
    Kind.VOLUME,
    "hoeveelheid per frequentie, in de eenheid",
    "LDT_Volume",
)
_UNIT = Field(
    "eenheid",
    Kind.CODE,
    "eenheid van het volume (WJ756)",
    "LDT_Eenheid",
    code_list="eenheid",
)
_FREQUENCY = Field(
    "frequentie",
    Kind.CODE,
    "per dag, week, maand of totaal (WMO757)",
    "LDT_Frequentie",
    code_list="frequentie",
)
_PROVIDER = Field(
    "aanbieder",
    Kind.IDENTIFIER,
    "AGB-code of naam van de aanbieder",
    "LDT_AgbCode",
)
_FORM = Field(
    "leveringsvorm",
    Kind.CODE,
    "zin of pgb",
    "GGM BeschikteVoorziening.leveringsvorm",
    code_list="leveringsvorm",
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
        ),
        _FORM,
        Field(
            "reden_wijziging",
            Kind.CODE,
            "reden van wijziging (WMO002, JZ002)",
            "LDT_RedenWijziging",
            code_list="reden_wijziging",
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
        ),
        replace(
            _START,
            name="begindatum",
            meaning="eerste dag van de levering",
            definition="LDT_Datum (Begindatum)",
            required=True,
            essential=True,
        ),
        _END,
        Field(
            "reden_beeindiging",
            Kind.CODE,
            "reden van beëindiging (WMO588, JZ588)",
            "LDT_RedenBeeindiging",
            code_list="reden_beeindiging",
        ),
        Field(
            "status_aanlevering",
            Kind.CODE,
            "1 eerste aanlevering, 3 verwijderen",
            "LDT_StatusAanlevering",
            code_list="status_aanlevering",
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
        ),
        Field(
            "dagtekening",
            Kind.DATE,
            "dagtekening van de declaratie",
            "LDT_Datum (DeclaratieDagtekening)",
        ),
        Field(
            "referentienummer",
            Kind.IDENTIFIER,
            "nummer van de regel, uniek per aanbieder (TR314)",
            "LDT_ReferentieNummer",
        ),
        Field(
            "vorig_referentienummer",
            Kind.IDENTIFIER,
            "nummer van de regel die gecrediteerd wordt",
            "LDT_ReferentieNummer (VorigReferentieNummer)",
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
        ),
        _UNIT,
        Field(
            "tarief",
            Kind.AMOUNT,
            "tarief per eenheid in eurocenten",
            "LDT_Bedrag (ProductTarief)",
        ),
        Field(
            "bedrag",
            Kind.AMOUNT,
            "ingediend bedrag in eurocenten",
            "CDT_BedragMetDC.Bedrag",
        ),
        Field(
            "debet_credit",
            Kind.CODE,
            "D debet, C credit (COD043)",
            "LDT_DebetCredit",
            code_list="debet_credit",
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
