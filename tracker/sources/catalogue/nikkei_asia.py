"""Nikkei Asia."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="Nikkei Asia",
    publisher="Nikkei",
    country="JP",
    language="en",
    kind="press",
    reader=Feed("https://asia.nikkei.com/rss/feed/nar", ABOUT_CONTROLS),
    schedule=Every(minutes=30),
    licence="Copyright of the publisher: for reading and citing short passages; see the terms of use of the site",
    expects=Expectation(documents=5, days=30),
    homepage="https://asia.nikkei.com/",
)
