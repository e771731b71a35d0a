"""The code keeps the rules of the house, and each rule notices when it is broken."""

from pathlib import Path, PurePosixPath

import pytest

from tests.house.rules import ROOT, RULES, breaches

CODE = sorted(
    path.relative_to(ROOT)
    for package in ("wijkcheck", "ui")
    for path in (ROOT / package).rglob("*.py")
)

PLANTED = [
    ("module_says_what_it_is", "ui/pages/a.py", "x = 1"),
    ("named_after_what_it_holds", "wijkcheck/sources/utils.py", ""),
    ("named_after_what_it_holds", "ui/widgets/table_helpers.py", ""),
    ("named_after_what_it_holds", "wijkcheck/project/manager.py", ""),
    ("no_hidden_imports", "wijkcheck/figures/a.py", "def f():\n    import wijkcheck.matching"),
    ("no_hidden_imports", "ui/a.py", "async def f():\n  from wijkcheck import pipeline"),
    ("stages_by_their_front_door", "wijkcheck/figures/a.py",
     "from wijkcheck.matching.weigh import em"),
    ("stages_by_their_front_door", "wijkcheck/pipeline.py", "import wijkcheck.sources.sniffing"),
    ("stages_by_their_front_door", "ui/a.py", "from wijkcheck.dossier import overview, folder"),
    ("stages_by_their_front_door", "ui/a.py", "from wijkcheck.dossier.folder import write_tables"),
    ("no_state_between_calls", "wijkcheck/a.py", "SEEN = []\ndef f(x):\n    SEEN.append(x)"),
    ("no_state_between_calls", "wijkcheck/a.py", "SEEN: dict = {}\ndef f(x):\n    SEEN[x] = 1"),
    ("no_state_between_calls", "ui/a.py", "SEEN = set()\ndef f(x):\n    global SEEN\n    SEEN = x"),
    ("no_state_between_calls", "ui/a.py", "N = dict()\ndef f(x):\n    del N[x]"),
    ("no_network", "wijkcheck/a.py", "import socket"),
    ("no_network", "wijkcheck/a.py", "from urllib.request import urlopen"),
    ("no_network", "ui/a.py", "from PySide6 import QtNetwork"),
]  # fmt: skip

KEPT = [
    ("wijkcheck/figures/a.py", '"""A."""\nfrom wijkcheck.matching.tables import SAME'),
    ("wijkcheck/figures/a.py", '"""A."""\nfrom wijkcheck.figures.count import count'),
    ("wijkcheck/figures/a.py", '"""A."""\nfrom wijkcheck.records.codes import CODE_LISTS'),
    ("wijkcheck/cli.py", '"""A."""\ndef f():\n    from wijkcheck import pipeline'),
    ("wijkcheck/a.py", '"""A."""\nNAMES = ["a"]\ndef f(x):\n    names = []\n    names.append(x)'),
]


@pytest.mark.parametrize("path", CODE, ids=str)
def test_the_code_keeps_the_rules(path: Path) -> None:
    assert breaches(PurePosixPath(path.as_posix()), (ROOT / path).read_text("utf-8")) == []


@pytest.mark.parametrize(("rule", "path", "source"), PLANTED)
def test_a_planted_breach_is_noticed(rule: str, path: str, source: str) -> None:
    found = breaches(PurePosixPath(path), source)
    assert any(line.startswith(f"{path}: {rule}: ") for line in found)


@pytest.mark.parametrize(("path", "source"), KEPT)
def test_what_is_allowed_is_no_breach(path: str, source: str) -> None:
    assert breaches(PurePosixPath(path), source) == []


def test_every_rule_has_been_tried() -> None:
    assert {rule.__name__ for rule in RULES} == {rule for rule, _, _ in PLANTED}
