"""What surrounds an expression of time: the preposition in front, the tense, the dates that came before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from tracker.extraction.dates.spans import Direction, Span
from tracker.extraction.text import Sentence

_CUE = re.compile(
    r"""(?<![\w’'-])(?:
      (?P<outer>effective|starting|beginning|since|until|till|by|before|after|from|as\ early\ as|as\ late\ as|dated
        |no\ later\ than|as\ of|as\ from|prior\ to|ahead\ of|following|through|throughout|between|within|ended|ending)
      (?:\s(?:at\ least|at|as|about|around|from|with|on|in|the|midnight|sometime|just|next|shortly|only))*
      |(?P<inner>on|in|for|during|over|to|at|of|around|into|per|upon|under|last|this|next|and|through)
      (?:\s(?:about|around|the|just|at\ least))*
    )\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
_SAME = {"till": "until", "no later than": "by", "prior to": "before", "as from": "from", "upon": "on"}

_BREAKS = frozenset(', ; : ( ) “ ” " — – that which who whom while because although though whereas if'.split())
_FUTURE = frozenset(
    """will shall 'll ’ll would wo must should can could might may upcoming planned scheduled slated due expected expects
    expect deadline takes take expires expire enters coming plans plan hopes intends aims begins starts opens""".split()
)
_SAID = frozenset(
    """said told announced reported added noted wrote stated declared confirmed disclosed revealed warned unveiled was were
    had did met held came went made took gave began became left rose fell saw sent got won lost hit cut put set bought
    sold paid brought led ran grew shut struck fled sought taught stood kept knew found thought spoke swore dealt hurt
    dropped slipped jumped climbed gained surged tumbled closed ended issued filed imposed banned blocked""".split()
)
_AIMED = frozenset(
    """plan plans planned planning set due scheduled expected expects agreed agree agrees going slated poised want wants
    hopes hope intends intend aims pledged vowed promised preparing prepares ready likely decided ordered required
    deadline urged about continue allowed cleared supposed able""".split()
)
_BE = frozenset("be been being was were is are am 's ’s".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an expression stands: character offsets and the index of its first token in the sentence."""

    start: int
    end: int
    token: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression means."""

    span: Span | None
    form: str
    rule: str = ""
    anchor: Literal["publication", "text", "none"] = "none"
    part: tuple[int, int | None] | None = None
    """Month and day of a date written without its year, so that a neighbour may lend one."""
    reference: bool = False
    """Whether the year is written: such a date can anchor later ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An expression with its place in the article and its meaning."""

    start: int
    end: int
    cue: str | None
    paragraph: int
    reading: Reading


@dataclass(slots=True, kw_only=True)
class Scene:
    """One sentence, the day of publication, and what was read so far."""

    text: str
    sentence: Sentence
    published: datetime
    points: list[Point] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day of publication in the article's own zone."""
        return self.published.date()

    def cue(self, start: int) -> str | None:
        """The preposition before an offset, e.g. ``since`` for 'since at least April'."""
        match = _CUE.search(self.text[max(self.sentence.start, start - 40) : start])
        if match is None:
            return None
        word = " ".join((match.group("outer") or match.group("inner")).casefold().split())
        return _SAME.get(word, word)

    def direction(self, place: Place) -> Direction | None:
        """Whether the clause looks back or ahead, by its nearest verb."""
        cue = self.cue(place.start)
        if cue == "since":
            return "past"
        if cue == "ahead of":
            return "future"
        before, after = self._clause_before(place), self._clause_after(place)
        possessive = self.text[place.end : place.end + 2] in {"'s", "’s"}
        found = (possessive and _tense(after, forward=True)) or _tense(before) or _tense(after, forward=True)
        if found is None and cue in {"until", "by", "effective"}:
            return "future"
        return found

    def last_point(self) -> Point | None:
        """The latest expression before that fixes days and can be counted from."""
        return next((p for p in reversed(self.points) if p.reading.span and p.reading.form != "set"), None)

    def narrative(self, *, same_sentence: bool = False) -> Span | None:
        """The last date with a written year in this paragraph, unless the text has come back to the present since."""
        for point in reversed(self.points):
            here = point.start >= self.sentence.start
            if point.paragraph != self.sentence.paragraph or (same_sentence and not here):
                return None
            if point.reading.anchor == "publication":
                return None
            if point.reading.reference and point.reading.span and point.reading.span.precision != "year":
                return point.reading.span
        return None

    def _clause_before(self, place: Place) -> list[str]:
        words: list[str] = []
        for token in reversed(self.sentence.tokens[max(0, place.token - 30) : place.token]):
            if token.text.casefold() in _BREAKS:
                break
            words.append(token.text)
        return words

    def _clause_after(self, place: Place) -> list[str]:
        words: list[str] = []
        for token in self.sentence.tokens[place.token : place.token + 35]:
            if token.start < place.end or (not words and token.text in {",", "'s", "’s", "."}):
                continue
            if token.text.casefold() in _BREAKS:
                break
            words.append(token.text)
        return words


def _tense(words: list[str], *, forward: bool = False) -> Direction | None:
    """The direction of the first telling verb; ``words`` run backwards from the expression unless ``forward``."""
    weak: Direction | None = None
    for at, original in enumerate(words):
        word = original.casefold()
        neighbour = (words[at - 1] if at else "") if not forward else (words[at + 1] if at + 1 < len(words) else "")
        earlier = (words[at - 1] if at else "") if forward else (words[at + 1] if at + 1 < len(words) else "")
        if word in _FUTURE and original.islower():
            if neighbour.casefold() == "have":
                return "past"
            return "future"
        if word == "to" and earlier.casefold() in _AIMED:
            return "future"
        if word in _SAID and not (earlier.casefold() in _BE and word not in _BE):
            return "past" if word not in _BE or neighbour.casefold() not in _AIMED else "future"
        if weak is None and len(word) > 4 and word.endswith("ed") and earlier.casefold() not in _BE:
            weak = "past"
            if forward:
                return weak
    return weak
