"""HTML pages: from markup to an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from tracker.errors import NotAnArticle
from tracker.model import Article, Document, Link
from tracker.reading import bylines, front
from tracker.reading.blocks import HEADINGS, Block, cut
from tracker.reading.body import Body, Page, find_body
from tracker.reading.datelines import dateline_alone, dateline_of
from tracker.reading.headlines import Headline, find_headline, find_standfirst, site_in
from tracker.reading.languages import declared_language, language_of
from tracker.reading.structured import Statements, read_statements, strings
from tracker.reading.surroundings import related, topics
from tracker.reading.texts import fold, squeeze, weight
from tracker.reading.tree import Node, parse
from tracker.reading.zones import Home, home_of, host_of, outlet_at

_WALL = re.compile(
    r"page (?:not found|cannot be found|doesn.t exist|no longer exists)|\b404\b|access (?:to this page )?(?:has been )?denied|403 forbidden|just a moment|"
    r"(?:verify|confirm) (?:that )?you are (?:a )?human|are you a robot|enable javascript|checking your browser|unusual traffic|"
    r"(?:log|sign) in to (?:continue|read|view)|(?:subscribe|register) to (?:continue|read|unlock)|service unavailable|internal server error|"
    r"accept (?:all )?cookies to continue|seite nicht gefunden|page introuvable|页面不存在|ページが見つかりません",
    re.IGNORECASE,
)
_DATED = frozenset("date datum time timestamp published pubdate publine posted when stamp updated upd release postdate".split())
_AUTHORED = frozenset("byline author authors authorline autor writer writers reporter contrib contributor contributors who signature by credit".split())
_AUTHOR_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "dc.contributor", "authors")


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What has been found on the page so far."""

    document: Document
    tree: Node
    said: Statements
    title: str
    blocks: list[Block]
    headline: Headline | None
    body: Body
    origins: dict[str, str]

    @property
    def headline_at(self) -> int:
        """Index of the headline's block; -1 when no block shows it."""
        block = self.headline.block if self.headline else None
        return self.blocks.index(block) if block is not None else -1

    @property
    def front(self) -> list[Block]:
        """The blocks between headline and body, and those of the body's container that are named for byline or date."""
        low, high = self.headline_at + 1, self.body.start
        if low > high:
            low = max(0, high - 12)
        inner = [b for b in self.blocks[high : self.body.end] if self.body.sorts[b] == "head"][:6]
        return [b for b in self.blocks[max(low, high - 40) : high] if self.body.sorts[b] != "related"] + inner


def read_html(document: Document, markup: str) -> Article:
    """The article of a page.

    Raises ``NotAnArticle`` for lists of articles, walls and error pages, ``UnreadableDocument`` for markup beyond the caps.
    """
    reading = _start(document, markup)
    text = _text(reading)
    _refuse_others(reading, text)
    outlet = _outlet(reading)
    home = _home(reading, outlet)
    lines = _lines(reading)
    when = _published(reading, lines, home)
    byline, place = _byline(reading, outlet)
    standfirst = find_standfirst(reading.front, reading.body.kept, reading.said, reading.headline.text if reading.headline else None)
    if standfirst:
        reading.origins["standfirst"] = standfirst[1]
    return Article(
        url=_address(reading),
        outlet=outlet,
        headline=reading.headline.text if reading.headline else None,
        standfirst=standfirst[0] if standfirst else None,
        byline=byline,
        dateline=_dateline(reading, text) or place,
        published=when.at if when else None,
        published_precision=when.precision if when else None,
        modified=_modified(reading, lines, home),
        language=language_of(text, _declared(reading)),
        text=text,
        topics=topics(reading.said, reading.blocks, reading.body.sorts),
        related=related(reading.blocks, reading.body.sorts, reading.body.kept, reading.headline.text if reading.headline else None),
        links=_links(reading),
        origins=reading.origins,
    )


