"""``tracker count``: how many events there are of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tracker.cli.ask import as_json, chosen, opened
from tracker.cli.options import filter_options
from tracker.cli.printing import counted, one_line, write_json, write_table
from tracker.store import Aggregate, EventCount, EventFacets, EventSelection, Facets, Store


@click.command(
    epilog="""\b
Examples:
  tracker count
  tracker count --by type,month --jurisdiction CN
  tracker count --by item --by destination --by year --status occurred --json"""
)
@filter_options(EventCount)
@as_json
def count(as_json: bool, **values: Any) -> None:
    """Count events: by the combinations of one to three dimensions, or by several fields on their own.

    Where an option takes an entity, give its name or its key.
    """
    with opened() as store:
        answer = _answer(store, values)
    if as_json:
        write_json(answer)
    elif isinstance(answer, Aggregate):
        _write_table(answer)
    else:
        click.echo("\n".join(_facet_lines(answer)))


def _answer(store: Store, values: dict[str, Any]) -> Aggregate | Facets:
    if values["by"]:
        return store.aggregate(chosen(EventCount, values, store))
    return store.facets(chosen(EventFacets, {name: values[name] for name in EventSelection.model_fields}, store))


def _write_table(table: Aggregate) -> None:
    columns = [name.replace("_", " ").capitalize() for name in table.by]
    if table.cells:
        rows = [[str(cell.events), *(one_line(label or "–") for label in cell.labels)] for cell in table.cells]
        write_table(("Events", *columns), rows)
    click.echo(_bounds(table))
    if table.others:
        click.echo(f"{counted(table.others, 'more combination')} not shown: add --cells NUMBER")


def _facet_lines(facets: Facets) -> Iterator[str]:
    for facet in facets.facets:
        if not facet.values:
            continue
        yield facet.field.replace("_", " ")
        yield from (f"  {value.events:>7}  {one_line(value.label)}" for value in facet.values)
        if facet.others:
            yield f"           … and {counted(facet.others, 'more value')}: tracker count --by {facet.field}"
    yield _bounds(facets)


def _bounds(answer: Aggregate | Facets) -> str:
    if answer.total_is == "exact" and answer.counted == answer.total:
        return f"\n{counted(answer.total, 'event')}"
    found = f"{answer.total}" if answer.total_is == "exact" else f"more than {answer.total}"
    return f"\n{found} events found, of which the newest {answer.counted} are counted here"
