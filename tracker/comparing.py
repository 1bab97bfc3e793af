"""Two things side by side: two chips, two entities, or one chip on two days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from tracker.controls import Classification, Shipment, Status, answer, as_known, classifications
from tracker.knowledge import Knowledge
from tracker.model import Kind
from tracker.store import EventFacets, EventFilter, EventView, FacetValue, Store

FIGURES: Final = (
    "tpp",
    "performance_density",
    "die_area_mm2",
    "memory_gb",
    "memory_type",
    "memory_bandwidth_gb_s",
    "interconnect_gb_s",
    "process",
)
"""Which figures of chips are compared."""

_TYPES = 30
_LOOKED_AT, _SHARED = 200, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two."""

    key: str
    name: str
    kind: Kind
    day: date
    figures: Mapping[str, float | str]
    """Those that are known."""
    status: Status | None
    """Of an item: whether it may be shipped on the day."""
    classifications: tuple[Classification, ...]
    types: tuple[FacetValue, ...]
    """Its events by type."""
    total: int
    """How many events it is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both sides, and what they have in common."""

    sides: tuple[Side, ...]
    shared: tuple[EventView, ...]
    """The newest events in which both take part."""


Days: TypeAlias = tuple[date, date]
"""The day in the world, and the day of knowledge."""


def compare(
    keys: tuple[str, str], days: tuple[Days, Days], place: str, store: Store, knowledge: Knowledge
) -> Comparison:
    """Two of them, each on its days, for one destination (ISO 3166-1). Raises ``NotFound``."""
    one, other = keys
    shared: tuple[EventView, ...] = ()
    if one != other:
        both = store.events(EventFilter.model_validate({"entity": [one], "limit": _LOOKED_AT})).items
        shared = tuple(e for e in both if any(ref.key == other for refs in e.roles.values() for ref in refs))
    sides = tuple(_side(key, place, day, store, knowledge) for key, day in zip(keys, days, strict=True))
    return Comparison(sides=sides, shared=shared[:_SHARED])


def _side(key: str, place: str, days: Days, store: Store, knowledge: Knowledge) -> Side:
    (day, known_at), entity = days, knowledge.entities.get(key)
    held = None if entity else store.entity(key).entity
    found = store.facets(EventFacets.model_validate({"entity": [key], "facet": ["type"], "values": _TYPES}))
    record = knowledge.specifications.get(key)
    is_item = entity is not None and entity.kind == "item"
    view = as_known(knowledge, known_at, store.reports(knowledge, known_at)) if is_item else None
    figures = {name: getattr(record, name) for name in FIGURES} if record else {}
    return Side(
        key=key,
        name=entity.name if entity else held.name if held else key,
        kind=entity.kind if entity else held.kind if held else "item",
        day=day,
        figures={name: value for name, value in figures.items() if value is not None},
        status=answer(Shipment(item=key, destination=place), day, view) if view else None,
        classifications=classifications(key, knowledge) if is_item else (),
        types=found.facets[0].values if found.facets else (),
        total=found.total,
    )
