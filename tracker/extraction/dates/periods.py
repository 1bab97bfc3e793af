"""Longer stretches by name: months, years, fiscal years, decades."""

from __future__ import annotations

import re

from tracker.extraction.dates import spans
from tracker.extraction.dates.explicit import named_year, yearless
from tracker.extraction.dates.rules import DIGITS, Rule, rule
from tracker.extraction.dates.scene import Place, Reading, Scene
from tracker.extraction.dates.words import MONTH_STARTS, QUALIFIER_STARTS, is_name, month_number

_YEAR = r"(?:(?:,| of| in)? (?P<year>{YEAR})|(?: of| in)? (?P<that>this|last|next) year)"


_THAT = r"(?:(?P<near>this|that|last|next|this past|this coming|past|the past|the previous) )?"


@rule(MONTH_STARTS | QUALIFIER_STARTS, r"{QUALIFIER}?(?P<month>{MONTH})" + _YEAR)
def month_year(match: re.Match[str], scene: Scene, _place: Place) -> Reading | None:
    """'April 2025', 'late March of last year'."""
    if not is_name(match["month"]):
        return None
    month = month_number(match["month"])
    if match["year"]:
        return Reading(span=spans.month(int(match["year"]), month), form="month", rule="written month", reference=True)
    span = spans.month(named_year(match["that"], scene.today), month)
    return Reading(span=span, form="month", rule=f"month of {match['that'].lower()} year", anchor="publication")


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
        return yearless(month, None, scene, place)
    if near == "that":
        point = scene.last_point()
        span = spans.month(point.reading.span.start.year, month) if point and point.reading.span else None
        return Reading(span=span, form="month", rule="month of the year before it in the text", anchor="text")
    if near in {"last", "past", "the past", "this past", "the previous"}:
        year, rule_ = today.year - (month >= today.month), "last such month before publication"
    elif near in {"next", "this coming"}:
        year, rule_ = today.year + (month <= today.month), "next such month after publication"
    else:
        year, rule_ = today.year, "month of this year"
    return Reading(span=spans.month(year, month), form="month", rule=rule_, anchor="publication")


def _is_month(match: re.Match[str], scene: Scene, place: Place) -> bool:
    """'May' and 'March' are also a verb, a name and a walk: they need a preposition, as do short forms."""
    after = scene.text[place.end : place.end + 30]
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
    "to as effective prior following ended ending into over".split()
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
    return bool(_DETERMINED.search(before) and _noun(after))


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


_FISCAL_YEAR = r"(?:fiscal(?:[- ]year)?|FY|financial year|business year)"


@rule(
    {"the", "this", "last", "next", "its", "fiscal", "financial", "fy", "first", "second", "third", "fourth", DIGITS}
    | {f"fy{n:02}" for n in range(100)}
    | {f"fy{n}" for n in range(1990, 2100)}
    | {f"q{n}" for n in range(1, 5)}
    | QUALIFIER_STARTS,
    r"(?:{QUALIFIER})?(?:(?:the|its) )?(?:(?:current|last|next|this|latest|previous|coming|full) )?"
    r"(?:(?:{ORDINAL}[- ](?:fiscal[- ])?(?:quarter|half)|Q[1-4])(?: of(?: the)?| in|,)?(?: its| the)? )?"
    r"(?:(?:current|last|next|previous) )?"
    r"(?:(?:fiscal(?: |-)(?:year )?|FY ?|financial year |business year )(?:[’']?(?:19|20)?\d\d(?:[/-]\d\d)?(?!\d"
    r"|[,.]\d))"
    r"|(?:fiscal|financial)(?:-| )(?:(?:{ORDINAL}|final)[- ])?(?:quarter|half|year))(?!\w)"
    r"(?:[’']s)?(?: {ORDINAL}[- ](?:quarter|half)|,? Q[1-4](?!\w))?",
)
def fiscal(match: re.Match[str], _scene: Scene, _place: Place) -> Reading | None:
    """'fiscal 2026', 'the fiscal third quarter': no calendar is known for it, so it has no days."""
    words = match.group().casefold()
    return Reading(
        span=None, form="quarter" if re.search(r"quarter|q[1-4]", words) else "half" if "half" in words else "year"
    )


RULES: tuple[Rule, ...] = (fiscal, month_year, bare_month, years, bare_year, decade)
