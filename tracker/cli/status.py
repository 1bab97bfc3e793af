"""May it be shipped? Status, classification and what changes next, from the knowledge base.

What articles report is added to a status where there is a database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.printing import write_json, write_table
from tracker.cli.settings import settings
from tracker.cli.status_cards import classification_card, status_card, timeline_rows
from tracker.errors import StoreError
from tracker.knowledge import Knowledge, load_knowledge

if TYPE_CHECKING:
    from tracker.controls import Report

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
DAY = click.DateTime(["%Y-%m-%d"])
"""An option that takes a day."""


@click.command(
    epilog="""\b
Examples:
  tracker status H20 --to CN --on 2025-05-01 --known 2025-05-01
  tracker status H100 --to Malaysia --party ByteDance
  tracker status H20 --to CN --timeline --json"""
)
@click.argument("item")
@click.option("--to", "destination", required=True, metavar="PLACE", help="Where it goes: an ISO code or a name.")
@click.option("--on", "valid_at", type=DAY, metavar="YYYY-MM-DD", help="The day of the shipment; today unless given.")
@click.option("--known", "known_at", type=DAY, metavar="YYYY-MM-DD", help="Use only what was public on this day.")
@click.option("--party", metavar="NAME", help="Who receives it; measures on parties are left open without one.")
@click.option("--end-use", metavar="WORDS", help="What it is for, e.g. military.")
@click.option("--from", "origin", metavar="PLACE", help="From where it is shipped; its maker's country unless given.")
@click.option("--all", "everything", is_flag=True, help="List too what was looked at and does not apply.")
@click.option("--timeline", is_flag=True, help="Show how the answer changes over time instead.")
@as_json
def status(valid_at: datetime | None, known_at: datetime | None, as_json: bool, **words: Any) -> None:
    """Say whether ITEM may be shipped, and show every measure that decides."""
    from tracker.controls import Shipment, answer, as_known, read_shipment

    everything, timeline = words.pop("everything"), words.pop("timeline")
    knowledge = load_knowledge()
    shipment = read_shipment(Shipment(**words), knowledge)
    day = day_of(known_at)
    view = as_known(knowledge, day, _reports(knowledge, day))
    if timeline:
        _print_timeline(shipment, view, as_json)
        return
    found = answer(shipment, day_of(valid_at), view)
    if as_json:
        from tracker.api.status_shapes import Status

        write_json(Status.model_validate(found))
    else:
        click.echo("\n".join(status_card(found, knowledge, everything=everything)))


@click.command(epilog="\b\nExamples:\n  tracker classify H20\n  tracker classify 'RTX 4090' --json")
@click.argument("item")
@as_json
def classify(item: str, as_json: bool) -> None:
    """Show how each version of the chip rules treats ITEM, with the arithmetic."""
    from tracker.controls import classifications
    from tracker.controls.asking import read_entity

    knowledge = load_knowledge()
    key = read_entity(item, ("item",), knowledge, "item")
    found = classifications(key, knowledge)
    if as_json:
        from tracker.api.status_shapes import Classifications

        write_json(Classifications.model_validate({"item": key, "items": found}))
    else:
        click.echo("\n".join(classification_card(knowledge.entities[key].name, found)))


@click.command(epilog="\b\nExamples:\n  tracker clock --days 90\n  tracker clock --days 365 --calendar > clock.ics")
@click.option("--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="How many days ahead.")
@click.option("--on", "start", type=DAY, metavar="YYYY-MM-DD", help="The day to look from; today unless given.")
@click.option("--calendar", is_flag=True, help="Print an iCalendar file.")
@as_json
def clock(days: int, start: datetime | None, calendar: bool, as_json: bool) -> None:
    """List what changes in the days to come if nobody acts: expiries, returns, days of effect."""
    from tracker.controls import clock as ahead
    from tracker.controls import to_icalendar

    day = day_of(start)
    changes = ahead(load_knowledge(), today=day, days=days)
    if as_json:
        write_json(changes)
    elif calendar:
        click.echo(to_icalendar(changes, stamped=day).replace("\r\n", "\n"), nl=False)
    elif changes:
        rows = [(str(c.date), c.kind, f"{c.measure}{f' ({c.scope})' if c.scope else ''}", c.title) for c in changes]
        write_table(("Date", "What", "Measure", "Title"), rows)
    else:
        click.echo(f"Nothing that is held changes in the {days} days after {day}.")


def _reports(knowledge: Knowledge, known_at: date) -> tuple[Report, ...]:
    """What the articles in the database report; nothing where there is no database."""
    from tracker.store import Store

    found: list[Report] = []
    with unless_missing(), Store.open(settings().database_url) as store:
        found += store.reports(knowledge, known_at)
    return tuple(found)


@contextmanager
def unless_missing() -> Iterator[None]:
    """Goes on without the database where it cannot be used, and says so on standard error."""
    try:
        yield
    except StoreError as error:
        click.echo(f"Without what articles report: {error}", err=True)


def _print_timeline(shipment: Any, view: Any, as_json: bool) -> None:
    from tracker.controls import timeline

    bands = timeline(shipment, view)
    if as_json:
        write_json(bands)
    else:
        write_table(("From", "To", "Status", "Policy", "If reports hold", "Decided by"), timeline_rows(bands))


def day_of(value: datetime | None) -> date:
    """The day that was given; today unless one was."""
    return value.date() if value else datetime.now(UTC).date()
