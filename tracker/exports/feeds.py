"""News feeds: Atom (RFC 4287) and RSS 2.0, newest first, of any length."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime
from typing import Any

from lxml import etree

from tracker.exports.occasion import Occasion
from tracker.exports.text import plain
from tracker.store import ArticleView, ClaimView, ConflictView, EventView

_ATOM = "http://www.w3.org/2005/Atom"
_PIECE = 1 << 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed tells of one thing."""

    id: str
    title: str
    link: str | None
    told: datetime
    """When it was published."""
    summary: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]


def write_atom(views: Iterable[Any], occasion: Occasion) -> Iterator[bytes]:
    """An Atom feed."""
    held = io.BytesIO()
    with etree.xmlfile(held, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("feed", nsmap={None: _ATOM}):
            _put(file, "title", occasion.title)
            _put(file, "id", occasion.urn(""))
            _put(file, "updated", occasion.made.isoformat())
            with file.element("author"):
                _put(file, "name", "The tracker")
            if occasion.base:
                file.write(etree.Element("link", href=f"{occasion.base}/{occasion.listed}"))
            for view in views:
                _atom_entry(file, entry_of(view, occasion))
                if held.tell() > _PIECE:
                    file.flush()
                    yield _taken(held)
    yield _taken(held)


def write_rss(views: Iterable[Any], occasion: Occasion) -> Iterator[bytes]:
    """An RSS feed."""
    held = io.BytesIO()
    with etree.xmlfile(held, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("rss", version="2.0"), file.element("channel"):
            _put(file, "title", occasion.title)
            _put(file, "link", f"{occasion.base or ''}/{occasion.listed}")
            _put(file, "description", "What is known of export controls on chips, and who says so")
            _put(file, "lastBuildDate", format_datetime(occasion.made))
            for view in views:
                _rss_item(file, entry_of(view, occasion))
                if held.tell() > _PIECE:
                    file.flush()
                    yield _taken(held)
    yield _taken(held)


def _taken(held: io.BytesIO) -> bytes:
    data = held.getvalue()
    held.seek(0)
    held.truncate()
    return data


def _put(file: Any, name: str, text: str) -> None:
    with file.element(name):
        file.write(plain(text))


def _atom_entry(file: Any, entry: Entry) -> None:
    with file.element("entry"):
        _put(file, "id", entry.id)
        _put(file, "title", entry.title)
        _put(file, "updated", entry.told.isoformat())
        _put(file, "published", entry.told.isoformat())
        if entry.link:
            file.write(etree.Element("link", href=plain(entry.link)))
        for author in entry.authors:
            with file.element("author"):
                _put(file, "name", author)
        for tag in entry.tags:
            file.write(etree.Element("category", term=tag))
        _put(file, "summary", entry.summary)


def _rss_item(file: Any, entry: Entry) -> None:
    with file.element("item"):
        _put(file, "title", entry.title)
        if entry.link:
            _put(file, "link", entry.link)
        with file.element("guid", isPermaLink="false"):
            file.write(entry.id)
        _put(file, "pubDate", format_datetime(entry.told))
        for tag in entry.tags:
            _put(file, "category", tag)
        _put(file, "description", entry.summary)


def entry_of(view: Any, occasion: Occasion) -> Entry:
    """What a feed tells of an event, a claim, a conflict or an article."""
    match view:
        case EventView():
            return _event(view, occasion)
        case ClaimView():
            return _claim(view, occasion)
        case ArticleView():
            return _article(view, occasion)
        case ConflictView():
            return _conflict(view, occasion)
    raise TypeError(f"{type(view).__name__} has no place in a feed")


def _event(event: EventView, occasion: Occasion) -> Entry:
    dated = datetime.combine(event.date.start, time(), UTC) if event.date else occasion.made
    days = f"{event.date.start} to {event.date.end} ({event.date.precision})" if event.date else "no date given"
    told = f"Told by {', '.join(event.outlets)}." if event.outlets else ""
    return Entry(
        id=occasion.urn(event.id),
        title=event.title,
        link=occasion.address(event.id),
        told=event.first_published or dated,
        summary=" ".join(part for part in (event.description, f"{event.status}; {days}.", told) if part),
        authors=event.origins,
        tags=(event.type, event.status),
    )


def _claim(claim: ClaimView, occasion: Occasion) -> Entry:
    base = f"{occasion.base}/events/{claim.event_id}" if occasion.base and claim.event_id else None
    return Entry(
        id=occasion.urn(claim.id),
        title=claim.title,
        link=base,
        told=claim.published_at or claim.known_at,
        summary=f"“{claim.evidence.text}”",
        authors=(claim.outlet,) if claim.outlet else (),
        tags=(claim.type, claim.status),
    )


def _article(article: ArticleView, occasion: Occasion) -> Entry:
    return Entry(
        id=occasion.urn(article.id),
        title=article.headline or "Without a headline",
        link=occasion.address(article.id) or web_address(article.url),
        told=article.published or occasion.made,
        summary=article.standfirst or "",
        authors=tuple(name for name in (article.outlet, *article.byline) if name),
        tags=(),
    )


def _conflict(conflict: ConflictView, occasion: Occasion) -> Entry:
    sides = "; ".join(f"{side.value} ({', '.join(side.outlets)})" for side in conflict.sides)
    return Entry(
        id=occasion.urn(conflict.id),
        title=f"Sources differ on the {conflict.kind}: {conflict.title}",
        link=f"{occasion.base}/events/{conflict.event_id}" if occasion.base else None,
        told=occasion.made,
        summary=sides,
        authors=(),
        tags=(conflict.type, conflict.kind),
    )


def web_address(url: str | None) -> str | None:
    """``url`` where a reader may follow it: pages choose their own addresses, and not all are of the web."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
