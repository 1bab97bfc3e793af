"""``tracker mcp``: tools for assistants, over standard input and output."""

from __future__ import annotations

import click

from tracker.cli.ask import opened


@click.command(epilog="\b\nExample:\n  tracker mcp")
def mcp() -> None:
    """Offer the questions of the tracker to assistants, by the Model Context Protocol on standard input and output.

    An assistant starts this command itself; its settings name it. It needs the extra 'mcp'.
    """
    from tracker.knowledge import load_knowledge

    try:
        from tracker.assistant import assistant
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise click.UsageError("The package 'mcp' is missing: pip install 'trade-tracker[mcp]'") from None
    with opened() as store:
        assistant(store, load_knowledge()).run()
