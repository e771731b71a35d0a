"""Volumes with their unit and frequency: written, read and made comparable."""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from wijkcheck.records.codes import CODE_LISTS
from wijkcheck.records.folding import fold_text
from wijkcheck.records.models import TEXT
from wijkcheck.records.unique import table_per_unique

MINUTES = {"01": 1.0, "04": 60.0, "16": 240.0}
"""Minutes in a unit of time; WJ756 converts no other unit ("Dagdeel (4 uur)")."""
EURO = "83"  # its volume is in eurocents (IV042)

_UNITS = {  # code -> one, more
    "nl": {
        "01": ("minuut", "minuten"),
        "04": ("uur", "uur"),
        "14": ("etmaal", "etmalen"),
        "16": ("dagdeel", "dagdelen"),
        "82": ("stuk", "stuks"),
        EURO: ("euro", "euro"),
        "84": ("stuk (inspanning)", "stuks (inspanning)"),
    },
    "en": {
        "01": ("minute", "minutes"),
        "04": ("hour", "hours"),
        "14": ("24 hours", "times 24 hours"),
        "16": ("half-day", "half-days"),
        "82": ("piece", "pieces"),
        EURO: ("euro", "euros"),
        "84": ("piece (effort)", "pieces (effort)"),
    },
}
_FREQUENCIES = {
    "nl": {
        "1": "per dag",
        "2": "per week",
        "3": "per 4 weken",
        "4": "per maand",
        "5": "per jaar",
        "6": "in totaal",
    },
    "en": {
        "1": "per day",
        "2": "per week",
        "3": "per 4 weeks",
        "4": "per month",
        "5": "per year",
        "6": "in total",
    },
}
_FOUR_WEEKS = re.compile(r"(?:per|p\.?/?|/)\s*(?:4|vier)\s*(?:weken|wkn|wk)\b\.?", re.IGNORECASE)
_CLOCK = re.compile(
    r"(\d+)\s*(?::|u|uur|h)\s*(?:en\s*)?([0-5]?\d)\b(?!\s*(?:x|maal|keer|dag|we?k))"
    r"\s*(?:min(?:uten|uut|\.)?|m)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<!\w)(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)")
_SMALL_WORDS = frozenset({"x", "maal", "keer", "a", "van"})


def omvang(
    volume: pd.Series, eenheid: pd.Series, frequentie: pd.Series, *, language: str = "nl"
) -> pd.Series:
    """Return "4 uur per week" for each volume (Float64), unit and frequency (codes).

    What is missing is left out; all missing is missing. A volume in euro's (83) is in eurocents.
    Tables hold it in Dutch.
    """
    key = pd.DataFrame({"v": volume, "e": eenheid, "f": frequentie})
    codes = key.groupby(["v", "e", "f"], dropna=False, sort=False).ngroup().to_numpy()
    _, first = np.unique(codes, return_index=True)
    cells = key.iloc[first].astype(object).itertuples(index=False)
    texts = pd.array(
        [_written(language, *(None if pd.isna(c) else c for c in row)) for row in cells], dtype=TEXT
    )
    return pd.Series(texts.take(codes), index=volume.index)


def omvang_in(texts: pd.Series, language: str) -> pd.Series:
    """Return what ``omvang`` wrote in another language; any other text as it is."""
    below = texts.str.startswith("-").fillna(value=False).astype(bool)
    read = parse_omvang(texts.str.removeprefix("-"))
    read["volume"] = read["volume"].mask(below, -read["volume"])
    parts = [read[name] for name in ("volume", "eenheid", "frequentie")]
    ours = omvang(*parts).eq(texts).fillna(value=False)
    return omvang(*parts, language=language).where(ours, texts)


def _written(
    language: str, volume: float | None, unit: str | None, frequency: str | None
) -> str | None:
    one, more = _UNITS[language].get(unit or "", (unit or "", unit or ""))
    if volume is not None and unit == EURO:
        volume /= 100
    number = "" if volume is None else f"{volume:.10g}"
    number = number.replace(".", ",") if language == "nl" else number
    often = _FREQUENCIES[language].get(frequency or "", frequency)
    words = (number, one if volume == 1 else more, often)
    return " ".join(word for word in words if word) or None


def parse_omvang(values: pd.Series) -> pd.DataFrame:
    """Return ``volume`` (Float64), ``eenheid``, ``frequentie`` (codes), ``ok`` of "4 uur per week".

    ``ok`` is False where anything in the text is not understood; then nothing is returned of it.
    Euro's come back in eurocents.
    """
    return table_per_unique(
        values,
        _read,
        {"volume": pd.Float64Dtype(), "eenheid": TEXT, "frequentie": TEXT, "ok": bool},
    )


def _read(text: str) -> tuple[float | None, str | None, str | None, bool]:
    text = _FOUR_WEEKS.sub(" per vier weken ", text)
    clock = _CLOCK.search(text)
    if clock:
        volume = int(clock[1]) + int(clock[2]) / 60
        rest = re.sub(r"^\s*(?:uur|u|uren)\b", "", text[clock.end() :])
        text = f"{text[: clock.start()]} uur {rest}"
    else:
        number = _NUMBER.search(text)
        if number is None:
            return None, None, None, False
        volume = _dutch_number(number[0])
        text = f"{text[: number.start()]} {text[number.end() :]}"
    words = [word for word in fold_text(text).split() if word not in _SMALL_WORDS]
    for unit, frequency in _splits(words):
        if unit is not None and frequency is not None:
            volume *= 100 if unit == EURO else 1
            return volume, unit or None, frequency or None, True
    return None, None, None, False


def _splits(words: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Yield the codes of unit and frequency of each way to part the words, either first."""
    units = {**CODE_LISTS["eenheid"].synonyms, "": ""}
    frequencies = {**CODE_LISTS["frequentie"].synonyms, "": ""}
    for split in range(len(words), -1, -1):
        first, last = " ".join(words[:split]), " ".join(words[split:])
        yield units.get(first), frequencies.get(last)
        yield units.get(last), frequencies.get(first)


def _dutch_number(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def comparable(volume: pd.Series, eenheid: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return amounts (Float64) and families (text) of volumes that can be compared within a family.

    Minutes, hours and dagdelen become minutes of family ``tijd``; any other unit is its own family
    and keeps its volume (WJ756).
    """
    factor = eenheid.map(MINUTES).astype("float64")
    timed = factor.notna()
    amount = volume * factor.fillna(1.0).astype(pd.Float64Dtype())
    return amount, eenheid.mask(timed, "tijd")
