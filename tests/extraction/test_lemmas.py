"""Inflected words and both spellings lead to the base form in which the vocabulary is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.frames import load_lexicon
from tracker.extraction.lemmas import Lemmas, american

LEMMAS = load_lexicon().lemmas


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("added", "add"), ("adds", "add"), ("adding", "add"), ("bans", "ban"), ("banned", "ban"), ("banning", "ban"),
        ("revoked", "revoke"), ("revoking", "revoke"), ("applied", "apply"), ("applies", "apply"),
        ("applying", "apply"), ("fell", "fall"), ("fallen", "fall"), ("sold", "sell"), ("met", "meet"), ("said", "say"),
        ("was", "be"), ("has", "have"), ("companies", "company"), ("duties", "duty"),
        ("taxes", "tax"), ("Sanctions", "sanction"),
    ],
)  # fmt: skip
def test_an_inflected_word_is_found_under_its_base_form(word: str, base: str) -> None:
    assert LEMMAS.of(word) == LEMMAS.of(base)


@pytest.mark.parametrize(
    ("british", "spelling"),
    [
        ("licence", "license"), ("licences", "license"), ("licensed", "license"), ("authorisation", "authorization"),
        ("authorised", "authorize"), ("criticised", "criticize"), ("penalised", "penalize"), ("programme", "program"),
        ("aluminium", "aluminum"), ("defence", "defense"),
    ],
)  # fmt: skip
def test_british_spelling_is_found_under_the_american(british: str, spelling: str) -> None:
    assert LEMMAS.of(british) == LEMMAS.of(spelling)


def test_a_word_that_nobody_asked_for_is_left_as_it_is() -> None:
    assert Lemmas(["add"]).of("Blooming") == "blooming"
    assert Lemmas(["bloom"]).of("Blooming") == "bloom"


def test_a_word_that_is_a_base_form_itself_is_not_shortened() -> None:
    assert Lemmas(["ban", "bane"]).of("bane") == "bane"
    assert Lemmas(["pass"]).of("pass") == "pass"
    assert Lemmas(["status"]).of("status") == "status"


def test_emphasis_keeps_its_spelling() -> None:
    assert american("emphasis") == "emphasis"
    assert american("emphasise") == "emphasize"


@given(st.text(max_size=30))
def test_the_base_form_of_a_base_form_is_itself(word: str) -> None:
    base = LEMMAS.of(word)
    assert LEMMAS.of(base) == base
