"""Samsung: global newsroom."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="Samsung: global newsroom",
    publisher="Samsung Electronics",
    country="KR",
    language="en",
    kind="party",
    reader=Feed("https://news.samsung.com/global/feed", ABOUT_CONTROLS),
    schedule=Every(minutes=240),
    licence="Copyright of the company; press releases are published to be quoted",
    expects=Expectation(documents=1, days=60),
    homepage="https://news.samsung.com/global/",
)
