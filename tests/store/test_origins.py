"""Who said it first, under which name, and what came of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.store.newsroom import KNOWN, LATER, NOW, claim, day, key, tell
from tracker.errors import InputError
from tracker.knowledge import KnownEntity
from tracker.store import AsKnown, ConflictFilter, EntityFilter, EventFilter, Store

JULY = datetime(2025, 7, 17, 12, tzinfo=UTC)
STORY = (
    "The ministry in the capital told reporters on Thursday morning that the firm had been handed the papers it wanted"
    " after a review that took most of the spring and involved three other offices of the government."
)


def granted(text: str, **changes):
    return claim(text, **({"target": "Acme", "item": "A10", "when": day("2025-07-17")} | changes))


def one(store: Store):
    (event,) = store.events(EventFilter()).items
    return event


def test_copies_of_a_wire_story_are_one_origin(store: Store):
    for page, outlet in enumerate(("Wire", "Morning Post", "Evening Post")):
        at = JULY + timedelta(hours=page)
        tell(store, granted("Acme got it."), page=page, outlet=outlet, opening=STORY, published=at, body=outlet)
    tell(
        store, granted("Acme has the licence, it says."), page=9, outlet="Own News", published=JULY + timedelta(days=1)
    )
    assert (one(store).sources, one(store).origins) == (4, ("Wire", "Own News"))


def test_an_original_that_arrives_late_is_still_the_origin(store: Store):
    for page, outlet in ((2, "Evening Post"), (1, "Morning Post"), (0, "Wire")):
        at = JULY + timedelta(hours=page)
        tell(store, granted("Acme got it."), page=page, outlet=outlet, opening=STORY, published=at, body=outlet)
    assert one(store).origins == ("Wire",)
    known = one(store).first_published
    assert known is not None and known == JULY


def test_a_quote_has_whom_it_quotes_as_its_origin(store: Store):
    for page, outlet in enumerate(("Morning Post", "Evening Post")):
        tell(store, granted(f"Acme got it, {outlet} reports.", says="Ministry of Silicon"), page=page, outlet=outlet)
    tell(store, granted("Acme got it, people say.", says="unnamed sources"), page=5, outlet="Gossip")
    assert set(one(store).origins) == {"Ministry of Silicon", "Gossip"}


def test_a_news_agency_that_is_credited_is_the_origin(store: Store):
    tell(store, granted("Acme got it."), page=1, outlet="Morning Post", byline=("Reuters",))
    tell(store, granted("It was Acme that got it."), page=2, outlet="Evening Post", byline=("Reuters",))
    assert one(store).origins == ("Reuters",)


def test_an_outlet_that_says_approved_where_the_firm_said_applied_overclaims(store: Store):
    applied = {"event_type": "licence_applied", "target": "Ministry", "actor": "Acme", "item": "A10"}
    for page in (1, 2):
        tell(
            store,
            claim(f"Acme is filing applications {page}.", when=day("2025-07-17"), says="Acme", **applied),
            page=page,
        )
    tell(store, granted("Acme got it."), page=3, outlet="Hasty News")
    conflicts = store.conflicts(ConflictFilter(kind=("status",), overclaims=True)).items
    assert {(c.overclaiming, c.sides[0].value) for c in conflicts} == {(("Hasty News",), "licence applied")}
    assert {c.type for c in conflicts} == {"licence_applied", "licence_granted"}
    flagged = [event for event in store.events(EventFilter()).items if event.overclaims]
    assert len(flagged) == 2
    assert store.conflicts(ConflictFilter(outlet="Nobody")).total == 0


def test_names_that_no_knowledge_base_holds_are_joined_across_articles(store: Store):
    names = ("Zeta Chips Co., Ltd.", "ZETA CHIPS", "Zéta Chips Inc")
    for page, name in enumerate(names):
        tell(store, granted(f"{name} got it.", target=name.replace(", ", " ")), page=page)
    assert one(store).sources == 3
    assert len(one(store).roles["target"]) == 1


def test_an_acronym_is_joined_only_if_one_name_has_its_letters(store: Store):
    tell(store, granted("The long one got it.", target="Silicon Industry Union"), page=1)
    tell(store, granted("SIU got it.", target="SIU"), page=2)
    assert one(store).sources == 2
    tell(store, granted("Another got it.", target="Steel Import Union", when=day("2020-01-01")), page=3)
    assert sorted(event.sources for event in store.events(EventFilter()).items) == [1, 1, 1]


def test_a_discovered_name_is_promoted_and_joined_with_what_was_said_of_it(store: Store):
    tell(store, granted("Acme Chips Ltd got it.", target="Acme Chips Ltd"), page=1)
    found = store.discovered(key("Acme Chips Ltd"))
    assert (found.name, found.kind, found.sources) == ("Acme Chips Ltd", "company", ("https://news.example/chips/1",))
    store.add_entities([*KNOWN, KnownEntity(id="zeta", kind="company", name="Zeta")])
    store.resolve()
    assert [ref.key for ref in one(store).roles["target"]] == ["acme"]
    with pytest.raises(InputError, match="already"):
        store.discovered("acme")
    assert store.entities(EntityFilter(text="Acme Chips")).total >= 1


def test_a_promise_leads_to_what_came_of_it_or_says_how_long_it_waits(store: Store):
    tell(store, granted("Acme will get it.", status="planned", when=None), page=1, published=JULY, at=NOW)
    promise = one(store)
    assert store.event(promise.id).open_days == (NOW.date() - JULY.date()).days
    tell(store, granted("Acme got it.", when=day("2025-11-20")), page=2, published=JULY + timedelta(days=126), at=LATER)
    assert [(f.kind, f.event.status) for f in store.event(promise.id).follow_ups] == [("outcome", "occurred")]
    assert store.event(promise.id).open_days is None
    (came,) = [event for event in store.events(EventFilter()).items if event.id != promise.id]
    assert [(f.kind, f.event.id) for f in store.event(came.id).follow_ups] == [("promise", promise.id)]
    then = AsKnown(at=JULY + timedelta(days=10), by="world")
    assert store.event(promise.id, then).follow_ups == ()
    assert store.event(promise.id, then).open_days == 10


def test_a_counter_measure_leads_to_the_act_that_it_names_as_its_reason(store: Store):
    first = claim("Freedonia listed Borg.", "party_listed", actor="Freedonia", target="Borg", when=day("2025-07-01"))
    second = claim(
        "In retaliation for the listing of Borg, Ruritania banned gallium.",
        "control_imposed", actor="Ruritania", item="gallium", when=day("2025-07-02"),
    )  # fmt: skip
    tell(store, first, page=1)
    tell(store, second, page=2)
    banned, listed = store.events(EventFilter()).items
    assert [(f.kind, f.event.id, f.days) for f in store.event(banned.id).follow_ups] == [("reason", listed.id, 1)]
    assert [(f.kind, f.event.id, f.days) for f in store.event(listed.id).follow_ups] == [("answer", banned.id, 1)]
