"""Dates and amounts as an analyst writes them, never more exact than they are."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from tracker.model import Access, Precision
from tracker.store import EventView

_SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
_SYMBOLS = {"USD": "US$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def day(value: date) -> str:
    """``17 July 2025``."""
    return f"{value.day} {value:%B %Y}"


def period(start: date, end: date, precision: Precision) -> str:
    """``17 July 2025``, ``week of 14 July 2025``, ``April 2025``, ``Q3 2025``, ``first half of 2025``, ``2025``."""
    match precision:
        case "week":
            return f"week of {day(start)}"
        case "month":
            return f"{start:%B %Y}"
        case "quarter":
            return f"Q{(start.month + 2) // 3} {start.year}"
        case "half":
            return f"{'first' if start.month < 7 else 'second'} half of {start.year}"
        case "year":
            return f"{start.year}"
        case _:
            return span(start, end)


def span(start: date, end: date) -> str:
    """Two days and all between them, naming month and year once where they are shared."""
    if start == end:
        return day(start)
    if start.year != end.year:
        return f"{day(start)} – {day(end)}"
    if start.month != end.month:
        return f"{start.day} {start:%B} – {day(end)}"
    return f"{start.day}–{day(end)}"


def machine_period(start: date, end: date, precision: Precision) -> str | None:
    """The value of a ``datetime`` attribute; ``None`` for a period that HTML has no notation for."""
    match precision:
        case "week":
            year, week, _ = start.isocalendar()
            return f"{year}-W{week:02}"
        case "month":
            return f"{start:%Y-%m}"
        case "year":
            return f"{start.year:04}"
        case _:
            return start.isoformat() if start == end else None


def instant(value: datetime) -> str:
    """``18 July 2025, 21:00 +08:00``: in the offset that it was given in."""
    offset = value.isoformat()[-6:] if value.utcoffset() else "UTC"
    return f"{day(value)}, {value:%H:%M} {offset if value.tzinfo else ''}".rstrip()


def amount(value: float, unit: str) -> str:
    """``US$5.5 billion``, ``15 %``, ``20,000 units``."""
    if unit == "percent":
        return f"{_number(value)} %"
    if len(unit) == 3 and unit.isupper():
        sign = "−" if value < 0 else ""
        return f"{sign}{_SYMBOLS.get(unit, unit + ' ')}{_scaled(abs(value))}"
    return f"{_number(value)} {unit}"


def _scaled(value: float) -> str:
    for size, word in _SCALES:
        if value >= size:
            return _number(float(Decimal(str(value)) / Decimal(str(size)))) + word
    return _number(value)


def _number(value: float) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def heading(event: EventView) -> str:
    """What an event stands under in a list: its date, or when it was first told of where it has none."""
    if event.date:
        words = period(event.date.start, event.date.end, event.date.precision)
        return f"{event.date.start:%A}, {words}" if event.date.precision == "day" else words[:1].upper() + words[1:]
    if event.first_published:
        return f"No date given, published {day(event.first_published)}"
    return "No date given"


def access(given: Access | None) -> str:
    """What a reader must know before trusting that an article is whole; empty where there is nothing to say."""
    match given:
        case "stub":
            return "only its beginning is public"
        case "paywalled":
            return "for subscribers"
        case _:
            return ""
