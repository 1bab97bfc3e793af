"""Federal Register: Commerce Department on semiconductors."""

from __future__ import annotations

from tracker.sources.federal_register import FederalRegister
from tracker.sources.source import At, Expectation, Source

SOURCE = Source(
    title="Federal Register: Commerce Department on semiconductors",
    publisher="Office of the Federal Register",
    country="US",
    language="en",
    kind="official",
    reader=FederalRegister(agencies=("commerce-department",), term="semiconductor"),
    schedule=At(crontab="15 9 * * mon-fri", zone="America/New_York"),
    licence="US government work, not subject to copyright in the United States (17 U.S.C. 105)",
    expects=Expectation(documents=1, days=90),
    homepage="https://www.federalregister.gov/agencies/commerce-department",
)
