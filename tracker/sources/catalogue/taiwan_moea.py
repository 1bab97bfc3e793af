"""Ministry of Economic Affairs of Taiwan: news."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="Ministry of Economic Affairs of Taiwan: news",
    publisher="Ministry of Economic Affairs",
    country="TW",
    language="en",
    kind="official",
    reader=Section(
        addresses=("https://www.moea.gov.tw/MNS/english/news/News.aspx?kind=6&menu_id=176",),
        story=r"news_id=\d+",
        only=ABOUT_CONTROLS,
    ),
    schedule=Every(minutes=240),
    licence="Open Government Data License, version 1.0",
    expects=Expectation(documents=1, days=60),
    homepage="https://www.moea.gov.tw/MNS/english/",
)
