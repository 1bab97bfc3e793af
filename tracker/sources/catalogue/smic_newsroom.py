"""SMIC: news."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="SMIC: news",
    publisher="SMIC",
    country="CN",
    language="en",
    kind="party",
    reader=Section(addresses=("https://www.smics.com/en/site/news",), story=r"/en/site/news_read/\d+"),
    schedule=Every(minutes=240),
    licence="Copyright of the company; press releases are published to be quoted",
    expects=Expectation(documents=1, days=120),
    homepage="https://www.smics.com/en/site/news",
)
