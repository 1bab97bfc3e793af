"""No spelling, redirect, feed, sitemap or next page leads to an address that is not public: nothing is connected to."""

import ipaddress
import json
import socket
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.crawl.newsroom import crawler, feed, source, sure_fetcher
from tests.crawl.world import World, look_up, page, redirect, world
from tests.figures import Say
from tracker.errors import FetchError
from tracker.fetch import Fetcher, Limits
from tracker.sources.federal_register import FederalRegister
from tracker.sources.feeds import Feed
from tracker.sources.sitemaps import Sitemap
from tracker.store import Store, upgrade

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
V4 = "127.0.0.1 127.255.255.254 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.100.100.200".split()
V4 += "0.0.0.0 192.0.0.8 198.18.0.1 224.0.0.1 255.255.255.255 192.0.2.1".split()
V6 = "::1 :: fe80::1 fc00::1 fd00:ec2::254 fec0::1 ff02::1 100::1 2001::1 2001:db8::1 3fff::1 5f00::1".split()
NAMES = "localhost LOCALHOST localhost. LocalHost.LocalDomain ip6-localhost metadata.google.internal".split()


def spellings() -> list[str]:
    """Hosts that mean these addresses, in every way that programs have been found to read."""
    hosts = list(NAMES)
    for text in V4:
        a, b, c, d = (int(part) for part in text.split("."))
        number = int(ipaddress.IPv4Address(text))
        hosts += [text, str(number), hex(number), oct(number).replace("o", ""), f"{a}.{b}.{c * 256 + d}", f"{text}."]
        hosts += [f"{a:#x}.{b:#x}.{c:#x}.{d:#x}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}"]
        for wrapped in (f"::ffff:{text}", f"::{text}", f"64:ff9b::{text}", f"::ffff:0:{text}"):
            hosts.append(f"[{wrapped}]")
        hosts.append(f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::1]")
    hosts += [f"[{text}]" for text in V6] + ["127.1", "0", "0x7f.1", "１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①"]
    return list(dict.fromkeys(hosts))


SPELLINGS = spellings()
connected: list[str] = []
"""Every address that this process was about to connect to, as the interpreter tells."""


def _listen(event: str, given: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(given[1], tuple):
        connected.append(str(given[1][0]))


sys.addaudithook(_listen)


def ask_system(host: str) -> Sequence[str]:
    """The system's own reading of numbers; names are never looked up outside."""
    if host.endswith(".example"):
        return ["127.0.0.1"]
    if "localhost" in host.lower():
        return ["127.0.0.1", "::1"]
    if host.endswith(".internal"):
        return ["169.254.169.254"]
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(address[0]) for *_, address in found]


@pytest.fixture
def trap() -> Iterator[World]:
    with world() as made:
        connected.clear()
        yield made


def test_there_are_enough_spellings():
    assert len(SPELLINGS) >= 150


def usual(**changes: Any) -> Fetcher:
    """As users have it, but without pauses; only the world of these tests is allowed, by its name."""
    limits = Limits(pause=0.0, seconds=2.0, connect_seconds=0.5)
    allowed = frozenset({"news.example"})
    return Fetcher(
        user_agent="test-reader/1.0", resolve=ask_system, allowed=allowed, limits=limits, any_port=True, **changes
    )


@pytest.mark.torture("R1")
def test_no_spelling_is_fetched(trap: World, figure: Say):
    for host in SPELLINGS:
        with pytest.raises(FetchError):
            usual().get(f"http://{host}:{trap.port}/", NOW)
    figure(
        "spellings of addresses that are not public",
        f"{len(SPELLINGS)} spellings: {len(connected)} connections, {len(trap.log)} requests",
        "0",
    )
    assert (trap.log, connected) == ([], [])


@pytest.mark.torture("R1")
def test_no_redirect_leads_there(trap: World):
    fetcher = usual()
    for host in SPELLINGS:
        trap.pages["/go"] = redirect(f"http://{host}:{trap.port}/secret".encode().decode("latin-1"))
        with pytest.raises(FetchError):
            fetcher.get(trap.url("/go"), NOW)
    assert "/secret" not in trap.paths()
    assert {asked.host for asked in trap.log} == {"news.example"}


