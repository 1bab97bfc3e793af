"""What each page costs the server and weighs, over a store of any size, beside its twin in JSON.

    python benchmarks/pages.py DATABASE_URL [DATABASE_URL ...] [--rounds 20] [--only NAME]

Every sort of page is asked for under several addresses in turn, total: routing, store, template and compression. Shown
are the median and the 95th percentile in milliseconds of CPU time of this process, the same as a multiple of what the
page's twin under ``/api`` takes in the same run, and the kilobytes that a first visit transfers, style sheet and script
included. Databases are made by ``benchmarks/generate.py``. The first round warms up and does not count.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import statistics
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message

from tracker.app import build_app
from tracker.knowledge import load_knowledge
from tracker.store import ArticleFilter, EventFilter, Store

GOAL_MS, GOAL_KB = 100.0, 300.0
SHARED = ("/static/tracker.css", "/static/tracker.js", "/static/icon.svg")
_TWIN = re.compile(rb'<link rel="alternate" type="application/json" href="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one sort of page takes."""

    median: float
    high: float
    twin: float | None
    """The median of its twin; none where it has none."""
    weight: float
    """Of the heaviest, in kilobytes."""
    longest: int
    """Bytes of its HTML before compression."""


async def fetched(app: ASGIApp, address: str, accept: bytes = b"gzip") -> tuple[int, bytes]:
    """Status and body."""
    parts = urlsplit(address)
    headers = [(b"host", b"localhost"), (b"accept-encoding", accept)]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},  # of which on a disconnect is not waited for
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in said if message["type"] == "http.response.body")
    return next(m["status"] for m in said if m["type"] == "http.response.start"), body


def addresses(store: Store) -> Mapping[str, Sequence[str]]:
    """Every sort of page with some addresses; the things of which there are many are those of the busiest."""
    newest = [event.id for event in store.events(EventFilter(limit=6)).items]
    busiest = [event.id for event in store.events(EventFilter(sort="sources", limit=6)).items]
    articles = [article.id for article in store.articles(ArticleFilter(limit=6)).items]
    items, parties = ("nvidia-h20", "nvidia-h200", "nvidia-a100"), ("nvidia", "huawei", "smic", "amd")
    return {
        "today": ["/", "/?since=2026-09-01", "/?since=2020-01-01"],
        "events": ["/events", "/events?sort=sources", "/events?sort=changed", "/events?sort=oldest"],
        "events filtered": [
            "/events?entity=Nvidia&status=occurred",
            "/events?type=licence_granted&destination=China",
            "/events?jurisdiction=CN&date_from=2024-03-01&date_to=2024-05-31",
            "/events?has_conflict=true",
        ],
        "events by words": ["/events?text=gallium", "/events?text=licence+waiver"],
        "events on an axis": ["/events?view=timeline", "/events?view=timeline&entity=Nvidia"],
        "events as a map": ["/events?view=map", "/events?view=map&entity=Huawei"],
        "event": [f"/events/{one}" for one in (*newest, *busiest)],
        "event, as known": [f"/events/{one}?known_at=2024-01-01" for one in busiest],
        "conflicts": ["/conflicts", "/conflicts?kind=date"],
        "entities": ["/entities", "/entities?kind=company", "/entities?text=made-up"],
        "entity": [f"/entities/{one}" for one in (*parties, "us-bis", "cn-mofcom", "china", "wang-wentao")],
        "articles": ["/articles", "/articles?text=gallium"],
        "article": [f"/articles/{one}" for one in articles],
        "chips": ["/items"],
        "chip": [f"/items/{one}" for one in items] + ["/items/nvidia-h20?valid_at=2025-05-01&known_at=2025-05-01"],
        "measures": ["/measures", "/measures?state=suspended"],
        "measure": ["/measures/us-bis-2025-09-29-affiliates-rule", "/measures/us-bis-2025-04-h20-letter"],
        "compare": ["/compare?one=H20&other=H200", "/compare?one=Nvidia&other=AMD"],
        "status": ["/status", "/status?item=H20&destination=CN&valid_at=2025-05-01"],
        "search": [
            "/search?q=H20",
            "/search?q=chinese+commerce+minister",
            "/search?q=gallium+quota",
            "/search?q=licence",
        ],
        "sources": ["/sources"],
        "types": ["/types"],
        "help": ["/help"],
        "not found": ["/nothing"],
    }


async def _timed(app: ASGIApp, address: str) -> float:
    began = time.process_time()
    await fetched(app, address)
    return (time.process_time() - began) * 1000


async def measured(app: ASGIApp, asked: Iterable[str], rounds: int, shared: float) -> Figures:
    """Each address ``rounds`` times, in turn with its twin."""
    spent: list[float] = []
    beside: list[float] = []
    weight, longest = 0.0, 0
    for address in asked:
        status, plain = await fetched(app, address, b"identity")
        if status >= 500:
            raise SystemExit(f"{address} was answered with {status}")
        _, packed = await fetched(app, address)
        weight, longest = max(weight, len(packed) / 1000 + shared), max(longest, len(plain))
        twin = _TWIN.search(plain)
        for _ in range(rounds):
            spent.append(await _timed(app, address))
            if twin:
                beside.append(await _timed(app, twin[1].decode().replace("&amp;", "&")))
    return Figures(
        median=statistics.median(spent),
        high=sorted(spent)[min(len(spent) - 1, round(len(spent) * 0.95))],
        twin=statistics.median(beside) if beside else None,
        weight=weight,
        longest=longest,
    )


async def tell(address: str, rounds: int, only: str) -> None:
    """Measure all pages over one database, and print a line for each."""
    with Store.open(address) as store:
        app = build_app(store, load_knowledge())
        shared = sum([len((await fetched(app, one))[1]) for one in SHARED]) / 1000
        held = store.counts()
        print(f"\n{held['events']:,} events, {held['claims']:,} claims, {held['entities']:,} entities")
        print(f"{'':20}{'p50':>8}{'p95':>8} ms{'x twin':>8}{'weight':>9} KB{'HTML':>8} KB")
        for name, asked in addresses(store).items():
            if only not in name:
                continue
            told = await measured(app, asked, rounds, shared)
            ratio = f"{told.median / told.twin:8.1f}" if told.twin else f"{'–':>8}"
            missed = " <" if told.high > GOAL_MS or told.weight > GOAL_KB else ""
            print(
                f"{name:20}{told.median:8.1f}{told.high:8.1f}   {ratio}{told.weight:9.1f}   {told.longest / 1000:8.0f}"
                f"{missed}",
                flush=True,
            )


def main() -> None:
    """Measure the pages over every database."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("database_urls", nargs="+")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    for address in given.database_urls:
        asyncio.run(tell(address, given.rounds, given.only))
    print(f"\n<: slower than {GOAL_MS:.0f} ms at p95, or heavier than {GOAL_KB:.0f} KB")


if __name__ == "__main__":
    main()
