"""What people chose and decided: settings now; the project file, history and decisions later."""

from wijkcheck.project.settings import OwnRule, Project, SourceSettings, read_project

__all__ = ["OwnRule", "Project", "SourceSettings", "read_project"]
