"""A pair in full: its runner-up, a partner looked for by hand, its story."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui import worlds
from tests.ui.conftest import FakeDesk
from tests.ui.worlds import right
from ui.main_window import MainWindow
from ui.pages.koppelen import KoppelenPage
from ui.widgets.pair_card import PairCard
from ui.widgets.pair_row import One
from ui.widgets.story import StoryDialog
from wijkcheck.views import Part, Step, Weighed


@pytest.fixture
def page(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> KoppelenPage:
    window.go("koppelen")
    made = window.pages["koppelen"]
    assert isinstance(made, KoppelenPage)
    open_(made, "certain", qtbot)
    return made


def open_(page: KoppelenPage, bucket: str, qtbot: QtBot) -> PairCard:
    page._buckets.buttons[bucket].click()
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    page._table.choose(0)
    page._table.setFocus()
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    return page._card


def press(page: KoppelenPage, key: str | Qt.Key, qtbot: QtBot) -> None:
    qtbot.keyClick(page._table, key)
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)


def column(card: PairCard, place: int) -> dict[str, str]:
    fields = card.fields
    cells = [(fields.item(r, 0), fields.item(r, place)) for r in range(fields.rowCount())]
    return {a.text(): b.text() for a, b in cells if a is not None and b is not None}


def titles(card: PairCard) -> list[str]:
    fields = card.fields
    heads = [fields.horizontalHeaderItem(c) for c in range(fields.columnCount())]
    return [head.text() for c, head in enumerate(heads) if head and not fields.isColumnHidden(c)]


def test_the_runner_up_is_a_pair_that_can_be_opened_and_judged(
    page: KoppelenPage, desk: FakeDesk, qtbot: QtBot
) -> None:
    card = page._card
    assert titles(card) == ["Veld", "Gemeente", "Team", "2e kandidaat"]
    assert column(card, 3)["Achternaam"] == "Visser"
    press(page, "k", qtbot)
    assert titles(card) == ["Veld", "Gemeente", "2e kandidaat", "Team"]
    assert column(card, 2)["Achternaam"] == "Visser"
    assert "0,90 kleiner dan die van de eerste kandidaat (Janssen, P.M. van der)" in (
        card.evidence.text()
    )
    press(page, "n", qtbot)
    (verdict,) = desk.kept.values()
    assert (verdict.left_id, verdict.right_id, verdict.verdict) == ("m5", "t7", "different")


def test_another_row_shows_its_own_pair_again(page: KoppelenPage, qtbot: QtBot) -> None:
    press(page, "k", qtbot)
    page._table.choose(1)
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert page._card.ids == ("m6", "t3")
    assert not page._card.runner.isVisible()


def test_fields_have_all_the_width_where_there_is_no_waterfall(page: KoppelenPage) -> None:
    card = page._card
    card.weigh(Weighed("Zelfde BSN.", (Step("Vooraf", -9.25),)))
    assert card.waterfall.isVisible()
    card.weigh(None)
    assert not card.waterfall.isVisible()
    margins = card.contentsMargins().left()
    assert card.fields.width() > card.width() - 3 * 16 - margins


def test_a_partner_is_found_by_hand_and_paired_with_a_reason(
    page: KoppelenPage, desk: FakeDesk, qtbot: QtBot
) -> None:
    card = open_(page, "only_team", qtbot)  # Visser
    assert card.partner.isVisible()
    assert titles(card) == ["Veld", "Team"]
    assert not any(button.isEnabled() for button in card.verdicts.buttons)
    qtbot.keyClicks(card.partner.search, "wolfloo")
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    qtbot.keyClick(card.partner.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert titles(card) == ["Veld", "Gemeente", "Team"]
    assert (column(card, 1)["Achternaam"], column(card, 2)["Achternaam"]) == ("Wolfloo", "Visser")
    qtbot.keyClicks(card.partner.reason, "gebeld")
    qtbot.keyClick(card.partner.table, "j")
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    (made,) = desk.kept.values()
    assert (made.subject, made.left_id, made.right_id) == ("pair", "m8", "t7")
    assert (made.verdict, made.reason, made.lasting) == ("same", "gebeld", True)
    assert page._model.headerData(0, Qt.Orientation.Vertical) == "✓"
    press(page, "z", qtbot)
    assert desk.kept == {}
    assert page._model.headerData(0, Qt.Orientation.Vertical) == ""


def test_a_partner_is_found_without_a_mouse(
    page: KoppelenPage, desk: FakeDesk, window: MainWindow, qtbot: QtBot
) -> None:
    card = open_(page, "only_team", qtbot)
    window.activateWindow()
    press(page, "p", qtbot)
    assert window.focusWidget() is card.partner.search
    assert card.partner.isVisible()  # who is alone has nothing else to show
    qtbot.keyClicks(card.partner.search, "wolfloo")
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    qtbot.keyClick(card.partner.search, Qt.Key.Key_Return)
    qtbot.keyClick(card.partner.table, "j")
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert [v.left_id for v in desk.kept.values()] == ["m8"]
    assert window.focusWidget() is page._table
    page._buckets.buttons["certain"].click()
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    press(page, "p", qtbot)
    assert window.focusWidget() is card.partner.search
    card.partner.table.setFocus()
    qtbot.keyClick(card.partner.table, "p")
    assert window.focusWidget() is page._table


def test_two_of_one_side_are_joined_as_one_client(
    page: KoppelenPage, desk: FakeDesk, qtbot: QtBot
) -> None:
    card = open_(page, "only_municipality", qtbot)
    card.partner.where.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    card.partner.chosen.emit(One("m9", worlds.left(9), "municipality", "Smit, J. de"))
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert titles(card) == ["Veld", "Gemeente", "Gemeente"]
    qtbot.keyClick(card.partner.table, "j")
    qtbot.waitUntil(lambda: page.workspace.jobs.idle)
    assert [(v.subject, v.right_id) for v in desk.kept.values()] == [("person", "m9")]


def test_another_partner_can_be_looked_for_where_there_is_a_pair(
    page: KoppelenPage, qtbot: QtBot
) -> None:
    press(page, "p", qtbot)
    card = page._card
    assert card.partner.isVisible()
    assert card.ids == ("m5", "t2")  # until somebody else is chosen
    card.partner.chosen.emit(One("t7", right(7), "team", "Visser, S."))
    assert card.ids == ("m5", "t7")
    assert "al gekoppeld" not in card.evidence.text()
    card.partner.chosen.emit(One("t3", right(3), "team", "Bakker, H.", "Bakker, H. · …018"))
    assert card.evidence.text().endswith("De kandidaat is al gekoppeld aan Bakker, H. · …018.")
    press(page, "p", qtbot)
    assert card.ids == ("m5", "t2")


def test_enter_tells_the_story_and_it_can_be_searched(page: KoppelenPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_Return, qtbot)
    (dialog,) = page.findChildren(StoryDialog)
    text = dialog.shown.toPlainText()
    assert "Koppels van de cliënt" in text
    assert "gemeente/toewijzingen.xlsx · rij 5" in text
    qtbot.keyClicks(dialog.search, "besluiten")
    assert dialog.shown.textCursor().selectedText().lower() == "besluiten"
    dialog.tell([Part("<b>Kop</b>", "a & b", ("x",), (("=1+1",),))])
    assert "<b>Kop</b>" in dialog.shown.toPlainText()
    dialog.close()
