"""Days by their nearness: 'today', 'Friday', 'next Monday', 'last night'."""

from __future__ import annotations

import re
from datetime import date

from tracker.extraction.dates import spans
from tracker.extraction.dates.rules import Rule, rule
from tracker.extraction.dates.scene import Place, Reading, Scene
from tracker.extraction.dates.spans import Span
from tracker.extraction.dates.words import QUALIFIER_STARTS, WEEKDAY_STARTS, is_name, weekday_number

_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0}


@rule(
    {*_DEICTIC, "early", "late", "later", "earlier", "the", "this", "last", "mid"},
    r"(?:(?:earlier|later|early|late)[- ])?(?:(?P<word>today|yesterday|tomorrow|tonight|overnight)(?!\w)(?: {DAYPART})?"
    r"|the day (?P<far>before yesterday|after tomorrow)|this (?P<now>{DAYPART})|(?P<eve>last night))(?!\w)",
)
def deictic(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'today', 'yesterday', 'the day before yesterday', 'last night', 'overnight'."""
    word = (match["word"] or "").casefold()
    if word == "tomorrow" and scene.text[max(0, place.start - 3) : place.start].casefold() == "no ":
        return None
    if match["far"]:
        count = -2 if match["far"].casefold().startswith("before") else 2
    else:
        count = -1 if match["eve"] else _DEICTIC.get(word, 0)
    rule_ = {
        0: "night to the day of publication" if word == "overnight" else "day of publication",
        -1: "day before publication",
        1: "day after publication",
    }
    span = spans.moved("day", scene.today, count)
    return Reading(
        span=span, form="day", rule=rule_.get(count, f"{count:+d} days from publication"), anchor="publication"
    )


@rule(
    WEEKDAY_STARTS | QUALIFIER_STARTS | {"this", "last", "next", "past", "previous", "coming", "the", "a"},
    r"(?:(?:early|late)[- ](?:on )?)?(?:(?P<near>(?:this|last|next)(?: past| coming)?|(?:the )?(?:past|previous"
    r"|coming|following)|(?P<ago>a week ago)|(?P<hence>a week from)|(?P<eve>the day (?:before|after))) )?"
    r"(?P<weekday>{WEEKDAY})(?:(?:,? of)? (?P<that>last|next|this) week)?(?: {DAYPART})?",
)
def weekday(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'Friday', 'last Friday', 'Friday last week', 'next Monday morning'."""
    if not is_name(match["weekday"]) or match["eve"]:
        return None
    day, near = weekday_number(match["weekday"]), " ".join((match["near"] or "").casefold().split())
    if match["that"]:
        shift = {"last": -1, "next": 1}.get(match["that"].casefold(), 0)
        span = _weekday_of_week(scene.today, day, shift)
        return Reading(span=span, form="day", rule=f"weekday of {match['that'].casefold()} week", anchor="publication")
    if near.endswith("following") and (point := scene.last_point()) and point.reading.span:
        span = _next_weekday(point.reading.span.end, day)
        return Reading(span=span, form="day", rule="next such weekday after the date before it", anchor="text")
    if near.endswith("previous") and (point := scene.last_point()) and point.reading.form == "day":
        span = point.reading.span and _day(_weekday_before(point.reading.span.start, day))
        return Reading(span=span, form="day", rule="last such weekday before the date before it", anchor="text")
    span, rule_ = _near_weekday(near, day, scene, place)
    return Reading(span=span, form="day", rule=rule_, anchor="publication")


_AGO = frozenset({"last", "past", "the past", "previous", "the previous", "this past"})


_AHEAD = frozenset({"coming", "the coming", "this coming", "following", "the following"})


def _near_weekday(near: str, day: int, scene: Scene, place: Place) -> tuple[Span | None, str]:
    today = scene.today
    latest = spans.plus_days(today, -((today.weekday() - day) % 7))
    if near in _AGO:
        before = spans.plus_days(latest, -7) if latest == today else latest
        found = _day(before), "last such weekday before publication"
    elif near == "a week ago":
        found = _day(spans.plus_days(latest, -7)), "weekday a week before the latest"
    elif near == "a week from":
        found = _day(spans.plus_days(_start(_next_weekday(today, day)), 7)), "weekday a week after the next"
    elif near == "next":
        found = _weekday_of_week(today, day, 1), "weekday of the week after publication"
    elif near in _AHEAD:
        found = _next_weekday(today, day), "next such weekday after publication"
    elif near == "this":
        found = _weekday_of_week(today, day, 0), "weekday of the week of publication"
    elif latest == today:
        found = _day(today), "weekday of publication"
    elif scene.direction(place) == "future":
        found = _next_weekday(today, day), "next such weekday, the clause looks ahead"
    else:
        found = _day(latest), "latest such weekday before publication"
    return found


def _day(when: date | None) -> Span | None:
    return spans.day(when) if when else None


def _start(span: Span | None) -> date | None:
    return span.start if span else None


def _next_weekday(after: date, day: int) -> Span | None:
    return _day(spans.plus_days(after, (day - after.weekday() - 1) % 7 + 1))


def _weekday_before(before: date, day: int) -> date | None:
    return spans.plus_days(before, -((before.weekday() - day - 1) % 7 + 1))


def _weekday_of_week(today: date, day: int, shift: int) -> Span | None:
    week = spans.moved("week", today, shift)
    return _day(spans.plus_days(_start(week), day))


RULES: tuple[Rule, ...] = (deictic, weekday)
