from typing import Any

import pytest

from tests.store.newsroom import claim, day, tell
from tracker.errors import InputError
from tracker.store import ArticleFilter, ClaimFilter, EntityFilter, EventFilter, Store


@pytest.fixture
def filled(store: Store) -> Store:
    for number in range(7):
        told = claim(f"Firm {number} got it.", target=f"Firm {number}", when=day(f"2025-07-0{1 + number // 2}"))
        tell(store, told, page=number)
    return store


@pytest.mark.parametrize(
    ("name", "model"),
    [("events", EventFilter), ("claims", ClaimFilter), ("articles", ArticleFilter), ("entities", EntityFilter)],
)
def test_pages_show_everything_once_and_in_order(filled: Store, name: str, model: type[Any]):
    whole = getattr(filled, name)(model())
    seen, cursor = [], None
    while True:
        page = getattr(filled, name)(model(limit=2, cursor=cursor))
        assert page.total == whole.total == 7
        seen += page.items
        if (cursor := page.next) is None:
            break
        assert len(page.items) == 2
    assert tuple(seen) == whole.items
    assert whole.next is None


def test_the_newest_comes_first(filled: Store):
    shown = [event.date.start for event in filled.events(EventFilter()).items if event.date]
    assert shown == sorted(shown, reverse=True)
    assert len(set(shown)) == 4


@pytest.mark.parametrize("cursor", ["x", "🙂", "bnVsbA", "WzFd", "WyJub3QgYSBkYXkiLCAieCJd", "W" * 900])
def test_what_is_no_cursor_is_refused(filled: Store, cursor: str):
    with pytest.raises(InputError, match="cursor"):
        filled.events(EventFilter(cursor=cursor))
