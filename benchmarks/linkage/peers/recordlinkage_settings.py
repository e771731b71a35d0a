"""How recordlinkage is set, per set: Splink's blocks, and comparisons made by hand.

Its ECM classifier takes comparisons that are yes or no; a missing value is a no, as it advises.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import recordlinkage as rl

Table = pd.DataFrame


@dataclass(frozen=True)
class Model:
    """``blocks``: columns that agree, per pass; ``compare`` fills a Compare; ``clean`` a table."""

    blocks: list[list[str]]
    compare: Callable[[rl.Compare], None]
    clean: Callable[[Table], Table]


def _as_it_is(table: Table) -> Table:
    return table


def _compare_febrl(compare: rl.Compare) -> None:
    for name in ("given_name", "surname", "address_1", "suburb"):
        compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
    for name in ("date_of_birth", "soc_sec_id", "postcode"):
        compare.string(name, name, method="damerau_levenshtein", threshold=0.7, label=name)
    for name in ("street_number", "state"):
        compare.exact(name, name, label=name)


def _compare_fake(compare: rl.Compare) -> None:
    for name in ("first_name", "surname", "city", "email"):
        compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
    compare.string("dob", "dob", method="damerau_levenshtein", threshold=0.85, label="dob")


def _compare_dutch(compare: rl.Compare) -> None:
    for name in ("first_name", "surname", "street"):
        compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
    for name in ("dob", "bsn"):
        compare.string(name, name, method="damerau_levenshtein", threshold=0.79, label=name)
    for name in ("initial", "sex", "postcode", "house", "area"):
        compare.exact(name, name, label=name)


PREFIX = (
    r"^(?:(?:van der|van den|van de|van het|van t|van|de la|de|den|der|het|ter|ten|te|op de|op den"
    r"|op|in t|in de|in|aan de|aan|el|al|da|dos|di|du|le|la|v d|v|d|t) )+"
)


def _folded(text: pd.Series) -> pd.Series:
    plain = text.str.lower().str.normalize("NFKD").str.replace(r"[^a-z,. -]", "", regex=True)
    return plain.str.replace(r"[.\s]+", " ", regex=True).str.strip()


def _clean_dutch(table: Table) -> Table:
    given = _folded(table["voornamen"])
    short = given.str.fullmatch(r"[a-z]{1,2}(?: [a-z]{1,2})*").eq(True)
    letters = _folded(table["voorletters"]).str[:1].fillna(given.str[:1])
    surname = _folded(table["achternaam"]).str.replace(r"^([^,]*), *(.*)$", r"\2 \1", regex=True)
    postcode = table["postcode"].str.upper().str.replace(" ", "")
    return pd.DataFrame(
        {
            "bsn": table["bsn"],
            "first_name": given.mask(short).str.split().str[0],
            "initial": letters,
            "surname": surname.str.strip().str.replace(PREFIX, "", regex=True),
            "dob": table["geboortedatum"],
            "sex": table["geslacht"],
            "street": _folded(table["straat"]),
            "house": table["huisnummer"].str.extract(r"(\d+)", expand=False),
            "postcode": postcode,
            "area": postcode.str[:4],
        },
        index=table.index,
    )


_DUTCH_BLOCKS = [
    ["dob"], ["postcode", "house"], ["surname", "first_name"], ["surname", "area", "initial"],
]  # fmt: skip
MODELS = {
    "febrl3": Model(
        [["soc_sec_id"], ["given_name"], ["surname"], ["date_of_birth"], ["postcode"]],
        _compare_febrl,
        _as_it_is,
    ),
    "febrl4": Model(
        [
            ["given_name", "surname"], ["date_of_birth"], ["soc_sec_id"], ["state", "address_1"],
            ["street_number", "address_1"], ["postcode"],
        ],
        _compare_febrl,
        _as_it_is,
    ),
    "fake": Model(
        [["first_name"], ["surname"], ["dob"], ["email"]], _compare_fake, _as_it_is
    ),
    "dutch": Model([["bsn"], *_DUTCH_BLOCKS], _compare_dutch, _clean_dutch),
    "dutch_nobsn": Model(_DUTCH_BLOCKS, _compare_dutch, _clean_dutch),
}  # fmt: skip
