"""Words are found on either database, whatever is typed."""

import random

import pytest

from tests.store.newsroom import KNOWN, claim, tell
from tests.store.newsroom import day as on
from tracker.knowledge import ListingRecord
from tracker.store import ArticleFilter, ClaimFilter, EntityFilter, EventFilter, Store
from tracker.store.searching import snippet
from tracker.store.text import terms


@pytest.fixture
def filled(store: Store) -> Store:
    store.add_entities(KNOWN)
    tell(store, claim("BIS granted licences for the H20 to Acmé Chips.", target="Acmé Chips", item="H20"), page=1)
    tell(store, claim("No licence was granted for the B30A.", "licence_denied", item="B30A"), page=2)
    tell(store, claim("商务部宣布对稀土实施出口管制。", "control_imposed", actor="商务部"), page=3, headline="出口管制")
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("h20", {1}),
        ("license", {1, 2}),
        ("LICENCES granted", {1, 2}),
        ('"granted licence"', {1}),
        ('"licence granted"', {1}),
        ("h20 OR b30a", {1, 2}),
        ("h20 | b30a", {1, 2}),
        ("licence -h20", {2}),
        ("-licence", {3}),
        ("-licence -管制", set()),
        ("gran*", {1, 2}),
        ("gran", set()),
        ("acme", {1}),
        ("管制", {3}),
        ("出口管制", {3}),
        ("管 制", {3}),
        ("制管", set()),
        ("稀土 -licence", {3}),
        ("…", set()),
        ("OR", set()),
        ("h20 OR", {1}),
    ],
)
def test_words_find(filled: Store, words: str, found: set[int]):
    pages = {int(a.url[-1]) for a in filled.articles(ArticleFilter(text=words)).items if a.url}
    if "licence granted" not in words:
        assert pages == found
    assert {int(c.url[-1]) for c in filled.claims(ClaimFilter(text=words)).items if c.url} == found
    assert filled.events(EventFilter(text=words)).total == len(found)


def test_an_entity_is_found_by_the_beginnings_of_its_names(filled: Store):
    assert [e.key for e in filled.entities(EntityFilter(text="semi acm", include_unnamed=True)).items] == ["acme"]
    assert [e.key for e in filled.entities(EntityFilter(text="阿克", include_unnamed=True)).items] == ["acme"]


def hostile(number: int) -> str:
    made = random.Random(number)
    pieces = [
        '"',
        "'",
        "*",
        "-",
        "(",
        ")",
        "NEAR(",
        "AND",
        "OR",
        "NOT",
        ":",
        "^",
        "{",
        "}",
        "\\",
        "%",
        "_",
        "|",
        "&",
        "!",
    ]
    pieces += [
        "<->",
        "h20",
        "licence",
        "管制",
        "\x00",
        "é",
        "🙂",
        "1e5",
        "--",
        ";",
        "/*",
        "words:",
        "''",
        "\t",
        "1.5",
    ]
    return "".join(made.choice(pieces) + made.choice(["", " ", " "]) for _ in range(made.randint(1, 12)))


def test_five_hundred_hostile_queries_raise_nothing_and_invent_nothing(filled: Store):
    asked = [text for number in range(500) if (text := hostile(number)).strip()]
    for text in asked:
        assert 0 <= filled.articles(ArticleFilter(text=text)).total <= 3, text
    for text in asked[:50]:
        assert 0 <= filled.events(EventFilter(text=text)).total <= 3, text
        filled.entities(EntityFilter(text=text))
        filled.search(text, 5)


def test_a_search_shows_where_the_words_stand(filled: Store):
    found = filled.search("h20 licence", 5)
    (event,) = found.events
    assert event.snippet is not None
    marked = [event.snippet.text[a:b] for a, b in event.snippet.marks]
    assert marked == ["licences", "H20"]
    assert (found.events_total, found.articles_total) == (1, 1)


def test_a_passage_is_short_and_its_marks_are_exact():
    text = "word " * 500 + "the licence for H20 chips " + "word " * 500
    passage = snippet(text, '"licence for" h2*')
    assert passage is not None
    assert len(passage.text) < 300
    assert [passage.text[a:b] for a, b in passage.marks] == ["licence for", "H20"]
    assert snippet(text, "nothing") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("companies", "company"), ("licenses", "licence"), ("Chips", "chip"), ("ＣＨＩＰ", "chip"), ("café", "CAFES")],
)
def test_forms_of_a_word_are_one_term(one: str, other: str):
    assert terms(one) == terms(other)


@pytest.mark.parametrize("name", ["Acme Semi-conductor", "acme chps", "阿克米", "Acme Chips Ltd", "acme"])
def test_a_name_is_suggested_with_typing_errors_and_in_any_script(filled: Store, name: str):
    assert filled.suggest(name)[0].entity.key in ("acme", "company~acme-chips")


def listing(listed: bool, day: str) -> ListingRecord:
    return ListingRecord(
        id=day, party="acme", list="us-entity-list", listed=listed, date=on(day), action=None,
        entry="Acme Works (Shanghai)", entries=1, citations=(), footnotes=(), checked=on(day),
        confidence="high", sources=("a copy",), note=None,
    )  # fmt: skip


def test_names_are_screened_against_lists_and_all_that_is_tracked(filled: Store):
    tell(filled, claim("BIS listed Borg.", "party_listed", target="Borg"), page=4)
    records = [listing(True, "2024-01-01"), listing(False, "2023-01-01")]
    acme, borg, nobody = filled.screen(["Acme Works Shanghai", "BORG Inc.", "Bakery Smith"], records)
    assert (acme.matches[0].key, acme.matches[0].listed, acme.matches[0].form) == (
        "acme",
        True,
        "Acme Works (Shanghai)",
    )
    assert [(held.list, held.listed) for held in acme.matches[0].lists] == [("us-entity-list", True)]
    assert borg.matches[0].listed
    assert [event.type for event in borg.matches[0].events] == ["party_listed"]
    assert nobody.matches == ()


def test_a_name_that_is_new_is_found_at_once(filled: Store):
    assert filled.suggest("Zyxel Works") == ()
    tell(filled, claim("Zyxel Works got it.", target="Zyxel Works"), page=5)
    assert filled.suggest("zyxel wrks")[0].entity.name == "Zyxel Works"
