"""Why a record stands on one side only; a function per cause."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkcheck.comparison.causes import (
    CORRECTED,
    PGB,
    REMOVED,
    Strength,
    first_cause,
    presumed,
    strength,
    successors,
)
from wijkcheck.comparison.fields import category_of
from wijkcheck.comparison.rows import Mask, Positions, Rows, is_among
from wijkcheck.comparison.settings import ComparisonSettings
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.folding import fold_text
from wijkcheck.records.identifiers import bsn_is_test, bsn_valid
from wijkcheck.records.models import TEXT
from wijkcheck.records.unique import per_unique

_GENERATION = 15  # years between mother and child, at least
_LATE = 14  # days before the reference date in which the other side may still have to enter it
_OLD = 5 * 365  # days that an open record runs before nobody seems to have closed it
_TEST_WORDS = frozenset(
    ("test", "testpersoon", "testclient", "testje", "demo", "dummy", "proefpersoon")
)


@dataclass(frozen=True)
class OneSided:
    """Records of one side (``at`` of ``own``) that the other side has not got.

    ``client`` and ``other_client`` are the clients' numbers of all rows of either side (below
    ``paired``: known to both), ``matched`` are the rows of ``own`` that are in a pair; ``review``,
    of the records themselves, whether a person must still look at a possible pair.
    """

    side: Side
    record_type: RecordType
    own: Rows
    at: Positions
    client: Positions
    matched: Positions
    review: Mask
    other: Rows
    other_client: Positions
    paired: int
    settings: ComparisonSettings

    def column(self, field: str) -> pd.Series:
        """Return a field of the records; all missing where their type has no such field."""
        if field in self.own.table:
            return self.own.table[field].take(self.at).reset_index(drop=True)
        return pd.Series(np.nan, index=range(len(self.at)), dtype=TEXT)

    def equals(self, field: str, *values: str) -> Mask:
        """Tell which records have one of these values."""
        return self.column(field).isin(values).to_numpy()

    def others(self, field: str) -> pd.Series:
        """Return the values that the other side has of a field, each once."""
        known = self.other.table[field] if field in self.other.table else pd.Series(dtype=TEXT)
        return known.drop_duplicates().dropna()

    def of_team(self) -> bool:
        """Tell whether it is toewijzingen that only a team has."""
        return self.side is Side.TEAM and self.record_type is RecordType.TOEWIJZINGEN

    def stranger(self) -> Mask:
        """Tell whose client is unknown to the other side."""
        return self.client[self.at] >= self.paired


def record_causes(rows: OneSided) -> pd.DataFrame:
    """Return ``cause`` and ``cause_certainty`` of each record; what must be reviewed goes first."""
    # With no record to explain there is no need to look through all the others.
    causes = first_cause(_CAUSES if len(rows.at) else {}, rows, len(rows.at))
    causes.loc[rows.review, ["cause", "cause_certainty"]] = ["te_beoordelen", "established"]
    return causes


def _never(rows: OneSided) -> Strength:
    return presumed(np.zeros(len(rows.at), dtype=bool))


def _peildatum(rows: OneSided) -> Strength:
    """It does not run on the reference date, or nowhere in the period."""
    start, end = (rows.column(f).to_numpy() for f in ("ingangsdatum", "einddatum"))
    given = rows.settings
    last = np.datetime64(min(given.reference_date, given.period_end), "s")
    first = np.datetime64(max(given.reference_date, given.period_start), "s")
    return presumed((start > last) | (end < first))


def _huishouden(rows: OneSided) -> Strength:
    """A number that several clients of the team share is a household's or a case's."""
    numbers = rows.own.table["clientnummer"]
    shared = pd.DataFrame({"number": numbers.to_numpy(), "client": rows.client})
    shared = shared[is_among(numbers, rows.column("clientnummer"))]
    sizes = shared.drop_duplicates()["number"].value_counts()
    several = is_among(rows.column("clientnummer"), sizes[sizes > 1].index)
    return presumed(several & rows.stranger())


def _dubbeltelling(rows: OneSided) -> Strength:
    """The client is at another team of the same side too, and there the other side knows it."""
    own = pd.DataFrame({"client": rows.client[rows.at], "team": rows.column("team")})
    there = rows.matched[np.isin(rows.client[rows.matched], own["client"])]
    teams = rows.own.table["team"].array.take(there)
    known = pd.DataFrame({"client": rows.client[there], "team": teams}).drop_duplicates()
    known = known[known["client"] >= 0]
    both = own.assign(place=own.index).merge(known, on="client", suffixes=("", "_there"))
    elsewhere = both.loc[both["team"].fillna("") != both["team_there"].fillna(""), "place"]
    return presumed(_at(elsewhere, len(own)))


def _at(places: pd.Series, size: int) -> Mask:
    """Tell which of ``size`` places are among these."""
    found = np.zeros(size, dtype=bool)
    found[places.to_numpy()] = True
    return found


def _bsn(rows: OneSided) -> Strength:
    asked = rows.own.has("bsn")[rows.at]
    wrong = ~bsn_valid(rows.column("bsn")).to_numpy(dtype=bool)
    return presumed(rows.stranger() & asked & wrong)


def _gezin(rows: OneSided) -> Strength:
    """Of one address either side knows one, a generation apart: mother and child, perhaps."""
    strangers = np.flatnonzero(rows.stranger())
    here = _homes(rows.own.table, rows.at[strangers]).join(pd.Series(strangers, name="place"))
    there = _homes(rows.other.table, np.flatnonzero(rows.other_client >= rows.paired))
    both = here.merge(there.drop_duplicates(), on="home", suffixes=("", "_there"))
    apart = (both["year"] - both["year_there"]).abs() >= _GENERATION
    return presumed(_at(both.loc[apart, "place"], len(rows.at)))


def _homes(table: pd.DataFrame, at: Positions) -> pd.DataFrame:
    """Return address and year of birth of records, of those that have both."""
    table = table[["postcode", "huisnummer", "geboortejaar"]].take(at).reset_index(drop=True)
    home = table["postcode"] + " " + table["huisnummer"]
    return pd.DataFrame({"home": home, "year": table["geboortejaar"]}).dropna()


def _verwijderd(rows: OneSided) -> Strength:
    start, end = (rows.column(f).to_numpy() for f in ("ingangsdatum", "einddatum"))
    return strength(rows.equals("reden_wijziging", REMOVED), start == end)


def _aspecifiek(rows: OneSided) -> Strength:
    """The other side has the same client and category, without a product where we have one."""
    if rows.record_type is not RecordType.TOEWIJZINGEN:
        return _never(rows)
    own = _granted(rows.own.table, rows.at, rows.client)
    known = np.flatnonzero(~rows.stranger() & (rows.client[rows.at] >= 0))
    at = np.flatnonzero(np.isin(rows.other_client, rows.client[rows.at[known]]))
    there = _granted(rows.other.table, at, rows.other_client).dropna().drop_duplicates()
    there = there.assign(product=~there["product"], there=True)
    found = own.merge(there, on=["client", "category", "product"], how="left")["there"]
    return presumed(found.notna().to_numpy())


def _granted(table: pd.DataFrame, at: Positions, client: Positions) -> pd.DataFrame:
    table = table[["productcategorie", "productcode"]].take(at)
    category = table["productcategorie"].fillna(per_unique(table["productcode"], category_of))
    return pd.DataFrame(
        {
            "client": client[at],
            "category": category.to_numpy(),
            "product": table["productcode"].notna().to_numpy(),
        }
    )


def _taakgericht(rows: OneSided) -> Strength:
    """A team without toewijzingnummers works on an assignment for the whole neighbourhood."""
    if not rows.of_team():
        return _never(rows)
    numbered = np.bincount(
        rows.own.source[rows.own.filled("toewijzingnummer")], minlength=len(rows.own.sources)
    )
    return presumed(numbered[rows.own.source[rows.at]] == 0)


def _woonplaats(rows: OneSided) -> Strength:
    codes, others = rows.column("gemeentecode"), rows.others("gemeentecode")
    return presumed((codes.notna() & ~codes.isin(others)).to_numpy() & bool(len(others)))


def _herindeling(rows: OneSided) -> Strength:
    """The other side has the code that this one went into, or the one that went into this."""
    codes, others = rows.column("gemeentecode"), rows.others("gemeentecode")
    known = codes.map(successors()).isin(others) | codes.isin(others.map(successors()).dropna())
    return strength((known & codes.notna() & ~codes.isin(others)).to_numpy())


def _pgb(rows: OneSided) -> Strength:
    """The municipality pays a budget holder, whom no team counts."""
    counted = rows.equals("leveringsvorm", PGB) & (rows.side is Side.MUNICIPALITY)
    never = PGB not in set(rows.others("leveringsvorm"))
    return strength(counted & never, counted)


def _domein(rows: OneSided) -> Strength:
    """The other side delivers another law only."""
    laws, others = rows.column("wet"), rows.others("wet")
    return strength((laws.notna() & ~laws.isin(others)).to_numpy() & bool(len(others)))


def _toegang(rows: OneSided) -> Strength:
    """A team that tells its products counts somebody who has been given none yet."""
    if not rows.of_team():
        return _never(rows)
    asked = rows.own.has("productcode") | rows.own.has("productcategorie")
    without = rows.column("productcode").isna() & rows.column("productcategorie").isna()
    return presumed(without.to_numpy() & asked[rows.at])


def _testclient(rows: OneSided) -> Strength:
    """A test's name; or a test BSN, in a source that is no test file: at most half of them are."""
    names = [per_unique(rows.column(f), _test_word) for f in ("achternaam", "voornamen")]
    named = np.logical_or.reduce([name.notna().to_numpy() for name in names])
    test = bsn_is_test(rows.column("bsn")).to_numpy(dtype=bool)
    if not test.any():
        return presumed(named)
    sizes = len(rows.own.sources)
    tests = rows.own.source[bsn_is_test(rows.own.table["bsn"]).to_numpy(dtype=bool)]
    filled = rows.own.source[rows.own.filled("bsn")]
    odd = np.bincount(tests, minlength=sizes) * 2 <= np.bincount(filled, minlength=sizes)
    return strength(test & odd[rows.own.source[rows.at]], named)


