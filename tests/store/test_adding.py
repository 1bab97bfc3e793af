from datetime import timedelta

import pytest

from tests.store.newsroom import KNOWN, LATER, NOW, SEOUL, claim, day, document, extraction, key, record, tell
from tracker.errors import InputError, NotFound
from tracker.model import Amount
from tracker.store import ArticleFilter, ClaimFilter, EventFilter, Store

GRANTED = claim("Acme got a licence.", target="Acme", item="A10", when=day("2025-07-17"))
HALTED = claim("Acme halted sales.", "sale_halted", actor="Acme", item="A10")


def test_a_second_ingest_changes_nothing(store: Store):
    tell(store, GRANTED, HALTED)
    before, counts = store.content_hash(), store.counts()

    again = tell(store, GRANTED, HALTED, at=LATER)

    assert (again.new, again.unchanged, again.retracted, again.already_known) == (0, 2, 0, True)
    assert store.counts() == counts
    assert store.content_hash() == before


def test_the_content_hash_sees_every_change(store: Store):
    hashes = {store.content_hash()}
    tell(store, GRANTED)
    hashes.add(store.content_hash())
    tell(store, HALTED, page=2)
    hashes.add(store.content_hash())
    tell(store, page=2, version="2")
    hashes.add(store.content_hash())
    assert len(hashes) == 4


def test_a_new_extractor_retracts_what_it_does_not_read_and_adds_what_it_does(store: Store):
    tell(store, GRANTED, HALTED)
    resumed = claim("Acme halted sales.", "sale_resumed", actor="Acme", item="A10")

    added = tell(store, GRANTED, resumed, version="2", at=LATER)

    assert (added.new, added.unchanged, added.retracted) == (1, 1, 1)
    standing = {c.type: c for c in store.claims(ClaimFilter()).items}
    assert set(standing) == {"licence_granted", "sale_resumed"}
    assert standing["licence_granted"].known_at == NOW
    assert standing["licence_granted"].extractor_version == "1"
    assert (standing["sale_resumed"].known_at, standing["sale_resumed"].extractor_version) == (LATER, "2")
    (gone,) = [c for c in store.claims(ClaimFilter(include_retracted=True)).items if c.retracted_at]
    assert (gone.type, gone.retracted_at) == ("sale_halted", LATER)
    assert gone.retraction_reason == "no longer read from the page by extractor 2"
    assert gone.event_id is None


def test_a_claim_that_is_read_again_after_it_was_retracted_is_known_from_then_on(store: Store):
    tell(store, GRANTED)
    tell(store, version="2", at=LATER)
    latest = LATER + timedelta(days=1)
    tell(store, GRANTED, version="3", at=latest)

    first, second = sorted(store.claims(ClaimFilter(include_retracted=True)).items, key=lambda c: c.known_at)
    assert (first.known_at, first.retracted_at) == (NOW, LATER)
    assert (second.known_at, second.retracted_at) == (latest, None)
    assert first.id != second.id


def test_a_changed_page_is_a_new_version_of_the_same_article(store: Store):
    first = tell(store, GRANTED, HALTED)
    second = tell(store, GRANTED, body="corrected", at=LATER, opening="Correction.")

    assert second.article_id == first.article_id
    assert (second.new, second.unchanged, second.retracted, second.already_known) == (0, 1, 1, False)
    detail = store.article(first.article_id or "")
    assert detail.text.startswith("Correction.")
    assert [version.current for version in detail.versions].count(True) == 1
    assert len(detail.versions) == 2
    (stays,) = detail.claims
    assert detail.text[stays.evidence.start : stays.evidence.end] == "Acme got a licence."
    assert stays.known_at == NOW
    (gone,) = [c for c in store.claims(ClaimFilter(include_retracted=True)).items if c.retracted_at]
    assert gone.retraction_reason == "superseded by a newer version of the page"


def test_what_only_a_later_version_says_was_not_known_when_the_first_was_published(store: Store):
    tell(store, GRANTED)
    changed = NOW - timedelta(days=2)
    tell(store, GRANTED, HALTED, body="extended", modified=changed)

    published = {c.type: c.published_at for c in store.claims(ClaimFilter()).items}
    assert published["sale_halted"] == changed
    assert published["licence_granted"] < changed


def test_an_old_version_that_is_seen_again_changes_nothing(store: Store):
    tell(store, GRANTED, HALTED)
    tell(store, GRANTED, body="corrected", at=LATER)
    before = store.content_hash()

    added = tell(store, GRANTED, HALTED, at=LATER)

    assert added.already_known
    assert store.content_hash() == before


def test_an_older_version_that_arrives_later_is_history(store: Store):
    tell(store, GRANTED, body="new", modified=NOW)
    added = tell(store, GRANTED, HALTED, body="old", modified=NOW - timedelta(days=1), headline="Old", at=LATER)

    assert (added.new, added.retracted) == (1, 1)
    assert [c.type for c in store.claims(ClaimFilter()).items] == ["licence_granted"]
    assert store.articles(ArticleFilter()).items[0].headline == "Chips go out"
    assert store.counts()["documents"] == 2


def test_pages_that_all_name_the_front_page_as_their_address_stay_apart(store: Store):
    read = extraction(GRANTED, url="https://news.example/")
    first = store.add(document("one", "https://news.example/a"), read, known_at=NOW, extractor_version="1")
    second = store.add(document("two", "https://news.example/b"), read, known_at=NOW, extractor_version="1")
    assert first.article_id != second.article_id


