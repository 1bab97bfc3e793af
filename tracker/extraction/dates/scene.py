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
        |no\ later\ than|as\ of|as\ from|prior\ to|ahead\ of|following|through|throughout|between|within)
      (?:\s(?:at\ least|at|as|about|around|from|with|on|in|the|midnight|sometime|just|next|shortly|only))*
      |(?:quarter|half|year|period|months|weeks)\s(?P<close>ended|ending)
      |(?P<inner>on|in|for|during|over|to|at|of|around|into|per|upon|under|last|this|next|and|through)
      (?:\s(?:about|around|the|just|at\ least))*
    )\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
_SAME = {"till": "until", "no later than": "by", "prior to": "before", "as from": "from", "upon": "on"}

_BREAKS = frozenset(', ; : ( ) “ ” " — – that which who whom while because although though whereas if'.split())
_FUTURE = frozenset(
    """will shall 'll ’ll wo must upcoming due expected expects expect deadline expires expire enters coming begins
    starts opens meets meet arrives visits travels would should can could might may""".split()
)
_MODALS = frozenset("would should could might may must".split())
"""Before 'have' they look back: 'may have left on Friday'."""
_ARRANGED = frozenset("planned scheduled slated set booked".split())
"""Look ahead when 'for' or 'to' follows: 'talks planned for Friday'."""
_PAST = frozenset(
    """said told was were had did met held came went made took gave began became left rose fell saw sent got won lost
    hit put set bought sold paid brought led ran grew shut struck fled sought taught stood kept knew found thought
    spoke swore dealt hurt froze chose broke wrote drew withdrew flew threw wore bore drove rode spent lent built
    meant felt slept swept understood hung swung spun undertook forbade upheld overtook hid sank shrank slid split
    spread cast bet quit""".split()
)
_LASTED = frozenset("was were ran stayed lasted remained kept stood held closed worked served lived banned".split())
_AIMED = frozenset(
    """plan plans planned planning set due scheduled expected expects agreed agree agrees going slated poised want wants
    wanted hopes hope hoped intend intends intended aim aims aimed pledged vowed promised preparing prepares ready
    likely decided ordered required deadline urged about continue allowed cleared supposed able is are am was were it
    them him her us""".split()
)
_DEADLINE = re.compile(r"\s+(?:as (?:the|a|its) )?deadline", re.IGNORECASE)
_BE = frozenset("be been being was were is are am 's ’s".split())
_SKIPPED = frozenset({"'s", "’s", "."})
_LINKING = frozenset("after before when once since until".split())
"""Open a clause of their own when more than the expression follows them."""
_SMALL_WORDS = frozenset(
    """the a an its his her their this that these those it them him us on in at for by with from over under about
    as of against into during after before until since through more no new up out off down back""".split()
)
"""What follows a verb; after an adjective ('advanced chips') comes its noun."""


