import csv
from pathlib import Path

import pytest

from wijkcheck.demo import make_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo made from the seed that the program uses."""
    return make_demo(tmp_path_factory.mktemp("demo")).parent


@pytest.fixture(scope="session")
def key(demo: Path) -> dict[str, list[dict[str, str]]]:
    """The tables of its key."""
    return {path.stem: table(path) for path in (demo / "antwoorden").glob("*.csv")}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
