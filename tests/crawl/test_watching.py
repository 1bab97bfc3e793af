"""Many sources, several workers, a clock that jumps; the pages, the API and the commands that tell of it."""

import json
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from tests.crawl.conftest import Clock
from tests.crawl.newsroom import crawler, feed, source, story, sure_fetcher
from tests.crawl.world import World, page
from tracker.app import build_app
from tracker.cli import main
from tracker.crawl import Crawler, Watch
from tracker.crawl.schedule import next_visit
from tracker.crawl.workers import dead_workers, this_worker
from tracker.knowledge import load_knowledge
from tracker.sources import At, Every
from tracker.sources.feeds import Feed
from tracker.store import ArticleFilter, Store
from tracker.store.crawling import CrawlStore
from tracker.store.health import source_health
from tracker.store.turns import SharedTurns

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
RSS = "application/rss+xml"


def own(crawls: CrawlStore, site: World, names: int, each: int) -> None:
    """Feeds of the user's own, each on a host of its own."""
    for number in range(names):
        host = f"own{number}.example"
        site.pages[f"{host}/feed"] = page(feed([site.url(f"/{number}-{n}", host) for n in range(each)]), RSS)
        for n in range(each):
            site.pages[f"{host}/{number}-{n}"] = page(story(f"{number}-{n}"))
        definition = {"name": f"own{number}", "form": "feed", "address": site.url("/feed", host)}
        crawls.define(f"own{number}", definition, datetime.now(UTC) - timedelta(seconds=1))


