"""A web archive from its file to the store."""

import gzip
from pathlib import Path

import pytest

from tests.crawl.newsroom import source, story
from tracker.crawl import Crawler
from tracker.sources.local import Warc
from tracker.store import ArticleFilter, EventFilter, Store


def record(
    url: str, body: str, *, status: int = 200, kind: str = "response", at: str = "2026-11-19T08:00:00Z"
) -> bytes:
    """One record of an archive, as a crawler of the web writes it."""
    http = f"HTTP/1.1 {status} Said\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at}\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash((url, at, kind))):032x}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


RECORDS = (
    record("https://news.example/1", story(1)),
    record("https://news.example/gone", story("gone"), status=404),
    record("https://news.example/1", "GET", kind="request"),
    record("https://news.example/2", story(2)),
    record("https://news.example/list", "<p>no story</p>"),
)


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_an_archive_become_articles_with_the_address_and_time_they_were_received_with(
    crawl: Crawler, store: Store, tmp_path: Path, packed: bool
):
    path = tmp_path / ("pages.warc.gz" if packed else "pages.warc")
    path.write_bytes(b"".join(gzip.compress(each) if packed else each for each in RECORDS))
    summary = crawl.crawl(source(Warc(path)))
    assert summary is not None
    assert (summary.tally.listed, summary.tally.added, summary.tally.failed) == (3, 2, 1)
    articles = store.articles(ArticleFilter()).items
    assert {each.url for each in articles} == {"https://news.example/1", "https://news.example/2"}
    received = {version.fetched.isoformat() for each in articles for version in store.article(each.id).versions}
    assert received == {"2026-11-19T08:00:00+00:00"}
    assert len(store.events(EventFilter()).items) == 2


def test_an_archive_that_was_read_is_not_read_again_until_it_holds_something_newer(
    crawl: Crawler, store: Store, tmp_path: Path
):
    path = tmp_path / "pages.warc"
    path.write_bytes(b"".join(RECORDS))
    crawl.crawl(source(Warc(path)))
    before = store.content_hash()
    again = crawl.crawl(source(Warc(path)))
    assert again is not None
    assert (again.tally.added, again.tally.updated, again.tally.unchanged) == (0, 0, 0)
    assert store.content_hash() == before
    with path.open("ab") as file:
        file.write(record("https://news.example/2", story(2, "and more"), at="2026-11-19T20:00:00Z"))
    later = crawl.crawl(source(Warc(path)))
    assert later is not None
    assert (later.tally.added, later.tally.updated) == (0, 1)


def test_an_archive_that_is_cut_short_gives_what_is_whole_and_says_so(crawl: Crawler, store: Store, tmp_path: Path):
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(gzip.compress(RECORDS[0]) + gzip.compress(RECORDS[3])[:-40])
    summary = crawl.crawl(source(Warc(path)))
    assert summary is not None
    assert [each.url for each in store.articles(ArticleFilter()).items] == ["https://news.example/1"]
