"""United States Trade Representative: press releases."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="United States Trade Representative: press releases",
    publisher="United States Trade Representative",
    country="US",
    language="en",
    kind="official",
    reader=Section(
        addresses=("https://ustr.gov/about-us/policy-offices/press-office/press-releases",),
        story=r"/press-releases/\d{4}/",
    ),
    schedule=Every(minutes=120),
    licence="US government work, not subject to copyright in the United States (17 U.S.C. 105)",
    expects=Expectation(documents=2, days=30),
    homepage="https://ustr.gov/",
)
