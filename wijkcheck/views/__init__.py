"""A run as the window shows it: tables to page through, and the records behind each row."""

from wijkcheck.views.desk import Desk
from wijkcheck.views.exporting import Exports, Writing
from wijkcheck.views.pairing import Pattern, Step, Weighed
from wijkcheck.views.view import Line, Open, View, view_of

__all__ = [
    "Desk",
    "Exports",
    "Line",
    "Open",
    "Pattern",
    "Step",
    "View",
    "Weighed",
    "Writing",
    "view_of",
]
