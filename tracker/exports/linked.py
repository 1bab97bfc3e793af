"""JSON-LD in the terms of schema.org, as search engines and knowledge graphs read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.exports.feeds import web_address
from tracker.exports.occasion import Occasion
from tracker.model import Kind
from tracker.store import ArticleView, ClaimView, EntityView, EventView

CONTEXT = "https://schema.org"

_TYPES: Mapping[Kind, str] = {
    "company": "Corporation",
    "agency": "GovernmentOrganization",
    "organisation": "Organization",
    "person": "Person",
    "item": "Product",
    "instrument": "Legislation",
    "place": "Place",
}


def as_node(view: Any, occasion: Occasion) -> dict[str, Any]:
    """One node of the graph; what is unknown is left out."""
    match view:
        case EventView():
            node = _event(view)
            name = view.id
        case ClaimView():
            node, name = _claim(view), view.id
        case EntityView():
            node, name = {"@type": _TYPES[view.kind], "name": view.name, "identifier": view.key}, view.key
        case ArticleView():
            node, name = _article(view), view.id
        case _:
            raise TypeError(f"{type(view).__name__} has no node")
    node = {"@id": occasion.address(name) or occasion.urn(name), **node}
    return {key: value for key, value in node.items() if value not in (None, [], {})}


def _event(view: EventView) -> dict[str, Any]:
    return {
        "@type": "Event",
        "identifier": view.id,
        "name": view.title,
        "additionalType": view.type,
        "description": view.description,
        "startDate": str(view.date.start) if view.date else None,
        "endDate": str(view.date.end) if view.date else None,
        "disambiguatingDescription": view.status,
        "organizer": _named(view, "actor"),
        "contributor": _named(view, "participant"),
        "about": [*_named(view, "target"), *_named(view, "item"), *_named(view, "instrument")],
        "location": [*_named(view, "place"), *_named(view, "destination")],
        "subjectOf": [{"@type": "NewsArticle", "publisher": outlet} for outlet in view.outlets],
    }


def _named(view: EventView, role: Any) -> list[dict[str, str]]:
    return [{"@type": "Thing", "identifier": ref.key, "name": ref.name} for ref in view.roles.get(role, ())]


def _claim(view: ClaimView) -> dict[str, Any]:
    appearance = {
        "@type": "NewsArticle",
        "headline": view.headline,
        "publisher": view.outlet,
        "url": web_address(view.url),
        "datePublished": view.published_at.isoformat() if view.published_at else None,
    }
    return {
        "@type": "Claim",
        "identifier": view.id,
        "name": view.title,
        "text": view.evidence.text,
        "additionalType": view.type,
        "appearance": {key: value for key, value in appearance.items() if value is not None},
        "creditText": view.attribution.name if view.attribution else None,
    }


def _article(view: ArticleView) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "identifier": view.id,
        "headline": view.headline,
        "alternativeHeadline": view.standfirst,
        "author": list(view.byline),
        "publisher": view.outlet,
        "datePublished": view.published.isoformat() if view.published else None,
        "inLanguage": view.language,
        "url": web_address(view.url),
    }
