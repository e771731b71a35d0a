"""High contrast: the colours that a person laid down for all of Windows, as ours."""

import ctypes
import sys
from ctypes import byref, c_uint, c_wchar_p, sizeof

from ui.tokens import Colours

_LEAST = 4.5
_STEPS = 20
_ON = 1  # HCF_HIGHCONTRASTON
_GET_HIGH_CONTRAST = 0x42  # SPI_GETHIGHCONTRAST
_WINDOW, _TEXT, _HIGHLIGHT, _HIGHLIGHTED = 5, 8, 13, 14  # COLOR_… of GetSysColor


class _HighContrast(ctypes.Structure):
    _fields_ = (("size", c_uint), ("flags", c_uint), ("scheme", c_wchar_p))


def high_contrast() -> Colours | None:
    """Return our colours in the system's high contrast; None where that is off."""
    if sys.platform == "win32":
        user32 = ctypes.windll.user32
        asked = _HighContrast(sizeof(_HighContrast), 0, None)
        known = user32.SystemParametersInfoW(_GET_HIGH_CONTRAST, asked.size, byref(asked), 0)
        if known and asked.flags & _ON:
            found = (user32.GetSysColor(n) for n in (_WINDOW, _TEXT, _HIGHLIGHT, _HIGHLIGHTED))
            return of_four(*(f"#{n & 255:02X}{n >> 8 & 255:02X}{n >> 16 & 255:02X}" for n in found))
    return None


def of_four(window: str, text: str, highlight: str, highlighted: str) -> Colours:
    """Return all our colours, made of the four that a high contrast theme vouches for.

    Sides, warnings and verdicts are told by words and signs alone; selected rows and what differs
    are tinted as far as the text on them stays readable.
    """
    strong = contrast(highlight, window) >= _LEAST <= contrast(highlight, highlighted)
    picked, marked = _tinted(window, highlight, text), _tinted(window, text, text)
    return Colours(
        background=window, surface=window, raised=window,
        line=marked, line_strong=text, text=text, muted=text,
        accent=highlight if strong else text,
        on_accent=highlighted if strong else window,
        selected=_mixed(window, picked, 0.6), picked=picked,
        left=text, left_background=window, right=text, right_background=window,
        difference=marked, on_difference=text,
        good=text, good_background=window, warning=text, warning_background=window,
        error=text, error_background=window,
    )  # fmt: skip


def contrast(one: str, other: str) -> float:
    """Return how far two colours are apart, 1 to 21, as WCAG 2 measures it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _tinted(ground: str, towards: str, ink: str) -> str:
    """Return a ground as near to another colour as ink on it can still be read."""
    tints = (_mixed(ground, towards, step / _STEPS) for step in range(_STEPS // 2, 0, -1))
    return next((tint for tint in tints if contrast(tint, ink) >= _LEAST), ground)


def _mixed(one: str, other: str, share: float) -> str:
    both = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in both)
