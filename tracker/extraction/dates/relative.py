"""Expressions that are counted from publication or from a date before them in the text."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracker.extraction.dates import spans
from tracker.extraction.dates.explicit import yearless
from tracker.extraction.dates.rules import DIGITS, Rule, rule
from tracker.extraction.dates.scene import Place, Point, Reading, Scene
from tracker.extraction.dates.spans import Span
from tracker.extraction.dates.words import (
    NUMBERS,
    QUALIFIER_STARTS,
    month_number,
    number,
)

_COUNT_STARTS = frozenset(NUMBERS) | {"a", "an", "several", "few", "some", "many", "dozens", "the", DIGITS}


_ABOUT_STARTS = frozenset(
    "about around nearly almost roughly approximately some more less over at up just only under barely no as "
    "another".split()
)


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
    r"|(?:the )?(?P<over>weekend)"
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
    if match["whole"]:
        unit = match["whole"].casefold().split()[-1].replace("period", "quarter")
        if "latest" not in match["whole"].casefold() and scene.cue(place.start) not in _LASTING_CUES:
            return None
    point = scene.last_quarter()
    if unit == "quarter" and point and point.reading.form == unit:
        return Reading(span=point.reading.span, form=unit, rule="the quarter named before it", anchor="text")
    if unit == "quarter" and match["whole"]:
        span = spans.moved(unit, scene.today, -1)
        return Reading(span=span, form=unit, rule="quarter before publication", anchor="publication")
    span = spans.unit(unit, scene.today)
    return Reading(span=span, form=_form(unit), rule=f"{unit} of publication", anchor="publication")


@rule(
    _COUNT_STARTS | _ABOUT_STARTS,
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
        return _years_off(told.reading.span, -1, "same period a year before")
    way = "before" if sign < 0 else "after"
    return Reading(
        span=spans.moved(unit, scene.today, sign * count),
        form=_form(unit),
        rule=f"{count} {unit}{'s' if count > 1 else ''} {way} publication",
        anchor="publication",
    )


@rule(
    _COUNT_STARTS | _ABOUT_STARTS,
    r"(?:(?:about|around|nearly|almost|just|more than|less than|only) )?(?P<count>{COUNT}) (?P<unit>day|week"
    r"|month|quarter|year)s?"
    r" (?P<way>later|earlier|afterwards?|beforehand|previously|before|prior"
    r"|after)(?!\w)(?! than)(?P<object>(?! [,.;:)]) [\w$“\"'‘(])?",
)
def later(match: re.Match[str], scene: Scene, _place: Place) -> Reading | None:
    """'a day later', 'two weeks earlier': counted from the date before it in the text."""
    way, count, unit = match["way"].casefold(), number(match["count"]), match["unit"].casefold()
    if way in {"before", "after", "prior"} and match["object"]:
        return None
    sign = 1 if way in {"later", "after", "afterward", "afterwards"} else -1
    if count is None:
        return Reading(span=None, form="vague")
    point = scene.last_point()
    if unit == "year" and way == "earlier" and count == 1:
        point = scene.last_quarter() or point
    if point is None or point.reading.span is None:
        if way != "earlier" or unit != "year":
            return Reading(span=None, form=_form(unit))
        point = _at_publication(scene)
    origin = point.reading.span
    assert origin is not None  # noqa: S101 - both branches above give it
    if unit == "year" and origin.precision in {"quarter", "half", "month"}:
        return _years_off(origin, sign * count, "same period of another year")
    if _coarser(origin, unit):
        return Reading(span=None, form=_form(unit))
    base = origin.end if sign > 0 else origin.start
    span = spans.moved(unit, base, sign * count)
    return Reading(span=span, form=_form(unit), rule=f"{count} {unit}(s) {way} than the date before it", anchor="text")


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
        return _years_off(told.reading.span, -1, "same period a year before")
    span = spans.moved("year", scene.today, -1)
    return Reading(span=span, form="year", rule="year before publication", anchor="publication", comparison=True)


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
    {"the", "that", "later", "earlier", "same", "this"},
    r"(?:(?:later|earlier) )?(?P<which>the (?:very )?(?:same|following|next|previous|preceding)"
    r"|that(?: very)?(?: same)?|the|this same)"
    r" (?P<unit>day|week|month|quarter|year|afternoon|evening|morning|night)(?!\w)(?: (?P<side>before|after|earlier))?"
    r"(?! (?:of|that|when|to|which|in)\b|-)(?P<object> [\w$“\"'‘(])?",
)
def same_unit(match: re.Match[str], scene: Scene, _place: Place) -> Reading | None:
    """'the same day', 'the following week', 'that year', 'the day before': by the date before it in the text."""
    which, unit, side = match["which"].casefold(), match["unit"].casefold(), (match["side"] or "").casefold()
    unit = unit if unit in {"day", "week", "month", "quarter", "year"} else "day"
    if which == "the" and (not side or (match["object"] and not _opens_clause(scene.text, match))):
        return None
    point = scene.last_point()
    if point is None or point.reading.span is None or _coarser(point.reading.span, unit):
        return Reading(span=None, form=_form(unit))
    sign = 1 if "following" in which or "next" in which or side == "after" else 0
    sign = -1 if "previous" in which or "preceding" in which or side in {"before", "earlier"} else sign
    base = point.reading.span.end if sign > 0 else point.reading.span.start
    rule_ = {0: "of the date before it", 1: "after the date before it", -1: "before the date before it"}[sign]
    return Reading(span=spans.moved(unit, base, sign), form=_form(unit), rule=f"{unit} {rule_}", anchor="text")


def _opens_clause(text: str, match: re.Match[str]) -> bool:
    return bool(re.match(r" (?:and|but|at|in|on|with|by|as|while|when)\b", text[match.end() - 2 : match.end() + 6]))


@rule(
    _COUNT_STARTS,
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


def _years_off(period: Span, count: int, rule_: str) -> Reading:
    unit = period.precision
    factor = {"quarter": 4, "half": 2, "month": 12}[unit]
    return Reading(
        span=spans.moved(unit, period.start, factor * count), form=unit, rule=rule_, anchor="text", comparison=True
    )


def _at_publication(scene: Scene) -> Point:
    reading = Reading(span=spans.day(scene.today), form="day", anchor="publication")
    return Point(start=0, end=0, lead=0, cue=None, paragraph=0, reading=reading)


_SIZE = {"day": 0, "week": 1, "range": 2, "month": 2, "quarter": 3, "half": 4, "year": 5}


def _coarser(span: Span, unit: str) -> bool:
    """Whether a date is too wide to count such units from: 'a day later' than a month is no day."""
    return _SIZE[span.precision] > _SIZE[unit]


RULES: tuple[Rule, ...] = (ago, later, year_ago, week_of, same_unit, near_unit, this_unit, within)
