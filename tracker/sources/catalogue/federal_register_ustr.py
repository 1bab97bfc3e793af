"""Federal Register: United States Trade Representative."""

from __future__ import annotations

from tracker.sources.federal_register import FederalRegister
from tracker.sources.source import At, Expectation, Source

SOURCE = Source(
    title="Federal Register: United States Trade Representative",
    publisher="Office of the Federal Register",
    country="US",
    language="en",
    kind="official",
    reader=FederalRegister(agencies=("trade-representative-office-of-united-states",)),
    schedule=At(crontab="15 9 * * mon-fri", zone="America/New_York"),
    licence="US government work, not subject to copyright in the United States (17 U.S.C. 105)",
    expects=Expectation(documents=2, days=30),
    starter=True,
    homepage="https://www.federalregister.gov/agencies/trade-representative-office-of-united-states",
)
