"""How well a column's name says a field: by its words, abbreviations, or a spelling near it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import takewhile

from rapidfuzz import fuzz

from wijkcheck.records.folding import fold_text


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


EXACT, ALIAS, CLOSE, WITHIN, HINT, BARE, FOREIGN = 1.0, 0.95, 0.9, 0.75, 0.65, 0.5, 0.35
_OWN_NAME = 0.05  # what a field's own name says more than another spelling
_NEAR = 88.0  # per cent alike, from which a spelling counts
_ABBREVIATIONS = {
    "nr": "nummer", "nmr": "nummer", "num": "nummer", "no": "nummer", "id": "nummer",
    "dat": "datum", "dtm": "datum", "dt": "datum", "date": "datum", "gem": "gemeente",
    "cat": "categorie", "freq": "frequentie", "eenh": "eenheid", "geb": "geboorte",
    "eenheden": "eenheid", "omv": "omvang",
    "clnt": "client", "cl": "client", "cli": "client", "clt": "client", "clienten": "client",
    "toew": "toewijzing", "toewijz": "toewijzing", "twz": "toewijzing", "prs": "persoon",
    "toewijzings": "toewijzing", "ind": "indicatie", "besch": "beschikking", "adr": "adres",
    "prod": "product", "voorz": "voorziening", "ing": "ingang",
    "ingangs": "ingang", "beg": "begin", "eind": "einde", "aanv": "aanvang", "huisnr": "huisnummer",
    "nm": "naam", "cd": "code", "cde": "code", "kd": "code", "bedr": "bedrag",
    "declaraties": "declaratie", "oms": "omschrijving", "omschr": "omschrijving",
}  # fmt: skip
_HEADS = re.compile(r"^(.{3,}?)(datum|nummer|nr|nm|code|cd|kd|categorie|dat|dtm?)$")
_DATED = re.compile(r"^(datum|dat|dtm?)((?:ing|beg|aanv|start|eind|stop|geb).*)$")
_ANONYMOUS = re.compile(
    r"(?:kolom|column|veld|field|col|unnamed|naamloos|geen naam|[a-z])?[\s_:.]*\d*", re.IGNORECASE
)
# Words beside a field's own that change nothing, and words that make it somebody else's.
_NEUTRAL = _set(
    """
    client zorg de het van een der den op in naar is inwoner burger cq huidig huidige actueel
    actuele brp gba persoon person the of product toewijzing toegewezen woon adres jeugdige wmo
    jw kolom veld datum dd gemeentelijk gemeentelijke uniek unieke intern interne lokaal lokale
    indicatie beschikking ondersteuning begeleiding hulp traject voorziening
    """
)
_ADDRESS = frozenset(("adres", "woon", "woonadres", "brp"))
_FOREIGN = _set(
    """
    partner ouder ouders vader moeder contact contactpersoon aanbieder leverancier verwijzer
    huisarts medewerker gezagsdrager correspondentie post mutatie mutaties registratie aanmaak
    aangemaakt wijziging gewijzigd laatste invoer import export gebruik soort type omschrijving
    status reden besluit aanvraag melding geldig vorig vorige oud oude oorspronkelijk partij
    consulent regisseur behandelaar budgethouder kind telefoon email mail land school afgifte
    overlijden overlijdens verwacht verwachte gepland geplande beoogd beoogde zaak gezin
    huishouden tijdstip tijd volg rij regel tarief prijs declaratie factuur telling totaal
    historisch geheim aantal kosten bijdrage vertegenwoordiger mentor curator bewindvoerder
    voogd opmerking opmerkingen toelichting notitie notities bijzonderheden memo commentaar
    casemanager door begeleider coach gezinscoach contract caseload hulpverlener geboorteplaats
    verblijfplaats
    """
)
# Too common to be recognised inside a longer name.
_COMMON = _set(
    """
    code naam straat nummer per status letter vorm bedrag uren team inzet wijk client aantal adres
    geb dossier partner volume omvang hoeveelheid product periode act gemeente wet domein regeling
    gebied district prefix place law sex tussen toewijzing declaratie factuur referentie cat
    """
)
# Of these, the ones that say one thing beside a word for the record itself: IND_VOLUME.
_CLEAR = _set("straat letter volume omvang product wet domein gemeente district")
_OWN = _set(
    """client persoon inwoner jeugdige brp gba indicatie beschikking toewijzing gemeentelijk
    gemeentelijke uniek unieke intern interne lokaal lokale"""
)


_NUMBER = ("nummer",)
_FOREIGN_ENDS = tuple(sorted(word for word in _FOREIGN if len(word) > 6))
_PERIOD = frozenset(("periode", "looptijd", "inzet"))
_TIMES = frozenset(("van", "tot", "start", "begin", "eind", "einde", "stop"))


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of a column's name: compounds parted, abbreviations in full."""
    parted = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-zà-ÿ])", " ", name)
    found: list[str] = []
    for word in fold_text(parted).split():
        compound = _HEADS.match(word) or _DATED.match(word)
        parts = compound.groups() if compound and word not in _ABBREVIATIONS else (word,)
        found += [_ABBREVIATIONS.get(part, part) for part in parts]
    return tuple(found)


