"""What a filter lets pass of a column's values, besides a plain collection of them.

Values are plain: text, numbers, None for a missing one, and a day as its ISO text; so that a
filter can be kept as JSON. No pandas here: the window knows these words before it is loaded.
"""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple


class Without(frozenset[Any]):
    """All values but these pass."""


class Between(NamedTuple):
    """What lies from one value to another passes, both included; None is no bound."""

    least: Any
    most: Any


class Each(tuple[Any, ...]):
    """What passes each of several."""


Passing = Collection[Any]
"""A set of values that pass, or one of the above."""
Filters = Mapping[str, Passing]


def plain(filters: Filters) -> dict[str, Any]:
    """Return filters as JSON can hold them."""
    return {name: _plain(passing) for name, passing in filters.items()}


def from_plain(kept: Mapping[str, Any]) -> dict[str, Passing]:
    """Return what ``plain`` was made of.

    Raises:
        KeyError, TypeError, ValueError: it was made of nothing of the kind.
    """
    return {str(name): _passing(**kind) for name, kind in kept.items()}


def _plain(passing: Passing) -> dict[str, Any]:
    if isinstance(passing, Between):
        return {"between": [passing.least, passing.most]}
    word = "without" if isinstance(passing, Without) else "only"
    return {word: sorted(passing, key=lambda value: (value is None, str(value)))}


def _passing(
    only: list[Any] | None = None,
    without: list[Any] | None = None,
    between: list[Any] | None = None,
) -> Passing:
    if between is not None:
        least, most = between
        return Between(least, most)
    return Without(without) if without is not None else frozenset(only or ())
