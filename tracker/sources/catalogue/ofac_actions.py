"""Office of Foreign Assets Control: recent actions."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="Office of Foreign Assets Control: recent actions",
    publisher="Office of Foreign Assets Control",
    country="US",
    language="en",
    kind="official",
    reader=Section(addresses=("https://ofac.treasury.gov/recent-actions",), story=r"/recent-actions/\d{8}"),
    schedule=Every(minutes=60),
    licence="US government work, not subject to copyright in the United States (17 U.S.C. 105)",
    expects=Expectation(documents=3, days=30),
    homepage="https://ofac.treasury.gov/recent-actions",
)
