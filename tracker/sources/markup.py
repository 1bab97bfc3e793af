"""What is looked at before a parser sees it, and the links of a page.

Parsers are quadratic in the attributes of one tag and may expand entities, so both are refused first.
"""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree

from tracker.errors import SourceChanged
from tracker.sources.source import Listing

_LONGEST_TAG = 65_536
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE(?!\s+html\b)|ENTITY|ELEMENT|ATTLIST)", re.IGNORECASE)
_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]{%d}" % _LONGEST_TAG)
_TEXT_CODECS = re.compile(
    r"(?:utf-?8|utf-?16|us-?ascii|iso-?8859|windows-?125|cp125|latin|gb|big5|euc|shift|koi8)", re.I
)


def check_markup(listing: Listing) -> None:
    """Raise ``SourceChanged`` for markup that is made to hurt: declared entities, or a tag of 64 KB."""
    if _DOCTYPE.search(listing.body):
        raise SourceChanged(f"{listing.url} declares entities or a document type, as no listing needs: left unread")
    if _LONG_TAG.search(listing.body):
        raise SourceChanged(f"{listing.url} has a tag of more than 64 KB: left unread")


def unpacked(listing: Listing) -> bytes:
    """The body, gunzipped where it is a gzip file; never more than the listing may hold."""
    if not listing.body.startswith(b"\x1f\x8b"):
        return listing.body
    cap = listing.ask.largest
    try:
        body = zlib.decompressobj(31).decompress(listing.body, cap + 1)
    except zlib.error as error:
        raise SourceChanged(f"{listing.url} is a broken gzip file: try again later") from error
    if len(body) > cap:
        raise SourceChanged(f"{listing.url} unpacks to more than {cap / 1e6:g} MB: left unread")
    return body


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of a page."""

    url: str
    text: str


@dataclass(slots=True)
class Links:
    """Collects the links of a page while it is parsed; no tree is made."""

    base: str
    anchors: list[Anchor] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    """Feeds that the page declares."""
    _open: str | None = None
    _words: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        address = attributes.get("href", "").strip()
        if not address:
            return
        if tag == "base":
            self.base = joined(self.base, address) or self.base
        elif tag == "link" and "alternate" in attributes.get("rel", "").lower().split():
            if re.search(r"rss|atom", attributes.get("type", ""), re.IGNORECASE):
                self.feeds.append(joined(self.base, address) or "")
        elif tag in ("a", "area"):
            self._open, self._words = joined(self.base, address), []

    def data(self, text: str) -> None:
        """Text between tags."""
        if self._open is not None and len(self._words) < 200:
            self._words.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "a" and self._open is not None:
            self.anchors.append(Anchor(self._open, " ".join(" ".join(self._words).split())[:500]))
            self._open = None

    def close(self) -> Links:
        """All is parsed."""
        self.feeds = [feed for feed in dict.fromkeys(self.feeds) if feed]
        return self


def links_of(listing: Listing) -> Links:
    """The links of a page, made absolute, web addresses only."""
    check_markup(listing)
    parser = etree.HTMLParser(target=Links(listing.url), encoding=_codec(listing.charset), no_network=True)
    try:
        parser.feed(listing.body)
        links: Links = parser.close()
    except etree.LxmlError:
        return Links(listing.url)
    return links


def joined(base: str, address: str) -> str | None:
    """``address`` on the page ``base``, without its fragment; ``None`` where it is no web address."""
    try:
        url = urljoin(base, address).partition("#")[0]
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) and len(url) <= 4_000 else None


def _codec(charset: str | None) -> str | None:
    """A declared charset, if it is a text encoding that the world uses; else the page's own word counts."""
    if not charset or not _TEXT_CODECS.match(charset):
        return None
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return None
