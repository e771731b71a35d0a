"""What installers are tried against: a fresh build, an older one, and what the source makes."""

import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from machine import Machine, need
from signatures import changed_is_refused, holds

ENTRY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"
CLASSES = r"Software\Classes"
PROGRAM = "wijkcheck-gui.exe"


@dataclass(frozen=True)
class Trial:
    """What is tried, and against what."""

    machine: Machine
    out: Path
    older: Path | None
    expected: Path
    signed_by: Path | None  # whose signatures must be there; None where none need be

    def setup(self, *words: str, of: Path | None = None, status: int = 0) -> None:
        """Run a setup.exe silently."""
        self.machine.run(the_one(of or self.out, "*-setup.exe"), "/S", *words, status=status)

    def entries(self) -> list[tuple[str, dict[str, str]]]:
        """Return the entries of WijkCheck among the installed programs, with their root."""
        return [
            (root, values)
            for root in ("HKCU", "HKLM")
            for values in self.machine.registry(rf"{root}\{ENTRY}").values()
            if values.get("DisplayName") == "WijkCheck"
        ]

    def state(self) -> list[str]:
        """Return all that an installation may leave behind, but the user's own settings."""
        left = [f"{root} {sorted(values)}" for root, values in self.entries()]
        for text in (r"%LOCALAPPDATA%\Programs", "%ProgramFiles%", r"%APPDATA%\Microsoft\Windows",
                     r"%ProgramData%\Microsoft\Windows\Start Menu"):  # fmt: skip
            place = self.machine.place(text)
            left += [str(p) for p in place.rglob("*") if "WijkCheck" in str(p)]
        for root in ("HKCU", "HKLM"):
            for key in (CLASSES, rf"{CLASSES}\Applications", r"Software\WijkCheck"):
                _, said = self.machine.tell("reg", "query", rf"{root}\{key}")
                left += [line.strip() for line in said.splitlines() if "ijkcheck" in line.lower()]
        own = (r"Software\WijkCheck", r"WijkCheck\WijkCheck")
        return sorted(line for line in left if not line.endswith(own))

    def installed(self, folder: Path, name: str, root: str) -> None:
        """Hold an installation to the portable zip and to what the registry must say."""
        with zipfile.ZipFile(the_one(self.out, "*.zip")) as archive:
            expected = {i.removeprefix("WijkCheck/"): archive.read(i) for i in archive.namelist()}
        found = contents(folder)
        found.pop("uninstall.exe", None)
        need(found == expected, f"{name}: other files: {set(found) ^ set(expected)}")
        version = the_one(self.out, "*-setup.exe").name.split("-")[1]
        told = [(where, values.get("DisplayVersion")) for where, values in self.entries()]
        need(told == [(root, version)], f"{name}: entries {told}")
        command = f'"{self.machine.path(folder)}\\{PROGRAM}" "%1"'.lower()
        for kind in ("WijkCheck.Project", rf"Applications\{PROGRAM}"):
            known = self.machine.registry(rf"{root}\{CLASSES}\{kind}\shell\open\command").values()
            need([v.lower() for values in known for v in values.values()] == [command],
                 f"{name}: what opens {kind}: {known}")  # fmt: skip
        (kinds,) = self.machine.registry(
            rf"{root}\{CLASSES}\Applications\{PROGRAM}\SupportedTypes"
        ).values()
        need(set(kinds) == {".csv", ".xlsx"}, f"{name}: open with")
        need(not self.machine.registry(rf"{root}\{CLASSES}\.csv"), f"{name}: .csv is left alone")
        links = [line for line in self.state() if line.endswith("WijkCheck.lnk")]
        need(len(links) == 1, f"{name}: one shortcut")
        named = Path(links[0]).read_bytes().replace(b"\0", b"")
        need(PROGRAM.encode() in named, f"{name}: what the shortcut starts")

    def works(self, folder: Path, name: str) -> None:
        """Start both programs of an installation and hold the demo to the source's bytes."""
        program, window = folder / "wijkcheck.exe", folder / PROGRAM
        with timed(f"{name}: help"):
            need("reconcile" in self.machine.run(program, "--help"), "help")
        demo = self.out / "demo" / name
        self.reconciles(program, demo, name)
        pictures = self.out / "pictures"
        pictures.mkdir(exist_ok=True)
        delivered = demo / "teams/noord_toewijzingen.csv"
        for suffix, words in (
            ("start", ()), ("project", (demo / "wijkcheck.toml",)), ("open with", (delivered,)),
        ):  # fmt: skip
            picture = pictures / f"{name}-{suffix}.png"
            with timed(f"{name}: window, {suffix}"):
                self.machine.run(window, "--picture", picture, *words)
            need(picture.stat().st_size > 15_000, f"{name}: {picture.name} is empty")

    def reconciles(self, program: Path, demo: Path, name: str) -> None:
        """Make the demo somewhere, and hold it to the source's bytes."""
        with timed(f"{name}: demo"):
            self.machine.run(program, "demo", demo, "--headless", "--verify")
        found, expected = contents(demo), contents(self.expected)
        need(found.keys() == expected.keys(), f"{name}: other files")
        unlike = [path for path, held in found.items() if held != expected[path]]
        need(not unlike, f"{name}: not the same bytes: {unlike}")

    def signed(self, *paths: Path) -> None:
        """Hold signatures, if they must be there."""
        for path in paths if self.signed_by else ():
            need(holds(path, self.signed_by), f"{path.name}: its signature")
            need(changed_is_refused(path, self.signed_by), f"{path.name}: a changed byte")
            tell(f"{path.name}: signed, and a changed byte is noticed")


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Tell how long something took."""
    begun = time.monotonic()
    yield
    tell(f"{what}: {time.monotonic() - begun:.1f} s")


def tell(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file by its path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def the_one(folder: Path, pattern: str) -> Path:
    """Return the only file of a folder that a pattern fits."""
    (found,) = folder.glob(pattern)
    return found
