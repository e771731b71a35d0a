"""Pairs in rows: whose they are, where they stand, and why one is left to a person."""

import json

import pandas as pd

from wijkcheck.pipeline import Run
from wijkcheck.records.fields import Side
from wijkcheck.records.models import TEXT
from wijkcheck.views.people import among, beside

_RUNNER = ("runner_up", "runner_side", "runner_record", "runner_client")


def person_rows(run: Run, first: pd.Series, people: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of persons; behind them who is in none, and who looks alike on one side.

    ``first``: each person's first record; ``people``: as ``people.brief``. ``why`` is a code. A
    pair without a runner-up for its left person has the best other one for its right person.
    """
    why = run.evidence.why(run.person_pairs) if run.evidence else None
    pairs = _with_rivals(run.person_pairs.assign(why=why))
    alone = []
    for side, name in ((Side.MUNICIPALITY, "left_id"), (Side.TEAM, "right_id")):
        persons = run.persons.loc[run.persons["side"] == side, "person_id"].drop_duplicates()
        persons = persons[~among(persons, pairs[name])]
        alone.append(pd.DataFrame({name: persons, "status": f"only_{side}"}))
    pairs = pd.concat([pairs, *alone, _alike(run, people)], ignore_index=True)
    pairs["runner_record"] = pairs["runner_up"].map(first)
    pairs["runner_client"] = pairs["runner_record"].map(people["client"])
    texts = ("left_id", "right_id", "why", "basis", *_RUNNER)
    pairs = pairs.astype(dict.fromkeys(texts, TEXT))
    pairs = _placed(pairs, pairs["left_id"].map(first), pairs["right_id"].map(first), people)
    left, right = pairs["left_client"], pairs["right_client"]
    both = left.where(left.eq(right), left + " – " + right).fillna(left).fillna(right)
    born = pairs["left_geboortedatum"].fillna(pairs["right_geboortedatum"])
    team = pairs["left_team"].fillna(pairs["right_team"])
    return pairs.assign(client=both, geboortedatum=born, team=team)


def record_rows(run: Run, people: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of records."""
    return _placed(run.pairs, run.pairs["left_id"], run.pairs["right_id"], people)


def _with_rivals(pairs: pd.DataFrame) -> pd.DataFrame:
    """Add ``runner_side``, and a runner-up to pairs whose right person another one claims."""
    open_ = pairs[pairs["status"].ne("rejected")].sort_values("probability", ascending=False)
    place = open_.groupby("right_id").cumcount()
    best, second = (
        open_[place == n].set_index("right_id")[["left_id", "probability"]] for n in (0, 1)
    )
    rival = second.reindex(pairs["right_id"]).set_axis(pairs.index)
    best = best.reindex(pairs["right_id"]).set_axis(pairs.index)
    rival = rival.where(pairs["left_id"].eq(best["left_id"]), best)
    given = pairs["runner_up"].notna() | pairs["status"].eq("rejected")
    side = pd.Series(str(Side.TEAM), index=pairs.index).mask(~given, str(Side.MUNICIPALITY))
    return pairs.assign(
        runner_up=pairs["runner_up"].where(given, rival["left_id"]),
        margin=pairs["margin"].where(given, pairs["probability"] - rival["probability"]),
        runner_side=side,
    )


def _placed(
    pairs: pd.DataFrame, left: pd.Series, right: pd.Series, people: pd.DataFrame
) -> pd.DataFrame:
    records = pd.DataFrame({"left_id": left, "right_id": right}, dtype=TEXT)
    shown = beside(records, people).rename(
        columns={"left_id": "left_record", "right_id": "right_record"}
    )
    return pd.concat([pairs, shown], axis=1)


def _alike(run: Run, people: pd.DataFrame) -> pd.DataFrame:
    """Return two persons of one side that a finding says look alike, the earlier one left."""
    found = run.findings.loc[run.findings["rule"].eq("mogelijk_dubbel"), ["record_id", "details"]]
    told = [json.loads(details) for details in found["details"]]
    at = people.reset_index().drop_duplicates(["source", "row"]).set_index(["source", "row"])
    places = [(one["other_source"], int(one["other_row"])) for one in told]
    earlier = at["record_id"].reindex(pd.MultiIndex.from_tuples(places, names=at.index.names))
    own = run.persons.set_index("record_id")[["person_id", "side"]]
    left, right = own.reindex(earlier), own.reindex(found["record_id"])
    pairs = pd.DataFrame(
        {
            "left_id": left["person_id"].to_numpy(),
            "right_id": right["person_id"].to_numpy(),
            "status": ("double_" + right["side"]).to_numpy(),
        }
    ).dropna()
    return pairs[pairs["left_id"] != pairs["right_id"]].drop_duplicates(["left_id", "right_id"])
