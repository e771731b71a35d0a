"""The Windows that installers are tried on: this one, or Wine's on Linux."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

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
        """Return the environment that programs start in; on Windows the window is a real one."""
        if self.wine is None:
            return os.environ
        return {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "WINEPREFIX": str(self.wine / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": WINE_DLLS,
            "WINEQT_QPA_PLATFORM": "offscreen",  # Wine keeps QT_ variables to itself
            "WINEQT_QPA_FONTDIR": FONTS,
        }

    def wake(self) -> None:
        """Have Wine's own programs run already: else they would hold the first trial's pipe."""
        for words in (("wineserver", "-p60"), ("wine", "cmd", "/c", "exit")) if self.wine else ():
            subprocess.run(
                words, env=self.environment(), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
            )  # fmt: skip

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
        found = PureWindowsPath(self.run("cmd", "/c", "echo", text).strip().strip('"'))
        if self.wine is None:
            return Path(found)
        return self.wine.joinpath("prefix", "drive_c", *found.parts[1:])

    def registry(self, key: str) -> dict[str, dict[str, str]]:
        """Return what stands under a key of the registry: per key its values by name."""
        status, said = self.tell("reg", "query", key, "/s")
        found: dict[str, dict[str, str]] = {}
        for line in [] if status else said.splitlines():
            if line.startswith("HKEY_"):
                values = found[line.strip()] = {}
            elif "REG_" in line:
                name, rest = line.split("    REG_", 1)
                values[name.strip()] = rest.partition("    ")[2].strip()
        return found

    def shared(self, name: str) -> str:
        r"""Return what a folder of ``share`` is called over the network."""
        return rf"\\localhost\C$\Wijkproef delen\{name}"

    def share(self) -> Path:
        """Return a new, empty folder that can also be reached as a share's."""
        drive = self.place("%SystemDrive%\\") if self.wine is None else self.wine / "prefix/drive_c"
        if self.wine is not None:
            links = self.wine / "prefix/dosdevices/unc/localhost"
            links.mkdir(parents=True, exist_ok=True)
            (links / "C$").unlink(missing_ok=True)
            (links / "C$").symlink_to(drive)
        folder = drive / "Wijkproef delen"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    @contextmanager
    def drive(self, folder: Path) -> Iterator[str]:
        """Have a folder as a drive of its own for a while; yield its letter, with a colon."""
        letter = "X:"
        if self.wine is None:
            self.run("subst", letter, folder)
        else:
            (self.wine / "prefix/dosdevices/x:").symlink_to(folder)
        try:
            yield letter
        finally:
            if self.wine is None:
                self.run("subst", letter, "/d")
            else:
                (self.wine / "prefix/dosdevices/x:").unlink()
