"""Judging differences: about what, which side is right, why; each verdict with its key."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from ui.tokens import GAPS
from ui.widgets.keys import TypedLine
from ui.widgets.verdicts import VerdictButtons
from ui.workspace import Workspace
from wijkcheck.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.views import Open

_KEYS = {"municipality_right": "G", "team_right": "T", "both_wrong": "B", "ask": "V"}
_ALL = -1


class Judgement(QWidget):
    """What can be judged of a row, all of it or one field; ``judged`` gives the verdicts."""

    judged = Signal(object)

    def __init__(self, page: QWidget, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        text = workspace.text
        self._open: Sequence[Open] = ()
        self.about = QComboBox()
        self.about.setAccessibleName(text("window_about"))
        self.about.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.about.currentIndexChanged.connect(self._choose)
        self.value, self.owner, self.reason = (
            self._line(code) for code in ("window_right_value", "window_owner", "window_reason")
        )
        self.lasting = QCheckBox(text("window_lasting"))
        names = [(name, text(f"verdict_{name}"), key) for name, key in _KEYS.items()]
        choices = [(said, key, partial(self._judge, name)) for name, said, key in names]
        undo = (text("window_undo"), "Z", workspace.undo)
        verdicts = VerdictButtons(page, [*choices, undo], in_a_row=2)
        self.buttons = verdicts.buttons
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAPS["s"])
        of_verdicts = QHBoxLayout()  # each goes with one of them
        of_verdicts.setSpacing(GAPS["s"])
        of_verdicts.addWidget(self.value)
        of_verdicts.addWidget(self.owner)
        layout.addWidget(self.about)
        layout.addLayout(of_verdicts)
        layout.addWidget(self.reason)
        layout.addWidget(verdicts)
        layout.addStretch()

    def offer(self, differences: "Sequence[Open]") -> None:
        """Offer what can be judged."""
        text, self._open = self._workspace.text, differences
        self.about.blockSignals(True)
        self.about.clear()
        if len(differences) > 1:
            self.about.addItem(text("window_all_of_row", number=len(differences)), _ALL)
        for place, one in enumerate(differences):
            name = one.title or text(f"kind_{one.kind}")
            self.about.addItem(f"{name} · {text(f'status_{one.status}')}", place)
        self.about.blockSignals(False)
        can = bool(differences) and self._workspace.can_decide
        for widget in (self.about, self.owner, self.reason, self.lasting, *self.buttons[:-1]):
            widget.setEnabled(can)
        self.tell_undo()
        self._choose()

    def know(self, owners: "Sequence[str]") -> None:
        """Complete what is typed with who found something out before."""
        self.owner.setCompleter(QCompleter(owners, self.owner))

    def clear(self) -> None:
        """Forget what was typed, for the next row; who finds out is asked for many rows."""
        self.reason.clear()
        self.value.clear()

    def tell_undo(self) -> None:
        """Show whether there is something to take back."""
        self.buttons[-1].setEnabled(self._workspace.can_undo)

    def _line(self, code: str) -> TypedLine:
        line = TypedLine()
        line.setAccessibleName(self._workspace.text(code))
        line.setPlaceholderText(self._workspace.text(code))
        return line

    def _about(self) -> "Sequence[Open]":
        place = self.about.currentData()
        if place is None:
            return ()
        return self._open if place == _ALL else (self._open[place],)

    def _choose(self) -> None:
        """Only of one field can the right value be told."""
        about = self._about()
        one = len(about) == 1 and about[0].field is not None
        self.value.setEnabled(one and self._workspace.can_decide)

    def _judge(self, verdict: str) -> None:
        lines = {"ask": self.owner, "both_wrong": self.value}
        line = lines.get(verdict)
        value = line.text().strip() if line is not None and line.isEnabled() else ""
        self.judged.emit(
            [
                Verdict(
                    "difference",
                    verdict,
                    one.left_id,
                    one.right_id,
                    one.field,
                    one.kind,
                    lasting=self.lasting.isChecked(),
                    reason=self.reason.text().strip() or None,
                    value=value or None,
                )
                for one in self._about()
            ]
        )
