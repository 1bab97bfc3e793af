"""The dates of a page: which of its lines and ``time`` elements may say when it was published."""

from __future__ import annotations

import re
from datetime import datetime

from tracker.reading import publication
from tracker.reading.blocks import Block
from tracker.reading.dates import stamps
from tracker.reading.pages import PageReading
from tracker.reading.publishers import html_language, region_of
from tracker.reading.tree import Node
from tracker.reading.zones import Home

_DATED = frozenset(
    "date datum time timestamp published pubdate publine posted when stamp updated upd release postdate".split()
)


def published_of(page: PageReading, lines: list[publication.Line], home: Home | None) -> publication.When | None:
    """When the article was published; ``None`` when the page does not say. ``lines`` are those of ``date_lines``."""
    when = publication.published(page.said, _times(page), lines, home)
    titled = _from_title(page, home)
    if titled is not None and (
        when is None or (when.origin.startswith("date line") and when.at.date() != titled.at.date())
    ):
        when = titled
    when = when or _from_body(page, home) or _from_address(page, home)
    if when:
        page.origins["published"] = when.origin
    return when


def modified_of(
    page: PageReading, lines: list[publication.Line], home: Home | None, published: publication.When | None
) -> datetime | None:
    """When the article was last changed, in the same clock as its publication."""
    changed = publication.modified(page.said, lines, home)
    if changed is not None and not changed.utcoffset() and published is not None:
        return changed.astimezone(published.at.tzinfo)
    return changed


def _month_first(page: PageReading, home: Home | None) -> bool:
    if home is not None and home.country is not None:
        return home.country in ("US", "PH")
    return region_of(html_language(page)) in ("US", "")


def date_lines(page: PageReading, home: Home | None) -> list[publication.Line]:
    """The short lines before and after the headline, until the body begins, with the dates in them."""
    front, month_first = page.front, _month_first(page, home)
    near = _before_body(page)
    near += [block for block in front if block not in near]
    lines = []
    for i, block in enumerate(near):
        text = block.spaced
        dates = stamps(text, month_first=month_first, country=home.country if home else None)
        if dates:
            lines.append(
                publication.Line(
                    text=text,
                    before=near[i - 1].text if i else "",
                    follows=block in front,
                    dated=any(node.words & _DATED for node in (block.node, *block.elements)),
                    dates=dates,
                )
            )
    return lines


def _before_body(page: PageReading) -> list[Block]:
    at, begin = page.headline_at, page.body.start
    low = max(0, at - 12) if 0 <= at <= begin else max(0, begin - 15)
    return [block for block in page.blocks[low:begin] if page.body.sorts[block] not in ("related", "pull")]


def _times(page: PageReading) -> list[Node]:
    """The ``time`` elements near the headline, those named for publication first, those for changes left out."""
    near = [node for block in (*_before_body(page), *page.front) for node in block.elements]
    found = [node for node in near if node.tag == "time" and not node.words & {"updated", "modified"}]
    found = [node for node in found if node.attribute("datetime")]
    return sorted(found, key=lambda node: not node.words & {"published", "pubdate"})


def _from_title(page: PageReading, home: Home | None) -> publication.When | None:
    """The day that stands behind the last bar of the page's title."""
    tail = re.split(r"\s[|–—-]\s", page.title)[-1]
    dates = stamps(tail, country=home.country if home else None)
    alone = len(dates) == 1 and len(tail) - len(dates[0].words) < 3
    return publication.settle(dates[0], "title element", home) if alone else None


def _from_body(page: PageReading, home: Home | None) -> publication.When | None:
    """The day of a dateline that stands alone, at the head or at the foot of the body."""
    kept = page.body.kept
    for block in (*kept[:2], *reversed(kept[-6:])):
        dates = stamps(block.text)
        if len(dates) == 1 and block.weight < 120 and block.text.rstrip(".").endswith(dates[0].words):
            return publication.settle(dates[0], "date line of the body", home)
    return None


def _from_address(page: PageReading, home: Home | None) -> publication.When | None:
    for address in (page.canonical, page.said.value("og:url"), page.document.url):
        stamp = publication.day_in(address)
        if stamp is not None:
            return publication.settle(stamp, "address of the page", home)
    return None
