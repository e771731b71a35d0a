"""Link beside the peers, on one machine in one go, and write what came out as Markdown.

    python -m benchmarks.linkage [--sets dutch20k,febrl4 …] [--quick] [--peers-python PATH]
        [--bench DIR] [--keep DIR] [--again] [--out FILE]

Every tool runs in a process of its own, in turn, ours and the peers' alternating. The peers live in
an environment of their own (``requirements/peers.in``); without ``--peers-python`` only ours runs.
FEBRL, fake_1000 and the generator of Dutch-like persons are looked for in ``--bench``, beside the
checkout; without them only the sets that are made here run. Runs are kept in ``--keep``: what is
there is not run again unless asked, so that the largest sets can follow later.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.linkage.results import gather
from benchmarks.linkage.sets import QUICK, SETS, DataSet, folder
from benchmarks.linkage.table import markdown

ROOT = Path(__file__).parents[2]
PEERS = {
    "splink": "with_splink",
    "recordlinkage": "with_recordlinkage",
    "dedupe": "with_dedupe",
}
TOO_LARGE = {
    "recordlinkage": ("dutch1m",),  # by its own manual for small and medium files
    "ceiling": ("dutch100k", "dutch1m"),
    "dedupe": ("dutch10k", "dutch20k", "dutch100k", "dutch1m", "febrl4"),
}
"""Where a tool is not tried, by how the set's name begins: hours, or more memory than there is."""
TIMED = 3
"""Runs of which the median time counts, for sets of one seed up to a hundred thousand."""


@dataclass(frozen=True)
class Job:
    """One run of one tool on one folder."""

    chosen: DataSet
    seed: int
    tool: str
    turn: int
    place: Path

    def out(self, keep: Path) -> Path:
        """Return where the run is kept, without suffix."""
        return keep / "runs" / f"{self.chosen.name}-{self.seed}-{self.tool}-{self.turn}"

    def command(self, keep: Path, peers: Path | None) -> list[str]:
        """Return how the run is started."""
        out = str(self.out(keep))
        if self.tool in PEERS:
            module = f"benchmarks.linkage.peers.{PEERS[self.tool]}"
            settings, task = self.chosen.settings, self.chosen.task
            return [str(peers), "-m", module, settings, task, str(self.place), out]
        module = f"benchmarks.linkage.{self.tool}"
        return [sys.executable, "-m", module, self.chosen.name, str(self.place), out]


def jobs(
    chosen: DataSet, place: dict[int, Path], tools: Sequence[str], *, quick: bool
) -> list[Job]:
    """Return the runs of a set: every tool in turn, again while time is what counts."""
    timed = 1 if quick or len(chosen.seeds) > 1 or chosen.name == "dutch1m" else TIMED
    made = []
    for turn in range(timed):
        for seed, where in place.items():
            for tool in tools:
                barred = any(chosen.name.startswith(n) for n in TOO_LARGE.get(tool, ()))
                unset = tool in PEERS and chosen.settings == "none"
                once = turn > 0 and tool in ("ceiling", "dedupe")
                if not (barred or unset or once):
                    made.append(Job(chosen, seed, tool, turn, where))
    return made


def run(job: Job, keep: Path, peers: Path | None, *, again: bool) -> None:
    """Run a job, unless it is kept from before; a tool that fails says so in its result."""
    out = job.out(keep)
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.with_suffix(".json").exists() and not again:
        return
    print(f"{job.chosen.name} {job.seed} {job.tool} …", end=" ", flush=True)
    done = subprocess.run(
        job.command(keep, peers), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
        if job.tool not in PEERS:
            raise SystemExit(done.stderr)
        out.with_suffix(".json").write_text(
            json.dumps({"tool": job.tool, "failed": lines[-1][:200]}), "utf-8"
        )
    facts = json.loads(out.with_suffix(".json").read_text("utf-8"))
    print(facts.get("seconds", facts.get("failed", "")), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linkage", description=__doc__)
    standard = ",".join(name for name in SETS if name != "dutch1m")
    parser.add_argument("--sets", default=standard, help="names, separated by commas")
    parser.add_argument("--quick", action="store_true", help="small sets, one run each")
    parser.add_argument("--peers-python", type=Path, help="interpreter with the peers")
    parser.add_argument("--tools", default="ours,splink,recordlinkage,dedupe,ceiling")
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument(
        "--keep", type=Path, default=Path(tempfile.gettempdir()) / "wijkcheck-linkage"
    )
    parser.add_argument("--again", action="store_true", help="run also what is kept")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks" / "linkage.md")
    return parser.parse_args()


def main() -> None:
    """Run what is asked for, and write the table of all that is kept."""
    asked = _arguments()
    names = list(QUICK) if asked.quick else asked.sets.split(",")
    tools = [t for t in asked.tools.split(",") if t not in PEERS or asked.peers_python]
    keep = asked.keep.resolve()
    for name in names:
        chosen = SETS[name]
        seeds = chosen.seeds[:1] if asked.quick else chosen.seeds
        found = {s: folder(chosen, s, asked.bench, keep / "data") for s in seeds}
        place = {seed: where for seed, where in found.items() if where is not None}
        if not place:
            print(f"{name}: not found in {asked.bench}", file=sys.stderr)
        for job in jobs(chosen, place, tools, quick=asked.quick):
            run(job, keep, asked.peers_python, again=asked.again)
    text = markdown(gather(keep, asked.bench), os.cpu_count() or 1)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
