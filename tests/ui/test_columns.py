"""Kolommen: what stands in a column, another field for it, the supplier's profile."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from tests.ui import worlds
from tests.ui.conftest import FakeDesk
from tests.ui.test_pages import cells, said, settle, tables
from tests.ui.test_sources import SOURCES
from ui.main_window import MainWindow
from ui.pages.kolommen import KolommenPage
from ui.workspace import STAGES
from wijkcheck.errors import SourceError
from wijkcheck.views import View, view_of
from wijkcheck.views.previewing import Preview


@pytest.fixture
def page(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> KolommenPage:
    run = worlds.run()
    run = replace(run, project=replace(run.project, sources=SOURCES))
    window.workspace.view = view_of(run, "nl")
    window.workspace.changed.emit(frozenset(STAGES))
    settle(window, qtbot)
    found = window.pages["kolommen"]
    assert isinstance(found, KolommenPage)
    window.go("kolommen")
    return found


@pytest.fixture
def changed(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    asked: list[Any] = []
    monkeypatch.setattr(window.workspace, "change_source", lambda *what: asked.append(what))
    return asked


def choose(page: KolommenPage, column: str, source: str = worlds.LEFT) -> None:
    (place,) = [i for i, row in enumerate(cells(page._table)) if row[:2] == [source, column]]
    page._table.choose(place)


def take(page: KolommenPage, field: str) -> None:
    box = page._card._field
    box.setCurrentIndex(box.findData(field))
    box.activated.emit(box.currentIndex())


def test_what_is_in_doubt_comes_first(window: MainWindow) -> None:
    (table,) = tables(window, "kolommen")
    assert [row[1] for row in cells(table)][:3] == ["Datum", "Datum", "Geb.datum"]


def test_some_values_of_the_column_are_shown(
    page: KolommenPage, window: MainWindow, looked: list[Any]
) -> None:
    choose(page, "Achternaam")
    _, source, settings, then = looked[-1]
    assert (source, settings) == (worlds.LEFT, SOURCES[0])
    then(Preview(samples={"Achternaam": ("Jansen", "Bakker")}))
    assert "Bijvoorbeeld: Jansen  ·  Bakker" in said(window, "kolommen")
    choose(page, "Opmerking")
    assert "leeg in de eerste rijen" in said(window, "kolommen")
    asked = len(looked)
    choose(page, "Achternaam")
    assert len(looked) == asked  # a file is looked into once


def test_why_there_are_no_values_is_told(
    page: KolommenPage, window: MainWindow, looked: list[Any]
) -> None:
    choose(page, "Achternaam")
    looked[-1][-1](Preview(error=SourceError("source_missing", source=worlds.LEFT)))
    assert "bestaat niet" in page._card._samples.text()


def test_another_field_waits_until_it_is_applied(
    page: KolommenPage, window: MainWindow, changed: list[Any]
) -> None:
    choose(page, "Datum")
    take(page, "ingangsdatum")
    choose(page, "Geb.datum")
    take(page, "")
    assert page._card._waiting.text() == (
        "Nog niet toegepast: Ingangsdatum ← Datum;  Geboortedatum ← geen kolom"
    )
    choose(page, "Datum")
    assert page._card._field.currentData() == "ingangsdatum"
    page._card.apply.click()
    wanted = {"ingangsdatum": "Datum", "geboortedatum": ""}
    assert changed == [(SOURCES[0], replace(SOURCES[0], columns=wanted))]


def test_the_field_that_a_column_was_goes_without(page: KolommenPage, changed: list[Any]) -> None:
    choose(page, "Geb.datum")
    take(page, "einddatum")
    take(page, "ingangsdatum")
    page._card.apply.click()
    ((_, after),) = changed
    assert after.columns == {"geboortedatum": "", "einddatum": "", "ingangsdatum": "Geb.datum"}


def test_what_waits_can_be_dropped(page: KolommenPage) -> None:
    choose(page, "Datum")
    take(page, "ingangsdatum")
    page._card.discard.click()
    assert page._card.apply.isHidden()
    assert page._card._field.currentData() == ""


def test_the_profile_of_a_supplier_is_saved_under_a_name(
    page: KolommenPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []

    def save(view: View, source: str, name: str) -> Path:
        asked.extend((source, name))
        return Path("profielen") / f"{name}.toml"

    monkeypatch.setattr(View, "save_profile", save)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, text: (f"{text}/leverancier", True))
    choose(page, "Datum", worlds.NORTH)
    page._card.profile.click()
    settle(window, qtbot)
    assert asked == [worlds.NORTH, "Noord_leverancier"]
    assert "Bewaard: profielen/Noord_leverancier.toml" in said(window, "kolommen")


def test_a_changed_layout_says_what_changed(window: MainWindow) -> None:
    details = '{"came": ["Wijk"], "went": ["Buurt"]}'
    run = worlds.run()
    found = worlds.table(worlds.Findings, f"|{worlds.NORTH}|||layout_changed|notice||{details}")
    window.workspace.view = view_of(replace(run, findings=found), "nl")
    window.workspace.changed.emit(frozenset(STAGES))
    window.go("kolommen")
    told = said(window, "kolommen")
    assert "Wijk" in told
    assert "Buurt" in told
