"""What people decide outlives every resolution."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from tests.store.newsroom import LATER, NOW, claim, day, tell
from tracker.errors import InputError, NotFound, StoreError
from tracker.store import ClaimFilter, EventFilter, Store


def granted(text: str, firm: str = "Acme", when: str = "2025-07-03"):
    return claim(text, target=firm, item="A10", when=day(when))


def sizes(store: Store) -> list[int]:
    return sorted(event.sources for event in store.events(EventFilter()).items)


def test_a_merge_by_hand_survives_and_what_comes_later_joins(store: Store):
    tell(store, granted("One."), page=1)
    tell(store, granted("Two.", when="2024-02-03"), page=2)
    one, two = (event.id for event in store.events(EventFilter()).items)
    store.merge(one, two, by="Ada", reason="one announcement", now=LATER)
    assert store.resolve() == 1
    assert sizes(store) == [2]
    store.unsettle()
    store.resolve()
    tell(store, granted("Three."), page=3)
    assert sizes(store) == [3]
    with pytest.raises(InputError, match="one event already"):
        store.merge(one, two, by="Ada", reason="again", now=LATER)


def test_a_split_by_hand_survives_and_can_be_taken_back_by_a_merge(store: Store):
    for page in (1, 2, 3):
        tell(store, granted(f"Says {page}."), page=page)
    odd = next(c.id for c in store.claims(ClaimFilter()).items if c.evidence.text == "Says 3.")
    store.split(odd, by="Ada", reason="the year before", now=LATER)
    store.resolve()
    assert sizes(store) == [1, 2]
    store.unsettle()
    store.resolve()
    assert sizes(store) == [1, 2]
    one, two = (event.id for event in store.events(EventFilter()).items)
    store.merge(one, two, by="Bob", reason="the same after all", now=LATER + timedelta(days=1))
    store.resolve()
    assert sizes(store) == [3]


def test_what_cannot_be_decided_is_refused(store: Store):
    tell(store, granted("One."), page=1)
    tell(store, claim("Acme sold it.", "deal_made", actor="Acme", item="A10", when=day("2025-07-03")), page=2)
    one, two = (event.id for event in store.events(EventFilter()).items)
    with pytest.raises(InputError, match="cannot be one"):
        store.merge(one, two, by="Ada", reason="?", now=NOW)
    with pytest.raises(InputError, match="several"):
        store.split(one, by="Ada", reason="?", now=NOW)
    with pytest.raises(NotFound):
        store.merge(one, "nothing", by="Ada", reason="?", now=NOW)


class LostRace(Exception):
    sqlstate = "40001"


def test_a_transaction_that_loses_a_race_is_done_again(store: Store):
    tries = []

    def work(_: object) -> int:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("UPDATE", {}, LostRace("could not serialize access"))
        return len(tries)

    assert store._write(work) == 3

    def broken(_: object) -> None:
        raise OperationalError("UPDATE", {}, Exception("disk full"))

    with pytest.raises(StoreError, match="disk full"):
        store._write(broken)
