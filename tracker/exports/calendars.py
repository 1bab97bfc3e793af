"""iCalendar (RFC 5545): what is dated, as entries of whole days. What has no date has no place in a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

import icalendar

from tracker.exports.occasion import Occasion
from tracker.exports.text import plain
from tracker.model import ClaimStatus
from tracker.store import ClaimDateView, ClaimView, DateView, EventView

_STATUS: dict[ClaimStatus, str] = {
    "occurred": "CONFIRMED",
    "planned": "CONFIRMED",
    "proposed": "TENTATIVE",
    "denied": "CANCELLED",
}
_COARSE = ("week", "month", "quarter", "half", "year")
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Export-control tracker//EN\r\nCALSCALE:GREGORIAN\r\n"


def write_calendar(views: Iterable[EventView | ClaimView], occasion: Occasion) -> Iterator[bytes]:
    """A calendar of dated events or claims; an entry spans all days on which it may have happened."""
    yield _HEAD.encode()
    for view in views:
        if view.date is not None:
            yield _entry(view, view.date, occasion)
    yield b"END:VCALENDAR\r\n"


def _entry(view: EventView | ClaimView, days: DateView | ClaimDateView, occasion: Occasion) -> bytes:
    entry = icalendar.Event()
    entry.add("uid", occasion.urn(view.id).removeprefix("urn:uuid:"))
    entry.add("dtstamp", occasion.made)
    entry.add("dtstart", days.start)
    if days.end.year < 9999:
        entry.add("dtend", days.end + timedelta(days=1))
    entry.add("summary", plain(view.title))
    entry.add("description", plain(_description(view)))
    entry.add("status", _STATUS[view.status])
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", [view.type])
    if address := occasion.address(view.id):
        entry.add("url", address)
    data: bytes = entry.to_ical()
    return data


def _description(view: EventView | ClaimView) -> str:
    """How sure and how exact it is, and who says so."""
    outlets = view.outlets if isinstance(view, EventView) else tuple(filter(None, [view.outlet]))
    told = f" Told by {', '.join(outlets)}." if outlets else ""
    exact = (
        f" The date is only known to the {view.date.precision}." if view.date and view.date.precision in _COARSE else ""
    )
    return f"{view.status}.{exact}{told}"
