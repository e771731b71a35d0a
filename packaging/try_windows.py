"""Try the installers, on Windows or under Wine: install, start, reconcile, upgrade, take away.

``python packaging/try_windows.py OUT --expected DEMO [--older OUT] [--signed [CERTIFICATE]]
[--wine FOLDER]``: OUT is what installers.py made, DEMO the folder that ``wijkcheck demo DEMO
--headless`` made from source, CERTIFICATE (not on Windows) whose signatures must be on it, FOLDER
what windows_python.sh made. Prints what was tried and stops at the first thing wrong. Pictures of
the window are left in OUT/pictures. Needs an account that may install for all users.
"""

import argparse
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from machine import Machine, need
from signatures import changed_is_refused, holds

ENTRY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"
CLASSES = r"Software\Classes"
POLICIES = r"HKLM\Software\Policies\WijkCheck"
PROGRAM = "wijkcheck-gui.exe"
FAILED, RUNNING, NOT_WRITTEN, TOO_OLD = 2, 10, 11, 12  # of setup.exe


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
        self.machine.run(_one(of or self.out, "*-setup.exe"), "/S", *words, status=status)

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
        with zipfile.ZipFile(_one(self.out, "*.zip")) as archive:
            expected = {i.removeprefix("WijkCheck/"): archive.read(i) for i in archive.namelist()}
        found = _bytes(folder)
        found.pop("uninstall.exe", None)
        need(found == expected, f"{name}: other files: {set(found) ^ set(expected)}")
        version = _one(self.out, "*-setup.exe").name.split("-")[1]
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
        found, expected = _bytes(demo), _bytes(self.expected)
        need(found.keys() == expected.keys(), f"{name}: other files")
        unlike = [path for path, held in found.items() if held != expected[path]]
        need(not unlike, f"{name}: not the same bytes: {unlike}")

    def signed(self, *paths: Path) -> None:
        """Hold signatures, if they must be there."""
        for path in paths if self.signed_by else ():
            need(holds(path, self.signed_by), f"{path.name}: its signature")
            need(changed_is_refused(path, self.signed_by), f"{path.name}: a changed byte")
            tell(f"{path.name}: signed, and a changed byte is noticed")


def try_setup(trial: Trial, mode: str, root: str, folder: Path) -> None:
    """Install for one user or for all, upgrade, use and take away."""
    machine, before = trial.machine, trial.state()
    if trial.older:
        trial.setup(f"/{mode}", of=trial.older)
        need((folder / "wijkcheck.exe").exists(), f"{mode}: older version installed")
    with timed(f"{mode}: install"):
        trial.setup(f"/{mode}")
    ((_, values),) = trial.entries()
    need(values.get("QuietUninstallString"), f"{mode}: quiet uninstall")
    trial.installed(folder, mode, root)
    trial.signed(*(folder / n for n in ("wijkcheck.exe", PROGRAM, "uninstall.exe")))
    trial.works(folder, mode)
    with running(machine, folder / PROGRAM):
        trial.setup(f"/{mode}", status=RUNNING)
        tell(f"{mode}: status {RUNNING} while the window is open")
    machine.run(folder / "uninstall.exe", f"/{mode}", "/S")
    _gone(folder)
    need(trial.state() == before, f"{mode}: left behind: {set(trial.state()) ^ set(before)}")
    tell(f"{mode}: nothing left")


def try_folder(trial: Trial) -> None:
    """Install where /D= says (unquoted, so here without a space), try paths and policies there."""
    machine = trial.machine
    folder = machine.place("%ProgramData%").parent / "Wijkproef"
    in_the_way = folder / "_internal" / "project.ico"
    in_the_way.mkdir(parents=True)
    trial.setup("/CurrentUser", f"/D={machine.path(folder)}", status=NOT_WRITTEN)
    left = [path for path in folder.rglob("*") if path not in (in_the_way, in_the_way.parent)]
    need(not left, f"a setup that fails leaves nothing: {left[:5]}")
    tell(f"status {NOT_WRITTEN} where a file cannot be written, and nothing left")
    in_the_way.rmdir()
    trial.setup("/CurrentUser", f"/D={machine.path(folder)}")
    program = folder / "wijkcheck.exe"
    need(program.exists(), "/D= is heeded")
    try_paths(trial, program)
    try_policies(trial, program)
    (folder / "van mij.txt").write_text("blijft", encoding="ascii")
    machine.run(folder / "uninstall.exe", "/CurrentUser", "/S")
    _until(lambda: not (folder / "uninstall.exe").exists())
    need([p.name for p in folder.iterdir()] == ["van mij.txt"], "what is not ours stays")
    (folder / "van mij.txt").unlink()
    folder.rmdir()
    tell("/D=: heeded, and a file of the user's own in it kept")


