"""Expressions that are counted from publication: 'last month', 'three weeks ago', 'the end of the year'."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracker.extraction.dates import spans
from tracker.extraction.dates.counted import ABOUT_STARTS, COUNT_STARTS, years_off
from tracker.extraction.dates.explicit import yearless
from tracker.extraction.dates.rules import Rule, rule
from tracker.extraction.dates.scene import Place, Reading, Scene
from tracker.extraction.dates.spans import Span
from tracker.extraction.dates.words import QUALIFIER_STARTS, month_number, number

_LASTING_CUES = frozenset("for in during of over within by until throughout".split())


_UNITS = (
    r"(?P<unit>week(?:end)?|month|quarter|half|year)(?!\w)"
    r"(?![’']s? (?:end|quarter|(?:first|second|third|fourth) quarter))"
)


@rule(
    {"this", "last", "next", "previous", "past", "current", "coming", "the", "same"} | QUALIFIER_STARTS,
    r"(?P<fuzzy>(?:early|late|later|earlier|sometime|mid|at some point)(?:-| )(?:in )?|(?:the )?(?:very )?(?:end"
    r"|start|beginning"
    r"|middle|close|rest|remainder|first half|second half) of )?(?P<near>this(?: past| coming)?|last|next"
    r"|(?:the )?(?:current|coming|previous|past))[- ](?:calendar )?" + _UNITS,
)
def near_unit(match: re.Match[str], scene: Scene, _place: Place) -> Reading | None:
    """'last month', 'this week', 'early next year', 'the end of this quarter'."""
    near, unit = " ".join(match["near"].casefold().split()), match["unit"].casefold()
    if near in {"the past", "past", "coming", "the coming"} and unit not in {"weekend"} and not match["fuzzy"]:
        future = near.endswith("coming")
        if not future or near == "coming":
            return Reading(span=None, form="vague" if future else "duration")
    if near in {"previous", "the previous"} and (point := scene.last_point()) and point.reading.span:
        span = spans.moved(unit, point.reading.span.start, -1)
        return Reading(span=span, form=_form(unit), rule=f"{unit} before the date before it", anchor="text")
    shift = -1 if near in {"last", "previous", "the previous", "past", "the past"} else 0
    shift = 1 if near in {"next", "coming", "the coming"} else shift
    span = spans.moved(unit, scene.today, shift)
    if unit == "weekend":
        span = _near_weekend(near, scene.today)
    rule_ = {0: f"{unit} of publication", -1: f"{unit} before publication", 1: f"{unit} after publication"}[shift]
    return Reading(span=span, form=_form(unit), rule=rule_, anchor="publication")


@rule(
    QUALIFIER_STARTS | {"weekend", "first", "second"},
    r"(?:(?:the )?(?P<edge>end|start|beginning|middle|close|rest|remainder|second half"
    r"|first half) of the (?P<unit>week|month"
    r"|quarter|year)|(?:early|late|later|earlier|mid)(?:-| )(?:in )?the (?P<far>day|week|month|quarter|year)"
    r"|(?:the )?(?P<over>weekend)(?!\w|[- ](?:ago|earlier|before|after|later|that|when))"
    r"|(?:the )?(?P<close>year(?:-| |’s |'s )end)|(?P<whole>the (?:full |whole |entire )?(?:latest )?(?:year"
    r"|quarter|week|month)|the latest period))"
    r"(?!\w|[- ](?:ago|earlier|before|after|later|ended|ending|end|of|that|when|to))",
)
def this_unit(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'the end of the year', 'later in the month', 'year-end', 'the weekend'."""
    if match["over"]:
        future = scene.direction(place) == "future"
        span = _near_weekend("next" if future else "last", scene.today)
        return Reading(span=span, form="range", rule="weekend near publication", anchor="publication")
    unit = (match["unit"] or match["far"] or "year").casefold()
    is_latest = "latest" in (match["whole"] or "").casefold()
    if match["whole"]:
        unit = match["whole"].casefold().split()[-1].replace("period", "quarter")
        if not is_latest and scene.cue(place.start) not in _LASTING_CUES:
            return None
    point = None if is_latest else scene.last_quarter()
    if unit == "quarter" and point and point.reading.form == unit:
        return Reading(span=point.reading.span, form=unit, rule="the quarter named before it", anchor="text")
    if unit == "quarter" and match["whole"]:
        span = spans.moved(unit, scene.today, -1)
        return Reading(span=span, form=unit, rule="quarter before publication", anchor="publication")
    span = spans.unit(unit, scene.today)
    return Reading(span=span, form=_form(unit), rule=f"{unit} of publication", anchor="publication")