def name_scores(name: str, spellings: Mapping[str, Iterable[str]]) -> dict[str, float]:
    """Return how well a name says each of the fields, given the spellings of each, where above 0.

    The first spelling of a field is its own name.
    """
    scores = {field: max(_scores(name, own)) for field, own in spellings.items()}
    return {field: score for field, score in scores.items() if score > 0}


def _scores(name: str, spellings: Iterable[str]) -> Iterable[float]:
    for place, spelling in enumerate(spellings):
        near = _said(name) if _same(name, spelling) else _near(name, spelling)
        yield near + _OWN_NAME if near >= CLOSE and place == 0 else near


def _same(name: str, spelling: str) -> bool:
    own, other = words(name), words(spelling)
    return bool(own) and ("".join(own) == "".join(other) or sorted(own) == sorted(other))


def _said(name: str) -> float:
    """A bare "Nr" may count the rows: its neighbours must confirm what it numbers."""
    return BARE if words(name) == _NUMBER else ALIAS


def _near(name: str, spelling: str) -> float:
    own, other = words(name), words(spelling)
    extra = [word for word in own if word not in other]
    if extra and len(own) - len(extra) == len(other) and _ADDRESS.issuperset(extra):
        return CLOSE  # the second line of a header: "Adres" above "Nr"
    clear = _OWN.issuperset(extra) and (len(other) > 1 or _CLEAR.issuperset(other))
    common = _COMMON.issuperset(other) and not clear
    if other and len(own) - len(extra) >= len(set(other)) and not common:
        meaningful = [word for word in extra if word not in _NEUTRAL]
        if any(map(_foreign, meaningful)) or not _TIMES.isdisjoint(meaningful):
            return FOREIGN  # somebody else's, or a day of it: toewijzing_eind
        if _TIMES.issuperset(other):  # "zorg van": a date will have to confirm it
            return HINT if _PERIOD.issuperset(meaningful) else BARE
        return WITHIN if meaningful else CLOSE
    squashed, target = _squashed(name), _squashed(spelling)
    if min(len(squashed), len(target)) < 5 or not _TIMES.isdisjoint(extra) or other == _NUMBER:
        return 0.0
    alike = fuzz.ratio(squashed, target, score_cutoff=_NEAR)
    return alike / 100 * 0.85


@cache
def _squashed(name: str) -> str:
    return fold_text(name).replace(" ", "")


def shared_prefix(names: Sequence[str]) -> str:
    """Return what all names of a source begin with, up to a mark: it says nothing of any of them.

    >>> shared_prefix(["tbl_client_bsn", "tbl_client_naam", "tbl_client_geslacht"])
    'tbl_client_'
    """
    if len(names) <= 2:
        return ""
    pairs = zip(min(names), max(names), strict=False)
    alike = "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return alike[: max(map(alike.rfind, "._-: /")) + 1]


def is_foreign(name: str) -> bool:
    """Return whether a name says that the column is about somebody or something else."""
    return any(map(_foreign, words(name)))


def _foreign(word: str) -> bool:
    """Also as the end of a compound: casusregisseur."""
    return word in _FOREIGN or word.endswith(_FOREIGN_ENDS)


def is_anonymous(name: str) -> bool:
    """Return whether a name says nothing: "kolom 3", "Unnamed: 2", "B"."""
    return _ANONYMOUS.fullmatch(name.strip()) is not None
