"""The Guardian: semiconductors."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="The Guardian: semiconductors",
    publisher="The Guardian",
    country="GB",
    language="en",
    kind="press",
    reader=Feed("https://www.theguardian.com/technology/semiconductors/rss"),
    schedule=Every(minutes=60),
    licence="Copyright of the publisher: for reading and citing short passages; see the terms of use of the site",
    expects=Expectation(documents=2, days=30),
    starter=True,
    homepage="https://www.theguardian.com/technology/semiconductors",
)
