"""What the kept runs say: per set and tool, accuracy over the seeds, time, memory."""

import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.linkage.scoring import (
    Accuracy,
    Ints,
    Truth,
    accuracy,
    best_choice,
    calibration,
    f1_difference,
    own_choice,
    read_run,
    read_truth,
)
from benchmarks.linkage.sets import SETS, DataSet, folder

TOOLS = ("ours", "splink", "recordlinkage", "dedupe")


@dataclass
class ToolResult:
    """One tool on one set; choices per seed, accuracies as means over the seeds."""

    tool: str
    seconds: float = 0.0
    cpu: float = 0.0
    peak_mb: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    own: Accuracy | None = None
    best: Accuracy | None = None
    own_choices: dict[int, Ints] = field(default_factory=dict)
    best_choices: dict[int, Ints] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    failed: str = ""


@dataclass
class SetResult:
    """All tools on one set."""

    chosen: DataSet
    seeds: list[int]
    rows: int
    pairs: int
    tools: dict[str, ToolResult]
    difference: tuple[str, list[float]] | None
    calibration: list[dict[str, Any]]
    ceilings: list[dict[str, Any]]


def _mean(some: list[Accuracy]) -> Accuracy:
    return Accuracy(
        *(statistics.fmean(getattr(a, n) for a in some) for n in ("precision", "recall", "f1"))
    )


def _tool(keep: Path, chosen: DataSet, tool: str, truths: dict[int, Truth]) -> ToolResult | None:
    paths = sorted((keep / "runs").glob(f"{chosen.name}-*-{tool}-*.json"))
    facts = [(p, json.loads(p.read_text("utf-8"))) for p in paths]
    if not facts:
        return None
    failed = [f["failed"] for _, f in facts if "failed" in f]
    if failed:
        return ToolResult(tool, failed=failed[0])
    result = ToolResult(
        tool,
        seconds=statistics.median(f["seconds"] for _, f in facts),
        cpu=statistics.median(f["cpu"] for _, f in facts),
        peak_mb=statistics.median(f["peak_mb"] for _, f in facts),
        parts=facts[0][1]["parts"],
        more=facts[0][1],
    )
    for seed, truth in truths.items():
        path = keep / "runs" / f"{chosen.name}-{seed}-{tool}-0.parquet"
        if path.exists():
            run = read_run(path, truth)
            peer = tool != "ours"
            own = own_choice(run, truth, chosen.task, peer=peer)
            best = best_choice(run, truth, chosen.task)
            result.own_choices[seed] = own
            result.best_choices[seed] = max(
                (own, best), key=lambda found: accuracy(found, truth.keys).f1
            )
    result.own = _mean([accuracy(c, truths[s].keys) for s, c in result.own_choices.items()])
    result.best = _mean([accuracy(c, truths[s].keys) for s, c in result.best_choices.items()])
    return result


def _difference(
    tools: dict[str, ToolResult], truths: dict[int, Truth]
) -> tuple[str, list[float]] | None:
    """Hold ours at its own threshold against the peer that is best at its best."""
    ours = tools.get("ours")
    peers = [t for n, t in tools.items() if n != "ours" and t.best is not None]
    if ours is None or not peers:
        return None
    best = max(peers, key=lambda t: t.best.f1 if t.best else 0.0)
    seeds = sorted(ours.own_choices.keys() & best.best_choices.keys())
    return best.tool, f1_difference(
        [ours.own_choices[s] for s in seeds],
        [best.best_choices[s] for s in seeds],
        [truths[s] for s in seeds],
    )


def _set(keep: Path, bench: Path, chosen: DataSet) -> SetResult | None:
    ran = [s for s in chosen.seeds if (keep / "runs" / f"{chosen.name}-{s}-ours-0.json").exists()]
    places = {s: folder(chosen, s, bench, keep / "data") for s in ran}
    truths = {s: read_truth(p) for s, p in places.items() if p is not None}
    if not truths:
        return None
    tools = {t: r for t in TOOLS if (r := _tool(keep, chosen, t, truths)) is not None}
    runs = [
        read_run(keep / "runs" / f"{chosen.name}-{s}-ours-0.parquet", truths[s]) for s in truths
    ]
    inside = sorted((keep / "runs").glob(f"{chosen.name}-*-ceiling-0.json"))
    first = next(iter(truths.values()))
    return SetResult(
        chosen,
        list(truths),
        len(first.ids),
        int(np.mean([len(t.keys) for t in truths.values()])),
        tools,
        _difference(tools, truths),
        calibration(runs, list(truths.values())),
        [json.loads(p.read_text("utf-8")) for p in inside],
    )


def gather(keep: Path, bench: Path) -> list[SetResult]:
    """Return the results of every set of which a run of ours is kept, in the standing order."""
    found = [_set(keep, bench, chosen) for chosen in SETS.values()]
    return [one for one in found if one is not None]