def _start(document: Document, markup: str) -> _Reading:
    tree = parse(markup)
    said = read_statements(tree)
    title = next((squeeze(node.raw) for node in tree.find("title") if squeeze(node.raw)), "")
    blocks = cut(tree)
    headline = find_headline(blocks, said, title, _site(said))
    origins = {"headline": headline.origin} if headline else {}
    block = headline.block if headline else None
    body = find_body(Page(blocks, block))
    return _Reading(
        document=document, tree=tree, said=said, title=title, blocks=blocks, headline=headline, body=body, origins=origins
    )


def _text(reading: _Reading) -> str:
    """The body's paragraphs; those of JSON-LD where the page itself shows much less."""
    shown = "\n\n".join(block.text for block in reading.body.kept)
    stated = [squeeze(part) for part in re.split(r"\n+|<br\s*/?>|</p>", "\n".join(strings_raw(reading.said.ld.get("articleBody"))))]
    stated = [squeeze(re.sub(r"<[^>]{1,500}>", "", part)) for part in stated]
    body = "\n\n".join(part for part in stated if part)
    if len(shown) < 0.6 * len(body):
        reading.origins["text"] = "JSON-LD articleBody"
        return body
    reading.origins["text"] = "page"
    return shown


def strings_raw(value: object) -> list[str]:
    """The string of a field with its line breaks."""
    return [value] if isinstance(value, str) else []


def _refuse_others(reading: _Reading, text: str) -> None:
    """Raise for a page that holds no article."""
    said = reading.said
    claims = bool(said.ld) or "article" in (said.value("og:type") or "")
    head = f"{reading.title} {reading.headline.text if reading.headline else ''}"
    prose = weight(text)
    if prose < 1200 and (_WALL.search(head) or (prose < 500 and not claims and _WALL.search(text))):
        raise NotAnArticle("The page is a wall or an error page, not an article: open it in a browser and save what is shown")
    if prose < (60 if claims else 120):
        raise NotAnArticle("No article was found on the page: give the address of a single article")
    if not claims and _is_listing(reading):
        raise NotAnArticle("The page lists several articles: give the address of one of them")


def _is_listing(reading: _Reading) -> bool:
    """Whether the body is a row of teasers: short paragraphs between headings that are links."""
    kept = reading.body.kept
    teasers = [b for b in reading.blocks if b.node.tag in HEADINGS and b.link_share > 0.8 and b.level > 1 and b.weight > 20]
    near = [b for b in teasers if b.node.parent is not None and any(k.node.parent is b.node.parent for k in kept)]
    paragraphs = [b for b in kept if b.is_prose]
    return len(near) >= 3 and len(near) * 2 >= len(paragraphs)


def _site(said: Statements) -> str | None:
    publisher = strings(said.ld.get("publisher"))
    stated = said.value("og:site_name", "sitename", "application-name", "parsely-site", "source", "dc.publisher", "dcterms.publisher")
    return stated or next((name for name in publisher if "://" not in name), None) or said.site


def _outlet(reading: _Reading) -> str | None:
    for host in _hosts(reading):
        known = outlet_at(host)
        if known is not None:
            reading.origins["outlet"] = f"table of outlets: {known.domain}"
            return known.name
    stated = _site(reading.said)
    if stated:
        reading.origins["outlet"] = "stated by the page"
        return stated
    named = site_in(reading.title, reading.headline.text) if reading.headline else None
    if named:
        reading.origins["outlet"] = "title element"
    return named


def _hosts(reading: _Reading) -> list[str]:
    addresses = [_canonical(reading), reading.said.value("og:url"), *strings(reading.said.ld.get("url")), reading.document.url]
    hosts = [host for address in addresses if address and address.startswith(("http:", "https:")) and (host := host_of(address))]
    return list(dict.fromkeys(hosts))


def _home(reading: _Reading, outlet: str | None) -> Home | None:
    regions = [_region(code) for code in (_html_language(reading), reading.said.value("og:locale") or "")]
    feet = [block.text for block in reading.blocks[reading.body.end :]]
    feet = [block.text for block in reading.blocks if any(node.tag == "footer" for node in block.node.ancestors())] + feet[-4:]
    return home_of(_hosts(reading), outlet, [region for region in regions if region], " ".join(feet)[:3000])


def _html_language(reading: _Reading) -> str:
    node = next(iter(reading.tree.find("html")), None)
    return (node.attribute("lang") or node.attribute("xml:lang")) if node else ""