def try_paths(trial: Trial, program: Path) -> None:
    """Reconcile in a path over 260 characters (more than Wine 8 can resolve), and on a share."""
    depth = 3 if trial.machine.wine else 6
    deep = trial.out.joinpath("demo", *["een map met een heel lange naam, zoals dat gaat"] * depth)
    trial.reconciles(program, deep, "a long path")
    share = trial.machine.share()
    demo = share / "demo"
    trial.machine.run(program, "demo", trial.machine.shared("demo"), "--headless", "--verify")
    need(_bytes(demo) == _bytes(trial.expected), "a share: not the same bytes")
    tell("a share: demo")


def try_policies(trial: Trial, program: Path) -> None:
    """Lay something down for the machine, and see that the program heeds it."""
    machine = trial.machine
    project = trial.out / "demo" / "beleid.wijkcheck"
    new = (program, "new", project, "--without-password")
    machine.run("reg", "add", POLICIES, "/v", "EncryptionRequired", "/t", "REG_DWORD", "/d", "1")
    said = machine.run(*new, status=2)
    need(not project.exists() and "versleuteld" in said, f"policy: {said}")
    machine.run("reg", "delete", POLICIES, "/f")
    machine.run(*new)
    project.unlink()
    tell("policies: heeded")


def try_statuses(trial: Trial) -> None:
    """See a damaged setup and, where it can be told, a Windows that is too old refused."""
    setup = _one(trial.out, "*-setup.exe")
    damaged = trial.out / "demo" / "damaged.exe"
    held = bytearray(setup.read_bytes())
    held[len(held) // 2] ^= 1
    damaged.write_bytes(held)
    trial.machine.run(damaged, "/S", "/CurrentUser", status=FAILED)
    tell(f"status {FAILED} of a damaged setup")
    if trial.machine.wine:
        trial.machine.run("winecfg", "-v", "win81")
        trial.setup("/CurrentUser", status=TOO_OLD)
        trial.machine.run("winecfg", "-v", "win10")
        tell(f"status {TOO_OLD} on an older Windows")


def try_msi(trial: Trial) -> None:
    """Install the MSI, upgrade, use and take away."""
    machine, before = trial.machine, trial.state()
    folder = machine.place("%ProgramFiles%") / "WijkCheck"
    msi = _one(trial.out, "*.msi")
    if trial.older:
        machine.run("msiexec", "/i", _one(trial.older, "*.msi"), "/qn")
        need((folder / "wijkcheck.exe").exists(), "MSI: older version installed")
    with timed("MSI: install"):
        machine.run("msiexec", "/i", msi, "/qn")
    trial.installed(folder, "MSI", "HKLM")
    trial.works(folder, "MSI")
    machine.run("msiexec", "/x", msi, "/qn")
    _gone(folder)
    need(trial.state() == before, f"MSI: left behind: {set(trial.state()) ^ set(before)}")
    tell("MSI: nothing left")


@contextmanager
def running(machine: Machine, window: Path) -> Iterator[None]:
    """Have the window open."""
    process = machine.start(window)
    time.sleep(8)
    need(process.poll() is None, "the window stays open")
    try:
        yield
    finally:
        machine.tell("taskkill", "/f", "/im", window.name)
        process.wait(timeout=60)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Tell how long something took."""
    begun = time.monotonic()
    yield
    tell(f"{what}: {time.monotonic() - begun:.1f} s")


def tell(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def _bytes(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _one(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def _gone(folder: Path) -> None:
    need(_until(lambda: not folder.exists()), f"{folder} is gone")


def _until(done: Callable[[], bool]) -> bool:
    """Wait at most two minutes: an uninstaller returns before it is done."""
    end = time.monotonic() + 120
    while not done() and time.monotonic() < end:
        time.sleep(0.5)
    return done()


def main() -> None:
    """Try everything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("out", "--expected", "--older", "--wine"):
        parser.add_argument(name, type=lambda text: Path(text).resolve())
    parser.add_argument("--signed", type=Path, nargs="?", const=Path())
    given = parser.parse_args()
    machine = Machine(given.wine)
    machine.wake()
    trial = Trial(machine, given.out, given.older, given.expected, given.signed)
    trial.signed(_one(given.out, "*-setup.exe"), _one(given.out, "*.msi"))
    here = machine.place("%LOCALAPPDATA%") / "Programs" / "WijkCheck"
    try_setup(trial, "CurrentUser", "HKCU", here)
    try_setup(trial, "AllUsers", "HKLM", machine.place("%ProgramFiles%") / "WijkCheck")
    try_folder(trial)
    try_statuses(trial)
    try_msi(trial)
    tell("All is well.")


if __name__ == "__main__":
    main()
