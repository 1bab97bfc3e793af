"""Every filter lets something through and leaves something out."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from tests.store.newsroom import KNOWN, NOW, article, claim, day, days, document, key, record, tell
from tracker.knowledge import KnownEntity, load_knowledge
from tracker.model import ROLES, Claim, Extraction, Filler
from tracker.store import ArticleFilter, ClaimFilter, EntityFilter, EventFilter, Filter, Store, upgrade

FILTERS = (EventFilter, ClaimFilter, EntityFilter, ArticleFilter)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Read only: shared by all tests of this file."""
    address = f"sqlite:///{tmp_path_factory.mktemp('filled') / 'store.db'}"
    upgrade(address)
    with Store.open(address) as store:
        _fill(store)
        yield store


TIED = (
    KnownEntity(id="ministry", kind="agency", name="Ministry of Trade", country="FD"),
    KnownEntity(id="freedonia-works", kind="company", name="Freedonia Works"),
    KnownEntity(id="holding", kind="company", name="Works Holding", parent="freedonia-works"),
    KnownEntity(id="works", kind="company", name="The Works", parent="holding"),
    KnownEntity(id="c40", kind="item", name="C40", subkind="accelerator"),
)


def _fill(store: Store) -> None:
    store.add_entities((*KNOWN, *TIED))
    records = [
        record("r1", "Acme obtained it.", target="acme", when="2025-03-03"),
        record("r2", "Acme obtained it, some say.", target="acme", when="2025-04-04", confidence="low"),
    ]
    store.add_reference(records, known_at=NOW)
    tell(
        store,
        claim(
            "The Ministry let Borg ship the B20 to Ruritania.",
            actor="Ministry",
            target="Borg",
            item="B20",
            destination="Ruritania",
            instrument="Chip Act",
            place="Zenda",
            when=days("2025-07-01", "2025-07-31", "month"),
        ),
        claim("Ada met Bob, Carl said.", "meeting_held", participant="Ada, Bob", status="planned", says="Carl"),
        outlet="Morning Post",
        headline="出口管制 eased",
    )
    tell(
        store,
        keyed("Corp halted sales of the C30.", when=day("2025-06-30")),
        page=2,
        outlet="Evening Post",
        url="https://www.commerce.gov/chips/2",
        language="ko",
        published=NOW,
        headline="Über café 100% sure",
    )
    tell(
        store,
        keyed("No C30 leaves Corp any more, nor a C40.", when=day("2025-06-10")),
        page=3,
        outlet="Late Post",
        published=NOW,
        headline="Later",
    )
    first, second = (c.id for c in store.claims(ClaimFilter(type=["sale_halted"])).items)
    store.merge(first, second, by="ada", reason="the same sale", now=NOW)
    store.resolve()


def keyed(text: str, **changes: Any) -> Claim:
    """Of known entities besides unknown ones."""
    told = claim(text, "sale_halted", actor="Corp", item="C30", **changes)
    known = {"actor": ("ministry", "works"), "item": ("c40",)}
    more = {r: tuple(Filler(key=k, name=k, words=k, rule="subject") for k in keys) for r, keys in known.items()}
    return replace(told, confidence=0.5, roles={role: (*told.roles[role], *more[role]) for role in told.roles})


CASES: dict[str, tuple[Any, set[str]]] = {
    "text": ("b20 RURITANIA", {"licence_granted"}),
    "type": (["sale_halted", "meeting_held"], {"sale_halted", "meeting_held"}),
    "status": (["planned"], {"meeting_held"}),
    "entity": (key("Borg"), {"licence_granted"}),
    "actor": (key("Corp"), {"sale_halted"}),
    "target": (key("Borg"), {"licence_granted"}),
    "participant": (key("Bob"), {"meeting_held"}),
    "item": (key("C30", "item"), {"sale_halted"}),
    "destination": (key("Ruritania", "destination"), {"licence_granted"}),
    "instrument": (key("Chip Act", "instrument"), {"licence_granted"}),
    "place": (key("Zenda", "place"), {"licence_granted"}),
    "date_from": ("2025-07-31", {"licence_granted"}),
    "date_to": ("2025-06-30", {"sale_halted", "licence_granted"}),
    "outlet": ("Evening Post", {"sale_halted"}),
    "origin": ("article", {"licence_granted", "sale_halted", "meeting_held"}),
    "include_low": (True, {"licence_granted", "sale_halted", "meeting_held"}),
    "known_at": ("2025-07-19", {"licence_granted", "meeting_held"}),
    "kind": (["place", "instrument"], {"licence_granted"}),
    "family": ("accelerator", {"sale_halted"}),
    "jurisdiction": (["fd", "xx"], {"sale_halted"}),
    "published_from": ("2025-07-19", {"sale_halted"}),
    "published_to": ("2025-07-19", {"licence_granted", "meeting_held"}),
    "source_kind": (["official"], {"sale_halted"}),
    "attribution": ("carl", {"meeting_held"}),
    "confidence": (["high"], {"licence_granted"}),
    "min_reading_confidence": (0.9, {"licence_granted", "meeting_held"}),
    "exclude": (["type:sale_halted", "participant:" + key("Bob")], {"licence_granted"}),
}
EVENT_CASES: dict[str, tuple[Any, set[str]]] = {
    "min_origins": (2, {"sale_halted"}),
    "has_conflict": (True, {"sale_halted"}),
    "conflict": (["date"], {"sale_halted"}),
    "reviewed": (True, {"sale_halted"}),
}
ON_THEIR_OWN = {"known_by", "include_subsidiaries", "date_match"}
"""Filters that mean nothing without another."""


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("model", [EventFilter, ClaimFilter])
def test_each_filter_of_events_and_claims_selects(filled: Store, model: type[Any], name: str):
    ask: Any = filled.events if model is EventFilter else filled.claims
    given, expected = CASES[name]
    chosen, everything = ask(model(**{name: given})), ask(model())
    assert {item.type for item in chosen.items} == expected
    assert chosen.total != everything.total


