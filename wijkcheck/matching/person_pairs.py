"""Which clients of the municipality are which of the teams: certain links first, then the model."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from wijkcheck.matching.assign import EXCLUSIVE, best_whole, rivals, statuses
from wijkcheck.matching.decided import Decided, doubted, not_among, of_persons, rejected, single
from wijkcheck.matching.explain import STOPS, Evidence, evidence
from wijkcheck.matching.features import LinkKind
from wijkcheck.matching.linker import FLOOR, pairs_table
from wijkcheck.matching.partners import believe
from wijkcheck.matching.persons import Records, side_records
from wijkcheck.matching.preparing import prepare
from wijkcheck.matching.scoring import Scored, score
from wijkcheck.matching.similarity import Bools, Ints, OneTypo
from wijkcheck.matching.tables import PAIR_COLUMNS, empty_pairs
from wijkcheck.progress import Progress
from wijkcheck.records.fields import BIRTH_PARTS, PERSON_FIELDS, RecordType, Side
from wijkcheck.records.models import TEXT
from wijkcheck.records.names import given_names_compatible, surnames_compatible

MODEL_FIELDS: Mapping[str | tuple[str, str], str] = {
    "bsn": LinkKind.IDENTIFIER,
    "voornamen": LinkKind.GIVEN_NAME,
    "voorletters": LinkKind.INITIALS,
    "achternaam": LinkKind.SURNAME,
    "partnernaam": LinkKind.PARTNER_SURNAME,
    "born": LinkKind.DATE,
    "geslacht": LinkKind.SEX,
    "straatnaam": LinkKind.STREET,
    "huisnummer": LinkKind.HOUSE_NUMBER,
    "postcode": LinkKind.POSTCODE,
    "plaatsnaam": LinkKind.PLACE,
}
SAME_NUMBERS, ENOUGH_PAIRS = 0.5, 3
"""Client numbers link where most pairs matched otherwise, at least three, carry the same."""


def people(records: Records, persons: pd.DataFrame, side: Side) -> pd.DataFrame:
    """Return one row per person of a side, index ``person_id``: each field's first filled value.

    ``born`` is the birth date as ``yyyymmdd``, 00 for unknown parts.
    """
    table = side_records(records, side)
    own = persons.set_index("record_id")["person_id"]
    table["person_id"] = own.reindex(table["record_id"]).to_numpy()
    fields = [*PERSON_FIELDS, *BIRTH_PARTS, "valid_bsn"]
    first = table.groupby("person_id", sort=False)[fields].first()
    year, month, day = (first[part].astype("Int64") for part in BIRTH_PARTS)
    whole = year.fillna(0) * 10000 + month.fillna(0) * 100 + day.fillna(0)
    first["born"] = whole.astype(TEXT).str.zfill(8).where(year.notna())
    return first


def person_pairs(
    records: Records,
    persons: pd.DataFrame,
    told: Decided,
    progress: Progress,
    seen: Evidence | None = None,
) -> tuple[pd.DataFrame, Evidence | None]:
    """Return Pairs of persons, municipality left, sorted by ids; and what the model saw of them.

    ``seen``: what it saw before of the same persons, which no decision on pairs changes.

    Certain links: what was ``told``; valid BSN; ``toewijzingnummer`` with equal ``gemeentecode``
    and ``wet`` where known; ``clientnummer`` where both sides evidently use the same; none with a
    contradiction in BSN, birth date or name, and none of which somebody is unsure. The model
    decides about the rest, one to one, with its hard stops.
    """
    left, right = (people(records, persons, side) for side in Side)
    if not len(left) or not len(right):
        return empty_pairs(), None
    same = single(of_persons(told.same_persons, persons))
    apart = of_persons(told.different_persons, persons)
    unsure = of_persons(told.unsure_persons, persons)
    open_ = pd.concat([apart, unsure])  # no link makes these certain
    links = pd.concat(
        [
            same.assign(basis="decision"),
            _by_bsn(left, right),
            _by_number(records, persons, left, right),
        ]
    )
    links = _unambiguous(links[not_among(links, open_)])
    seen = seen or _seen(left, right, progress)
    model = _by_model(seen, links, apart)
    numbers = _by_client_number(left, right, pd.concat([links, model]))
    numbers = numbers[not_among(numbers, open_)]
    if len(numbers):
        links = _unambiguous(pd.concat([links, numbers]))
        model = _by_model(seen, links, apart)
    found = doubted(pd.concat([_certain(links, seen), model], ignore_index=True), unsure)
    table = pd.concat([found, rejected(apart)], ignore_index=True)
    table = table[list(PAIR_COLUMNS)].sort_values(["left_id", "right_id"], ignore_index=True)
    return table, seen


# --- certain links ---


def _links(left_id: pd.Series, right_id: pd.Series, basis: str) -> pd.DataFrame:
    return pd.DataFrame(
        {"left_id": left_id.to_numpy(), "right_id": right_id.to_numpy(), "basis": basis}
    ).astype(TEXT)


def _by_bsn(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    both = _joined(left["valid_bsn"], right["valid_bsn"])
    links = _links(both["left_id"], both["right_id"], "bsn")
    a, b = left.loc[links["left_id"]], right.loc[links["right_id"]]
    return links[~(_born_apart(a, b) & _names_apart(a, b))]


def _joined(left: pd.Series, right: pd.Series) -> pd.DataFrame:
    """Join two columns of the persons on their value."""
    one = left.dropna().rename("value").rename_axis("left_id").reset_index()
    other = right.dropna().rename("value").rename_axis("right_id").reset_index()
    return one.merge(other, on="value")


def _by_number(
    records: Records, persons: pd.DataFrame, left: pd.DataFrame, right: pd.DataFrame
) -> pd.DataFrame:
    """Link by toewijzingnummer, unique per gemeentecode and wet (TR332)."""
    own = persons.set_index("record_id")["person_id"]
    columns = ["toewijzingnummer", "gemeentecode", "wet"]
    tables = []
    for side in Side:
        found = [
            frame[columns].assign(person=own.reindex(frame.index).to_numpy())
            for (whose, kind), frame in sorted(records.items())
            if whose == side and kind != RecordType.CLIENTEN and len(frame)
        ]
        if not found:
            return _links(pd.Series(dtype=TEXT), pd.Series(dtype=TEXT), "toewijzingnummer")
        table = pd.concat(found).dropna(subset=["toewijzingnummer"]).drop_duplicates()
        tables.append(table)
    both = tables[0].merge(tables[1], on="toewijzingnummer", suffixes=("", "_r"))
    for column in ("gemeentecode", "wet"):
        known = both[column].notna() & both[f"{column}_r"].notna()
        both = both[~known | (both[column] == both[f"{column}_r"])]
    both = both[["person", "person_r"]].drop_duplicates()
    links = _links(both["person"], both["person_r"], "toewijzingnummer")
    return links[~_contradict(links, left, right)]


def _by_client_number(left: pd.DataFrame, right: pd.DataFrame, taken: pd.DataFrame) -> pd.DataFrame:
    """Link by clientnummer where most of the pairs matched otherwise carry the same one."""
    sure = (
        taken[taken["status"].isna() | (taken["status"] != "review")]
        if "status" in taken
        else taken
    )
    a = left["clientnummer"].reindex(sure["left_id"]).to_numpy()
    b = right["clientnummer"].reindex(sure["right_id"]).to_numpy()
    known = pd.notna(a) & pd.notna(b)
    both = _joined(left["clientnummer"], right["clientnummer"])
    links = _links(both["left_id"], both["right_id"], "clientnummer")
    if known.sum() < ENOUGH_PAIRS or (a[known] == b[known]).mean() <= SAME_NUMBERS:
        return links.iloc[:0]
    return links[~_contradict(links, left, right)]


def _contradict(links: pd.DataFrame, left: pd.DataFrame, right: pd.DataFrame) -> Bools:
    """Tell which links are contradicted by BSN, birth date or name."""
    a, b = left.loc[links["left_id"]], right.loc[links["right_id"]]
    result: Bools = _bsn_apart(a, b) | _born_apart(a, b) | _names_apart(a, b)
    return result


def _bsn_apart(a: pd.DataFrame, b: pd.DataFrame) -> Bools:
    one, other = a["valid_bsn"].to_numpy(), b["valid_bsn"].to_numpy()
    result: Bools = pd.notna(one) & pd.notna(other) & (one != other)
    return result


def _born_apart(a: pd.DataFrame, b: pd.DataFrame) -> Bools:
    one, other = a["geboortedatum"].to_numpy(), b["geboortedatum"].to_numpy()
    result: Bools = ~np.isnat(one) & ~np.isnat(other) & (one != other)
    return result


def _names_apart(a: pd.DataFrame, b: pd.DataFrame) -> Bools:
    a, b = a.reset_index(drop=True), b.reset_index(drop=True)
    known = a["achternaam"].notna() & b["achternaam"].notna()
    surname = known & ~surnames_compatible(a, b)
    given = a["voornamen"].notna() & b["voornamen"].notna()
    given &= ~given_names_compatible(a["voornamen"], b["voornamen"])
    result: Bools = (surname & (given | a["voornamen"].isna() | b["voornamen"].isna())).to_numpy()
    return result


def _unambiguous(links: pd.DataFrame) -> pd.DataFrame:
    """Keep links whose persons have no other partner; the first kind of link goes first."""
    taken_left: set[str] = set()
    taken_right: set[str] = set()
    kept = []
    for _, some in links.groupby("basis", sort=False):
        free = some[~some["left_id"].isin(taken_left) & ~some["right_id"].isin(taken_right)]
        free = free.drop_duplicates(["left_id", "right_id"])
        single = ~free["left_id"].duplicated(keep=False) & ~free["right_id"].duplicated(keep=False)
        kept.append(free[single])
        taken_left.update(free["left_id"][single])
        taken_right.update(free["right_id"][single])
    return pd.concat(kept, ignore_index=True) if kept else links


def _certain(links: pd.DataFrame, seen: Evidence) -> pd.DataFrame:
    """Return certain links as Pairs; their weight is the model's, 0 where it saw no such pair."""
    pattern = seen.patterns(links["left_id"].to_list(), links["right_id"].to_list())
    weight = np.zeros(len(links))
    weight[pattern >= 0] = seen.log_odds[pattern[pattern >= 0]]
    return links.assign(
        probability=1.0,
        weight=np.round(weight, 2),
        status=pd.Series("certain", index=links.index, dtype=TEXT),
        runner_up=pd.Series(None, index=links.index, dtype=TEXT),
        margin=np.nan,
    )


