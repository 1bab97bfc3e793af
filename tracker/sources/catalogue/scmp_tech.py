"""South China Morning Post: tech."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="South China Morning Post: tech",
    publisher="South China Morning Post",
    country="HK",
    language="en",
    kind="press",
    reader=Feed("https://www.scmp.com/rss/36/feed", ABOUT_CONTROLS),
    schedule=Every(minutes=30),
    licence="Copyright of the publisher: for reading and citing short passages; see the terms of use of the site",
    expects=Expectation(documents=5, days=30),
    starter=True,
    homepage="https://www.scmp.com/tech",
)
