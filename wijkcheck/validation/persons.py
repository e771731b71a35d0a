"""Who is the same client within one side, as far as a rule between records needs to know."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.records.folding import fold
from wijkcheck.records.identifiers import bsn_valid

Codes = NDArray[np.int64]


def same(records: pd.DataFrame, names: Sequence[str]) -> Codes:
    """Return a number per row, equal where all these fields are equal; missing equals missing."""
    numbers = np.zeros(len(records), dtype=np.int64)
    for name in names:
        codes, unique = pd.factorize(records[name])
        pairs = numbers * (len(unique) + 1) + (codes + 1)
        numbers = pd.factorize(pairs)[0].astype(np.int64)
    return numbers


def person_codes(records: pd.DataFrame) -> tuple[Codes, Codes]:
    """Return a number per row, equal for one client and -1 for an unknown one, and its kind.

    Kind 0: the same valid BSN; 1: else the same clientnummer within a source; 2: else the same
    folded name and birth date, both complete. Clients of unlike kinds have unlike numbers, though
    they may be one.
    """
    kind = np.full(len(records), -1, dtype=np.int64)
    person = np.full(len(records), -1, dtype=np.int64)
    named = records["achternaam"].notna() & records["geboortedatum"].notna()
    ways = (
        (bsn_valid(records["bsn"]), ("bsn",)),
        (records["clientnummer"].notna(), ("source", "clientnummer")),
        (named, ("achternaam", "geboortedatum", "voornamen", "voorletters")),
    )
    first_free = 0
    for number, (known, names) in enumerate(ways):
        at = np.flatnonzero((kind < 0) & known.to_numpy(bool))
        table = records.iloc[at][list(names)]
        if number == 2:
            table = table.assign(achternaam=fold(table["achternaam"]))
        codes = same(table, names)
        person[at], kind[at] = codes + first_free, number
        first_free += int(codes.max(initial=-1)) + 1
    return person, kind
