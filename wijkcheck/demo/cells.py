"""How a value looks in a cell: dates, codes, sizes, whole names and addresses."""

from collections.abc import Callable, Mapping

from wijkcheck.demo.people import Day
from wijkcheck.demo.truth import Entry
from wijkcheck.demo.writing import Cell

Form = Callable[[Entry], Cell]

LAWS = {"wmo": "Wmo", "jeugd": "Jeugdwet"}
UNITS = {"01": "minuten", "04": "uur", "14": "etmaal", "16": "dagdeel", "82": "stuks (output)",
          "84": "stuks (inspanning)"}  # fmt: skip
RATES = {"1": "per dag", "2": "per week", "3": "per 4 weken", "4": "per maand", "6": "totaal"}
FORMS = {"zin": "ZIN", "pgb": "PGB"}


def plain(field: str) -> Form:
    """Write a field as it is."""
    return lambda entry: entry.text(field) or None


def dated(field: str, style: Callable[[Day], Cell], empty: Cell = None) -> Form:
    """Write a date in a style; ``empty`` stands where there is none."""

    def form(entry: Entry) -> Cell:
        day = entry.day(field)
        return style(day) if day else empty

    return form


def dutch(day: Day) -> Cell:
    """Write 01-07-2026."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def short(day: Day) -> Cell:
    """Write 1-7-2026."""
    return f"{day.day}-{day.month}-{day.year}"


def compact(day: Day) -> Cell:
    """Write 20260701."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def iso(day: Day) -> Cell:
    """Write 2026-07-01."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def stored(day: Day) -> Cell:
    """Write a workbook's own date, and what the calendar has not got as text."""
    return day.real or dutch(day)


def coded(field: str, words: Mapping[str, str]) -> Form:
    """Write a code in the writer's own words; a code that has none stands as it is."""
    return lambda entry: words.get(entry.text(field), entry.text(field)) or None


def counted(field: str) -> Form:
    """Write digits as a workbook's number."""
    return lambda entry: _number(entry.text(field))


def partly_counted(field: str) -> Form:
    """Write digits as a number in some rows and as text in others, as grown workbooks do."""

    def form(entry: Entry) -> Cell:
        text = entry.text(field)
        return _number(text) if text and int(entry.text("clientnummer")) % 3 else text or None

    return form


def comma(field: str) -> Form:
    """Write a number as text with a decimal comma."""
    return lambda entry: entry.text(field).replace(".", ",") or None


def euros(field: str) -> Form:
    """Write cents as euros: 1.234,56."""

    def form(entry: Entry) -> Cell:
        cents = entry.text(field)
        if not cents:
            return None
        return f"{int(cents) / 100:,.2f}".translate(str.maketrans(",.", ".,"))

    return form


def dotted(entry: Entry) -> Cell:
    """Write initials as P.M."""
    return "".join(f"{letter}." for letter in entry.text("voorletters")) or None


def roepnaam(entry: Entry) -> Cell:
    """Write the first of the given names."""
    return entry.text("voornamen").split(" ")[0] or None


def whole_name(entry: Entry) -> Cell:
    """Write the name in one cell: Jansen, P.M. van der."""
    parts = (f"{entry.text('achternaam')},", dotted(entry), entry.text("voorvoegsel"))
    return " ".join(str(part) for part in parts if part)


def street_and_number(entry: Entry) -> Cell:
    """Write the address in one cell: Korenbloemstraat 12A, Roggeveld 7 bis."""
    number = entry.text("huisnummer") + entry.text("huisletter")
    parts = (entry.text("straatnaam"), number, entry.text("toevoeging"))
    return " ".join(part for part in parts if part)


def spaced_postcode(entry: Entry) -> Cell:
    """Write 6601 AB."""
    postcode = entry.text("postcode")
    return f"{postcode[:4]} {postcode[4:]}" if postcode else None


def size_in_words(units: Mapping[str, str], rates: Mapping[str, str]) -> Form:
    """Write volume, unit and frequency in one cell: 4 uur per week."""

    def form(entry: Entry) -> Cell:
        volume = entry.text("volume").replace(".", ",")
        unit = units.get(entry.text("eenheid"), "")
        rate = rates.get(entry.text("frequentie"), "")
        return " ".join(part for part in (volume, unit, rate) if part) or None

    return form


def _number(text: str) -> int | float | None:
    if not text:
        return None
    return int(text) if text.lstrip("-").isdigit() else float(text)
