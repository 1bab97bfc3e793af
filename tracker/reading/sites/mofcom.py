"""english.mofcom.gov.cn: announcements and remarks, dated in one line with their source and clock time in Beijing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.errors import SourceChanged
from tracker.model import Article, Document
from tracker.reading.choosing import paragraphs_of, required, soup_of
from tracker.reading.dates import moment_of, stamps
from tracker.reading.html import read_html
from tracker.reading.texts import squeeze

HOSTS = ("english.mofcom.gov.cn",)
_SITE = "english.mofcom.gov.cn"
_BEIJING = ZoneInfo("Asia/Shanghai")
_SIGNED = re.compile(
    r"(?:ministry of commerce(?: of the people.s republic of china)?|mofcom|[A-Z][a-z]+ \d{1,2}, \d{4})\W*",
    re.IGNORECASE,
)


def wants(url: str) -> bool:
    """Whether the address is of an article, not of a column of them."""
    return bool(re.search(r"/(?:art|article)/", url))


def read(document: Document, markup: str) -> Article:
    """The article of an announcement or of a spokesman's remarks."""
    soup = soup_of(markup)
    body = required(soup, ".art-con, .artCon, #zoom", site=_SITE)
    headline = squeeze(required(soup, ".art-title h1, .art-title h2, .artTitle, h1", site=_SITE).get_text(" "))
    shown = squeeze(required(soup, ".art-time, .artInfo, .art-source", site=_SITE).get_text(" "))
    paragraphs = paragraphs_of(body, site=_SITE)
    while len(paragraphs) > 1 and _SIGNED.fullmatch(paragraphs[-1]):
        paragraphs.pop()
    at, precision = _published(shown)
    general = read_html(document, markup)
    return replace(
        general,
        outlet="Ministry of Commerce of China",
        headline=headline,
        standfirst=None,
        byline=(),
        published=at,
        published_precision=precision,  # type: ignore[arg-type]
        text="\n\n".join(paragraphs),
        access="full",
        origins={**general.origins, "published": "line under the headline, in Beijing time", "text": "article element"},
    )


def _published(shown: str) -> tuple[datetime, str]:
    stamp = next(iter(stamps(shown, country="CN")), None)
    if stamp is None:
        raise SourceChanged(f"{_SITE} has changed: no date in the line '{shown[:60]}'. Adapt the reader of the site")
    moment = moment_of(stamp, _BEIJING)
    if moment is not None:
        return moment, "instant"
    return datetime.combine(stamp.day, datetime.min.time(), tzinfo=_BEIJING), "day"
