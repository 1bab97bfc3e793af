"""An ingest that is killed anywhere, or whose journal is torn, has lost nothing that it had committed."""

import random
import re
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.figures import Say
from tests.torture.ingesting import Child, acknowledged, faults, fresh, ingest
from tracker.store import Store

DOCUMENTS = 30
KILLS_EACH = 10


def clean_hash(empty: Path, folder: Path, documents: int) -> str:
    address, _, _ = fresh(empty, folder)
    with Store.open(address) as store:
        ingest(store, 0, documents)
        assert store.verify() == []
        return store.content_hash()


def finish(address: str, acks: Path, documents: int) -> str:
    """Run the ingest again from where it was, and say what is held in the end."""
    done = acknowledged(acks)
    with Store.open(address) as store:
        ingest(store, max(done) if done else 0, documents)
        return store.content_hash()


@pytest.mark.torture("R10")
def test_a_kill_at_any_time_loses_nothing(tmp_path: Path, empty: Path, full: bool, figure: Say):
    chance, wanted = random.Random(11), 200 if full else 10
    clean = clean_hash(empty, tmp_path / "clean", DOCUMENTS)
    kills, landed, wrong, equal = 0, 0, [], 0
    databases = 0
    while landed < wanted:
        databases += 1
        address, file, acks = fresh(empty, tmp_path / "killed")
        for _ in range(KILLS_EACH):
            done = acknowledged(acks)
            first = max(done) if done else 0
            if first >= DOCUMENTS - 1 or landed == wanted:
                break
            child = Child(address, acks, (first, DOCUMENTS))
            child.go()
            time.sleep(chance.uniform(0, 0.2))
            kills += 1
            landed += child.kill()
            with Store.open(address) as store:
                wrong += faults(store, file, acknowledged(acks))
        equal += finish(address, acks, DOCUMENTS) == clean
    figure(
        "kill -9 at a random moment of an ingest",
        f"{landed} kills, {len(wrong)} faults (lost, twice, half, unsound); "
        f"{equal} of {databases} databases equal a clean run in the end",
        "0 faults, all equal",
    )
    assert wrong == []
    assert equal == databases
    assert landed >= 0.8 * kills


@pytest.mark.torture("R10")
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_a_kill_at_any_write_to_the_disk_loses_nothing(tmp_path: Path, empty: Path, full: bool, figure: Say):
    documents = 4
    clean = clean_hash(empty, tmp_path / "clean", documents)
    writes = {call: count_calls(empty, tmp_path / "counted", documents, call) for call in ("pwrite64", "fdatasync")}
    points = [(call, n) for call, number in writes.items() for n in range(1, number + 1)]
    wanted = 300 if full else 8
    if len(points) > wanted:
        points = random.Random(5).sample(points, wanted)
    landed, wrong, equal = 0, [], 0
    for call, n in points:
        address, file, acks = fresh(empty, tmp_path / "killed")
        child = Child(address, acks, (0, documents))
        tracer = attach(child.pid, call, "-e", f"inject={call}:signal=KILL:when={n}", "-o", "/dev/null")
        child.go()
        child.wait(30)
        landed += child.kill()
        tracer.communicate()
        with Store.open(address) as store:
            wrong += faults(store, file, acknowledged(acks))
        equal += finish(address, acks, documents) == clean
    figure(
        "kill -9 at a given write or flush of the file",
        f"{landed} kills at {sum(writes.values())} system calls, {len(wrong)} faults; "
        f"{equal} of {len(points)} databases equal a clean run in the end",
        "0 faults, all equal",
    )
    assert wrong == []
    assert equal == len(points)
    assert landed >= 0.8 * len(points)


def attach(pid: int, call: str, *more: str) -> subprocess.Popen[str]:
    """Watch a child's calls."""
    command = ["strace", "-f", "-p", str(pid), "-e", f"trace={call}", *more]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    line = tracer.stderr.readline()
    if "attached" not in line:
        pytest.skip(f"strace may not attach: {line.strip()}")
    return tracer


def count_calls(empty: Path, folder: Path, documents: int, call: str) -> int:
    address, _, acks = fresh(empty, folder)
    child = Child(address, acks, (0, documents))
    log = folder / "calls"
    tracer = attach(child.pid, call, "-o", str(log))
    child.go()
    child.wait()
    tracer.communicate()
    return len(re.findall(rf"\b{call}\(", log.read_text()))


@pytest.mark.torture("R11")
def test_a_torn_journal_gives_whole_transactions_in_their_order(tmp_path: Path, empty: Path, full: bool, figure: Say):
    first, documents, images = 6, 18, 1000 if full else 60
    address, file, _ = fresh(empty, tmp_path / "whole")
    journal = file.with_name("store.db-wal")
    with Store.open(address) as store:
        ingest(store, 0, first)
        with sqlite3.connect(file) as plain:
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        plain.close()
        ingest(store, first, documents)
        kept, log = file.read_bytes(), journal.read_bytes()
    assert len(log) > 100_000
    chance, wrong, lengths = random.Random(3), [], set()
    image = tmp_path / "image"
    image.mkdir()
    for number in range(images):
        torn = tear(log, chance, number)
        (image / "store.db").write_bytes(kept)
        (image / "store.db-wal").write_bytes(torn)
        (image / "store.db-shm").unlink(missing_ok=True)
        held, said = looked_at(image / "store.db", thorough=number % 10 == 0)
        lengths.add(held)
        if held < first or said:
            wrong.append((number, held, said))
    figure(
        "a journal that is cut off, torn or followed by garbage",
        f"{images} images, {len(wrong)} unsound; {len(lengths)} different prefixes of the commits were found",
        "0 unsound",
    )
    assert wrong == []
    assert len(lengths) > 3


def tear(log: bytes, chance: random.Random, number: int) -> bytes:
    at = chance.randrange(len(log))
    match number % 4:
        case 0:
            return log[:at]
        case 1:
            sector = at - at % 512
            return log[:sector] + chance.randbytes(512) + log[sector + 512 :]
        case 2:
            return log[:at] + chance.randbytes(chance.randrange(1, 9000))
        case _:
            return log[:at] + bytes(len(log) - at)


def looked_at(file: Path, *, thorough: bool) -> tuple[int, list[str]]:
    """How many documents are held, and what is wrong; they must be the first ones."""
    with Store.open(f"sqlite:///{file}") as store:
        said = store.verify() if thorough else []
    with sqlite3.connect(file) as plain:
        said += [line for (line,) in plain.execute("PRAGMA integrity_check") if line != "ok"]
        urls = [url for (url,) in plain.execute("SELECT url FROM documents ORDER BY rowid")]
        versions = plain.execute("SELECT count(*) FROM article_versions").fetchone()[0]
        claims, articles = (
            plain.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("claims WHERE retracted_at IS NULL", "articles")
        )
    plain.close()
    expected = [f"https://news.example/chips/{n - 1 if n % 6 == 5 else n}" for n in range(len(urls))]
    if urls != expected or versions != len(urls) or claims != 2 * articles:
        said.append("not a prefix of whole transactions")
    return len(urls), said
