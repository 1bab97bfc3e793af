"""Prints what the date reader finds as TIMEX3 values, for scoring against TimeML corpora (TempEval-3)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from tracker.extraction.dates import find_points
from tracker.extraction.dates.scene import Point
from tracker.extraction.dates.spans import Span, moved
from tracker.extraction.dates.words import number
from tracker.extraction.text import sentences

_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_LETTERS = {"second": "TS", "minute": "TM", "hour": "TH"}
_PRESENT = "now right currently current presently nowadays these present as moment".split()
_FUTURE = "soon future coming next near foreseeable term later".split()


def extract(text: str, published: datetime) -> list[tuple[int, int, str]]:
    """Start, end and TIMEX3 value of every expression; the ends of a range are given one by one, as in TimeML."""
    aware = published.replace(tzinfo=published.tzinfo or UTC)
    return [piece for p in find_points(text, sentences(text), aware) for piece in _pieces(p, text, aware)]


def _end(span: Span | None, words: str, published: datetime) -> date | None:
    """The last day of a period, by the words that name it where the period itself has no days."""
    last = span or next((p.reading.span for p in find_points(words, sentences(words), published)), None)
    return last.end if last else None


_TWO_DAYS = re.compile(r"(.*\d)\s(?:and|to|through)\s(\d.*)", re.DOTALL)
_ENDED = re.compile(
    r"(.*\bquarter|.*\byear|.*\bmonths)\s(?:that\s|which\s)?(?:ended|ending)\s(?:on\s|in\s)?(.*)", re.DOTALL
)


def _pieces(point: Point, text: str, published: datetime) -> list[tuple[int, int, str]]:
    """One expression, or the two that TimeML makes of 'April 8 and 9' and of 'the quarter ended Sept. 30'."""
    words, span = text[point.start : point.end], point.reading.span
    if span and point.reading.form == "range" and (two := _TWO_DAYS.fullmatch(words)):
        values = (f"{span.start:%Y-%m-%d}", f"{span.end:%Y-%m-%d}")
    elif (two := _ENDED.fullmatch(words)) and (end := _end(span, two.group(2), published)):
        quarter = f"-Q{(end.month + 2) // 3}" if "quarter" in two.group(1).casefold() else ""
        values = (
            _period(two.group(1)) if two.group(1).endswith("months") else f"{end.year}{quarter}",
            f"{end:%Y-%m-%d}" if any(c.isdecimal() for c in two.group(2)) else f"{end:%Y-%m}",
        )
    else:
        return [(point.start, point.end, _value(point, text, published.date()))]
    first, last_ = two.span(1), two.span(2)
    return [
        (point.start + first[0], point.start + first[1], values[0]),
        (point.start + last_[0], point.start + last_[1], values[1]),
    ]


def _value(point: Point, text: str, today: date) -> str:
    words = " ".join(text[point.start : point.end].casefold().split())
    span = point.reading.span
    if span is None:
        return _loose(point.reading.form, words, today)
    if "fiscal year that" in point.reading.rule:
        return _fiscal(words, span.end)
    first = span.start
    if season := next((code for name, code in _SEASONS.items() if name in words), None):
        return f"{first.year}-{season}"
    if "half of" in words and span.precision == "range" and first.month == span.end.month:
        return f"{first:%Y-%m}"
    if "weekend" in words:
        return f"{_week(first)}-WE"
    return _of_span(span)


def _of_span(span: Span) -> str:
    first = span.start
    by_precision = {
        "day": f"{first:%Y-%m-%d}",
        "week": _week(first),
        "month": f"{first:%Y-%m}",
        "quarter": f"{first.year}-Q{(first.month + 2) // 3}",
        "half": f"{first.year}-H{(first.month + 5) // 6}",
        "year": f"{first.year}",
        "range": f"{first.year}" if (first.month, first.day) == (1, 1) else f"{span.end:%Y-%m-%d}",
    }
    return by_precision[span.precision]


def _week(day: date) -> str:
    year, number_, _ = day.isocalendar()
    return f"{year}-W{number_:02}"


def _loose(form: str, words: str, today: date) -> str:
    is_bare = re.fullmatch(r"(?:days|weeks|months|years|decades|quarters)", words) is not None
    decade = re.search(r"(?:(\d\d)|['’])(\d)0s", words)
    century = re.search(r"(\d{1,2})(?:st|nd|rd|th)[- ]century", words)
    if "fiscal" in words or words.startswith("fy"):
        value = _fiscal(words, today)
    elif words.endswith(" ago") and "decade" in words and (count := number(words.split()[-3])):
        value = f"{today.year - 10 * count}"
    elif decade:
        value = f"{decade.group(1) or '19'}{decade.group(2)}"
    elif century:
        value = f"{int(century.group(1)) - 1}"
    elif before := _UNIT_BEFORE.fullmatch(words):
        value = _one_before(before.group(1), today)
    elif form in {"duration", "set"} or (form == "vague" and is_bare):
        value = _period(words)
    else:
        value = _reference(set(words.split()))
    return value


_UNIT_BEFORE = re.compile(r"the (?:past|last) (day|week|month|quarter|year|decade)")


def _one_before(unit: str, today: date) -> str:
    """'The past year' is annotated as the year before."""
    if unit == "decade":
        return str(today.year // 10 - 1)
    span = moved(unit, today, -1)
    return _of_span(span) if span else "PAST_REF"


def _reference(words: set[str]) -> str:
    if words & set(_FUTURE):
        return "FUTURE_REF"
    return "PRESENT_REF" if words & set(_PRESENT) else "PAST_REF"


def _fiscal(words: str, today: date) -> str:
    year = re.search(r"(?:19|20)\d\d", words)
    shift = -1 if "last" in words else 1 if "next" in words else 0
    quarter = re.search(r"(first|second|third|fourth)[- ](?:fiscal )?quarter|q([1-4])", words)
    base = year.group() if year else str(today.year + shift)
    return f"{base}-Q{number(quarter.group(1) or quarter.group(2))}" if quarter else base


def _period(words: str) -> str:
    if words in {"daily", "weekly", "monthly", "quarterly", "yearly", "annually", "hourly"}:
        return {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "hourly": "PT1H"}.get(
            words, "P1Y"
        )
    unit = re.search(r"(second|minute|hour|day|week|month|quarter|year|decade|centur)", words)
    if unit is None:
        return f"XXXX-{words}"
    letter = (
        {"decade": "DE", "centur": "CE"}.get(unit.group(1)) or _LETTERS.get(unit.group(1)) or unit.group(1)[0].upper()
    )
    plural = re.search(r"(?:days|weeks|months|quarters|years|decades|hours|minutes|seconds|centuries)$", words)
    counts = [
        n for w in re.split(r"[\s-]+", words[: unit.start()]) if w not in {"first", "second"} and (n := number(w))
    ]
    fraction = re.search(r"\d+\.\d", words)
    count = fraction.group() if fraction else str(counts[-1]) if counts else "X" if plural else "1"
    if letter.startswith("T"):
        return f"PT{count}{letter[1:]}"
    return f"P{count}{letter}"
