"""United Kingdom: notices to exporters."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="United Kingdom: notices to exporters",
    publisher="Department for Business and Trade",
    country="GB",
    language="en",
    kind="official",
    reader=Feed("https://www.gov.uk/search/all.atom?keywords=notice+to+exporters&order=updated-newest"),
    schedule=Every(minutes=240),
    licence="Open Government Licence v3.0",
    expects=Expectation(documents=1, days=60),
    starter=True,
    homepage="https://www.gov.uk/government/collections/notices-to-exporters",
)
