"""ISO dates at the precision known, as closed intervals of days."""

from __future__ import annotations

import calendar
import re
from datetime import date

from tracker.model import DateInterval, Precision

_PARTIAL = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?")


def parse_interval(text: str) -> DateInterval:
    """``2025-04-09``, ``2025-04``, ``2025-Q2``, ``2025-H1``, ``2025`` or ``2023-11/2023-12`` as days.

    Raises ``ValueError`` for anything else, and for days that do not exist.
    """
    first, slash, last = text.partition("/")
    start, end, precision = _bounds(first)
    if slash:
        end, precision = _bounds(last)[1], "range"
        if end < start:
            raise ValueError(f"{text!r} ends before it starts")
    return DateInterval(start=start, end=end, precision=precision, words="", rule="reference record")


def _bounds(text: str) -> tuple[date, date, Precision]:
    match = _PARTIAL.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no ISO date: write YYYY-MM-DD, YYYY-MM, YYYY-Qn, YYYY-Hn, YYYY or FIRST/LAST")
    year, month, day, quarter, half = (int(part) if part else None for part in match.groups())
    if year is None or day is not None:
        exact = date.fromisoformat(text)
        return exact, exact, "day"
    if month is not None:
        return (*_months(year, month, month), "month")
    if quarter is not None:
        return (*_months(year, 3 * quarter - 2, 3 * quarter), "quarter")
    if half is not None:
        return (*_months(year, 6 * half - 5, 6 * half), "half")
    return (*_months(year, 1, 12), "year")


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
