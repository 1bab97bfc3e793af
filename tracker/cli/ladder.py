"""How far have licences come? Rung by rung, from the knowledge base and from what articles say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.printing import one_line, period, write_json
from tracker.cli.settings import settings
from tracker.cli.status import DAY, as_json, day_of, unless_missing
from tracker.knowledge import load_knowledge

if TYPE_CHECKING:
    from tracker.controls import Ladder, LicenceSaid, Step


@click.command(
    epilog="""\b
Examples:
  tracker ladder H20 --to CN
  tracker ladder H20 --to CN --company Nvidia --known 2025-07-31"""
)
@click.argument("item")
@click.option("--to", "destination", required=True, metavar="PLACE", help="Where it goes: an ISO code or a name.")
@click.option("--company", metavar="NAME", help="Whose licences; those of all companies unless given.")
@click.option("--known", "known_at", type=DAY, metavar="YYYY-MM-DD", help="Use only what had been said on this day.")
@as_json
def ladder(item: str, destination: str, company: str | None, known_at: datetime | None, as_json: bool) -> None:
    """Show how far the licences for ITEM have come: hinted, promised, applied, granted, shipped, booked as revenue.

    A claim that skips a rung is flagged and not counted; what is only reported is shown and not counted.
    """
    from tracker.controls import Shipment, ladders_of, read_shipment

    knowledge, day = load_knowledge(), day_of(known_at)
    shipment = read_shipment(Shipment(item=item, destination=destination, party=company), knowledge)
    found = ladders_of(shipment, _said(shipment.item, day), known_at=day, knowledge=knowledge)
    if as_json:
        from tracker.api.ladder_shapes import Ladders

        place = {"item": shipment.item, "destination": shipment.destination, "known_at": day}
        write_json(Ladders.model_validate({**place, "items": found}))
        return
    names = {key: entity.name for key, entity in knowledge.entities.items()}
    title = f"{names[shipment.item]} → {shipment.destination}, by what had been said on {day}"
    click.echo("\n".join([title, *_cards(found, names)]))


def _said(item: str, day: date) -> Iterator[LicenceSaid]:
    from tracker.store import Store

    with unless_missing(), Store.open(settings().database_url) as store:
        yield from store.said_of_licences(item, day)


def _cards(found: Iterable[Ladder], names: Mapping[str, str]) -> Iterator[str]:
    none = True
    for ladder in found:
        none = False
        yield ""
        yield f"{one_line(names.get(ladder.company, ladder.company))}: {ladder.reached or 'no rung'} is confirmed"
        for step in ladder.steps:
            yield from _step(step)
    if none:
        yield "Nothing is held about licences for it."


def _step(step: Step) -> Iterator[str]:
    claim = step.claim
    marks = [
        "reported" if claim.reported else "",
        f"skips {', '.join(step.skipped)}" if step.skipped else "",
        "" if claim.place_said else "destination not named",
    ]
    said = "; ".join(filter(None, marks))
    day = period(claim.date.start, claim.date.end, claim.date.precision)
    yield f"  {day}  {claim.rung}{f' ({said})' if said else ''}"
    yield f"    {one_line(claim.words)}"
    yield from (f"    {one_line(source)}" for source in claim.sources)
