"""Intel: current reports to the SEC."""

from __future__ import annotations

from tracker.sources.edgar import Edgar
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="Intel: current reports to the SEC",
    publisher="Intel",
    country="US",
    language="en",
    kind="party",
    reader=Edgar(cik=50863),
    schedule=Every(minutes=120),
    licence="Filed publicly with the US Securities and Exchange Commission",
    expects=Expectation(documents=1, days=120),
    homepage="https://www.sec.gov/edgar/browse/?CIK=50863",
    note="Name a contact in TRACKER_USER_AGENT first: the Commission turns away programs that name none.",
)
