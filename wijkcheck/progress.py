"""How long work tells how far it is, and hears that it should stop."""

from typing import Protocol


class Progress(Protocol):
    """Called now and then by whatever can take over 100 ms; raises ``Cancelled`` to stop it.

    ``phrase`` is a code of ``texts`` (as ``reading``); ``done`` of ``total`` steps are behind.
    """

    def __call__(self, phrase: str, done: int, total: int) -> None: ...


def silent(phrase: str, done: int, total: int) -> None:
    """Tell nobody and never stop."""
