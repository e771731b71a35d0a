"""Reconcile for the window: what runs in its worker process."""

from pathlib import Path

from wijkcheck.demo import make_demo
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


def open_demo(folder: str, language: str, progress: Progress) -> View:
    """Make the example exports in a folder and reconcile them."""
    return open_project(str(make_demo(Path(folder))), language, progress)
