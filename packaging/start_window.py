"""What the frozen ``wijkcheck-gui`` runs.

The worker process is this program too: it is sent on its way before Qt is loaded.
"""

import multiprocessing
import sys

multiprocessing.freeze_support()

from ui.app import main  # noqa: E402 - a worker must not get this far

sys.exit(main())
