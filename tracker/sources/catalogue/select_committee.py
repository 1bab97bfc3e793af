"""House Select Committee on the CCP: press releases."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="House Select Committee on the CCP: press releases",
    publisher="US House of Representatives",
    country="US",
    language="en",
    kind="official",
    reader=Section(
        addresses=("https://selectcommitteeontheccp.house.gov/media/press-releases",),
        story=r"/media/press-releases/[\w-]{8,}",
        only=ABOUT_CONTROLS,
    ),
    schedule=Every(minutes=240),
    licence="US government work, not subject to copyright in the United States (17 U.S.C. 105)",
    expects=Expectation(documents=1, days=60),
    homepage="https://selectcommitteeontheccp.house.gov/",
)
