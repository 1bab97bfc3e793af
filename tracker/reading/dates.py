"""Dates and clock times as pages print them; an impossible date is refused, never moved to the next possible one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache

from tracker.reading.data import months, zones
from tracker.reading.zones import fixed, zone_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A day, with the clock time and the zone as far as they are stated."""

    day: date
    clock: time | None
    zone: tzinfo | None
    start: int
    """Where the expression begins in the line that was searched."""
    words: str


def stamps(line: str, *, month_first: bool = False, country: str | None = None) -> list[Stamp]:
    """The dates that a line shows, in order.

    ``month_first`` decides 09/10/2025 (October 9th or 10 September); ``country`` tells abbreviations such
    as CST and IST apart.
    """
    found: list[Stamp] = []
    if not _DIGIT.search(line):
        return found
    taken = 0
    for match in _day_pattern().finditer(line[:2000]):
        if match.start() < taken:
            continue
        day = _day(match, month_first)
        if day is None:
            continue
        clock, zone, end, start = _clock_near(line, match.start(), match.end(), country)
        taken = end
        found.append(Stamp(day=day, clock=clock, zone=zone, start=start, words=line[start:end].strip()))
    return found


def iso_stamp(value: str) -> Stamp | None:
    """A machine-written date: ISO 8601, with a blank or ``T``, or the form of mail headers."""
    value = value.strip()
    match = _ISO.match(value)
    if match:
        day = _make(int(match["y"]), int(match["m"]), int(match["d"]))
        if day is None:
            return None
        clock = _time(match["h"], match["min"], match["s"]) if match["h"] else None
        zone = zone_from(match["z"], None) if match["z"] and match["z"] not in "Zz" else None
        if match["z"] and match["z"] in "Zz":
            zone = zone_from("UTC", None)
        return Stamp(day=day, clock=clock, zone=zone if clock else None, start=0, words=match.group())
    return next(iter(stamps(value[:100])), None)


def moment_of(stamp: Stamp, zone: tzinfo | None) -> datetime | None:
    """The instant, if a clock time and a zone are known; ``zone`` is used where the stamp states none."""
    zone = stamp.zone or zone
    if stamp.clock is None or zone is None:
        return None
    try:
        return fixed(datetime.combine(stamp.day, stamp.clock, tzinfo=zone))
    except (OverflowError, ValueError):
        return None


def offset_between(local: Stamp, instant: datetime) -> timedelta | None:
    """The offset under which a printed local time is this instant: a multiple of a quarter of an hour, else
    ``None``."""
    if local.clock is None:
        return None
    naive = datetime.combine(local.day, local.clock)
    utc = instant.astimezone(zone_from("UTC", None)).replace(tzinfo=None, second=0, microsecond=0)
    gap = naive.replace(second=0) - utc
    quarters = gap / timedelta(minutes=15)
    return gap if quarters == int(quarters) and abs(gap) <= timedelta(hours=14) else None


_DIGIT = re.compile(r"\d")
_ISO = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})"
    r"(?:[T\s]+(?P<h>\d{1,2}):?(?P<min>\d{2})(?::?(?P<s>\d{1,2})(?:[.,]\d+)?)?\s*(?P<z>[Zz]|[+\-−]\d{2}:?\d{2}|"
    r"[+\-]\d{2})?)?\s*$"
)


@cache
def _day_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(
        rf"""(?<![\w.])(?:
            (?P<y1>\d{{4}})\s?[-/.]\s?(?P<m1>\d{{1,2}})\s?[-/.]\s?(?P<d1>\d{{1,2}})(?![\d])
          | (?P<y2>\d{{4}})\s?[年년]\s?(?P<m2>\d{{1,2}})\s?[月월]\s?(?P<d2>\d{{1,2}})\s?[日일号]
          | (?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?\s?[-\s]?\s?(?:de\s|of\s|d[’'])?
            (?P<m3>{names})\b\.?,?\s?[-\s]?\s?(?:de\s|del\s)?(?P<y3>\d{{4}})(?!\d)
          | (?P<m4>{names})\b\.?\s?[-\s]?\s?(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})(?!\d)
          | (?P<d6>\d{{1,2}})\.\s?(?P<m6>\d{{1,2}})\.\s?(?P<y6>\d{{2}})(?![\d.])
          | (?P<a5>\d{{1,2}})(?P<sep>[./-])(?P<b5>\d{{1,2}})(?P=sep)(?P<y5>\d{{4}})(?!\d)
        )""",
        re.IGNORECASE | re.VERBOSE,
    )


