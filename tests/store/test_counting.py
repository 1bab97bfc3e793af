"""Facets and tables count what the lists list."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.store.newsroom import claim, day, days, key, tell
from tracker.store import DIMENSIONS, EventCount, EventFacets, EventFilter, Store


@pytest.fixture
def filled(store: Store) -> Store:
    told = [
        claim("A got it.", target="A", item="X1, X2", destination="Ruritania", when=day("2025-07-01")),
        claim("B got it.", target="B", item="X1", when=day("2025-07-20")),
        claim("C sold it.", "sale_halted", actor="C", item="X2", when=days("2025-07-01", "2025-09-30", "quarter")),
        claim("D may sell.", "sale_halted", actor="D", status="planned"),
    ]
    for page, one in enumerate(told):
        tell(store, one, page=page, outlet="Morning Post" if page else "Evening Post")
    return store


def cells(store: Store, by: list[str], **given: Any) -> dict[tuple[str | None, ...], int]:
    return {cell.values: cell.events for cell in store.aggregate(EventCount(by=by, **given)).cells}


def test_a_table_counts_every_combination(filled: Store):
    assert cells(filled, ["type", "status"]) == {
        ("licence_granted", "occurred"): 2,
        ("sale_halted", "occurred"): 1,
        ("sale_halted", "planned"): 1,
    }


def test_a_date_is_counted_only_where_it_is_exact_enough(filled: Store):
    assert cells(filled, ["month"]) == {("2025-07",): 2, (None,): 2}
    assert cells(filled, ["quarter"]) == {("2025-Q3",): 3, (None,): 1}
    assert cells(filled, ["year"]) == {("2025",): 3, (None,): 1}


def test_an_event_with_two_items_counts_under_both(filled: Store):
    assert cells(filled, ["item"]) == {(key("X1", "item"),): 2, (key("X2", "item"),): 2, (None,): 1}
    table = filled.aggregate(EventCount(by=["item"]))
    assert (table.total, table.total_is, table.counted) == (4, "exact", 4)
    assert table.cells[0].labels == ("X1",)


def test_three_dimensions_at_once(filled: Store):
    found = cells(filled, ["item", "type", "outlet"], type=["licence_granted"])
    assert found[(key("X1", "item"), "licence_granted", "Evening Post")] == 1
    assert sum(found.values()) == 3


def test_combinations_that_are_not_shown_are_counted(filled: Store):
    table = filled.aggregate(EventCount(by=["item"], cells=1))
    assert (len(table.cells), table.others) == (1, 2)


def test_a_facet_shows_the_most_frequent_and_says_how_many_more_there_are(filled: Store):
    (facet,) = filled.facets(EventFacets(facet=["item"], values=1)).facets
    assert [(value.label, value.events) for value in facet.values] == [("X1", 2)]
    assert (facet.others, facet.without) == (1, 1)


def test_a_facet_counts_what_other_choices_of_its_own_field_would_find(filled: Store):
    (facet,) = filled.facets(EventFacets(facet=["type"], type=["sale_halted"])).facets
    assert {(v.value, v.events, v.chosen) for v in facet.values} == {
        ("licence_granted", 2, False),
        ("sale_halted", 2, True),
    }
    (status,) = filled.facets(EventFacets(facet=["status"], type=["sale_halted"])).facets
    assert {v.value: v.events for v in status.values} == {"occurred": 1, "planned": 1}


@pytest.mark.parametrize("name", DIMENSIONS)
def test_every_value_of_a_facet_finds_as_many_events_as_it_counts(filled: Store, name: Any):
    (facet,) = filled.facets(EventFacets(facet=[name])).facets
    if name not in EventFilter.lists():
        return
    for value in facet.values:
        assert filled.events(EventFilter(**{name: [value.value]})).total == value.events


@pytest.mark.parametrize("by", [[], ["colour"], ["type", "status", "year", "month"]])
def test_what_cannot_be_counted_by_is_refused(by: list[str]):
    with pytest.raises(ValidationError):
        EventCount(by=by)


def test_dimensions_may_be_divided_by_commas():
    assert EventCount(by="type,month").by == ("type", "month")


def test_lists_can_be_sorted(filled: Store):
    for sort in ("newest", "oldest", "changed", "sources"):
        shown, cursor = [], None
        while True:
            page = filled.events(EventFilter(sort=sort, limit=1, cursor=cursor))
            shown += [event.id for event in page.items]
            if (cursor := page.next) is None:
                break
        assert len(shown) == len(set(shown)) == 4
    oldest = [e.date.start for e in filled.events(EventFilter(sort="oldest")).items if e.date]
    assert oldest == sorted(oldest)
