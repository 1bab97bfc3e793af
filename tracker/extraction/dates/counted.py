"""Expressions that are counted from a date before them in the text: 'a day later', 'the same month'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.dates import spans
from tracker.extraction.dates.rules import DIGITS, Rule, rule
from tracker.extraction.dates.scene import Place, Reading, Scene
from tracker.extraction.dates.spans import Span
from tracker.extraction.dates.words import NUMBERS, number

COUNT_STARTS = frozenset(NUMBERS) | {"a", "an", "several", "few", "some", "many", "dozens", "the", DIGITS}
ABOUT_STARTS = frozenset(
    "about around nearly almost roughly approximately some more less over at up just only under barely no as "
    "another".split()
)
_INEXACT = re.compile(r"(?:more than|less than|fewer than|barely|under|over|nearly|almost)\s", re.IGNORECASE)


@rule(
    COUNT_STARTS | ABOUT_STARTS,
    r"(?:(?:about|around|nearly|almost|just|more than|less than|only|barely|exactly|roughly|under|over) )?"
    r"(?P<count>{COUNT}) (?P<unit>day|week|month|quarter|year)s?"
    r" (?P<way>later|earlier|afterwards?|beforehand|previously|before|prior"
    r"|after)(?!\w)(?! than)(?P<exact> to the day)?(?P<object>(?! [,.;:)]) [\w$“\"'‘(])?",
)
def later(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'a day later', 'two weeks earlier': counted from the date before it in the text."""
    way, count, unit = match["way"].casefold(), number(match["count"]), match["unit"].casefold()
    if way in {"before", "after", "prior"} and match["object"]:
        return None
    sign = 1 if way in {"later", "after", "afterward", "afterwards"} else -1
    if count is None or (_INEXACT.match(match.group()) and unit != "year"):
        return Reading(span=None, form="vague" if count is None else unit)
    for origin in _origins(scene, place, sign, is_comparison=unit == "year" and way == "earlier" and count == 1):
        reading = _counted(match, origin, unit, sign * count)
        if reading.span is None or not _contradicts(reading.span, scene, place):
            return reading
    return Reading(span=None, form=unit)


def _counted(match: re.Match[str], origin: Span, unit: str, count: int) -> Reading:
    if _coarser(origin, unit):
        return Reading(span=None, form=unit)
    if match["exact"] and origin.precision == "day":
        return Reading(span=_same_day(origin, unit, count), form="day", rule=_rule(match), anchor="text")
    if unit == "year" and origin.precision in {"quarter", "half", "month"}:
        return years_off(origin, count, "same period of another year")
    base = origin.end if count > 0 else origin.start
    return Reading(span=spans.moved(unit, base, count), form=unit, rule=_rule(match), anchor="text")


def _contradicts(span: Span, scene: Scene, place: Place) -> bool:
    """Whether the verb looks back and the days lie ahead."""
    return span.start > scene.today and scene.direction(place) == "past"


def _rule(match: re.Match[str]) -> str:
    return f"{number(match['count'])} {match['unit'].casefold()}(s) {match['way'].casefold()} than the date before it"


def _origins(scene: Scene, place: Place, sign: int, *, is_comparison: bool) -> Iterator[Span]:
    """What it can be counted from, best first; nothing is 'earlier' than what is still to come."""
    if is_comparison and (told := scene.last_quarter()) and told.reading.span:
        yield told.reading.span
    looks_back = sign < 0 and scene.direction(place) != "future"
    for point in scene.told():
        if point.reading.span and not (looks_back and point.reading.span.start > scene.today):
            yield point.reading.span
    if is_comparison:
        yield spans.day(scene.today)


def _same_day(origin: Span, unit: str, count: int) -> Span | None:
    if unit in {"day", "week"}:
        return spans.moved("day", origin.start, count * (7 if unit == "week" else 1))
    there = spans.moved("month", origin.start, count * (12 if unit == "year" else 3 if unit == "quarter" else 1))
    return there and spans.day_of(there.start.year, there.start.month, origin.start.day)


