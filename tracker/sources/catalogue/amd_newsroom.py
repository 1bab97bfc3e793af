"""AMD: press releases."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="AMD: press releases",
    publisher="AMD",
    country="US",
    language="en",
    kind="party",
    reader=Feed("https://ir.amd.com/news-events/press-releases/rss"),
    schedule=Every(minutes=120),
    licence="Copyright of the company; press releases are published to be quoted",
    expects=Expectation(documents=3, days=30),
    homepage="https://ir.amd.com/news-events/press-releases",
)
