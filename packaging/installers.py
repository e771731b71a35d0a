"""Make setup.exe, the MSI, the portable zip and their checksums of a frozen Windows folder.

``python packaging/installers.py dist/WijkCheck OUT --version 0.1.0 [--sign COMMAND]``, on Linux
with makensis and wixl: the makensis for Windows has no 64-bit setup. The sign command gets a file
behind it and signs that in place; it is called for every program of ours, for the setup, its
uninstaller and the MSI.
"""

import argparse
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import time
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

HERE = Path(__file__).resolve().parent
OURS = ("wijkcheck.exe", "wijkcheck-gui.exe")
NAMES = uuid.uuid5(uuid.NAMESPACE_DNS, "wijkcheck.invalid")  # what the MSI's ids are made from


def run(*words: str | Path) -> None:
    """Run a program and stop when it fails."""
    subprocess.run([str(word) for word in words], check=True, cwd=HERE)


def files(folder: Path) -> list[Path]:
    """Return all files of a folder, relative to it, always in the same order."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(found, key=lambda path: path.as_posix())


def setup_list(folder: Path) -> Iterator[str]:
    """Yield the lines that tell NSIS which files to place and to take away again."""
    held = files(folder)
    folders = sorted({parent for path in held for parent in path.parents} - {Path()})
    yield "!macro InstallFiles"
    for parent in [Path(), *folders]:
        own = [path for path in held if path.parent == parent]
        if own:
            yield f'SetOutPath "{_inside(parent)}"'
            yield from (f'File "{folder / path}"' for path in own)
    yield "!macroend\n!macro RemoveFiles"
    yield from (f'Delete "{_inside(path)}"' for path in held)
    yield from (f'RMDir "{_inside(parent)}"' for parent in reversed(folders))
    yield "!macroend\n!macro InstalledSize"
    size = sum((folder / path).stat().st_size for path in held) // 1024
    yield f'WriteRegDWORD SHCTX "${{KEY}}" "EstimatedSize" {size}\n!macroend'


def _inside(path: Path) -> str:
    return "\\".join(("$INSTDIR", *path.parts))


def msi_list(folder: Path) -> Iterator[str]:
    """Yield the lines that tell WiX of every file but the window's, each with an id that stays."""
    held = [path for path in files(folder) if path.name != "wijkcheck-gui.exe"]
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">'
    for parent in sorted({p for path in held for p in path.parents} - {Path()}):
        above = "INSTALLDIR" if parent.parent == Path() else _id("d", parent.parent)
        yield (
            f'<Fragment><DirectoryRef Id="{above}"><Directory Id="{_id("d", parent)}"'
            f" Name={quoteattr(parent.name)}/></DirectoryRef></Fragment>"
        )
    for path in held:
        where = "INSTALLDIR" if path.parent == Path() else _id("d", path.parent)
        guid = str(uuid.uuid5(NAMES, path.as_posix())).upper()
        yield (
            f'<Fragment><DirectoryRef Id="{where}">'
            f'<Component Id="{_id("c", path)}" Guid="{guid}" Win64="yes">'
            f'<File Id="{_id("f", path)}" Source={_source(folder / path)} KeyPath="yes"/>'
            "</Component></DirectoryRef></Fragment>"
        )
    yield '<Fragment><ComponentGroup Id="Files">'
    yield from (f'<ComponentRef Id="{_id("c", path)}"/>' for path in held)
    yield "</ComponentGroup></Fragment></Wix>"


def _source(path: Path) -> str:
    """Return a path as wixl wants it: from the folder in which it runs."""
    return quoteattr(os.path.relpath(path, HERE))


def _id(kind: str, path: Path) -> str:
    return kind + uuid.uuid5(NAMES, path.as_posix()).hex


def write_zip(folder: Path, out: Path) -> None:
    """Write the portable zip: the same bytes for the same files and SOURCE_DATE_EPOCH."""
    stamp = time.gmtime(moment())[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files(folder):
            entry = zipfile.ZipInfo(f"WijkCheck/{path.as_posix()}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (folder / path).read_bytes())


def write_setup(folder: Path, out: Path, version: str, sign: str | None, work: Path) -> None:
    """Write setup.exe."""
    listed = work / "list.nsh"
    listed.write_text("\n".join(setup_list(folder)) + "\n", encoding="utf-8-sig")
    signing = [f"-DSIGN={sign}"] if sign else []
    told = {"VERSION": version, "LIST": listed, "OUT": out}
    defines = [f"-D{name}={value}" for name, value in told.items()]
    run("makensis", "-V2", "-INPUTCHARSET", "UTF8", *signing, *defines, "setup.nsi")


def write_msi(folder: Path, out: Path, version: str, work: Path) -> None:
    """Write the MSI."""
    for path in files(folder):  # it keeps when each was made
        os.utime(folder / path, (moment(), moment()))
    listed = work / "files.wxs"
    listed.write_text("\n".join(msi_list(folder)) + "\n", encoding="utf-8")
    told = {
        "VERSION": version,
        "PRODUCT": str(uuid.uuid5(NAMES, version)).upper(),
        "FILES": os.path.relpath(folder, HERE),
        "ICONS": "icons",
    }
    defines = [word for name, value in told.items() for word in ("-D", f"{name}={value}")]
    run("wixl", "--arch", "x64", *defines, "-o", out, "product.wxs", listed)
    settle(out)


def settle(msi: Path) -> None:
    """Let the package code and times follow from what is in the MSI: wixl draws and clocks them."""
    held = msi.read_bytes().replace(b"x64;1033", b"x64;1043")  # it says English whatever we say
    (found,) = re.finditer(rb"(\{[0-9A-F-]{36}\})\0\0@\0\0\0(.{8})@\0\0\0(.{8})", held, re.DOTALL)
    rest = held[: found.start()] + held[found.end() :]
    code = f"{{{uuid.uuid5(NAMES, hashlib.sha256(rest).hexdigest())}}}".upper().encode("ascii")
    since_1601 = (moment() + 11_644_473_600) * 10_000_000
    time_then = since_1601.to_bytes(8, "little")
    settled = code + b"\0\0@\0\0\0" + time_then + b"@\0\0\0" + time_then
    msi.write_bytes(held[: found.start()] + settled + held[found.end() :])


def moment() -> int:
    """Return SOURCE_DATE_EPOCH, which stands in for now."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", "1767225600"))


def main() -> None:
    """Make everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=lambda text: Path(text).resolve())
    parser.add_argument("out", type=lambda text: Path(text).resolve())
    parser.add_argument("--version", required=True)
    parser.add_argument("--sign", help="command that signs the file named behind it")
    given = parser.parse_args()
    work = given.out / "work"
    work.mkdir(parents=True, exist_ok=True)
    name = given.out / f"WijkCheck-{given.version}"
    setup, msi, portable = (
        Path(f"{name}-{end}") for end in ("setup.exe", "x64.msi", "portable.zip")
    )

    def sign(*paths: Path) -> None:
        for path in paths if given.sign else ():
            run(*shlex.split(given.sign), path)

    sign(*(given.folder / program for program in OURS))
    write_setup(given.folder, setup, given.version, given.sign, work)
    write_msi(given.folder, msi, given.version, work)
    sign(msi)
    write_zip(given.folder, portable)
    shutil.rmtree(work)
    sums = (f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in _made(given.out))
    (given.out / "SHA256SUMS").write_text("".join(sums), encoding="ascii", newline="\n")


def _made(out: Path) -> list[Path]:
    return sorted(path for path in out.iterdir() if path.is_file() and path.name != "SHA256SUMS")


if __name__ == "__main__":
    main()
