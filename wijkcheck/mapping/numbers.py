"""Amounts and volumes in every form that exports have: read once per unique text of a column."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_COMMA_DECIMAL = re.compile(r"\d,\d{1,2}$|\.\d{3},\d+$")
_DOT_DECIMAL = re.compile(r"\d\.\d{1,2}$|\d{4,}\.\d+$|,\d{3}\.\d+$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?E\+?(\d{1,2})", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?")
_WHOLE_EURO = re.compile(r"[.,](?:-{1,2}|=)$")  # "12,-"
_MONEY = re.compile(r"€|\bEUR\b|\beuro\b", re.IGNORECASE)


def is_scientific(text: str) -> bool:
    """Return whether a workbook has written a long number as 1,23E+08: its digits are lost."""
    return _SCIENTIFIC.fullmatch(text) is not None


def with_its_digits(text: str) -> str:
    """Return 300104 of 3,00104E+05, which shows them all; other text as it is."""
    match = _SCIENTIFIC.fullmatch(text)
    if match is None or len(match[2] or "") != int(match[3]):
        return text
    return match[1] + (match[2] or "")


def dot_is_decimal(texts: Sequence[str]) -> bool:
    """Return whether a column writes 1234.56, so that its 1.234 is no thousand."""
    dots = any(_DOT_DECIMAL.search(text) for text in texts)
    return dots and not any(_COMMA_DECIMAL.search(text) for text in texts)


def read_number(text: str, dot_decimal: bool) -> Decimal | None:
    """Read "1.234,56", "1234.56", "1.234", "1,234.56", "1.234,-", "(12,50)", "12,50-", "€ 3"."""
    text = re.sub(r"[\s']", "", _MONEY.sub("", text)).replace("−", "-")
    text = _WHOLE_EURO.sub("", text)
    negative = text.startswith(("-", "(")) or text.endswith("-")
    text = text.strip("+-()")
    last = max(text.rfind(","), text.rfind("."))
    if last >= 0:
        mark, other = text[last], "," if text[last] == "." else "."
        if _groups(text, mark, other, dot_decimal):
            text = text.replace(mark, "")
        else:
            text = text.replace(other, "").replace(mark, ".")
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return -Decimal(text) if negative else Decimal(text)
    except InvalidOperation:
        return None


def _groups(text: str, mark: str, other: str, dot_decimal: bool) -> bool:
    """Return whether the last mark parts thousands: "1.234.567", and a single one by the column."""
    if other in text or not re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+", text):
        return False
    return text.count(mark) > 1 or (mark == ".") != dot_decimal


def read_volume(text: str, dot_decimal: bool) -> float | None:
    """Read a volume; "4:30" is four and a half."""
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1]) + int(clock[2]) / 60
    number = read_number(text, dot_decimal)
    return None if number is None else float(number)


def read_cents(text: str, dot_decimal: bool, in_cents: bool) -> int | None:
    """Read an amount as whole eurocents, half a cent upwards; ``in_cents``: the column is."""
    number = read_number(text, dot_decimal)
    if number is None:
        return None
    cents = number if in_cents else number * 100
    return int(cents.quantize(Decimal(1), rounding=ROUND_HALF_UP))