def test_no_filter_of_events_is_without_a_case():
    assert {name for name, *_ in EventFilter.criteria()} - ON_THEIR_OWN == set(CASES) | set(EVENT_CASES)


@pytest.mark.parametrize("name", EVENT_CASES)
def test_each_filter_of_events_alone_selects(filled: Store, name: str):
    given, expected = EVENT_CASES[name]
    assert {event.type for event in filled.events(EventFilter(**{name: given})).items} == expected


@pytest.mark.parametrize("name", ["has_conflict", "reviewed"])
def test_what_is_so_and_what_is_not_so_are_all_there_is(filled: Store, name: str):
    so, not_so = (filled.events(EventFilter(**{name: wanted})).total for wanted in (True, False))
    assert so + not_so == filled.events(EventFilter()).total
    assert so < not_so


def test_an_entity_is_asked_for_with_all_that_belongs_to_it(filled: Store):
    assert filled.events(EventFilter(actor="freedonia-works")).total == 0
    found = filled.events(EventFilter(actor="freedonia-works", include_subsidiaries=True)).items
    assert {event.type for event in found} == {"sale_halted"}
    without = EventFilter(include_subsidiaries=True, exclude=["actor:freedonia-works"])
    assert "sale_halted" not in {event.type for event in filled.events(without).items}


def test_values_of_one_filter_are_alternatives_and_filters_narrow_each_other_down(filled: Store):
    either = EventFilter(target=[key("Borg"), "acme"])
    assert filled.events(either).total == 2
    assert filled.events(either.model_copy(update={"item": (key("B20", "item"),)})).total == 1


@pytest.mark.parametrize(
    ("match", "expected"),
    [("overlaps", {"licence_granted", "sale_halted"}), ("within", {"sale_halted"})],
)
def test_dates_may_overlap_the_days_asked_for_or_must_lie_within_them(filled: Store, match: Any, expected: set[str]):
    asked = EventFilter(date_from="2025-06-30", date_to="2025-07-15", date_match=match)
    assert {event.type for event in filled.events(asked).items} == expected


@pytest.mark.parametrize("exclude", ["sale_halted", "nonsense:1", "type:", "limit:5", "status:maybe", "exclude:type:x"])
def test_what_cannot_be_left_out_is_refused(exclude: str):
    with pytest.raises(ValidationError):
        EventFilter(exclude=[exclude])


def test_a_role_filter_does_not_match_other_roles(filled: Store):
    assert filled.events(EventFilter(actor=key("Borg"))).total == 0
    assert filled.events(EventFilter(participant=key("Corp"))).total == 0


def test_low_confidence_records_are_left_out_unless_asked_for(filled: Store):
    said = {e.description for e in filled.events(EventFilter(entity="acme")).items}
    assert said == {"Acme obtained it."}
    all_said = {e.description for e in filled.events(EventFilter(entity="acme", include_low=True)).items}
    assert all_said == {"Acme obtained it.", "Acme obtained it, some say."}


def test_an_event_that_an_article_tells_of_is_shown_whatever_the_record(store: Store):
    store.add_entities(KNOWN)
    store.add_reference([record("r1", "It got it.", target="acme", item="a10", confidence="low")], known_at=NOW)
    store.resolve()
    assert store.events(EventFilter()).total == 0
    told = claim("Acme got it.", when=day("2025-07-15"), target="acme", item="a10")
    keyed = replace(told, roles={role: (replace(f, key=f.name),) for role, (f,) in told.roles.items()})
    printed, placed = article([keyed])
    read = Extraction(article=printed, entities=(), claims=placed)
    store.add(document("page"), read, known_at=NOW, extractor_version="1")
    store.resolve()
    (event,) = store.events(EventFilter()).items
    assert (event.origin, event.confidence, event.sources) == ("both", "low", 2)


