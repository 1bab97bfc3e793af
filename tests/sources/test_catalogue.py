"""Every source of the catalogue, on saved listings of our own making."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from tests.sources.listings import EMPTY, listing_for
from tracker.crawl.schedule import next_visit
from tracker.errors import InputError, NotFound, SourceChanged
from tracker.sources import Source, catalogued, find, own_source
from tracker.sources.screening_list import ScreeningList

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SOURCES = list(catalogued().values())


def test_the_catalogue_is_long_enough_and_suggests_some():
    assert len(SOURCES) >= 25
    assert 8 <= sum(source.starter for source in SOURCES) <= 20
    assert {source.kind for source in SOURCES} == {"official", "party", "press", "analysis"}
    assert {"US", "CN", "EU", "GB", "JP", "TW", "NL"} <= {source.country for source in SOURCES}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_source_says_all_that_a_user_must_know(source: Source):
    assert re.fullmatch(r"[a-z0-9-]+", source.name)
    assert re.fullmatch(r"[A-Z]{2}", source.country)
    assert source.expects.documents > 0
    assert len(source.licence) > 10
    assert urlsplit(source.homepage).scheme == "https"
    assert NOW < next_visit(source.schedule, NOW) <= NOW + timedelta(days=4)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_source_asks_over_tls_and_reads_its_listing(source: Source):
    asks = source.reader.asks(NOW, {})
    assert asks
    for ask in asks:
        assert ask.url.startswith("https://")
        found = source.reader.read(listing_for(source, ask, NOW), {})
        if isinstance(source.reader, ScreeningList):
            assert found.memory is not None
            assert len(found.memory["parties"]) == 2
            continue
        assert 1 <= len(found.leads) <= 2, "the story about the garden must be left out where there is a filter"
        assert all(
            "garden" not in (lead.title or "") or not getattr(source.reader, "only", None) for lead in found.leads
        )
        assert all(lead.url.startswith("https://") for lead in found.leads)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
@pytest.mark.parametrize("body", EMPTY, ids=["nothing", "a page without links", "something else"])
def test_a_listing_that_is_none_alarms(source: Source, body: bytes):
    ask = source.reader.asks(NOW, {})[0]
    with pytest.raises(SourceChanged) as caught:
        source.reader.read(listing_for(source, ask, NOW, body), {})
    assert "\n" not in str(caught.value)


def test_a_name_that_is_nearly_right_is_suggested():
    with pytest.raises(NotFound, match="bis-press"):
        find("bis-pres")


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Bad Name"},
        {"name": "bis-press"},
        {"address": "ftp://x.example/"},
        {"address": "nonsense"},
        {"form": "section"},
        {"form": "oracle"},
        {"only": "("},
    ],
)
def test_a_source_that_cannot_be_is_refused(change: dict[str, str]):
    with pytest.raises(InputError):
        own_source({"name": "acme", "form": "site", "address": "https://acme.example/"} | change)


@pytest.mark.parametrize("form", ["site", "feed", "sitemap", "section", "folder", "warc"])
def test_a_source_of_ones_own_is_made_of_what_was_written_down(form: str):
    made = own_source({"name": "acme", "form": form, "address": "https://acme.example/", "story": "/n/"})
    assert (made.name, made.definition is not None) == ("acme", True)
