"""One sentence with all that is known about its words: syntax, who is meant, when, how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from tracker.extraction.amounts import AmountMention
from tracker.extraction.clauses import Clauses
from tracker.extraction.dates import DateMention
from tracker.extraction.naming import Reference
from tracker.extraction.text import Sentence


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Generic[S]):
    """Something found in the text, tied to the words of its sentence."""

    found: S
    words: frozenset[int]
    head: int
    """The word that the others of the span hang on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One parsed sentence with its references, dates and amounts."""

    sentence: Sentence
    number: int
    """The sentence's place in the article, from 0."""
    clauses: Clauses
    references: tuple[Placed[Reference], ...]
    dates: tuple[Placed[DateMention], ...]
    amounts: tuple[Placed[AmountMention], ...]
    standing: DateMention | None
    """The date at the head of the paragraph or list entry, under which everything in it stands."""

    def within(self, words: Iterable[int]) -> tuple[Placed[Reference], ...]:
        """The references whose head is among the words, in text order."""
        allowed = frozenset(words)
        return tuple(r for r in self.references if r.head in allowed)

    def at(self, index: int) -> Placed[Reference] | None:
        """The reference that covers a word."""
        return next((r for r in self.references if index in r.words), None)

    def text(self, words: Iterable[int]) -> str:
        """The stretch of the sentence from the first to the last of the words."""
        chosen = [self.clauses.words[i] for i in words]
        if not chosen:
            return ""
        first, last = min(w.start for w in chosen), max(w.end for w in chosen)
        return self.sentence.text[first - self.sentence.start : last - self.sentence.start]


def place(clauses: Clauses, found: Sequence[S]) -> tuple[Placed[S], ...]:
    """Tie spans to the words that they cover; a span without a word of the sentence is left out."""
    placed = []
    for span in found:
        covered = [w.index for w in clauses.words if w.start < span.end and span.start < w.end]
        if covered:
            inside = frozenset(covered)
            head = next((i for i in covered if clauses.words[i].head not in inside), covered[-1])
            placed.append(Placed(found=span, words=inside, head=head))
    return tuple(placed)