def _test_word(name: str) -> str | None:
    return name if _TEST_WORDS.intersection(fold_text(name).split()) else None


def _doorloop(rows: OneSided) -> Strength:
    """One side has not got to it yet, or never closed it."""
    start, end = (rows.column(f).to_numpy() for f in ("ingangsdatum", "einddatum"))
    day = np.datetime64(rows.settings.reference_date, "s")
    new = (start <= day) & (start > day - np.timedelta64(_LATE, "D"))
    return presumed(new | ((start < day - np.timedelta64(_OLD, "D")) & np.isnat(end)))


_CAUSES: Mapping[str, Callable[[OneSided], Strength]] = {
    "peildatum": _peildatum,
    "huishouden": _huishouden,
    "dubbeltelling": _dubbeltelling,
    "bsn": _bsn,
    "gezin": _gezin,
    "correctie": lambda rows: presumed(rows.equals("reden_wijziging", *CORRECTED)),
    "verwijderd": _verwijderd,
    "aspecifiek": _aspecifiek,
    "taakgericht": _taakgericht,
    "woonplaats": _woonplaats,
    "herindeling": _herindeling,
    "pgb": _pgb,
    "domein": _domein,
    "toegang": _toegang,
    "testclient": _testclient,
    "doorloop": _doorloop,
}
