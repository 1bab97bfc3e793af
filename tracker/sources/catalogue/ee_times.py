"""EE Times."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="EE Times",
    publisher="AspenCore",
    country="US",
    language="en",
    kind="press",
    reader=Feed("https://www.eetimes.com/feed/", ABOUT_CONTROLS),
    schedule=Every(minutes=120),
    licence="Copyright of the publisher: for reading and citing short passages; see the terms of use of the site",
    expects=Expectation(documents=2, days=30),
    homepage="https://www.eetimes.com/",
)
