"""Ministry of Foreign Affairs of China: regular press conferences."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="Ministry of Foreign Affairs of China: regular press conferences",
    publisher="Ministry of Foreign Affairs",
    country="CN",
    language="en",
    kind="official",
    reader=Section(addresses=("https://www.mfa.gov.cn/eng/xw/fyrbt/lxjzh/",), story=r"/t\d{8}_\d+\.html"),
    schedule=Every(minutes=240),
    licence="Official text of the Chinese government; may be quoted with its source",
    expects=Expectation(documents=10, days=30),
    homepage="https://www.mfa.gov.cn/eng/",
)
