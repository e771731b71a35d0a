"""Print the bill of materials of the frozen program, as CycloneDX 1.6.

``python packaging/sbom.py FOLDER SITE-PACKAGES LOCK VERSION``: the packages that LOCK names, as
they lie in SITE-PACKAGES; what these say to hold themselves, in bills of their own; and the parts
inside the files of FOLDER (dist/WijkCheck), with the version that stands in the file.
"""

import json
import os
import re
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import Message

NOT_SHIPPED = {"setuptools"}
_RESOURCE = re.compile(  # what Windows shows as a file's version
    rb"F\0i\0l\0e\0V\0e\0r\0s\0i\0o\0n\0\0+((?:\d\0|\.\0)+)"
)
# A part, the files that hold it, where its version stands in them, its licence.
INSIDE = (
    ("Python", "python3??.dll", _RESOURCE, "PSF-2.0"),
    ("OpenSSL", "libcrypto-3*.dll", _RESOURCE, "Apache-2.0"),
    ("OpenSSL", "sqlcipher3/_sqlite3*.pyd", re.compile(rb"OpenSSL (\d\.\d+\.\d+)"), "Apache-2.0"),
    ("SQLCipher", "sqlcipher3/_sqlite3*.pyd", re.compile(rb"community\0+(\d\.\d+\.\d+)\0"),
     "BSD-3-Clause"),
    ("SQLite", "sqlcipher3/_sqlite3*.pyd", re.compile(rb"(3\.\d\d\.\d+)\0"), "blessing"),
    ("SQLite", "sqlite3.dll", _RESOURCE, "blessing"),
    ("zlib", "pyarrow/arrow.dll", re.compile(rb"inflate (\d\.\d[\d.]*) "), "Zlib"),
    ("zlib", "python3??.dll", re.compile(rb"\0(1\.[23]\.\d[\d.]*)\0"), "Zlib"),
    ("bzip2", "_bz2.pyd", re.compile(rb"(1\.0\.\d), \d"), "bzip2-1.0.6"),
    ("XZ Utils", "_lzma.pyd", None, "LicenseRef-public-domain"),
    ("libffi", "libffi-*.dll", None, "MIT"),
    ("Expat", "pyexpat.pyd", re.compile(rb"expat_(\d\.\d\.\d)"), "MIT"),
    ("libmpdec", "_decimal.pyd", re.compile(rb"\0(2\.[45]\.\d)\0"), "BSD-2-Clause"),
    ("Qt", "pyside6/qt6core.dll", _RESOURCE, "LGPL-3.0-only"),
    ("PCRE2", "pyside6/qt6core.dll", re.compile(rb"(10\.\d\d) \d{4}-"), "BSD-3-Clause"),
    ("double-conversion", "pyside6/qt6core.dll", None, "BSD-3-Clause"),
    ("HarfBuzz", "pyside6/qt6gui.dll", None, "MIT-Modern-Variant"),
    ("FreeType", "pyside6/qt6gui.dll", None, "FTL"),
    ("libpng", "pyside6/qt6gui.dll", re.compile(rb"libpng version (\d\.\d\.\d+)"), "libpng-2.0"),
    ("Apache Arrow", "pyarrow/arrow.dll", re.compile(rb"\0(2\d\.\d\.\d)\0"), "Apache-2.0"),
    ("curl", "pyarrow/arrow.dll", re.compile(rb"curl (\d+\.\d+\.\d+)"), "curl"),
    ("OpenBLAS", "numpy.libs/*openblas*.dll", None, "BSD-3-Clause"),
    ("OpenBLAS", "scipy.libs/*openblas*.dll", None, "BSD-3-Clause"),
    ("Microsoft Visual C++ runtime", "*vcruntime140.dll", _RESOURCE, "LicenseRef-Microsoft"),
    ("Microsoft Visual C++ runtime", "*msvcp140*.dll", _RESOURCE, "LicenseRef-Microsoft"),
)  # fmt: skip


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


def held(site: Path) -> Iterator[dict[str, object]]:
    """Yield what packages that were made with their own bill of materials hold."""
    found = {}
    for path in sorted(site.glob("*.dist-info/sboms/*.json")):
        for part in json.loads(path.read_text("utf-8")).get("components", []):
            kept = ("type", "name", "version", "licenses", "purl")
            described = f"inside {path.parent.parent.name.split('-')[0]}"
            found[part.get("purl") or part["name"]] = {
                **{name: part[name] for name in kept if name in part},
                "description": described,
            }
    yield from (found[key] for key in sorted(found))


def parts(folder: Path) -> Iterator[dict[str, object]]:
    """Yield the parts inside files, each once per version and place; stop when one is not there."""
    places = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    for name, pattern, where, licence in INSIDE:
        files = [place for place in sorted(places) if fnmatchcase(place.lower(), pattern)]
        if not files:
            sys.exit(f"{name}: there is no {pattern}")
        known: dict[str, str] = {}
        for place in files:
            known.setdefault(_version(places[place], where), place)
        for version, place in sorted(known.items()):
            yield {
                "type": "library",
                "name": name,
                **({"version": version} if version else {}),
                "description": f"inside {place}",
                "licenses": [_licensed(licence)],
            }


def _version(path: Path, where: "re.Pattern[bytes] | None") -> str:
    found = where.search(path.read_bytes()) if where else None
    return found[1].replace(b"\0", b"").decode("ascii") if found else ""


def _licensed(licence: str) -> dict[str, object]:
    known = "name" if licence.startswith("LicenseRef") else "id"
    return {"license": {known: licence.removeprefix("LicenseRef-")}}


def main(folder: str, site: str, lock: str, version: str) -> None:
    """Print the document: the same for the same packages and SOURCE_DATE_EPOCH."""
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
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
        "components": [
            *packages(Path(site), Path(lock)),
            *held(Path(site)),
            *parts(Path(folder, "_internal")),
        ],
    }
    json.dump(document, sys.stdout, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
