"""What exports call the columns of each field: the names in reference/kolomnamen.toml."""

import tomllib
from collections.abc import Mapping

from wijkcheck.records.reference import Reference
from wijkcheck.resources import resource


def _names() -> Mapping[str, tuple[str, ...]]:
    text = resource("reference/kolomnamen.toml").read_text(encoding="utf-8")
    return {field: (field, *names) for field, names in tomllib.loads(text).items()}


COLUMN_NAMES: Mapping[str, tuple[str, ...]] = Reference(_names)
"""Field -> its own name and the names that exports give it, as written there."""
