"""A page while it is being read: its tree, its statements, its blocks, its headline and its body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from tracker.model import Document
from tracker.reading.blocks import Block
from tracker.reading.body import LITTLE, Body, Page, find_body
from tracker.reading.cutting import cut
from tracker.reading.headlines import Headline, find_headline
from tracker.reading.payloads import body_in_scripts
from tracker.reading.structured import Statements, read_statements, strings
from tracker.reading.texts import fold, squeeze
from tracker.reading.tree import Node, Tree, parse

_WHOLE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#]\S*)?$", re.ASCII)


@dataclass(slots=True, kw_only=True)
class PageReading:
    """What has been found on a page so far."""

    document: Document
    tree: Tree
    said: Statements
    title: str
    """The ``title`` element."""
    stated: str
    """The body that the page states for machines, one paragraph a line; empty where it states none."""
    blocks: list[Block]
    times: list[Node]
    """The `time` elements of the page."""
    headline: Headline | None
    body: Body
    headline_at: int
    """Index of the headline's block; -1 when no block shows it."""
    front: list[Block]
    """The blocks between headline and body, and those of the body's container that are named for byline or date."""
    canonical: str | None
    """The address that the page itself calls canonical."""
    origins: dict[str, str]
    """Field name to where it was read."""

    @property
    def headline_text(self) -> str | None:
        """The words of the headline."""
        return self.headline.text if self.headline else None


def start(document: Document, markup: str) -> PageReading:
    """Parse a page and find headline and body on it."""
    tree = parse(markup)
    said = read_statements(tree, microdata="itemprop" in markup)
    title = next((text for node in tree.all("title") if (text := squeeze(node.raw))), "")
    blocks, times = cut(tree.root)
    page = Page(blocks)
    headline = find_headline(page, said, title, site_name(said))
    page.headline = headline.block if headline else None
    stated = stated_body(said)
    page.told = fold(stated)
    body = find_body(page)
    if not stated and sum(block.weight for block in body.kept) < LITTLE:
        stated = body_in_scripts(tree)
    headline_at = page.at[page.headline] if page.headline is not None else -1
    return PageReading(
        document=document,
        tree=tree,
        said=said,
        title=title,
        stated=stated,
        blocks=page.blocks,
        times=times,
        headline=headline,
        body=body,
        headline_at=headline_at,
        front=_front(page.blocks, body, headline_at),
        canonical=_canonical(document, tree),
        origins={"headline": headline.origin} if headline else {},
    )


def _front(blocks: list[Block], body: Body, headline_at: int) -> list[Block]:
    low, high = headline_at + 1, body.start
    if low > high:
        low = max(0, high - 12)
    inner = [block for block in blocks[high : body.end] if body.sorts[block] == "head"][:6]
    return [block for block in blocks[max(low, high - 40) : high] if body.sorts[block] != "related"] + inner


def _canonical(document: Document, tree: Tree) -> str | None:
    base = document.url if document.url.startswith(("http:", "https:")) else ""
    for node in tree.all("link"):
        if "canonical" in node.attribute("rel").lower().split():
            return absolute(base, node.attribute("href"))
    return None


def stated_body(said: Statements) -> str:
    """The body that the page states for machines, one paragraph a line; empty where it states none."""
    body = said.ld.get("articleBody")
    parts = re.split(r"\n+|<br\s*/?>|</p>", unescape(body)) if isinstance(body, str) else []
    return "\n".join(part for part in (squeeze(re.sub(r"<[^>]{1,500}>", "", part)) for part in parts) if part)


def site_name(said: Statements) -> str | None:
    """The outlet's name as the page states it."""
    publisher = strings(said.ld.get("publisher"))
    stated = said.value(
        "og:site_name", "sitename", "application-name", "parsely-site", "source", "dc.publisher", "dcterms.publisher"
    )
    return stated or next((name for name in publisher if "://" not in name), None) or said.site


def absolute(base: str, address: str) -> str | None:
    """An address on a page as an absolute one; ``None`` for what cannot be followed."""
    address = address.strip()
    if _WHOLE.match(address):
        return address
    try:
        joined = urljoin(base, address)
        return joined if urlsplit(joined).scheme in ("http", "https") and urlsplit(joined).hostname else None
    except ValueError:
        return None
