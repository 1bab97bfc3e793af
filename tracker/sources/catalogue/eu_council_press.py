"""Council of the European Union: press releases."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="Council of the European Union: press releases",
    publisher="Council of the European Union",
    country="EU",
    language="en",
    kind="official",
    reader=Feed("https://www.consilium.europa.eu/en/rss/pressreleases.ashx", ABOUT_CONTROLS),
    schedule=Every(minutes=120),
    licence="European Union, reuse allowed with acknowledgement (Commission Decision 2011/833/EU)",
    expects=Expectation(documents=1, days=60),
    homepage="https://www.consilium.europa.eu/en/press/",
)
