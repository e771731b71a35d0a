"""Reference tables that come with the program, read on first use and never changed."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from wijkcheck.resources import resource

T = TypeVar("T")


class Reference(Mapping[str, T]):
    """A read-only mapping that is read from a shipped file when it is first looked into."""

    def __init__(self, read: Callable[[], Mapping[str, T]]) -> None:
        self._read = read

    @cached_property
    def _entries(self) -> Mapping[str, T]:
        return self._read()

    def __getitem__(self, key: str) -> T:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def reference_lines(name: str) -> list[str]:
    """Return the lines of ``resources/reference/<name>`` that are no comment and not blank."""
    lines = resource(f"reference/{name}").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
