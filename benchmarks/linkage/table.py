"""The results as Markdown."""

import platform
import statistics
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any

from benchmarks.linkage.missed import missed
from benchmarks.linkage.results import SetResult, ToolResult
from benchmarks.linkage.scoring import LEAST_PAIRS, Accuracy

NAMES = {"ours": "**WijkCheck**", "splink": "Splink", "recordlinkage": "recordlinkage",
         "dedupe": "dedupe¹"}  # fmt: skip
INTRODUCTION = """# Linking: accuracy, time and memory beside the peers

Made by `python -m benchmarks.linkage`; nothing here is written by hand. {machine}. Every tool runs
in a process of its own, in turn. *Own* is what the tool decides by itself (ours: certain and
probable; peers: 0.5), *best* what it would at the threshold that the truth shows to be best. Peers
get the better of their pairs, their clusters and their best one to one. Sets with several seeds
show means. Dutch-like persons come from a generator whose seeds 101 – 105 were not looked at while
the engine was built. Seconds run from tables in memory to decided pairs, the median where a set ran
three times; cleaning is counted for all. MB is the process's high-water mark, reading included.
Runs are kept, so tools need not have run on one day; where others shared the cores, CPU s is the
fairer column.
"""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _figures(found: Accuracy | None) -> list[str]:
    if found is None:
        return ["–"] * 3
    return [f"{found.precision:.4f}", f"{found.recall:.4f}", f"{found.f1:.4f}"]


def _row(name: str, tool: ToolResult) -> list[str]:
    if tool.failed:
        return [name, NAMES[tool.tool], tool.failed, *[""] * 6]
    best = f"{tool.best.f1:.4f}" if tool.best else "–"
    seconds, cpu = f"{tool.seconds:.1f}", f"{tool.cpu:.1f}"
    return [
        name, NAMES[tool.tool], *_figures(tool.own), best, seconds, cpu, f"{tool.peak_mb:,.0f}",
    ]  # fmt: skip


def _title(one: SetResult) -> str:
    seeds = f", {len(one.seeds)} seeds" if len(one.seeds) > 1 else ""
    task = one.chosen.task.replace("_", " ")
    return f"{one.chosen.name} ({one.rows:,} rows, {one.pairs:,} pairs, {task}{seeds})"


def _accuracy(results: list[SetResult]) -> str:
    rows: list[list[str]] = []
    for one in results:
        names = [_title(one), *[""] * len(one.tools)]
        rows += [_row(n, t) for n, t in zip(names, one.tools.values(), strict=False)]
    head = ("set", "tool", "P", "R", "F1 own", "F1 best", "s", "CPU s", "MB")
    return _table(head, rows)


def _differences(results: list[SetResult]) -> str:
    rows = []
    for one in results:
        if one.difference is None:
            continue
        peer, (mean, low, high) = one.difference
        verdict = "better" if low > 0 else "worse" if high < 0 else "no difference shown"
        rows.append(
            [one.chosen.name, NAMES[peer], f"{mean:+.4f}", f"{low:+.4f} … {high:+.4f}", verdict]
        )
    return _table(("set", "best peer", "F1 difference", "95% interval", ""), rows)


def _calibration(results: list[SetResult]) -> str:
    rows = []
    for one in results:
        enough = [c for c in one.calibration if c["pairs"] >= LEAST_PAIRS]
        cells = [f"{c['said']:.2f} → {c['true']:.2f} ({c['pairs']:,})" for c in enough]
        error = max((abs(c["said"] - c["true"]) for c in enough), default=0.0)
        rows.append([one.chosen.name, f"{error:.3f}", "; ".join(cells)])
    return _table(("set", "largest error", "said → true (pairs), per tenth"), rows)


def _estimates(results: list[SetResult]) -> str:
    rows = []
    for one in results:
        ours = one.tools["ours"]
        guess: dict[str, float] = ours.more.get("estimate", {})
        if ours.own is None or not guess:
            continue
        rows.append(
            [
                one.chosen.name,
                f"{guess['precision']:.4f}",
                f"{ours.own.precision:.4f}",
                f"{guess['recall_low']:.4f} – {guess['recall_high']:.4f}",
                f"{ours.own.recall:.4f}",
            ]
        )
    head = ("set", "precision said", "true", "recall said", "true")
    return _table(head, rows)


def _growth(results: list[SetResult]) -> str:
    rows, before = [], None
    for one in results:
        if len(one.seeds) > 1 or not one.chosen.name.startswith("dutch") or one.chosen.persons[2:]:
            continue
        ours = one.tools["ours"]
        work = one.rows + ours.more["candidates"]
        peer = one.tools.get("splink")
        ratio = "" if before is None else f"{ours.seconds / before[0]:.1f} / {work / before[1]:.1f}"
        times = "–"
        if peer and not peer.failed:
            times = f"{peer.seconds / ours.seconds:.1f}× (CPU {peer.cpu / ours.cpu:.1f}×)"
        rows.append(
            [
                one.chosen.name,
                f"{one.rows:,}",
                f"{ours.more['candidates']:,}",
                f"{ours.seconds:.1f}",
                ratio,
                times,
            ]
        )
        before = ours.seconds, work
    head = ("set", "records", "candidates", "s", "time / work, × the one above", "Splink's time")
    return _table(head, rows)


def _ceilings(results: list[SetResult]) -> str:
    rows = []
    for one in results:
        if not one.ceilings:
            continue

        def mean(name: str, some: list[dict[str, Any]] = one.ceilings) -> str:
            return f"{statistics.fmean(c[name]['f1'] for c in some):.4f}"

        recall = statistics.fmean(c["candidates_recall"] for c in one.ceilings)
        rows.append(
            [one.chosen.name, f"{recall:.4f}", mean("own"), mean("levels"), mean("dependence")]
        )
    head = ("set", "recall of candidates", "F1 own", "weights by truth", "with dependence")
    return _table(head, rows)


def markdown(results: list[SetResult], cores: int) -> str:
    """Return the page."""
    peers = {r.tools[t].more.get("version") and f"{t} {r.tools[t].more['version']}"
             for r in results for t in r.tools if t != "ours"}  # fmt: skip
    named = ", ".join(sorted(p for p in peers if p))
    machine = (
        f"{cores} cores, Python {platform.python_version()}, pandas {version('pandas')}; {named}"
    )
    parts = [
        INTRODUCTION.format(machine=machine),
        "## Accuracy, time, memory\n",
        _accuracy(results),
        "¹ dedupe learns from labels: the truth answered 200 of its questions; 6 GB allowed.\n",
        "## Ours at its own threshold less the best peer at its best\n",
        "Paired bootstrap over the things that the records are, within each seed.\n",
        _differences(results),
        "## Calibration\n",
        "Pairs with probability 0.05 or more; tenths with 200 pairs or more.\n",
        _calibration(results),
        "## What the engine says of itself\n",
        "Of the first seed; recall is said as a range.\n",
        _estimates(results),
        "## Growth\n",
        _growth(results),
        "## Ceiling\n",
        "What weights learned from the truth reach on our own candidates and levels: each field's"
        " weights free, and with every pair of fields' dependence; each half of the things scored"
        " by what the other half taught, at the engine's own threshold and assignment.\n",
        _ceilings(results),
        "## What is missed, first seed\n",
        missed(results),
    ]
    return "\n".join(parts).rstrip() + "\n"
