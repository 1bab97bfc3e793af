import sqlite3
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import pytest

from tests.store.newsroom import NOW, claim, day, document, extraction, tell
from tracker.store import ClaimFilter, EventFilter, Store, upgrade

GRANTED = claim("Acme got a licence.", target="Acme", item="A10", when=day("2025-07-17"))


class Crash(Exception):
    pass


def test_a_crash_in_the_middle_stores_nothing(store: Store):
    before = store.content_hash()
    read = extraction(GRANTED)

    class Broken(type(GRANTED)):  # type: ignore[misc]
        @property
        def amounts(self):
            raise Crash

    broken = object.__new__(Broken)
    for name in type(GRANTED).__slots__:
        if name != "amounts":
            object.__setattr__(broken, name, getattr(read.claims[0], name))
    with pytest.raises(Crash):
        store.add(
            document("x"),
            type(read)(article=read.article, entities=read.entities, claims=(broken,)),
            known_at=NOW,
            extractor_version="1",
        )
    assert store.content_hash() == before
    assert set(store.counts().values()) == {0}


INGEST = """
import sys
from tests.store.newsroom import claim, tell
from tracker.store import Store

with Store.open(sys.argv[1]) as store:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        tell(store, claim(f"Firm {number} got it.", target=f"Firm {number}", item="A10"), page=number)
        print(number, flush=True)
"""


def _ingest(address: str, first: int, last: int, root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", INGEST, address, str(first), str(last)]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)


def test_a_killed_ingest_loses_nothing_that_was_done_and_can_be_run_again(tmp_path: Path, root: Path):
    killed, clean = (f"sqlite:///{tmp_path / name}" for name in ("killed.db", "clean.db"))
    for address in (killed, clean):
        upgrade(address)
    done = []
    with _ingest(killed, 0, 1000, root) as process:
        for line in process.stdout or ():
            done.append(int(line))
            if len(done) == 5:
                process.kill()
    assert process.returncode < 0

    with Store.open(killed) as store, Store.open(clean) as other:
        assert store.verify() == []
        last = store.counts()["articles"]
        assert len(done) <= last <= len(done) + 1
        assert store.counts()["documents"] == store.counts()["claims"] == last
        for database in (store, other):
            for number in range(last):
                tell(database, claim(f"Firm {number} got it.", target=f"Firm {number}", item="A10"), page=number)
        assert store.content_hash() == other.content_hash()


@pytest.mark.torture("R12")
def test_processes_that_write_at_once_lose_nothing(tmp_path: Path, root: Path):
    address = f"sqlite:///{tmp_path / 'store.db'}"
    upgrade(address)
    writers = [_ingest(address, 12 * n, 12 * n + 12, root) for n in range(2)]
    for writer in writers:
        writer.communicate()
    assert [writer.returncode for writer in writers] == [0, 0]
    with Store.open(address) as store:
        assert (store.counts()["articles"], store.counts()["claims"], store.counts()["events"]) == (24, 24, 24)
        assert store.verify() == []


@pytest.mark.torture("R12")
def test_threads_that_add_the_same_document_add_it_once(store: Store):
    gate = threading.Barrier(4)
    results = []

    def add() -> None:
        gate.wait()
        results.append(store.add(document("x"), extraction(GRANTED), known_at=NOW, extractor_version="1"))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((r.new, r.already_known) for r in results) == [(0, True), (0, True), (0, True), (1, False)]
    assert store.counts()["claims"] == 1


@pytest.mark.torture("R16")
def test_two_that_upgrade_at_once_both_succeed(tmp_path: Path, root: Path):
    address = f"sqlite:///{tmp_path / 'store.db'}"
    command = [sys.executable, "-c", "import sys; from tracker.store import upgrade; upgrade(sys.argv[1])", address]
    both = [subprocess.Popen(command, cwd=root) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    Store.open(address).close()


def test_verify_finds_a_document_that_was_changed(store: Store, tmp_path: Path):
    tell(store, GRANTED)
    assert store.verify() == []
    with sqlite3.connect(tmp_path / "store.db") as connection:
        (body,) = connection.execute("SELECT body FROM documents").fetchone()
        flipped = bytes([*body[:-6], body[-6] ^ 1, *body[-5:]])
        connection.execute("UPDATE documents SET body = ?", (flipped,))
    (fault,) = store.verify()
    assert "not what was received" in fault


def test_verify_finds_a_document_that_was_exchanged_for_another_of_its_size(store: Store, tmp_path: Path):
    tell(store, GRANTED, body="page 1")
    with sqlite3.connect(tmp_path / "store.db") as connection:
        connection.execute("UPDATE documents SET body = ?", (zlib.compress(b"page 2"),))
    (fault,) = store.verify()
    assert "not what was received" in fault


def test_verify_finds_words_that_do_not_stand_in_the_article(store: Store, tmp_path: Path):
    tell(store, GRANTED)
    with sqlite3.connect(tmp_path / "store.db") as connection:
        connection.execute("UPDATE claims SET evidence_text = 'Acme got nothing.'")
    assert any("do not stand in its article" in fault for fault in store.verify())


def test_readers_see_the_state_before_a_write_that_is_under_way(store: Store, address: str):
    tell(store, GRANTED)

    def look(_: object) -> tuple[int, int]:
        return store.events(EventFilter()).total, store.claims(ClaimFilter()).total

    assert store._write(look) == (1, 1)
