"""What holds of dates and amounts for every text, hostile ones included."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extraction.amounts import find_amounts
from tracker.extraction.dates import find_dates
from tracker.extraction.text import sentences

WORDS = """on in since until by from between to and of the this last next early late mid - – , . \n\n said will would
Monday Thursday Friday July Sept. May March 2025 1999 18 31 30th 2025-02-30 18/07/2025 07/08/2025 2025年7月 week month
quarter year weekend first half Q3 fiscal spring winter ago later earlier a two several 120 days every today yesterday
deadline same following after before which ended publication is was put Thanksgiving
$ US$ € ¥ RMB 5.5 1,200 10-15 % percent per cent billion m crore yuan won pounds chips GB300s
units about up to at least fell rose drop points '""".split(" ")

pieces = st.lists(st.sampled_from([word for line in WORDS for word in line.split("\n")]), max_size=25)
joined = st.builds(lambda words, blank: blank.join(words), pieces, st.sampled_from([" ", "", "  ", "-"]))
texts = st.one_of(joined, st.text(max_size=120))
moments = st.datetimes(timezones=st.just(UTC))


@given(text=texts, published=moments)
@settings(max_examples=300, deadline=None)
def test_every_date_lies_where_it_says_and_ends_no_earlier_than_it_starts(text: str, published: datetime) -> None:
    reached = 0
    for mention in find_dates(text, sentences(text), published):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= reached
        reached = mention.end
        if mention.interval is not None:
            assert mention.interval.start <= mention.interval.end
            assert mention.interval.rule
            assert mention.text in mention.interval.words


@given(text=texts)
@settings(max_examples=300, deadline=None)
def test_every_amount_lies_where_it_says(text: str) -> None:
    reached = 0
    for mention in find_amounts(text, sentences(text)):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= reached
        assert mention.value >= 0
        reached = mention.end


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "1",
            "a",
            "1,",
            "1 ",
            "1-",
            "a. ",
            "(A. ",
            "07/08/2025 ",
            "a day later ",
            "¥1 ",
            "July ",
            "5% ",
            "2,000 a b c d ",
        ),
        *(
            "the first quarter ended ",
            "fiscal year ended June ",
            "120 days after publication ",
            "two days after x was ",
        ),
        *("published on 3 June ", "until 9 a.m. ", "1978 a ", "the same day ", "that June ", "Christmas, "),
    ],
)
def test_a_long_hostile_line_hides_nothing_that_follows(unit: str) -> None:
    text = (unit * 20_000)[:20_000] + " b.\n\nIt paid $5 million on 3 June 2025."
    split = sentences(text)
    assert find_dates(text, split, datetime(2025, 7, 18, tzinfo=UTC))[-1].text == "3 June 2025"
    assert find_amounts(text, split)[-1].text == "$5 million"
