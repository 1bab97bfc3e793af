"""Intel: newsroom."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="Intel: newsroom",
    publisher="Intel",
    country="US",
    language="en",
    kind="party",
    reader=Feed("https://newsroom.intel.com/feed"),
    schedule=Every(minutes=120),
    licence="Copyright of the company; press releases are published to be quoted",
    expects=Expectation(documents=3, days=30),
    homepage="https://newsroom.intel.com/",
)
