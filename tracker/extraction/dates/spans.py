"""Closed spans of days: building them, moving them, and refusing those that no calendar has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from tracker.model import Precision

Direction: TypeAlias = Literal["past", "future"]
"""On which side of the publication a sentence looks."""

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of each northern season; every season has three months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A closed interval of days and how exact it is."""

    start: date
    end: date
    precision: Precision

    def holds(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return self.start <= day <= self.end


def day(when: date) -> Span:
    """One day."""
    return Span(start=when, end=when, precision="day")


def day_of(year: int, month: int, number: int) -> Span | None:
    """A day by its parts; ``None`` for one that the calendar lacks, such as 30 February."""
    try:
        return day(date(year, month, number))
    except ValueError:
        return None


def week(of: date) -> Span | None:
    """Monday to Sunday around a day."""
    monday = plus_days(of, -of.weekday())
    return between(monday, plus_days(monday, 6), "week")


def weekend(of: date) -> Span | None:
    """Saturday and Sunday of the week of a day."""
    monday = plus_days(of, -of.weekday())
    return between(plus_days(monday, 5), plus_days(monday, 6), "range")


def months(year: int, month: int, count: int, precision: Precision) -> Span | None:
    """``count`` whole months from a month on; ``month`` may lie outside 1 to 12 and carries into the year."""
    first, last = _first_of(year, month), _first_of(year, month + count)
    return between(first, plus_days(last, -1), precision)


def month(year: int, number: int) -> Span | None:
    """A calendar month."""
    return months(year, number, 1, "month")


def quarter(year: int, number: int) -> Span | None:
    """A calendar quarter; 0 and 5 carry into the neighbouring year."""
    return months(year, 3 * number - 2, 3, "quarter")


def half(year: int, number: int) -> Span | None:
    """A calendar half-year."""
    return months(year, 6 * number - 5, 6, "half")


def year(number: int) -> Span | None:
    """A calendar year."""
    return months(number, 1, 12, "year")


def season(number: int, name: str) -> Span | None:
    """Three whole months; the winter of a year begins in its December."""
    return months(number, SEASONS[name], 3, "range")


def between(start: date | None, end: date | None, precision: Precision = "range") -> Span | None:
    """The span from one day to another; ``None`` when they are missing or in the wrong order."""
    if start is None or end is None or end < start:
        return None
    return Span(start=start, end=end, precision=precision)


def plus_days(when: date | None, count: int) -> date | None:
    """The day ``count`` days later; ``None`` beyond the calendar."""
    try:
        return when and when + timedelta(days=count)
    except OverflowError:
        return None


_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def unit(name: str, of: date) -> Span | None:
    """The day, week, weekend, month, quarter, half or year around a day."""
    if name in _MONTHS_IN:
        count = _MONTHS_IN[name]
        return months(of.year, of.month - (of.month - 1) % count, count, name)  # type: ignore[arg-type]
    if name == "day":
        return day(of)
    return week(of) if name == "week" else weekend(of)


def moved(name: str, of: date, count: int) -> Span | None:
    """The unit that lies ``count`` units after the one around a day."""
    if name in _MONTHS_IN:
        first = _first_of(of.year, of.month + count * _MONTHS_IN[name])
        return unit(name, first) if first else None
    there = plus_days(of, count * (1 if name == "day" else 7))
    return unit(name, there) if there else None


def _first_of(year_: int, month_: int) -> date | None:
    year_, month_ = year_ + (month_ - 1) // 12, (month_ - 1) % 12 + 1
    return date(year_, month_, 1) if date.min.year <= year_ <= date.max.year else None


def nearest(
    candidates: Sequence[Span | None], to: date, direction: Direction | None, *, certain: bool = True
) -> Span | None:
    """The nearest candidate on the wanted side of a day; one that holds the day lies on both sides.

    Without a direction the past is preferred: what lies ahead must be twice as near, or five times
    as near where the words lean to the past without being certain.
    """
    known = [c for c in candidates if c is not None]
    behind = min((c for c in known if c.start <= to), key=lambda c: _distance(c, to), default=None)
    ahead = min((c for c in known if c.end >= to), key=lambda c: _distance(c, to), default=None)
    if behind is None or ahead is None:
        return ahead or behind
    if direction == "future" or (direction == "past" and certain):
        return ahead if direction == "future" else behind
    factor = 5 if direction == "past" else 2
    return ahead if _distance(ahead, to) * factor < _distance(behind, to) else behind


def _distance(span: Span, to: date) -> int:
    if span.holds(to):
        return 0
    return (to - span.end).days if span.end < to else (span.start - to).days
