"""``tracker history``: how the answer about an event changed, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tracker.cli.ask import as_json, known_of, known_options, opened
from tracker.cli.printing import counted, instant, one_line, write_json
from tracker.store import History


@click.command(
    epilog="""\b
Examples:
  tracker history 0a1b2c3d4e5f60718293
  tracker history 0a1b2c3d4e5f60718293 --known-by tracker --json"""
)
@click.argument("event_id", metavar="ID")
@known_options
@as_json
def history(event_id: str, as_json: bool, **values: Any) -> None:
    """Tell how the answer about the event ID changed, the oldest state first."""
    with opened() as store:
        found = store.history(event_id, known_of(values))
    if as_json:
        write_json(found)
    else:
        click.echo("\n".join(history_lines(found)))


def history_lines(found: History) -> Iterator[str]:
    """Every state with what had changed."""
    for state in found.states:
        until = instant(state.until, None) if state.until else "now"
        yield f"{instant(state.since, None)} to {until}: {one_line(state.event.title)}"
        yield f"  {state.event.status} · {counted(state.sources, 'source')}, {counted(state.origins, 'origin')}"
        yield from (f"  {one_line(change)}" for change in state.changes)
