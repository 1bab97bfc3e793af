"""The usual crawler over a database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from tracker.caps import capped
from tracker.crawl.crawler import Crawler
from tracker.crawl.receiving import Receiver
from tracker.extraction import VERSION, extract_on_topic
from tracker.fetch import Fetcher, Limits
from tracker.knowledge import Knowledge
from tracker.reading import read
from tracker.settings import Settings
from tracker.sources import Source
from tracker.store import Store
from tracker.store.crawling import CrawlStore
from tracker.store.health import known_sources
from tracker.store.turns import SharedTurns


def fetcher_of(settings: Settings, store: Store, *, shared: bool) -> Fetcher:
    """A fetcher as the settings say; ``shared``: whose pace other processes on the same database keep as well."""
    return Fetcher(
        user_agent=settings.user_agent,
        limits=Limits(),
        allowed=frozenset(settings.allowed_hosts),
        proxy=settings.proxy,
        turns=SharedTurns(store) if shared else None,
    )


def crawler_of(store: Store, knowledge: Knowledge, fetcher: Fetcher) -> Crawler:
    """The usual stages over ``store``."""
    crawls = CrawlStore(store)
    receiver = Receiver(
        store=store,
        knowledge=knowledge,
        fetcher=fetcher,
        read=capped(read),
        extract=capped(extract_on_topic),
        version=VERSION,
    )
    return Crawler(store=store, crawls=crawls, fetcher=fetcher, receiver=receiver, clock=lambda: datetime.now(UTC))


def sources_of(crawls: CrawlStore, now: datetime) -> Mapping[str, Source]:
    """The catalogue and the user's own sources, by name."""
    return known_sources(crawls.states(now))
