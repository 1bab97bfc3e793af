"""Lawfare."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="Lawfare",
    publisher="The Lawfare Institute",
    country="US",
    language="en",
    kind="analysis",
    reader=Feed("https://www.lawfaremedia.org/feeds/articles", ABOUT_CONTROLS),
    schedule=Every(minutes=240),
    licence="Copyright of the publisher: for reading and citing short passages; see the terms of use of the site",
    expects=Expectation(documents=1, days=60),
    homepage="https://www.lawfaremedia.org/",
)
