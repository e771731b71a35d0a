"""How the distinct values of a column read in a language: what order and search work on.

Of a missing value nothing is kept: its code is −1.

Each part is worked out when it is first asked for, and kept.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.display import Column, Shape, texts


@dataclass(frozen=True)
class Reading:
    """How distinct values read, the last one missing: what order, filter and search work on."""

    column: Column
    values: pa.Array
    language: str

    @cached_property
    def texts(self) -> pa.Array:
        """What a person reads."""
        return texts(self.column, self.values, self.language)

    @cached_property
    def folded(self) -> pa.Array:
        """The texts without case and accents."""
        return folded(self.texts)

    @cached_property
    def ranks(self) -> npt.NDArray[np.int32]:
        """The place of each in the order; behind them, for code −1, that of what is missing."""
        size = len(self.values)
        by_value = self.column.numeric or self.column.shape is Shape.DATE
        keys = self.values if by_value else _natural(self.folded)
        ranks = np.full(size + 1, size + 1, dtype=np.int32)
        ranks[:size] = pc.rank(keys, tiebreaker="dense")
        return ranks


def folded(values: pa.Array) -> pa.Array:
    """Return text without case and accents."""
    if pc.all(pc.string_is_ascii(values)).as_py() is not False:
        return pc.ascii_lower(values)
    bare = pc.replace_substring_regex(pc.utf8_normalize(values, "NFKD"), r"\p{Mn}", "")
    return pc.utf8_lower(bare)


def _natural(values: pa.Array) -> pa.Array:
    """Return text that sorts numbers by value: 9 before 10."""
    return pc.if_else(pc.utf8_is_digit(values), pc.utf8_lpad(values, 20, "0"), values)
