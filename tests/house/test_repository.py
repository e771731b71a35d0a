"""What is kept in the repository: nothing of one machine, and locks that hold for all."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.house.rules import ROOT

# Written so that this file does not hold what it looks for.
_FOREIGN = re.compile(
    r"/(?:w[o]rk|h[o]me|r[o]ot|U[s]ers)/[a-z.]+/|/t[m]p/[a-z]|[A-Z]:\\U[s]ers\\"
    r"|\b(?:p[y]pi|python[h]osted|npm[j]s|deb[.]debian)\.(?:org|com)\b"
)
_LOCKS = {name: ROOT / "requirements" / f"{name}.lock" for name in ("run", "test")}
# Examples of the eleven-test in the open documentation of the BRP and iStandaarden.
_EXAMPLES = {
    "123456782",
    "111222333",
    "249566758",
    "319072356",
    "012345672",
    "000000012",
    "000000000",
}
_BSN = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")


def foreign(text: str) -> list[str]:
    """Return the registries' hosts and the paths of one machine that a text names."""
    return _FOREIGN.findall(text)


def real_bsns(text: str) -> list[str]:
    """Return the numbers in a text that could be somebody's BSN: valid, and not made for tests."""
    numbers = _BSN.findall(text)
    return [n for n in numbers if _valid(n) and not n.startswith("9999") and n not in _EXAMPLES]


def _valid(number: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, number, strict=True)) % 11 == 0


def tracked() -> list[Path]:
    """Return the text files under version control (all but the build's, where git is absent)."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no checkout")
    listed = subprocess.run(
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()]


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in tracked()
        if (names := foreign(path.read_text("utf-8", errors="replace")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text", ["see /w" + "ork/main/x.py", "from py" + "pi.org", "C:\\U" + "sers\\jan"]
)
def test_a_planted_name_is_noticed(text: str) -> None:
    assert foreign(text)


def test_no_file_holds_what_may_be_somebodys_bsn() -> None:
    found = {
        str(path.relative_to(ROOT)): numbers
        for path in tracked()
        if path.suffix != ".lock" and (numbers := real_bsns(path.read_text("utf-8", "replace")))
    }
    assert found == {}


def test_a_planted_bsn_is_noticed() -> None:
    planted = "1" + "23456721"
    assert real_bsns(f"bsn {planted}, 999900006") == [planted]


def pins(name: str) -> dict[str, str]:
    """Return what a lock pins: package to version."""
    found = re.findall(r"^([a-z0-9.-]+)==(\S+)", _LOCKS[name].read_text("ascii"), re.MULTILINE)
    return dict(found)


def test_every_pin_has_its_hashes_and_no_index() -> None:
    for name, path in _LOCKS.items():
        text = path.read_text("ascii")
        assert "://" not in text
        assert not re.search(r"^--", text, re.MULTILINE)
        for entry in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
            assert "--hash=sha256:" in entry, entry
        assert pins(name)


def test_the_test_lock_holds_the_run_lock() -> None:
    assert pins("run").items() <= pins("test").items()


def test_the_locks_hold_what_the_project_asks() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    build = data["dependency-groups"]["build"]
    asked = {
        "run": [*data["project"]["dependencies"], *build],
        "test": [*data["project"]["optional-dependencies"]["test"], *build],
    }
    for name, requirements in asked.items():
        names = {re.split(r"[^A-Za-z0-9-]", r)[0].lower() for r in requirements}
        assert names <= pins(name).keys()
