"""The one door for messages: cancelled is silent, a known error is its sentence, else details."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from ui.jobs import Broken, WorkerStopped
from ui.worker import described
from wijkcheck.errors import Cancelled, WijkCheckError
from wijkcheck.texts import sentence


@dataclass(frozen=True)
class Message:
    """What a person reads of an error; ``details`` are for whoever mends it, no personal data."""

    sentence: str
    details: str | None = None


def message(error: BaseException, language: str) -> Message | None:
    """Return what to say of an error; nothing when somebody cancelled."""
    match error:
        case Cancelled():
            return None
        case WijkCheckError(code="project_needs_password"):  # its sentence is for a shell
            name = Path(str(error.values["path"])).name
            return Message(sentence("window_password_asked", {"name": name}, language))
        case WijkCheckError():
            return Message(sentence(error.code, error.values, language))
        case WorkerStopped():
            return Message(sentence("window_worker_stopped", {}, language))
        case Broken():
            return Message(sentence("window_broken", {}, language), str(error))
    return Message(sentence("window_broken", {}, language), described(error))


def show(parent: QWidget | None, error: BaseException, language: str) -> None:
    """Tell the user of an error, in a box of its own."""
    said = message(error, language)
    if said is None:
        return
    box = QMessageBox(QMessageBox.Icon.Warning, "WijkCheck", said.sentence, parent=parent)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    if said.details is not None:
        details = said.details
        copy = box.addButton(
            sentence("window_copy_details", {}, language), QMessageBox.ButtonRole.ActionRole
        )
        copy.clicked.disconnect()  # copying does not close the box
        copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
        box.setDetailedText(details)
    box.open()
