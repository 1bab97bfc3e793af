"""Whatever comes in, mutated from what does come in: each reader ends with an answer or with one line of its own."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.crawl.newsroom import feed
from tests.figures import Say
from tests.reading.documents import HERE
from tests.torture.hostile import PLANTED, html
from tests.torture.test_dates import ODD, TEXTS
from tracker.errors import TrackerError
from tracker.extraction import extract
from tracker.fetch.robots import Answer, Robots
from tracker.knowledge import load_knowledge
from tracker.model import Document
from tracker.reading import read
from tracker.reading.dates import stamps
from tracker.sources import Ask, Listing
from tracker.sources.dates import read_date
from tracker.sources.feeds import read_feed
from tracker.sources.sitemaps import Sitemap
from tracker.store import EventFilter, Store

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SECONDS = 1.0
TOKENS = (
    b"<", b">", b"</p>", b"<p>", b"<!--", b"]]>", b"<![CDATA[", b"&", b";", b"&#", b'"', b"'", b"\x00", b"\xff", b"\xed\xa0\x80",
    b"\xe2\x80\xae", b"\xcc\x81", b"9" * 30, b"-", b"2026-02-30", b"*", b"(", b")", b" OR ", b" NEAR(", b":", b"\n", b"\r\n\r\n",
    b"{", b"}", b"[", b"]", b"\\u0000", b"$", b"%", b"Mr. ", b"said ", b"\xe2\x80\x9c", b"\xe2\x80\x9d", b"<script>", b"http://[",
)  # fmt: skip
SITEMAP = "<urlset>" + "<url><loc>https://a.example/1</loc><lastmod>2026-01-01</lastmod></url>" * 5 + "</urlset>"
RULES = "User-agent: *\nDisallow: /no\nAllow: /*.html$\nCrawl-delay: 2\n# said\nUser-agent: test\nDisallow: /%6eo*\n"
SEARCHES = ('h20 OR "rare earths" -tariff licen*', "出口管制 NEAR", 'a:b ^c {d e} "', "-", "NOT AND OR")


def mutants(seeds: list[bytes], chance: random.Random, largest: int = 60_000) -> Iterator[bytes]:
    """Without end: bytes that fell over, pieces doubled, cut out, exchanged with another's, and tokens put in."""
    while True:
        made = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 8)):
            at, length = chance.randrange(len(made) + 1), int(chance.paretovariate(0.6))
            match chance.randrange(6):
                case 0 if at < len(made):
                    made[at] ^= 1 << chance.randrange(8)
                case 1:
                    del made[at : at + length]
                case 2:
                    made[at:at] = made[at : at + length] * chance.randrange(1, 20)
                case 3:
                    other = chance.choice(seeds)
                    start = chance.randrange(len(other) + 1)
                    made[at : at + length] = other[start : start + length]
                case _:
                    made[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 50))
        yield bytes(made[:largest])


def listing(body: bytes, media_type: str) -> Listing:
    address = "https://news.example/list"
    ask = Ask(url=address, media_types=(media_type,))
    return Listing(ask=ask, url=address, media_type=media_type, charset=None, body=body, now=NOW)


def page(body: bytes) -> None:
    kind = "text/html" if body[:1] == b"<" else "text/plain"
    document = Document(url="https://news.example/1", media_type=kind, charset=None, fetched=NOW, body=body)
    extract(read(document), load_knowledge())


def rules(body: bytes) -> None:
    Robots("test").check("https://a.example/no/page.html?a=1", lambda _: Answer(200, body))


def dates(body: bytes) -> None:
    text = body.decode("utf-8", "surrogateescape")
    read_date(text, NOW)
    stamps(text)


Target = tuple[Callable[[bytes], object], list[bytes], int]


def targets(store: Store) -> dict[str, Target]:
    """What is called, what is mutated, and how many mutants there are at full size."""
    saved = [path.read_bytes()[:40_000] for path in sorted((HERE / "pages").glob("*.html"))[:12]]
    told = [html().encode(), PLANTED.encode(), *saved]
    feeds = [feed([f"https://a.example/{n}" for n in range(5)]).encode()]

    def search(body: bytes) -> None:
        store.events(
            EventFilter.model_construct(
                **EventFilter(text="x").__dict__ | {"text": body.decode("utf-8", "replace")[:300]}
            )
        )

    return {
        "pages to claims": (page, told, 5_000),
        "feeds": (lambda body: read_feed(listing(body, "application/rss+xml")), feeds, 20_000),
        "sitemaps": (
            lambda body: Sitemap("https://a.example/").read(listing(body, "text/xml"), {}),
            [SITEMAP.encode()],
            20_000,
        ),
        "robots.txt": (rules, [RULES.encode()], 20_000),
        "dates": (dates, [text.encode("utf-8", "surrogatepass") for text in (*TEXTS, *ODD)], 50_000),
        "searches": (search, [text.encode() for text in SEARCHES], 5_000),
    }


@pytest.mark.torture("R26")
def test_no_mutant_of_what_comes_in_breaks_a_reader(empty: Path, full: bool, figure: Say):
    broken: list[str] = []
    slow: list[tuple[str, float]] = []
    done: dict[str, int] = {}
    with Store.open(f"sqlite:///{empty}") as store:
        for name, (target, seeds, many) in targets(store).items():
            with suppress(TrackerError):
                target(seeds[0])  # warm
            number = many if full else max(20, many // 250)
            for _, body in zip(range(number), mutants(seeds, random.Random(name)), strict=False):
                begun = time.process_time()
                try:
                    with suppress(TrackerError):
                        target(body)
                except Exception as error:
                    broken.append(f"{name}: {error!r} for {body[:300]!r}")
                if (taken := time.process_time() - begun) > SECONDS:
                    slow.append((name, round(taken, 1)))
            done[name] = number
    figure(
        "mutated pages, feeds, sitemaps, rules, dates and searches",
        f"{', '.join(f'{number:,} {name}' for name, number in done.items())}: {len(broken)} exceptions, "
        f"{len(slow)} over {SECONDS:g} s of CPU",
        "0 exceptions, 0 over 1 s",
    )
    assert broken == []
    assert slow == []
