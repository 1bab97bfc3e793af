"""The routes behind the pages Today and Chips."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field

from tracker import controls
from tracker.api import desk_shapes as shapes
from tracker.api.asked import Asked
from tracker.api.description import problem
from tracker.api.routes import Held, Known
from tracker.comparing import compare as comparison
from tracker.controls.asking import PARTIES, read_entity, read_place
from tracker.errors import NotFound
from tracker.model import KINDS
from tracker.store import ConflictFilter

router = APIRouter(prefix="/api")

_INVALID: dict[int | str, dict[str, Any]] = {
    422: problem("A parameter is unknown or cannot be used; `errors` says which.")
}
_SINCE = timedelta(days=7)


class TodayAsked(Asked):
    """Since when."""

    since: datetime | date | None = Field(default=None, examples=["2025-08-05"])
    """After this moment, or from the beginning of this day in UTC; a week ago unless given."""


class DossierAsked(Asked):
    """Where an item goes, to whom, and when."""

    destination: list[str] = Field(default=["CN", "HK", "AE"], examples=[["CN", "NL"]], max_length=12)
    """Where it goes: ISO 3166-1 codes, or names of countries or cities."""
    party: str | None = Field(default=None, examples=["nexperia"])
    """Who receives it: a key or a name."""
    valid_at: date | None = Field(default=None, examples=["2025-05-01"])
    """The day of the shipment; today unless given."""
    known_at: date | None = Field(default=None, examples=["2025-05-01"])
    """Answer from what was public on this day; today unless given."""


class CompareAsked(Asked):
    """Which two, and when."""

    one: str = Field(examples=["H20"])
    """The first: a key or a name."""
    other: str | None = Field(default=None, examples=["H200"])
    """The second; the first again, on another day, unless given."""
    destination: str = Field(default="CN", examples=["CN"])
    """Where items go: an ISO 3166-1 code, or the name of a country or city."""
    day: date | None = Field(default=None, examples=["2025-05-01"])
    """The day; today unless given."""
    other_day: date | None = Field(default=None, examples=["2026-03-01"])
    """The day of the second; the same unless given."""


@router.get("/today", summary="What is new", tags=["Events"], response_model=shapes.Today, responses=_INVALID)
def today(asked: Annotated[TodayAsked, Query()], store: Held, knowledge: Known) -> Any:
    """List events that are new or answered otherwise, newest contradictions, and dates that come or have passed."""
    now = datetime.now(UTC)
    found = store.news(_moment(asked.since) if asked.since else now - _SINCE)
    return {
        "since": found.since,
        "total": found.total,
        "items": found.items,
        "conflicts": store.conflicts(ConflictFilter(limit=20)).items,
        "coming": controls.clock(knowledge, today=now.date(), days=120),
        "passed": controls.unreported(knowledge, today=now.date(), days=365),
    }


def _moment(given: datetime | date) -> datetime:
    if not isinstance(given, datetime):
        return datetime.combine(given, time(), UTC)
    return given if given.tzinfo else given.replace(tzinfo=UTC)


@router.get("/items", summary="Chips and other items", tags=["Status"], response_model=shapes.Items)
def items(knowledge: Known) -> Any:
    """List the items whose figures are held."""
    found = [
        {
            "key": key,
            "name": knowledge.entities[key].name,
            "maker": knowledge.entities[key].vendor,
            "tpp": held.tpp,
            "die_area_mm2": held.die_area_mm2,
            "memory_bandwidth_gb_s": held.memory_bandwidth_gb_s,
            "interconnect_gb_s": held.interconnect_gb_s,
            "announced": held.announced.start if held.announced else None,
        }
        for key, held in sorted(knowledge.specifications.items())
        if key in knowledge.entities
    ]
    return {"items": found, "total": len(found)}


@router.get(
    "/items/{id}",
    summary="One item",
    tags=["Status"],
    response_model=shapes.Dossier,
    responses={400: problem("A destination or party is not known."), 404: problem("No item has this key."), **_INVALID},
)
def item(
    key: Annotated[str, Path(alias="id", description="The item's key.", examples=["nvidia-h20"])],
    asked: Annotated[DossierAsked, Query()],
    store: Held,
    knowledge: Known,
) -> Any:
    """Show the status of an item by destination, on one day and over time, its classification, and its licences."""
    entity = knowledge.entities.get(key)
    if entity is None or entity.kind != "item":
        raise NotFound(f"No item has the key {key[:60]!r}; /api/items lists those whose figures are held")
    now = datetime.now(UTC).date()
    known_at = asked.known_at or now
    party = read_entity(asked.party, PARTIES, knowledge, "party") if asked.party else None
    return controls.dossier(
        controls.Shipment(item=key, destination="", party=party),
        dict.fromkeys(read_place(one, knowledge) for one in asked.destination),
        valid_at=asked.valid_at or now,
        view=controls.as_known(knowledge, known_at, store.reports(knowledge, known_at)),
        said=store.said_of_licences(key, known_at),
        knowledge=knowledge,
    )


@router.get(
    "/compare",
    summary="Two side by side",
    tags=["Status"],
    response_model=shapes.Comparison,
    responses={400: problem("A destination or name is not known."), 404: problem("Nothing has this key."), **_INVALID},
)
def compare(asked: Annotated[CompareAsked, Query()], store: Held, knowledge: Known) -> Any:
    """Show two chips, two entities, or one chip on two days, and the events in which both take part."""
    now = datetime.now(UTC).date()
    first = asked.day or now
    second = asked.other_day or first
    keys = tuple(
        one if "~" in one else read_entity(one, KINDS, knowledge, "name")
        for one in (asked.one, asked.other or asked.one)
    )
    days = ((first, max(first, now)), (second, max(second, now)))
    return comparison((keys[0], keys[1]), days, read_place(asked.destination, knowledge), store, knowledge)
