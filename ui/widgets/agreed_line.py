"""The figure that both sides agree on, moved at once by every verdict."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.verdict import Verdict


class AgreedLine(QLabel):
    """Says the agreed figure of a team; what was judged since the view was made counts as well."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._pending: list[Verdict] = []
        self._about: tuple[str, Any] = ("", None)
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def forget(self) -> None:
        """Count nothing that was judged: the view knows of it now."""
        self._pending = []

    def judge(self, verdicts: "Sequence[Verdict]") -> None:
        """Count verdicts."""
        self._pending += verdicts
        self._ask()

    def take_back(self, verdicts: "Sequence[Verdict]") -> None:
        """Count verdicts no more."""
        self._pending = [one for one in self._pending if one not in verdicts]
        self._ask()

    def tell(self, measure: str, team: Any) -> None:
        """Say the figure of a measure, of a team or (None) of all."""
        self._about = measure, team
        self._ask()

    def _ask(self) -> None:
        view = self._workspace.view
        if view is not None:
            agreed = view.differing.agreed
            self._workspace.ask(
                "agreed", agreed, *self._about, list(self._pending), then=self._show
            )

    def _show(self, found: "dict[str, str] | None") -> None:
        if found is None:
            self.setText("")
            return
        shown = {name: value or "–" for name, value in found.items()}
        shown["measure"] = shown["measure"].lower()
        self.setText(self._workspace.text("window_agreed", **shown))
