"""Walks over the sentences and reads an amount wherever a number, a sign or a number word begins one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.extraction.amounts.context import Bound, Movement, counted_by, hedge, movement
from tracker.extraction.amounts.figures import AmountKind, Figure, figure_at, pair_at
from tracker.extraction.amounts.units import CODES, NUMBERS
from tracker.extraction.text import Sentence, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountMention:
    """An amount; ``text`` equals ``article.text[start:end]``."""

    start: int
    end: int
    text: str
    value: float
    unit: str
    """An ISO 4217 code, ``percent``, ``percentage points``, ``basis points``, or a plural noun such as ``wafers``."""
    kind: AmountKind
    approximate: bool
    """Whether 'about', 'nearly', 'more than' or the like stands before it."""
    bound: Bound | None
    """``at least`` when the true figure may be higher, ``up to`` when lower; the two ends of a range have one each."""
    per: str | None
    """What the amount is counted by, as written: ``a year``."""
    direction: Movement | None
    """Which way a percentage or sum moved, by the words that govern it; ``None`` for a level."""


_OPENERS = frozenset(NUMBERS) | {"a", "an", "half", "one"} | {code.casefold() for code in CODES}
_OPENERS |= frozenset("us hk a au ca can c nt s sg nz r cn jp rmb rs rs. rm".split())
_GLUED = re.compile(rf"(?:RMB|Rs|RM|{'|'.join(CODES)})\d")
_MARKS = frozenset("$€£¥₩₹")
_SIGNS_OF_CHANGE = frozenset("-−+")
_INSIDE_A_NAME = re.compile(r"[\w.,/][-–/.]$|[^\W_]$")


def find_amounts(text: str, sentences: tuple[Sentence, ...]) -> tuple[AmountMention, ...]:
    """Every amount in order; a range such as '10-15%' gives its two ends."""
    found: list[AmountMention] = []
    for sentence in sentences:
        reached = sentence.start
        for index, token in enumerate(sentence.tokens):
            if token.start >= reached and _may_open(text, token):
                found.extend(_amounts_at(text, sentence, index))
                reached = max(reached, found[-1].end if found else 0)
    return tuple(found)


def _may_open(text: str, token: Token) -> bool:
    first = token.text[0]
    if first in _SIGNS_OF_CHANGE:
        return text[token.start - 1 : token.start].isspace() or token.start == 0
    if not (first.isdecimal() or first in _MARKS or token.text.casefold() in _OPENERS or _GLUED.match(token.text)):
        return False
    before = text[max(0, token.start - 2) : token.start]
    return first in _MARKS or _INSIDE_A_NAME.search(before) is None


def _amounts_at(text: str, sentence: Sentence, index: int) -> list[AmountMention]:
    start = sentence.tokens[index].start
    if (pair := pair_at(text, start, sentence.end)) is not None:
        low, high = pair
        return [_mention(low, text, sentence, index, "at least"), _mention(high, text, sentence, index, "up to")]
    figure = figure_at(text, start, sentence.end)
    return [_mention(figure, text, sentence, index, None)] if figure else []


def _mention(figure: Figure, text: str, sentence: Sentence, index: int, end_of_range: Bound | None) -> AmountMention:
    first = sentence.tokens[index]
    before = hedge(text, sentence, first.start)
    went = movement(sentence, before.start, figure.end) if figure.kind != "count" else None
    return AmountMention(
        start=figure.start,
        end=figure.end,
        text=text[figure.start : figure.end],
        value=figure.value,
        unit=figure.unit,
        kind=figure.kind,
        approximate=before.approximate,
        bound=end_of_range or before.bound,
        per=counted_by(text, sentence, figure.end),
        direction="down" if first.text in {"-", "−"} else went,
    )
