"""Public inspection: Bureau of Industry and Security."""

from __future__ import annotations

from tracker.sources.federal_register import PublicInspection
from tracker.sources.source import At, Expectation, Source

SOURCE = Source(
    title="Public inspection: Bureau of Industry and Security",
    publisher="Office of the Federal Register",
    country="US",
    language="en",
    kind="official",
    reader=PublicInspection(agencies=("industry-and-security-bureau",)),
    schedule=At(crontab="50 8,11,16 * * mon-fri", zone="America/New_York"),
    licence="US government work, not subject to copyright in the United States (17 U.S.C. 105)",
    expects=Expectation(documents=1, days=60),
    starter=True,
    homepage="https://www.federalregister.gov/public-inspection/current",
    note="Filed documents, a day or more before they are published.",
)
