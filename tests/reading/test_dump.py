"""Plain-text dumps in different shapes."""

from __future__ import annotations

import pytest

from tests.reading.documents import document, dump
from tracker.errors import NotAnArticle, UnreadableDocument
from tracker.model import Link
from tracker.reading import read


def test_a_dump_that_prints_the_page_twice_gives_the_body_once() -> None:
    found = dump("printed_twice.txt")
    assert len(found.paragraphs) == 4
    assert found.paragraphs[0].startswith("The fisheries minister met")
    assert found.paragraphs[-1] == "“A gate is a promise,” its leader said after the meeting at the customs house."


def test_the_headline_may_stand_at_the_end_of_a_dump() -> None:
    found = dump("printed_twice.txt")
    assert found.headline == "Minister opens the gates to registered trawlers"
    assert found.standfirst == "Minister says the harbour gates will open for every trawler that is registered."


def test_a_byline_glued_to_its_place_is_read() -> None:
    found = dump("printed_twice.txt")
    assert found.byline == ("Imogen Tarrant",)
    assert found.dateline == "Singapore"


def test_an_address_line_tells_outlet_and_zone() -> None:
    found = dump("printed_twice.txt")
    assert found.outlet == "The Straits Times"
    assert found.published is not None
    assert found.published.isoformat() == "2025-09-02T08:05:00+08:00"


def test_headlines_of_other_articles_and_topics_are_lifted_out() -> None:
    found = dump("printed_twice.txt")
    assert found.related == (
        "Trawler union praises harbour police after the long blockade ends",
        "Harbour gates to close at night as smugglers return",
        "What the register means for the smallest boats",
    )
    assert found.topics == ("Fishing", "Fishing: Policy", "Fishing: Fleets", "Harbours", "Harbours: Policy")


def test_a_dump_with_the_headline_first_is_read() -> None:
    found = dump("headline_first.txt")
    assert found.headline == "Glassworks at Pell Haven wins a year's reprieve"
    assert found.standfirst == "Regulator lets the furnace run until a filter arrives from Porto"
    assert found.byline == ("Constance Merrow",)
    assert found.published is not None
    assert found.published.date().isoformat() == "2025-06-03"
    assert "A question of months" in found.paragraphs
    assert found.paragraphs[-1].startswith("The filter is to arrive")
    assert found.related == (
        "Bottle prices climb as kilns close along the coast",
        "Why the air board never fines anybody twice",
    )


def test_fields_at_the_head_are_read_and_hard_wrapped_lines_are_joined() -> None:
    found = dump("fields.txt")
    assert found.headline == "Lead smelter told to weigh its slag"
    assert found.byline == ("Piers Aldous", "Wanda Krol")
    assert found.outlet == "Nikkei Asia"
    assert found.topics == ("metals", "inspections")
    assert found.published is not None
    assert (found.published.isoformat(), found.published_precision) == ("2025-11-12T00:00:00+09:00", "day")
    assert len(found.paragraphs) == 3
    assert "every load of slag that leaves the yard" in found.text


def test_marks_of_markdown_are_read_as_headings_items_and_links() -> None:
    found = dump("markdown.md")
    assert found.headline == "Rope makers ask for a tariff on twine"
    assert found.byline == ("Ludo Ferrant",)
    assert found.paragraphs == (
        (
            "The rope makers of the coast asked the trade ministry on Monday to put a tariff of 12 percent on imported "
            "twine, which "
            "has halved in price."
        ),
        "What they want",
        "a tariff for two years, with a review after one",
        "a register of importers, kept by the ministry",
        "The ministry said it would answer within thirty days, as the law requires it to.",
    )
    assert found.links == (Link(url="https://ministry.example/register", text="the ministry"),)


def test_a_dump_without_headline_byline_or_date_claims_none() -> None:
    found = dump("no_headline.txt")
    assert len(found.paragraphs) == 3
    assert (found.headline, found.standfirst, found.byline, found.published, found.outlet) == (
        None,
        None,
        (),
        None,
        None,
    )


def test_a_text_without_prose_is_refused() -> None:
    with pytest.raises(NotAnArticle, match="single article"):
        read(document("Home\nNews\nSport\nLog in\n", "text/plain"))


def test_a_text_of_too_many_lines_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="lines"):
        read(document("a\n" * 30_000, "text/plain"))


def test_a_page_sent_as_text_is_read_as_a_page() -> None:
    body = (
        "<html><head><title>T</title></head><body><h1>Kilns stay cold this winter</h1>"
        + "<p>The guild said on Monday that it would rest.</p>" * 1
    )
    found = read(
        document(
            body + "<p>Wood has doubled in price since the spring, and the county refused to help the potters.</p>",
            "text/plain",
        )
    )
    assert found.headline == "Kilns stay cold this winter"
