"""What a run costs and how its pairs are handed over; runs in ours and in the peers' environment.

Peak memory is the kernel's own high-water mark of the process: ``ru_maxrss`` is inherited by a
program from the one that started it, so it is only used where there is no other.
"""

import json
import re
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet


def peak_mb() -> float:
    """Return the most memory that this process and its largest child ever held, in MB."""
    status = Path("/proc/self/status")
    unit = 1024 if sys.platform == "darwin" else 1
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text("ascii"))
        own = float(found[1]) if found else own
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    return round((own + children) / 1024, 1)


def _cpu() -> float:
    usage = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in usage)


class Costs:
    """Adds up the seconds of the parts of a run."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self.cpu = 0.0

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time what happens within."""
        wall, cpu = time.perf_counter(), _cpu()
        yield
        self.parts[name] = round(self.parts.get(name, 0) + time.perf_counter() - wall, 3)
        self.cpu += _cpu() - cpu


def hand_over(
    out: Path, pairs: Mapping[str, Sequence[Any]], costs: Costs, tool: str, **more: Any
) -> None:
    """Write a run: ``out.parquet`` with left, right, score, taken …, and ``out.json``.

    ``taken`` is what the tool itself decides; ``score`` orders all pairs that it gives.
    """
    peak = peak_mb()
    pyarrow.parquet.write_table(pa.table(dict(pairs)), out.with_suffix(".parquet"))
    facts = {
        "tool": tool,
        "seconds": round(sum(costs.parts.values()), 3),
        "cpu": round(costs.cpu, 2),
        "peak_mb": peak,
        "parts": costs.parts,
        "python": sys.version.split()[0],
        **more,
    }
    out.with_suffix(".json").write_text(json.dumps(facts, indent=1), "utf-8")
