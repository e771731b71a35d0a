"""A run as the window shows it: tables to page through, and the records behind each row."""

from wijkcheck.views.desk import Desk
from wijkcheck.views.differing import Differing, Group, Open
from wijkcheck.views.exporting import Exports, Writing
from wijkcheck.views.finding import Found, Hits
from wijkcheck.views.lines import Line
from wijkcheck.views.pairing import Pairing, Pattern, Step, Weighed
from wijkcheck.views.story import Part
from wijkcheck.views.thresholds import Bin, Consequences, Scores
from wijkcheck.views.trend import Point
from wijkcheck.views.view import View, view_of

__all__ = [
    "Bin",
    "Consequences",
    "Desk",
    "Differing",
    "Exports",
    "Found",
    "Group",
    "Hits",
    "Line",
    "Open",
    "Pairing",
    "Part",
    "Pattern",
    "Point",
    "Scores",
    "Step",
    "View",
    "Weighed",
    "Writing",
    "view_of",
]
