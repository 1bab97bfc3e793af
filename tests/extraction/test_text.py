"""Sentences and tokens of article text."""

from __future__ import annotations

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
def test_a_long_line_hides_no_sentence_that_follows(unit: str) -> None:
    assert sentences((unit * 100_000)[:100_000] + " b.\n\nIt waits.")[-1].text == "It waits."
