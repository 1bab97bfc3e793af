"""Government of the Netherlands: news."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="Government of the Netherlands: news",
    publisher="Government of the Netherlands",
    country="NL",
    language="en",
    kind="official",
    reader=Feed("https://feeds.government.nl/news.rss", ABOUT_CONTROLS),
    schedule=Every(minutes=240),
    licence="CC0 1.0 (no rights reserved)",
    expects=Expectation(documents=1, days=90),
    homepage="https://www.government.nl/latest/news",
)
