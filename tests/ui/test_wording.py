"""Words that are typed, and numbers as each language writes them."""

import pytest

from ui.wording import fits, written


def test_every_typed_word_must_occur_whatever_its_case_and_accents() -> None:
    assert fits("ETAGE cafe", "Café op de etage")
    assert not fits("etage kelder", "Café op de etage")


@pytest.mark.parametrize(
    ("number", "form", "dutch", "english"),
    [
        (1234567, ",", "1.234.567", "1,234,567"),
        (-1234, "+,", "−1.234", "−1,234"),
        (0.4567, ".1%", "45,7%", "45.7%"),
    ],
)
def test_a_number_stands_as_the_language_writes_it(
    number: float, form: str, dutch: str, english: str
) -> None:
    assert written(number, "nl", form) == dutch
    assert written(number, "en", form) == english
