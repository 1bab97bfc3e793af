"""Official Journal of the European Union, L series."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import At, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="Official Journal of the European Union, L series",
    publisher="Publications Office of the European Union",
    country="EU",
    language="en",
    kind="official",
    reader=Feed("https://eur-lex.europa.eu/EN/display-feed.rss?rssId=162", ABOUT_CONTROLS),
    schedule=At(crontab="30 8 * * mon-fri", zone="Europe/Luxembourg"),
    licence="European Union, reuse allowed with acknowledgement (Commission Decision 2011/833/EU)",
    expects=Expectation(documents=1, days=60),
    homepage="https://eur-lex.europa.eu/oj/direct-access.html",
)