def test_one_page_under_two_spellings_of_its_address_is_one_article(store: Store):
    first = tell(store, GRANTED, url="http://news.example/chips/1/")
    second = tell(store, GRANTED, body="other", url="https://NEWS.example/chips/1#top")
    assert first.article_id == second.article_id


def test_everything_that_was_read_comes_back(store: Store):
    says = claim(
        "Acme got a licence worth $5 billion.",
        target="Acme",
        when=day("2025-07-17"),
        amount=Amount(value=5e9, unit="USD", words="$5 billion"),
        says="Ministry",
    )
    added = tell(store, says)

    detail = store.article(added.article_id or "")
    assert detail.article.published is not None
    assert detail.article.published.utcoffset() == SEOUL.utcoffset(None)
    assert (detail.article.outlet, detail.article.byline, detail.dateline) == ("Example News", ("Ada Byron",), "Seoul")
    assert detail.links[0].text == "home"
    assert detail.origins == {"headline": "h1"}
    (mention,) = detail.mentions
    assert (mention.text, mention.key, detail.text[mention.start : mention.end]) == ("Acme", key("Acme"), "Acme")
    (told,) = detail.claims
    assert told == store.claim(told.id)
    assert told.evidence.text == "Acme got a licence worth $5 billion."
    assert told.amounts == says.amounts
    assert told.reasons == says.reasons
    assert told.attribution is not None and told.attribution.words == "Ministry said"
    assert told.date is not None and (told.date.words, told.date.rule) == ("then", "as written")
    assert told.roles["target"][0].rule == "subject"
    assert told.published_at == detail.article.published


def test_two_outlets_that_tell_of_one_thing_make_one_event(store: Store):
    tell(store, GRANTED, page=1, outlet="Morning Post")
    tell(store, claim("A10 licence for Acme.", target="Acme", item="A10"), page=2, outlet="Evening Post")

    (event,) = store.events(EventFilter()).items
    assert event.title == "Licence granted — Acme, A10"
    assert (event.sources, event.outlets) == (2, ("Evening Post", "Morning Post"))
    assert event.date is not None and event.date.start.isoformat() == "2025-07-17"
    assert len(store.event(event.id).claims) == 2


def test_the_id_of_any_claim_leads_to_its_event(store: Store):
    tell(store, GRANTED, page=1)
    tell(store, claim("A10 licence for Acme.", target="Acme", item="A10"), page=2)
    detail = store.event(store.events(EventFilter()).items[0].id)
    assert {store.event(told.id).event.id for told in detail.claims} == {detail.event.id}


def test_an_event_goes_when_no_claim_tells_of_it_any_more(store: Store):
    tell(store, GRANTED)
    (event,) = store.events(EventFilter()).items
    tell(store, version="2")

    assert store.events(EventFilter()).total == 0
    with pytest.raises(NotFound, match=event.id):
        store.event(event.id)
    assert store.claim(event.id).retracted_at is not None


def test_text_that_no_database_takes_is_stored_without_moving_a_span(store: Store):
    odd = claim("Acme\x00 got \ud800 it.", target="Acme")
    added = tell(store, odd)
    detail = store.article(added.article_id or "")
    assert detail.text == "Acme\ufffd got \ufffd it."
    assert store.verify() == []


def test_a_claim_about_an_entity_that_was_not_read_is_refused_whole(store: Store):
    read = extraction(GRANTED)
    broken = type(read)(article=read.article, entities=(), claims=read.claims)
    with pytest.raises(InputError, match="company~acme"):
        store.add(document("x"), broken, known_at=NOW, extractor_version="1")
    assert set(store.counts().values()) == {0}


def test_reference_records_are_claims_in_their_own_words(store: Store):
    store.add_entities(KNOWN)
    store.add_reference([record("r1", "A licence for Acme.", target="acme", item="a10")], known_at=NOW)
    store.resolve()

    (event,) = store.events(EventFilter()).items
    assert (event.origin, event.confidence, event.description) == ("reference", "high", "A licence for Acme.")
    assert event.title == "Licence granted — Acme Chips, A10"
    (told,) = store.event(event.id).claims
    assert (told.reference_id, told.sources, told.article_id) == ("r1", ("https://law.example/1",), None)
    assert told.evidence.start is None


def test_the_reference_timeline_is_replaced_without_deleting(store: Store):
    store.add_entities(KNOWN)
    first = [record("r1", "A licence.", target="acme"), record("r2", "Another.", target="acme", when="2025-01-01")]
    store.add_reference(first, known_at=NOW)
    before = store.content_hash()
    assert store.add_reference(first, known_at=LATER).already_known
    assert store.content_hash() == before

    added = store.add_reference([record("r1", "A licence, as corrected.", target="acme")], known_at=LATER)

    assert (added.new, added.retracted) == (1, 2)
    assert [c.evidence.text for c in store.claims(ClaimFilter()).items] == ["A licence, as corrected."]
    assert store.claims(ClaimFilter(include_retracted=True)).total == 3


def test_a_renamed_entity_renames_its_events(store: Store):
    store.add_entities(KNOWN)
    store.add_reference([record("r1", "A licence.", target="acme")], known_at=NOW)
    store.resolve()
    store.add_entities([type(KNOWN[0])(id="acme", kind="company", name="Acme Silicon")])
    store.resolve()
    assert [e.title for e in store.events(EventFilter()).items] == ["Licence granted — Acme Silicon"]
