"""Which records of paired persons are the same: by number, else by product, period and volume."""

import numpy as np
import pandas as pd

from wijkcheck.matching.assign import best_whole, rivals
from wijkcheck.matching.copies import COUNTED, FAR_FUTURE, FAR_PAST
from wijkcheck.matching.decided import Decided, bound, doubted, not_among, originals, rejected
from wijkcheck.matching.levels import Reals
from wijkcheck.matching.persons import Records
from wijkcheck.matching.similarity import Bools
from wijkcheck.matching.tables import PAIR_COLUMNS, SAME, empty_pairs
from wijkcheck.records.fields import RecordType, Side
from wijkcheck.records.models import TEXT
from wijkcheck.records.units import comparable

DAY = np.timedelta64(86400, "s")

EVIDENCE = {
    "number": (20.0, -4.0),  # one numbering is in use: nearly proof; a typing error is possible
    "productcode": (5.0, -1.0),
    "productcategorie": (2.0, -5.0),
    "wet": (0.5, -3.0),
    "team": (2.0, -1.0),
    "aanbieder": (1.0, -1.0),
    "leveringsvorm": (0.5, -0.5),
    "volume": (1.5, -0.5),
    "einddatum": (2.0, -0.5),
}
"""Bits for and against two records of one client being one allocation. Judged, not learned: a
client has a handful of allocations, and what tells them apart is number, product and start."""
SAME_START, NEAR_START, CLOSE_START, APART = 6.0, 3.0, 1.0, -6.0
"""Starts equal, within two weeks, within two months; periods that do not touch."""
SURE = 8.0
"""Bits from which a pair of records of a certain pair of persons is certain: one in 256."""


def record_pairs(
    records: Records,
    persons: pd.DataFrame,
    person_pairs: pd.DataFrame,
    copies: pd.DataFrame,
    told: Decided,
) -> pd.DataFrame:
    """Return Pairs of records, municipality left, one to one within each pair of persons.

    Copies take no part. A pair of persons under review has its records under review too. What was
    ``told`` is taken as it is, and rejected pairs stand in the table.
    """
    parts = [empty_pairs()]
    people = person_pairs[person_pairs["status"] != "rejected"]
    same, different, unsure = (
        originals(pairs, copies) for pairs in (told.same, told.different, told.unsure)
    )
    for kind in COUNTED:
        left, right = records.get((Side.MUNICIPALITY, kind)), records.get((Side.TEAM, kind))
        if left is None or right is None or not len(left) or not len(right):
            continue
        extra = copies["record_id"]
        parts.append(
            _of_type(
                left[~left.index.isin([*extra, *same["left_id"]])],
                right[~right.index.isin([*extra, *same["right_id"]])],
                kind,
                persons,
                people,
                different,
            )
        )
    parts += [bound(same), rejected(different)]
    table = pd.concat([p for p in parts if len(p)] or parts[:1], ignore_index=True)
    table = doubted(table, unsure)
    return table.sort_values(["left_id", "right_id"], ignore_index=True)


def _of_type(
    left: pd.DataFrame,
    right: pd.DataFrame,
    kind: RecordType,
    persons: pd.DataFrame,
    person_pairs: pd.DataFrame,
    apart: pd.DataFrame,
) -> pd.DataFrame:
    left, right = _ordered(left, persons), _ordered(right, persons)
    both = (
        person_pairs[["left_id", "right_id", "status"]]
        .rename(columns={"left_id": "person_l", "right_id": "person_r"})
        .merge(
            left[["person_id"]].assign(l=np.arange(len(left))),
            left_on="person_l",
            right_on="person_id",
        )
        .merge(
            right[["person_id"]].assign(r=np.arange(len(right))),
            left_on="person_r",
            right_on="person_id",
        )
        .sort_values(["l", "r"], ignore_index=True)
    )
    a = left.iloc[both["l"]].reset_index()
    b = right.iloc[both["r"]].reset_index()
    sure = both["status"].isin(SAME).to_numpy()
    score, basis = _score(a, b, kind, sure)
    pair = pd.DataFrame({"left_id": a["record_id"], "right_id": b["record_id"]})
    kept = (score > 0) & not_among(pair, apart)
    a, b, both, sure, score = a[kept], b[kept], both[kept], sure[kept], score[kept]
    one, other = both["l"].to_numpy(), both["r"].to_numpy()
    # Persons that are the same choose first; what is under review competes with nobody.
    chosen = ~sure
    chosen[sure] = best_whole(one[sure], other[sure], score[sure], "one_to_one")
    found = rivals(one, other, 1 / (1 + np.exp2(-score)), "many_to_many")
    status = np.where(
        both["status"] == "certain", np.where(score >= SURE, "certain", "probable"), both["status"]
    )
    table = pd.DataFrame(
        {
            "left_id": a["record_id"].to_numpy(),
            "right_id": b["record_id"].to_numpy(),
            "probability": found.probability,
            "weight": np.round(score, 2),
            "basis": basis[kept],
            "status": status,
            "runner_up": pd.Series(right.index.to_numpy()[found.runner_up]).mask(
                found.runner_up < 0
            ),
            "margin": found.margin,
        }
    )[chosen]
    text = ["left_id", "right_id", "basis", "status", "runner_up"]
    ordered: pd.DataFrame = table.astype(dict.fromkeys(text, TEXT))[list(PAIR_COLUMNS)]
    return ordered


