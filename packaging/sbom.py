"""Print the bill of materials of the frozen program, as CycloneDX 1.6.

``python packaging/sbom.py SITE-PACKAGES LOCK VERSION``: the packages that LOCK names, as they lie
in SITE-PACKAGES, and the parts that come along inside them or with Python.
"""

import json
import os
import re
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import Message

NOT_SHIPPED = {"setuptools"}
INSIDE = (
    ("Python", "python311.dll", "PSF-2.0"),
    ("Qt", "PySide6-Essentials", "LGPL-3.0-only"),
    ("Apache Arrow", "pyarrow", "Apache-2.0"),
    ("OpenBLAS", "numpy and scipy", "BSD-3-Clause"),
    ("SQLCipher", "sqlcipher3", "BSD-3-Clause"),
    ("Microsoft Visual C++ runtime", "Python and PySide6-Essentials", "LicenseRef-Microsoft"),
)


def packages(site: Path, lock: Path) -> Iterator[dict[str, object]]:
    """Yield the locked packages that are there."""
    known = {}
    for path in site.glob("*.dist-info/METADATA"):
        told = message_from_bytes(path.read_bytes())
        known[_plain(told["Name"])] = told
    for name, version in re.findall(
        r"^([\w.-]+)==([^\s;]+)", lock.read_text("utf-8"), re.MULTILINE
    ):
        if _plain(name) in known and _plain(name) not in NOT_SHIPPED:
            yield {
                "type": "library",
                "bom-ref": f"pkg:pypi/{name}@{version}",
                "name": name,
                "version": version,
                "licenses": [_licence(known[_plain(name)])],
                "purl": f"pkg:pypi/{name}@{version}",
            }


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(told: "Message[str, str]") -> dict[str, object]:
    expression = told["License-Expression"]
    if expression:
        return {"expression": expression}
    classes = [c.split(" :: ")[-1] for c in told.get_all("Classifier", []) if "License ::" in c]
    text = "; ".join(classes) or (told["License"] or "unknown").splitlines()[0]
    return {"license": {"name": text}}


def main(site: str, lock: str, version: str) -> None:
    """Print the document: the same for the same packages and SOURCE_DATE_EPOCH."""
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    parts = [
        {"type": "library", "name": name, "description": f"inside {place}",
         "licenses": [{"license": {"name": licence}}]}
        for name, place, licence in (*INSIDE, ("OpenSSL", "Python", "Apache-2.0"))
    ]  # fmt: skip
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_DNS, f'wijkcheck.{version}')}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).isoformat(),
            "component": {
                "type": "application",
                "name": "WijkCheck",
                "version": version,
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
            },
        },
        "components": [*packages(Path(site), Path(lock)), *parts],
    }
    json.dump(document, sys.stdout, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
