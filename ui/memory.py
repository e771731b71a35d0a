"""What the window remembers from one time to the next: nothing that changes a figure."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

_RECENT = 8


class Memory:
    """Recent projects, widths, filters; kept by the system's settings, or only while it runs."""

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = settings
        self._own: dict[str, str] = {}

    def get(self, name: str, default: Any = None) -> Any:
        """Return what was kept by a name."""
        text = self._own.get(name)
        if text is None and self._settings is not None:
            text = self._settings.value(name)
        try:
            return default if text is None else json.loads(str(text))
        except ValueError:  # somebody else's value: as good as none
            return default

    def put(self, name: str, value: object) -> None:
        """Keep a value of plain lists, texts and numbers."""
        self._own[name] = json.dumps(value, ensure_ascii=False)
        if self._settings is not None:
            self._settings.setValue(name, self._own[name])

    def recent(self) -> list[tuple[Path, str]]:
        """Return the projects that were open, the last first, as far as they are still there."""
        found = [(Path(path), str(name)) for path, name in self.get("recent", [])]
        return [(path, name) for path, name in found if path.exists()]

    def opened(self, path: Path, name: str) -> None:
        """Remember a project as the last one that was open."""
        others = [[str(p), n] for p, n in self.recent() if p != path]
        self.put("recent", [[str(path), name], *others][:_RECENT])
