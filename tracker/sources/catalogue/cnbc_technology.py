"""CNBC: technology."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="CNBC: technology",
    publisher="CNBC",
    country="US",
    language="en",
    kind="press",
    reader=Feed("https://www.cnbc.com/id/19854910/device/rss/rss.html", ABOUT_CONTROLS),
    schedule=Every(minutes=30),
    licence="Copyright of the publisher: for reading and citing short passages; see the terms of use of the site",
    expects=Expectation(documents=5, days=30),
    starter=True,
    homepage="https://www.cnbc.com/technology/",
)