@rule(
    {"the", "year"},
    r"(?:the )?(?:comparable |corresponding |same )?year-(?:ago"
    r"|earlier)(?: (?:(?P<n>{ORDINAL})[- ])?(?P<period>quarter|period|half))?(?!\w)",
)
def year_ago(match: re.Match[str], scene: Scene, _place: Place) -> Reading | None:
    """'the year-earlier quarter', 'a year-ago loss': what the figures before it are compared with."""
    told = scene.last_quarter()
    if match["n"]:
        year = scene.today.year - (
            told is None or told.reading.span is None or told.reading.span.start.year == scene.today.year
        )
        span = spans.quarter(year, number(match["n"]) or 0)
        return Reading(span=span, form="quarter", rule="quarter a year before", anchor="publication", comparison=True)
    if told and told.reading.span:
        return years_off(told.reading.span, -1, "same period a year before")
    if (match["period"] or "").casefold() == "quarter":
        span = spans.moved("quarter", scene.today, -5)
        return Reading(span=span, form="quarter", rule="quarter a year before", anchor="publication", comparison=True)
    span = spans.moved("year", scene.today, -1)
    return Reading(span=span, form="year", rule="year before publication", anchor="publication", comparison=True)


@rule(
    {"the", "that", "later", "earlier", "same", "this"},
    r"(?:(?:later|earlier) )?(?P<which>the (?:very )?(?:same|following|next|previous|preceding)"
    r"|that(?: very)?(?: same)?|the|this same)"
    r" (?P<unit>day|date|week|month|quarter|year|afternoon|evening|morning|night)(?!\w)"
    r"(?: (?P<side>before|after|earlier))?"
    r"(?! (?:of|that|when|to|which|in)\b|-)(?P<object> [\w$“\"'‘(])?",
)
def same_unit(match: re.Match[str], scene: Scene, _place: Place) -> Reading | None:
    """'the same day', 'the following week', 'that year', 'the day before': by the date before it in the text."""
    which, unit, side = match["which"].casefold(), match["unit"].casefold(), (match["side"] or "").casefold()
    if unit == "date" and not (which.startswith("that") or which.endswith("same")):
        return None
    unit = unit if unit in {"day", "week", "month", "quarter", "year"} else "day"
    if which == "the" and (not side or (match["object"] and not _opens_clause(scene.text, match))):
        return None
    sign = 1 if "following" in which or "next" in which or side == "after" else 0
    sign = -1 if "previous" in which or "preceding" in which or side in {"before", "earlier"} else sign
    point = scene.last_point()
    origin = point.reading.span if point else None
    if origin is None or (_coarser(origin, unit) and (sign or origin.precision not in _CONTAINING)):
        return Reading(span=None, form=unit)
    if _coarser(origin, unit):
        return Reading(span=origin, form=unit, rule=f"a {unit} within the date before it", anchor="text")
    base = origin.end if sign > 0 else origin.start
    rule_ = {0: "of the date before it", 1: "after the date before it", -1: "before the date before it"}[sign]
    return Reading(span=spans.moved(unit, base, sign), form=unit, rule=f"{unit} {rule_}", anchor="text")


_CONTAINING = frozenset({"week", "month"})
"""So wide a date still dates 'the same day': it lies somewhere in it."""


def _opens_clause(text: str, match: re.Match[str]) -> bool:
    return bool(re.match(r" (?:and|but|at|in|on|with|by|as|while|when)\b", text[match.end() - 2 : match.end() + 6]))


def years_off(period: Span, count: int, rule_: str) -> Reading:
    """The same whole months ``count`` years later."""
    first, last = period.start, period.end
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    span = spans.months(first.year + count, first.month, length, period.precision)
    return Reading(span=span, form=period.precision, rule=rule_, anchor="text", comparison=True)


_SIZE = {"day": 0, "week": 1, "range": 2, "month": 2, "quarter": 3, "half": 4, "year": 5}


def _coarser(span: Span, unit: str) -> bool:
    """Whether a date is too wide to count such units from: 'a day later' than a month is no day."""
    return _SIZE[span.precision] > _SIZE[unit]


RULES: tuple[Rule, ...] = (later, year_ago, same_unit)