# --- the model ---


def _seen(left: pd.DataFrame, right: pd.DataFrame, progress: Progress) -> Evidence:
    """Weigh the pairs of persons; of those that could be one, say which only a person may tell."""
    one = EXCLUSIVE["one_to_one"]
    scored = score(prepare(left, right, MODEL_FIELDS), progress, within=False, one=one)
    kept = np.flatnonzero(scored.log_odds[scored.pattern] > FLOOR)
    stops = {
        "bsn": _bsn_stop(scored.left[kept], scored.right[kept], left, right),
        "bsn_invalid": _invalid_bsn_only(scored, kept, left, right),
        "twins": _twins(scored, kept),
    }
    stop = np.select(list(stops.values()), [STOPS.index(name) for name in stops])
    return evidence(scored, kept, left.index, right.index, stop)


def _by_model(seen: Evidence, links: pd.DataFrame, apart: pd.DataFrame) -> pd.DataFrame:
    """Pair the persons that no certain link has, one to one; those ``apart`` are no pair."""
    free_left = ~seen.left_ids.isin(links["left_id"])
    free_right = ~seen.right_ids.isin(links["right_id"])
    free = free_left[seen.left] & free_right[seen.right]
    one, other = (
        ids.get_indexer(pd.Index(apart[name])).astype(np.int64)
        for ids, name in ((seen.left_ids, "left_id"), (seen.right_ids, "right_id"))
    )
    free &= ~np.isin((seen.left << 32) | seen.right, (one << 32) | other)
    kept = np.flatnonzero(free)
    a, b, odds = seen.left[kept], seen.right[kept], seen.log_odds[seen.pattern[kept]]
    sizes = int(free_left.sum()), int(free_right.sum())
    belief = believe(a, b, odds, seen.weights.prior, sizes, EXCLUSIVE["one_to_one"])
    found = rivals(a, b, belief.probability, "one_to_one")
    worth = found.probability >= 0.05
    chosen = np.zeros(len(kept), dtype=bool)
    chosen[worth] = best_whole(a[worth], b[worth], odds[worth], "one_to_one")
    status = statuses(found, chosen)
    status[(status != "") & (seen.stop[kept] > 0)] = "review"
    return pairs_table(seen, kept, found, status)


