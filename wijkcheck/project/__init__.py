"""What people chose and decided: settings now; the project file, history and decisions later."""

from wijkcheck.project.settings import OwnRule, ProjectSettings, SourceSettings, read_project

__all__ = ["OwnRule", "ProjectSettings", "SourceSettings", "read_project"]