def _ordered(frame: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    person = persons.set_index("record_id")["person_id"].reindex(frame.index)
    return frame.assign(person_id=person).sort_values(["source", "row"], kind="stable")


def _score(
    a: pd.DataFrame, b: pd.DataFrame, kind: RecordType, sure: Bools
) -> tuple[Reals, np.ndarray]:
    """Return the bits for each combination of records, and what speaks for it."""
    score = np.full(len(a), 1.0)
    basis = np.full(len(a), "", dtype=object)

    def weigh(name: str, equal: Bools, unequal: Bools) -> None:
        nonlocal score, basis
        for_it, against = EVIDENCE[name]
        score = score + np.where(equal, for_it, 0.0) + np.where(unequal, against, 0.0)
        basis = np.where(equal, basis + f" {name}", basis)

    for name in ("productcode", "productcategorie", "wet", "team", "aanbieder", "leveringsvorm"):
        if name in a:
            weigh(name, *_equal(a[name], b[name]))
    if kind == RecordType.TOEWIJZINGEN:
        equal, unequal = _equal(a["toewijzingnummer"], b["toewijzingnummer"])
        if _one_numbering(a, b, equal, sure):
            weigh("number", equal, unequal)
        weigh("volume", *_volume(a, b))
    start_l, start_r = (t["ingangsdatum"].to_numpy() for t in (a, b))
    end_l, end_r = (t["einddatum"].fillna(FAR_FUTURE).to_numpy() for t in (a, b))
    weigh("einddatum", end_l == end_r, end_l != end_r)
    known = ~np.isnat(start_l) & ~np.isnat(start_r)
    distance = np.abs(np.where(known, start_l - start_r, np.timedelta64(0, "s")))
    same = known & (distance == np.timedelta64(0, "s"))
    near = np.select(
        [same, distance <= 14 * DAY, distance <= 62 * DAY],
        [SAME_START, NEAR_START, CLOSE_START],
        0.0,
    )
    first_l, first_r = (np.where(np.isnat(s), FAR_PAST, s) for s in (start_l, start_r))
    apart = (end_l < first_r) | (end_r < first_l)
    score = score + np.where(known, near, 0.0) + np.where(apart & ~same, APART, 0.0)
    basis = np.where(same, basis + " ingangsdatum", basis)
    return score, np.array([text.strip() for text in basis], dtype=object)


def _equal(a: pd.Series, b: pd.Series) -> tuple[Bools, Bools]:
    """Tell where two columns are equal, and where both are filled and differ."""
    known = (a.notna() & b.notna()).to_numpy()
    same = (a == b).fillna(value=False).to_numpy(dtype=bool)
    return known & same, known & ~same


def _one_numbering(a: pd.DataFrame, b: pd.DataFrame, equal: Bools, sure: Bools) -> bool:
    """Tell whether both sides use the same numbers: some that are equal belong to paired persons.

    Teams that number their own allocations from 1 share numbers with the municipality by chance.
    """
    left, right = set(a["toewijzingnummer"].dropna()), set(b["toewijzingnummer"].dropna())
    common = left & right
    tied = set(a.loc[equal & sure, "toewijzingnummer"])
    return bool(common) and len(tied) >= 0.5 * len(common)


def _volume(a: pd.DataFrame, b: pd.DataFrame) -> tuple[Bools, Bools]:
    """Tell where volumes are equal after conversion, and where both are filled and differ."""
    amount_l, family_l = comparable(a["volume"], a["eenheid"])
    amount_r, family_r = comparable(b["volume"], b["eenheid"])
    known = (amount_l.notna() & amount_r.notna()).to_numpy()
    close = (amount_l - amount_r).abs().fillna(np.inf).to_numpy(dtype=float) < 1e-6
    alike = (family_l == family_r).fillna(value=False).to_numpy(dtype=bool)
    return known & close & alike, known & ~(close & alike)
