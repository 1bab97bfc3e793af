"""Words are cut as the treebank cuts them, and every one is found again in the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extraction.grammar import words_of


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words_of(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("China's ban", "China 's ban"),
        ("China’s ban", "China ’s ban"),
        ("They don't and can't and cannot sell.", "They do n't and ca n't and can not sell ."),
        ("suppliers' open-source H20 chips", "suppliers ' open - source H20 chips"),
        ("The U.S. fined Orlanis Inc. on Jan. 5.", "The U.S. fined Orlanis Inc. on Jan. 5 ."),
        ("It paid $4.5 billion (50%), or €1,200.", "It paid $ 4.5 billion ( 50 % ) , or € 1,200 ."),
        ("US$30bn of 7nm parts", "US$ 30 bn of 7 nm parts"),
        ("a non-listed co-owner", "a non-listed co-owner"),
        ("and/or at https://www.bis.gov/rule?id=1.", "and / or at https://www.bis.gov/rule?id=1 ."),
        ("“Wait”—they said...", "“ Wait ” — they said ..."),
        ("Mr. J. Smith's AT&T e-mail", "Mr. J. Smith 's AT&T e-mail"),
    ],
)
def test_words_are_cut_as_in_the_treebank(text: str, words: str) -> None:
    assert cut(text) == words.split()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aBé1$ .,'’-—\"()/@\n\t中"), max_size=40))
def test_no_character_is_lost_or_taken_twice(text: str) -> None:
    assert "".join(cut(text)) == "".join(text.split())


@pytest.mark.parametrize("unit", ["a.", "a-", "1,", "n't", "http:/", "a@", "'", "a'b", "a.b-", "No."])
def test_a_hostile_line_is_cut_whole_however_long(unit: str) -> None:
    """Where trying a word over and over made the work grow with the square of the length, this would not end."""
    assert "".join(cut(unit * 10000)) == unit * 10000
