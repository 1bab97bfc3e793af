"""Bureau of Industry and Security: press releases."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="Bureau of Industry and Security: press releases",
    publisher="Bureau of Industry and Security",
    country="US",
    language="en",
    kind="official",
    reader=Section(addresses=("https://www.bis.gov/news-updates",), story=r"/press-release/[\w-]{8,}"),
    schedule=Every(minutes=60),
    licence="US government work, not subject to copyright in the United States (17 U.S.C. 105)",
    expects=Expectation(documents=1, days=30),
    starter=True,
    homepage="https://www.bis.gov/news-updates",
)
