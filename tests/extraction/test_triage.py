"""Articles from other fields cost a glance; none that tells a claim is passed over."""

from __future__ import annotations

import pytest

from tests.extraction.telling import article
from tracker.extraction import extract, extract_on_topic
from tracker.extraction.frames import load_lexicon
from tracker.extraction.triage import concerns_controls, may_concern_controls
from tracker.knowledge import load_knowledge


@pytest.mark.parametrize(
    "text",
    [
        "The minister met the chief executive of the football club on Monday. They agreed on a new stadium.",
        "Rates will rise, the bank said. The court ruled that the merger may go ahead, and shares fell 3 per cent.",
    ],
)
def test_an_article_from_another_field_makes_no_claim(text: str) -> None:
    other = article(text)
    assert not concerns_controls(other)
    assert extract(other, load_knowledge()).claims == ()


def test_names_are_found_in_any_article() -> None:
    other = article("Jensen Huang opened a restaurant in Taipei with Morris Chang on Monday.")
    assert {entity.name for entity in extract(other, load_knowledge()).entities} >= {"Jensen Huang", "Morris Chang"}


def test_a_crawl_does_not_even_look_for_names_in_an_article_from_another_field() -> None:
    other = article("Jensen Huang opened a restaurant in Taipei with Morris Chang on Monday.")
    assert extract_on_topic(other, load_knowledge()).entities == ()


def test_a_crawl_reads_an_article_of_the_field_like_any_other() -> None:
    own = article("The ministry granted Nvidia an export licence for its chip on Monday.")
    assert extract_on_topic(own, load_knowledge()) == extract(own, load_knowledge())


def test_short_news_of_the_field_is_read() -> None:
    assert concerns_controls(article("Nvidia stopped shipments. The chip needs a licence."))
    assert concerns_controls(article("Washington raised tariffs; Beijing answered with sanctions."))


def may_tell(sentence: str, *kinds: str) -> bool:
    """Whether a sentence that names these kinds, with no date and no amount, is worth a parse."""
    lexicon = load_lexicon()
    return lexicon.may_tell(frozenset(map(lexicon.lemmas.of, sentence.split())), frozenset(kinds), False, False)


def test_a_sentence_without_the_words_that_a_frame_asks_for_is_not_parsed() -> None:
    assert may_tell("the ministry granted the firm an export licence", "company")
    assert not may_tell("he submitted a poem to the magazine")
    assert not may_tell("the weather was mild and the roads were dry")


def test_any_spelling_of_the_field_counts() -> None:
    assert concerns_controls(article("CHIPMAKERS fear new Entity List entries."))
    assert not concerns_controls(article("The membership of the club was important to him; processing took a weekend."))


@pytest.mark.parametrize(
    "words",
    """chips|chipmakers|chip maker|semiconductor|microchip|microelectronics|processors|GPUs|wafer|foundries|lithography
    |re-export|exported|import ban|import licences|license|licensing|customs|tariff|sanctioned|embargo|blacklisted
    |smuggling|dual-use|dual use|Entity List|Unverified List|end-users|end user|trade war|trade curbs|rare earths
    |outbound investment""".replace("\n", "").split("|"),
)
def test_no_page_is_passed_over_whose_article_would_be_read(words: str) -> None:
    text = f"They spoke of {words.strip()} on Monday. {words.strip().capitalize()} again."
    assert concerns_controls(article(text))
    assert may_concern_controls(f"<html><body><p>{text}</p></body></html>".encode())
    assert may_concern_controls(text.replace(" ", "&nbsp;").encode())
    assert may_concern_controls(text.replace(" ", "\n").encode("latin-1"))
    assert may_concern_controls(text.encode("utf-16"))


def test_a_page_without_a_word_of_the_field_is_passed_over_unread() -> None:
    assert not may_concern_controls(b"<html><body><p>The choir sang until the rain began.</p></body></html>")


def test_what_is_thousands_of_words_long_is_no_sentence_and_hides_no_report_beside_it() -> None:
    told = "On July 14, 2025, the Commerce Department granted Nvidia a licence to export H20 chips to China."
    without_end = "“He said ‘they said ”" * 3_000
    found = extract(article(f"{told}\n\n{without_end}"), load_knowledge())
    assert [claim.type for claim in found.claims] == ["licence_granted"]