@pytest.mark.torture("R1")
def test_no_redirect_of_robots_leads_there(trap: World):
    for host in SPELLINGS:
        trap.pages["/robots.txt"] = redirect(f"http://{host}:{trap.port}/secret".encode().decode("latin-1"))
        with pytest.raises(FetchError):
            usual().get(trap.url("/page"), NOW)
    assert {asked.path for asked in trap.log} == {"/robots.txt"}
    assert {asked.host for asked in trap.log} == {"news.example"}


@pytest.mark.torture("R1")
@pytest.mark.parametrize("form", ["feed", "sitemap", "index", "next page"])
def test_no_listing_leads_there(trap: World, form: str, tmp_path):
    upgrade(f"sqlite:///{tmp_path / 'x.db'}")
    urls = [f"http://{host}:{trap.port}/secret" for host in SPELLINGS]
    match form:
        case "feed":
            trap.put("/list", feed(urls), "application/rss+xml")
            reader: Any = Feed(trap.url("/list"))
        case "sitemap" | "index":
            outer, inner = ("urlset", "url") if form == "sitemap" else ("sitemapindex", "sitemap")
            entries = "".join(f"<{inner}><loc>{url}</loc></{inner}>" for url in urls)
            trap.put("/list", f"<{outer}>{entries}</{outer}>", "text/xml")
            reader = Sitemap(trap.url("/list"))
        case _:
            answer = {"count": 0, "total_pages": 2, "next_page_url": urls[0], "results": []}
            trap.put("/documents.json", json.dumps(answer), "application/json")
            reader = FederalRegister(("bureau",), api=trap.url("/"))
    with Store.open(f"sqlite:///{tmp_path / 'x.db'}") as store:
        made = crawler(store, usual(), lambda: NOW)
        summary = made.crawl(source(reader))
    assert summary is not None
    assert summary.tally.added == 0
    assert {asked.host for asked in trap.log} == {"news.example"}
    assert set(connected) == {"127.0.0.1"}


def test_a_host_that_is_allowed_by_name_is_reached(trap: World):
    trap.put("/page", "<h1>x</h1>")
    assert usual().get(trap.url("/page"), NOW).body == b"<h1>x</h1>"
    with pytest.raises(FetchError):
        sure_fetcher(permits=lambda _: False, resolve=look_up).get(trap.url("/page"), NOW)


def test_a_host_that_is_allowed_is_not_reached_by_a_redirect_from_elsewhere(trap: World):
    trap.put("news.example/page", "<h1>x</h1>")
    trap.pages["other.example/go"] = redirect(trap.url("/page"))
    with pytest.raises(FetchError, match="allowed only by its own address"):
        usual(permits=lambda address: address == "127.0.0.1").get(trap.url("/go", "other.example"), NOW)


def test_a_redirect_that_gives_up_tls_is_not_followed():
    fetcher = usual()
    with pytest.raises(FetchError, match="without TLS"):
        fetcher._next("http://a.example/", "https://a.example/", "https://a.example/")


def test_through_a_proxy_what_is_asked_for_is_vetted_all_the_same(trap: World):
    proxied = usual(proxy=trap.url("", "proxy.example"), permits=lambda address: address == "93.184.216.34")
    names = {"open.example": ["93.184.216.34"], "proxy.example": ["127.0.0.1"], "closed.example": ["10.0.0.1"]}
    proxied.resolve = lambda host: names[host]
    trap.pages["open.examplehttp://open.example/"] = page("<h1>by proxy</h1>")
    assert proxied.get("http://open.example/", NOW).body == b"<h1>by proxy</h1>"
    trap.log.clear()
    with pytest.raises(FetchError, match="no public address"):
        proxied.get("http://closed.example/", NOW)
    assert trap.log == []
