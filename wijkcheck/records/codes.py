"""Code lists: what a code means, how exports spell it, and whether it is valid."""

import csv
import io
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from wijkcheck.records.folding import fold_text
from wijkcheck.records.models import TEXT
from wijkcheck.records.reference import Reference
from wijkcheck.records.unique import per_unique, table_per_unique
from wijkcheck.resources import resource

_CODE_FIRST = re.compile(r"(\d+)\s*([-:=(]?)\s*([^\d\s].*)")  # "04 - Uur", "04 Uur"
_CODE_LAST = re.compile(r"([^\d(].*?)(\(?)\b(\d+)\)?")  # "Uur (04)", "Uur 04"


@dataclass(frozen=True)
class CodeList:
    """A list of codes of one width (0: of no fixed width) and what exports write for them."""

    name: str
    width: int
    codes: Mapping[str, str]  # code -> meaning
    synonyms: Mapping[str, str]  # folded spelling -> code; codes and unambiguous meanings included

    def find(self, text: str) -> tuple[str | None, bool]:
        """Return the code that a text stands for, or none, and whether leading zeros were added.

        A code, a meaning or a synonym; a code with its meaning behind or before it
        (``04 - Uur``, ``Uur (04)``); a number that a workbook wrote with ``.0``.
        """
        folded = fold_text(re.sub(r"\.0$", "", text))
        if folded in self.synonyms:
            return self.synonyms[folded], False
        code = self._padded(folded) or self._labelled(text.strip())
        return code, code is not None and code not in folded.split()

    def _labelled(self, text: str) -> str | None:
        """Read a code beside its meaning; "1 uur" is no code 1, and "bsk-0004" no code 4."""
        if match := _CODE_FIRST.fullmatch(text):
            code = self._padded(match[1])
            return code if code and (match[2] or self._means(code, match[3])) else None
        if match := _CODE_LAST.fullmatch(text):
            code, label = self._padded(match[3]), match[1]
            told = match[2] or "code" in fold_text(label)
            return code if code and (told or self._means(code, label)) else None
        return None

    def _means(self, code: str, label: str) -> bool:
        words = set(fold_text(label).split())
        meant = {self.synonyms.get(word) for word in words}
        known = set(fold_text(self.codes[code]).split())
        return code in meant or any(len(word) > 3 for word in words & known)

    def _padded(self, text: str) -> str | None:
        code = text.lstrip("0").rjust(self.width, "0")
        return code if text.isdecimal() and code in self.codes else None


def _code_list(name: str, table: Mapping[str, object]) -> CodeList:
    codes: dict[str, str] = table["codes"]  # type: ignore[assignment]
    meanings = Counter(fold_text(meaning) for meaning in codes.values())
    synonyms = {fold_text(meaning): code for code, meaning in codes.items()}
    # A meaning that two codes share says nothing.
    synonyms = {meaning: code for meaning, code in synonyms.items() if meanings[meaning] == 1}
    spellings: dict[str, list[str]] = table.get("synonyms", {})  # type: ignore[assignment]
    synonyms |= {fold_text(text): code for code, texts in spellings.items() for text in texts}
    synonyms |= {fold_text(code): code for code in codes}
    return CodeList(name, int(str(table.get("width", 0))), codes, synonyms)


def _table(name: str) -> list[dict[str, str]]:
    text = resource(f"reference/{name}").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@cache
def _ended_municipalities() -> Mapping[str, pd.Timestamp]:
    """Return the first day without the code, of each municipality code that ended since 2015."""
    return {
        row["oude_code"]: pd.Timestamp(row["datum_einde_oud"])
        for row in _table("herindelingen.csv")
    }


def _municipalities() -> CodeList:
    rows = _table("gemeenten.csv")
    codes = {row["oude_code"]: row["oude_naam"] for row in _table("herindelingen.csv")}
    codes |= {row["gemeentecode"]: row["gemeentenaam"] for row in rows}
    listed = _code_list("gemeente", {"width": 4, "codes": codes})
    prefixed = {f"gemeente {text}": code for text, code in listed.synonyms.items()}
    return CodeList("gemeente", 4, codes, {**prefixed, **listed.synonyms})


def _read_code_lists() -> Mapping[str, CodeList]:
    text = resource("reference/codelijsten.toml").read_text(encoding="utf-8")
    lists = {name: _code_list(name, table) for name, table in tomllib.loads(text).items()}
    return {**lists, "gemeente": _municipalities()}


CODE_LISTS: Mapping[str, CodeList] = Reference(_read_code_lists)
"""Code lists by name: geslacht, gemeente, wet, productcategorie, eenheid, frequentie, …"""


def to_code(values: pd.Series, code_list: CodeList) -> pd.DataFrame:
    """Return ``code`` (text, at full width, missing if unknown), ``known`` and ``widened`` (bool).

    ``widened``: the code was delivered without its leading zeros.
    """

    def convert(text: str) -> tuple[str | None, bool, bool]:
        code, widened = code_list.find(text)
        return code, code is not None, widened

    return table_per_unique(values, convert, {"code": TEXT, "known": bool, "widened": bool})


def municipality_valid(codes: pd.Series, dates: pd.Series) -> pd.Series:
    """Return whether each municipality code existed on its date (missing date: today's codes).

    Codes ended before 2015 are unknown here, so not valid. Bool, the index of ``codes``.
    """
    known = codes.isin(list(CODE_LISTS["gemeente"].codes))
    ends = codes.map(_ended_municipalities()).astype("datetime64[s]")
    running = ends.isna() | (dates.to_numpy() < ends.to_numpy())
    return pd.Series(known.to_numpy() & running.to_numpy(), index=codes.index)


def law_of_category(codes: pd.Series) -> pd.Series:
    """Return the law of each productcategorie: wmo to 18, jeugd from 31 (WMO020, JZ020)."""
    known = CODE_LISTS["productcategorie"].codes
    return per_unique(
        codes, lambda code: ("wmo" if code < "31" else "jeugd") if code in known else None
    )
