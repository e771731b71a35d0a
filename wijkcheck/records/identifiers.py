"""Identifiers that can be judged by themselves: BSN, A-number, AGB code, postcode, area code.

Each function takes a column of text and returns one answer per value, same index; a missing value
is never valid. Canonical text is judged as it stands: leading zeros are restored by the mapping.
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_ELEVEN = np.array([9, 8, 7, 6, 5, 4, 3, 2, -1], dtype=np.float32)
_A_NUMBER = 2.0 ** np.arange(10, dtype=np.float32)
_TEST_RANGE = (999_900_006, 999_999_990)
# What people type when they have no number; all nines (unknown) and zeros (unborn) are CBS's own.
_PLACEHOLDERS = (*(str(digit) * 9 for digit in range(10)), "123456789", "012345678", "987654321")
# The letters SA, SD and SS are never given out.
_POSTCODE = r"[1-9][0-9]{3} ?(?:[A-RT-Z][A-Z]|S[BCE-RT-Z])"
_AREA_CODES = {
    "gemeente": r"(?:GM)?[0-9]{4}",
    "wijk": r"(?:WK)?[0-9]{4}[0-9A-Z]{2}",
    "buurt": r"(?:BU)?[0-9]{4}[0-9A-Z]{4}",
}


def bsn_valid(values: pd.Series) -> pd.Series:
    """Tell which values are nine digits that pass the eleven-test and are not all zeros (CS002).

    >>> bsn_valid(pd.Series(["999900006", "999999999", "000000000", "99990006"])).tolist()
    [True, False, False, False]
    """
    rows, digits = _digits(values, 9)
    return _answer(values, rows, _passes(digits) & digits.any(axis=0))


def bsn_is_test(values: pd.Series) -> pd.Series:
    """Tell which values are valid BSNs of the range that is given out for tests only."""
    rows, digits = _digits(values, 9)
    # Nine digits do not fit a float32 exactly, the last five do: the range begins with 9999.
    first = (digits[:4] == 9).all(axis=0)
    last = np.array([10_000, 1_000, 100, 10, 1], dtype=np.float32) @ digits[4:]
    low, high = (bound - 999_900_000 for bound in _TEST_RANGE)
    within = first & (last >= low) & (last <= high)
    return _answer(values, rows, within & _passes(digits))


def bsn_is_placeholder(values: pd.Series) -> pd.Series:
    """Tell which values stand for "no BSN": one digit nine times, or digits counting up or down."""
    return values.isin(_PLACEHOLDERS)


def a_number_valid(values: pd.Series) -> pd.Series:
    """Tell which values are A-numbers of the BRP: ten digits with two check sums.

    No leading zero, no two equal digits side by side, the sum leaves 0 or 5 when divided by 11 and
    the sum of ``2**i`` times digit ``i`` is divisible by 11.
    """
    rows, digits = _digits(values, 10)
    checked = np.isin(digits.sum(axis=0) % 11, (0, 5)) & ((_A_NUMBER @ digits) % 11 == 0)
    shaped = (digits[0] != 0) & (digits[1:] != digits[:-1]).all(axis=0)
    return _answer(values, rows, checked & shaped)


def agb_shaped(values: pd.Series) -> pd.Series:
    """Tell which values are eight digits (LDT_AgbCode); there is no check digit."""
    rows, digits = _digits(values, 8)
    return _answer(values, rows, np.ones(digits.shape[1], dtype=bool))


def postcode_valid(values: pd.Series) -> pd.Series:
    """Tell which values are Dutch postcodes in capitals, with or without the space."""
    return _matches(values, _POSTCODE)


def area_code_level(values: pd.Series) -> pd.Series:
    """Return the level of CBS area codes: ``gemeente``, ``wijk``, ``buurt``, else missing.

    With their prefix (GM, WK, BU) or without it at their full width; since 2022 the part of wijk
    and buurt may hold letters.
    """
    found = [_matches(values, pattern) for pattern in _AREA_CODES.values()]
    level = np.select(found, list(_AREA_CODES), default="")
    return pd.Series(level, index=values.index, dtype="str").replace("", np.nan)


def _digits(values: pd.Series, width: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Return where values are exactly ``width`` ASCII digits, and these digits, a column each."""
    text = pa.array(values, type=pa.large_string(), from_pandas=True)
    if isinstance(text, pa.ChunkedArray):
        text = text.combine_chunks()
    fits = pc.fill_null(pc.equal(pc.binary_length(text), width), False)
    rows = np.flatnonzero(fits.to_numpy(zero_copy_only=False))
    # Gathered text of one width lies side by side in one buffer: a matrix of bytes.
    buffer = pc.take(text, pa.array(rows)).buffers()[2]
    cells = np.frombuffer(buffer or b"", dtype=np.uint8, count=len(rows) * width)
    # A row per place runs several times faster; below "0" wraps round to far above 9.
    cells = np.ascontiguousarray(cells.reshape(-1, width).T) - np.uint8(ord("0"))
    right = (cells <= 9).all(axis=0)
    return rows[right], cells[:, right].astype(np.float32)


def _passes(digits: NDArray[np.float32]) -> NDArray[np.bool_]:
    return np.asarray((_ELEVEN @ digits).astype(np.int32) % 11 == 0)


def _answer(values: pd.Series, rows: NDArray[np.intp], right: NDArray[np.bool_]) -> pd.Series:
    answer = np.zeros(len(values), dtype=bool)
    answer[rows[right]] = True
    return pd.Series(answer, index=values.index)


def _matches(values: pd.Series, pattern: str) -> pd.Series:
    codes, unique = pd.factorize(values)
    found = pd.Series(unique, dtype="str").str.fullmatch(pattern).to_numpy(dtype=bool)
    return pd.Series(np.append(found, False)[codes], index=values.index)
