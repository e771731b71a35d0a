"""Run dedupe, which learns from labels: the truth answers its questions, as no user could.

``python -m benchmarks.linkage.peers.with_dedupe SETTINGS TASK FOLDER OUT``
"""

import csv
import random
import resource
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dedupe
import numpy as np
from dedupe.variables import Exact, ShortString, String

from benchmarks.linkage.measuring import Costs, hand_over

Record = dict[str, str | None]
ANSWERS = 200
"""Questions that the truth answers: ten times what dedupe's own console asks for."""
MOST = 6 * 2**30
"""Bytes that it may take: without a limit it took all that the machine had."""


def _some(kind: Callable[..., Any], *names: str) -> list[Any]:
    return [kind(name, has_missing=True) for name in names]


VARIABLES = {
    "febrl": [
        *_some(String, "given_name", "surname", "address_1"),
        *_some(ShortString, "postcode", "date_of_birth", "soc_sec_id"),
    ],
    "fake": [
        *_some(String, "first_name", "surname", "city", "email"),
        *_some(ShortString, "dob"),
    ],
    "dutch": [
        *_some(String, "voornamen", "achternaam", "straat"),
        *_some(ShortString, "voorletters", "geboortedatum", "huisnummer", "postcode"),
        *_some(Exact, "geslacht"),
    ],
}


def _read(path: Path) -> dict[str, Record]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = next(iter(rows[0]))
    return {
        row[first]: {"id": row[first], **{k: v.strip().lower() or None for k, v in row.items()}}
        for row in rows
    }


def _truth(folder: Path) -> set[frozenset[str]]:
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        return {frozenset((r["id_left"], r["id_right"])) for r in csv.DictReader(file)}


def _teach(learner: Any, truth: set[frozenset[str]]) -> int:
    """Let the truth answer what the learner asks, until it has nothing more to ask."""
    for answered in range(ANSWERS):
        try:
            (pair,) = learner.uncertain_pairs()
        except IndexError:
            return answered
        same = frozenset((pair[0]["id"], pair[1]["id"])) in truth
        learner.mark_pairs({"match": [pair] * same, "distinct": [pair] * (not same)})
    return ANSWERS


def main(settings: str, task: str, folder: Path, out: Path) -> None:
    """Link or dedupe, and hand the run over; reading the CSV is not counted."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    random.seed(1)
    np.random.seed(1)
    costs, variables = Costs(), list(VARIABLES[settings.rstrip("34").split("_")[0]])
    if settings == "dutch":
        variables += _some(ShortString, "bsn")
    files = ["records"] if task == "dedupe" else ["left", "right"]
    sides = [_read(folder / f"{name}.csv") for name in files]
    make = dedupe.Dedupe if task == "dedupe" else dedupe.RecordLink
    with costs.part("learning"):
        learner = make(variables, num_cores=0)
        learner.prepare_training(*sides)
        answers = _teach(learner, _truth(folder))
        learner.train(index_predicates=False)
    with costs.part("scoring"):
        scores = learner.score(learner.pairs(*sides))
        ids, score = scores["pairs"], np.array(scores["score"])
        taken = {tuple(map(str, p)) for p in ids[score >= 0.5]}
        if task == "one_to_one":
            taken = {tuple(map(str, p)) for p, _ in learner.one_to_one(scores, 0.5)}
        elif task == "dedupe":
            clusters = [sorted(map(str, c)) for c, _ in learner.cluster(scores, 0.5)]
            taken = {(a, b) for c in clusters for n, a in enumerate(c) for b in c[n + 1 :]}
    pairs = {tuple(map(str, p)): float(s) for p, s in zip(ids, score, strict=True)}
    every = [*pairs, *(taken - pairs.keys() - {(b, a) for a, b in pairs})]
    table: dict[str, list[Any]] = {
        "left": [a for a, _ in every],
        "right": [b for _, b in every],
        "score": [pairs.get(p, 0.0) for p in every],
        "probability": [pairs.get(p, 0.0) for p in every],
        "taken": [p in taken or p[::-1] in taken for p in every],
    }
    hand_over(out, table, costs, "dedupe", version=version("dedupe"), answers=answers)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