_REMEMBERED = 40
"""How many expressions back a date can still be counted from."""


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
    comparison: bool = False
    """Whether it is only the yardstick of a comparison ('from a year earlier'), from which nothing is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An expression with its place in the article and its meaning."""

    start: int
    end: int
    lead: int
    """Where the preposition in front begins; ``start`` without one."""
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
        match = self._cue(start)
        if match is None:
            return None
        word = " ".join((match["outer"] or match["close"] or match["inner"]).casefold().split())
        return _SAME.get(word, word)

    def cue_start(self, start: int) -> int:
        """Where the preposition before an offset begins; the offset itself without one."""
        match = self._cue(start)
        return start if match is None else start - len(match.group())

    def _cue(self, start: int) -> re.Match[str] | None:
        return _CUE.search(self.text[max(self.sentence.start, start - 40) : start])

    def direction(self, place: Place) -> Direction | None:
        """Whether the clause looks back or ahead, by its nearest verb."""
        return self.tense(place)[0]

    def tense(self, place: Place) -> tuple[Direction | None, bool]:
        """The direction of the clause, and whether the words are clear about it."""
        cue = self.cue(place.start)
        if cue in {"since", "last"}:
            return "past", True
        if cue in {"ahead of", "next"} or _DEADLINE.match(self.text, place.end):
            return "future", True
        before = self._clause_before(place)
        opens = all(word.casefold() in _SMALL_WORDS for word in before)
        after = self._clause_after(place, _SKIPPED | {","} if opens else _SKIPPED)
        if cue == "until":
            over = _LASTED & set(before[:4]) or (not before and "had" in after)
            return ("past", True) if over else ("future", False)
        if self.text[place.end : place.end + 2] in {"'s", "’s"}:
            return _tense(after, forward=True)
        found = _tense(before)
        if not found[1] and (ahead := _tense(after, forward=True))[1]:
            found = ahead if found[0] is None or cue == "by" else found
        if found[0] is None and not _ends_with_article(self.text, place.start) and cue in {"by", "effective"}:
            return "future", False
        return found if cue not in {"to", "through", "by", "for"} else (found[0], found[1] and found[0] == "future")

    def last_point(self) -> Point | None:
        """The latest expression before that fixes days and can be counted from."""
        return next(
            (p for p in reversed(self.points[-_REMEMBERED:]) if p.reading.span and not p.reading.comparison), None
        )

    def last_quarter(self) -> Point | None:
        """The latest quarter or half-year named in this paragraph or the two before it."""
        near = self.sentence.paragraph - 2
        return next(
            (
                p
                for p in reversed(self.points[-12:])
                if p.paragraph >= near and p.reading.form in {"quarter", "half"} and not p.reading.comparison
            ),
            None,
        )

    def narrative(self, *, same_sentence: bool = False) -> Span | None:
        """The day with a written year just before, unless the text has come back to the present since."""
        for point in reversed(self.points):
            reach = self.sentence.start if same_sentence else self.sentence.start - 400
            if point.paragraph != self.sentence.paragraph or point.start < reach:
                return None
            if point.reading.anchor == "publication" or point.cue in {"since", "until", "through"}:
                return None
            if point.reading.reference and point.reading.span and point.reading.span.precision != "year":
                return point.reading.span
        return None

    def _clause_before(self, place: Place) -> list[str]:
        words: list[str] = []
        for token in reversed(self.sentence.tokens[max(0, place.token - 30) : place.token]):
            if token.text.casefold() in _BREAKS or (len(words) > 1 and token.text in _LINKING):
                break
            words.append(token.text.lower() if token.start == self.sentence.start else token.text)
        return words

    def _clause_after(self, place: Place, skipped: frozenset[str]) -> list[str]:
        words: list[str] = []
        for token in self.sentence.tokens[place.token : place.token + 35]:
            if token.start < place.end or (not words and token.text in skipped):
                continue
            if token.text.casefold() in _BREAKS:
                break
            words.append(token.text)
        return words


def _tense(words: list[str], *, forward: bool = False) -> tuple[Direction | None, bool]:
    """The direction of the first telling verb, and whether it is certain.

    ``words`` run backwards from the expression unless ``forward``.
    """
    weak: Direction | None = None
    for at, word in enumerate(words):
        before, after = _around(words, at, forward=forward)
        if forward and after == "to" and word.endswith("ed") and before not in _BE:
            return "past", True
        if (found := _verb(word, before, after)) is not None:
            return found, at < 12
        if weak is None and word.endswith("ed") and len(word) > 4 and before not in _BE and after not in _BE:
            weak = "past"
    return weak, False


def _around(words: list[str], at: int, *, forward: bool) -> tuple[str, str]:
    """The word before and the word after one, in reading order."""
    left = words[at - 1].casefold() if at else ""
    right = words[at + 1].casefold() if at + 1 < len(words) else ""
    return (left, right) if forward else (right, left)


def _verb(word: str, before: str, after: str) -> Direction | None:
    if not word.islower():
        return None
    if word in _FUTURE:
        looks_back = (word in _MODALS and after == "have") or (word in {"could", "would"} and after == "not")
        return "past" if looks_back else "future"
    if word in {"take", "takes"} and after in {"effect", "force"}:
        return "future"
    if (word in _ARRANGED and (after in {"for", "to"} or before == "has")) or (word == "to" and before in _AIMED):
        return "future"
    if word in _PAST and not (before in _BE and word not in _BE):
        return "future" if word in _BE and after in _AIMED else "past"
    is_verb = word.endswith("ed") and len(word) > 4 and before not in _BE and before not in {"to", "has", "have"}
    return "past" if is_verb and (after in _SMALL_WORDS or after[:1].isdigit()) else None


def _ends_with_article(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].casefold().endswith("the ")
