"""When two persons' names are the same, and at which field they differ."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from wijkcheck.comparison.pairing import Cells, Pairing, text_differs
from wijkcheck.comparison.rows import Mask, Positions, text
from wijkcheck.records.names import (
    fold,
    given_names_compatible,
    initials_compatible,
    initials_of,
    surnames_compatible,
)

_SURNAME = ("voorvoegsel", "achternaam", "partnervoorvoegsel", "partnernaam")
_OWN, _NAMES = ("achternaam",), ("achternaam", "partnernaam")


def surnames(pairing: Pairing) -> Iterator[pd.DataFrame]:
    """Compare surnames as one; what differs is told once, at the part that does.

    A prefix counts where both sources have it apart; else it may be part of the name, or left out.
    """
    pairing = pairing.where(_spelled_apart(pairing, _SURNAME))
    pairing = pairing.where(~_compatible(pairing, _SURNAME))
    same_names = _compatible(pairing, _NAMES)
    yield pairing.where(same_names & pairing.both_have("voorvoegsel")).found("voorvoegsel")
    pairing = pairing.where(~same_names)
    partner = _compatible(pairing, _OWN) & pairing.both_have("partnernaam")
    yield pairing.where(~partner).found("achternaam")
    yield pairing.where(partner).found("partnernaam")


def given_names(pairing: Pairing) -> Iterator[pd.DataFrame]:
    """Compare given names, short names and initials as one; initials may stand for names.

    What differs is told at ``voornamen`` where both sources have them, else at ``voorletters``.
    """
    pairing = pairing.where(_spelled_apart(pairing, ("voornamen", "voorletters")))
    names = [side.column("voornamen") for side in pairing.sides]
    given = names[0].notna().to_numpy() & names[1].notna().to_numpy()
    letters = [_initials(side) for side in pairing.sides]
    empty = [side.isna().to_numpy() for side in letters]
    # Names that agree settle it, where no initials contradict them: "Jan" may be "Pieter Jan".
    told = pairing.left.filled("voorletters") & pairing.right.filled("voorletters")
    alike = initials_compatible(*letters).to_numpy() | (given & ~told)
    at_names = given & ~given_names_compatible(*names).to_numpy()
    at_names |= (empty[0] ^ empty[1]) & pairing.both_have("voornamen")
    comparable = ~(empty[0] | empty[1]) | pairing.both_have("voorletters")
    at_letters = ~at_names & ~alike & comparable
    yield pairing.where(at_names).found("voornamen")
    yield pairing.where(at_letters).found(
        "voorletters", *(side[at_letters].reset_index(drop=True) for side in letters)
    )


def _initials(cells: Cells) -> pd.Series:
    letters = cells.column("voorletters")
    return letters.fillna(initials_of(cells.column("voornamen")))


def _compatible(pairing: Pairing, fields: tuple[str, ...]) -> Mask:
    left, right = (
        pd.DataFrame({field: side.column(field) for field in fields}) for side in pairing.sides
    )
    return surnames_compatible(left, right).to_numpy(dtype=bool)


def _spelled_apart(pairing: Pairing, fields: tuple[str, ...]) -> Positions:
    """Return the pairs in which one of the fields differs by more than case and accents."""
    differs = [text_differs(pairing.left.text(f), pairing.right.text(f)) for f in fields]
    chosen = np.flatnonzero(np.logical_or.reduce(differs))
    rest = pairing.where(chosen)
    differs = [text_differs(*(text(fold(side.column(f))) for side in rest.sides)) for f in fields]
    return chosen[np.logical_or.reduce(differs)]
