"""Consolidated Screening List."""

from __future__ import annotations

from tracker.sources.screening_list import ScreeningList
from tracker.sources.source import At, Expectation, Source

SOURCE = Source(
    title="Consolidated Screening List",
    publisher="International Trade Administration",
    country="US",
    language="en",
    kind="official",
    reader=ScreeningList("https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv"),
    schedule=At(crontab="30 6 * * *", zone="America/New_York"),
    licence="US government work, not subject to copyright in the United States (17 U.S.C. 105)",
    expects=Expectation(documents=1, days=120),
    starter=True,
    homepage="https://www.trade.gov/consolidated-screening-list",
    note="The first visit only notes who is listed; later ones tell what changed.",
)
