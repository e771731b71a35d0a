"""Try the installers, on Windows or under Wine: install, start, reconcile, upgrade, take away.

``python packaging/try_windows.py OUT --expected DEMO [--older OUT] [--signed [CERTIFICATE]]
[--wine FOLDER]``: OUT is what installers.py made, DEMO the folder that ``wijkcheck demo DEMO
--headless`` made from source, CERTIFICATE (not on Windows) whose signatures must be on it, FOLDER
what windows_python.sh made. Prints what was tried and stops at the first thing wrong. Pictures of
the window are left in OUT/pictures. Needs an account that may install for all users.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from machine import Machine, need
from trial import PROGRAM, Trial, contents, tell, the_one, timed

POLICIES = r"HKLM\Software\Policies\WijkCheck"
FAILED, RUNNING, NOT_WRITTEN, TOO_OLD = 2, 10, 11, 12  # of setup.exe


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
    """Reconcile in a path over 260 characters (Wine 8 resolves none), on a share and a drive."""
    machine = trial.machine
    depth = 3 if machine.wine else 6
    deep = trial.out.joinpath("demo", *["een map met een heel lange naam, zoals dat gaat"] * depth)
    trial.reconciles(program, deep, "a long path")
    share = machine.share()
    unc = machine.shared("unc")
    with machine.drive(share) as letter:
        for name, folder in (
            ("share", machine.shared("share")),
            ("unc", rf"\\?\UNC{unc.removeprefix(chr(92))}"),
            ("letter", rf"{letter}\letter"),
        ):
            machine.run(program, "demo", folder, "--headless", "--verify")
            need(
                contents(share / name) == contents(trial.expected), f"{folder}: not the same bytes"
            )
            tell(f"{folder}: demo")
        project = rf"{letter}\q3.wijkcheck"
        machine.run(program, "new", project, "--without-password",
                    "--period", "2026-07-01", "2026-09-30")  # fmt: skip
        delivered = trial.expected / "teams/noord_toewijzingen.csv"
        for given in (delivered, machine.shared(r"unc\teams\zuid\toewijzingen.txt")):
            machine.run(program, "add", project, given, "--side", "team", "--as", "toewijzingen",
                        "--team", "Noord")  # fmt: skip
        machine.run(program, "verify", project)
        tell("a project on one drive, its deliveries on another and on a share")


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
    setup = the_one(trial.out, "*-setup.exe")
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
    msi = the_one(trial.out, "*.msi")
    if trial.older:
        machine.run("msiexec", "/i", the_one(trial.older, "*.msi"), "/qn")
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
    trial.signed(the_one(given.out, "*-setup.exe"), the_one(given.out, "*.msi"))
    here = machine.place("%LOCALAPPDATA%") / "Programs" / "WijkCheck"
    try_setup(trial, "CurrentUser", "HKCU", here)
    try_setup(trial, "AllUsers", "HKLM", machine.place("%ProgramFiles%") / "WijkCheck")
    try_folder(trial)
    try_statuses(trial)
    try_msi(trial)
    tell("All is well.")


if __name__ == "__main__":
    main()
