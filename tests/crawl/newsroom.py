"""Stages of our own: a page is a heading and a text, and makes one claim about a firm of that name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.crawl.world import look_up
from tests.store.newsroom import claim, day, extraction
from tests.test_pipeline import KNOWLEDGE
from tracker.caps import capped
from tracker.crawl import Crawler
from tracker.crawl.receiving import Receiver
from tracker.errors import NotAnArticle
from tracker.fetch import Fetcher, Limits
from tracker.knowledge import Knowledge
from tracker.model import Article, Document, Extraction
from tracker.sources import Every, Expectation, Reader, Source
from tracker.store import Store
from tracker.store.crawling import CrawlStore


def sure_fetcher(**changes: Any) -> Fetcher:
    """A fetcher for the world of the tests: it makes no pauses, and resolves its names alone."""
    limits = {"pause": 0.0, "seconds": 3.0, "jitter": 0.0} | {k: v for k, v in changes.items() if k in Limits.__slots__}
    others = {k: v for k, v in changes.items() if k not in Limits.__slots__}
    usual: dict[str, Any] = {"permits": lambda address: address == "127.0.0.1", "any_port": True, "resolve": look_up}
    return Fetcher(user_agent="test-reader/1.0 (tests)", limits=Limits(**limits), **(usual | others))


def read(document: Document) -> Article:
    text = document.body.decode("utf-8", "replace")
    heading = re.search(r"<h1>(.*?)</h1>", text)
    if heading is None:
        raise NotAnArticle("There is no article on the page: give the page of one article")
    if "BREAK" in text:
        raise RecursionError("too deep")
    while "ENDLESS" in text:
        pass
    said = " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<h1>.*?</h1>|<!--.*?-->", " ", text)).split())
    article = extraction(url=document.url, headline=heading[1] or None, text=f"Acme got {said}", published=None).article
    outlet = re.search(r"<!--outlet (.*?)-->", text)
    return replace(article, outlet=outlet[1] if outlet else None)


def extract(article: Article, knowledge: Knowledge) -> Extraction:
    told = claim(article.text, target=f"Firm {article.headline}", when=day("2026-11-20"))
    return extraction(told, **{name: getattr(article, name) for name in Article.__slots__})


def crawler(store: Store, fetcher: Fetcher, clock: Callable[[], datetime], **changes: Any) -> Crawler:
    receiver = Receiver(
        store=store,
        knowledge=KNOWLEDGE,
        fetcher=fetcher,
        read=capped(read, seconds=0.1),
        extract=extract,
        version="1",
    )
    usual: dict[str, Any] = {"hands": 4}
    return Crawler(
        store=store, crawls=CrawlStore(store), fetcher=fetcher, receiver=receiver, clock=clock, **(usual | changes)
    )


def source(reader: Reader, name: str = "wire", **changes: Any) -> Source:
    usual: dict[str, Any] = {
        "title": "A wire",
        "publisher": "Wire",
        "country": "XX",
        "language": "en",
        "kind": "press",
        "schedule": Every(minutes=60),
        "licence": "None",
        "expects": Expectation(documents=1, days=1),
        "homepage": "https://wire.example/",
    }
    return Source(name=name, reader=reader, **(usual | changes))


def story(number: int | str, words: str = "") -> str:
    return f"<html><h1>Story {number}</h1><p>chip {number} {words}</p></html>"


def feed(urls: list[str], dates: dict[str, str] | None = None) -> str:
    items = "".join(
        f"<item><title>Item {n}</title><link>{url}</link>"
        + (f"<pubDate>{dates[url]}</pubDate>" if dates and url in dates else "")
        + "</item>"
        for n, url in enumerate(urls)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'
