"""``tracker conflicts``: where sources do not agree, and who says too much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tracker.cli.ask import as_json, chosen, count_line, opened
from tracker.cli.options import filter_options
from tracker.cli.printing import one_line, write_json
from tracker.store import ConflictFilter, ConflictView


@click.command(
    epilog="""\b
Examples:
  tracker conflicts --kind date --entity Nexperia
  tracker conflicts --overclaims
  tracker conflicts --event 0a1b2c3d4e5f60718293 --include-inexact --json"""
)
@filter_options(ConflictFilter)
@as_json
def conflicts(as_json: bool, **values: Any) -> None:
    """List where the sources of events differ: on date, amount, actor, status, or on whom and what it hits."""
    with opened() as store:
        page = store.conflicts(chosen(ConflictFilter, values, store))
    if as_json:
        write_json(page)
        return
    for conflict in page.items:
        click.echo("\n".join(conflict_lines(conflict)))
    click.echo(count_line(page))


def conflict_lines(conflict: ConflictView) -> Iterator[str]:
    """One conflict for a reader."""
    yield f"{conflict.kind}: {one_line(conflict.title)}  ({conflict.event_id})"
    for number, side in enumerate(conflict.sides):
        shown = "shown" if number == 0 else "     "
        yield f"  {shown}  {one_line(side.value)}: {one_line(', '.join(side.outlets))}"
    if conflict.overclaiming:
        yield f"  says more than the best source: {one_line(', '.join(conflict.overclaiming))}"
    if conflict.note:
        yield f"  {conflict.note}"
