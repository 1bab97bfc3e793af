"""RSS and Atom feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import feedparser

from tracker.errors import SourceChanged
from tracker.sources.dates import read_date
from tracker.sources.markup import check_markup
from tracker.sources.source import FEED_TYPES, PAGE_TYPES, Ask, Found, Lead, Listing, Memory

_MOST = 1_000
"""Entries of one feed that are read; the longest real ones have some hundreds."""
_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|RDF)[\s>]")


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed; ``only`` keeps the entries whose address or title matches."""

    address: str
    only: str | None = None

    def asks(self, now: datetime, memory: Memory) -> tuple[Ask, ...]:  # noqa: ARG002 - as every reader
        """The feed."""
        return (Ask(url=self.address, media_types=(*FEED_TYPES, *PAGE_TYPES)),)

    def read(self, listing: Listing, memory: Memory) -> Found:  # noqa: ARG002
        """Its entries."""
        return only(read_feed(listing), self.only)


def is_feed(listing: Listing) -> bool:
    """Whether it begins like one."""
    return _ROOT.search(listing.body[:2_000]) is not None


def read_feed(listing: Listing) -> Found:
    """The entries of a feed that have an address. Raises ``SourceChanged`` where it is none, or a hostile one."""
    check_markup(listing)
    if not is_feed(listing):
        raise SourceChanged(f"{listing.url} is no RSS or Atom feed: see whether its address has changed")
    # The standard library's switch for the network is the type: bytes in a buffer are never an address.
    parsed = feedparser.parse(BytesIO(listing.body), response_headers={"content-type": _content_type(listing)})
    leads, alarms = [], []
    for entry in parsed.entries[:_MOST]:
        address = str(entry.get("link") or "").strip()
        if not address:
            continue
        lead, alarm = _lead(urljoin(listing.url, address), entry, listing.now)
        leads.append(lead)
        alarms += alarm
    if not parsed.entries and parsed.bozo:
        raise SourceChanged(f"{listing.url} is a broken feed ({_reason(parsed)}): look at it in a browser")
    return Found(leads=tuple(leads), alarms=tuple(alarms))


def only(found: Found, pattern: str | None) -> Found:
    """``found`` with the leads alone whose address or title matches ``pattern``, whatever the case."""
    if pattern is None:
        return found
    wanted = re.compile(pattern, re.IGNORECASE)
    leads = tuple(lead for lead in found.leads if wanted.search(lead.url) or wanted.search(lead.title or ""))
    return Found(leads=leads, more=found.more, alarms=found.alarms, memory=found.memory)


def _lead(url: str, entry: Any, now: datetime) -> tuple[Lead, list[str]]:
    published, alarm = _date(entry, ("published", "created", "updated"), url, now)
    modified, other = _date(entry, ("updated",), url, now)
    title = " ".join(re.sub(r"<[^<>]{0,500}>", " ", str(entry.get("title") or "")).split())[:500]
    lead = Lead(
        url=url,
        title=title or None,
        published=published[0] if published else None,
        precision=published[1] if published else None,
        modified=modified[0] if modified else None,
    )
    return lead, list(dict.fromkeys(alarm + other))


def _date(entry: Any, names: tuple[str, ...], url: str, now: datetime) -> tuple[Any, list[str]]:
    """The first of these dates as it is written: the library's own reading makes 2 March of 30 February."""
    for name in names:
        # Asked by ``dict.get``, since the library would answer with another field where this one is missing.
        text = dict.get(entry, name)
        if not text:
            continue
        found = read_date(str(text), now)
        return found, [] if found else [f"{url} is dated {str(text)[:40]!r}, which is no date: left undated"]
    return None, []


def _content_type(listing: Listing) -> str:
    charset = f"; charset={listing.charset}" if listing.charset else ""
    return f"{listing.media_type if listing.media_type in FEED_TYPES else 'application/xml'}{charset}"


def _reason(parsed: Any) -> str:
    return type(parsed.get("bozo_exception")).__name__
