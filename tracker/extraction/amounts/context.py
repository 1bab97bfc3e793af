"""The words around an amount: how exact it is, what it is counted by, and which way it moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracker.extraction.text import Sentence, Token

Bound: TypeAlias = Literal["at least", "up to"]
Movement: TypeAlias = Literal["up", "down"]

_EXACT = "at least|no less than|no fewer than|a minimum of|up to|at most|no more than|not more than|a maximum of"
_LOW = "at least|no less than|no fewer than|a minimum of|more than|over|above|exceeding|upwards? of"
_HIGH = "up to|as much as|as many as|at most|no more than|not more than|a maximum of|less than|under|fewer than|below"
_ABOUT = "about|around|roughly|approximately|some|nearly|almost|close to|estimated|equivalent of"
_BEFORE = re.compile(
    rf"(?:\b(?P<word>{_LOW}|{_HIGH}|{_ABOUT})(?:\s(?:a|an|the|another|some|about))?|(?P<tilde>[~≈]))\s{{0,2}}$",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\s{1,3}(?P<per>an? (?:year|month|week|day|quarter|hour|share|barrel|tonne|ton|piece|unit|chip|wafer|net tonne)"
    r"|per [a-z]{1,20}|each|apiece|annually|yearly|monthly|quarterly|weekly|daily)(?![\w-])"
    r"|\s?/\s?(?P<slash>year|month|week|day|share)(?!\w)",
    re.IGNORECASE,
)

_FALLS = frozenset(
    """fell fall falls fallen falling dropped drop drops dropping lost lose loses losing loss losses down declined
    decline declines declining slid slide slides slipped slip slips tumbled tumble tumbles plunged plunge plunges
    shed sheds sank sink sinks lower lowered decreased decrease decreases shrank shrink cut cuts reduced reduce
    reduces reduction slumped slump slumps retreated dipped dip dips eased weakened tanked plummeted crashed slashed
    contracted skidded""".split()
)
_RISES = frozenset(
    """rose rise rises risen rising gained gain gains gaining up climbed climb climbs jumped jump jumps surged surge
    surges soared soar soars advanced advance added add adds increased increase increases increasing grew grow grows
    grown growth higher rallied rally leapt leaped spiked raised raise raises hike hiked""".split()
)
_NOT_AFTER = frozenset("lost lose fell fallen cuts cut added add shed rose raised raise sank".split())
"""Verbs, which after a percentage begin the next thought: 'shares of 5% fell'."""
_STOPS = frozenset(", ; : . ( ) while but and after as when".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """'about', 'at least' and the like in front of an amount."""

    start: int
    """Where the hedge begins; the amount's own start if there is none."""
    approximate: bool
    bound: Bound | None
    """On which side the true figure lies."""


def hedge(text: str, sentence: Sentence, start: int) -> Hedge:
    """What stands before the amount at an offset and makes it less than exact."""
    since = max(sentence.start, start - 40)
    match = _BEFORE.search(text[since:start])
    if match is None:
        return Hedge(start=start, approximate=False, bound=None)
    word = " ".join((match["word"] or "~").casefold().split())
    bound: Bound | None = None
    if re.fullmatch(_LOW, word):
        bound = "at least"
    elif re.fullmatch(_HIGH, word):
        bound = "up to"
    approximate = re.fullmatch(_EXACT, word) is None
    return Hedge(start=since + match.start(), approximate=approximate, bound=bound)


def counted_by(text: str, sentence: Sentence, end: int) -> str | None:
    """'a year' of '$20 million a year', as written but in lower case."""
    match = _PER.match(text, end, sentence.end)
    if match is None:
        return None
    return " ".join((match["per"] or f"a {match['slash']}").casefold().split())


def movement(sentence: Sentence, start: int, end: int) -> Movement | None:
    """Which way it went: 'fell 3%', 'a 5% drop', 'closed 3% lower'; ``None`` for the level in 'fell to 20%'.

    ``start`` is that of the amount with its hedge.
    """
    before = [token.text.casefold() for token in _last_before(sentence, start)]
    for at, word in enumerate(after := _first_after(sentence, end)):
        if word in _STOPS or word in {"to", "on", "in", "of", "for", "at"}:
            break
        if (word in _FALLS or word in _RISES) and (word not in _NOT_AFTER or _is_noun(before, after[at:])):
            return "down" if word in _FALLS else "up"
    return _governed(before)


def _last_before(sentence: Sentence, start: int) -> tuple[Token, ...]:
    first = bisect_left(sentence.tokens, start, key=lambda token: token.start)
    return sentence.tokens[max(0, first - 8) : first]


def _first_after(sentence: Sentence, end: int) -> list[str]:
    last = bisect_left(sentence.tokens, end, key=lambda token: token.start)
    return [token.text.casefold() for token in sentence.tokens[last : last + 3]]


def _is_noun(before: list[str], rest: list[str]) -> bool:
    """'a 15% cut in tariffs' is a move; 'a 15% cut' alone may as well be a share of the revenue."""
    return rest[0] == "cut" and before[-1:] in (["a"], ["the"], ["another"], ["its"]) and rest[1:2] == ["in"]


def _governed(before: list[str]) -> Movement | None:
    for word in reversed(before):
        if word in _STOPS or word in {"to", "from", "at"}:
            return None
        if word in _FALLS:
            return "down"
        if word in _RISES:
            return "up"
    return None
