"""One sentence with all that is known about its words: syntax, who is meant, when, how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from tracker.extraction.amounts import AmountMention
from tracker.extraction.clauses import Clauses, Word
from tracker.extraction.dates import DateMention
from tracker.extraction.grammar import load_grammar, words_of
from tracker.extraction.lemmas import Lemmas
from tracker.extraction.naming import Reference
from tracker.extraction.text import Sentence


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Span)

_NO_NAME = frozenset({"demonym", "descriptor", "pronoun", "office", "plural"})
_PAST = ("ed", "ld", "id", "ave", "ook", "ut", "ew", "oze", "ote", "ot", "uck", "ught")
_NO_VERB = frozenset({"but", "out", "about", "not", "without", "got", "indeed", "need", "new", "few", "through", "throughout"})
_NO_SUBJECT = frozenset(
    {
        "and",
        "or",
        "but",
        "that",
        "which",
        "who",
        "said",
        "announced",
        "until",
        "since",
        "by",
        "from",
        "was",
        "were",
        "is",
        "are",
    }
)


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


def parse(sentence: Sentence, lemmas: Lemmas, names: Sequence[Reference], dates: Sequence[DateMention]) -> Clauses:
    """The clauses of a sentence.

    The parser sees every name as one word and no date between a subject and its verb ('the ministry on
    Friday revoked'): both are known already, and both are what a parser of general English trips over.
    """
    spans = [(sentence.start + a, sentence.start + b) for a, b in words_of(sentence.text)]
    texts = [sentence.text[a - sentence.start : b - sentence.start] for a, b in spans]
    groups = _names_as_one(spans, texts, names)
    dropped = _dates_before_verbs(spans, texts, dates)
    shown = [g[0] for g in groups if g[0] not in dropped]
    tree = load_grammar().parse([texts[_spoken(g, texts)] for g in groups if g[0] not in dropped])
    heads, labels, tags, fine = [-1] * len(spans), ["flat"] * len(spans), ["PROPN"] * len(spans), ["NNP"] * len(spans)
    for i, first in enumerate(shown):
        heads[first] = shown[tree.heads[i]] if tree.heads[i] >= 0 else -1
        labels[first], tags[first], fine[first] = tree.labels[i], tree.tags[i], tree.fine_tags[i]
    for group in groups:
        for other in group[1:]:
            heads[other] = group[0]
    for index, verb in dropped.items():
        heads[index], labels[index] = verb, "obl"
    _coordinate_alike(spans, heads, labels, names)
    return Clauses(
        [
            Word(
                index=i,
                start=a,
                end=b,
                text=texts[i],
                lemma=lemmas.of(texts[i]),
                tag=tags[i],
                fine=fine[i],
                head=heads[i],
                label=labels[i],
            )
            for i, (a, b) in enumerate(spans)
        ]
    )


def _coordinate_alike(
    spans: Sequence[tuple[int, int]], heads: list[int], labels: list[str], names: Sequence[Reference]
) -> None:
    """Coordinate names of one kind: in 'G42 of Abu Dhabi and Humain' Humain goes with G42."""
    kinds = {}
    for name in names:
        covered = [i for i, (a, b) in enumerate(spans) if name.start <= a and b <= name.end]
        head = next((i for i in covered if heads[i] not in covered), None)
        if head is not None:
            kinds[head] = name.kind
    for index, kind in kinds.items():
        above = heads[index]
        if labels[index] != "conj" or above not in kinds or kinds[above] == kind:
            continue
        while above in kinds and labels[above] in {"nmod", "conj", "appos", "compound", "nmod:poss"} and heads[above] >= 0:
            above = heads[above]
            if kinds.get(above) == kind and above < index:
                heads[index] = above
                break


def _names_as_one(
    spans: Sequence[tuple[int, int]], texts: Sequence[str], names: Sequence[Reference]
) -> list[list[int]]:
    """The word numbers in groups: one for each name of several words, one for every other word."""
    group_of: dict[int, int] = {}
    nation: list[int] = []
    for name in names:
        covered = [i for i, (a, b) in enumerate(spans) if name.start <= a and b <= name.end]
        if name.kind == "agency" and nation and nation[-1] + 1 == covered[0]:
            covered = nation + covered  # 'the U.S. Commerce Department' is one name to the parser
        nation = covered if name.kind == "place" else []
        if len(covered) > 1 and name.rule not in _NO_NAME and texts[covered[0]][:1].isupper():
            group_of.update(dict.fromkeys(covered, covered[0]))
    groups: dict[int, list[int]] = {}
    for i in range(len(spans)):
        groups.setdefault(group_of.get(i, i), []).append(i)
    return list(groups.values())


def _spoken(group: Sequence[int], texts: Sequence[str]) -> int:
    """The word that stands for a name of several: its last, or what comes before an 'of'."""
    words = [texts[i].casefold() for i in group]
    if len(group) == 1:
        return group[0]
    for link in ("of", "for", "on"):
        if link in words[1:]:
            return group[words.index(link) - 1]
    return group[-1]


def _dates_before_verbs(
    spans: Sequence[tuple[int, int]], texts: Sequence[str], dates: Sequence[DateMention]
) -> dict[int, int]:
    """Words of dates that stand right before a verb form, with the number of that verb."""
    dropped = {}
    for found in dates:
        covered = [i for i, (a, b) in enumerate(spans) if found.start <= a and b <= found.end]
        if not covered or covered[0] < 2 or covered[-1] + 1 >= len(spans):
            continue
        first, after = covered[0], covered[-1] + 1
        if texts[first - 1].casefold() in {"on", "in"}:
            first -= 1
        if (
            texts[first - 1].isalnum()
            and texts[first - 1].casefold() not in _NO_SUBJECT
            and texts[after].endswith(_PAST)
            and texts[after].casefold() not in _NO_VERB
        ):
            dropped.update(dict.fromkeys(range(first, after), after))
    return dropped


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
