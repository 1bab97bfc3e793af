"""What people say of single claims."""

import pytest

from tests.store.newsroom import LATER, NOW, claim, day, tell
from tracker.errors import InputError, NotFound
from tracker.store import ClaimFilter, EventFilter, Store

SAID = claim("Acme got a licence", when=day("2025-07-17"), actor="Bureau", target="Acme")
OTHER = claim("Acme halted sales", "sale_halted", when=day("2025-07-18"), actor="Acme")


def the_claim(store: Store, event_type: str) -> str:
    return store.claims(ClaimFilter(type=(event_type,))).items[0].id


def test_a_claim_that_was_rejected_is_retracted_and_not_read_again(store: Store):
    tell(store, SAID, OTHER)
    rejected = the_claim(store, "licence_granted")
    store.reject(rejected, by="Ada", reason="another firm", now=LATER)
    store.resolve()
    assert store.claim(rejected).retraction_reason == "rejected by Ada: another firm"
    assert [event.type for event in store.events(EventFilter()).items] == ["sale_halted"]
    tell(store, SAID, OTHER, version="2", at=LATER)
    assert [event.type for event in store.events(EventFilter()).items] == ["sale_halted"]
    assert store.claims(ClaimFilter(known_at=NOW)).total == 1


def test_confirming_changes_no_answer(store: Store):
    tell(store, SAID)
    before = store.events(EventFilter())
    store.confirm(the_claim(store, "licence_granted"), by="Ada", reason="read it", now=LATER)
    store.resolve()
    assert store.events(EventFilter()) == before


def test_only_claims_that_stand_can_be_judged(store: Store):
    tell(store, SAID)
    rejected = the_claim(store, "licence_granted")
    store.reject(rejected, by="Ada", reason="wrong", now=LATER)
    for judge in (store.confirm, store.reject):
        with pytest.raises(InputError, match="does not stand any more"):
            judge(rejected, by="Ada", reason="again", now=LATER)
        with pytest.raises(NotFound):
            judge("nothing", by="Ada", reason="again", now=LATER)
