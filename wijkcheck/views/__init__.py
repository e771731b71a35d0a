"""A run as the window shows it: tables to page through, and the records behind each row."""

from wijkcheck.views.view import Line, View, view_of

__all__ = ["Line", "View", "view_of"]
