"""Work that is done over and over leaves no file open, no thread behind and no memory taken."""

import gc
import threading
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from fastapi.testclient import TestClient

from tests.crawl.newsroom import sure_fetcher
from tests.crawl.world import world
from tests.figures import Say
from tests.torture.hostile import html
from tests.torture.ingesting import fresh
from tracker.app import build_app
from tracker.extraction import extract
from tracker.knowledge import Knowledge, load_knowledge
from tracker.reading import read
from tracker.store import Store

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ASKED = (
    "/api/events?text=h20",
    "/api/claims?limit=5",
    "/",
    "/events",
    "/api/health",
    "/api/events/nothing",
    "/api/events?format=csv",
)


def held() -> tuple[int, int, int]:
    """Files, threads and bytes of memory."""
    gc.collect()
    process = psutil.Process()
    return process.num_fds(), threading.active_count(), process.memory_info().rss


def receive(store: Store, knowledge: Knowledge, url: str, number: int) -> None:
    """Fetch a page, read, extract and store it; every tenth is new, the others are held."""
    document = sure_fetcher().fetch(f"{url}/{number // 10}", NOW)
    store.add(document, extract(read(document), knowledge), known_at=NOW, extractor_version="1", live=True)
    if number % 50 == 0:
        store.resolve()


@pytest.mark.torture("R28")
def test_work_over_and_over_leaks_nothing(tmp_path: Path, empty: Path, full: bool, figure: Say):
    cycles, calls = (5_000, 20_000) if full else (60, 60)
    address, _, _ = fresh(empty, tmp_path / "leaks")
    knowledge = load_knowledge()
    with world() as site, Store.open(address) as store, TestClient(build_app(store, knowledge)) as client:
        for number in range(cycles // 10 + 1):
            site.put(f"/{number}", html(before=f"<p>Report {number}.</p>"))

        def pages(first: int, last: int) -> None:
            for number in range(first, last):
                receive(store, knowledge, site.url("").rstrip("/"), number)

        def answers(first: int, last: int) -> None:
            for number in range(first, last):
                client.get(ASKED[number % len(ASKED)])

        grown = {}
        for name, work, times in (("page", pages, cycles), ("answer", answers, calls)):
            work(0, times // 3)  # what is kept on purpose is filled
            before = held()
            work(times // 3, times)
            after = held()
            grown[name] = (
                after[0] - before[0],
                after[1] - before[1],
                (after[2] - before[2]) / 1024 / (times - times // 3),
            )
    said = "; ".join(
        f"{files:+} files, {threads:+} threads, {kb:+.2f} KB for each {name}"
        for name, (files, threads, kb) in grown.items()
    )
    figure(
        f"{cycles:,} pages fetched, read and stored, and {calls:,} answers",
        said,
        "files and threads +-2" + (", <= 1 KB each" if full else "; memory is judged at full size"),
    )
    assert all(abs(files) <= 2 and abs(threads) <= 2 for files, threads, _ in grown.values()), grown
    if full:
        assert all(kb <= 1 for *_, kb in grown.values()), grown
