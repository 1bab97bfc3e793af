"""What surrounds an expression of time: the preposition in front, the tense, the dates that came before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from tracker.extraction.dates.spans import Direction, Span
from tracker.extraction.dates.tenses import BREAKS, DEADLINE, LASTED, LINKING, SKIPPED, SMALL_WORDS, telling
from tracker.extraction.text import Sentence

_CUE = re.compile(
    r"""(?<![\w’'-])(?:
      (?P<outer>effective|starting|beginning|since|until|till|by|before|after|from|as\ early\ as|as\ late\ as
        |as\ soon\ as|dated|no\ later\ than|as\ of|as\ from|prior\ to|ahead\ of|run-up\ to|following|through|throughout
        |between|within)
      (?:\s(?:at\ least|at|as|about|around|from|with|on|in|the|midnight|midday|noon|sometime|just|next|shortly|only
        |\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?|[A-Z]{2,4}T|GMT))*
      |(?:quarter|half|year|period|months|weeks)\s(?P<close>ended|ending)
      |(?P<inner>on|in|for|during|over|to|at|of|around|into|per|upon|under|last|this|next|and|through)
      (?:\s(?:about|around|the|just|at\ least))*
    )\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
_SAME = {"till": "until", "no later than": "by", "prior to": "before", "as from": "from", "upon": "on"}

_NAMES = re.compile(
    r"\s(?:[a-z-]+\s)?(?:rules?|controls?|curbs?|bans?|regime|order|regulations?|restrictions?|measures?|package)\b"
)
"""What is named by the month of its making: 'the October controls'."""
_PUT_AT = re.compile(r"\b(?:puts?|set|fixed) at\s$")
_STOPS = frozenset({";", ":"})
_PRONOUNS = frozenset("it he she they we was were had".split())
_REPORTS = re.compile(r"(?:said|say|says|saying|ed|told|shows?|report|news)\s$", re.IGNORECASE)
"""Before 'that' with what was reported; after any other word 'that' describes a noun."""

_ENDS = frozenset({"until", "through"})
"""Before the end of a term, from which no story goes on."""

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
    sentence: int
    """Where its sentence begins."""
    aside: bool
    """Whether it stands in a clause that only describes a noun: 'the rule, published on 29 September, …'."""
    reading: Reading
    tail: int = 0
    """Where the words after it that belong to it end ('two days *after*'); 0 without such words."""
    deed: tuple[int, int, Reading] | None = None
    """Where the clause begins and ends from whose deed it counts, and the day that follows for that deed."""


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
        if cue in {"ahead of", "run-up to", "next", "as soon as"} or self._is_fixed(place):
            return "future", True
        before = self._clause_before(place)
        opens = all(word.casefold() in SMALL_WORDS for word in before)
        after = self._clause_after(place, SKIPPED | {","} if opens else SKIPPED)
        if cue == "until":
            over = LASTED & set(before[:4]) or (opens and "had" in after)
            return ("past", True) if over else ("future", False)
        if self.text[place.end : place.end + 2] in {"'s", "’s"}:
            return telling(after, forward=True)
        found = telling(before)
        if not found[1] and (ahead := telling(after, forward=True))[1]:
            found = ahead if found[0] is None or cue == "by" else found
        if found[0] is None and opens and place.token == len(before):
            found = telling(self._clause_after(place, SKIPPED | {","}, breaks=_STOPS), forward=True)
        if found[0] is None:
            return self._tense_without_verb(place, cue), False
        return found if cue not in {"to", "through", "by", "for"} else (found[0], found[1] and found[0] == "future")

    def _is_fixed(self, place: Place) -> bool:
        """'The Friday deadline', 'a day that the bureau put at Dec. 31'."""
        before = self.text[max(self.sentence.start, place.start - 12) : place.start]
        return bool(DEADLINE.match(self.text, place.end) or _PUT_AT.search(before))

    def _tense_without_verb(self, place: Place, cue: str | None) -> Direction | None:
        if not _ends_with_article(self.text, place.start):
            return "future" if cue in {"by", "effective"} else None
        return "past" if _NAMES.match(self.text, place.end) else None

    def is_aside(self, place: Place) -> bool:
        """Whether the clause up to the expression opens with 'which', or with a participle after a comma."""
        first = ""
        for token in reversed(self.sentence.tokens[max(0, place.token - 12) : place.token]):
            word = token.text.casefold()
            if word in {"which", "who", "whom"} or (word == "," and first.endswith("ed") and len(first) > 4):
                return True
            if word in BREAKS and word != "that":
                return False
            if word == "that" and first in _PRONOUNS:
                return not _REPORTS.search(self.text[max(0, token.start - 12) : token.start])
            first = word
        return False

    def last_point(self) -> Point | None:
        """The latest expression before that fixes days and can be counted from."""
        return next(self.told(), None)

    def told(self) -> Iterator[Point]:
        """What can be counted from, best first: the dates of this sentence, of the story before it, of its asides."""
        known = [
            p for p in reversed(self.points[-_REMEMBERED:]) if p.reading.span is not None and not p.reading.comparison
        ]
        later: list[Point] = []
        for point in known:
            here = point.sentence == self.sentence.start and point.cue not in _ENDS
            if here or not (point.aside or point.cue in _ENDS):
                yield point
            else:
                later.append(point)
        yield from later

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
            if token.text.casefold() in BREAKS or (len(words) > 1 and token.text in LINKING):
                break
            words.append(token.text.lower() if token.start == self.sentence.start else token.text)
        return words

    def _clause_after(self, place: Place, skipped: frozenset[str], breaks: frozenset[str] = BREAKS) -> list[str]:
        words: list[str] = []
        for token in self.sentence.tokens[place.token : place.token + 35]:
            if token.start < place.end or (not words and token.text in skipped):
                continue
            if token.text.casefold() in breaks:
                break
            words.append(token.text)
        return words


def _ends_with_article(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].casefold().endswith("the ")
