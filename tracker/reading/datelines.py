"""The place before the first sentence: 'WASHINGTON, Aug 29 (Reuters) - …'."""

from __future__ import annotations

import re

_PLACE = r"[A-Z\u00c0-\u00de][\w'’.\u00c0-\u024f-]*(?:[ /][A-Z\u00c0-\u00de][\w'’.\u00c0-\u024f-]*){0,3}"
_CAPITALS = r"[A-Z\u00c0-\u00de]{2}[A-Z\u00c0-\u00de'’.-]*(?:[ /][A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'’.-]+){0,3}"
_REGION = r"(?:,\s(?:[A-Z][\w.]*\s?){1,3})?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = rf"(?:,?\s(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?)"
_DASH = r"\s?(?:--|[-–—:])\s?"
_CAPITAL_LINE = re.compile(rf"^(?P<place>{_CAPITALS}){_REGION}{_DASH}(?=[“\"‘'A-Z\u00c0-\u00de])")
_DATED_LINE = re.compile(
    rf"^\(?(?P<place>{_PLACE}){_REGION}(?:(?i:{_DAY})(?:\s?\([^)]{{2,40}}\))?|\s?\([A-Z][^)]{{1,40}}\)){_DASH}(?=\S)"
)
_BRACKETED = re.compile(rf"^\((?P<place>{_PLACE})\){_DASH}?(?=[A-Z])")
_OWN_LINE = re.compile(
    rf"^(?P<place>{_PLACE}){_REGION},\s(?i:(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\.?\s{_MONTH}),?\s\d{{4}})$"
)
_CHINESE = re.compile(
    r"^[(（]?(?:新华社|中新社|中央社|共同社|法新社|路透社)?(?P<place>[\u4e00-\u9fff]{2,6}?)(?:\d{1,2}月)?\d{1,2}日[电電]"
)


def dateline_of(paragraph: str) -> str | None:
    """The place that a first paragraph begins with, in ordinary case; ``None`` when it begins with the story."""
    start = paragraph[:160]
    for pattern in (_CAPITAL_LINE, _DATED_LINE, _BRACKETED, _CHINESE):
        found = pattern.match(start)
        if found and len(found["place"]) > 1 and found["place"].lower() not in _NO_PLACE:
            return _ordinary(found["place"])
    return None


def dateline_alone(line: str) -> str | None:
    """The place of a line that holds only place and day: 'Eindhoven, 4 March 2025'."""
    found = _OWN_LINE.match(line)
    return _ordinary(found["place"]) if found and found["place"].lower() not in _NO_PLACE else None


_NO_PLACE = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april "
    "may june july august "
    "september october november december published updated posted correction update note editor q a".split()
)


def _ordinary(place: str) -> str:
    if not place.isupper():
        return place
    words = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda m: m.group()[0] + m.group()[1:].lower(), place)
    return re.sub(r"\b(Of|And|The|De|La|Du)\b", lambda m: m.group().lower(), words[:1] + words[1:])
