"""Sitemaps and news sitemaps (sitemaps.org protocol): bounded in depth, number and size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from urllib.parse import urlsplit

from lxml import etree

from tracker.errors import SourceChanged
from tracker.sources.dates import read_date
from tracker.sources.feeds import only
from tracker.sources.markup import check_markup, joined, unpacked
from tracker.sources.source import FEED_TYPES, PAGE_TYPES, Ask, Found, Lead, Listing, Memory

DEEPEST = 3
_MOST_PARTS = 20
_MOST_PAGES = 50_000
_LARGEST = 50_000_000
"""Bytes, as the protocol allows."""
_TYPES = (*FEED_TYPES, *PAGE_TYPES, "application/gzip", "application/x-gzip", "application/octet-stream")
_ROOT = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")


@dataclass(frozen=True, slots=True)
class Sitemap:
    """One sitemap with its parts; ``only`` keeps the pages whose address or title matches, ``days`` the recent ones."""

    address: str
    only: str | None = None
    days: int = 30

    def asks(self, now: datetime, memory: Memory) -> tuple[Ask, ...]:  # noqa: ARG002 - as every reader
        """The sitemap."""
        return (Ask(url=self.address, media_types=_TYPES, largest=_LARGEST),)

    def read(self, listing: Listing, memory: Memory) -> Found:  # noqa: ARG002
        """Its pages and its parts."""
        return recent(only(read_sitemap(listing), self.only), listing.now, self.days)


def is_sitemap(listing: Listing) -> bool:
    """Whether it begins like one."""
    return listing.body.startswith(b"\x1f\x8b") or _ROOT.search(listing.body[:2_000]) is not None


def read_sitemap(listing: Listing) -> Found:
    """The pages of a sitemap, or the parts of an index, newest first. Raises ``SourceChanged`` where it is neither."""
    listing = replace(listing, body=unpacked(listing))
    check_markup(listing)
    root = _ROOT.search(listing.body[:2_000])
    if root is None:
        raise SourceChanged(f"{listing.url} is no sitemap: see whether its address has changed")
    try:
        entries = list(_entries(listing.body, "url" if root[1] == b"urlset" else "sitemap"))
    except etree.XMLSyntaxError as error:
        raise SourceChanged(f"{listing.url} is no well-formed sitemap ({error.msg}): try again later") from error
    return _parts(entries, listing) if root[1] == b"sitemapindex" else _pages(entries, listing)


def recent(found: Found, now: datetime, days: int) -> Found:
    """``found`` without the pages that say that they are older than ``days``."""
    fresh = tuple(lead for lead in found.leads if _age(lead, now) <= days)
    return Found(leads=fresh, more=found.more, alarms=found.alarms, memory=found.memory)


def _age(lead: Lead, now: datetime) -> int:
    told = [when for when in (lead.published, lead.modified) if when is not None]
    return (now - max(told)).days if told else 0


def _entries(body: bytes, tag: str) -> Iterator[dict[str, str]]:
    """The text of each leaf of each entry by local name."""
    events = etree.iterparse(
        BytesIO(body), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    number = 0
    for _, element in events:
        if not isinstance(element.tag, str) or etree.QName(element).localname != tag:
            continue
        yield {
            etree.QName(leaf).localname: leaf.text.strip()[:4_000]
            for leaf in element.iter()
            if isinstance(leaf.tag, str) and leaf.text
        }
        element.clear()
        number += 1
        if number >= _MOST_PAGES:
            return


def _parts(entries: list[dict[str, str]], listing: Listing) -> Found:
    """Parts on the same host; the newest, where there are too many."""
    host = urlsplit(listing.url).hostname
    if listing.ask.depth + 1 >= DEEPEST:
        return Found(alarms=(f"{listing.url} nests sitemaps deeper than {DEEPEST}: the rest is left",))
    newest = sorted(entries, key=lambda entry: entry.get("lastmod", ""), reverse=True)
    addresses = [joined(listing.url, entry.get("loc", "")) for entry in newest]
    own = [address for address in dict.fromkeys(addresses) if address and urlsplit(address).hostname == host]
    asks = [
        Ask(url=url, media_types=_TYPES, largest=_LARGEST, depth=listing.ask.depth + 1) for url in own[:_MOST_PARTS]
    ]
    return Found(more=tuple(asks))


def _pages(entries: list[dict[str, str]], listing: Listing) -> Found:
    leads, alarms = [], []
    for entry in entries:
        if (url := joined(listing.url, entry.get("loc", ""))) is None:
            continue
        dates = {}
        for name in ("publication_date", "lastmod"):
            dates[name] = read_date(entry[name], listing.now) if entry.get(name) else None
            if entry.get(name) and dates[name] is None:
                alarms.append(f"{url} is dated {entry[name][:40]!r}, which is no date: left undated")
        published, modified = dates["publication_date"], dates["lastmod"]
        leads.append(
            Lead(
                url=url,
                title=entry.get("title"),
                published=published[0] if published else None,
                precision=published[1] if published else None,
                modified=modified[0] if modified else None,
            )
        )
    return Found(leads=tuple(leads), alarms=tuple(alarms[:20]))
