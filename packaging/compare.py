"""Hold two builds against each other: ``python packaging/compare.py FOLDER OTHER``.

Names each file that is not in both, or not with the same bytes, with how many of them and where the
first is; ends with 1 when there is one. Build without a key: a signature holds the time.
"""

import sys
from pathlib import Path


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file by its path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def difference(one: bytes, other: bytes) -> str:
    """Say how far two contents differ; nothing where they are equal."""
    if one == other:
        return ""
    if len(one) != len(other):
        return f"{len(one)} and {len(other)} bytes"
    places = [
        place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]
    ]
    return f"{len(places)} of {len(one)} bytes, the first at {places[0]}"


def main(folder: str, other: str) -> None:
    """Compare, and tell."""
    left, right = files(Path(folder)), files(Path(other))
    lines = [f"{name}: only in one" for name in sorted(left.keys() ^ right.keys())]
    for name in sorted(left.keys() & right.keys()):
        told = difference(left[name], right[name])
        lines += [f"{name}: {told}"] if told else []
    sys.exit("\n".join(lines) if lines else print(f"{len(left)} files, all the same"))


if __name__ == "__main__":
    main(*sys.argv[1:])
