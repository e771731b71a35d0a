"""Set WijkCheck up in this checkout, then run it: ``python start.py demo`` or ``test``.

Needs Python 3.11 or later and nothing else. Makes ``.venv``, installs what the lock in
``requirements/`` names (every file held against its hash) and the project itself, and does so
again only when one of these changes. On Debian and Ubuntu it also sees to the system's libraries
that the window needs.
"""

import argparse
import hashlib
import importlib.util
import locale
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
INSTALLED = VENV / "installed.txt"

# Libraries of Qt itself, then what its window on X11 adds (Debian 12, Ubuntu 22.04 and later).
QT = """
    libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0 libxkbcommon0
    libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libx11-xcb1
"""
LOADS_QT = "import PySide6.QtWidgets"
LOADS_X11 = (
    "import ctypes, pathlib, PySide6;"
    "ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / 'Qt/plugins/platforms/libqxcb.so'))"
)

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-q", "-n", "auto"),
)


def program(name):
    """Return the path of a program of the environment."""
    return VENV / ("Scripts/{}.exe" if os.name == "nt" else "bin/{}").format(name)


class Stop(Exception):  # noqa: N818 - it ends the script, with a sentence
    """Something that the user must do first."""


def in_dutch():
    """Tell whether this machine speaks Dutch."""
    return (locale.getlocale()[0] or "").lower().startswith(("nl", "dutch"))


def say(dutch, english):
    """Print a sentence in the machine's language."""
    print(dutch if in_dutch() else english, file=sys.stderr, flush=True)


def run(*command, **options):
    """Run a command in the checkout and stop when it fails."""
    result = subprocess.run([str(part) for part in command], cwd=ROOT, check=False, **options)
    if result.returncode:
        shown = " ".join(str(part) for part in command)
        raise Stop("Mislukt: " + shown, "Failed: " + shown)


def install_system(packages):
    """Install packages of Debian or Ubuntu where we may; return whether that was done."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not shutil.which("apt-get"):
        return False
    if not root:
        command = "sudo apt-get install " + " ".join(packages)
        say("Hiervoor is eerst nodig: " + command, "This is needed first: " + command)
        return False
    say("Systeembibliotheken worden geïnstalleerd …", "Installing system libraries …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run("apt-get", "update", "-qq", env=quiet)
    run("apt-get", "install", "-qq", "--no-install-recommends", *packages, env=quiet)
    return True


def make_venv():
    """Make an empty virtual environment."""
    if importlib.util.find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info)
        if not install_system([package]):
            raise Stop(
                "Deze Python kan geen virtuele omgeving maken (ensurepip ontbreekt).",
                "This Python cannot make a virtual environment (ensurepip is missing).",
            )
    run(sys.executable, "-m", "venv", "--clear", VENV)


def fingerprint(lock):
    """Return what the environment depends on: this Python, the lock, the project's own settings."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (ROOT / "requirements" / (lock + ".lock"), ROOT / "pyproject.toml"):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return lock + " " + digest.hexdigest()


def install(lock):
    """See to it that the environment holds what a lock names; ``test`` holds ``run`` as well."""
    known = INSTALLED.read_text(encoding="ascii").splitlines() if INSTALLED.exists() else []
    if fingerprint(lock) in known:
        return
    say("De omgeving wordt ingericht …", "Setting up the environment …")
    make_venv()
    pip = (program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    path = ROOT / "requirements" / (lock + ".lock")
    run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", path)
    run(*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", ROOT)
    held = ("run", "test") if lock == "test" else ("run",)
    INSTALLED.write_text("\n".join(map(fingerprint, held)), encoding="ascii")


def loads(code):
    """Tell whether a line of Python runs in the environment."""
    command = [program("python"), "-c", code]
    return not subprocess.run(command, capture_output=True, check=False).returncode


def window_works():
    """Tell whether Qt loads here, after having installed what it needs where we may."""
    needed = [LOADS_QT]
    if sys.platform == "linux" and os.environ.get("DISPLAY"):
        needed.append(LOADS_X11)
    return all(map(loads, needed)) or (install_system(QT.split()) and all(map(loads, needed)))


def demo(options):
    """Make the demo exports, reconcile them and show the result."""
    install("run")
    if not window_works():
        say(
            "Het venster kan hier niet open: er ontbreken bibliotheken. De uitkomst volgt.",
            "The window cannot open here: libraries are missing. The result follows.",
        )
        options = ["--headless", *options]
    command = [program("wijkcheck"), "demo", *options]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def test(options):
    """Run every check of the project; options go to pytest."""
    install("test")
    if not window_works():
        raise Stop("De toetsen van het venster kunnen hier niet draaien.", "Qt does not load here.")
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    failed = []
    for name, *words in CHECKS:
        command = [program(name), *words, *(options if name == "pytest" else ())]
        print(">", name, *words, flush=True)
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(" ".join((name, *words)))
    if failed:
        raise Stop("Niet in orde: " + "; ".join(failed), "Failed: " + "; ".join(failed))
    say("Alles is in orde.", "All is well.")
    return 0


def libraries(options):
    """Install, or name, what the window needs of Debian or Ubuntu."""
    install_system(QT.split())
    return 0


def main():
    """Read the command and do it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = {"demo": demo, "test": test, "libraries": libraries}
    parser.add_argument("what", choices=commands)
    arguments, options = parser.parse_known_args()
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it may have an older one
        say("WijkCheck vraagt Python 3.11 of nieuwer.", "WijkCheck needs Python 3.11 or later.")
        return 2
    try:
        return commands[arguments.what](options)
    except Stop as stop:
        say(*stop.args)
        return 1


if __name__ == "__main__":
    sys.exit(main())
