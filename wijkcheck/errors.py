"""Errors that a person is told about: a code with values; the sentence is made in texts."""

from functools import partial


class WijkCheckError(Exception):
    """Something that stops a job and that the user can act on.

    ``code`` names the sentence in ``texts``; ``values`` fill it. Values never hold personal
    data: a file, a sheet, a row number, a column's name.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), self.code, **self.values), ()

    def __str__(self) -> str:
        return f"{self.code} {self.values}"


class SourceError(WijkCheckError):
    """One source cannot be used; the others go on."""


class ProjectError(WijkCheckError):
    """The project's settings cannot be used; nothing runs."""


class Cancelled(Exception):  # noqa: N818 - it is no error: nobody is told
    """The user asked to stop. Whatever ran leaves everything as it was."""
