"""Pages that list news without a feed, and any site from a start address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from tracker.errors import SourceChanged
from tracker.sources.feeds import is_feed, only, read_feed
from tracker.sources.markup import Anchor, links_of
from tracker.sources.sitemaps import is_sitemap, read_sitemap, recent
from tracker.sources.source import Ask, Found, Lead, Listing, Memory

_MOST = 200
_STORY = re.compile(r"/\d{4}/\d{1,2}/|/(?:19|20)\d{6}|[-_]\d{5,}|(?:[a-z0-9]+-){4}|(?:[a-z0-9]+_){4}", re.IGNORECASE)
"""Addresses of stories hold a date, a long number or many words; those of sections do not."""
_RECENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that link to stories: those whose address matches ``story``, and ``only``, where that is given."""

    addresses: tuple[str, ...]
    story: str
    only: str | None = None

    def asks(self, now: datetime, memory: Memory) -> tuple[Ask, ...]:  # noqa: ARG002 - as every reader
        """The pages."""
        return tuple(Ask(url=address) for address in self.addresses)

    def read(self, listing: Listing, memory: Memory) -> Found:  # noqa: ARG002
        """Its stories. Raises ``SourceChanged`` where there is none: the page is made anew, or needs a browser."""
        wanted = re.compile(self.story)
        stories = _leads([anchor for anchor in links_of(listing).anchors if wanted.search(anchor.url)], listing)
        if not stories:
            raise SourceChanged(
                f"{listing.url} links to no address that matches {self.story}: the page may have been made anew"
            )
        return only(Found(leads=stories), self.only)


@dataclass(frozen=True, slots=True)
class Site:
    """Any site: its feeds if the start page declares some, else what looks like a story on it."""

    address: str
    only: str | None = None

    def asks(self, now: datetime, memory: Memory) -> tuple[Ask, ...]:  # noqa: ARG002 - as every reader
        """The start page."""
        return (Ask(url=self.address),)

    def read(self, listing: Listing, memory: Memory) -> Found:  # noqa: ARG002
        """Stories, or the feeds that list them. Raises ``SourceChanged`` where neither is found."""
        if is_feed(listing):
            return only(read_feed(listing), self.only)
        if is_sitemap(listing):
            return recent(only(read_sitemap(listing), self.only), listing.now, _RECENT_DAYS)
        links = links_of(listing)
        if listing.ask.depth == 0 and links.feeds:
            return Found(more=tuple(Ask(url=feed, depth=1) for feed in links.feeds[:3]))
        host = _site(listing.url)
        stories = [a for a in links.anchors if _site(a.url) == host and _STORY.search(urlsplit(a.url).path)]
        if not stories:
            raise SourceChanged(f"{listing.url} declares no feed and links to no story: give the address of its feed")
        return only(Found(leads=_leads(stories, listing)), self.only)


def _leads(anchors: list[Anchor], listing: Listing) -> tuple[Lead, ...]:
    """One for each address, with the longest words that link to it."""
    titles: dict[str, str] = {}
    for anchor in anchors:
        if anchor.url.rstrip("/") != listing.url.rstrip("/"):
            titles[anchor.url] = max(titles.get(anchor.url, ""), anchor.text, key=len)
    return tuple(Lead(url=url, title=text or None) for url, text in list(titles.items())[:_MOST])


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
