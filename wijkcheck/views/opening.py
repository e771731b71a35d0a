"""Reconcile for the window: what runs in its worker process."""

from pathlib import Path

from wijkcheck.pipeline import reconcile
from wijkcheck.progress import Progress
from wijkcheck.project import read_project
from wijkcheck.views.view import View, view_of


def open_project(path: str, language: str, progress: Progress) -> View:
    """Reconcile a project TOML.

    Raises:
        WijkCheckError: the project cannot be used, or there is nothing to compare.
    """
    return view_of(reconcile(read_project(Path(path)), progress), language)
