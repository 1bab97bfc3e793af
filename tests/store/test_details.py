import pytest

from tests.store.newsroom import KNOWN, LATER, NOW, SEOUL, claim, day, days, key, record, tell
from tracker.errors import NotFound
from tracker.model import Amount, Post
from tracker.store import EventFilter, Store
from tracker.store.titles import title


def usd(value: float) -> Amount:
    return Amount(value=value, unit="USD", words=f"${value}")


@pytest.mark.parametrize(
    ("event_type", "status", "names", "expected"),
    [
        (
            "licence_applied",
            "occurred",
            {"actor": ["Nvidia"], "item": ["H20"], "destination": ["China"]},
            "Nvidia: licence applied — H20 → China",
        ),
        (
            "meeting_held",
            "planned",
            {"participant": ["A", "B"], "place": ["Geneva"]},
            "A and B: meeting held (planned) — Geneva",
        ),
        (
            "party_listed",
            "occurred",
            {"actor": ["BIS"], "target": ["A", "B", "C"]},
            "BIS: party listed — A and 2 others",
        ),
        ("control_imposed", "denied", {}, "Control imposed (denied)"),
        ("bill_advanced", "occurred", {"actor": ["Senate"], "instrument": ["Act"]}, "Senate: bill advanced — Act"),
    ],
)
def test_a_title_says_who_did_what_to_whom(event_type, status, names, expected):
    assert title(event_type, status, names) == expected


def test_an_event_shows_where_its_sources_differ(store: Store):
    def told(text, when, amount):
        return claim(text, target="Acme", item="A10", when=when, amount=usd(amount))

    tell(store, told("One says.", day("2025-07-17"), 5e9), page=1)
    tell(store, told("Another says.", days("2025-07-17", "2025-07-18", "range"), 5.1e9), page=2)
    tell(store, told("A third says.", days("2025-07-18", "2025-07-19", "range"), 5e9), page=3)
    (event,) = (store.event(event.id) for event in store.events(EventFilter()).items)
    assert event.differences == {
        "date": ("2025-07-17", "2025-07-18/2025-07-19"),
        "amount": ("5000000000 USD", "5100000000 USD"),
    }
    conflicts = {conflict.kind: conflict for conflict in event.conflicts}
    assert conflicts.keys() == {"date", "amount"}
    assert [len(side.claims) for side in conflicts["amount"].sides] == [2, 1]


def test_days_that_overlap_without_one_in_the_other_differ(store: Store):
    tell(store, claim("One.", target="Acme", item="A10", when=days("2025-07-01", "2025-07-03", "range")), page=1)
    tell(store, claim("Two.", target="Acme", item="A10", when=days("2025-07-02", "2025-07-04", "range")), page=2)
    (event,) = store.events(EventFilter()).items
    assert store.event(event.id).differences == {"date": ("2025-07-01/2025-07-03", "2025-07-02/2025-07-04")}


def test_a_live_blog_behind_a_wall_is_held_as_such(store: Store):
    posts = (Post(start=0, end=12, published=NOW.astimezone(SEOUL)), Post(start=14, end=27, published=None))
    told = claim("Acme got it.", target="Acme"), claim("Borg got none.", target="Borg")
    held = tell(store, *told, access="stub", posts=posts)
    detail = store.article(held.article_id or "")
    assert (detail.article.access, detail.posts) == ("stub", posts)
    assert detail.posts[0].published.isoformat() == "2025-08-01T18:00:00+09:00"


def test_an_article_that_says_nothing_of_payment_has_no_access(store: Store):
    held = tell(store, claim("Acme got it.", target="Acme"))
    detail = store.article(held.article_id or "")
    assert (detail.article.access, detail.posts) == (None, ())


def test_an_entity_has_its_timeline_and_its_company(store: Store):
    tell(store, claim("Acme got it.", target="Acme", item="A10", when=day("2025-07-01")), page=1)
    tell(store, claim("Acme sold it.", "deal_made", actor="Acme", item="A10", when=day("2025-07-02")), page=2)
    tell(store, claim("Borg got it.", target="Borg", item="B20", when=day("2025-07-03")), page=3)
    detail = store.entity(key("Acme"))
    assert [event.type for event in detail.timeline] == ["deal_made", "licence_granted"]
    assert [(c.entity.name, c.events) for c in detail.companions] == [("A10", 2)]
    assert (detail.entity.events, detail.entity.articles, len(detail.articles)) == (2, 2, 2)


def test_an_entity_of_the_knowledge_base_brings_its_country_and_names(store: Store):
    store.add_entities(KNOWN)
    detail = store.entity("acme")
    assert (detail.entity.country, detail.aliases) == ("US", ("Acme Semiconductor", "阿克米"))
    assert detail.timeline == ()


def test_claims_of_an_event_begin_with_the_reference_record(store: Store):
    store.add_entities(KNOWN)
    store.add_reference([record("r1", "It got it.", target="acme", item="a10")], known_at=LATER)
    store.resolve()
    (event,) = store.events(EventFilter()).items
    assert store.event(event.id).claims[0].origin == "reference"
    assert store.event(event.id).claims[0].known_at == LATER
    assert event.first_published is None


@pytest.mark.parametrize("identifier", ["nothing", "", "\x00", "\ud800", "x" * 5000, "' OR 1=1"])
@pytest.mark.parametrize("ask", ["event", "claim", "entity", "article"])
def test_what_is_not_there_is_not_found(store: Store, ask: str, identifier: str):
    with pytest.raises(NotFound) as caught:
        getattr(store, ask)(identifier)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


def test_views_are_plain_values_that_cannot_be_changed(store: Store):
    tell(store, claim("Acme got it.", target="Acme"), at=NOW)
    (event,) = store.events(EventFilter()).items
    with pytest.raises(AttributeError):
        event.title = "Other"  # type: ignore[misc]
