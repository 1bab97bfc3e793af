"""Durations that count from a deed: 'two days after it was listed', '120 days after publication'.

Where the deed has a day, the days are counted from it. Where what it is told with has one, the day of the deed
follows: what was done on 13 September, one day after another thing, tells that the other was done on 12 September.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.extraction.dates import spans
from tracker.extraction.dates.scene import Point, Reading, Scene
from tracker.extraction.dates.spans import Span
from tracker.extraction.dates.words import number, pattern

_COUNTED = pattern(r"(?:(?:just|only|exactly) )?(?P<count>{COUNT}) (?P<unit>day|week|month|year)s?")
_AT_ONCE = frozenset({"minutes", "moments"})
_SIDE = re.compile(r"\s+(after|before)\s+", re.IGNORECASE)
_ACT = re.compile(
    r"(?:(?:its|the|their|that) )?(publication|issuance|issue|signature|signing|adoption|announcement|designation"
    r"|release)\b",
    re.IGNORECASE,
)
_DONE = {
    "publication": r"publish|publication|print|appear",
    "issuance": r"issu",
    "issue": r"issu",
    "signature": r"sign",
    "signing": r"sign",
    "adoption": r"adopt",
    "announcement": r"announc",
    "designation": r"designat",
    "release": r"releas|publish",
}
_COMES = re.compile(
    r"(?:it|they|this|that|(?:the|this|that|these|those)(?: [\w-]+){1,3}) (?:comes?|came|follows|followed)\s+"
    r"(?:just |only )?$",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"(?<!which )(?<!who )\b"
    r"(?:was|were|had|has|have|is|are|did|would|could|said|told|took|gave|made|came|began|put|met|went|won|lost|cut"
    r"|[a-z]{3,12}ed (?:a|an|the|its|his|her|their|in|on|to|by|from|with|for|off|up|out|new|more|\d)"
    r"|[a-z]{3,12}s (?:a|an|the|its|his|her|their|it|them|him|us|into|\d{1,6}))\b"
)
_LOOK_AHEAD = 240


def anchored(points: list[Point], since: int, scene: Scene) -> list[Point]:
    """The points from an index on, those of one sentence, with days for what is counted from a deed."""
    return [_settled(points, since, index, scene) for index in range(since, len(points))]


def _settled(points: list[Point], since: int, index: int, scene: Scene) -> Point:
    point = points[index]
    side = _SIDE.match(scene.text, point.end, scene.sentence.end)
    if point.reading.span or side is None or point.reading.form not in {"duration", "vague"}:
        return point
    sign = 1 if side.group(1).casefold() == "after" else -1
    rest = scene.text[side.end() : min(side.end() + _LOOK_AHEAD, scene.sentence.end)]
    if (act := _ACT.match(rest)) is not None:
        day = _day_of_act(points[:index], _DONE[act.group(1).casefold()], scene)
        return _dated(point, _counted(point, day, sign, scene), side.end() + act.end())
    opens = scene.text[point.start].isupper()
    clause = re.split(r"[,;:]" if opens else r"[;:]", rest, maxsplit=1)[0]
    if not _FINITE.search(clause):
        return point
    if opens and (inner := _day_within(points[index + 1 :], side.end(), scene)):
        return _dated(point, _counted(point, inner, sign, scene), side.end(1))
    told = _counted(point, _day_beside(points, since, index, scene), -sign, scene)
    return replace(point, deed=(side.end(), side.end() + len(clause), told)) if told.span else point


def _dated(point: Point, reading: Reading, tail: int) -> Point:
    return replace(point, reading=reading, tail=tail) if reading.span else point


def _counted(point: Point, day: Span | None, sign: int, scene: Scene) -> Reading:
    """The day so many days from another; without days for 'about three weeks'."""
    words = scene.text[point.start : point.end].casefold()
    match = _COUNTED.fullmatch(words)
    count = number(match["count"]) if match else None
    if day is None or not (words in _AT_ONCE or count):
        return point.reading
    unit = match["unit"].casefold() if match else "day"
    way = "after" if sign > 0 else "before"
    rule = f"{count} {unit}(s) {way} the date beside it" if count else "day of the date beside it"
    return Reading(span=spans.moved(unit, day.start, sign * (count or 0)), form=unit, rule=rule, anchor="text")


def _day_within(following: list[Point], start: int, scene: Scene) -> Span | None:
    """The day of the deed itself: 'Two days after it was listed on 9 April, …'."""
    first = following[0] if following else None
    if first is None or first.reading.form != "day" or "," in scene.text[start : first.start]:
        return None
    return first.reading.span


def _day_of_act(before: list[Point], stems: str, scene: Scene) -> Span | None:
    """The last day before it with the verb of the act in front: 'published on 2 September'."""
    for point in reversed(before[-40:]):
        lead = scene.text[max(0, point.lead - 40) : point.lead]
        if point.reading.form == "day" and point.reading.span and re.search(rf"\b(?:{stems})\w*[^.;]*$", lead, re.I):
            return point.reading.span
    return None


def _day_beside(points: list[Point], since: int, index: int, scene: Scene) -> Span | None:
    """The day of the clause that the duration belongs to: before it in the sentence, or of the sentence before."""
    for point in reversed(points[since:index]):
        if point.reading.form == "day" and point.reading.span and point.cue not in {"until", "by", "since", "before"}:
            return point.reading.span
    heading = points[since - 1] if since else None
    if heading and not re.search(r"[^\W_]", scene.text[heading.end : points[index].start]):
        return heading.reading.span if heading.reading.form == "day" else None
    head = scene.text[max(scene.sentence.start, points[index].start - 60) : points[index].start]
    if _COMES.fullmatch(head.strip() + " ") and points[index].start - scene.sentence.start < 60:
        told = next((p for p in reversed(points[:since]) if p.reading.span and not p.aside), None)
        return told.reading.span if told and told.reading.form == "day" else None
    return None
