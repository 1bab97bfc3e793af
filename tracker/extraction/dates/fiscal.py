"""Fiscal years and quarters: 'fiscal 2026', 'the quarter that ended in April', and the calendar that a text states."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from tracker.extraction.dates import spans
from tracker.extraction.dates.explicit import yearless
from tracker.extraction.dates.rules import DIGITS, Rule, rule
from tracker.extraction.dates.scene import Place, Reading, Scene
from tracker.extraction.dates.spans import Direction, Span
from tracker.extraction.dates.words import QUALIFIER_STARTS, is_name, month_number, number, pattern

_REPORTING_DAYS = 60
"""So long after its end a quarter is still the one that firms 'expect' and 'will report'."""

_UNKNOWN = 0
_CLOSED = (
    r",? (?:that |which )?(?:ended|ending|ends|will end|to|through) (?:on |in )?(?:{DAY} )?(?P<month>{MONTH})"
    r"(?: (?P<day>{DAY}))?"
)
_NUMBERED = pattern(
    r"\b(?P<n>{ORDINAL})[- ](?:fiscal[- ])?quarter(?: of (?:its )?(?:fiscal )?(?:year )?\d{4})?" + _CLOSED
)
_WHOLE = pattern(r"\b(?:fiscal|financial|business) year(?: \d{4})?" + _CLOSED)
_BARE = pattern(r"\bquarter" + _CLOSED)
_JAPANESE = 3
"""Years that end in March are numbered by their first year in Japan and by their last elsewhere."""


@lru_cache(maxsize=8)
def calendar_in(text: str) -> int | None:
    """The month in which the fiscal year of a text ends: 0 if it only shows that quarters are no calendar ones.

    ``None`` where the text says nothing or states the calendar year.
    """
    if "quarter" not in text and " year" not in text:
        return None
    numbered = {(_last_month(m) + 3 * (4 - (number(m["n"]) or 4)) - 1) % 12 + 1 for m in _NUMBERED.finditer(text)}
    ends = numbered | {_last_month(m) for m in _WHOLE.finditer(text)}
    if len(ends) == 1:
        end = ends.pop()
        return None if end == 12 else end
    strange = "fiscal" in text and any(_last_month(m) % 3 for m in _BARE.finditer(text) if is_name(m["month"]))
    return _UNKNOWN if ends or strange else None


def _last_month(match: re.Match[str]) -> int:
    """The month that a period ends with; one that ends on the 3rd ended, but for its last weekend, the month before."""
    month, day = month_number(match["month"]), number(match["day"] or "") or 31
    return month if day > 7 else (month - 2) % 12 + 1


def in_calendar(end: int, count: int, year: int | None, scene: Scene, direction: Direction) -> Reading:
    """A numbered quarter of a fiscal year that ends in a month; without its year the one near publication."""
    if end == _UNKNOWN or (year and end == _JAPANESE):
        return Reading(span=None, form="quarter")
    precision: Literal["quarter", "range"] = "range" if end % 3 else "quarter"
    years = [year] if year else [scene.today.year + shift for shift in (-1, 0, 1, 2)]
    known = [span for y in years if (span := spans.months(y, end - 11 + 3 * (count - 1), 3, precision))]
    if year:
        return Reading(span=known[0] if known else None, form="quarter", rule="in the fiscal year that the text states")
    near = recent("quarter", known, scene, direction)
    return replace(near, rule=f"{near.rule}, in the fiscal year that the text states")


def recent(form: str, known: list[Span], scene: Scene, direction: Direction) -> Reading:
    """Of quarters or halves of successive years, in order, the one that is spoken of around publication."""
    if direction == "future":
        rule_ = "next after publication or just ended"
        since = spans.plus_days(scene.today, -_REPORTING_DAYS)
        span = next((s for s in known if since and s.end >= since), None)
    else:
        rule_ = "latest begun before publication"
        span = next((s for s in reversed(known) if s.start <= scene.today), None)
    return Reading(span=span, form=form, rule=rule_, anchor="publication")


_YEAR_WORD = r"(?:fiscal(?: |-)(?:year )?|FY ?|financial year |business year )"


@rule(
    {"the", "this", "last", "next", "its", "fiscal", "financial", "fy", "first", "second", "third", "fourth", DIGITS}
    | {f"fy{n:02}" for n in range(100)}
    | {f"fy{n}" for n in range(1990, 2100)}
    | {f"q{n}" for n in range(1, 5)}
    | QUALIFIER_STARTS,
    r"(?:{QUALIFIER})?(?:(?:the|its) )?(?:(?P<near>current|last|next|this|latest|previous|coming|full) )?"
    r"(?:(?:(?P<n>{ORDINAL})[- ](?:fiscal[- ])?(?:quarter|half)|Q(?P<q>[1-4]))(?: of(?: the)?| in|,)?(?: its| the)? )?"
    r"(?:(?:current|last|next|previous) )?"
    r"(?:" + _YEAR_WORD + r"(?:[’']?(?P<year>(?:19|20)?\d\d)(?:[/-]\d\d)?(?!\d|[,.]\d))"
    r"|(?:fiscal|financial)(?:-| )(?:(?P<k>{ORDINAL}|final)[- ])?(?:quarter|half|year))(?!\w)"
    r"(?:[’']s)?(?: (?P<m>{ORDINAL})[- ](?:quarter|half)|,? Q(?P<p>[1-4])(?!\w))?",
)
def fiscal(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'fiscal 2026', 'the fiscal third quarter': days only where the text says when that year ends."""
    words = match.group().casefold()
    form = "quarter" if re.search(r"quarter|q[1-4]", words) else "half" if "half" in words else "year"
    end = calendar_in(scene.text)
    if not end or form == "half" or "/" in words:
        return Reading(span=None, form=form)
    year = int(match["year"]) if match["year"] else None
    year = year + 2000 if year is not None and year < 100 else year
    count = next((number(match[g]) for g in ("n", "q", "k", "m", "p") if match[g]), None)
    if form == "quarter" and count:
        return in_calendar(end, count, year, scene, scene.direction(place) or "past")
    if form == "quarter" or (year and end == _JAPANESE):
        return Reading(span=None, form=form)
    near = (match["near"] or "this").casefold()
    shift = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(near, 0)
    ends_in = year or scene.today.year + (scene.today.month > end) + shift
    span = spans.months(ends_in, end - 11, 12, "range")
    anchor: Literal["none", "publication"] = "none" if year else "publication"
    return Reading(span=span, form="year", rule="the fiscal year that the text states", anchor=anchor)


