"""The look: readable in light and dark, and nothing in it that is not there."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtWidgets import QApplication

from ui.contrast import high_contrast, of_four
from ui.look import colours, dress, icon, scaled, size
from ui.tokens import DARK, LIGHT, WRITTEN_ON, Colours
from ui.workspace import STAGES
from wijkcheck.resources import resource


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


# Window, text, highlight and highlighted text of the contrast themes that Windows comes with.
THEMES = {
    "aquatic": ("#202020", "#FFFFFF", "#8EE3F0", "#263B50"),
    "desert": ("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3"),
    "dusk": ("#2D3236", "#FFFFFF", "#A1BFDE", "#212D3B"),
    "night sky": ("#000000", "#FFFFFF", "#D6B4FD", "#2B2B2B"),
    "black": ("#000000", "#FFFFFF", "#1AEBFF", "#000000"),
    "white": ("#FFFFFF", "#000000", "#37006E", "#FFFFFF"),
    "like the text": ("#000000", "#FFFFFF", "#FFFFFF", "#000000"),
    "hardly different": ("#FFFFFF", "#000000", "#FFFF00", "#000000"),
}
LOOKS = {"light": LIGHT, "dark": DARK} | {n: of_four(*theme) for n, theme in THEMES.items()}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize(("ink", "paper"), WRITTEN_ON)
def test_what_is_written_can_be_read(look: Colours, ink: str, paper: str) -> None:
    assert contrast(getattr(look, ink), getattr(look, paper)) >= 4.5


def test_every_ink_and_paper_of_the_style_sheet_is_measured() -> None:
    measured = {frozenset(pair) for pair in WRITTEN_ON}
    sheet = resource("style/window.qss").read_text("utf-8")
    for rule in re.findall(r"\{([^{}]*)\}", sheet):
        ink = re.search(r"(?<![-\w])color: \$(\w+)", rule)
        paper = re.search(r"(?<![-\w])(?:selection-)?background(?:-color)?: \$(\w+)", rule)
        if ink and paper:
            assert frozenset((ink[1], paper[1])) in measured, rule


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_selected_row_can_be_told_from_the_others(look: Colours) -> None:
    assert look.selected != look.surface


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_style_sheet_takes_its_colours_from_the_tokens(
    qapp: QApplication, look: Colours
) -> None:
    dress(qapp, look)
    known = set(asdict(look).values())
    assert colours() == look
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", qapp.styleSheet())) <= known
    assert "$" not in qapp.styleSheet()


def test_the_text_is_as_large_as_one_chooses(qapp: QApplication) -> None:
    dress(qapp, LIGHT)
    usual = qapp.font().pointSizeF()
    dress(qapp, LIGHT, 200)
    assert (qapp.font().pointSizeF(), size(), scaled(30)) == (2 * usual, 200, 60)
    dress(qapp, LIGHT)
    assert qapp.font().pointSizeF() == usual


def test_elsewhere_than_on_windows_there_is_no_high_contrast(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert high_contrast() is None


ICONS = [
    *STAGES, "open", "demo", "again", "search", "help", "appearance", "wijkcheck",
]  # fmt: skip


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_crisp(qapp: QApplication, name: str) -> None:
    found = icon(name, "#000000")
    assert {size.width() for size in found.availableSizes()} == {20, 40, 60}
    assert found.pixmap(20).toImage().pixelColor(10, 10) is not None
    image = found.pixmap(60).toImage()
    shown = {image.pixelColor(x, y).alpha() for x in range(60) for y in range(60)}
    assert max(shown) == 255
