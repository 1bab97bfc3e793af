"""Longer stretches by name: months, years, fiscal years, decades."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.extraction.dates import spans
from tracker.extraction.dates.explicit import named_year, yearless
from tracker.extraction.dates.rules import DIGITS, Rule, rule
from tracker.extraction.dates.scene import Place, Reading, Scene
from tracker.extraction.dates.spans import Span
from tracker.extraction.dates.words import MONTH_STARTS, QUALIFIER_STARTS, is_name, month_number

_YEAR = r"(?:(?:,| of| in)? (?P<year>{YEAR})|(?: of| in)? (?P<that>this|last|next) year)"


_THAT = (
    r"(?:(?P<near>this|that|last|next|this past|this coming|past|the past|the previous|the following"
    r"|the same|that same) )?"
)


@rule(MONTH_STARTS | QUALIFIER_STARTS, r"(?P<fuzzy>{QUALIFIER})?(?P<month>{MONTH})" + _YEAR)
def month_year(match: re.Match[str], scene: Scene, _place: Place) -> Reading | None:
    """'April 2025', 'late March of last year'."""
    if not is_name(match["month"]):
        return None
    month = month_number(match["month"])
    if match["year"]:
        span = spans.month(int(match["year"]), month)
        return _halved(Reading(span=span, form="month", rule="written month", reference=True), match)
    span = spans.month(named_year(match["that"], scene.today), month)
    rule_ = f"month of {match['that'].lower()} year"
    return _halved(Reading(span=span, form="month", rule=rule_, anchor="publication"), match)


def _halved(month: Reading, match: re.Match[str]) -> Reading:
    """'The first half of December' is its first fifteen days."""
    half = re.match(r"(?:the\s)?(first|second|latter)\s+half\s", match["fuzzy"] or "", re.IGNORECASE)
    if half is None or month.span is None:
        return month
    first, middle = month.span.start, month.span.start.replace(day=15)
    is_first = half.group(1).casefold() == "first"
    span = spans.between(first, middle) if is_first else spans.between(middle.replace(day=16), month.span.end)
    return replace(month, span=span, form="range", part=None)


@rule(
    MONTH_STARTS | QUALIFIER_STARTS | {"this", "that", "last", "next", "past"},
    r"(?P<fuzzy>{QUALIFIER})?" + _THAT + r"(?P<month>{MONTH})(?!\.? \d)",
)
def bare_month(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'April', 'early May', 'last November'."""
    month, near = month_number(match["month"]), (match["near"] or "").casefold()
    if not is_name(match["month"]) or not (near or match["fuzzy"] or _is_month(match, scene, place)):
        return None
    today = scene.today
    if re.match(r"[- ]quarter\b", scene.text[place.end : place.end + 9]):
        return Reading(span=None, form="quarter")
    if not near:
        return _halved(yearless(month, None, scene, place), match)
    if near in {"that", "the same", "that same", "the following"}:
        return _of_story(month, near, scene)
    if near in {"last", "past", "the past", "this past", "the previous"}:
        year, rule_ = today.year - (month >= today.month), "last such month before publication"
    elif near in {"next", "this coming"}:
        year, rule_ = today.year + (month <= today.month), "next such month after publication"
    else:
        year, rule_ = today.year, "month of this year"
    return Reading(span=spans.month(year, month), form="month", rule=rule_, anchor="publication")


def _of_story(month: int, near: str, scene: Scene) -> Reading:
    """'That June' lies in the year of the last date that has one, 'the following June' after the last date."""
    told = [point.reading for point in scene.told() if point.reading.span]
    dated = [r for r in told if r.reference or r.part or r.form in {"month", "quarter", "half", "year"}] or told
    span: Span | None = None
    if near == "the following" and told and (last := told[0].span):
        span = next((m for n in (0, 1) if (m := spans.month(last.end.year + n, month)) and m.start > last.end), None)
    elif dated and (last := dated[0].span) and near != "the following":
        span = spans.month(last.start.year, month)
    rule_ = "next such month after the date before it" if near == "the following" else "month of the year before it"
    return Reading(span=span, form="month", rule=f"{rule_} in the text", anchor="text")


_ARTICLE = re.compile(r"(?:^|\s)(?:the|this|its|a)\s$", re.IGNORECASE)
_NOUN = re.compile(r"\s(?!government\b|cabinet\b|administration\b|ministry\b)[a-z]{3}")
"""After 'the March' comes what happened then; 'the May government' is that of a person."""


def _is_month(match: re.Match[str], scene: Scene, place: Place) -> bool:
    """'May' and 'March' are also a verb, a name and a walk: they need a preposition, as do short forms."""
    after = scene.text[place.end : place.end + 30]
    if _ARTICLE.search(scene.text[max(scene.sentence.start, place.start - 6) : place.start]) and _NOUN.match(after):
        return True
    if re.match(r"\s+[A-Z]", after) and match["month"] in {"May", "April", "June", "August", "March"}:
        return scene.cue(place.start) in {"in", "since", "until", "last", "between", "from", "by", "during"}
    if scene.points and scene.points[-1].reading.form == "month" and place.start - scene.points[-1].end < 6:
        return True
    if match["month"] not in {"May", "March", "Mar", "Sep", "Jun", "Jul", "Dec", "Jan", "Oct", "Nov", "Apr", "Aug"}:
        return True
    return scene.cue(place.start) is not None and scene.cue(place.start) not in {"at", "to", "and", "over", "upon", "a"}


