"""Try the installers, on Windows or under Wine: install, start, reconcile, upgrade, take away.

``python packaging/try_windows.py OUT --expected DEMO [--older OUT] [--wine FOLDER]``: OUT is what
installers.py made, DEMO the folder that ``wijkcheck demo DEMO --headless`` made from source,
FOLDER what windows_python.sh made. Prints what was tried and stops at the first thing wrong.
Pictures of the window are left in OUT/pictures. Needs an account that may install for all users.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

ENTRY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"
RUNNING = 10
WINE_DLLS = "mscoree=;mshtml=;winemenubuilder.exe=;ucrtbase,bcryptprimitives=n,b"
FONTS = "Z:/usr/share/fonts/truetype/dejavu"  # Qt's offscreen platform has none of its own


def need(true: object, what: str) -> None:
    """Stop unless something holds."""
    if not true:
        sys.exit(f"WRONG: {what}")


@dataclass(frozen=True)
class Machine:
    """The Windows that is tried: this one, or Wine's."""

    wine: Path | None

    def environment(self) -> Mapping[str, str]:
        """Return the environment that programs start in."""
        offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "0"}
        if self.wine is None:
            return offscreen
        return {
            **offscreen,
            "WINEPREFIX": str(self.wine / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": WINE_DLLS,
            "WINEQT_QPA_PLATFORM": "offscreen",  # Wine keeps QT_ variables to itself
            "WINEQT_QPA_FONTDIR": FONTS,
        }

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """Start a program with its output in a pipe, as Wine's Python wants it."""
        line = [self.path(word) if isinstance(word, Path) else word for word in words]
        return subprocess.Popen(
            line if self.wine is None else ["wine", *line],
            env=self.environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def run(self, *words: str | Path, status: int = 0, limit: float = 600) -> str:
        """Run a program; stop unless it ends with this status. Return what it printed."""
        process = self.start(*words)
        said = process.communicate(timeout=limit)[0].decode("utf-8", "replace")
        need(process.returncode == status, f"{words}: status {process.returncode}\n{said}")
        return said

    def tell(self, *words: str) -> tuple[int, str]:
        """Return a program's status and what it printed."""
        process = self.start(*words)
        return process.wait(), process.communicate()[0].decode("utf-8", "replace")

    def path(self, path: Path) -> str:
        """Return a path of ours as Windows names it."""
        if self.wine is None:
            return str(path)
        drive = self.wine / "prefix/drive_c"
        if path.is_relative_to(drive):
            return str(PureWindowsPath("C:/", path.relative_to(drive)))
        return str(PureWindowsPath(f"Z:{path}"))

    def place(self, text: str) -> Path:
        """Return where we find what Windows names so, as ``%LOCALAPPDATA%``."""
        found = PureWindowsPath(self.run("cmd", "/c", "echo", text).strip())
        if self.wine is None:
            return Path(found)
        return self.wine.joinpath("prefix", "drive_c", *found.parts[1:])

    def value(self, root: str, key: str, name: str) -> str | None:
        """Return a value of the registry, None if it is not there."""
        status, said = self.tell("reg", "query", f"{root}\\{key}", "/v", name)
        return None if status else said.split(name, 1)[1].split(maxsplit=1)[1].strip()


@dataclass(frozen=True)
class Trial:
    """What is tried, and against what."""

    machine: Machine
    out: Path
    older: Path | None
    expected: Path

    def setup(self, *words: str, of: Path | None = None, status: int = 0) -> None:
        """Run a setup.exe silently."""
        self.machine.run(_one(of or self.out, "*-setup.exe"), "/S", *words, status=status)

    def state(self) -> list[str]:
        """Return all that an installation may leave behind."""
        left = []
        for text in (r"%LOCALAPPDATA%\Programs", "%ProgramFiles%", r"%APPDATA%\Microsoft\Windows",
                     r"%ProgramData%\Microsoft\Windows\Start Menu"):  # fmt: skip
            place = self.machine.place(text)
            left += [str(p) for p in place.rglob("*") if "WijkCheck" in str(p)]
        for root in ("HKCU", "HKLM"):
            for key in (ENTRY, r"Software\Classes", r"Software\WijkCheck"):
                status, said = self.machine.tell("reg", "query", f"{root}\\{key}")
                known = [] if status else [line for line in said.splitlines() if "ijk" in line]
                # The user's own settings are kept: said by the uninstaller.
                left += [f"{line}" for line in known if not line.endswith(r"WijkCheck\WijkCheck")]
        return sorted(line for line in left if not line.endswith(r"Software\WijkCheck"))

    def works(self, folder: Path, name: str) -> None:
        """Start both programs of an installation and hold the demo to the source's bytes."""
        program, window = folder / "wijkcheck.exe", folder / "wijkcheck-gui.exe"
        with timed(f"{name}: help"):
            need("reconcile" in self.machine.run(program, "--help"), "help")
        demo = self.out / "demo" / name
        with timed(f"{name}: demo"):
            self.machine.run(program, "demo", demo, "--headless", "--verify")
        expected = _bytes(self.expected)
        need(_bytes(demo).keys() == expected.keys(), f"{name}: other files")
        unlike = [path for path, held in _bytes(demo).items() if held != expected[path]]
        need(not unlike, f"{name}: not the same bytes: {unlike}")
        pictures = self.out / "pictures"
        pictures.mkdir(exist_ok=True)
        for suffix, words in (("start", ()), ("project", (demo / "wijkcheck.toml",))):
            picture = pictures / f"{name}-{suffix}.png"
            with timed(f"{name}: window, {suffix}"):
                self.machine.run(window, "--picture", picture, *words)
            need(picture.stat().st_size > 15_000, f"{name}: {picture.name} is empty")


def try_setup(trial: Trial, mode: str, root: str, folder: Path) -> None:
    """Install for one user or for all, upgrade, use and take away."""
    machine, before = trial.machine, trial.state()
    if trial.older:
        trial.setup(f"/{mode}", of=trial.older)
        need((folder / "wijkcheck.exe").exists(), f"{mode}: older version installed")
    with timed(f"{mode}: install"):
        trial.setup(f"/{mode}")
    key = rf"{ENTRY}\WijkCheck"
    version = _one(trial.out, "*-setup.exe").name.split("-")[1]
    need(machine.value(root, key, "DisplayVersion") == version, f"{mode}: version in the entry")
    _, kind = machine.tell("reg", "query", rf"{root}\Software\Classes\.wijkcheck")
    need("WijkCheck.Project" in kind, f"{mode}: the file type")
    need(machine.value(root, key, "QuietUninstallString"), f"{mode}: quiet uninstall")
    trial.works(folder, mode)
    with running(machine, folder / "wijkcheck-gui.exe"):
        trial.setup(f"/{mode}", status=RUNNING)
    machine.run(folder / "uninstall.exe", f"/{mode}", "/S")
    _gone(folder)
    need(trial.state() == before, f"{mode}: left behind: {set(trial.state()) ^ set(before)}")
    tell(f"{mode}: nothing left")


def try_folder(trial: Trial) -> None:
    """Install where /D= says: unquoted, so here without a space."""
    folder = trial.machine.place("%ProgramData%").parent / "Wijkproef"
    trial.setup("/CurrentUser", f"/D={trial.machine.path(folder)}")
    need((folder / "wijkcheck-gui.exe").exists(), "/D= is heeded")
    (folder / "van mij.txt").write_text("blijft", encoding="ascii")
    trial.machine.run(folder / "uninstall.exe", "/CurrentUser", "/S")
    _until(lambda: not (folder / "uninstall.exe").exists())
    need([p.name for p in folder.iterdir()] == ["van mij.txt"], "what is not ours stays")
    (folder / "van mij.txt").unlink()
    folder.rmdir()
    tell("/D=: heeded, and a file of the user's own in it kept")


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
    _, said = machine.tell("reg", "query", f"HKLM\\{ENTRY}", "/s", "/f", "WijkCheck", "/d")
    need(said.count("DisplayName") <= 1, "MSI: one entry")
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
    given = parser.parse_args()
    machine = Machine(given.wine)
    trial = Trial(machine, given.out, given.older, given.expected)
    here = machine.place("%LOCALAPPDATA%") / "Programs" / "WijkCheck"
    try_setup(trial, "CurrentUser", "HKCU", here)
    try_setup(trial, "AllUsers", "HKLM", machine.place("%ProgramFiles%") / "WijkCheck")
    try_folder(trial)
    try_msi(trial)
    tell("All is well.")


if __name__ == "__main__":
    main()
