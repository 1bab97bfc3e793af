"""Dates by day, month and year: 'July 18, 2025', '18 July', '2025-07-18', 'the 15th', '2025年7月18日'."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from tracker.extraction.dates import spans
from tracker.extraction.dates.rules import DIGITS, Rule, rule
from tracker.extraction.dates.scene import Place, Reading, Scene
from tracker.extraction.dates.spans import Span
from tracker.extraction.dates.words import (
    MONTH_STARTS,
    WEEKDAY_SHORT_STARTS,
    WEEKDAY_STARTS,
    is_name,
    month_number,
    number,
    weekday_number,
)

_WEEKDAY = r"(?:(?:this coming )?(?P<weekday>{WEEKDAY}|{SHORTDAY}),? (?:the )?)?"
_YEAR = r"(?:(?: ?,)? (?P<year>{YEAR}|{LATER})|,? (?:of )?(?P<that>this|last|next) year)?"
_ANY_DAY = WEEKDAY_STARTS | WEEKDAY_SHORT_STARTS


@rule(MONTH_STARTS | _ANY_DAY | {"this"}, _WEEKDAY + r"(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})" + _YEAR)
def month_day(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'July 18, 2025', 'Friday, Jul. 18'."""
    return _by_name(match, scene, place)


@rule(
    {DIGITS, "the", "this"} | _ANY_DAY,
    _WEEKDAY + r"(?:the )?(?P<day>{DAY})(?: of)?(?: |-)(?P<month>{MONTH})(?:(?<=-)|(?:-(?P<dashed>{YEAR}))?)" + _YEAR,
)
def day_month(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'18 July 2025', 'the 18th of July', '18-Jul-2025'."""
    return _by_name(match, scene, place)


@rule(
    MONTH_STARTS, r"(?P<month>{MONTH}) (?P<day>\d{1,2})(?:{DASH}| to | through | until | and )(?P<last>{DAY})" + _YEAR
)
def month_days(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'July 14-15', 'July 14 and 15, 2025'."""
    return _several_days(match, scene, place)


@rule(
    {DIGITS},
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:{DASH}| to | and | through )(?P<last>\d{1,2})(?:st|nd|rd|th)?"
    r" (?P<month>{MONTH})" + _YEAR,
)
def days_month(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'14-15 July', '14 to 15 July 2025'."""
    return _several_days(match, scene, place)


@rule(
    {DIGITS},
    r"(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d%]"
    r"|[./-]\d)(?!(?P=mark)\w)",
)
def year_first(match: re.Match[str], _scene: Scene, _place: Place) -> Reading | None:
    """'2025-07-18'."""
    span = spans.day_of(int(match["year"]), int(match["month"]), int(match["day"]))
    return Reading(span=span, form="day", rule="written date", reference=True)


@rule(
    {DIGITS}, r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d%]|[./-]\d)"
)
def numeric(match: re.Match[str], scene: Scene, _place: Place) -> Reading | None:
    """'18/07/2025', '18.07.2025'; the order of day and month must be certain."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    day_first, month_first = spans.day_of(year, second, first), spans.day_of(year, first, second)
    if match["mark"] == "." or month_first is None or day_first == month_first:
        return Reading(span=day_first, form="day", rule="written date, day first", reference=True)
    if day_first is None:
        return Reading(span=month_first, form="day", rule="written date, month first", reference=True)
    order = _order_in(scene.text)
    span = {"day": day_first, "month": month_first}.get(order or "")
    return Reading(span=span, form="day", rule=f"written date, {order} first as elsewhere in the text", reference=True)


@rule(
    {"the", "first"},
    r"(?:the )?first (?P<count>{COUNT}) days of (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?",
)
def first_days(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'the first 20 days of November'."""
    count, month = number(match["count"]), month_number(match["month"])
    if not count or not is_name(match["month"]):
        return None
    near = None if match["year"] else yearless(month, None, scene, place)
    whole = near.span if near else spans.month(int(match["year"]), month)
    last = whole and spans.day_of(whole.start.year, month, count)
    span = whole and last and spans.between(whole.start, last.end)
    return Reading(
        span=span,
        form="range",
        rule="first days of a month",
        anchor=near.anchor if near else "none",
        reference=not near,
    )


@rule({DIGITS}, r"(?:(?P<year>(?:19|20)\d\d) ?年 ?)?(?P<month>\d{1,2}) ?月(?: ?(?P<day>\d{1,2}) ?[日号])?")
def east_asian(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'2025年7月18日', '7月18日', '2025年7月'."""
    month, day = int(match["month"]), int(match["day"]) if match["day"] else None
    form = "day" if day else "month"
    if match["year"]:
        return Reading(span=_part(int(match["year"]), month, day), form=form, rule="written date", reference=True)
    return yearless(month, day, scene, place)


@rule({"the"}, r"the (?P<day>\d{1,2}(?:st|nd|rd|th))(?: of (?P<that>this|last|next|the) month)?(?!-)(?P<end> \w+)?")
def ordinal_day(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'on the 15th' of the nearest month, 'the 15th of last month'."""
    following = (match["end"] or "").strip().casefold()
    if scene.cue(place.start) not in {"on", "by", "until", "from", "since", "before", "after"}:
        return None
    if following and not match["that"] and following not in _AFTER_A_DAY:
        return None
    today, day, that = scene.today, number(match["day"]) or 0, (match["that"] or "the").casefold()
    shift = {"last": -1, "next": 1}.get(that, 0)
    if match["that"]:
        month = spans.moved("month", today, shift)
        span = month and spans.day_of(month.start.year, month.start.month, day)
    else:
        around = [spans.moved("month", today, n) for n in (-2, -1, 0, 1, 2)]
        days = [spans.day_of(m.start.year, m.start.month, day) for m in around if m]
        span = spans.nearest(days, today, scene.direction(place) or "past")
    return Reading(span=span, form="day", rule=f"day {day} of a month near publication", anchor="publication")


_AFTER_A_DAY = frozenset("and or but to in at when as for with after before that which he she it they the a".split())


def _told(told: Span, in_year: InYear, *, same_sentence: bool) -> Span | None:
    """The date that continues the story of another: later in its year, or near it in the same sentence."""
    if same_sentence:
        around = [in_year(told.start.year + shift) for shift in (-1, 0, 1)]
        return spans.nearest(around, told.start, None, certain=False)
    span = in_year(told.start.year)
    return span if span and span.end >= told.start else None


def yearless(month: int, day: int | None, scene: Scene, place: Place, weekday: int | None = None) -> Reading:
    """A month, or a day of it, in the year that the sentence most likely means."""
    near = in_nearest_year(lambda year: _part(year, month, day), "day" if day else "month", scene, place, weekday)
    return replace(near, part=(month, day))


InYear: TypeAlias = Callable[[int], Span | None]
"""A day or month of each year; ``None`` in years that lack it."""


def in_nearest_year(in_year: InYear, form: str, scene: Scene, place: Place, weekday: int | None = None) -> Reading:
    """What comes every year, in the year of the story or in the one that the verb and the distance tell."""
    told = None if scene.cue(place.start) == "as of" else scene.narrative(same_sentence=form == "month")
    direction, certain = scene.tense(place)
    if told and direction != "future" and told.start.year != scene.today.year:
        span = _told(told, in_year, same_sentence=scene.narrative(same_sentence=True) is not None)
        if span:
            return Reading(span=span, form=form, rule="year of the date before it", anchor="text")
    candidates = [in_year(scene.today.year + shift) for shift in (-1, 0, 1)]
    if not any(candidates):
        candidates = [in_year(scene.today.year + shift) for shift in range(-4, 5)]  # a leap day
    if weekday is not None and (fitting := [c for c in candidates if c and c.start.weekday() == weekday]):
        candidates, certain, direction = list(fitting), False, None
    span = spans.nearest(candidates, scene.today, direction, certain=certain)
    rule_ = {"past": "latest before publication", "future": "next after publication"}.get(direction or "")
    return Reading(span=span, form=form, rule=rule_ or "nearest to publication", anchor="publication")


def named_year(that: str, today: date) -> int:
    """``last`` to the number of last year."""
    return today.year + {"last": -1, "next": 1}.get(that.casefold(), 0)


def _by_name(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    if not is_name(match["month"]):
        return None
    month, day = month_number(match["month"]), number(match["day"])
    if (month, day) == (9, 11) and _ATTACKS.match(scene.text, place.end):
        return Reading(span=_part(2001, 9, 11), form="day", rule="the attacks of 2001")
    year = match["year"] or match.groupdict().get("dashed")
    if year:
        return Reading(span=_part(int(year), month, day), form="day", rule="written date", reference=True)
    if match["that"]:
        span = _part(named_year(match["that"], scene.today), month, day)
        return Reading(span=span, form="day", rule=f"day of {match['that'].lower()} year", anchor="publication")
    return yearless(month, day, scene, place, weekday_number(match["weekday"]) if match["weekday"] else None)


_ATTACKS = re.compile(r"\s+(?:terror\w*\s+)?(?:attack|hijack|atrocit)", re.IGNORECASE)


def _several_days(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    month, first, last = month_number(match["month"]), number(match["day"]) or 0, number(match["last"]) or 0
    if not is_name(match["month"]) or first >= last:
        return None
    if match["year"] or match["that"]:
        year = int(match["year"]) if match["year"] else named_year(match["that"], scene.today)
        end, rule_, anchor = _part(year, month, last), "written days", "none"
    else:
        near = yearless(month, last, scene, place)
        end, rule_, anchor = near.span, near.rule, near.anchor
    start = end and spans.day_of(end.start.year, month, first)
    span = start and end and spans.between(start.start, end.end)
    return Reading(
        span=span,
        form="range",
        rule=rule_,
        anchor="publication" if anchor != "none" else "none",
        reference=bool(match["year"]),
    )


def _part(year: int, month: int, day: int | None) -> Span | None:
    return spans.day_of(year, month, day) if day is not None else spans.month(year, month) if month <= 12 else None


@lru_cache(maxsize=8)
def _order_in(text: str) -> str | None:
    """How the text writes its other dates with strokes: ``day`` or ``month`` first, ``None`` if it does not show."""
    seen = {
        "day" if int(first) > 12 else "month"
        for first, second in re.findall(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?!\d)", text)
        if (int(first) > 12) != (int(second) > 12)
    }
    return seen.pop() if len(seen) == 1 else None


RULES: tuple[Rule, ...] = (
    month_days,
    days_month,
    month_day,
    day_month,
    year_first,
    numeric,
    east_asian,
    ordinal_day,
    first_days,
)
