"""``python -m tracker.cli`` does what ``tracker`` does."""

import sys

from tracker.cli.program import main

sys.exit(main())
