"""How fast a crawl is, and whether it holds when it is killed.

    python -m benchmarks.crawl speed|polite|kill|rebind|bombs

All of it runs against a small world on loopback; nothing leaves the machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from tests.crawl.newsroom import crawler, feed, source, story, sure_fetcher
from tests.crawl.world import World, page, world
from tracker.crawl import Watch
from tracker.errors import FetchError
from tracker.fetch import Fetcher, Limits
from tracker.sources import Source
from tracker.sources.feeds import Feed
from tracker.sources.sitemaps import Sitemap
from tracker.store import ArticleFilter, Store, upgrade
from tracker.store.crawling import CrawlStore

RSS = "application/rss+xml"


def words(seed: str) -> str:
    """Two hundred words that no other story has."""
    chosen = random.Random(seed)
    return " ".join(
        f"{chosen.choice('bcdfgklmnprst')}{chosen.choice('aeiou')}{chosen.randrange(10**6)}" for _ in range(200)
    )


def fill(site: World, hosts: int, each: int) -> None:
    """Show so many stories on each of so many hosts."""
    for host in range(hosts):
        name = f"host{host}.example"
        urls = [site.url(f"/{host}-{n}", name) for n in range(each)]
        site.pages[f"{name}/feed"] = page(feed(urls), RSS)
        for n in range(each):
            site.pages[f"{name}/{host}-{n}"] = page(story(f"{host}-{n}", words(f"{host} {n}")))


def sources(port: int, hosts: int) -> dict[str, Source]:
    """One feed for each host."""
    made = World(port=port)
    return {f"host{n}": source(Feed(made.url("/feed", f"host{n}.example")), name=f"host{n}") for n in range(hosts)}


def database(folder: str) -> str:
    """An empty database."""
    address = f"sqlite:///{folder}/store.db"
    upgrade(address)
    return address


@contextmanager
def own_world(hosts: int, each: int) -> Iterator[int]:
    """A world in a process of its own, so that it does not share the crawler's time; gives its port."""
    command = [sys.executable, "-m", "benchmarks.crawl", "serve", "--hosts", str(hosts), "--each", str(each)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        try:
            yield int(serving.stdout.readline())
        finally:
            serving.terminate()


def serve(hosts: int, each: int) -> None:
    """Be that process."""
    with world() as site:
        fill(site, hosts, each)
        print(site.port, flush=True)
        threading.Event().wait()


def crawl_all(address: str, port: int, hosts: int, pause: float, at_once: int) -> tuple[float, Counter[str]]:
    """Look through all sources at once; gives the seconds and what became of the pages."""
    results: Counter[str] = Counter()
    with Store.open(address) as store:
        fetcher = sure_fetcher(pause=pause, seconds=30.0)
        made = crawler(
            store,
            fetcher,
            lambda: datetime.now(UTC),
            progress=lambda p: results.update([p.result if p.result != "failed" else p.message]),
            resolves=False,
        )
        waiting = list(sources(port, hosts).values())
        begun = time.monotonic()

        def work() -> None:
            while waiting:
                try:
                    each = waiting.pop()
                except IndexError:
                    return
                made.crawl(each)

        threads = [threading.Thread(target=work) for _ in range(at_once)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.monotonic() - begun
        begun = time.monotonic()
        print(f"{made.resolve()} events, resolved in {time.monotonic() - begun:.1f} s")
        return seconds, results


def speed(hosts: int, each: int, pause: float, at_once: int) -> None:
    """Documents a second, and what politeness alone would allow."""
    with tempfile.TemporaryDirectory() as folder, own_world(hosts, each) as port:
        seconds, results = crawl_all(database(folder), port, hosts, pause, at_once)
        total = hosts * each
        print(f"{total} documents from {hosts} hosts, pause {pause} s: {seconds:.1f} s, {total / seconds:.0f} a second")
        print(dict(results))
        if pause:
            # robots.txt, the feed and each page take a turn.
            print(f"politeness alone: {(each + 1) * pause * (hosts / min(hosts, at_once)):.1f} s")


def child(address: str, port: int, hosts: int) -> None:
    """Watch until killed, or until nothing is left to do."""
    with Store.open(address) as store:
        made = crawler(store, sure_fetcher(seconds=10.0), lambda: datetime.now(UTC), hands=2, resolves=False)
        Watch(made).upkeep()
        for each in sources(port, hosts).values():
            made.crawl(each)
        made.resolve()
    print("done", flush=True)


def kill(times: int, hosts: int, each: int) -> None:
    """Kill a crawl at random moments until it was killed so often, then let it end; nothing may be lost or twice."""
    random.seed(7)
    killed = ended = 0
    lost = twice = bad = fetched_twice = 0
    requests = 0
    with world() as site:
        fill(site, hosts, each)
        while killed < times:
            site.log.clear()
            with tempfile.TemporaryDirectory() as folder:
                address = database(folder)
                command = [sys.executable, "-m", "benchmarks.crawl", "child", "--address", address]
                command += ["--port", str(site.port), "--hosts", str(hosts)]
                kills_here = 0
                while True:
                    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                    if kills_here < 10 and killed < times:
                        try:
                            running.wait(timeout=random.uniform(0.9, 3.2))
                        except subprocess.TimeoutExpired:
                            os.kill(running.pid, signal.SIGKILL)
                            running.wait()
                            killed, kills_here = killed + 1, kills_here + 1
                            continue
                    out, err = running.communicate()
                    ended += 1
                    if b"done" not in out:
                        print(err.decode()[-2000:])
                        bad += 1
                    break
                with Store.open(address) as store:
                    articles = Counter(a.url for cursor in pages_of(store) for a in cursor)
                    wanted = {
                        World(port=site.port).url(f"/{h}-{n}", f"host{h}.example")
                        for h in range(hosts)
                        for n in range(each)
                    }
                    lost += len(wanted - articles.keys())
                    twice += sum(n - 1 for n in articles.values())
                    bad += len(store.verify())
                    waiting = [y.waiting + y.failed for y in CrawlStore(store).yields({}).values()]
                    bad += sum(waiting)
                with sqlite3.connect(f"{folder}/store.db") as plain:
                    bad += plain.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
                asked = Counter(each_.path for each_ in site.log if each_.path not in ("/robots.txt", "/feed"))
                requests += sum(asked.values())
                fetched_twice += sum(n - 1 for n in asked.values())
    print(
        f"{killed} kills, {ended} runs to the end: {lost} lost, {twice} twice, {bad} faults; "
        f"{fetched_twice} of {requests} pages were asked for again because a kill came between"
    )


def pages_of(store: Store) -> Iterator[Sequence[object]]:
    """All articles, page by page."""
    cursor = None
    while True:
        found = store.articles(ArticleFilter(limit=200, cursor=cursor))
        yield found.items
        if (cursor := found.next) is None:
            return


def rebind(tries: int) -> None:
    """Names that answer with a public address first and with a trap later, in six ways; none may reach the trap."""
    random.seed(3)
    with world() as trap:
        patterns = {
            "public then private": lambda n: ["93.184.216.34"] if n == 0 else ["127.0.0.1"],
            "error then private": lambda n: [] if n == 0 else ["127.0.0.1"],
            "both": lambda _: ["93.184.216.34", "127.0.0.1"],
            "private first": lambda _: ["127.0.0.1", "93.184.216.34"],
            "mapped": lambda n: ["93.184.216.34"] if n == 0 else ["::ffff:127.0.0.1"],
            "at random": lambda _: [random.choice(["127.0.0.1", "93.184.216.34", "::1"])],
        }
        done = 0
        for pattern in patterns.values():
            for _ in range(tries // len(patterns)):
                count = iter(range(10_000))

                def find(_: str, pattern=pattern, count=count) -> Sequence[str]:
                    found = pattern(next(count))
                    if not found:
                        raise OSError
                    return found

                fetcher = Fetcher(
                    user_agent="test-reader/1.0",
                    resolve=find,
                    any_port=True,
                    limits=Limits(pause=0.0, seconds=1.0, connect_seconds=0.05),
                )
                for _ in range(2):
                    done += 1
                    try:
                        fetcher.get(f"http://news.example:{trap.port}/", datetime.now(UTC))
                    except FetchError:
                        continue
        print(f"{done} tries in {len(patterns)} ways: {len(trap.log)} reached the trap")


def bombs() -> None:
    """What compressed bombs cost in memory; each in a process of its own."""
    for name in BOMBS:
        got = subprocess.run(
            [sys.executable, "-m", "benchmarks.crawl", "bomb", "--name", name],
            capture_output=True,
            text=True,
            check=False,
        )
        print(f"{name:<12} {got.stdout.strip() or got.stderr[-300:]}")


def _gzip_bomb(size: int, layers: int = 1) -> bytes:
    body = b"".join(_zeros(size))
    for _ in range(layers - 1):
        body = gzip.compress(body, 9)
    return body


def _zeros(size: int) -> Iterator[bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    chunk = bytes(1 << 20)
    for _ in range(size >> 20):
        yield packer.compress(chunk)
    yield packer.flush()


BOMBS = ("gzip", "gzip-twice", "deflate", "br", "zstd", "members", "plain", "sitemap.gz")


def bomb(name: str) -> None:  # noqa: PLR0915 - a list of bombs
    """One bomb: 512 MiB of nothing."""
    size = 512 << 20
    with world() as site:
        headers = {"Content_Encoding": "gzip"}
        media_type = "text/html"
        match name:
            case "gzip":
                body = _gzip_bomb(size)
            case "gzip-twice":
                body, headers = _gzip_bomb(size, 2), {"Content_Encoding": "gzip, gzip"}
            case "deflate":
                packer = zlib.compressobj(9)
                body = b"".join(packer.compress(bytes(1 << 20)) for _ in range(512)) + packer.flush()
                headers = {"Content_Encoding": "deflate"}
            case "br":
                brotli = import_module("brotli")
                packed_ = brotli.Compressor(quality=1)
                body = b"".join(packed_.process(bytes(1 << 20)) for _ in range(512)) + packed_.finish()
                headers = {"Content_Encoding": "br"}
            case "zstd":
                body, headers = b"(\xb5/\xfd" + bytes(1000), {"Content_Encoding": "zstd"}
            case "members":
                body = gzip.compress(bytes(1 << 20)) * 512
            case "sitemap.gz":
                body, headers, media_type = _gzip_bomb(size), {}, "application/gzip"
            case _:
                body, headers = bytes(60 << 20), {}
        site.pages["/"] = page(body, media_type, **headers)
        del body
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        base = _resident()
        peak = [base]
        over = threading.Event()

        def look() -> None:
            while not over.wait(0.002):
                peak[0] = max(peak[0], _resident())

        looking = threading.Thread(target=look)
        looking.start()
        begun, cpu = time.monotonic(), time.process_time()
        try:
            if name == "sitemap.gz":
                with tempfile.TemporaryDirectory() as folder, Store.open(database(folder)) as store:
                    made = crawler(store, sure_fetcher(seconds=30.0), lambda: datetime.now(UTC))
                    summary = made.crawl(source(Sitemap(site.url("/"))))
                    said = str(summary.error if summary else None)
            else:
                sure_fetcher(seconds=30.0).get(site.url("/"), datetime.now(UTC))
                said = "no error"
        except FetchError as error:
            said = f"{type(error).__name__}: {error}"
        over.set()
        looking.join()
        print(
            json.dumps(
                {
                    "MiB": (peak[0] - base) // 1024,
                    "cpu s": round(time.process_time() - cpu, 2),
                    "s": round(time.monotonic() - begun, 2),
                    "said": said[:90],
                    "maxrss before": before // 1024,
                }
            )
        )


def _resident() -> int:
    """KiB of memory that this process holds now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["speed", "polite", "kill", "rebind", "bombs", "bomb", "serve", "child"])
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--each", type=int, default=50)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("--pause", type=float, default=0.2)
    parser.add_argument("--address")
    parser.add_argument("--port", type=int)
    parser.add_argument("--name", default="gzip")
    asked = parser.parse_args()
    match asked.what:
        case "speed":
            speed(asked.hosts, asked.each, 0.0, asked.at_once)
        case "polite":
            speed(asked.hosts, asked.each, asked.pause, asked.hosts)
        case "kill":
            kill(asked.times, min(asked.hosts, 4), min(asked.each, 40))
        case "rebind":
            rebind(1200)
        case "bombs":
            bombs()
        case "bomb":
            bomb(asked.name)
        case "serve":
            serve(asked.hosts, asked.each)
        case "child":
            child(asked.address, asked.port, asked.hosts)


if __name__ == "__main__":
    main()
