"""Ministry of Economy, Trade and Industry of Japan: press releases."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import At, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="Ministry of Economy, Trade and Industry of Japan: press releases",
    publisher="Ministry of Economy, Trade and Industry",
    country="JP",
    language="en",
    kind="official",
    reader=Section(
        addresses=("https://www.meti.go.jp/english/press/index.html",),
        story=r"/english/press/\d{4}/\d{4}_\d+\.html",
        only=ABOUT_CONTROLS,
    ),
    schedule=At(crontab="15 9,14,18 * * mon-fri", zone="Asia/Tokyo"),
    licence="Public Data License 1.0 (compatible with CC BY 4.0)",
    expects=Expectation(documents=1, days=60),
    homepage="https://www.meti.go.jp/english/press/",
)
