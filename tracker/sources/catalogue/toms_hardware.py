"""Tom's Hardware."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="Tom's Hardware",
    publisher="Future plc",
    country="GB",
    language="en",
    kind="press",
    reader=Feed("https://www.tomshardware.com/feeds/all", ABOUT_CONTROLS),
    schedule=Every(minutes=60),
    licence="Copyright of the publisher: for reading and citing short passages; see the terms of use of the site",
    expects=Expectation(documents=5, days=30),
    homepage="https://www.tomshardware.com/",
)
