"""How an invented set is written, and the slips of the pen that all of them share."""

import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = Sequence[str]


def write(folder: Path, name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write one table as CSV."""
    with (folder / name).open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows(rows)


def write_both(
    folder: Path,
    columns: Sequence[str],
    left: list[tuple[int, Row]],
    right: list[tuple[int, Row]],
    draw: random.Random,
) -> None:
    """Write both sides, shuffled and numbered, and which rows are one thing: of equal number."""
    draw.shuffle(left)
    draw.shuffle(right)
    ids: dict[int, list[str]] = {}
    for n, (thing, _) in enumerate(right):
        ids.setdefault(thing, []).append(f"R{n:05d}")
    truth = [(f"L{n:05d}", r) for n, (thing, _) in enumerate(left) for r in ids.get(thing, ())]
    for name, side in (("left", left), ("right", right)):
        rows = [[f"{name[0].upper()}{n:05d}", *row] for n, (_, row) in enumerate(side)]
        write(folder, f"{name}.csv", ("id", *columns), rows)
    write(folder, "truth.csv", ("id_left", "id_right"), truth)


def slip(draw: random.Random, text: str) -> str:
    """Leave out, double, swap or change one letter, mostly not the first."""
    if len(text) < 4:
        return text
    at = draw.randrange(1, len(text) - 1) if draw.random() < 0.9 else 0
    kind = draw.random()
    if kind < 0.3:
        return text[:at] + text[at + 1 :]
    if kind < 0.5:
        return text[: at + 1] + text[at:]
    if kind < 0.7:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + draw.choice("aeinorst") + text[at + 1 :]
