"""Ministry of Commerce of China: announcements (Chinese)."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="Ministry of Commerce of China: announcements (Chinese)",
    publisher="Ministry of Commerce",
    country="CN",
    language="zh",
    kind="official",
    reader=Section(
        addresses=("https://www.mofcom.gov.cn/zwgk/zcfb/index.html",), story=r"/zwgk/zcfb/art/\d{4}/art_\w+\.html"
    ),
    schedule=Every(minutes=120),
    licence="Official text of the Chinese government; may be quoted with its source",
    expects=Expectation(documents=2, days=30),
    homepage="https://www.mofcom.gov.cn/",
    note="Chinese pages are stored and can be searched; claims are read out of English ones.",
)
