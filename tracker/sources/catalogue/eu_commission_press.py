"""European Commission: press corner."""

from __future__ import annotations

from tracker.sources.feeds import Feed
from tracker.sources.source import Every, Expectation, Source
from tracker.sources.subject import ABOUT_CONTROLS

SOURCE = Source(
    title="European Commission: press corner",
    publisher="European Commission",
    country="EU",
    language="en",
    kind="official",
    reader=Feed("https://ec.europa.eu/commission/presscorner/api/rss?language=en", ABOUT_CONTROLS),
    schedule=Every(minutes=120),
    licence="European Union, reuse allowed with acknowledgement (Commission Decision 2011/833/EU)",
    expects=Expectation(documents=1, days=60),
    starter=True,
    homepage="https://ec.europa.eu/commission/presscorner/",
)
