"""Department of Justice: press releases on exports."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_EXPORT_CRIME

SOURCE = Source(
    title="Department of Justice: press releases on exports",
    publisher="Department of Justice",
    country="US",
    language="en",
    kind="official",
    reader=Feed("https://www.justice.gov/news/rss?m=1", ABOUT_EXPORT_CRIME),
    schedule=Every(minutes=60),
    licence="US government work, not subject to copyright in the United States (17 U.S.C. 105)",
    expects=Expectation(documents=2, days=30),
    starter=True,
    homepage="https://www.justice.gov/news",
)
