"""A table as delimited text: UTF-8, comma, ``\\n``, ISO dates, decimals with ``.``, same bytes."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wijkcheck.display import guard_formulas

_DECIMALS = {"probability": 4, "margin": 4, "weight": 2} | dict.fromkeys(
    ("share", "m", "u", "u_near", "relative", "housemate", "away"), 9
)
_ROWS_AT_ONCE = 100_000


def write_delimited(table: pd.DataFrame, path: Path) -> None:
    """Write a table without its index; a missing value is an empty cell.

    A float column must be one of ``probability, margin`` (4 decimals), ``weight`` (2) and those of
    the model's probabilities (9). A text that a spreadsheet would run gets an apostrophe.
    """
    with path.open("wb") as file:
        file.write((",".join(table.columns) + "\n").encode())
        for start in range(0, len(table), _ROWS_AT_ONCE):
            part = table.iloc[start : start + _ROWS_AT_ONCE]
            cells = [_cells(part[name]) for name in part]
            lines = pc.binary_join_element_wise(*cells, ",", null_handling="replace")
            file.write(("\n".join(lines.to_pylist()) + "\n").encode())


def _cells(column: pd.Series) -> pa.Array:
    """Return a column as the text of its cells, quoted where needed."""
    if pd.api.types.is_float_dtype(column.dtype):
        text = _decimals(column, _DECIMALS[str(column.name)])
    else:
        text = pa.array(column, from_pandas=True).cast(pa.string())
    if isinstance(text, pa.ChunkedArray):
        text = text.combine_chunks()
    if not isinstance(column.dtype, pd.StringDtype):
        return text
    text = guard_formulas(text)
    quoted = pc.binary_join_element_wise('"', pc.replace_substring(text, '"', '""'), '"', "")
    return pc.if_else(pc.match_substring_regex(text, '[,"\r\n]'), quoted, text)


def _decimals(column: pd.Series, decimals: int) -> pa.Array:
    codes, unique = pd.factorize(column.astype("float64"))
    # Adding zero turns -0.00 into 0.00.
    shown = [f"{value + 0.0:.{decimals}f}" for value in np.round(unique, decimals)]
    return pa.array([*shown, None], type=pa.string()).take(pa.array(codes % (len(shown) + 1)))
