"""The New York Times: technology."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="The New York Times: technology",
    publisher="The New York Times",
    country="US",
    language="en",
    kind="press",
    reader=Feed("https://rss.nytimes.com/services/xml/rss/nyt/Technology.xml", ABOUT_CONTROLS),
    schedule=Every(minutes=30),
    licence="Copyright of the publisher: for reading and citing short passages; see the terms of use of the site",
    expects=Expectation(documents=2, days=30),
    homepage="https://www.nytimes.com/section/technology",
    note="Most texts are for subscribers; what is closed is reported and left.",
)
