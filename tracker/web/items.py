"""The pages of chips and other items: figures, classification, status over time, and licences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tracker.controls import (
    FIRST,
    USUAL_DESTINATIONS,
    Band,
    Classification,
    Dossier,
    Shipment,
    as_known,
    classifications,
    dossier,
)
from tracker.controls.asking import PARTIES, read_entity, read_place
from tracker.errors import InputError, NotFound
from tracker.knowledge import Knowledge, KnownEntity, SpecificationRecord
from tracker.store import EventFilter, Store
from tracker.web.charts import Axis, Lane, Line, TimeChart
from tracker.web.facts import reference
from tracker.web.parameters import Held, Known, only, place_name, read_day, remembered, today
from tracker.web.rendering import show
from tracker.web.wording import day

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

_EVENTS = 25
_LATEST = "3a090-2024-04"
_BEFORE = date(2022, 1, 1)
"""Charts begin here unless something changed earlier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An item in the list of those whose figures are held."""

    entity: KnownEntity
    maker: str | None
    figures: SpecificationRecord
    by_latest: Classification | None


@router.get("/items")
def items(request: Request, knowledge: Known) -> HTMLResponse:
    """Every item whose figures are held, by maker."""
    only(request, "maker")
    rows = remembered(request, "items", lambda: _rows(knowledge))
    asked = request.query_params.get("maker", "")
    makers = sorted({row.maker for row in rows if row.maker})
    shown = [row for row in rows if not asked or row.maker == asked]
    return show(request, "items.html", section="/items", rows=shown, makers=makers, maker=asked, today=today())


def _rows(knowledge: Knowledge) -> list[Row]:
    found = [_row(knowledge, key) for key in knowledge.specifications if key in knowledge.entities]
    return sorted(found, key=lambda row: (row.maker or "~", row.entity.name))


def _row(knowledge: Knowledge, key: str) -> Row:
    entity = knowledge.entities[key]
    by_version = {one.threshold: one for one in classifications(key, knowledge)}
    return Row(
        entity=entity,
        maker=reference(knowledge, entity.vendor).name if entity.vendor else None,
        figures=knowledge.specifications[key],
        by_latest=by_version.get(_LATEST),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asks about an item."""

    destinations: tuple[str, ...]
    party: str | None
    party_words: str
    valid_at: date
    known_at: date


@router.get("/items/{key}")
def item(key: str, request: Request, store: Held, knowledge: Known) -> HTMLResponse:
    """One item on one day, as known on another."""
    entity = knowledge.entities.get(key)
    if entity is None or entity.kind != "item":
        raise NotFound(f"No item has the key {key[:60]!r}: look it up in the list of chips")
    try:
        asked, wrong = read_question(request, knowledge), None
    except InputError as error:
        asked, wrong = _plain(), str(error)
    found = look_up(key, asked, store, knowledge)
    # An address that names no days means today, and stays so tomorrow.
    return show(
        request,
        "item.html",
        422 if wrong else 200,
        section="/items",
        entity=entity,
        figures=knowledge.specifications.get(key),
        maker=reference(knowledge, entity.vendor) if entity.vendor else None,
        found=found,
        asked=asked,
        wrong=wrong,
        today=today(),
        first=date(2019, 1, 1),
        chart=_chart(found, asked, knowledge),
        places={code: place_name(code, knowledge) for code in (*USUAL_DESTINATIONS, *asked.destinations)},
        differences=[one for one in knowledge.differences if one.item == key],
        events=store.events(EventFilter.model_validate({"item": key, "limit": _EVENTS})),
        titles={measure.id: measure.title for measure in knowledge.measures},
        names=lambda one: reference(knowledge, one).name,
    )


def _plain() -> Asked:
    return Asked(destinations=USUAL_DESTINATIONS[:3], party=None, party_words="", valid_at=today(), known_at=today())


def read_question(request: Request, knowledge: Knowledge) -> Asked:
    """What the parameters ask; three usual destinations unless others are named. Raises ``InputError``."""
    only(request, "destination", "party", "valid_at", "known_at")
    given = request.query_params
    words = [one for one in given.getlist("destination") if one.strip()]
    party = given.get("party", "").strip()
    return Asked(
        destinations=tuple(dict.fromkeys(read_place(one, knowledge) for one in words)) or _plain().destinations,
        party=read_entity(party, PARTIES, knowledge, "party") if party else None,
        party_words=party,
        valid_at=read_day(given.get("valid_at")),
        known_at=read_day(given.get("known_at")),
    )


def look_up(key: str, asked: Asked, store: Store, knowledge: Knowledge) -> Dossier:
    """The dossier of an item, with what articles say about it."""
    view = as_known(knowledge, asked.known_at, store.reports(knowledge, asked.known_at))
    return dossier(
        Shipment(item=key, destination="", party=asked.party),
        asked.destinations,
        valid_at=asked.valid_at,
        view=view,
        said=store.said_of_licences(key, asked.known_at),
        knowledge=knowledge,
    )


def _chart(found: Dossier, asked: Asked, knowledge: Knowledge) -> TimeChart:
    changes = [band.start for route in found.routes for band in route.bands if band.start > FIRST]
    axis = Axis(
        first=min([_BEFORE, *(change - timedelta(days=90) for change in changes)]),
        last=max(found.known_at + timedelta(days=365), asked.valid_at),
    )
    return TimeChart(
        title=f"Status over time by what was known on {day(found.known_at)}",
        ticks=axis.ticks(),
        lanes=tuple(
            Lane(
                label=f"to {place_name(route.destination, knowledge)}",
                bars=tuple(
                    axis.bar(max(band.start, axis.first), band.end, look(band), _short(band), _told(band))
                    for band in route.bands
                    if band.end >= axis.first
                ),
            )
            for route in found.routes
        ),
        lines=(Line(x=axis.at(asked.valid_at), label=f"on {asked.valid_at}", look="on"),),
    )


def look(band: Band) -> str:
    """The class of the style sheet for the answer of a band."""
    return f"state-{band.state.replace(' ', '-')}" + (" reported" if band.as_reported != band.state else "")


def _short(band: Band) -> str:
    return {"licence required": "licence"}.get(band.state, band.state)


def _told(band: Band) -> str:
    policy = f", {band.policy}" if band.policy else ""
    reported = f"; {band.as_reported} if reports hold" if band.as_reported != band.state else ""
    return f"{day(band.start)} to {day(band.end)}: {band.state}{policy}{reported}"