def test_claims_can_be_asked_by_article_and_by_event(filled: Store):
    halted, other = filled.claims(ClaimFilter(type=["sale_halted"])).items
    assert [c.id for c in filled.claims(ClaimFilter(article=halted.article_id)).items] == [halted.id]
    assert [c.id for c in filled.claims(ClaimFilter(event=halted.event_id)).items] == [halted.id, other.id]


def test_retracted_claims_are_left_out_unless_asked_for(store: Store):
    tell(store, claim("Corp halted sales.", actor="Corp"), claim("Corp got it.", actor="Corp"))
    tell(store, claim("Corp got it.", actor="Corp"), version="2")
    assert store.claims(ClaimFilter()).total == 1
    assert store.claims(ClaimFilter(include_retracted=True)).total == 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"text": "semicond"}, {"Acme Chips"}),
        ({"text": "阿克"}, {"Acme Chips"}),
        ({"kind": ["place"]}, {"Ruritania", "Zenda"}),
        ({"country": "us"}, {"Acme Chips"}),
    ],
)
def test_each_filter_of_entities_selects(filled: Store, given: dict[str, Any], expected: set[str]):
    assert {e.name for e in filled.entities(EntityFilter(**given)).items} == expected


def test_entities_that_no_source_names_are_left_out_unless_asked_for(filled: Store):
    assert "Freedonia" not in {e.name for e in filled.entities(EntityFilter()).items}
    assert "Freedonia" in {e.name for e in filled.entities(EntityFilter(include_unnamed=True)).items}
    assert filled.entity("freedonia").entity.country == "FD"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"text": "管制"}, {"Morning Post"}),
        ({"text": "UBER cafe"}, {"Evening Post"}),
        ({"text": "100%"}, {"Evening Post"}),
        ({"text": '"Ada met"'}, {"Morning Post"}),
        ({"text": '"met Ada"'}, set()),
        ({"outlet": "Evening Post"}, {"Evening Post"}),
        ({"language": "ko"}, {"Evening Post"}),
        ({"entity": key("Ada")}, {"Morning Post"}),
        ({"date_from": "2025-07-19"}, {"Evening Post", "Late Post"}),
        ({"date_to": "2025-07-19"}, {"Morning Post"}),
    ],
)
def test_each_filter_of_articles_selects(filled: Store, given: dict[str, Any], expected: set[str]):
    assert {a.outlet for a in filled.articles(ArticleFilter(**given)).items} == expected


@pytest.mark.parametrize("query", ['"', "'", "%", "_", "\\", "a OR", "NEAR(", "*", "x" * 200, "\x00", "--", ";"])
@pytest.mark.parametrize("model", FILTERS)
def test_any_words_can_be_searched_for(filled: Store, model: type[Filter], query: str):
    lists: dict[type[Filter], Any] = dict(
        zip(FILTERS, (filled.events, filled.claims, filled.entities, filled.articles), strict=True)
    )
    assert lists[model](model.model_validate({"text": query})).total <= lists[model](model()).total


def test_wildcards_are_plain_letters(filled: Store):
    assert filled.articles(ArticleFilter(text="_____")).total == 0
    assert filled.articles(ArticleFilter(text="1%sure")).total == 0


@pytest.mark.parametrize("model", FILTERS)
def test_what_a_form_leaves_empty_is_not_set(model: type[Filter]):
    empty = dict.fromkeys(model.model_fields, "") | {"cursor": " "}
    assert model.model_validate(empty) == model()
    assert model.model_validate({"kind": ["", " "]} if model is EntityFilter else {"text": "  "}) == model()


@pytest.mark.parametrize(
    "given",
    [
        {"nonsense": "1"},
        {"limit": 0},
        {"limit": 201},
        {"date_from": "yesterday"},
        {"date_from": "2025-02-30"},
        {"status": ["maybe"]},
        {"origin": "rumour"},
        {"text": "x" * 201},
        {"date_from": "2025-07-02", "date_to": "2025-07-01"},
    ],
)
def test_what_cannot_be_meant_is_refused(given: dict[str, Any]):
    with pytest.raises(ValidationError):
        EventFilter.model_validate(given)


@pytest.mark.parametrize("model", FILTERS)
def test_every_filter_explains_itself(model: type[Filter]):
    for name, field, criterion in model.criteria():
        assert field.description and field.description.endswith("."), name
        assert field.examples, name
        assert criterion.label, name
        example = field.examples[0]
        model.model_validate({name: (example,) if isinstance(field.default, tuple) else example})


def test_there_is_a_filter_for_every_role():
    for model in (EventFilter, ClaimFilter):
        assert set(ROLES) <= {name for name, *_ in model.criteria()}


def test_examples_are_entities_that_exist():
    known = load_knowledge().entities
    examples = {field.examples[0] for name, field, _ in EventFilter.criteria() if name in (*ROLES, "entity")}
    assert examples <= set(known)


def test_listed_choices_are_accepted():
    for model in FILTERS:
        for name, _, criterion in model.criteria():
            for choice in criterion.choices() if criterion.choices else ():
                model.model_validate(
                    {name: choice if not isinstance(model.model_fields[name].default, tuple) else [choice]}
                )
