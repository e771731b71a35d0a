"""Which characters differ."""

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.text_difference import differing


def test_what_the_other_has_not_is_marked() -> None:
    assert differing("Janssen", "Jansen") == ((3, 1),) or differing("Janssen", "Jansen") == (
        (4, 1),
    )
    assert differing("Jansen", "Janssen") == ()
    assert differing("31-12-2026", "30-09-2026") == ((1, 1), (3, 2))


def test_a_wholly_different_text_is_marked_whole() -> None:
    assert differing("Zuid", "Noord") == ((0, 4),)
    assert differing("4 uur", "") == ((0, 5),)
    assert differing("", "4 uur") == ()


def test_equal_texts_are_not_marked_unless_masked() -> None:
    assert differing("Bakker, P.", "Bakker, P.") == ()
    assert differing("*****6782", "*****6782") == ((0, 9),)


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_marks_lie_within_the_text_in_order(text: str, other: str) -> None:
    end = 0
    for start, length in differing(text, other):
        assert start >= end
        assert length > 0
        end = start + length
    assert end <= len(text)
