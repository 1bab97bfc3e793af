"""TSMC: latest news."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="TSMC: latest news",
    publisher="TSMC",
    country="TW",
    language="en",
    kind="party",
    reader=Section(addresses=("https://pr.tsmc.com/english/latest-news",), story=r"/english/news/\d+"),
    schedule=Every(minutes=240),
    licence="Copyright of the company; press releases are published to be quoted",
    expects=Expectation(documents=1, days=30),
    homepage="https://pr.tsmc.com/english/latest-news",
)