def until(done, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert done()


def test_several_watches_share_the_work_and_do_nothing_twice(store: Store, site: World):
    crawls = CrawlStore(store)
    own(crawls, site, 6, 5)
    stop = threading.Event()
    watches = [Watch(crawler(store, sure_fetcher(), lambda: datetime.now(UTC)), at_once=2, every=0.1) for _ in range(2)]
    threads = [threading.Thread(target=watch.run, args=(stop,)) for watch in watches]
    for thread in threads:
        thread.start()
    try:
        until(lambda: store.articles(ArticleFilter()).total == 30)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    asked = [path for path in site.paths() if path != "/feed"]
    assert sorted(asked) == sorted({f"/{n}-{m}" for n in range(6) for m in range(5)})
    assert site.paths().count("/feed") == 6
    assert store.counts()["events"] == 30


def test_a_watch_frees_what_a_dead_process_held(store: Store, site: World):
    crawls = CrawlStore(store)
    own(crawls, site, 1, 1)
    machine = this_worker().partition("/")[0]
    assert crawls.begin("own0", f"{machine}/4194305/x/1", datetime.now(UTC))
    assert crawls.due(datetime.now(UTC)) == []
    Watch(crawler(store, sure_fetcher(), lambda: datetime.now(UTC))).upkeep()
    assert crawls.due(datetime.now(UTC)) == ["own0"]


def test_only_processes_of_this_machine_are_known_to_be_dead():
    machine, process, birth, _ = this_worker().split("/")
    dead = [f"{machine}/4194305/x/1", f"{machine}/{process}/another/1"]
    assert dead_workers([this_worker(), "elsewhere/4194305/x/1", *dead]) == dead
    assert birth


@pytest.mark.torture("R17")
def test_a_clock_that_stood_in_the_future_delays_nothing(crawl: Crawler, site: World, clock: Clock):
    own(crawl.crawls, site, 1, 1)
    clock.go(days=3650)
    wanted = source(Feed(site.url("/feed", "own0.example")), name="own0")
    crawl.crawl(wanted)
    clock.go(days=-3650)
    assert crawl.crawls.due(clock()) == []
    Watch(crawl).upkeep()
    clock.go(hours=3)
    assert crawl.crawls.due(clock()) == ["own0"]


@pytest.mark.torture("R17")
def test_a_month_of_a_schedule_misses_no_day_and_runs_none_twice():
    at, days = datetime(2026, 3, 1, tzinfo=UTC), []
    for _ in range(31):
        at = next_visit(At(crontab="30 9 * * *", zone="America/New_York"), at)
        days.append((at.date(), at.hour))
    assert len({day for day, _ in days}) == 31
    assert {hour for _, hour in days} == {13, 14}, "before and after summer time begins"
    assert next_visit(Every(minutes=30), NOW) == NOW + timedelta(minutes=30)


def test_turns_are_shared_by_all_that_use_a_database(store: Store):
    one, other = SharedTurns(store, lambda: NOW), SharedTurns(store, lambda: NOW)
    assert [one.take("a", 2), other.take("a", 2), one.take("b", 2), one.take("a", 2)] == [0, 2, 0, 4]


def test_a_quiet_source_is_told_from_a_young_one(crawl: Crawler, site: World, store: Store, clock: Clock):
    own(crawl.crawls, site, 1, 1)
    crawl.crawls.switch(["chinatalk"], on=True, now=clock())
    wanted = source(Feed(site.url("/feed", "own0.example")), name="chinatalk")
    assert {h.condition for h in source_health(store, clock()) if h.name == "chinatalk"} == {"new"}
    crawl.crawl(wanted)
    assert {h.condition for h in source_health(store, clock()) if h.name == "chinatalk"} == {"well"}
    for _ in range(2):
        clock.go(days=40)
        crawl.crawl(wanted)
    (health,) = [h for h in source_health(store, clock()) if h.name == "chinatalk"]
    assert (health.condition, health.held, health.lately) == ("quiet", 1, 0)


@pytest.fixture
def client(crawl: Crawler, site: World, store: Store) -> TestClient:
    site.put("/feed", feed([site.url("/odd")]), RSS)
    crawl.crawls.switch(["bis-press"], on=True, now=crawl.clock())
    site.put("/odd", "no heading")
    crawl.crawls.report("bis-press", "alarm", "<script>alert(1)</script>", crawl.clock())
    crawl.crawl(source(Feed(site.url("/feed")), name="bis-press"))
    return TestClient(build_app(store, load_knowledge()), raise_server_exceptions=False)


def test_the_api_tells_how_sources_do(client: TestClient):
    listed = client.get("/api/sources").json()
    assert listed["total"] == len(listed["items"]) >= 25
    assert listed["items"][0]["name"] == "bis-press"
    assert listed["items"][0]["enabled"]
    detail = client.get("/api/sources/bis-press").json()
    assert detail["runs"][0]["failed"] == 1
    assert {issue["kind"] for issue in detail["issues"]} == {"page", "alarm"}
    assert client.get("/api/sources/nothing").status_code == 404


def test_the_pages_tell_how_sources_do(client: TestClient):
    assert "Bureau of Industry and Security: press releases" in client.get("/sources").text
    text = client.get("/sources/bis-press").text
    assert "There is no article on the page" in text
    assert "<script>" not in text
    assert client.get("/sources/nothing").status_code == 404


def test_figures_for_prometheus_are_of_sources_that_are_on(client: TestClient):
    text = client.get("/metrics").text
    assert 'tracker_source_failures{source="bis-press"} 0.0' in text
    assert 'tracker_source_condition{condition="well",source="bis-press"} 1.0' in text
    assert "chinatalk" not in text


def test_sources_are_chosen_and_made_on_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path):
    def said(*words: str) -> str:
        code = main(words)
        out = capsys.readouterr()
        return f"{code} {out.out}{out.err}"

    assert "1 source enabled" in said("sources", "enable", "bis-press")
    assert "0 sources enabled" in said("sources", "enable", "bis-press")
    assert "did you mean bis-press" in said("sources", "enable", "bis-pres")
    assert "give --starter" in said("sources", "enable")
    (tmp_path / "pages").mkdir()
    assert "added and enabled" in said("sources", "add", "mine", str(tmp_path / "pages"), "--form", "folder")
    assert "in the catalogue" in said("sources", "add", "scmp-tech", "https://x.example/")
    assert {s["name"] for s in json.loads(said("sources", "--on", "--json")[2:])} == {"bis-press", "mine"}
    assert said("crawl", "mine").startswith("0 mine: nothing new")
    assert "is removed" in said("sources", "remove", "mine")
    assert "no source of your own" in said("sources", "remove", "bis-press")
    assert "1 source disabled" in said("sources", "disable", "bis-press")
