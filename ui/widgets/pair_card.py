"""Two persons or records beside each other: what they say, why they are one, and the verdict."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.tokens import GAPS
from ui.widgets.bsn_button import BsnButton
from ui.widgets.field_card import FieldCard
from ui.widgets.keys import give_key
from ui.widgets.pair_row import LEFT, One, PairRow
from ui.widgets.partner import Partner
from ui.widgets.story import StoryDialog
from ui.widgets.verdicts import VerdictButtons
from ui.widgets.waterfall import Waterfall, pair_bars
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkcheck.views import Line, Step, Weighed

_SETTLED = ("certain", "probable", "rejected")


class PairCard(QFrame):
    """Shows a row's pair; its runner-up (K), or whoever one looks for (P), in place of it."""

    judged = Signal(str)

    def __init__(self, page: QWidget, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._page = workspace, page
        self._row: PairRow | None = None
        self._both: tuple[One | None, One | None] = (None, None)  # what is shown, and judged
        self.setProperty("role", "card")
        text = workspace.text
        self.heading, self.sentence, self.evidence = (
            _label(role) for role in ("heading", "", "muted")
        )
        self.fields = FieldCard(text("window_pair"), ("", "", "", ""))
        self.waterfall = Waterfall(text("window_waterfall"), workspace.language)
        self.runner, self.seek, self.story = QToolButton(), QToolButton(), QToolButton()
        for button, code, key, then in (
            (self.runner, "window_runner_up", "K", self._open_runner),
            (self.seek, "window_seek", "P", self._go_seek),
            (self.story, "window_story", "Return", self._tell_story),
        ):
            give_key(page, button, text(code), key)
            button.setCheckable(button is not self.story)
            button.clicked.connect(then)
        self.bsn = BsnButton(workspace)
        self.bsn.noted.connect(lambda: self._ask_fields(bare=True))
        self.partner = Partner(workspace)
        self.partner.chosen.connect(self._take_choice)
        self.verdicts = VerdictButtons(
            page,
            [
                (text("verdict_same"), "J", lambda: self.judged.emit("same")),
                (text("verdict_different"), "N", lambda: self.judged.emit("different")),
                (text("verdict_unsure"), "O", lambda: self.judged.emit("unsure")),
                (text("window_undo"), "Z", workspace.undo),
            ],
        )
        self.verdicts.buttons[0].setProperty("role", "strong")
        self._lay_out()
        self.show_row(None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAPS["s"])
        head.addWidget(self.heading, 1)
        for button in (self.runner, self.seek, self.story, self.bsn):
            head.addWidget(button)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(self.waterfall.accessibleName())
        self._scroll.setWidget(self.waterfall)
        across, down = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        for splitter, widgets, sizes in (
            (across, (self.fields, self._scroll), (470, 230)),
            (down, (across, self.partner), (300, 230)),
        ):
            for widget in widgets:
                splitter.addWidget(widget)
            splitter.setSizes(list(sizes))
            splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAPS["l"], GAPS["m"], GAPS["l"], GAPS["m"])
        layout.setSpacing(GAPS["s"])
        layout.addLayout(head)
        layout.addWidget(self.sentence)
        layout.addWidget(self.evidence)
        layout.addWidget(down, 1)
        layout.addWidget(self.verdicts)

    # --- what it is about ---

    @property
    def ids(self) -> tuple[str, str] | None:
        """The two that a verdict is about."""
        left, right = self._both
        return (left.id, right.id) if left is not None and right is not None else None

    @property
    def subject(self) -> str:
        """What a verdict is about: a pair, or two that may be one ``person`` of one side."""
        left, right = self._both
        return "person" if left and right and left.side == right.side else "pair"

    @property
    def reason(self) -> str | None:
        """Why, where somebody said so."""
        return self.partner.reason.text().strip() or None

    def show_row(self, row: PairRow | None, *, persons: bool = True) -> None:
        """Show a row of the view's ``persons`` or ``pairs``, or nothing."""
        self._row, self._persons = row, persons
        self.runner.setChecked(False)
        alone = row is not None and not (row.left and row.right)
        self.seek.setChecked(alone)
        self.runner.setVisible(row is not None and row.runner is not None)
        self.seek.setVisible(row is not None and persons and not row.double)
        self.story.setVisible(row is not None)
        waits = row is None or row.status not in _SETTLED
        said = self._workspace.text("verdict_unsure" if waits else "window_reopen")
        self.verdicts.buttons[2].setText(f"{said}  O")
        self._open_search(self.seek.isChecked())

    def _open_runner(self, opened: bool) -> None:
        """Show the runner-up in place of the first candidate, or that one again."""
        self.seek.setChecked(False)
        self.partner.setVisible(False)
        row = self._row
        if row is not None:
            self._show(row.with_runner() if opened else (row.left, row.right))

    def _go_seek(self, opened: bool) -> None:
        """Open the search and go there, or back to the list; who is alone has nothing else."""
        row = self._row
        if row is not None and not (row.left and row.right):
            self.seek.setChecked(True)
            self.partner.search.setFocus()
        else:
            self._open_search(opened)
            (self.partner.search if opened else self._page).setFocus()

    def _open_search(self, opened: bool) -> None:
        """Let a partner be looked for, or show the row's own pair again."""
        self.runner.setChecked(False)
        self.partner.setVisible(opened)
        self.partner.reason.clear()
        view, row = self._workspace.view, self._row
        self._take_choice(None)
        if opened and row is not None and view is not None:
            self.partner.seek_for(view, row.fixed)

    def _take_choice(self, found: One | None) -> None:
        self._show(self._row.with_choice(found) if self._row is not None else (None, None))

    # --- what it shows ---

    def _show(self, both: tuple[One | None, One | None]) -> None:
        self._both = both
        names = [one.name for one in both if one is not None]
        choose = self._workspace.text("window_choose_pair")
        self.heading.setText(" – ".join(dict.fromkeys(names)) or choose)
        self.evidence.setText(self._evidence())
        self.sentence.setVisible(False)
        self._show_bars(())
        self.bsn.concern(" ".join(one.id for one in both if one is not None) or None)
        self.judge_buttons()
        here = [one for one in both if one is not None]
        titles = [self._title(one) for one in [*here, None, None][:2]]
        field = self._workspace.text("column_field")
        self.fields.name_columns([field, *titles, self._title(self._other)])
        self._ask_fields()
        view, ids = self._workspace.view, self.ids
        if view is not None and ids is not None and self._persons and self.subject == "pair":
            self._workspace.ask("weighed", view.pairing.weighed, *ids, then=self.weigh)

    @property
    def _other(self) -> One | None:
        """Who else is shown beside the two: the runner-up, or whom that stands for."""
        row = self._row
        if row is None or self.seek.isChecked() or row.runner is None:
            return None
        if not self.runner.isChecked():
            return row.runner
        return row.left if row.runner.side == LEFT else row.right

    def _title(self, one: One | None) -> str:
        if one is None:
            return ""
        runner = self._row is not None and one is self._row.runner
        return self._workspace.text("window_second" if runner else f"window_side_{one.side}")

    def _ask_fields(self, *, bare: bool = False) -> None:
        view = self._workspace.view
        here = [one for one in self._both if one is not None]
        if view is None or not here:
            self.fields.show_lines([])
            return
        other, persons = self._other, self._persons
        left, right = [one.record for one in here] + [None] * (2 - len(here))
        marked = frozenset[str]() if right is None else None
        # Another one for the left person stands beside the right one, and is held against that.
        beside = "right" if other is not None and other.side == LEFT else "left"

        def lines() -> "list[Line]":
            record = other.record if other else None
            return view.lines.pair(left, right, record, persons=persons, bare=bare)

        self._workspace.ask(
            "pair", lines, then=lambda told: self.fields.show_lines(told, marked, beside)
        )

    def _evidence(self) -> str:
        """Say how sure the pair is, and what its rival is."""
        text, row = self._workspace.text, self._row
        if row is None:
            return ""
        if self.runner.isChecked() and self._other is not None:
            return text("window_runner_behind", margin=row.told["margin"], client=self._other.name)
        if self.seek.isChecked() and self.ids is not None:
            partners = [one.partner for one in self._both if one is not None and one.partner]
            taken = [text("window_taken_already", client=partner) for partner in partners]
            return " ".join([text("window_own_choice"), *taken])
        if row.double:
            return text("window_alike")
        if not row.told["probability"]:
            return text("window_alone")
        code = "window_odds" if row.why else "window_evidence"
        shown = {**row.told, "status": row.told["status"].capitalize()}
        said = text(f"{code}_rival" if row.told["margin"] else code, **shown)
        return f"{text(f'why_{row.why}')} {said}" if row.why else said

    def weigh(self, weighed: "Weighed | None") -> None:
        """Say why the model takes them to be the same or not."""
        view = self._workspace.view
        unknown = view is None or view.packed.bare.evidence is None  # nothing is known of any pair
        self.sentence.setVisible(weighed is not None or not unknown)
        never = self._workspace.text("window_never_met")
        self.sentence.setText(weighed.sentence if weighed else never)
        self._show_bars(weighed.steps if weighed else ())

    def _show_bars(self, steps: "Sequence[Step]") -> None:
        """Show the steps; where there are none the fields have all the width."""
        text = self._workspace.text
        bars = pair_bars(steps, self._workspace.language)
        self.waterfall.show_bars(bars, (text("column_step"), text("column_weight")))
        self._scroll.setVisible(bool(bars))

    def judge_buttons(self) -> None:
        """Let what can be decided be decided."""
        can = self._workspace.can_decide and self.ids is not None
        for button in self.verdicts.buttons[:3]:
            button.setEnabled(can)
        self.verdicts.buttons[3].setEnabled(self._workspace.can_undo)

    def _tell_story(self) -> None:
        left, right = (one.record if one else None for one in self._both)
        if left or right:
            StoryDialog(self, self._workspace, (left, right), self.heading.text()).open()


def _label(role: str) -> QLabel:
    made = QLabel()
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
