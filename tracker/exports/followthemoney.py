"""FollowTheMoney entities, as investigators' tools read them (https://followthemoney.tech).

Companies, agencies, organisations and people are what they are there, events are of the schema ``Event`` and articles
of ``Article``. Items, instruments and places have no schema of their own and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tracker.exports.feeds import web_address
from tracker.exports.occasion import Occasion
from tracker.model import Kind, Role
from tracker.store import ArticleView, EntityView, EventView

_SCHEMATA: Mapping[Kind, str] = {
    "company": "Company",
    "agency": "PublicBody",
    "organisation": "Organization",
    "person": "Person",
}
_ACTING = ("actor", "participant")


def as_entity(view: Any, occasion: Occasion) -> dict[str, Any] | None:
    """The entity; ``None`` where there is no schema for it."""
    match view:
        case EntityView():
            schema = _SCHEMATA.get(view.kind)
            return _entity(view.key, schema, _party(view, occasion)) if schema else None
        case EventView():
            return _entity(view.id, "Event", _event(view, occasion))
        case ArticleView():
            return _entity(view.id, "Article", _article(view))
    raise TypeError(f"{type(view).__name__} has no schema")


def _entity(identifier: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> dict[str, Any]:
    kept = {name: [value for value in values if value] for name, values in properties.items()}
    filled = {name: values for name, values in kept.items() if values}
    return {"id": name_of(identifier), "schema": schema, "properties": filled, "datasets": ["trade-tracker"]}


def name_of(identifier: str) -> str:
    """An identifier as FollowTheMoney allows it, recognisably of the tracker."""
    return "trk-" + identifier.replace("~", "-")


def _party(view: EntityView, occasion: Occasion) -> Mapping[str, list[str | None]]:
    return {
        "name": [view.name],
        "country": [view.country.lower() if view.country else None],
        "sourceUrl": [occasion.address(view.key)],
    }


_PLACES: tuple[Role, ...] = ("place", "destination")


def _event(view: EventView, occasion: Occasion) -> Mapping[str, list[str | None]]:
    parties = {ref.key: role for role, refs in view.roles.items() for ref in refs if role not in ("item", "instrument")}
    places = [ref.name for role in _PLACES for ref in view.roles.get(role, ())]
    return {
        "name": [view.title],
        "summary": [view.description],
        "startDate": [str(view.date.start) if view.date else None],
        "endDate": [str(view.date.end) if view.date else None],
        "location": list(places),
        "organizer": [name_of(key) for key, role in parties.items() if role in _ACTING],
        "involved": [name_of(key) for key, role in parties.items() if role == "target"],
        "keywords": [view.type, view.status],
        "publisher": list(view.outlets),
        "sourceUrl": [occasion.address(view.id)],
    }


def _article(view: ArticleView) -> Mapping[str, list[str | None]]:
    return {
        "title": [view.headline],
        "author": list(view.byline),
        "publisher": [view.outlet],
        "publishedAt": [str(view.published.date()) if view.published else None],
        "sourceUrl": [web_address(view.url)],
        "description": [view.standfirst],
    }
