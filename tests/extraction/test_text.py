"""Sentences and tokens of article text."""

from __future__ import annotations

import time

import pytest

from tracker.extraction.text import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It paid Rs. 500 crore. It won.", ["It paid Rs. 500 crore.", "It won."]),
        ("He left the U.S. Commerce Department. She stayed.", ["He left the U.S. Commerce Department.", "She stayed."]),
    ],
)
def test_a_full_stop_ends_a_sentence_unless_it_shortens_a_word(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == expected


@pytest.mark.parametrize("unit", ["a", "1", "A. ", "(A. "])
def test_a_long_line_takes_time_in_proportion_to_its_length(unit: str) -> None:
    started = time.process_time()
    sentences((unit * 100_000)[:100_000] + " b. A")
    assert time.process_time() - started < 5
