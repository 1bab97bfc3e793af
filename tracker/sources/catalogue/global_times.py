"""Global Times."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="Global Times",
    publisher="Global Times",
    country="CN",
    language="en",
    kind="press",
    reader=Feed("https://www.globaltimes.cn/rss/outbrain.xml", ABOUT_CONTROLS),
    schedule=Every(minutes=60),
    licence="Copyright of the publisher: for reading and citing short passages; see the terms of use of the site",
    expects=Expectation(documents=2, days=30),
    homepage="https://www.globaltimes.cn/",
)
