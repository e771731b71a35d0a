"""Hold the signatures of programs and installers: ``python packaging/signatures.py FILE …``.

On Windows they must be trusted there; elsewhere ``--certificate FILE`` says whose they must be
(osslsigncode). Of each file a copy with one other byte must be refused.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path


def holds(path: Path, certificate: Path | None) -> bool:
    """Tell whether a file is signed and as it was signed."""
    if sys.platform == "win32":
        quoted = str(path).replace("'", "''")
        asked = f"(Get-AuthenticodeSignature -LiteralPath '{quoted}').Status"
        said = _said("powershell", "-NoProfile", "-Command", asked)
        return said.strip() == "Valid"
    said = _said("osslsigncode", "verify", "-CAfile", str(certificate), "-in", str(path))
    return "Succeeded" in said.splitlines()


def _said(*words: str) -> str:
    result = subprocess.run(words, check=False, capture_output=True, text=True, errors="replace")
    return result.stdout if result.returncode == 0 else ""


def changed_is_refused(path: Path, certificate: Path | None) -> bool:
    """Tell whether a copy of a signed file with one other byte is noticed."""
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        copy.write_bytes(held)
        return not holds(copy, certificate)


def main() -> None:
    """Hold each file; stop at the first that is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--certificate", type=Path)
    given = parser.parse_args()
    for path in given.files:
        if not holds(path, given.certificate):
            sys.exit(f"WRONG: {path.name}: the signature does not hold")
        if not changed_is_refused(path, given.certificate):
            sys.exit(f"WRONG: {path.name}: a changed byte is not noticed")
        print(f"{path.name}: signed, and a changed byte is noticed")


if __name__ == "__main__":
    main()
