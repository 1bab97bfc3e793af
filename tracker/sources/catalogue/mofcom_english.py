"""Ministry of Commerce of China: announcements and orders (English)."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="Ministry of Commerce of China: announcements and orders (English)",
    publisher="Ministry of Commerce",
    country="CN",
    language="en",
    kind="official",
    reader=Section(
        addresses=("https://english.mofcom.gov.cn/Policies/AnnouncementsOrders/index.html",),
        story=r"/art/\d{4}/art_\w+\.html",
    ),
    schedule=Every(minutes=120),
    licence="Official text of the Chinese government; may be quoted with its source",
    expects=Expectation(documents=1, days=60),
    starter=True,
    homepage="https://english.mofcom.gov.cn/",
)
