"""Dates at the precision known."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.knowledge.dates import parse_interval
from tracker.model import Precision


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2025-04-09", date(2025, 4, 9), date(2025, 4, 9), "day"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31), "quarter"),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30), "half"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "year"),
        ("2023-11/2023-12", date(2023, 11, 1), date(2023, 12, 31), "range"),
        ("2025-09-14/2025-09-15", date(2025, 9, 14), date(2025, 9, 15), "range"),
    ],
)
def test_a_date_keeps_its_precision(text: str, start: date, end: date, precision: Precision) -> None:
    interval = parse_interval(text)
    assert (interval.start, interval.end, interval.precision) == (start, end, precision)


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13", "2025-Q5", "April 2025", "2025-4-9", "", "2025-05/2025-04"])
def test_a_day_that_does_not_exist_or_another_format_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_interval(text)