def _day(match: re.Match[str], month_first: bool) -> date | None:
    part = match.groupdict()
    for n in ("1", "2"):
        if part[f"y{n}"]:
            return _make(int(part[f"y{n}"]), int(part[f"m{n}"]), int(part[f"d{n}"]))
    for n in ("3", "4"):
        if part[f"y{n}"]:
            return _make(int(part[f"y{n}"]), months()[part[f"m{n}"].lower()], int(part[f"d{n}"]))
    if part["y6"]:
        return _make(2000 + int(part["y6"]), int(part["m6"]), int(part["d6"]))
    first, second, year = int(part["a5"]), int(part["b5"]), int(part["y5"])
    if second > 12 or (month_first and part["sep"] != "." and first <= 12):
        return _make(year, first, second)
    return _make(year, second, first)


def _make(year: int, month: int, day: int) -> date | None:
    """The date, or ``None``: 30 February is no date, and neither is a year outside the press's own time."""
    if not 1900 <= year <= 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


_CLOCK = r"""
    (?P<pre>上午|下午|凌晨|早上|晚上|中午|오전|오후|午前|午後)?\s?(?P<h>[01]?\d|2[0-4])
    (?: \s?[:.時时點点시h]\s?(?P<min>[0-5]\d)\s?(?:分|분)?(?::(?P<s>[0-5]\d))? )? (?P<hour>\s?(?:時|时|點|点|시))?
    \s?(?P<half>[ap]\.?\s?m\b\.?|[مص](?!\w))?
    (?:\s?(?:Uhr|hrs|hours|h\b|uur|heures))?
"""


@cache
def _clock_pattern() -> re.Pattern[str]:
    table = zones()
    short = "|".join(sorted(table.abbreviations, key=len, reverse=True))
    words = "|".join(sorted(map(re.escape, table.words), key=len, reverse=True))
    zone = (
        rf"(?P<z>(?:UTC|GMT)\s?[+\-−]\s?\d{{1,2}}(?::?\d\d)?|[+\-−]\d{{2}}:?\d{{2}}\b|(?:{short})\b"
        rf"|(?i:(?:{words})\s(?:local\s|standard\s|daylight\s)?time\b))"
    )
    return re.compile(rf"(?<![\d.:/]){_CLOCK}(?:\s?[(\[,]?\s?{zone}\s?[)\]]?)?(?![\d%])", re.VERBOSE | re.IGNORECASE)


_BETWEEN_AFTER = re.compile(
    r"[\s,·|/—–-]*(?:[(（]\w{1,9}[)）])?[\s,·|/—–-]*(?:T|at|um|à|kl|om|a las|às|alle|@|às)?\s*[,.]?\s*", re.IGNORECASE
)
_BETWEEN_BEFORE = re.compile(
    r"[\s,·|(]*(?:on|am|le|el|of|\w{2,10}day,?|mon|tue|wed|thu|fri|sat|sun)?[\s,·|]*$", re.IGNORECASE
)


def _clock_near(line: str, start: int, end: int, country: str | None) -> tuple[time | None, tzinfo | None, int, int]:
    """The clock time right after the day, else right before it, with its zone; and where the whole expression
    ends and begins."""
    gap = _BETWEEN_AFTER.match(line, end)
    after = _clock_pattern().match(line, gap.end() if gap else end)
    clock = _clock(after)
    if clock is not None and after is not None:
        return clock, _zone(after, country), after.end(), start
    for before in _clock_pattern().finditer(line, max(0, start - 45), start):
        clock = _clock(before)
        if clock is not None and _BETWEEN_BEFORE.fullmatch(line, before.end(), start):
            tail = re.compile(r"\s*[(\[]?(?P<z>[A-Z]{2,4}\b)[)\]]?").match(line, end)
            zone = _zone(before, country) or (zone_from(tail["z"], country) if tail else None)
            return clock, zone, tail.end() if tail and zone else end, before.start()
    return None, None, end, start


def _clock(match: re.Match[str] | None) -> time | None:
    """The time of day; a bare number is none."""
    if match is None or not (match["min"] or match["half"] or match["hour"]):
        return None
    hour = int(match["h"])
    half = {"م": "p", "ص": "a"}.get(match["half"] or "", (match["half"] or "").lower()[:1]) or {
        "下午": "p",
        "晚上": "p",
        "午後": "p",
        "오후": "p",
        "上午": "a",
        "오전": "a",
        "午前": "a",
    }.get(match["pre"] or "", "")
    if half and hour > 12:
        half = ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return _time(str(hour), match["min"], match["s"])


def _time(hour: str | None, minute: str | None, second: str | None) -> time | None:
    try:
        return time(int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None


def _zone(match: re.Match[str], country: str | None) -> tzinfo | None:
    return zone_from(match["z"], country) if match["z"] else None
