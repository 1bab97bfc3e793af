"""The clock as an iCalendar file (RFC 5545), for any calendar program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tracker.controls.clock import Change

_OCTETS = 75
"""The longest line that the format allows, without its line end."""


def to_icalendar(changes: Iterable[Change], *, stamped: date) -> str:
    """All-day events, one for each change; ``stamped`` is the day of the answer."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//trade-tracker//clock//EN"]
    for change in changes:
        lines += _event(change, stamped)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _event(change: Change, stamped: date) -> list[str]:
    identity = ".".join(filter(None, [change.measure, change.scope, change.kind, change.date.isoformat()]))
    return [
        "BEGIN:VEVENT",
        f"UID:{identity}@trade-tracker",
        f"DTSTAMP:{stamped:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{change.date:%Y%m%d}",
        f"DTEND;VALUE=DATE:{change.date + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(f'{change.title}: {change.kind}')}",
        f"DESCRIPTION:{_text(' '.join([change.words, *change.sources]))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """``line`` in pieces of at most 75 octets; all but the first begin with a space, no character is split."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
