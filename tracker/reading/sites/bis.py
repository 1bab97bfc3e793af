"""bis.gov: press releases, which open with a release line, an office and its telephone before the text."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.model import Article, Document
from tracker.reading.choosing import paragraphs_of, required, soup_of
from tracker.reading.html import read_html
from tracker.reading.texts import squeeze

HOSTS = ("bis.gov", "bis.doc.gov")
_SITE = "bis.gov"
_PRESS = re.compile(r"/(?:press-release|news-updates|newsroom|documents/about-bis/newsroom)/", re.IGNORECASE)
_FRONT = re.compile(
    r"\W*(?:for immediate release.*|(?:(?:mon|tues|wednes|thurs|fri)day,\s)?[A-Z][a-z]+ \d{1,2}, \d{4}|"
    r"bureau of industry (?:and|&) security.*|office of congressional and public affairs.*|media contact.*|contact:.*|"
    r"www\.bis\.(?:doc\.)?gov\W*|(?:\w+@)?(?:bis\.)?doc\.gov|\(?\d{3}\)?[-\s]\d{3}-\d{4})\W*",
    re.IGNORECASE,
)
_END = re.compile(
    r"\W*#\s?#\s?#\W*|for more information,? (?:please )?visit .*|additional (?:background|information) .*",
    re.IGNORECASE,
)


def wants(url: str) -> bool:
    """Whether the address is of a press release."""
    return bool(_PRESS.search(url))


def read(document: Document, markup: str) -> Article:
    """The article of a press release, from its first sentence to the marks of its end."""
    soup = soup_of(markup)
    body = required(soup, ".field--name-body, .node__content .text-formatted, article .usa-prose", site=_SITE)
    headline = squeeze(required(soup, "h1", site=_SITE).get_text(" "))
    text = "\n\n".join(_story(paragraphs_of(body, site=_SITE)))
    general = read_html(document, markup)
    origins = {**general.origins, "headline": "h1 element", "text": "body of the release"}
    return replace(
        general,
        outlet="Bureau of Industry and Security",
        headline=headline,
        standfirst=None,
        byline=(),
        text=text,
        access="full",
        origins=origins,
    )


def _story(paragraphs: list[str]) -> list[str]:
    """The paragraphs between the lines of the letterhead and the marks of the end."""
    first = next((i for i, text in enumerate(paragraphs) if not _FRONT.fullmatch(text)), 0)
    last = next((i for i, text in enumerate(paragraphs) if i > first and _END.fullmatch(text)), len(paragraphs))
    return paragraphs[first:last]
