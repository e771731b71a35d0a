"""What all tests share: the window's tests are left out where PySide6 is not installed."""

import importlib.util

collect_ignore = [] if importlib.util.find_spec("PySide6") else ["ui", "stories"]
