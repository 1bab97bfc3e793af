"""An ingest in a process of its own, that can be killed at any point; and what must hold afterwards."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.store.newsroom import NOW, claim, day, document, extraction
from tracker.store import Store

FIRMS = 7
"""So that several pages tell of one event."""
RESOLVED_EACH = 5
"""So many documents at once, as a crawl does it."""

spawning: Any = multiprocessing.get_context("forkserver")
spawning.set_forkserver_preload(["tests.torture.ingesting"])


def add(store: Store, number: int) -> None:
    """Add the document of this number; every sixth is a new version of the one before."""
    page = number - 1 if number % 6 == 5 else number
    firm = f"Firm {page % FIRMS}"
    told = [
        claim(f"{firm} got a licence.", target=firm, item="A10", when=day("2025-07-17")),
        claim(f"{firm} sold chips, report {number}.", "deal_made", actor=firm, item=f"H{page % 3}"),
    ]
    address = f"https://news.example/chips/{page}"
    chance = random.Random(number)
    opening = " ".join("".join(chance.choices("abcdefgh", k=7)) for _ in range(60))  # no copy of another
    read = extraction(*told, url=address, headline=f"Story {number}", opening=opening)
    body = f"<p>page {number}</p>" + f"<p>Words {number}</p>" * 50
    at = NOW + timedelta(minutes=number)
    store.add(document(body, address), read, known_at=at, extractor_version="1")


def ingest(store: Store, first: int, last: int, acknowledge: Any = lambda _: None) -> None:
    """Add documents and resolve, and say of each document when it is committed."""
    for number in range(first, last):
        add(store, number)
        acknowledge(number)
        if number % RESOLVED_EACH == RESOLVED_EACH - 1:
            store.resolve()
    store.resolve()


def work(address: str, acks: str, span: tuple[int, int], line: Connection) -> None:
    """What the child does: open, say so, wait for the word, ingest."""
    handle = os.open(acks, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def acknowledge(number: int) -> None:
        os.write(handle, b"%d\n" % number)
        os.fsync(handle)

    with Store.open(address) as store:
        line.send(os.getpid())
        line.recv()
        ingest(store, *span, acknowledge)
    line.send("done")


class Child:
    """An ingest that waits for its start."""

    def __init__(self, address: str, acks: Path, span: tuple[int, int]) -> None:
        self.line, end = spawning.Pipe()
        self.process = spawning.Process(target=work, args=(address, str(acks), span, end))
        self.process.start()
        end.close()
        self.pid: int = self.line.recv()

    def go(self) -> None:
        self.line.send("go")

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it has ended by then."""
        self.process.join(seconds)
        return self.process.exitcode is not None

    def kill(self) -> bool:
        """Whether the kill came before its end."""
        self.process.kill()
        self.process.join()
        return bool(self.process.exitcode)


def acknowledged(acks: Path) -> list[int]:
    """The documents that were said to be committed."""
    return [int(line) for line in acks.read_text().splitlines()] if acks.exists() else []


def fresh(empty: Path, folder: Path) -> tuple[str, Path, Path]:
    """A new database: its address, its file and the file of what was acknowledged."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    shutil.copy(empty, folder / "store.db")
    return f"sqlite:///{folder / 'store.db'}", folder / "store.db", folder / "acks"


def faults(store: Store, file: Path, acks: Sequence[int]) -> list[str]:
    """What is wrong after a crash: lost, twice, half, or not sound."""
    with sqlite3.connect(file) as plain:
        found = [line for (line,) in plain.execute("PRAGMA integrity_check") if line != "ok"]
        stored = [int(body) for (body,) in plain.execute("SELECT replace(headline, 'Story ', '') FROM articles")]
        documents, versions, claims = (
            plain.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("documents", "article_versions", "claims WHERE retracted_at IS NULL")
        )
    articles = len(stored)
    wanted = set(range(max(acks) + 1)) if acks else set()
    pages = {number - 1 if number % 6 == 5 else number for number in wanted}
    if articles < len(pages) or documents < len(wanted):
        found.append(f"lost: {len(pages)} pages of {len(wanted)} documents were acknowledged, {articles} are held")
    if documents > len(wanted) + 1 or len(stored) != len(set(stored)):
        found.append("twice")
    if documents != versions or claims != 2 * articles:
        found.append(f"half: {documents} documents, {versions} versions, {articles} articles, {claims} claims")
    return found + store.verify()
