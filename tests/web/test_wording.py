"""Dates and amounts in words."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tracker.web import wording


@pytest.mark.parametrize(
    ("start", "end", "precision", "words", "machine"),
    [
        (date(2025, 7, 17), date(2025, 7, 17), "day", "17 July 2025", "2025-07-17"),
        (date(2025, 7, 14), date(2025, 7, 20), "week", "week of 14 July 2025", "2025-W29"),
        (date(2024, 12, 30), date(2025, 1, 5), "week", "week of 30 December 2024", "2025-W01"),
        (date(2025, 4, 1), date(2025, 4, 30), "month", "April 2025", "2025-04"),
        (date(2025, 10, 1), date(2025, 12, 31), "quarter", "Q4 2025", None),
        (date(2025, 7, 1), date(2025, 12, 31), "half", "second half of 2025", None),
        (date(2025, 1, 1), date(2025, 12, 31), "year", "2025", "2025"),
        (date(2025, 5, 3), date(2025, 5, 5), "range", "3–5 May 2025", None),
        (date(2025, 4, 28), date(2025, 5, 3), "range", "28 April – 3 May 2025", None),
        (date(2024, 12, 30), date(2025, 1, 2), "range", "30 December 2024 – 2 January 2025", None),
    ],
)
def test_a_date_is_told_at_its_precision(start, end, precision, words, machine):
    assert wording.period(start, end, precision) == words
    assert wording.machine_period(start, end, precision) == machine


def test_an_instant_keeps_its_offset():
    hong_kong = timezone(timedelta(hours=8))
    assert wording.instant(datetime(2025, 7, 18, 21, 0, tzinfo=hong_kong)) == "18 July 2025, 21:00 +08:00"
    assert wording.instant(datetime(2025, 7, 18, 13, 0, tzinfo=UTC)) == "18 July 2025, 13:00 UTC"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (5_500_000_000, "USD", "US$5.5 billion"),
        (4_000_000_000_000, "USD", "US$4 trillion"),
        (-4_500_000_000, "USD", "−US$4.5 billion"),
        (140_000_000, "EUR", "€140 million"),
        (999_999, "CNY", "CNY 999,999"),
        (15, "percent", "15 %"),
        (-5.6, "percent", "−5.6 %"),
        (20_000, "units", "20,000 units"),
    ],
)
def test_an_amount_is_told_as_an_analyst_writes_it(value, unit, words):
    assert wording.amount(value, unit) == words
