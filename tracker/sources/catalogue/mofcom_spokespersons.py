"""Ministry of Commerce of China: press conferences (English)."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="Ministry of Commerce of China: press conferences (English)",
    publisher="Ministry of Commerce",
    country="CN",
    language="en",
    kind="official",
    reader=Section(
        addresses=("https://english.mofcom.gov.cn/News/PressConference/index.html",),
        story=r"/PressConference/art/\d{4}/art_\w+\.html",
    ),
    schedule=Every(minutes=240),
    licence="Official text of the Chinese government; may be quoted with its source",
    expects=Expectation(documents=2, days=30),
    starter=True,
    homepage="https://english.mofcom.gov.cn/News/PressConference/index.html",
)
