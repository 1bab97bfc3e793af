"""Two dates that are the ends of one stretch: 'between Monday and Thursday', 'from 1 April to 3 May 2025'."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tracker.extraction.dates import spans
from tracker.extraction.dates.scene import Point, Reading
from tracker.extraction.dates.spans import Span

_TO = re.compile(r"\s*(?:to|until|till|through|up to|[-–—])\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_JOINED = frozenset({"day", "week", "month", "quarter", "half", "year"})


def joined(points: list[Point], text: str) -> list[Point]:
    """The points with every pair that spans a range made one point."""
    found: list[Point] = []
    for point in points:
        if found and (pair := _range(found[-1], point, text)) is not None:
            found[-1] = pair
        else:
            found.append(point)
    return found


def _range(first: Point, last: Point, text: str) -> Point | None:
    if not {first.reading.form, last.reading.form} <= _JOINED or last.start - first.end > 12:
        return None
    between = text[first.end : last.start]
    follow = _AND.fullmatch(between) and (first.cue == "between" or _are_neighbours(first.reading, last.reading))
    if not follow and not _joins(first, last, between):
        return None
    span = _ends(first.reading, last.reading)
    if span is None:
        return None
    reading = replace(
        last.reading,
        span=span,
        form="range",
        rule=f"from the first to the last: {first.reading.rule}, {last.reading.rule}",
        anchor=first.reading.anchor if last.reading.anchor == "none" else last.reading.anchor,
        part=None,
    )
    return replace(first, end=last.end, reading=reading)


def _joins(first: Point, last: Point, between: str) -> bool:
    """'from Monday to Thursday', 'April to June'; 'to' alone joins only like with like."""
    return bool(_TO.fullmatch(between)) and (first.cue == "from" or first.reading.form == last.reading.form)


def _are_neighbours(first: Reading, last: Reading) -> bool:
    """'on Monday and Tuesday', 'in February and March'."""
    if first.span is None or last.span is None or first.form != last.form or first.form not in {"day", "month"}:
        return False
    return spans.plus_days(first.span.end, 1) == last.span.start


def _ends(first: Reading, last: Reading) -> Span | None:
    """From the first day of one to the last day of the other; a missing year is that of its neighbour."""
    if first.span is None or last.span is None:
        return None
    if first.part and not last.part:
        return _lend_back(first.part, last.span)
    if last.part and not first.part and first.anchor == "none":
        return _lend_on(first.span, last.part)
    direct = spans.between(first.span.start, last.span.end)
    if direct or first.anchor != "publication":
        return direct
    if first.form == last.form == "day" and not first.part:
        return spans.between(spans.plus_days(first.span.start, -7), last.span.end)
    return _lend_back(first.part, last.span) if first.part else None


def _lend_back(part: tuple[int, int | None], last: Span) -> Span | None:
    starts = [_start(year, part) for year in (last.end.year, last.end.year - 1)]
    start = next((s for s in starts if s and s <= last.end), None)
    return spans.between(start, last.end)


def _lend_on(first: Span, part: tuple[int, int | None]) -> Span | None:
    ends = [_whole(year, part) for year in (first.start.year, first.start.year + 1)]
    end = next((s.end for s in ends if s and s.end >= first.start), None)
    return spans.between(first.start, end)


def _start(year: int, part: tuple[int, int | None]) -> date | None:
    span = _whole(year, part)
    return span.start if span else None


def _whole(year: int, part: tuple[int, int | None]) -> Span | None:
    month, day = part
    return spans.month(year, month) if day is None else spans.day_of(year, month, day)
