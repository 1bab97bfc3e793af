"""TSMC: current reports to the SEC."""

from __future__ import annotations

from tracker.sources.edgar import Edgar
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="TSMC: current reports to the SEC",
    publisher="TSMC",
    country="TW",
    language="en",
    kind="party",
    reader=Edgar(cik=1046179, forms=("6-K",)),
    schedule=Every(minutes=120),
    licence="Filed publicly with the US Securities and Exchange Commission",
    expects=Expectation(documents=1, days=120),
    homepage="https://www.sec.gov/edgar/browse/?CIK=1046179",
    note="Name a contact in TRACKER_USER_AGENT first: the Commission turns away programs that name none.",
)
