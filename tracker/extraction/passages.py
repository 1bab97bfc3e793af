"""The sentences of an article with what each names, dates and counts, asked by quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol, TypeVar

from tracker.extraction.amounts import AmountMention, find_amounts
from tracker.extraction.cast import Cast
from tracker.extraction.dates import DateMention, find_dates
from tracker.extraction.frames import load_lexicon
from tracker.extraction.naming import Reference, find_names
from tracker.extraction.parsing import Asked, parse
from tracker.extraction.text import Sentence, sentences
from tracker.knowledge import Knowledge
from tracker.model import Article, DateInterval, Entity, Kind

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity, and the words that stand for it in the text."""

    key: str
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence that can be asked what a quote of it holds; offsets count in the article."""

    sentence: Sentence
    published: date | None
    references: tuple[Reference, ...]
    times: tuple[DateMention, ...]
    sums: tuple[AmountMention, ...]

    @property
    def start(self) -> int:
        """Where the sentence begins."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.sentence.end

    @property
    def text(self) -> str:
        """The sentence."""
        return self.sentence.text

    def spans(self, quote: str) -> list[tuple[int, int]]:
        """Where the quote stands in the sentence as whole words."""
        if not quote.strip():
            return []
        found = re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", self.text)
        return [(self.start + m.start(), self.start + m.end()) for m in found]

    def finds(self, quote: str) -> bool:
        """Whether the quote stands in the sentence as whole words."""
        return bool(self.spans(quote))

    def dates(self, quote: str) -> Sequence[DateMention]:
        """The expressions of time that the quote holds or is part of."""
        return self.touched(quote, self.times)

    def amounts(self, quote: str) -> Sequence[AmountMention]:
        """The amounts that the quote holds or is part of."""
        return self.touched(quote, self.sums)

    def touched(self, quote: str, found: Iterable[S]) -> Sequence[S]:
        """Of spans those that the first place of the quote holds or is part of."""
        for start, end in self.spans(quote)[:1]:
            return [f for f in found if (start <= f.start and f.end <= end) or (f.start <= start and end <= f.end)]
        return []

    def is_ahead(self, interval: DateInterval | None) -> bool:
        """Whether the days lie after the publication."""
        return interval is not None and self.published is not None and interval.start > self.published


class Passages:
    """An article read as far as names, dates and amounts; which of its sentences hold a quote."""

    def __init__(self, article: Article, knowledge: Knowledge) -> None:
        """Read the body once."""
        found = sentences(article.text)
        naming = find_names(article, found, knowledge)
        times = find_dates(article.text, found, article.published or _NEVER)
        if article.published is None:
            times = tuple(t for t in times if not t.relative and t.anchor == "none")
        sums = find_amounts(article.text, found)
        self.entities: tuple[Entity, ...] = naming.entities
        self._lexicon = load_lexicon()
        self._cast = Cast(article.text, naming, knowledge)
        self._passages = [
            Passage(
                sentence=sentence,
                published=article.published.date() if article.published else None,
                references=_inside(naming.references, sentence),
                times=_inside(times, sentence),
                sums=_inside(sums, sentence),
            )
            for sentence in found
        ]

    def holding(self, quote: str) -> list[Passage]:
        """The sentences in which the quote stands as whole words."""
        return [passage for passage in self._passages if quote in passage.text and passage.finds(quote)]

    def states(self, passage: Passage) -> bool:
        """Whether the sentence states something: it asks nothing, and its verb has a subject that is not the reader."""
        if passage.text.rstrip("”\"’') ").endswith("?"):
            return False
        heading = next((t.end - passage.start for t in passage.times if t.start == passage.start), 0)
        asked = Asked(sentence=passage.sentence, names=passage.references, dates=passage.times, heading=heading)
        clauses = next(parse([asked], self._lexicon.lemmas))
        root = next(word.index for word in clauses.words if word.head < 0)
        subjects = clauses.labelled(root, "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl")
        return bool(subjects) and not any(clauses.lemmas[subject] == "you" for subject in subjects)

    def named(self, passage: Passage, quote: str, kinds: tuple[Kind, ...]) -> Sequence[Named]:
        """The entities of the one reference that the quote holds or is part of; none where several would fit."""
        touched = passage.touched(quote, passage.references)
        fitting = [found for reference in touched if (found := self._people(reference, kinds))]
        return fitting[0] if len(fitting) == 1 else ()

    def are_topical(self, types: Sequence[str]) -> bool:
        """Whether an article that tells events of these types is about trade or technology controls."""
        words = (token.text for passage in self._passages for token in passage.sentence.tokens)
        return self._lexicon.is_topical(types, words)

    def _people(self, reference: Reference, kinds: tuple[Kind, ...]) -> list[Named]:
        people = (self._cast.fitting(key, kinds) for key in reference.keys)
        return [Named(key=person.key, name=person.name, words=reference.text) for person in people if person]


def _inside(found: Iterable[S], sentence: Sentence) -> tuple[S, ...]:
    return tuple(f for f in found if sentence.start <= f.start and f.end <= sentence.end)
