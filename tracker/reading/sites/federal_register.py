"""federalregister.gov: rules and notices, whose text is broken by page marks and preceded by a fact sheet.

The day of publication is in the address (the print date of the Federal Register; 44 U.S.C. 1505, 1507), not to be
taken for the day of filing for public inspection or the effective day, which the page shows beside it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tracker.errors import SourceChanged
from tracker.model import Article, Document
from tracker.reading.choosing import paragraphs_of, required, soup_of
from tracker.reading.html import read_html
from tracker.reading.texts import squeeze
from tracker.reading.zones import fixed

HOSTS = ("federalregister.gov",)
_SITE = "federalregister.gov"
_DOCUMENT = re.compile(r"/documents/(\d{4})/(\d{2})/(\d{2})/([\d-]+)/")
_BESIDE = (
    "script, style, .printed-page, .printed-page-inline, .printed-page-details, .footnote-reference, "
    ".unprinted-element, .table-of-contents, .back-to-top, .graphic-wrapper, .fr-box-header, .printed-page-wrapper"
)


def wants(url: str) -> bool:
    """Whether the address is of a document, not of a search or an agency."""
    return bool(_DOCUMENT.search(url))


def read(document: Document, markup: str) -> Article:
    """The article of a document page: the whole text of the rule or notice."""
    soup = soup_of(markup)
    body = required(soup, "#fulltext_content_area", site=_SITE)
    headline = squeeze(required(soup, "h1", site=_SITE).get_text(" "))
    text = "\n\n".join(paragraphs_of(body, without=_BESIDE, site=_SITE))
    agencies = [squeeze(link.get_text(" ")) for link in soup.select("#metadata_content_area a[href*='/agencies/']")]
    found = _DOCUMENT.search(document.url)
    if found is None:
        raise SourceChanged(f"{_SITE} has changed: no document number in the address. Adapt the reader of the site")
    origins = {"headline": "h1 element", "text": "#fulltext_content_area", "published": "address of the page"}
    return replace(
        read_html(document, markup),
        outlet="Federal Register",
        headline=headline,
        standfirst=None,
        byline=(),
        text=text,
        topics=tuple(dict.fromkeys([*agencies, found.group(4)])),
        published=_day(date(*map(int, found.groups()[:3]))),
        published_precision="day",
        access="full",
        origins=origins,
    )


def _day(day: date) -> datetime:
    return fixed(datetime.combine(day, time(0), tzinfo=ZoneInfo("America/New_York")))
