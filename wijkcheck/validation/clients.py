"""Rules between the clients of one side: two BSNs, one BSN for two, one client twice."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkcheck.records.folding import fold
from wijkcheck.records.identifiers import bsn_valid
from wijkcheck.records.names import (
    given_names_compatible,
    initials_compatible,
    initials_of,
    split_prefix,
    surnames_compatible,
)
from wijkcheck.validation.dates import DEFAULT_BIRTHS
from wijkcheck.validation.hits import Hit, Hits, SourceHit, other_rows
from wijkcheck.validation.persons import Codes, same
from wijkcheck.validation.schema import Mask, filled

At = NDArray[np.intp]
_HOUSEHOLD_SHARE = 0.2  # of the numbers that stand more than once in a source
_HOUSEHOLD_LEAST = 5


def two_bsn(records: pd.DataFrame) -> Iterator[Hit]:
    """Tell which rows of a client have another BSN than most (or the first) of its rows.

    Records are sorted by source and row, here and below. Where many numbers of a source have
    several BSNs, they are numbers of households.
    """
    at = np.flatnonzero(_valid(records) & filled(records, "clientnummer"))
    table = records.iloc[at][["source", "clientnummer", "bsn"]]
    client = same(table, ("source", "clientnummer"))
    several = pd.Series(client).duplicated(keep=False).to_numpy()
    at, table, client = at[several], table[several], client[several]
    usual = _usual(client, same(table.assign(client=client), ("client", "bsn")))
    other = (table["bsn"].to_numpy() != table["bsn"].to_numpy()[usual]).astype(bool)
    yield Hits("client_two_bsn", "bsn", at[other], other_rows(records, at[usual][other]))
    sources = table["source"].to_numpy()
    for source in pd.unique(sources[other]):
        here = sources == source
        numbers, shared = len(np.unique(client[here])), len(np.unique(client[here & other]))
        if shared >= _HOUSEHOLD_LEAST and shared > _HOUSEHOLD_SHARE * numbers:
            details = {"shared": shared, "numbers": numbers}
            yield SourceHit("client_number_shared", "clientnummer", source, details)


def _usual(group: Codes, value: Codes) -> At:
    """Return for each row the first row of its group with the group's most frequent value."""
    table = pd.DataFrame({"group": group, "value": value, "row": np.arange(len(group))})
    table["often"] = -table.groupby("value")["row"].transform("size")
    first = table.sort_values(["group", "often", "row"]).drop_duplicates("group")
    return first.set_index("group")["row"].reindex(group).to_numpy(np.intp)


def two_persons(records: pd.DataFrame) -> Hits:
    """Tell which rows share a BSN with a row of another name and another birth date."""
    named = filled(records, "geboortedatum") & filled(records, "achternaam")
    at = np.flatnonzero(_valid(records) & named)
    bsn = same(records.iloc[at], ("bsn",))
    birth = same(records.iloc[at], ("geboortedatum",))
    births = pd.Series(birth).groupby(bsn).transform("nunique").to_numpy()
    at, bsn, birth = at[births > 1], bsn[births > 1], birth[births > 1]
    usual = _usual(bsn, same(pd.DataFrame({"bsn": bsn, "birth": birth}), ("bsn", "birth")))
    other = birth != birth[usual]
    at, first = at[other], at[usual][other]
    here, there = records.iloc[at], records.iloc[first]
    two = ~_surnames(here, there) | ~_given(here, there, unknown=True)
    return Hits("bsn_two_persons", "bsn", at[two], other_rows(records, first[two]))


def alike(records: pd.DataFrame, person: Codes) -> Hits:
    """Tell which clients look like an earlier one: same birth date, compatible names.

    ``person`` as ``person_codes`` returns it. Each client stands once, at its first row, with the
    nearest earlier one alike; nothing is chained.
    """
    valid = _valid(records)
    known = filled(records, "geboortedatum") & filled(records, "achternaam") & (person >= 0)
    known &= ~records["geboortedatum"].isin(DEFAULT_BIRTHS).to_numpy()
    at = np.flatnonzero(known)
    at = at[~pd.Series(person[at]).duplicated().to_numpy()]
    names = fold(split_prefix(records["achternaam"].iloc[at])["name"])
    table = pd.DataFrame({"birth": records["geboortedatum"].iloc[at], "name": names})
    block = same(table, ("birth", "name"))
    order = np.argsort(block, kind="stable")
    at, block = at[order], block[order]
    next_to = np.flatnonzero(block[1:] == block[:-1])
    later, earlier = at[next_to + 1], at[next_to]
    here, there = records.iloc[later], records.iloc[earlier]
    certain = valid[later] & valid[earlier]  # two BSNs: twins, unless the given names tell
    same_name = _surnames(here, there) & np.where(
        certain, _given(here, there, unknown=False), _given(here, there, unknown=True)
    )
    same_name &= ~_same_client(here, there)
    by_row = np.argsort(later[same_name], kind="stable")
    later, earlier = later[same_name][by_row], earlier[same_name][by_row]
    return Hits("mogelijk_dubbel", "achternaam", later, other_rows(records, earlier))


def _valid(records: pd.DataFrame) -> Mask:
    return np.asarray(bsn_valid(records["bsn"]).to_numpy())


def _same_client(here: pd.DataFrame, there: pd.DataFrame) -> Mask:
    """Tell which rows are of one client in one source: a wrong BSN there has its own finding."""
    same_number = here["clientnummer"].to_numpy() == there["clientnummer"].to_numpy()
    same_source = here["source"].to_numpy() == there["source"].to_numpy()
    return np.asarray(same_number & same_source, dtype=bool)


def _surnames(here: pd.DataFrame, there: pd.DataFrame) -> Mask:
    return np.asarray(surnames_compatible(_plain(here), _plain(there)).to_numpy())


def _given(here: pd.DataFrame, there: pd.DataFrame, *, unknown: bool) -> Mask:
    """Tell which given names, else initials, may be one person's; ``unknown`` where one is missing.

    Without ``unknown`` a single letter says too little.
    """
    here, there = _plain(here), _plain(there)
    names = given_names_compatible(here["voornamen"], there["voornamen"]).to_numpy()
    letters = [f["voorletters"].fillna(initials_of(f["voornamen"])) for f in (here, there)]
    initials = initials_compatible(letters[0], letters[1]).to_numpy()
    if not unknown:
        initials = initials & (letters[0].str.len() > 1).to_numpy(bool)
    both_names = (here["voornamen"].notna() & there["voornamen"].notna()).to_numpy()
    both_letters = (letters[0].notna() & letters[1].notna()).to_numpy()
    return np.asarray(np.where(both_names, names, np.where(both_letters, initials, unknown)), bool)


def _plain(records: pd.DataFrame) -> pd.DataFrame:
    return records.reset_index(drop=True)