@rule(
    COUNT_STARTS | ABOUT_STARTS,
    r"{ABOUT}(?P<count>{COUNT}) (?:(?:or (?:so|two|three)|(?:to|or) {COUNT}) )?(?P<unit>second|minute|hour|day"
    r"|week|month|quarter|year|decade|century|centurie"
    r"|generation)(?:s|(?:-| )or(?:-| )so)?(?: or so| and a half)?(?: (?P<ago>ago|from now)"
    r"|(?:[’'] time))(?!\w)(?P<then> (?:{WEEKDAY}|today))?",
)
def ago(match: re.Match[str], scene: Scene, _place: Place) -> Reading | None:
    """'three weeks ago', 'two years from now': the unit of publication, that many units away."""
    count, unit = number(match["count"]), match["unit"].casefold()
    if count is None or unit not in {"hour", "minute", "day", "week", "month", "quarter", "year"}:
        return Reading(span=None, form="vague")
    sign = -1 if (match["ago"] or "").casefold() == "ago" else 1
    if unit in {"hour", "minute"}:
        return _hours(scene, sign * count * (60 if unit == "hour" else 1))
    told = scene.last_quarter()
    if sign < 0 and count == 1 and unit == "year" and told and told.reading.span:
        return years_off(told.reading.span, -1, "same period a year before")
    way = "before" if sign < 0 else "after"
    return Reading(
        span=spans.moved(unit, scene.today, sign * count),
        form=_form(unit),
        rule=f"{count} {unit}{'s' if count > 1 else ''} {way} publication",
        anchor="publication",
    )


@rule(
    {"the"},
    r"the week (?P<kind>of|starting|beginning|from|commencing|ending|ended"
    r"|to) (?P<month>{MONTH}) (?P<day>{DAY})(?:,? (?P<year>{YEAR}))?",
)
def week_of(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'the week of March 6'."""
    month, day = month_number(match["month"]), number(match["day"]) or 0
    when = spans.day_of(int(match["year"]), month, day) if match["year"] else yearless(month, day, scene, place).span
    anchor = "none" if match["year"] else "publication"
    return Reading(span=when and spans.week(when.start), form="week", rule="week of the day named", anchor=anchor)  # type: ignore[arg-type]


@rule(
    COUNT_STARTS,
    r"(?P<count>{COUNT}) (?P<unit>day|week|month|year)s?(?:[’'] time)?(?! (?:ago|later|earlier|of|after|before"
    r"|from|in|old|or|to|and)|\w|-)",
)
def within(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'will meet in two weeks': counted forward from publication, in a clause that looks ahead."""
    count, unit = number(match["count"]), match["unit"].casefold()
    head = scene.text[max(scene.sentence.start, place.start - 8) : place.start]
    if count is None or not re.search(r"\bin\s+$", head, re.IGNORECASE) or scene.direction(place) != "future":
        return None
    span = spans.moved(unit, scene.today, count)
    return Reading(span=span, form=_form(unit), rule=f"{count} {unit}(s) after publication", anchor="publication")


def _form(unit: str) -> str:
    return "range" if unit == "weekend" else unit


def _near_weekend(near: str, today: date) -> Span | None:
    """The last weekend that has begun, the coming one, or that of this week."""
    last = near in {"last", "past", "the past", "this past", "the previous", "previous"}
    if last:
        return spans.weekend(today) if today.weekday() >= 5 else spans.moved("weekend", today, -1)
    if near == "next" and today.weekday() >= 5:
        return spans.moved("weekend", today, 1)
    return spans.weekend(today)


def _hours(scene: Scene, minutes: int) -> Reading:
    try:
        then = scene.published + timedelta(minutes=minutes)
    except OverflowError:
        return Reading(span=None, form="vague")
    return Reading(span=spans.day(then.date()), form="day", rule="hours counted from publication", anchor="publication")


RULES: tuple[Rule, ...] = (ago, week_of, near_unit, this_unit, within)
