"""HTML pages: from markup to an article."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from tracker.errors import NotAnArticle
from tracker.model import Article, Document, Link
from tracker.reading.access import access_of
from tracker.reading.blocks import Block
from tracker.reading.credits import byline_of
from tracker.reading.data import zones
from tracker.reading.datelines import dateline_alone, dateline_of
from tracker.reading.headlines import find_standfirst
from tracker.reading.languages import language_of
from tracker.reading.liveblogs import dated_posts, find_posts, without_clocks
from tracker.reading.pages import PageReading, absolute, start
from tracker.reading.publishers import address_of, declared_language_of, home_of_page, outlet_of
from tracker.reading.surroundings import related, topics
from tracker.reading.texts import ends_sentence, weight
from tracker.reading.timing import date_lines, modified_of, published_of
from tracker.reading.tree import HEADINGS

Wanted: TypeAlias = Callable[[str | None, str], bool]
"""Asked with headline and text whether an article is worth reading."""
_WALL = re.compile(
    r"page (?:not found|cannot be found|doesn.t exist|no longer exists)|\b404\b|access (?:to this page )?(?:has been "
    r")?denied|403 forbidden|just a moment|"
    r"(?:verify|confirm) (?:that )?you are (?:a )?human|are you a robot|enable javascript|checking your browser|"
    r"unusual traffic|"
    r"(?:log|sign) in to (?:continue|read|view)|(?:subscribe|register) to (?:continue|read|unlock)|service unavailable|"
    r"internal server error|"
    r"accept (?:all )?cookies to continue|seite nicht gefunden|page introuvable|页面不存在|ページが見つかりません",
    re.IGNORECASE,
)
_BIO_VERBS = (
    "is are was covers leads directs writes teaches works reports has joined served edits heads runs studies "
    "specialises "
    "specializes"
).split()


def read_html(document: Document, markup: str) -> Article:
    """The article of a page.

    Raises ``NotAnArticle`` for lists of articles, walls and error pages, ``UnreadableDocument`` for markup
    beyond the caps.
    """
    return _article(start(document, markup))


def read_html_if(document: Document, markup: str, wanted: Wanted) -> Article | None:
    """The article of a page, or ``None`` where its headline and body are not wanted; the rest is then not looked for.

    Raises as ``read_html`` does.
    """
    page = start(document, markup)
    return _article(page) if wanted(page.headline_text, _text(page)) else None


def _article(page: PageReading) -> Article:
    outlet = outlet_of(page)
    home = home_of_page(page, outlet)
    byline, place = byline_of(page, outlet)
    standfirst = _standfirst(page)
    page.body.kept = _without_bios(page.body.kept, byline)
    posts = find_posts(page)
    page.body.kept = without_clocks(page.body, posts)
    text = _text(page)
    _refuse_others(page, text)
    lines = date_lines(page, home)
    when = published_of(page, lines, home)
    modified = modified_of(page, lines, home, when)
    language = language_of(text, declared_language_of(page))
    page.origins["language"] = "words of the body" if language != declared_language_of(page) else "stated by the page"
    return Article(
        url=address_of(page),
        outlet=outlet,
        headline=page.headline_text,
        standfirst=standfirst,
        byline=byline,
        dateline=_dateline(page, text) or place,
        published=when.at if when else None,
        published_precision=when.precision if when else None,
        modified=modified,
        language=language,
        text=text,
        topics=topics(page.said, page.blocks, page.body.sorts),
        related=related(page.blocks, page.body.sorts, page.body.kept, page.headline_text),
        links=_links(page),
        origins=page.origins,
        access=access_of(page, text),
        posts=dated_posts(page, posts, text, home) if posts else (),
    )


def _standfirst(page: PageReading) -> str | None:
    """The standfirst; one that opens the body, set apart in bold or italics and without a full stop, is taken
    out of it."""
    found = find_standfirst(page.front, page.body.kept, page.said, page.headline_text)
    first = page.body.kept[0] if page.body.kept else None
    if first is not None and (found is None or found[1] == "description"):
        opens = first.kind == "paragraph" and first.is_emphasised and 30 <= first.weight <= 300
        if opens and not ends_sentence(first.text) and len(page.body.kept) > 2 and page.body.kept[1].is_prose:
            page.body.kept = page.body.kept[1:]
            found = first.text, "first line of the body, set apart"
    if found is None:
        return None
    page.origins["standfirst"] = found[1]
    return found[0]


def _without_bios(kept: list[Block], byline: tuple[str, ...]) -> list[Block]:
    """Without closing lines on the authors: 'Ann Lee covers trade.'"""
    starts = tuple(f"{name} {verb} " for name in byline for verb in _BIO_VERBS)
    end = len(kept)
    while end > 2 and len(kept) - end < 3 and starts and kept[end - 1].text.startswith(starts):
        end -= 1
    return kept[:end]


def _text(page: PageReading) -> str:
    """The body's paragraphs; those of JSON-LD or a script where the page itself shows much less."""
    shown = "\n\n".join(block.text for block in page.body.kept)
    body = page.stated.replace("\n", "\n\n")
    if len(shown) >= 0.6 * len(body):
        page.origins["text"] = "page"
        return shown
    page.origins["text"] = "JSON-LD articleBody" if page.said.ld.get("articleBody") else "data of a script"
    return body


def _refuse_others(page: PageReading, text: str) -> None:
    """Raise for a page that holds no article."""
    said = page.said
    claims = bool(said.ld) or "article" in (said.value("og:type") or "")
    head = f"{page.title} {page.headline_text}"
    prose = weight(text)
    if prose < 1200 and (_WALL.search(head) or (prose < 500 and not claims and _WALL.search(text))):
        raise NotAnArticle(
            "The page is a wall or an error page, not an article: open it in a browser and save what is shown"
        )
    if prose < (60 if claims else 120):
        raise NotAnArticle("No article was found on the page: give the address of a single article")
    if not claims and _is_listing(page):
        raise NotAnArticle("The page lists several articles: give the address of one of them")


def _is_listing(page: PageReading) -> bool:
    """Whether the body is a row of teasers: short paragraphs between headings that are links."""
    kept = page.body.kept
    teasers = [
        b for b in page.blocks if b.node.tag in HEADINGS and b.link_share > 0.8 and b.level > 1 and b.weight > 20
    ]
    near = [b for b in teasers if b.node.parent is not None and any(k.node.parent is b.node.parent for k in kept)]
    paragraphs = [b for b in kept if b.is_prose]
    return len(near) >= 3 and len(near) * 2 >= len(paragraphs)


def _links(page: PageReading) -> tuple[Link, ...]:
    base = page.canonical or page.said.value("og:url") or page.document.url
    found: dict[str, Link] = {}
    for block in page.body.kept:
        for link in block.links:
            address = absolute(base, link.url)
            if address and not link.url.startswith("#"):
                found.setdefault(address, Link(url=address, text=link.text))
    return tuple(found.values())


def _dateline(page: PageReading, text: str) -> str | None:
    for paragraph in text.split("\n\n")[:2]:
        place = dateline_of(paragraph) or dateline_alone(paragraph)
        if place:
            page.origins["dateline"] = "first paragraph"
            return place
    for block in page.front:
        place = block.text if block.text in zones().places else dateline_alone(block.text)
        if place:
            page.origins["dateline"] = "date line"
            return place
    return None
