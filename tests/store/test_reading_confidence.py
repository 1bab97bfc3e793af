"""How surely claims were read is kept, and the best of it is shown for their event."""

from dataclasses import replace

from tests.store.newsroom import KNOWN, LATER, claim, day, record, tell
from tracker.store import ClaimFilter, EventFilter, Store

GOT = replace(claim("Acme got it.", target="Acme", when=day("2025-07-17")), confidence=0.6)


def kept(store: Store) -> tuple[list[float | None], float | None]:
    """The figures of all claims, and that of the one event."""
    (event,) = store.events(EventFilter()).items
    return sorted(
        (c.reading_confidence for c in store.claims(ClaimFilter()).items), key=lambda c: c or 0
    ), event.reading_confidence


def test_an_event_shows_the_figure_of_the_claim_that_was_read_most_surely(store: Store):
    tell(store, GOT, page=1)
    tell(store, replace(GOT, confidence=0.8), page=2)
    assert kept(store) == ([0.6, 0.8], 0.8)


def test_a_claim_of_another_extractor_has_no_figure(store: Store):
    tell(store, replace(GOT, confidence=None))
    assert kept(store) == ([None], None)


def test_reading_more_surely_changes_the_figure_and_not_the_history(store: Store):
    tell(store, GOT)
    (event,) = store.events(EventFilter()).items
    before = store.history(event.id)
    added = tell(store, replace(GOT, confidence=0.9), version="2", at=LATER)
    assert (added.new, added.retracted) == (0, 0)
    assert kept(store) == ([0.9], 0.9)
    assert store.history(event.id) == before


def test_a_reference_record_was_not_read(store: Store):
    store.add_entities(KNOWN)
    store.add_reference([record("r1", "Acme obtained it.", target="acme")], known_at=LATER)
    store.resolve()
    assert kept(store) == ([None], None)
