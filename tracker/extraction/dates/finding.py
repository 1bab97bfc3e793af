"""Walks over the sentences, tries each rule where it may begin, and keeps the longest reading."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from tracker.extraction.dates import counted, explicit, fiscal, holidays, loose, periods, quarters, relative, weekdays
from tracker.extraction.dates.anchors import anchored
from tracker.extraction.dates.ranges import joined
from tracker.extraction.dates.rules import DIGITS, Rule
from tracker.extraction.dates.scene import Place, Point, Reading, Scene
from tracker.extraction.text import Sentence, Token
from tracker.model import DateInterval

_RULES: tuple[Rule, ...] = (
    *explicit.RULES,
    *holidays.RULES,
    *fiscal.RULES,
    *quarters.RULES,
    *periods.RULES,
    *weekdays.RULES,
    *relative.RULES,
    *counted.RULES,
    *loose.RULES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """The day of what an expression counts from: of the ban in 'on Friday, two days after it was banned'."""

    start: int
    """Where the clause that tells the deed begins."""
    end: int
    interval: DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """An expression of time; ``text`` equals ``article.text[start:end]``."""

    start: int
    end: int
    text: str
    interval: DateInterval | None
    """The days meant; ``None`` for durations, repetitions, vague times and dates that no calendar has."""
    form: str
    """``day``, ``week``, ``month``, ``quarter``, ``half``, ``year``, ``range``, ``duration``, ``vague`` or ``set``."""
    cue: str | None
    """The word that says how the time relates, e.g. ``since``, ``until``, ``from``, ``ago``; ``None`` without one."""
    relative: bool
    """Whether its days, or those of its deed, were counted from publication or from another date."""
    anchor: str
    """What they were counted from: ``publication``, ``text`` (a date before it) or ``none``."""
    deed: Deed | None
    """For 'two days after …': the day of what follows, where the date beside the expression tells it."""


def find_dates(text: str, sentences: tuple[Sentence, ...], published: datetime) -> tuple[DateMention, ...]:
    """Every expression of time in order, with the two ends of a range as one mention.

    ``published`` is aware and in the article's own zone, so that 'today' is the reader's today.
    """
    return tuple(_mention(point, text) for point in joined(find_points(text, sentences, published), text))


def find_points(text: str, sentences: tuple[Sentence, ...], published: datetime) -> list[Point]:
    """Every single expression, before the ends of ranges are joined."""
    points: list[Point] = []
    for sentence in sentences:
        _read_sentence(Scene(text=text, sentence=sentence, published=published, points=points))
    return points


def _starts() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = defaultdict(list)
    for rule in _RULES:
        for word in rule.starts:
            table[word].append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


_BY_START = _starts()
_CJK_DATE = re.compile(r"(?:\d{4}\s?年\s?)?\d{1,2}\s?月")


def _read_sentence(scene: Scene) -> None:
    reached, known = scene.sentence.start, len(scene.points)
    for index, token in enumerate(scene.sentence.tokens):
        if token.start < reached:
            continue
        if (point := _best(scene, token, index)) is not None:
            scene.points.append(point)
            reached = point.end
    scene.points[known:] = anchored(scene.points, known, scene)


def _best(scene: Scene, token: Token, index: int) -> Point | None:
    word = token.text.casefold()
    rules = _BY_START.get(DIGITS if word[0].isdecimal() else word)
    start = token.start
    if rules is None:
        inside = _CJK_DATE.search(token.text) if "月" in token.text or "年" in token.text else None
        if inside is None:
            return None
        rules, start = (explicit.east_asian,), token.start + inside.start()
    end = scene.sentence.end
    found = [(match, rule) for rule in rules if (match := rule.pattern.match(scene.text, start, end))]
    for match, rule in sorted(found, key=lambda pair: -pair[0].end()):
        if (point := _point(match, rule, scene, index)) is not None:
            return point
    return None


def _point(match: re.Match[str], rule: Rule, scene: Scene, index: int) -> Point | None:
    start, end = match.span()
    for extra in ("object", "end"):
        if match.re.groupindex.get(extra) and match[extra]:
            end = min(end, match.start(extra))
    if end <= start or _cuts_a_word(scene.text, start, end):
        return None
    place = Place(start=start, end=end, token=index)
    reading = rule.read(match, scene, place)
    if reading is None:
        return None
    return Point(
        start=start,
        end=end,
        lead=scene.cue_start(start),
        cue=_following_cue(scene, start, end) or scene.cue(start),
        paragraph=scene.sentence.paragraph,
        sentence=scene.sentence.start,
        aside=scene.is_aside(place),
        reading=reading,
    )


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether the span begins or ends inside a word, as in 'A-2025' or 'Mayor'."""
    before, after = text[start - 1 : start], text[end : end + 1]
    latin = after.isascii() and text[end - 1].isascii()
    return (before.isalnum() and before.isascii()) or (after.isalnum() and text[end - 1].isalnum() and latin)


_LEADING_AFTER = re.compile(r"\s+(after|before|since|into|from)\b(?! now)", re.IGNORECASE)


def _following_cue(scene: Scene, start: int, end: int) -> str | None:
    words = scene.text[start:end].casefold()
    if words.endswith("ago"):
        return "ago"
    if words.startswith(("pre-", "post-")):
        return "before" if words.startswith("pre") else "after"
    if (last := words.rsplit(maxsplit=1)[-1]) in {"later", "earlier"}:
        return last
    if re.search(r"(?:days?|weeks?|months?|years?|hours?|minutes?)$", words):
        match = _LEADING_AFTER.match(scene.text, end, scene.sentence.end)
        if match and not re.search(r"\d{4}$", words):
            return match.group(1).casefold() if match.group(1).casefold() in {"after", "before"} else None
    return None


def _mention(point: Point, text: str) -> DateMention:
    reading = point.reading
    return DateMention(
        start=point.start,
        end=point.end,
        text=text[point.start : point.end],
        interval=_interval(reading, text[point.lead : max(point.end, point.tail)]),
        form=reading.form,
        cue=point.cue,
        relative=reading.anchor != "none" or point.deed is not None,
        anchor=reading.anchor,
        deed=_deed(point, text),
    )


def _deed(point: Point, text: str) -> Deed | None:
    if point.deed is None:
        return None
    start, end, reading = point.deed
    interval = _interval(reading, text[point.start : start].rstrip())
    return Deed(start=start, end=end, interval=interval) if interval else None


def _interval(reading: Reading, words: str) -> DateInterval | None:
    span = reading.span
    if span is None:
        return None
    return DateInterval(start=span.start, end=span.end, precision=span.precision, words=words, rule=reading.rule)
