"""``tracker follow``: events as they are added and changed."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.ask import chosen, opened
from tracker.cli.options import PAGING, Command, option
from tracker.store import EventFilter

if TYPE_CHECKING:
    from tracker.store import ChangeView

_PAUSE = 1.0
_LEFT_OUT = (*PAGING, "sort", "changed_since", "known_at", "known_by")


def _options(command: Command) -> Command:
    for name, field in reversed(EventFilter.model_fields.items()):
        if name not in _LEFT_OUT:
            command = option(name, field)(command)
    return command


@click.command(
    epilog="""\b
Examples:
  tracker follow
  tracker follow --since 0 --once --json > copy.jsonl
  tracker follow --item H20 --since 4711"""
)
@click.option("--since", type=click.IntRange(0, 2**63 - 1), help="The last number that was seen; 0 for all; else now.")
@click.option("--once", is_flag=True, help="Stop when all that there is was shown.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@_options
def follow(since: int | None, once: bool, as_json: bool, **values: Any) -> None:
    """Show events that are new or changed, each with the number of its change, until Ctrl-C.

    Go on later with --since and the last number. An event that is no more, or no longer fits, is shown as gone.
    """
    with opened() as store:
        asked = chosen(EventFilter, values, store)
        number = store.latest_change() if since is None else since
        while True:
            found = store.changes(asked, number)
            for change in found.items:
                click.echo(_as_json(change) if as_json else _line(change))
            number = found.last
            if once and not found.more:
                return
            if not found.more:
                time.sleep(_PAUSE)


def _as_json(change: ChangeView) -> str:
    from tracker.cli.printing import jsonable

    return json.dumps(jsonable(change))


def _line(change: ChangeView) -> str:
    from tracker.cli.printing import one_line

    if change.event is None:
        return f"{change.number:>8}  gone      {change.event_id}"
    event = change.event
    return f"{change.number:>8}  {event.status:<8}  {event.id}  {one_line(event.title)}"
