"""A page while it is being read: its tree, its statements, its blocks, its headline and its body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from tracker.model import Document
from tracker.reading.blocks import Block, cut
from tracker.reading.body import Body, Page, find_body
from tracker.reading.headlines import Headline, find_headline
from tracker.reading.structured import Statements, read_statements, strings
from tracker.reading.texts import fold, squeeze
from tracker.reading.tree import Tree, parse


@dataclass(slots=True, kw_only=True)
class PageReading:
    """What has been found on a page so far."""

    document: Document
    tree: Tree
    said: Statements
    title: str
    """The ``title`` element."""
    blocks: list[Block]
    headline: Headline | None
    body: Body
    canonical: str | None
    """The address that the page itself calls canonical."""
    origins: dict[str, str]
    """Field name to where it was read."""

    @property
    def headline_at(self) -> int:
        """Index of the headline's block; -1 when no block shows it."""
        block = self.headline.block if self.headline else None
        return self.blocks.index(block) if block is not None else -1

    @property
    def headline_text(self) -> str | None:
        """The words of the headline."""
        return self.headline.text if self.headline else None

    @property
    def front(self) -> list[Block]:
        """The blocks between headline and body, and those of the body's container that are named for byline or date."""
        low, high = self.headline_at + 1, self.body.start
        if low > high:
            low = max(0, high - 12)
        inner = [b for b in self.blocks[high : self.body.end] if self.body.sorts[b] == "head"][:6]
        return [b for b in self.blocks[max(low, high - 40) : high] if self.body.sorts[b] != "related"] + inner


def start(document: Document, markup: str) -> PageReading:
    """Parse a page and find headline and body on it."""
    tree = parse(markup)
    said = read_statements(tree, microdata="itemprop" in markup)
    title = next((squeeze(node.raw) for node in tree.all("title") if squeeze(node.raw)), "")
    page = Page(cut(tree.root))
    headline = find_headline(page, said, title, site_name(said))
    page.headline = headline.block if headline else None
    page.told = fold(stated_body(said))
    return PageReading(
        document=document,
        tree=tree,
        said=said,
        title=title,
        blocks=page.blocks,
        headline=headline,
        body=find_body(page),
        canonical=_canonical(document, tree),
        origins={"headline": headline.origin} if headline else {},
    )


def _canonical(document: Document, tree: Tree) -> str | None:
    base = document.url if document.url.startswith(("http:", "https:")) else ""
    for node in tree.all("link"):
        if "canonical" in (node.attributes.get("rel") or "").lower().split():
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
    try:
        joined = address if address.startswith(("https://", "http://")) else urljoin(base, address)
        return joined if urlsplit(joined).scheme in ("http", "https") and urlsplit(joined).hostname else None
    except ValueError:
        return None
