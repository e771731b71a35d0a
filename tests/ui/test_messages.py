"""The one door for messages: three branches, no personal data."""

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from ui import messages
from ui.jobs import Broken, WorkerStopped
from ui.main_window import MainWindow
from wijkcheck.errors import Cancelled, ProjectError, SourceError


def test_cancelled_is_silent(qtbot: QtBot) -> None:
    assert messages.message(Cancelled(), "nl") is None
    messages.show(None, Cancelled(), "nl")


def test_a_known_error_is_its_sentence() -> None:
    said = messages.message(SourceError("source_missing", source="noord.csv"), "nl")
    assert said is not None
    assert said.sentence.startswith("noord.csv: ")
    assert said.details is None


def test_an_unknown_error_gives_its_place_and_not_what_it_holds() -> None:
    with pytest.raises(ValueError, match="Jansen") as raised:
        int("Jansen 999900006")
    said = messages.message(raised.value, "nl")
    assert said is not None
    assert said.details is not None
    assert said.details.startswith("ValueError\n")
    assert "test_messages.py" in said.details
    assert "Jansen" not in said.details + said.sentence


@pytest.mark.parametrize("error", [WorkerStopped(), Broken("KeyError\n  run (a/b.py:1)")])
def test_what_happened_in_the_worker_is_told(error: Exception) -> None:
    said = messages.message(error, "en")
    assert said is not None
    assert (said.details is None) == isinstance(error, WorkerStopped)


def test_details_can_be_copied_with_the_box_staying_open(window: MainWindow) -> None:
    messages.show(window, Broken("KeyError"), "nl")
    (box,) = window.findChildren(QMessageBox)
    (copy,) = [b for b in box.findChildren(QPushButton) if b.text() == "Details kopiëren"]
    copy.click()
    assert QApplication.clipboard().text() == "KeyError"
    assert box.isVisible()
    box.close()


def test_a_password_is_asked_for_in_the_words_of_a_window() -> None:
    error = ProjectError("project_needs_password", path="map/q3.wijkcheck")
    said = messages.message(error, "nl")
    assert said is not None
    assert said.sentence == "q3.wijkcheck is versleuteld. Typ het wachtwoord."
