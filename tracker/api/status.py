"""The routes about legal status: one day, over time, what comes next, and how a chip is classified."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from tracker import controls
from tracker.api import ladder_shapes, measures
from tracker.api import status_shapes as shapes
from tracker.api.asked import Asked
from tracker.api.description import problem
from tracker.api.routes import Held, Known
from tracker.controls import as_known, classifications, read_shipment, to_icalendar
from tracker.errors import NotFound
from tracker.knowledge import Knowledge
from tracker.store import Store

_RESPONSES: dict[int | str, dict[str, Any]] = {
    400: problem("A destination or party is not known."),
    404: problem("No item has this key."),
    422: problem("A parameter is unknown or cannot be used; `errors` says which."),
}
_INVALID: dict[int | str, dict[str, Any]] = {422: _RESPONSES[422]}

router = APIRouter(prefix="/api", tags=["Status"])
router.include_router(measures.router)

Item = Annotated[str, Path(alias="id", description="The item's key.", examples=["nvidia-h20"])]


class ShipmentAsked(Asked):
    """Where an item goes, and to whom."""

    destination: str = Field(examples=["CN"])
    """Where it goes: an ISO 3166-1 code, or the name of a country or city."""
    party: str | None = Field(default=None, examples=["nexperia"])
    """Who receives it: a key or a name. Measures on parties are left open without one."""
    end_use: str | None = Field(default=None, examples=["military"])
    """What it is for."""
    origin: str | None = Field(default=None, examples=["US"])
    """From which country it is shipped; that of its maker unless given."""
    known_at: date | None = Field(default=None, examples=["2025-04-15"])
    """Answer from what was public on this day; today unless given."""


class StatusAsked(ShipmentAsked):
    """A shipment on a day."""

    valid_at: date | None = Field(default=None, examples=["2025-04-12"])
    """The day of the shipment; today unless given."""


class TimelineAsked(ShipmentAsked):
    """A shipment over a span of days."""

    date_from: date = Field(default=controls.FIRST, examples=["2024-01-01"])
    """The first day."""
    date_to: date | None = Field(default=None, examples=["2026-12-31"])
    """The last day; a year after the day of knowledge unless given."""


class LadderAsked(Asked):
    """Where an item goes, and who asks for licences."""

    destination: str = Field(examples=["CN"])
    """Where it goes: an ISO 3166-1 code, or the name of a country or city."""
    company: str | None = Field(default=None, examples=["nvidia"])
    """Whose licences: a key or a name; those of all companies unless given."""
    known_at: date | None = Field(default=None, examples=["2025-08-15"])
    """Answer from what had been said on this day; today unless given."""


class ClockAsked(Asked):
    """How far ahead to look."""

    days: int = Field(default=90, ge=1, le=3650, examples=[365])
    """How many days ahead."""
    start: date | None = Field(default=None, examples=["2026-11-22"])
    """The day after which changes are listed; today unless given."""


@router.get("/items/{id}/status", summary="May it be shipped?", response_model=shapes.Status, responses=_RESPONSES)
def status(item: Item, asked: Annotated[StatusAsked, Query()], knowledge: Known, store: Held) -> Any:
    """Say whether an item may be shipped on a day, by what was known on another, and show every measure looked at."""
    shipment = _shipment(item, asked, knowledge)
    return controls.answer(shipment, asked.valid_at or today(), _view(asked, knowledge, store))


@router.get("/items/{id}/timeline", summary="Status over time", response_model=shapes.Timeline, responses=_RESPONSES)
def timeline(item: Item, asked: Annotated[TimelineAsked, Query()], knowledge: Known, store: Held) -> Any:
    """Show the spans of days over which the answer stays the same."""
    shipment = _shipment(item, asked, knowledge)
    view = _view(asked, knowledge, store)
    bands = controls.timeline(shipment, view, since=asked.date_from, until=asked.date_to)
    return {"shipment": shipment, "known_at": view.known_at, "bands": bands}


@router.get(
    "/items/{id}/classification",
    summary="Classification of a chip",
    response_model=shapes.Classifications,
    responses={404: _RESPONSES[404], 422: _RESPONSES[422]},
)
def classification(item: Item, knowledge: Known) -> Any:
    """Show how each version of the chip rules treats an item, with the arithmetic."""
    _held(item, knowledge)
    return {"item": item, "items": classifications(item, knowledge)}


@router.get("/items/{id}/ladder", summary="Licences", response_model=ladder_shapes.Ladders, responses=_RESPONSES)
def ladder(item: Item, asked: Annotated[LadderAsked, Query()], knowledge: Known, store: Held) -> Any:
    """Show how far licences have come, from hints to revenue; a claim that skips a rung is flagged and not counted."""
    shipment = _shipment(item, ShipmentAsked(destination=asked.destination, party=asked.company), knowledge)
    known_at = asked.known_at or today()
    said = store.said_of_licences(item, known_at)
    found = controls.ladders_of(shipment, said, known_at=known_at, knowledge=knowledge)
    return {"item": item, "destination": shipment.destination, "known_at": known_at, "items": found}


@router.get("/clock", summary="What changes next", response_model=shapes.Clock, responses=_INVALID)
def clock(asked: Annotated[ClockAsked, Query()], knowledge: Known) -> Any:
    """List what changes in the days to come if nobody acts: expiries, returns, days of effect."""
    start = asked.start or today()
    return {
        "start": start,
        "days": asked.days,
        "changes": controls.clock(knowledge, today=start, days=asked.days),
    }


@router.get("/clock.ics", include_in_schema=False)
def calendar(asked: Annotated[ClockAsked, Query()], knowledge: Known) -> Response:
    """The same as a calendar file."""
    start = asked.start or today()
    changes = controls.clock(knowledge, today=start, days=asked.days)
    return Response(to_icalendar(changes, stamped=start), media_type="text/calendar; charset=utf-8")


def today() -> date:
    """The day on which a question without a day is asked."""
    return datetime.now(UTC).date()


def _view(asked: ShipmentAsked, knowledge: Knowledge, store: Store) -> controls.View:
    known_at = asked.known_at or today()
    return as_known(knowledge, known_at, store.reports(knowledge, known_at))


def _shipment(item: str, asked: ShipmentAsked, knowledge: Knowledge) -> controls.Shipment:
    _held(item, knowledge)
    words = controls.Shipment(
        item=item, destination=asked.destination, party=asked.party, end_use=asked.end_use, origin=asked.origin
    )
    return read_shipment(words, knowledge)


def _held(item: str, knowledge: Knowledge) -> None:
    entity = knowledge.entities.get(item)
    if entity is None or entity.kind != "item":
        raise NotFound(f"No item has the key {item!r}; /api/entities?kind=item lists them")