def _region(code: str) -> str:
    found = re.match(r"^[a-z]{2,3}[-_]([A-Z]{2})$", code.strip(), re.IGNORECASE)
    return found.group(1).upper() if found else ""


def _declared(reading: _Reading) -> str | None:
    said = reading.said
    stated = strings(said.ld.get("inLanguage"))[:1] or [said.value("inlanguage", "dc.language", "language") or _html_language(reading)]
    return declared_language(stated[0]) or declared_language(said.value("og:locale", "content-language"))


def _canonical(reading: _Reading) -> str | None:
    base = reading.document.url if reading.document.url.startswith(("http:", "https:")) else ""
    for node in reading.tree.find("link"):
        if "canonical" in node.attribute("rel").lower().split():
            return absolute(base, node.attribute("href"))
    return None


def _address(reading: _Reading) -> str | None:
    """The canonical address; the one it came from where the page names none, or only its home page."""
    for address in (_canonical(reading), reading.said.value("og:url"), *strings(reading.said.ld.get("url"))[:1]):
        if address and address.startswith(("http:", "https:")) and urlsplit(address).path.strip("/"):
            reading.origins["url"] = "stated by the page"
            return address
    reading.origins["url"] = "where it came from"
    return reading.document.url or None


def absolute(base: str, address: str) -> str | None:
    """An address on a page as an absolute one; ``None`` for what cannot be followed."""
    try:
        joined = urljoin(base, address.strip())
        return joined if urlsplit(joined).scheme in ("http", "https") and urlsplit(joined).hostname else None
    except ValueError:
        return None


def _links(reading: _Reading) -> tuple[Link, ...]:
    base = _canonical(reading) or reading.said.value("og:url") or reading.document.url
    found: dict[str, Link] = {}
    for block in reading.body.kept:
        for link in block.links:
            address = absolute(base, link.url)
            if address and not link.url.startswith("#"):
                found.setdefault(address, Link(url=address, text=link.text))
    return tuple(found.values())


def _lines(reading: _Reading) -> list[front.Line]:
    """The short lines around the headline, before the body begins, and the last lines of the body itself."""
    at, start = reading.headline_at, reading.body.start
    low = max(0, at - 12) if 0 <= at <= start else max(0, start - 15)
    near = [b for b in reading.blocks[low:start] if reading.body.sorts[b] not in ("related", "pull")]
    near += [b for b in reading.front if b not in near]
    lines = []
    for i, block in enumerate(near):
        before = near[i - 1].text if i else ""
        dated = any(node.words & _DATED for node in (block.node, *block.node.walk()))
        lines.append(front.Line(text=block.text, before=before, follows=block in reading.front, dated=dated))
    return lines


def _published(reading: _Reading, lines: list[front.Line], home: Home | None) -> front.When | None:
    month_first = home.country in ("US", "PH") if home and home.country else _region(_html_language(reading)) in ("US", "")
    when = front.published(reading.said, _times(reading), lines, home, month_first)
    when = when or _from_body(reading, home) or _from_address(reading, home)
    if when:
        reading.origins["published"] = when.origin
    return when


def _modified(reading: _Reading, lines: list[front.Line], home: Home | None) -> datetime | None:
    return front.modified(reading.said, lines, home, month_first=bool(home and home.country == "US"))


def _times(reading: _Reading) -> list[Node]:
    """The ``time`` elements near the headline, those named for publication first, those for changes last."""
    near = {block.node for block in reading.front}
    at, start = reading.headline_at, reading.body.start
    near |= {b.node for b in reading.blocks[max(0, at - 12) : start] if reading.body.sorts[b] not in ("related",)} if at >= 0 else set()
    found = [node for holder in near for node in holder.walk() if node.tag == "time" and node.attribute("datetime")]
    found = [node for node in found if not node.words & {"updated", "modified"}]
    order = {node: i for i, node in enumerate(reading.tree.find("time"))}
    return sorted(set(found), key=lambda node: (not node.words & {"published", "pubdate"}, order.get(node, 0)))


