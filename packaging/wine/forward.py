"""Print a ``.def`` file of a DLL that passes every name on: ``forward.py OLD.dll NEW [OWN.c]``.

A name that the C file defines as ``x_name`` is that function; all others go to DLL ``NEW``.
"""

import re
import subprocess
import sys
from pathlib import Path


def exported(path: str) -> list[str]:
    """Return the names that a DLL exports."""
    told = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", path], check=True, capture_output=True, text=True
    ).stdout
    table = told.split("[Ordinal/Name Pointer] Table", 1)[1].split("\n\n", 1)[0]
    return sorted(set(re.findall(r"\[ *\d+\].*?(\w+)\s*$", table, re.MULTILINE)))


def main(old: str, new: str, own: str = "") -> None:
    """Print the lines."""
    source = Path(own).read_text(encoding="ascii") if own else ""
    ours = set(re.findall(r"\bx_(\w+)\(", source))
    for kind, endings in (("MAP", ("", "l", "f")), ("PART", ("", "l", "f"))):
        for name in re.findall(rf"\b{kind}\((\w{{3,}})\)", source):
            ours |= {name + ending for ending in endings}
    print("EXPORTS")
    for name in exported(old):
        print(f"{name} = {f'x_{name}' if name in ours else f'{new}.{name}'}")


if __name__ == "__main__":
    main(*sys.argv[1:])