def _bsn_stop(a: Ints, b: Ints, left: pd.DataFrame, right: pd.DataFrame) -> Bools:
    """Two valid BSNs that differ by more than one typing error."""
    codes, values = pd.factorize(pd.concat([left["valid_bsn"], right["valid_bsn"]]))
    one, other = codes[: len(left)][a], codes[len(left) :][b]
    differ: Bools = (one >= 0) & (other >= 0) & (one != other)
    stop = differ.copy()
    stop[differ] = ~OneTypo(list(map(str, values)))(one[differ], other[differ])
    return stop


def _labels(scored: Scored, kept: Ints, name: str, classes: tuple[str, ...]) -> Bools:
    """Tell which pairs are, in a field, in one of these classes ("" is: it says nothing)."""
    for i, field in enumerate(scored.weights.fields):
        if field.name == name:
            level = scored.patterns.levels[scored.pattern[kept], i]
            inside = np.isin(np.array(field.classes), classes)
            result: Bools = np.where(level >= 0, inside[field.level_class[level]], "" in classes)
            return result
    return np.full(len(kept), "" in classes)


def _twins(scored: Scored, kept: Ints) -> Bools:
    """Twins whose given names do not tell: same birth date, surname and house.

    Either the given names contradict, or they say nothing that would not also fit another person of
    that house, one who is linked already included.
    """
    every = np.arange(len(scored.left))
    house = _labels(scored, every, "huisnummer", ("equal",))
    born = _labels(scored, every, "born", ("equal",))
    surname = _labels(scored, every, "surname", ("equal", "near", "shared"))
    alike = house & born & surname & ~_labels(scored, every, "bsn", ("equal", "near"))
    apart = _labels(
        scored, every, "given_name", ("other_initial", "differs_same_initial", "differs")
    )
    silent = alike & _labels(scored, every, "given_name", ("", "initials", "first_initial"))
    crowded = np.zeros(len(every), dtype=bool)
    for side in (scored.left, scored.right):
        count = np.bincount(side[silent], minlength=int(side.max(initial=0)) + 1)
        crowded |= count[side] > 1
    stop: Bools = (alike & apart) | (silent & crowded)
    return stop[kept]


def _invalid_bsn_only(scored: Scored, kept: Ints, left: pd.DataFrame, right: pd.DataFrame) -> Bools:
    """An equal BSN that fails the eleven-test, without which the pair would not be taken."""
    equal = _labels(scored, kept, "bsn", ("equal",))
    invalid = left["valid_bsn"].isna().to_numpy()[scored.left[kept]]
    rows = np.flatnonzero(equal & invalid)
    stop = np.zeros(len(kept), dtype=bool)
    if len(rows):
        levels = scored.patterns.levels[scored.pattern[kept[rows]]].copy()
        column = [f.name for f in scored.weights.fields].index("bsn")
        levels[:, column] = -1
        stop[rows] = scored.weights.log_odds(levels) < 0
    return stop
