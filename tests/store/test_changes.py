"""Numbered changes: whoever follows them holds what the store holds."""

import threading

import pytest

from tests.store.newsroom import LATER, NOW, claim, day, tell
from tracker.errors import InputError
from tracker.store import EventFilter, EventView, Store

GRANTED = claim("Acme got a licence", when=day("2025-07-17"), actor="Bureau", target="Acme")
HALTED = claim("Acme halted sales", "sale_halted", when=day("2025-07-18"), actor="Acme")


class Copy:
    """A client that keeps a copy by following the changes, three at once."""

    def __init__(self, store: Store, **filters: object) -> None:
        self.store, self.chosen, self.last = store, EventFilter(**filters), 0
        self.events: dict[str, EventView] = {}

    def catch_up(self) -> int:
        seen = 0
        while True:
            found = self.store.changes(self.chosen, self.last, 3)
            for change in found.items:
                assert change.number > self.last
                self.last, seen = change.number, seen + 1
                if change.event is None:
                    self.events.pop(change.event_id, None)
                else:
                    self.events[change.event_id] = change.event
            assert found.last == self.last
            if not found.more:
                return seen


def held(store: Store, **filters: object) -> dict[str, EventView]:
    return {event.id: event for event in store.walk(EventFilter(**filters))}


def test_a_copy_that_follows_is_always_the_same(store: Store):
    copy = Copy(store)
    assert copy.catch_up() == 0
    for page in range(1, 6):
        tell(store, GRANTED, claim(f"Firm {page} halted sales", "sale_halted", actor=f"Firm {page}"), page=page)
        copy.catch_up()
        assert copy.events == held(store)
    tell(store, HALTED, page=1, version="2", at=LATER)
    copy.catch_up()
    assert copy.events == held(store)


def test_what_did_not_change_is_not_told_again(store: Store):
    copy = Copy(store)
    tell(store, GRANTED, HALTED)
    assert copy.catch_up() == 2
    tell(store, GRANTED, HALTED)
    store.unsettle()
    store.resolve()
    assert copy.catch_up() == 0


def test_an_event_that_is_no_more_is_told_as_gone(store: Store):
    copy = Copy(store)
    tell(store, GRANTED, HALTED)
    copy.catch_up()
    tell(store, GRANTED, version="2", at=LATER)
    assert copy.catch_up() == 1
    assert [event.type for event in copy.events.values()] == ["licence_granted"]


def test_a_number_is_never_used_twice_even_if_the_last_is_replaced(store: Store):
    tell(store, GRANTED)
    first = store.latest_change()
    tell(store, GRANTED, page=2)
    second = store.latest_change()
    assert second > first
    assert store.changes(EventFilter(), 0).items[-1].number == second
    assert len(store.changes(EventFilter(), first).items) == second - first


def test_what_a_filter_leaves_out_counts_as_gone(store: Store):
    copy = Copy(store, type=("sale_halted",))
    tell(store, GRANTED, HALTED)
    assert copy.catch_up() == 2
    assert copy.events == held(store, type=("sale_halted",)) != {}


def test_a_list_can_be_asked_for_what_changed(store: Store):
    tell(store, GRANTED)
    since = store.latest_change()
    tell(store, HALTED, page=2)
    assert [event.type for event in store.walk(EventFilter(changed_since=since))] == ["sale_halted"]
    assert store.events(EventFilter(changed_since=store.latest_change())).total == 0


def test_the_past_does_not_change(store: Store):
    with pytest.raises(InputError, match="known_at"):
        store.changes(EventFilter(known_at=NOW), 0)


def test_several_writers_at_once_leave_no_change_unseen(store: Store):
    copy, failures = Copy(store), list[BaseException]()

    def write(writer: int) -> None:
        try:
            for number in range(4):
                told = claim(f"Firm {writer}-{number} halted", "sale_halted", actor=f"Firm {writer}-{number}")
                tell(store, told, page=writer * 100 + number)
        except BaseException as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(writer,)) for writer in range(3)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        copy.catch_up()
    for writer in writers:
        writer.join()
    copy.catch_up()
    assert failures == []
    assert copy.events == held(store)
    assert len(copy.events) == 12
