"""The command line: one command, ``tracker``.

Each subcommand imports what it needs when it runs, so that ``--help`` is quick.
"""

from tracker.cli.program import main

__all__ = ["main"]
