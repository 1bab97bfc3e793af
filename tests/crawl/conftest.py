import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.crawl.newsroom import crawler, sure_fetcher
from tests.crawl.world import World, world
from tracker.crawl import Crawler
from tracker.sources import Source
from tracker.store import Store, upgrade


@dataclass(slots=True)
class Clock:
    """A clock that stands still until it is told to go on."""

    now: datetime = datetime(2026, 11, 22, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[World]:
    with world() as made:
        yield made


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "store.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def address(tmp_path: Path, empty_tables: Path) -> str:
    shutil.copy(empty_tables, tmp_path / "store.db")
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with Store.open(address) as opened:
        yield opened


@pytest.fixture
def crawl(store: Store, clock: Clock) -> Crawler:
    return crawler(store, sure_fetcher(), clock)


Make = Callable[..., Source]
