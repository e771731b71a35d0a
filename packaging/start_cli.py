"""What the frozen ``wijkcheck`` runs."""

import sys

from wijkcheck.cli import main

sys.exit(main())
