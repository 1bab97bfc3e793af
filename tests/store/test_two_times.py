"""What was known when: to the world by what was published, and to this database by what it had read."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.newsroom import KNOWN, LATER, NOW, SEOUL, claim, day, document, extraction, key, record, tell
from tracker.errors import NotFound
from tracker.model import Amount
from tracker.store import AsKnown, ClaimFilter, ConflictFilter, EventFilter, Store, upgrade

JULY = datetime(2025, 7, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Printed:
    """One version of a page, and when the world could read it."""

    page: int
    at: datetime
    claims: tuple[Any, ...]
    first: datetime


def told(text: str, at: str = "2025-07-03", **changes: Any) -> Any:
    return claim(text, **({"target": "Acme", "item": "A10", "when": day(at)} | changes))


def press(seed: int) -> list[Printed]:
    """A month of news: some pages are corrected later, and say something else from then on."""
    chance = random.Random(seed)
    printed = []
    for page in range(10):
        first = JULY + timedelta(days=chance.randrange(25), hours=page)
        for version in range(1 + (chance.random() < 0.4)):
            text = f"Page {page} version {version} tells it."
            kind = chance.choice(["licence_granted", "licence_applied", "sale_halted"])
            firm, when = chance.choice(["Acme", "Borg"]), f"2025-07-0{chance.randrange(1, 6)}"
            amount = Amount(value=float(chance.choice([1, 2])), unit="USD", words="") if chance.random() < 0.5 else None
            says = chance.choice([None, "unnamed sources", "Ada"])
            made = told(text, when, event_type=kind, target=firm, actor=firm, amount=amount, says=says)
            printed.append(
                Printed(page, first + timedelta(days=3 * version), (made, told(f"And more of {page}.", when)), first)
            )
    return printed


def print_all(store: Store, printed: Sequence[Printed]) -> None:
    for number, one in enumerate(printed):
        renewed = one.at != one.first
        read = extraction(
            *one.claims,
            url=f"https://news.example/{one.page}",
            outlet=f"Outlet {one.page}",
            headline=one.claims[0].evidence.text,
            published=one.first,
            modified=one.at if renewed else None,
        )
        body = f"{one.page} {one.at}"
        at = NOW + timedelta(hours=number)
        store.add(document(body, f"https://news.example/{one.page}"), read, known_at=at, extractor_version="1")
    store.resolve()


def new_store(folder: Path, name: str) -> Store:
    upgrade(f"sqlite:///{folder / name}.db")
    return Store.open(f"sqlite:///{folder / name}.db")


def answers(store: Store, known: AsKnown, **asked: Any) -> list[Any]:
    """All that is said of every event, claim and conflict, without the ids and times of this database."""
    events = store.events(EventFilter(**asked)).items
    found: list[Any] = [sorted(events, key=lambda event: event.id)]
    for event in found[0]:
        detail = store.event(event.id, known)
        claims = [replace(c, known_at=NOW, evidence=replace(c.evidence, start=None, end=None)) for c in detail.claims]
        found.append((claims, detail.differences, detail.choices, detail.follow_ups))
        found.append([replace(conflict, id="") for conflict in detail.conflicts])
    found.append(store.conflicts(ConflictFilter(**asked)).total)
    found.append({c.id for c in store.claims(ClaimFilter(**asked)).items})
    return found


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_was_known_later_leaks(tmp_path: Path, seed: int):
    printed = press(seed)
    with new_store(tmp_path, "all") as everything:
        print_all(everything, printed)
        for number, days in enumerate((0, 3, 9, 17, 40)):
            moment = JULY + timedelta(days=days)
            with new_store(tmp_path, f"then {number}") as then:
                print_all(then, [one for one in printed if one.at <= moment])
                known = AsKnown(at=moment, by="world")
                before = answers(everything, known, known_at=moment)
                # The headline of a later version is not known then, so nothing is said instead.
                shown = [replace(c, headline=None) for part in before if isinstance(part, tuple) for c in part[0]]
                wanted = answers(then, known, known_at=moment)
                held = [replace(c, headline=None) for part in wanted if isinstance(part, tuple) for c in part[0]]
                assert shown == held
                assert [p[1:] for p in before if isinstance(p, tuple)] == [
                    p[1:] for p in wanted if isinstance(p, tuple)
                ]
                assert before[0] == wanted[0]
                assert before[-2:] == wanted[-2:]


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_arrival_one_by_one_or_at_once_gives_the_same_events(tmp_path: Path, seed: int):
    printed = press(seed)
    later = [one for one in printed if one.at == one.first]
    with new_store(tmp_path, "at once") as at_once, new_store(tmp_path, "one by one") as one_by_one:
        print_all(at_once, later)
        random.Random(seed).shuffle(later)
        for one in later:
            print_all(one_by_one, [one])
        now = AsKnown(at=None, by="world")
        assert answers(one_by_one, now) == answers(at_once, now)
        before = at_once.content_hash()
        at_once.unsettle()
        assert at_once.resolve() == 0
        assert at_once.content_hash() == before


def test_a_correction_ends_what_the_page_said_before_and_the_history_says_why(store: Store):
    corrected = JULY + timedelta(days=2)
    tell(store, told("It was Thursday."), published=JULY, body="one")
    tell(store, told("It was Friday.", "2025-07-04"), published=JULY, modified=corrected, body="two", at=LATER)
    (event,) = store.events(EventFilter()).items
    assert event.date is not None and event.date.start.day == 4
    (before,) = store.events(EventFilter(known_at=JULY + timedelta(days=1))).items
    assert before.date is not None and before.date.start.day == 3
    detail = store.event(before.id, AsKnown(at=JULY + timedelta(days=1), by="world"))
    assert [(c.retracted_at, c.retraction_reason, c.headline) for c in detail.claims] == [(None, None, None)]
    assert store.events(EventFilter(known_at=JULY - timedelta(days=1))).total == 0
    states = store.history(before.id).states
    assert [(state.since, state.until) for state in states] == [(JULY, corrected)]
    assert store.claims(ClaimFilter(include_retracted=True)).total == 2


def test_the_history_of_an_event_tells_who_joined_and_which_value_changed_why(store: Store):
    tell(store, told("It is planned.", status="planned"), page=1, published=JULY, outlet="First News")
    tell(store, told("It is so."), page=2, published=JULY + timedelta(days=3), outlet="Second News")
    tell(store, told("It is so, indeed."), page=3, published=JULY + timedelta(days=4), outlet="Third News")
    (event,) = store.events(EventFilter()).items
    states = store.history(event.id).states
    assert [(s.sources, s.event.status) for s in states] == [(1, "planned"), (2, "planned"), (3, "occurred")]
    assert states[0].changes == ("told by First News",)
    assert states[1].changes == ("also told by Second News",)
    assert states[2].changes[0] == "also told by Third News"
    assert "status: planned → occurred, since said by 2 of 3" in states[2].changes
    assert [state.until for state in states] == [states[1].since, states[2].since, None]
    early = AsKnown(at=JULY + timedelta(days=3), by="world")
    assert store.history(event.id, early).states == (states[0], replace(states[1], until=None))
    with pytest.raises(NotFound):
        store.history(event.id, AsKnown(at=JULY - timedelta(days=3), by="world"))


def test_the_tracker_s_own_clock_tells_what_this_database_answered(store: Store):
    old = datetime(2024, 1, 1, tzinfo=UTC)
    tell(store, told("One says."), page=1, published=old, at=NOW)
    tell(store, told("Another says."), page=2, published=old, at=LATER)
    assert store.events(EventFilter(known_at=old + timedelta(days=1))).items[0].sources == 2
    ours = {"known_by": "tracker"}
    assert store.events(EventFilter(known_at=NOW - timedelta(hours=1), **ours)).total == 0
    assert [e.sources for e in store.events(EventFilter(known_at=NOW, **ours)).items] == [1]
    assert [e.sources for e in store.events(EventFilter(known_at=LATER, **ours)).items] == [2]
    assert [e.sources for e in store.events(EventFilter(**ours)).items] == [2]


def test_what_was_misread_was_never_known_to_the_world_but_was_answered_here(store: Store):
    tell(store, told("Misread."), told("Right.", item="B20"), published=JULY, version="1")
    tell(store, told("Right.", item="B20"), published=JULY, version="2", at=LATER)
    assert store.events(EventFilter(known_at=LATER)).total == 1
    assert store.events(EventFilter(known_at=NOW, known_by="tracker")).total == 2
    assert store.events(EventFilter(known_at=LATER, known_by="tracker")).total == 1


def test_a_page_of_which_only_the_day_is_known_is_known_at_its_end(store: Store):
    midnight = datetime(2025, 7, 18, tzinfo=SEOUL)
    tell(store, told("It is so."), published=midnight, published_precision="day")
    assert store.events(EventFilter(known_at=midnight + timedelta(hours=23))).total == 0
    assert store.events(EventFilter(known_at="2025-07-18")).total == 1
    assert store.events(EventFilter(known_at="2025-07-17")).total == 0
    (event,) = store.events(EventFilter()).items
    assert event.first_published == midnight
    assert event.first_published.utcoffset() == timedelta(hours=9)
    assert event.first_published_precision == "day"


def test_a_record_written_with_hindsight_is_known_when_all_that_it_tells_was_past(store: Store):
    store.add_entities(KNOWN)
    text = "Acme obtained it, and lost it again on 3 September 2025."
    store.add_reference(
        [record("r1", text, target="acme", when="2025-07-15")], known_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    store.resolve()
    assert store.events(EventFilter(known_at="2025-09-02")).total == 0
    assert store.events(EventFilter(known_at="2025-09-03")).total == 1


def test_a_page_that_returns_to_what_it_said_before_is_believed_if_it_was_just_fetched(store: Store):
    read = {text: extraction(told(text)) for text in ("First.", "Second.")}
    for hour, (text, live) in enumerate([("First.", True), ("Second.", True), ("First.", True), ("Second.", False)]):
        at = NOW + timedelta(hours=hour)
        page = replace(document(text), fetched=at)
        store.add(page, read[text], known_at=at, extractor_version="1", live=live)
        store.resolve()
    assert [c.evidence.text for c in store.claims(ClaimFilter()).items] == ["First."]
    assert len(store.claims(ClaimFilter(include_retracted=True)).items) == 3
    hours = [NOW + timedelta(hours=h) for h in range(3)]
    assert [store.events(EventFilter(known_at=hour, known_by="tracker")).total for hour in hours] == [1, 1, 1]


def test_an_entity_s_timeline_is_as_known_then(store: Store):
    tell(store, told("Acme got it."), published=JULY)
    assert store.entity(key("Acme"), AsKnown(at=JULY - timedelta(days=1), by="world")).timeline == ()
    early, then = (AsKnown(at=at, by="world") for at in (JULY - timedelta(days=1), JULY))
    assert len(store.entity(key("Acme"), then).timeline) == 1
    for known, number in ((early, 0), (then, 1)):
        detail = store.entity(key("Acme"), known)
        assert (detail.entity.events, detail.entity.articles, len(detail.articles)) == (number, number, number)
