"""Articles from other fields cost a glance; none that tells a claim is passed over."""

from __future__ import annotations

import pytest

from tests.extraction.telling import article
from tracker.extraction import extract
from tracker.extraction.triage import concerns_controls
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


def test_short_news_of_the_field_is_read() -> None:
    assert concerns_controls(article("Nvidia stopped shipments. The chip needs a licence."))
    assert concerns_controls(article("Washington raised tariffs; Beijing answered with sanctions."))