@rule(
    {DIGITS} | QUALIFIER_STARTS | {"year", "calendar", "pre", "post", "mid"},
    r"(?P<fuzzy>{QUALIFIER}|(?:the )?(?:calendar )?year |calendar |mid ?-|pre-|post-)?(?P<year>{YEAR}"
    r"|1[4-7]\d\d(?!\d|[.,]\d|%))(?![\w/]|[-–]\d)",
)
def bare_year(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'2025' where it can only be a year: after a preposition, 'early', at the start of a clause, before a noun."""
    if not match["fuzzy"] and not _is_year(scene, place):
        return None
    if match["year"] < "1800" and (scene.cue(place.start) not in {"in", "since", "until"} or _counts(scene, place)):
        return None
    return Reading(span=spans.year(int(match["year"])), form="year", rule="written year", reference=True)


@rule({DIGITS}, r"(?P<first>(?:19|20)\d\d)(?:{DASH}|/)(?P<last>(?:(?:19|20)\d\d|\d\d))(?![\w%/]|[.,]\d|[-–]\d)")
def years(match: re.Match[str], _scene: Scene, _place: Place) -> Reading | None:
    """'2023-2025', '2023–25'."""
    first, last = int(match["first"]), int(match["last"])
    last += first // 100 * 100 if last < 100 else 0
    if not 0 < last - first < 60:
        return None
    span = spans.months(first, 1, 12 * (last - first + 1), "range")
    return Reading(span=span, form="range", rule="written years", reference=True)


_YEAR_CUES = frozenset(
    "in since until by during of for before after from through throughout around between within starting beginning and "
    "to as effective due prior following ended ending into over".split()
)


_NOT_A_YEAR = re.compile(
    r"\s+(?:[A-Z][A-Za-z.]*\s+)?(?:units|chips|wafers|GPUs|servers|people|jobs|workers|employees|companies|firms"
    r"|entities|"
    r"parties|shares|points|tonnes|tons|miles|kilomet|dollars|yuan|yen|won|euros|times|percent|per cent|million"
    r"|billion|"
    r"C\.?F\.?R|U\.?S\.?C|TPP|TOPS|nm|hours|days|weeks|months|years|watts|kilograms|kg|others|more)\b"
)


_INSTRUMENT = re.compile(
    r"\b(?:Act|Law|Regulations?|Order|Resolution|Code|Ordinance|Bill|Section|Part|No\.?)\s(?:of\s)?$"
)


_DETERMINED = re.compile(
    r"(?:\b(?:the|an?|its|their|his|her|our|that|this|both)|[’']s?)\s(?:[a-z]+\s){0,1}$", re.IGNORECASE
)


def _is_year(scene: Scene, place: Place) -> bool:
    before = scene.text[max(scene.sentence.start, place.start - 30) : place.start]
    after = scene.text[place.end : place.end + 30]
    if _NOT_A_YEAR.match(after) or _INSTRUMENT.search(before) or re.search(r"[$€£¥#§/=.-]\s?$|\d[,.]?\s?$", before):
        return False
    cue = scene.cue(place.start)
    if cue in _YEAR_CUES and not (cue in {"to", "over", "for", "from", "of"} and _is_round_count(scene, place)):
        return True
    if not before.strip() or re.search(r"[(;:]\s*$|\b(?:or|versus|vs\.?|than)\s$", before):
        return bool(re.match(r"\s*[),;:.]|\s+[a-z]|\s*$", after))
    if re.search(r"(?:19|20)\d\d(?:,|,? and| or)\s$", before):
        return True
    if _DETERMINED.search(before) and _noun(after):
        return True
    is_round = scene.text[place.end - 2 : place.end] in {"00", "50"}
    return not is_round and bool(re.search(r"[a-z]{3} $", before) and _noun(after))


def _is_round_count(scene: Scene, place: Place) -> bool:
    """'of 2000 widgets' counts them; 'of 2024 levels' names a year."""
    return scene.text[place.end - 2 : place.end] in {"00", "50"} and _counts(scene, place)


def _counts(scene: Scene, place: Place) -> bool:
    return bool(re.match(r"\s+[a-z]+s\b", scene.text[place.end : place.end + 30]))


def _noun(after: str) -> bool:
    return bool(re.match(r"\s+[A-Za-z]", after))


@rule(
    {DIGITS, "the", "early", "late", "mid"} | {"'", "’"},
    r"(?:the )?(?:early|late|mid)?(?: |-)?(?:the )?(?:(?:19|20)\d0s|[’']\d0s|\d{1,2}(?:st|nd|rd|th)[- ]century)(?!\w)",
)
def decade(_match: re.Match[str], _scene: Scene, _place: Place) -> Reading | None:
    """'the 1990s': too wide to date anything."""
    return Reading(span=None, form="vague")


RULES: tuple[Rule, ...] = (month_year, bare_month, years, bare_year, decade)
