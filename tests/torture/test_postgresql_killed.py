"""A PostgreSQL that is killed in the middle of the work: one clear line, nothing lost or halved, and on it goes."""

import random
import threading
import time
from pathlib import Path

import pytest

from tests.figures import Say
from tests.servers import Postgres
from tests.torture.ingesting import ingest
from tests.torture.test_crashes import clean_hash
from tracker.errors import StoreError
from tracker.store import Store

EACH = 30
"""Documents between two kills."""


class Work(threading.Thread):
    """An ingest that goes on until the database is gone."""

    def __init__(self, store: Store, first: int, last: int) -> None:
        super().__init__()
        self.store, self.first, self.last = store, first, last
        self.done: list[int] = []
        self.said: BaseException | None = None

    def run(self) -> None:
        try:
            ingest(self.store, self.first, self.last, self.done.append)
        except BaseException as error:
            self.said = error


@pytest.mark.torture("R29")
def test_a_killed_server_loses_nothing_that_was_acknowledged(
    tmp_path: Path, empty: Path, server: Postgres, full: bool, figure: Say
):
    chance, kills = random.Random(9), 10 if full else 1
    address = server.copy("killed")
    acknowledged, wrong, unclear, waits, landed = 0, [], [], [], 0
    with Store.open(address) as store:
        for _ in range(kills):
            # From the last one on, whose events may not have been made.
            work = Work(store, max(acknowledged - 1, 0), acknowledged + EACH)
            work.start()
            wanted = chance.randrange(3, EACH // 2)
            while work.is_alive() and len(work.done) < wanted:
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.1))
            server.kill()
            work.join()
            landed += work.said is not None
            acknowledged = max([acknowledged, *(number + 1 for number in work.done)])
            if not (work.said is None or (isinstance(work.said, StoreError) and "\n" not in str(work.said))):
                unclear.append(repr(work.said))
            with pytest.raises(StoreError):
                store.counts()
            begun = time.monotonic()
            server.start()
            wrong += wrong_with(store, acknowledged)
            waits.append(time.monotonic() - begun)
        ingest(store, acknowledged - 1, acknowledged + 5)
        equal = store.content_hash() == clean_hash(empty, tmp_path / "clean", acknowledged + 5)
    figure(
        "kill -9 of PostgreSQL in the middle of an ingest",
        f"{landed} kills, {acknowledged} documents acknowledged: {len(wrong)} faults, {len(unclear)} unclear errors; "
        f"the same open store answered within {max(waits):.1f} s of the restart; equal to a clean run in the end: {equal}",
        "0 lost, 0 twice, 0 half; again within 30 s; equal",
    )
    assert (wrong, unclear) == ([], [])
    assert landed == kills
    assert equal


def wrong_with(store: Store, acknowledged: int) -> list[str]:
    """What is lost, twice or half; the document that was under way may be there, whole."""
    held = store.counts()
    pages = len({number - 1 if number % 6 == 5 else number for number in range(acknowledged)})
    found = store.verify()
    if not acknowledged <= held["documents"] <= acknowledged + 1 or held["articles"] < pages:
        found.append(f"{acknowledged} documents of {pages} pages were acknowledged, held is {held}")
    if held["claims"] != 2 * held["articles"]:
        found.append(f"half: {held}")
    return found
