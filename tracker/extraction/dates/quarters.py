"""Parts of a year: quarters, halves, seasons, and runs of months."""

from __future__ import annotations

import re

from tracker.extraction.dates import spans
from tracker.extraction.dates.explicit import named_year
from tracker.extraction.dates.fiscal import calendar_in, in_calendar, recent
from tracker.extraction.dates.rules import DIGITS, Rule, rule
from tracker.extraction.dates.scene import Place, Reading, Scene
from tracker.extraction.dates.words import QUALIFIER_STARTS, number

_N = r"(?P<n>{ORDINAL}|last|latter|final)"


@rule(
    {
        "the",
        "first",
        "second",
        "third",
        "fourth",
        "final",
        "q1",
        "q2",
        "q3",
        "q4",
        "1q",
        "2q",
        "3q",
        "4q",
        "its",
        DIGITS,
    }
    | QUALIFIER_STARTS
    | {"this", "last", "next"},
    r"(?:{QUALIFIER})?(?:(?P<head>{THAT}) year[’']s )?(?:(?P<ahead>{YEAR})(?:[’']s)? )?(?:the )?"
    r"(?:(?P<inner>{YEAR}) )?(?:(?P<n>{ORDINAL}|final)[- ](?:calendar )?quarter"
    r"|Q(?P<q>[1-4])|(?P<k>[1-4])Q)(?!\w)(?:(?:,|-| of| in)?(?: |(?<=-))?(?:(?P<year>{YEAR})|(?P<that>{THAT}) year))?",
)
def quarter(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'the third quarter of 2025', 'Q3', 'last year's first quarter'."""
    number_ = 4 if (match["n"] or "").casefold() == "final" else number(match["n"] or match["q"] or match["k"]) or 0
    year, rule_ = _year_in(match, scene)
    if year is not None:
        written = not (match["that"] or match["head"])
        span = spans.quarter(year, number_)
        return Reading(
            span=span, form="quarter", rule=rule_, anchor="none" if written else "publication", reference=written
        )
    calendar = calendar_in(scene.text)
    direction = "past" if _is_reported(scene, place) else scene.direction(place) or "past"
    if calendar is not None:
        return in_calendar(calendar, number_, None, scene, direction)
    known = [span for shift in (-1, 0, 1) if (span := spans.quarter(scene.today.year + shift, number_))]
    return recent("quarter", known, scene, direction)


def _is_reported(scene: Scene, place: Place) -> bool:
    """'third-quarter results' are those of a quarter that has begun, whatever is said of them."""
    return scene.text[place.start : place.end].casefold().endswith("-quarter")


@rule(
    {"the", "first", "second", "last", "latter", "h1", "h2", DIGITS},
    r"(?:(?P<head>{THAT}) year[’']s )?(?:(?P<ahead>{YEAR}) )?(?:the )?(?:(?P<n>first|second|last|latter)[- ]half"
    r"|H(?P<q>[12])|(?P<k>[12])H)(?!\w)(?:(?: of(?: the)?)?(?: |-)(?:(?P<year>{YEAR})|(?P<that>{THAT}) year"
    r"|(?P<here>year)(?!\w)))?",
)
def half(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'the first half of 2025', 'H1 2026', 'the second half of the year'."""
    word = (match["n"] or "").casefold()
    number_ = 2 if word in {"last", "latter"} else number(match["n"] or match["q"] or match["k"]) or 0
    year, rule_ = _year_in(match, scene)
    if year is not None:
        written = not (match["that"] or match["head"])
        span = spans.half(year, number_)
        return Reading(
            span=span, form="half", rule=rule_, anchor="none" if written else "publication", reference=written
        )
    if match["here"]:
        span = spans.half(scene.today.year, number_)
        return Reading(span=span, form="half", rule="half of the year of publication", anchor="publication")
    if word in {"last", "latter"} or re.match(r"-?\s+(?:of|a|an|the|\w+s)\b", scene.text[place.end : place.end + 12]):
        return None
    direction = scene.direction(place) or "past"
    known = [span for shift in (-1, 0, 1) if (span := spans.half(scene.today.year + shift, number_))]
    return recent("half", known, scene, direction)


@rule(
    {"first", "last", "the"},
    r"(?:the )?(?P<side>first|last|final) (?P<count>{COUNT}) (?P<unit>months|quarters) (?:of|in) "
    r"(?:(?P<year>{YEAR})|(?P<that>{THAT}) year|the year)",
)
def part_of_year(match: re.Match[str], scene: Scene, _place: Place) -> Reading | None:
    """'the first nine months of 2025'."""
    count = (number(match["count"]) or 0) * (3 if match["unit"].casefold() == "quarters" else 1)
    if not 0 < count <= 12:
        return None
    year = int(match["year"]) if match["year"] else named_year(match["that"] or "this", scene.today)
    first = 1 if match["side"].casefold() == "first" else 13 - count
    span = spans.months(year, first, count, "half" if count == 6 else "quarter" if count == 3 else "range")
    anchor = "none" if match["year"] else "publication"
    form = span.precision if span else "range"
    return Reading(span=span, form=form, rule="months of a year", anchor=anchor, reference=bool(match["year"]))  # type: ignore[arg-type]


_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"


@rule(
    {"this", "last", "next", "the", "in", "late", "early", "mid", "spring", "summer", "autumn", "fall", "winter"},
    r"(?:{QUALIFIER})?(?:the )?(?:early |late |middle of )?(?:(?P<near>this|last|next|this past|this coming|past|coming"
    r"|previous) )?" + _SEASON + r"(?!\w)(?:(?:,? of|,)? (?:(?P<year>{YEAR})|(?P<that>{THAT}) year))?",
)
def season(match: re.Match[str], scene: Scene, place: Place) -> Reading | None:
    """'this spring', 'the summer of 2024', 'next autumn'."""
    name, near = match["season"].casefold(), (match["near"] or "").casefold()
    today = scene.today
    if match["year"]:
        return _whole_season(int(match["year"]), name, "written season", "none")
    if match["that"]:
        return _whole_season(named_year(match["that"], today), name, f"season of {match['that'].lower()} year")
    around = [span for shift in (-2, -1, 0, 1, 2) if (span := spans.season(today.year + shift, name))]
    if "last" in near or "past" in near or near == "previous":
        span = max((s for s in around if s.end < today), key=lambda s: s.start, default=None)
    elif "next" in near or near in {"coming", "this coming"}:
        span = min((s for s in around if s.start > today), key=lambda s: s.start, default=None)
    elif near == "this":
        span = spans.nearest(around, today, None)
    elif _is_season(match, scene, place):
        span = spans.nearest(around, today, scene.direction(place) or "past")
    else:
        return None
    return Reading(span=span, form="range", rule="season near publication", anchor="publication")


def _is_season(match: re.Match[str], scene: Scene, place: Place) -> bool:
    """'in the fall' is a season; 'the fall in prices', 'a spring' and 'winter chips' are not."""
    if match["season"][0].isupper() or re.match(r"\s+(?:in|of)\b|-", scene.text[place.end : place.end + 5]):
        return False
    if re.match(r"the\s(?:early|late)\s", match.group(), re.IGNORECASE):
        return True
    return scene.cue(place.start) in {
        "in",
        "during",
        "since",
        "until",
        "by",
        "before",
        "after",
        "from",
        "through",
        "into",
        "over",
    }


def _year_in(match: re.Match[str], scene: Scene) -> tuple[int | None, str]:
    groups = match.groupdict()
    for name in ("year", "ahead", "inner"):
        if groups.get(name):
            return int(groups[name]), "written with its year"
    for name in ("that", "head"):
        if groups.get(name):
            return named_year(groups[name], scene.today), f"of {groups[name].casefold()} year"
    return None, ""


def _whole_season(year: int, name: str, rule_: str, anchor: str = "publication") -> Reading:
    span = spans.season(year, name)
    return Reading(
        span=span,
        form="range",
        rule=rule_,
        anchor="publication" if anchor != "none" else "none",
        reference=anchor == "none",
    )


RULES: tuple[Rule, ...] = (part_of_year, quarter, half, season)
