"""A real PostgreSQL, installed with the tests, holds and answers the same as SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.servers import postgresql
from tracker.cli.upkeep import sample_folder
from tracker.knowledge import load_knowledge
from tracker.pipeline import pipeline
from tracker.store import EventFilter, Store, upgrade

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with postgresql() as server:
        yield server.address


def filled(address: str) -> Store:
    """A store with the reference timeline and the sample documents."""
    upgrade(address)
    store = Store.open(address)
    stages = pipeline(store, load_knowledge(), "tests")
    stages.load_reference(NOW)
    assert stages.ingest([sample_folder()], NOW).exit_code == 0
    return store


@pytest.fixture(scope="module")
def stores(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    one = filled(f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'store.db'}")
    other = filled(address)
    yield one, other
    one.close()
    other.close()


def test_both_hold_the_same_to_the_last_field(stores: tuple[Store, Store]) -> None:
    one, other = stores
    assert one.counts() == other.counts()
    assert one.content_hash() == other.content_hash()
    assert other.verify() == []


@pytest.mark.parametrize(
    "asked",
    [
        {"text": '"rare earths"'},
        {"text": "H20 OR gallium -tariff"},
        {"text": "licen*"},
        {"type": ["licence_granted"], "status": ["occurred"]},
        {"item": ["nvidia-h20"], "date_from": "2025-04-01", "date_to": "2025-08-31"},
        {"exclude": ["type:party_listed"], "sort": "oldest"},
    ],
)
def test_both_answer_the_same_page_by_page(stores: tuple[Store, Store], asked: dict[str, object]) -> None:
    found = []
    for store in stores:
        pages, cursor = [], None
        while True:
            page = store.events(EventFilter(**asked, limit=7, cursor=cursor))
            pages.append(([event.id for event in page.items], page.total))
            cursor = page.next
            if cursor is None:
                break
        found.append(pages)
    assert found[0] == found[1]
    assert found[0][0][0] != []


def test_both_number_the_same_changes(stores: tuple[Store, Store]) -> None:
    told = [store.changes(EventFilter(), 0, 1_000) for store in stores]
    assert [change.event_id for change in told[0].items] == [change.event_id for change in told[1].items] != []


def test_a_second_upgrade_and_a_second_load_change_nothing(address: str, stores: tuple[Store, Store]) -> None:
    before = stores[1].content_hash()
    upgrade(address)
    stages = pipeline(stores[1], load_knowledge(), "tests")
    stages.load_reference(NOW)
    stages.ingest([sample_folder()], NOW)
    assert stores[1].content_hash() == before
