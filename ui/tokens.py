"""The whole look in one place: colours, light and dark by the same names, and measures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """What each colour is for; the municipality is always ``left``, the team always ``right``."""

    background: str
    surface: str
    raised: str
    line: str
    line_strong: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selected: str
    picked: str
    left: str
    left_background: str
    right: str
    right_background: str
    difference: str
    on_difference: str
    good: str
    good_background: str
    warning: str
    warning_background: str
    error: str
    error_background: str


LIGHT = Colours(
    background="#F4F6F8",
    surface="#FFFFFF",
    raised="#FBFCFD",
    line="#DFE4EA",
    line_strong="#C3CBD5",
    text="#18212C",
    muted="#566170",
    accent="#1B5AA6",
    on_accent="#FFFFFF",
    selected="#DCE9F8",
    picked="#BAD6F5",
    left="#1B5AA6",
    left_background="#EAF2FB",
    right="#A84E08",
    right_background="#FDF1E4",
    difference="#FFF1C7",
    on_difference="#6B4A00",
    good="#18754A",
    good_background="#E6F4EC",
    warning="#8A5A00",
    warning_background="#FFF4DB",
    error="#B3261E",
    error_background="#FCEBEA",
)
DARK = Colours(
    background="#14181D",
    surface="#1B2128",
    raised="#212932",
    line="#2E3741",
    line_strong="#46525F",
    text="#E8ECF1",
    muted="#A3AFBC",
    accent="#7FB3EF",
    on_accent="#10151B",
    selected="#24405F",
    picked="#2E5680",
    left="#7FB3EF",
    left_background="#1B2C40",
    right="#F0A35E",
    right_background="#3A2815",
    difference="#4A3B10",
    on_difference="#FFDF8A",
    good="#6CC799",
    good_background="#173425",
    warning="#E7B85C",
    warning_background="#3A2F14",
    error="#F28B82",
    error_background="#431F1D",
)

# What is written on what; a test holds each pair to a contrast of 4.5 : 1.
WRITTEN_ON = (
    ("text", "background"), ("text", "surface"), ("text", "raised"), ("text", "selected"),
    ("text", "picked"),
    ("text", "difference"), ("text", "left_background"), ("text", "right_background"),
    ("muted", "background"), ("muted", "surface"), ("muted", "raised"), ("muted", "selected"),
    ("accent", "surface"), ("accent", "left_background"), ("on_accent", "accent"),
    ("left", "surface"), ("left", "left_background"), ("right", "surface"),
    ("right", "right_background"), ("on_difference", "difference"), ("good", "surface"),
    ("good", "good_background"), ("warning", "surface"), ("warning", "warning_background"),
    ("warning", "left_background"), ("good", "left_background"), ("error", "surface"),
    ("error", "error_background"),
)  # fmt: skip

GAPS = {"xs": 4, "s": 8, "m": 12, "l": 16, "xl": 24}
LEAST = 24  # pixels, either way, of whatever is pressed
ROW = 28  # height of a row in every table, at the usual text size
RADIUS = 6
TEXT_SIZES = (100, 125, 150, 200)  # percents of the system's
