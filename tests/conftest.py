"""What all tests share: the window's tests are left out where PySide6 is not installed."""

import importlib.util
import os

from hypothesis import settings

collect_ignore = [] if importlib.util.find_spec("PySide6") else ["ui", "stories"]

# The same examples in every run; HYPOTHESIS_PROFILE=default looks for new ones.
settings.register_profile("same", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
