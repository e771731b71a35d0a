"""The demo through the whole pipeline: what was planted is found, whatever the order of sources."""

import random
from pathlib import Path

import pytest

from wijkcheck import dossier, pipeline
from wijkcheck.demo import Verification, make_demo, verify
from wijkcheck.project import read_project


def reconciled(project: Path, out: Path) -> dict[str, bytes]:
    dossier.write_tables(pipeline.reconcile(read_project(project)), out)
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    reconciled(make_demo(folder / "demo"), folder / "out")
    return folder


@pytest.fixture(scope="module")
def verification(folder: Path) -> Verification:
    return verify(folder / "out", folder / "demo" / "antwoorden")


def test_nothing_that_was_planted_is_missing(verification: Verification) -> None:
    assert {(c.table, c.kind): c.missing for c in verification.counts if c.missing} == {}


def test_hardly_anything_is_reported_falsely(verification: Verification) -> None:
    false = {(c.table, c.kind): c.false for c in verification.counts if c.false}
    assert verification.false_share <= 0.01, false


def test_the_demo_is_as_it_must_be(verification: Verification) -> None:
    assert verification.ok, verification.report("en")


def test_another_order_of_sources_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    project = make_demo(tmp_path / "demo")
    head, *sources = project.read_text(encoding="utf-8").split("\n[[source]]")
    last, settings = sources[-1].split("\n[teams]")
    sources[-1] = last.rstrip("\n") + "\n"
    random.Random(7).shuffle(sources)
    text = "\n[[source]]".join([head, *sources]) + "\n[teams]" + settings
    project.write_text(text, encoding="utf-8")
    before = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}
    assert reconciled(project, tmp_path / "out") == before
