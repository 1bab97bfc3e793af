"""Dates in listings, read strictly: a day that no calendar has is no date, and is never rolled to the next month."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal, TypeAlias

Precision: TypeAlias = Literal["instant", "day"]

_EARLIEST = 1949
_FUTURE = timedelta(days=366)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LEAP_SECOND = re.compile(r":60(?=\D|$)")


def read_date(text: str, now: datetime) -> tuple[datetime, Precision] | None:
    """An ISO 8601 or RFC 5322 date as an aware time; ``None`` for what is impossible, or far from ``now``.

    A time without an offset is not exact to the hour, so only its day counts.
    """
    text = text.strip()[:64]
    if not text.isascii():
        return None
    found = _day(text) if _DAY.fullmatch(text) else _instant(_LEAP_SECOND.sub(":59", text))
    if found is None or found[0].year < _EARLIEST or found[0] > now + _FUTURE:
        return None
    return found


def _day(text: str) -> tuple[datetime, Precision] | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC), "day"


def _instant(text: str) -> tuple[datetime, Precision] | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        try:
            when = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    try:
        return (
            (when.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC), "day")
            if when.tzinfo is None
            else (
                when.astimezone(UTC),
                "instant",
            )
        )
    except OverflowError:
        return None
