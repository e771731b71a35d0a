"""Run Splink on DuckDB, on a set in a process of its own.

``python -m benchmarks.linkage.peers.with_splink SETTINGS TASK FOLDER OUT``

Counted from tables in DuckDB to scored pairs in DuckDB: cleaning, training, prediction, and for one
to one Splink's own choice of single best links. Reading and writing are not.
"""

import csv
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import splink
from splink import DuckDBAPI, Linker, SettingsCreator

from benchmarks.linkage.measuring import Costs, hand_over
from benchmarks.linkage.peers.splink_settings import MODELS, Model

LEAST = 0.001
"""Pairs below this probability are not given: no best threshold lies there."""
OWN = 0.5
MEMORY = "16GB"
"""What DuckDB may hold before it goes to disk, so that the machine stays alive."""


def _read(connection: duckdb.DuckDBPyConnection, file: Path, name: str) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        first = next(csv.reader(lines))[0]
    connection.execute(
        f"create table {name}_raw as select \"{first}\" as id, '{name}' as source_dataset,"  # noqa: S608
        f" columns(* exclude (\"{first}\")) from read_csv('{file}', all_varchar = true)"
    )


def _clean(connection: duckdb.DuckDBPyConnection, model: Model, name: str) -> None:
    connection.execute(f"create or replace temp view raw as select * from {name}_raw")  # noqa: S608
    connection.execute(f"create table {name}_clean as {model.clean}")


def _settings(model: Model, task: str) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only" if task == "dedupe" else "link_only",
        comparisons=model.comparisons,
        blocking_rules_to_generate_predictions=model.blocks,
        unique_id_column_name="id",
        retain_matching_columns=False,
    )


def _train(linker: Linker, model: Model) -> None:
    train = linker.training
    train.estimate_probability_two_random_records_match(model.certain, recall=model.recall)
    train.estimate_u_using_random_sampling(max_pairs=model.pairs, seed=1)
    for block in model.learn:
        train.estimate_parameters_using_expectation_maximisation(
            block, estimate_without_term_frequencies=True
        )


def _found(connection: duckdb.DuckDBPyConnection, pairs: Any, best: Any | None) -> pa.Table:
    """Return left, right, score, and what is taken: in one cluster, or from ``OWN`` on."""
    taken, cluster = f"match_probability >= {OWN}", ""
    if best is not None:
        taken += " and a.cluster_id = b.cluster_id"
        cluster = (
            f" join {best.physical_name} a on a.id = id_l and a.source_dataset = 'left_side'"
            f" join {best.physical_name} b on b.id = id_r and b.source_dataset = 'right_side'"
        )
    return connection.execute(  # the names are Splink's own
        f"select id_l as left, id_r as right, match_weight as score,"  # noqa: S608
        f" match_probability as probability, {taken} as taken from {pairs.physical_name}{cluster}"
    ).to_arrow_table()


def main(settings: str, task: str, folder: Path, out: Path) -> None:
    """Link or dedupe, and hand the run over."""
    model, costs, connection = MODELS[settings](), Costs(), duckdb.connect()
    connection.execute(f"set memory_limit = '{MEMORY}'")
    files = ["records"] if task == "dedupe" else ["left", "right"]
    names = [f if f == "records" else f"{f}_side" for f in files]
    for file, name in zip(files, names, strict=True):
        _read(connection, folder / f"{file}.csv", name)
    api = DuckDBAPI(connection)
    with costs.part("cleaning"):
        for name in names:
            _clean(connection, model, name)
    with costs.part("training"):
        tables = [api.register(f"{n}_clean", dataset_display_name=n) for n in names]
        linker = Linker(tables, _settings(model, task), log_level=None)
        _train(linker, model)
    with costs.part("prediction"):
        pairs = linker.inference.predict(threshold_match_probability=LEAST)
    best = None
    if task == "one_to_one":
        with costs.part("one to one"):
            best = linker.clustering.cluster_using_single_best_links(
                pairs, duplicate_free_datasets=names, threshold_match_probability=OWN
            )
    found = _found(connection, pairs, best)
    hand_over(out, {n: found[n] for n in found.column_names}, costs, "Splink",
              version=splink.__version__)  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
