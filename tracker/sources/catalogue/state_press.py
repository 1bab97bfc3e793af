"""State Department: press releases."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="State Department: press releases",
    publisher="Department of State",
    country="US",
    language="en",
    kind="official",
    reader=Feed("https://www.state.gov/rss-feed/press-releases/feed/", ABOUT_CONTROLS),
    schedule=Every(minutes=120),
    licence="US government work, not subject to copyright in the United States (17 U.S.C. 105)",
    expects=Expectation(documents=1, days=60),
    homepage="https://www.state.gov/press-releases/",
)