@rule(
    {"the", "three", "six", "nine", "twelve", "two", "four", DIGITS},
    r"(?:the )?(?:first )?(?P<count>{COUNT}) months (?:to|ended|ending|through)(?: the end of)? (?P<month>{MONTH})"
    r"(?: (?P<day>{DAY}))?(?:,? (?P<year>{YEAR}))?",
)
def months_to(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'the three months to June', 'the nine months ended September 30, 2024': whole months up to the one named."""
    count = number(match["count"])
    return _months_up_to(count, match, scene, place) if count is not None and 0 < count <= 24 else None


@rule(
    {"the", "its", "latest", "quarter"},
    r"(?:(?:the|its) )?(?:(?:latest )?quarter|(?P<year_to>(?:fiscal |financial |business )?year))"
    r" (?:that |which )?(?:ended|ending|to|through)(?: the end of)? (?:on |in )?(?:(?:2[5-9]|3[01]|[1-7]) )?"
    r"(?P<month>{MONTH})(?: (?P<day>{DAY}))?(?:,? (?P<year>{YEAR}))?",
)
def quarter_to(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'the quarter that ended in April', 'the year to September 30, 2025': whole months up to the one named."""
    return _months_up_to(12 if match["year_to"] else 3, match, scene, place)


def _months_up_to(count: int, match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    month, day = month_number(match["month"]), match["day"] and number(match["day"])
    near = None if match["year"] else yearless(month, None, scene, place)
    if near and near.anchor == "publication" and re.search(r"\bended\b", match.group(), re.IGNORECASE):
        near = replace(near, span=_last_such(month, scene))
    last = near.span if near else spans.month(int(match["year"]), month)
    if last is None or not is_name(match["month"]):
        return None
    if day and day != last.end.day:
        return Reading(span=None, form="range")
    form: Literal["quarter", "range"] = "quarter" if count == 3 and month % 3 == 0 else "range"
    span = spans.months(last.end.year, month - count + 1, count, form)
    return Reading(
        span=span, form=form, rule=f"{count} months to the one named", anchor=near.anchor if near else "none"
    )


def _last_such(month: int, scene: Scene) -> Span | None:
    year = scene.today.year - (month > scene.today.month)
    return spans.month(year, month)


RULES: tuple[Rule, ...] = (fiscal, months_to, quarter_to)
