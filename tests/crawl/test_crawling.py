"""A source from its listing to the store, over a small world of our own."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.crawl.conftest import Clock
from tests.crawl.newsroom import crawler, extract, feed, source, story, sure_fetcher
from tests.crawl.world import World, page, redirect, status
from tracker.crawl import Crawler, Summary
from tracker.knowledge import Knowledge
from tracker.model import Article, Extraction
from tracker.sources import Folder, Source
from tracker.sources.feeds import Feed
from tracker.sources.sections import Section, Site
from tracker.sources.sitemaps import Sitemap
from tracker.store import ArticleFilter, ClaimFilter, Store

RSS = "application/rss+xml"


def wire(site: World, number: int = 3, **headers: str) -> Source:
    """A feed of so many stories."""
    urls = [site.url(f"/{n}") for n in range(number)]
    site.put("/feed", feed(urls), RSS, **headers)
    for n in range(number):
        site.put(f"/{n}", story(n))
    return source(Feed(site.url("/feed")))


def done(summary: Summary | None) -> Summary:
    assert summary is not None
    return summary


def results(summary: Summary | None) -> dict[str, int]:
    tally = done(summary).tally
    return {name: getattr(tally, name) for name in type(tally).__slots__ if getattr(tally, name)}


def test_a_feed_is_read_to_its_stories(crawl: Crawler, site: World, store: Store):
    summary = crawl.crawl(wire(site))
    assert results(summary) == {"listed": 3, "found": 3, "added": 3}
    assert (done(summary).error, done(summary).exit_code) == (None, 0)
    assert {a.url for a in store.articles(ArticleFilter()).items} == {site.url(f"/{n}") for n in range(3)}
    assert done(summary).events > 0


def test_the_same_again_asks_for_nothing_that_is_held(crawl: Crawler, site: World, store: Store):
    crawl.crawl(wire(site))
    before = store.content_hash()
    assert results(crawl.crawl(wire(site))) == {"listed": 3}
    assert sorted(site.paths()) == ["/0", "/1", "/2", "/feed", "/feed"]
    assert store.content_hash() == before


def test_a_feed_that_has_not_changed_is_not_sent_again(crawl: Crawler, site: World):
    wanted = wire(site, ETag='"7"')
    crawl.crawl(wanted)
    assert results(crawl.crawl(wanted)) == {}
    assert [a.headers.get("if-none-match") for a in site.log if a.path == "/feed"] == [None, '"7"']


def test_a_page_is_looked_at_again_and_a_new_version_is_stored(crawl: Crawler, site: World, store: Store, clock: Clock):
    wanted = wire(site, 2)
    crawl.crawl(wanted)
    site.put("/1", story(1, "and more"))
    clock.go(hours=7)
    assert results(crawl.crawl(wanted, when_due=True)) == {"listed": 2, "updated": 1, "unchanged": 1}
    assert store.articles(ArticleFilter()).total == 2
    assert {c.evidence.text for c in store.claims(ClaimFilter()).items} == {
        "Acme got chip 0",
        "Acme got chip 1 and more",
    }


def test_a_page_whose_frame_alone_changes_is_no_new_version(crawl: Crawler, site: World, store: Store, clock: Clock):
    wanted = wire(site, 1)
    crawl.crawl(wanted)
    documents = store.counts()["documents"]
    site.put("/0", story(0) + "<!-- served by host 7 -->")
    clock.go(hours=7)
    assert results(crawl.crawl(wanted)) == {"listed": 1, "unchanged": 1}
    assert store.counts()["documents"] == documents


def test_pages_are_left_alone_in_the_end(crawl: Crawler, site: World, clock: Clock):
    wanted = wire(site, 1)
    for _ in range(10):
        crawl.crawl(wanted)
        clock.go(days=8)
    assert site.paths().count("/0") == 4


def test_a_listing_that_tells_of_a_change_makes_the_page_due(crawl: Crawler, site: World, clock: Clock):
    def sitemap(day: str) -> str:
        return f"<urlset><url><loc>{site.url('/0')}</loc><lastmod>{day}</lastmod></url></urlset>"

    wanted = source(Sitemap(site.url("/map.xml")))
    site.put("/0", story(0))
    site.put("/map.xml", sitemap("2026-11-20"), "text/xml")
    crawl.crawl(wanted)
    clock.go(minutes=90)
    site.put("/0", story(0, "again"))
    site.put("/map.xml", sitemap("2026-11-23"), "text/xml")
    assert results(crawl.crawl(wanted)) == {"listed": 1, "updated": 1}


def test_tracking_parameters_and_fragments_make_no_other_page(crawl: Crawler, site: World):
    tails = ["", "?utm_source=rss", "#top", "?fbclid=x&utm_medium=y", "/"]
    site.put("/feed", feed([site.url("/a") + tail for tail in tails]), RSS)
    site.put("/a", story("a"))
    assert results(crawl.crawl(source(Feed(site.url("/feed"))))) == {"listed": 5, "found": 1, "added": 1}


def test_two_sources_that_lead_to_one_page_lead_to_it_once(crawl: Crawler, site: World):
    wanted = wire(site, 2)
    crawl.crawl(wanted)
    assert results(crawl.crawl(source(wanted.reader, name="other"))) == {"listed": 2}


LONG = " ".join(f"word{n} of the long report" for n in range(60))


def test_the_same_page_at_another_address_of_one_outlet_is_a_copy(crawl: Crawler, site: World, store: Store):
    site.put("/feed", feed([site.url("/story"), site.url("/story/print")]), RSS)
    site.put("/story", f"<!--outlet Wire-->{story(1, LONG)}")
    site.put("/story/print", f"<!--outlet Wire-->{story(1, LONG)}Printed")
    one_by_one = crawler(store, sure_fetcher(), crawl.clock, hands=1)
    assert results(one_by_one.crawl(source(Feed(site.url("/feed"))))) == {
        "listed": 2,
        "found": 2,
        "added": 1,
        "copies": 1,
    }
    assert store.articles(ArticleFilter()).total == 1


def test_a_page_that_cannot_be_stored_leaves_those_beside_it_whole(crawl: Crawler, site: World, store: Store):
    def of_nobody(article: Article, knowledge: Knowledge) -> Extraction:
        found = extract(article, knowledge)
        return replace(found, entities=()) if article.headline == "Story odd" else found

    one_by_one = replace(crawl, receiver=replace(crawl.receiver, extract=of_nobody), hands=1)
    paths = ["/0", "/odd", "/1"]
    site.put("/feed", feed([site.url(path) for path in paths]), RSS)
    for path in paths:
        site.put(path, story(path[1:], f"{path} {LONG}"))
    assert results(one_by_one.crawl(source(Feed(site.url("/feed"))))) == {
        "listed": 3,
        "found": 3,
        "added": 2,
        "failed": 1,
    }
    assert sorted(a.headline or "" for a in store.articles(ArticleFilter()).items) == ["Story 0", "Story 1"]
    assert not store.verify()


def test_the_same_report_in_two_papers_is_two_articles(crawl: Crawler, site: World, store: Store):
    site.put("/feed", feed([site.url("/a"), site.url("/b")]), RSS)
    site.put("/a", f"<!--outlet One-->{story(1, LONG)}")
    site.put("/b", f"<!--outlet Two-->{story(1, LONG)}")
    assert results(crawl.crawl(source(Feed(site.url("/feed"))))) == {"listed": 2, "found": 2, "added": 2}


def test_notices_that_differ_in_their_heading_are_never_copies(crawl: Crawler, site: World):
    site.put("/feed", feed([site.url("/a"), site.url("/b")]), RSS)
    site.put("/a", f"<!--outlet One-->{story(1, LONG)}")
    site.put("/b", f"<!--outlet One-->{story(2, LONG)}")
    assert results(crawl.crawl(source(Feed(site.url("/feed")))))["added"] == 2


def test_the_page_has_the_first_word_and_the_listing_the_second(crawl: Crawler, site: World, store: Store):
    dates = {site.url("/0"): "Fri, 20 Nov 2026 10:00:00 GMT"}
    site.put("/feed", feed([site.url("/0")], dates), RSS)
    site.put("/0", "<h1></h1>words")
    crawl.crawl(source(Feed(site.url("/feed"))))
    (article,) = store.articles(ArticleFilter()).items
    detail = store.article(article.id)
    assert (article.headline, article.outlet) == ("Item 0", "Wire")
    assert article.published is not None and article.published.isoformat() == "2026-11-20T10:00:00+00:00"
    assert detail.origins["published"] == "the listing of wire"


@pytest.mark.parametrize(
    ("behaviour", "state", "tries"),
    [
        (status(403), "refused", 1),
        (status(404), "failed", 2),
        (status(500), "failed", 7),
        (status(429), "failed", 7),
        (status(503, Retry_After="5000"), "failed", 7),
        (redirect("/same"), "failed", 7),
        (page("no heading"), "refused", 1),
        (page("<h1>x</h1>BREAK"), "refused", 1),
        (page("<h1>x</h1>ENDLESS"), "failed", 7),
        (page(b""), "failed", 7),
        (page(b"%PDF", "application/pdf"), "failed", 7),
    ],
)
def test_a_page_that_fails_is_tried_ever_later_and_given_up(
    store: Store, site: World, clock: Clock, behaviour, state: str, tries: int
):
    wanted = wire(site, 1)
    site.pages["/same"] = redirect("/same")
    site.pages["/0"] = behaviour
    for _ in range(10):
        # A new fetcher each time: no host stays at rest while the clock is moved by hand.
        crawler(store, sure_fetcher(), clock).crawl(wanted, when_due=True)
        clock.go(hours=36)
    assert site.paths().count("/0") == tries
    crawls = crawler(store, sure_fetcher(), clock).crawls
    (issue,) = crawls.issues("wire")
    assert (issue.kind, issue.times) == ("page", tries)
    assert (crawls.yields({})["wire"].failed == 1) == (state == "failed")
    assert "\n" not in issue.message


def test_a_page_that_works_again_is_held(store: Store, site: World, clock: Clock):
    wanted = wire(site, 1)
    site.pages["/0"] = status(500)
    crawler(store, sure_fetcher(), clock).crawl(wanted)
    site.put("/0", story(0))
    clock.go(minutes=3)
    assert results(crawler(store, sure_fetcher(), clock).crawl(wanted)) == {"listed": 1, "added": 1}


def test_a_busy_server_is_left_with_all_its_pages(crawl: Crawler, site: World, clock: Clock):
    wanted = wire(site, 5)
    for n in range(5):
        site.pages[f"/{n}"] = status(429, Retry_After="600")
    assert results(crawl.crawl(wanted)) == {"listed": 5, "found": 5, "failed": 1}
    assert len(site.paths()) == 2


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (status(500), "answered 500"),
        (page("<html>Hello</html>", RSS), "no RSS or Atom feed"),
        (page("<!DOCTYPE lolz [<!ENTITY a 'b'>]><rss>&a;</rss>", RSS), "declares entities"),
        (page("<rss" + " a='b'" * 20_000 + "></rss>", RSS), "64 KB"),
    ],
)
def test_a_listing_that_fails_is_tried_again_soon_and_then_ever_later(
    crawl: Crawler, site: World, behaviour, words: str
):
    wanted = wire(site)
    site.pages["/feed"] = behaviour
    delays = []
    for _ in range(4):
        crawl.fetcher.breaker.note(f"news.example:{site.port}", ok=True)
        summary = done(crawl.crawl(wanted))
        assert words in str(summary.error)
        assert summary.exit_code == 2
        delays.append(round((summary.next_at - crawl.clock()).total_seconds() / 60) if summary.next_at else None)
    assert delays == [5, 10, 20, 40]


def test_a_listing_that_changed_is_an_alarm_and_one_that_does_not_come_is_none(crawl: Crawler, site: World):
    wanted = wire(site)
    site.put("/feed", "<html>Hello</html>", RSS)
    assert len(done(crawl.crawl(wanted)).alarms) == 1
    site.pages["/feed"] = status(503)
    assert done(crawl.crawl(wanted)).alarms == ()
    assert sorted(issue.kind for issue in crawl.crawls.issues("wire")) == ["alarm", "error"]


def test_an_impossible_date_is_told_and_the_story_is_read_undated(crawl: Crawler, site: World, store: Store):
    dates = {site.url("/0"): "2026-02-30T10:00:00Z", site.url("/1"): "Mon, 31 Nov 2026 10:00:00 GMT"}
    site.put("/feed", feed([site.url("/0"), site.url("/1")], dates), RSS)
    site.put("/0", story(0))
    site.put("/1", story(1))
    summary = done(crawl.crawl(source(Feed(site.url("/feed")))))
    assert [("2026-02-30" in alarm, "31 Nov" in alarm) for alarm in summary.alarms] == [(True, False), (False, True)]
    assert [a.published for a in store.articles(ArticleFilter()).items] == [None, None]


def test_a_section_without_stories_is_an_alarm(crawl: Crawler, site: World):
    site.put("/news", "<a href='/about'>About</a>")
    summary = done(crawl.crawl(source(Section((site.url("/news"),), r"/news/\d{4}/"))))
    assert "made anew" in str(summary.error)
    assert summary.alarms


def test_any_site_is_read_by_its_feeds(crawl: Crawler, site: World):
    site.put("/", '<link rel="alternate" type="application/rss+xml" href="/feed"><a href="/2026/11/01/no">x</a>')
    wire(site, 2)
    assert results(crawl.crawl(source(Site(site.url())))) == {"listed": 2, "found": 2, "added": 2}


def test_any_site_without_feeds_is_read_by_what_looks_like_a_story(crawl: Crawler, site: World):
    site.put(
        "/",
        '<a href="/2026/11/01/acme">Acme</a><a href="/about">About</a><a href="mailto:x@y">m</a>'
        '<a href="http://elsewhere.example/2026/11/01/z">z</a><a href="javascript:x">j</a>',
    )
    site.put("/2026/11/01/acme", story(1))
    assert results(crawl.crawl(source(Site(site.url())))) == {"listed": 1, "found": 1, "added": 1}


def test_a_folder_is_read_once_and_again_where_a_file_changes(crawl: Crawler, tmp_path: Path, clock: Clock):
    pages = tmp_path / "pages"
    (pages / "deep").mkdir(parents=True)
    for n, name in enumerate(["a.html", "deep/b.htm", "deep/notes.md"]):
        (pages / name).write_text(story(n))
    wanted = source(Folder(pages))
    assert results(crawl.crawl(wanted)) == {"listed": 2, "found": 2, "added": 2}
    assert results(crawl.crawl(wanted)) == {"listed": 2}
    (pages / "a.html").write_text(story(0, "changed"))
    os.utime(pages / "a.html", (2e9, 2e9))
    assert results(crawl.crawl(wanted)) == {"listed": 2, "updated": 1}


def test_a_run_that_is_stopped_leaves_the_rest_for_the_next(crawl: Crawler, site: World, store: Store):
    wanted = wire(site, 10)
    stopping = crawler(store, sure_fetcher(), crawl.clock, hands=1, progress=lambda _: stopping.stop.set())
    first = results(stopping.crawl(wanted))["added"]
    assert 0 < first < 10
    assert results(crawl.crawl(wanted)) == {"listed": 10, "added": 10 - first}


def test_a_run_that_dies_leaves_its_work_to_others_when_its_lease_ends(crawl: Crawler, site: World, clock: Clock):
    wanted = wire(site, 4)

    run = crawl.crawls.begin("wire", "elsewhere/1/x/1", clock())
    assert run is not None
    assert crawl.crawl(wanted) is None
    clock.go(minutes=16)
    assert results(crawl.crawl(wanted)) == {"listed": 4, "found": 4, "added": 4}
    assert not crawl.crawls.renew("wire", run, clock())


def test_an_interrupted_run_gives_its_lease_back(crawl: Crawler, site: World, store: Store, clock: Clock):
    def interrupt(_: object) -> Article:
        raise KeyboardInterrupt

    interrupted = replace(crawl, receiver=replace(crawl.receiver, read=interrupt))
    with pytest.raises(KeyboardInterrupt):
        interrupted.crawl(wire(site, 4))
    assert crawl.crawls.states(clock())["wire"].last_error == "Interrupted"
    clock.go(minutes=16)
    assert results(crawl.crawl(wire(site, 4)))["added"] == 4


def test_looking_notes_nothing(crawl: Crawler, site: World):
    found = crawl.look(wire(site))
    assert [lead.title for lead in found.leads] == ["Item 0", "Item 1", "Item 2"]
    assert crawl.crawls.yields({}) == {}
    assert site.paths() == ["/feed"]


class TestFederalRegister:
    """Its API, as it is and as it must not be."""

    def record(self, site: World, number: int, **changes: object) -> dict[str, object]:
        return {
            "document_number": f"2026-{number:05d}",
            "title": f"Rule {number}",
            "type": "Rule",
            "abstract": None,
            "action": "Final rule",
            "publication_date": "2026-11-20",
            "effective_on": None,
            "html_url": site.url(f"/d/{number}", "fr.example"),
            "body_html_url": site.url(f"/full/{number}", "fr.example"),
            "agencies": [{"raw_name": "BUREAU", "slug": "bureau", "id": 1}],
        } | changes

    def source(self, site: World) -> Source:
        from tracker.sources.federal_register import FederalRegister

        return source(FederalRegister(("bureau",), api=site.url("/api/v1/", "fr.example")), name="fr")

    def serve(self, site: World, records: list[dict[str, object]], **more: object) -> None:
        pages = [records[n : n + 2] for n in range(0, len(records), 2)]
        for n, some in enumerate(pages):
            nothing = n + 1 == len(pages)
            following = None if nothing else site.url(f"/api/v1/page{n + 1}", "fr.example")
            answer = {"count": len(records), "total_pages": len(pages), "next_page_url": following, "results": some}
            path = "/api/v1/documents.json" if n == 0 else f"/api/v1/page{n}"
            site.put(path, json.dumps(answer | more), "application/json")
        for n in range(len(records)):
            site.put(f"/full/{n}", story(n))

    def test_all_pages_are_read(self, crawl: Crawler, site: World, store: Store):
        self.serve(site, [self.record(site, n) for n in range(5)])
        assert results(crawl.crawl(self.source(site))) == {"listed": 5, "found": 5, "added": 5}
        urls = {a.url for a in store.articles(ArticleFilter()).items}
        assert urls == {site.url(f"/d/{n}", "fr.example") for n in range(5)}

    @pytest.mark.parametrize("gone", ["title", "html_url", "publication_date", "agencies", "effective_on"])
    def test_a_field_that_is_gone_alarms_and_nothing_is_guessed(self, crawl: Crawler, site: World, gone: str):
        records = [self.record(site, n) for n in range(2)]
        for record in records:
            del record[gone]
        self.serve(site, records)
        summary = done(crawl.crawl(self.source(site)))
        assert (summary.tally.listed, summary.exit_code) == (0, 2)
        assert gone in summary.alarms[0] and "changed" in summary.alarms[0]

    @pytest.mark.parametrize(
        ("name", "value"), [("title", 7), ("html_url", "javascript:alert(1)"), ("agencies", "BIS"), ("type", None)]
    )
    def test_a_field_of_another_kind_alarms_and_the_others_are_read(
        self, crawl: Crawler, site: World, name: str, value: object
    ):
        self.serve(site, [self.record(site, 0), self.record(site, 1, **{name: value})])
        summary = done(crawl.crawl(self.source(site)))
        assert summary.tally.added == 1
        assert name in summary.alarms[0]

    def test_a_new_field_alarms_and_the_document_is_read(self, crawl: Crawler, site: World):
        self.serve(site, [self.record(site, 0, withdrawn="yes")])
        summary = done(crawl.crawl(self.source(site)))
        assert summary.tally.added == 1
        assert "withdrawn is new" in summary.alarms[0]

    def test_an_impossible_day_alarms(self, crawl: Crawler, site: World):
        self.serve(site, [self.record(site, 0, publication_date="2026-02-30")])
        assert "no date" in done(crawl.crawl(self.source(site))).alarms[0]

    def test_a_count_without_documents_alarms(self, crawl: Crawler, site: World):
        answer = json.dumps({"count": 9, "total_pages": 1, "results": []})
        site.put("/api/v1/documents.json", answer, "application/json")
        assert "lists none" in done(crawl.crawl(self.source(site))).alarms[0]

    def test_a_quiet_fortnight_is_no_alarm(self, crawl: Crawler, site: World):
        site.put("/api/v1/documents.json", json.dumps({"count": 0, "results": []}), "application/json")
        assert done(crawl.crawl(self.source(site))).exit_code == 0

    @pytest.mark.parametrize("url", ["http://elsewhere.example/api", "http://169.254.169.254/", "file:///etc/passwd"])
    def test_the_next_page_of_another_server_is_left(self, crawl: Crawler, site: World, url: str):
        answer = {"count": 1, "total_pages": 2, "next_page_url": url, "results": [self.record(site, 0)]}
        site.put("/api/v1/documents.json", json.dumps(answer), "application/json")
        assert "another server" in done(crawl.crawl(self.source(site))).alarms[0]

    @pytest.mark.parametrize("body", ["[" * 100_000, "NaN", '{"count": ' + "9" * 5000 + "}", "{", "[]", '"x"', "\xff"])
    def test_json_that_hurts_is_an_alarm(self, crawl: Crawler, site: World, body: str):
        site.put("/api/v1/documents.json", body.encode("latin-1"), "application/json")
        assert done(crawl.crawl(self.source(site))).alarms