def _from_body(reading: _Reading, home: Home | None) -> front.When | None:
    """The day of a dateline that stands alone, at the head or at the foot of the body."""
    kept = reading.body.kept
    for block in (*kept[:2], *reversed(kept[-6:])):
        dates = front.stamps(block.text)
        if len(dates) == 1 and block.weight < 120 and block.text.endswith(dates[0].words):
            return front.settle(dates[0], "date line of the body", home)
    return None


def _from_address(reading: _Reading, home: Home | None) -> front.When | None:
    for address in (_canonical(reading), reading.said.value("og:url"), reading.document.url):
        stamp = front.day_in(address)
        if stamp is not None:
            return front.settle(stamp, "address of the page", home)
    return None


def _byline(reading: _Reading, outlet: str | None) -> tuple[tuple[str, ...], str | None]:
    """The authors and the place that the byline gives."""
    shown = [block for block in reading.front if _can_be_byline(block)]
    names, origin = _author_statement(reading, outlet)
    if not names:
        names, origin = _shown_authors(shown, outlet)
    if not names:
        names, origin = _meta_authors(reading, outlet)
    if names:
        reading.origins["byline"] = origin
    place = next((found for b in shown if (found := bylines.place_in(" · ".join(b.node.pieces), names) or bylines.place_in(b.text, names))), None)
    return names, place if names else None


def _author_statement(reading: _Reading, outlet: str | None) -> tuple[tuple[str, ...], str]:
    value = reading.said.ld.get("author") or reading.said.ld.get("creator")
    people = [v for v in (value if isinstance(value, list) else [value]) if not (isinstance(v, dict) and v.get("@type") == "Organization")]
    names = _people(strings(people), outlet)
    if names:
        return names, "JSON-LD author"
    nodes = [node for node in reading.tree.walk() if "author" in node.attribute("rel").lower().split() and node.tag == "a"]
    names = _people([node.text for node in nodes], outlet)
    if names:
        return names, "rel=author"
    texts = [(node.attribute("content") or node.text) for node in reading.said.items.get("author", ())]
    return _people(texts, outlet), "itemprop author"


def _meta_authors(reading: _Reading, outlet: str | None) -> tuple[tuple[str, ...], str]:
    said = reading.said
    for name in _AUTHOR_METAS:
        names = _people(said.meta.get(name, []), outlet)
        if names:
            return names, f"meta {name}"
    if re.search("written by|author", said.value("twitter:label1") or "", re.IGNORECASE):
        return _people(said.meta.get("twitter:data1", []), outlet), "meta twitter:data1"
    return (), ""


def _people(values: list[str], outlet: str | None) -> tuple[str, ...]:
    names = [name for value in values if "://" not in value for name in bylines.authors(value, stated=True)]
    return tuple(dict.fromkeys(name for name in names if fold(name) != fold(outlet or "")))


def _can_be_byline(block: Block) -> bool:
    return block.weight < 260 and not block.is_prose and block.kind != "heading"


def _shown_authors(shown: list[Block], outlet: str | None) -> tuple[tuple[str, ...], str]:
    """The names in a 'By' line, else in an element named for the author, else beside the date."""
    for block in shown:
        for line in (block.text, *block.node.pieces):
            if bylines.is_byline(line):
                return bylines.authors(line, stated=False), "byline"
    for block in shown:
        named = [n for n in (*block.node.walk(), *list(block.node.ancestors())[:1]) if n.words & _AUTHORED]
        for line in (piece for node in named for piece in (node.text, *node.pieces)):
            names = bylines.authors(line, stated=False)
            if names and all(fold(name) != fold(outlet or "") for name in names):
                return names, "byline"
    for block in shown:
        if front.stamps(block.text) and block.weight < 120:
            names = bylines.authors(block.text, stated=False)
            if names:
                return names, "byline beside the date"
    return (), ""


def _dateline(reading: _Reading, text: str) -> str | None:
    for paragraph in text.split("\n\n")[:2]:
        place = dateline_of(paragraph) or dateline_alone(paragraph)
        if place:
            reading.origins["dateline"] = "first paragraph"
            return place
    for block in reading.front:
        place = dateline_alone(block.text)
        if place:
            reading.origins["dateline"] = "date line"
            return place
    return None
