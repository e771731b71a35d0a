"""Days and moments, as each language writes them."""

from collections.abc import Iterator

import pytest

from wijkcheck.moments import day, moment


@pytest.fixture
def _amsterdam() -> Iterator[None]:
    time = pytest.importorskip("time")
    if not hasattr(time, "tzset"):
        pytest.skip("this system keeps one clock")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "CET-1")
        time.tzset()
        yield
    time.tzset()


def test_a_day_stands_as_the_language_writes_it() -> None:
    assert day("2026-09-30", "nl") == "30-09-2026"
    assert day("2026-09-30", "en") == "2026-09-30"


@pytest.mark.usefixtures("_amsterdam")
def test_a_moment_is_told_by_the_clock_on_the_wall() -> None:
    assert moment("2026-12-31T23:30:00+00:00", "nl") == "01-01-2027 00:30"
    assert moment("2026-12-31T23:30:00+00:00", "en") == "2027-01-01 00:30"
