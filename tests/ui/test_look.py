"""The look: readable in light and dark, and nothing in it that is not there."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtWidgets import QApplication

from ui.look import colours, dress, icon
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


@pytest.mark.parametrize("look", [LIGHT, DARK])
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


@pytest.mark.parametrize("dark", [False, True])
def test_the_style_sheet_takes_its_colours_from_the_tokens(qapp: QApplication, dark: bool) -> None:
    dress(qapp, dark=dark)
    known = set(asdict(DARK if dark else LIGHT).values())
    assert colours() is (DARK if dark else LIGHT)
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", qapp.styleSheet())) <= known
    assert "$" not in qapp.styleSheet()


@pytest.mark.parametrize("name", [*STAGES, "open", "demo", "again", "wijkcheck"])
def test_icons_are_crisp(qapp: QApplication, name: str) -> None:
    found = icon(name, "#000000")
    assert {size.width() for size in found.availableSizes()} == {20, 40, 60}
    assert found.pixmap(20).toImage().pixelColor(10, 10) is not None
    image = found.pixmap(60).toImage()
    shown = {image.pixelColor(x, y).alpha() for x in range(60) for y in range(60)}
    assert max(shown) == 255
