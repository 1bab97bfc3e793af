"""The page that puts two things side by side: two chips, two entities, or one chip on two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tracker.controls import Classification, Shipment, Status, answer, as_known, classifications
from tracker.controls.asking import read_entity, read_place
from tracker.errors import InputError
from tracker.knowledge import Knowledge, SpecificationRecord
from tracker.model import KINDS
from tracker.store import EventFacets, EventFilter, EventView, Facet, Store
from tracker.web.names import Unclear, key_of
from tracker.web.parameters import Held, Known, only, place_name, read_day, today
from tracker.web.rendering import show

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

_NAMES = ("one", "other", "destination", "day", "other_day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two."""

    key: str
    name: str
    kind: str
    day: date
    figures: SpecificationRecord | None
    status: Status | None
    classifications: tuple[Classification, ...]
    types: Facet | None
    """Its events by type."""
    total: int


@router.get("/compare")
def compare(request: Request, store: Held, knowledge: Known) -> HTMLResponse:
    """Two sides, what differs marked, and what they have in common."""
    given = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    try:
        only(request, *_NAMES)
        sides, shared, wrong = _sides(given, store, knowledge)
    except (InputError, Unclear) as error:
        sides, shared, wrong = (), (), str(error)
    return show(
        request,
        "compare.html",
        422 if wrong else 200,
        section="/compare",
        given={"day": today().isoformat(), "destination": "China", **given},
        sides=sides,
        shared=shared,
        wrong=wrong,
        rows=figures(sides),
        place=place_name(sides[0].status.shipment.destination, knowledge) if sides and sides[0].status else "",
        types={name: one.title for name, one in knowledge.event_types.items()},
    )


def _sides(
    given: dict[str, str], store: Store, knowledge: Knowledge
) -> tuple[tuple[Side, ...], tuple[EventView, ...], str | None]:
    if "one" not in given:
        return (), (), "Give the first of the two" if "other" in given else None
    if not given.keys() & {"other", "other_day"}:
        return (), (), "Give a second name, or a second day for the same item"
    place = read_place(given.get("destination", "CN"), knowledge)
    day, other_day = read_day(given.get("day")), read_day(given.get("other_day", given.get("day")))
    one = _key(given["one"], store, knowledge)
    other = _key(given["other"], store, knowledge) if "other" in given else one
    shared: tuple[EventView, ...] = ()
    if one != other:
        both = store.events(EventFilter.model_validate({"entity": [one], "limit": 200})).items
        shared = tuple(e for e in both if any(ref.key == other for refs in e.roles.values() for ref in refs))[:10]
    sides = (side(one, place, day, store, knowledge), side(other, place, other_day, store, knowledge))
    return sides, shared, None


def _key(words: str, store: Store, knowledge: Knowledge) -> str:
    try:
        return read_entity(words, KINDS, knowledge, "name")
    except InputError:
        return key_of(words, store, knowledge)


def side(key: str, place: str, day: date, store: Store, knowledge: Knowledge) -> Side:
    """One side: for an item its figures and answers, for all what they took part in."""
    entity = knowledge.entities.get(key)
    is_item = entity is not None and entity.kind == "item"
    found = store.facets(EventFacets.model_validate({"entity": [key], "facet": ["type"], "values": 30}))
    shipment = Shipment(item=key, destination=place)
    return Side(
        key=key,
        name=entity.name if entity else key.partition("~")[2].replace("-", " ").title(),
        kind=entity.kind if entity else key.partition("~")[0],
        day=day,
        figures=knowledge.specifications.get(key),
        status=answer(shipment, day, as_known(knowledge, max(day, today()))) if is_item else None,
        classifications=classifications(key, knowledge) if is_item else (),
        types=found.facets[0] if found.facets else None,
        total=found.total,
    )


def figures(sides: tuple[Side, ...]) -> list[tuple[str, list[str]]]:
    """Rows of figures that either side has."""
    if not all(side.figures for side in sides) or not sides:
        return []
    told = [(label, [_figure(side.figures, name) for side in sides]) for name, label in _FIGURES.items()]
    return [(label, values) for label, values in told if any(values)]


_FIGURES = {
    "tpp": "TPP",
    "performance_density": "Performance density",
    "die_area_mm2": "Die area, mm²",
    "memory_gb": "Memory, GB",
    "memory_type": "Memory type",
    "memory_bandwidth_gb_s": "Memory bandwidth, GB/s",
    "interconnect_gb_s": "Interconnect, GB/s",
    "process": "Process",
}


def _figure(record: SpecificationRecord | None, name: str) -> str:
    value = getattr(record, name, None)
    if value is None:
        return ""
    return f"{value:,g}" if isinstance(value, (int, float)) else str(value)
