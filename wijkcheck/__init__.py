"""WijkCheck: van twee lijsten naar één cijfer.

The public API, loaded on first use so that a window or a help text need not wait for pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wijkcheck.matching import dedupe, deduplication, link, linkage, sample
    from wijkcheck.project import ProjectSettings, read_project
    from wijkcheck.rounds import Project, reconcile
    from wijkcheck.sources import read as read_source

__all__ = [
    "Project",
    "ProjectSettings",
    "dedupe",
    "deduplication",
    "link",
    "linkage",
    "read_project",
    "read_source",
    "reconcile",
    "sample",
]

_PLACES = {
    "Project": ("wijkcheck.rounds", "Project"),
    "ProjectSettings": ("wijkcheck.project", "ProjectSettings"),
    "dedupe": ("wijkcheck.matching", "dedupe"),
    "deduplication": ("wijkcheck.matching", "deduplication"),
    "link": ("wijkcheck.matching", "link"),
    "linkage": ("wijkcheck.matching", "linkage"),
    "read_project": ("wijkcheck.project", "read_project"),
    "read_source": ("wijkcheck.sources", "read"),
    "reconcile": ("wijkcheck.rounds", "reconcile"),
    "sample": ("wijkcheck.matching", "sample"),
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    module, own_name = _PLACES[name]
    return getattr(import_module(module), own_name)
