"""What runs in processes of its own, each of which waits for the word to begin."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.store.newsroom import NOW
from tests.torture.ingesting import spawning
from tracker.store import Store, upgrade
from tracker.store.crawl_tables import SourceRow, TurnRow
from tracker.store.dialects import connect, writing

__all__ = ["bring_up", "count", "read", "spawning"]


def count(address: str, times: int, writer: int, line: Any) -> None:
    """Read a counter, add one, write it back, and add a row of one's own: one transaction, so many times."""
    engine, waits, failed = writing(connect(address)), [], 0
    line.send("ready")
    line.recv()
    for number in range(times):
        begun = time.monotonic()
        try:
            with Session(engine) as session, session.begin():
                row = session.scalars(select(SourceRow).where(SourceRow.name == "counter")).one()
                row.failures = row.failures + 1
                session.add(TurnRow(host=f"{writer}-{number}", free_at=NOW))
        except Exception:
            failed += 1
        waits.append(time.monotonic() - begun)
    line.send((failed, waits))


def read(address: str, line: Any) -> None:
    """Read until told to stop; says how often it could not."""
    failed = 0
    with Store.open(address) as store:
        line.send("ready")
        line.recv()
        while not line.poll(0.05):
            try:
                store.counts()
            except Exception:
                failed += 1
    line.send((failed, []))


def bring_up(address: str, line: Any) -> None:
    line.send("ready")
    line.recv()
    upgrade(address)
