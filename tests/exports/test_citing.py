"""Citations of an event."""

import re

import pytest

from tracker.errors import NotFound
from tracker.exports import Citation, citations_of, in_bibtex, in_csl, in_words
from tracker.store import EventFilter, Store


def of(store: Store, event_type: str) -> tuple[Citation, ...]:
    (found,) = store.events(EventFilter(type=(event_type,), include_low=True)).items
    return citations_of(store, found.id)


def test_a_citation_says_who_when_where_and_in_which_words(store: Store):
    (citation,) = of(store, "licence_granted")
    assert citation.authors == ("Nellie Bly",)
    assert citation.publisher == "The Freedonia Courier"
    assert citation.url == "https://courier.example/licences"
    assert str(citation.accessed) == "2025-08-01"
    text = in_words([citation])
    for part in ("Nellie Bly", "Freedonia opens to Acme again", "2025-07-18", "https://courier.example/licences"):
        assert part in text
    assert "“The Ministry of Silicon granted Acme Chips licences" in text
    assert "received 2025-08-01" in text


def test_a_reference_record_is_cited_with_what_it_rests_on_and_quotes_nobody(store: Store):
    (citation,) = of(store, "control_imposed")
    assert citation.kind == "reference"
    assert citation.quotes == ()
    assert citation.url == "https://example.org/letter"
    assert "https://example.org/letter" in in_words([citation])


def test_an_address_that_is_none_of_the_web_is_not_cited(store: Store):
    (citation,) = of(store, "diversion_reported")
    assert citation.url is None


def test_bibtex_is_closed_whatever_a_page_says(store: Store):
    entry = in_bibtex(of(store, "diversion_reported"))
    unescaped = re.sub(r"\\[{}]|\\text\w+\{\}", "", entry)
    assert unescaped.count("{") == unescaped.count("}") > 0
    assert r"\{\{ 7 * 7 \}\}" in entry


def test_csl_has_the_parts_of_the_dates(store: Store):
    (item,) = in_csl(of(store, "licence_granted"))
    assert item["issued"] == {"date-parts": [[2025, 7, 18]]}
    assert item["accessed"] == {"date-parts": [[2025, 8, 1]]}
    assert item["container-title"] == "The Freedonia Courier"


def test_an_event_that_is_not_there_cannot_be_cited(store: Store):
    with pytest.raises(NotFound):
        citations_of(store, "nothing")
