"""A database is copied into another of either kind, and several processes write to one at the same time."""

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.servers import postgresql
from tests.store.newsroom import claim, day, tell
from tracker.cli import main
from tracker.errors import InputError
from tracker.store import EventFilter, Store, upgrade
from tracker.store.moving import copy_database


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql() as found:
        yield found.address


def database(server: str, name: str) -> str:
    """The address of one more database of the server."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def fill(address: str, pages: Iterable[int]) -> None:
    """Pages that speak of three happenings, each in words of its own."""
    with Store.open(address) as store:
        for page in pages:
            told = f"Acme may sell 阿克米 chips, says page {page}."
            when = day(f"2025-07-{10 * (page % 3) + 1:02}")
            tell(store, claim(told, target="Acme", item="X1", when=when), page=page)


def test_there_and_back_again_holds_and_answers_the_same_and_goes_on(
    store: Store, address: str, server: str, tmp_path: Path
):
    fill(address, range(5))
    there, back = database(server, "there"), f"sqlite:///{tmp_path / 'back.db'}"
    passed: list[int] = []
    copied = copy_database(address, there, tell=passed.append)
    assert (copied.content_hash, copied.rows) == (store.content_hash(), sum(passed))
    assert copy_database(there, back).content_hash == copied.content_hash
    assert copy_database(address, there).rows == 0
    for one in (there, back):
        with Store.open(one) as other:
            assert other.verify() == []
            assert other.events(EventFilter(text="阿克米")) == store.events(EventFilter(text="阿克米"))
            fill(one, [5])
            assert other.latest_change() > store.latest_change()
    with pytest.raises(InputError, match="something else already"):
        copy_database(address, there)


def test_the_command_says_what_it_copied(
    store: Store, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    fill(address, range(2))
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert main(["db", "copy", address, other]) == 0
    assert f"hash {store.content_hash()}" in capsys.readouterr().out
    assert main(["db", "copy", address, other]) == 0
    assert "the same already" in capsys.readouterr().out
    assert main(["db", "copy", address, address]) == 2


def test_two_processes_that_write_at_the_same_time_leave_what_one_would(store: Store, address: str, server: str):
    fill(address, range(12))
    shared = database(server, "shared")
    upgrade(shared)
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as workers:
        list(workers.map(fill, [shared, shared], [range(0, 12, 2), range(1, 12, 2)]))
    with Store.open(shared) as other:
        assert other.counts() == store.counts()
        assert other.content_hash() == store.content_hash()
        assert other.verify() == []
