"""Many writers at once, and a reader that never ends."""

import random
import sqlite3
import time
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.figures import Say
from tests.store.newsroom import NOW
from tests.torture.ingesting import fresh, ingest
from tests.torture.workers import count, read, spawning
from tracker.store import ArticleFilter, Store
from tracker.store.crawl_tables import TurnRow
from tracker.store.dialects import connect, writing


@pytest.mark.torture("R12")
def test_writers_at_once_lose_no_update(tmp_path: Path, empty: Path, full: bool, figure: Say):
    address, file, _ = fresh(empty, tmp_path / "shared")
    writers, each = (8, 500) if full else (4, 25)
    with sqlite3.connect(file) as plain:
        plain.execute("INSERT INTO sources (name, enabled, failures) VALUES ('counter', 0, 0)")
    plain.close()
    jobs = []
    for number in range(writers + 2):
        line, end = spawning.Pipe()
        target, given = (count, (address, each, number, end)) if number < writers else (read, (address, end))
        process = spawning.Process(target=target, args=given)
        process.start()
        end.close()
        jobs.append((process, line))
    for _, line in jobs:
        line.recv()
    begun = time.monotonic()
    for _, line in jobs:
        line.send("go")
    said = [line.recv() for _, line in jobs[:writers]]
    seconds = time.monotonic() - begun
    for _, line in jobs[writers:]:
        line.send("stop")
        said.append(line.recv())
    for process, _ in jobs:
        process.join()
    with sqlite3.connect(file) as plain:
        counter, rows = (
            plain.execute(query).fetchone()[0]
            for query in ("SELECT failures FROM sources WHERE name = 'counter'", "SELECT count(*) FROM host_turns")
        )
    plain.close()
    waits = sorted(wait for _, waits in said for wait in waits)
    failed, wanted = sum(number for number, _ in said), writers * each
    figure(
        f"{writers} processes that read, add one and write, with 2 readers",
        f"{wanted} transactions in {seconds:.0f} s: counter {counter}, {rows} rows, {failed} errors; "
        f"99 % of commits within {waits[int(len(waits) * 0.99)] * 1000:.0f} ms",
        f"counter and rows {wanted}, 0 errors, 250 ms on an idle machine",
    )
    assert (counter, rows, failed) == (wanted, wanted, 0)


@pytest.mark.torture("R13")
def test_a_list_that_is_read_slowly_does_not_keep_the_journal_from_ending(
    tmp_path: Path, empty: Path, full: bool, figure: Say
):
    address, file, _ = fresh(empty, tmp_path / "read")
    journal, largest, writes = file.with_name("store.db-wal"), 0, 20_000 if full else 1_000
    with Store.open(address) as store:
        ingest(store, 0, 12)
        pages, cursor = [], None
        engine, chance = writing(connect(address)), random.Random(1)
        for start in range(0, writes, 100):
            if start % (writes // 10) == 0:
                page = store.articles(ArticleFilter(limit=1, cursor=cursor))
                pages += [article.id for article in page.items]
                cursor = page.next
                if cursor is None:
                    break
            for number in range(start, start + 100):
                with Session(engine) as session, session.begin():
                    session.add(TurnRow(host=f"{number} {chance.randbytes(200).hex()}", free_at=NOW))
            largest = max(largest, journal.stat().st_size)
    figure(
        f"{writes:,} writes while a list is read page by page",
        f"the journal grew to {largest / 1e6:.1f} MB; the list was whole: {len(pages) == len(set(pages))}",
        "<= 64 MB",
    )
    assert len(pages) == len(set(pages)) == 10
    assert largest < 64e6
