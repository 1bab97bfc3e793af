"""Finds the words that tell an event: matches the vocabulary's frames against the clauses of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Literal

from tracker.extraction.clauses import Clauses
from tracker.extraction.grammar import words_of
from tracker.extraction.lemmas import Lemmas
from tracker.extraction.sayings import TELLING
from tracker.extraction.scene import Scene
from tracker.knowledge.vocabulary import EventType, Frame, Vocabulary, Words, load_vocabulary

Part = Literal["verb", "noun", "adjective"]
Phrase = tuple[str, ...]

_TAGS: dict[Part, frozenset[str]] = {
    "verb": frozenset({"VERB", "AUX", "ADJ"}),
    "noun": frozenset({"NOUN", "PROPN", "VERB"}),
    "adjective": frozenset({"ADJ", "ADV", "NOUN", "VERB"}),
}
_WORDS = ("verb", "noun", "adjective", "particle", "object", "subject", "near", "also", "without", "sentence")
_TOPICAL = 2
"""How often an article must name a control to be about controls; an event of a control counts as once."""
_REACH = 14
"""How many words after a verb are taken for its object where the parser found none."""


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A frame ready to be matched: its words as phrases of base forms."""

    type: EventType
    frame: Frame
    part: Part
    particle: frozenset[Phrase]
    object: frozenset[Phrase]
    subject: frozenset[Phrase]
    near: frozenset[Phrase]
    also: frozenset[Phrase]
    without: frozenset[Phrase]
    sentence: frozenset[Phrase]

    @cached_property
    def _asked(self) -> tuple[frozenset[Phrase], ...]:
        """Groups of phrases of which each must stand somewhere."""
        groups = (self.sentence, self.near, self.also, self.object, self.subject, self.particle)
        return tuple(group for group in groups if group)

    @cached_property
    def _kinds(self) -> tuple[frozenset[str], ...]:
        """Groups of kinds of names of which each must stand somewhere."""
        frame = self.frame
        groups = (frame.object_kinds, _acting(frame.subject_kinds), frame.near_kinds, frame.with_kinds)
        return tuple(frozenset(group) for group in groups if group)

    def is_possible(self, lemmas: frozenset[str], kinds: frozenset[str]) -> bool:
        """Whether a sentence holds all that the frame asks for, wherever in the sentence it stands."""
        return all(not kinds.isdisjoint(group) for group in self._kinds) and all(
            any(lemmas.issuperset(phrase) for phrase in group) for group in self._asked
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word of a sentence that tells an event of some type."""

    pattern: Pattern
    index: int
    region: frozenset[int]
    """The words of its clause."""


class Lexicon:
    """The vocabulary compiled for matching; build once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile all frames of all types."""
        self._vocabulary = vocabulary
        self.lemmas = Lemmas(self._known_words())
        self.patterns: dict[str, list[Pattern]] = {}
        for event_type in vocabulary.types.values():
            for frame in event_type.frames:
                self._add(event_type, frame)
        self._topics: dict[str, list[Phrase]] = {}
        for phrase in self._phrases(("@control_topic",)):
            self._topics.setdefault(phrase[0], []).append(phrase)
        self.lemmas.verbs = frozenset(
            lemma for lemma, patterns in self.patterns.items() if any(p.part == "verb" for p in patterns)
        )

    def _known_words(self) -> Iterable[str]:
        yield from TELLING
        yield from self._vocabulary.words(("@judging",))
        for event_type in self._vocabulary.types.values():
            for frame in event_type.frames:
                for field in _WORDS:
                    for entry in self._vocabulary.words(getattr(frame, field)):
                        yield from entry.casefold().split()

    def _phrases(self, entries: Words) -> frozenset[Phrase]:
        return frozenset(self._phrase(entry) for entry in self._vocabulary.words(entries))

    def _phrase(self, entry: str) -> Phrase:
        return tuple(self.lemmas.of(entry[a:b]) for a, b in words_of(entry))

    def _add(self, event_type: EventType, frame: Frame) -> None:
        parts: tuple[tuple[Part, Words], ...] = (
            ("verb", frame.verb),
            ("noun", frame.noun),
            ("adjective", frame.adjective),
        )
        for part, entries in parts:
            words = {f: self._phrases(getattr(frame, f)) for f in _WORDS[3:]}
            pattern = Pattern(type=event_type, frame=frame, part=part, **words)
            for entry in self._vocabulary.words(entries):
                first, *rest = self._phrase(entry)
                with_particle = replace(pattern, particle=frozenset({tuple(rest)})) if rest else pattern
                self.patterns.setdefault(first, []).append(with_particle)

    def tells(self, lemmas: Iterable[str]) -> bool:
        """Whether a sentence with these base forms could tell any event."""
        return any(lemma in self.patterns for lemma in lemmas)

    def may_tell(self, lemmas: frozenset[str], kinds: frozenset[str], has_amount: bool, has_date: bool) -> bool:
        """Whether a sentence with these base forms and kinds of names could match a frame, however it is parsed.

        A sentence for which this is false has no triggers, so it need not be parsed.
        """
        return any(
            (has_amount or not pattern.frame.amount)
            and (has_date or not pattern.frame.dated)
            and pattern.is_possible(lemmas, kinds)
            for lemma in lemmas
            for pattern in self.patterns.get(lemma, ())
        )

    def is_topical(self, told: Iterable[str], words: Iterable[str]) -> bool:
        """Whether an article that tells events of these types in these words is about trade or technology controls."""
        lemmas = tuple(self.lemmas.of(word) for word in words)
        named = sum(
            lemmas[i : i + len(phrase)] == phrase
            for i, lemma in enumerate(lemmas)
            for phrase in self._topics.get(lemma, ())
        )
        return named + sum(not self._vocabulary.types[name].topical for name in told) >= _TOPICAL

    def triggers(self, scene: Scene, recent: frozenset[str] = frozenset()) -> Iterator[Trigger]:
        """Every trigger of every type, in text order; several frames of a type count once per word.

        ``recent`` names the families of the events that the sentences just before told.
        """
        told = set(recent)
        lemmas = frozenset(scene.clauses.lemmas)
        kinds = frozenset(r.found.kind for r in scene.references if r.found.keys and r.found.kind is not None)
        for word in scene.clauses.words:
            seen: set[str] = set()
            for pattern in self.patterns.get(word.lemma, ()):
                if pattern.type.id in seen or word.tag not in _TAGS[pattern.part]:
                    continue
                if not pattern.is_possible(lemmas, kinds):
                    continue
                if pattern.part == "verb" and word.tag == "ADJ" and not word.text.endswith("ed"):
                    continue
                if pattern.frame.recent and told.isdisjoint(pattern.frame.recent):
                    continue
                index = word.head if word.label == "cop" else word.index
                region = scene.clauses.region(index, deep=pattern.frame.deep)
                if _matches(pattern, scene, index, region):
                    seen.add(pattern.type.id)
                    told |= {pattern.type.family, pattern.type.id}
                    yield Trigger(pattern=pattern, index=index, region=region)


@cache
def load_lexicon() -> Lexicon:
    """The packaged vocabulary, compiled."""
    return Lexicon(load_vocabulary())


def _matches(pattern: Pattern, scene: Scene, index: int, region: frozenset[int]) -> bool:
    frame, clauses = pattern.frame, scene.clauses
    if not _words_match(pattern, scene, region):
        return False
    if pattern.part == "noun" and clauses.words[index].tag == "VERB" and clauses.labelled(index, "obj", "nsubj"):
        return False
    if frame.voice and (frame.voice == "passive") != clauses.is_passive(index):
        return False
    if frame.amount and not any(a.head in region for a in scene.amounts):
        return False
    if frame.dated and not any(d.head in region for d in scene.dates):
        return False
    return _parts_match(pattern, scene, index, region)


def _words_match(pattern: Pattern, scene: Scene, region: frozenset[int]) -> bool:
    """Whether the clause and the sentence hold the words that the frame asks for and none that it excludes."""
    told = _lemmas(scene, region)
    asked = ((pattern.near, told), (pattern.also, told), (pattern.sentence, scene.clauses.lemmas))
    return not _holds(told, pattern.without) and all(not phrases or _holds(words, phrases) for phrases, words in asked)


def _parts_match(pattern: Pattern, scene: Scene, index: int, region: frozenset[int]) -> bool:
    frame = pattern.frame
    if pattern.particle and not _holds(_lemmas(scene, _close(scene, index)), pattern.particle):
        return False
    if not _object_matches(pattern, scene, index) or not _subject_matches(pattern, scene, index):
        return False
    if frame.with_kinds and not _partner_matches(frame, scene, index, region):
        return False
    return not frame.near_kinds or _has_kind(scene, region, frame.near_kinds)


def _object_matches(pattern: Pattern, scene: Scene, index: int) -> bool:
    kinds = pattern.frame.object_kinds
    if not pattern.object and not kinds:
        return True
    words = object_words(scene, index)
    if pattern.object and not _holds(_lemmas(scene, words), pattern.object):
        return False
    if kinds and pattern.frame.direct:
        return _has_kind(scene, _heads(scene.clauses, index), kinds)
    return not kinds or _has_kind(scene, words - _beneficiaries(scene.clauses, words), kinds)


def _heads(clauses: Clauses, index: int) -> set[int]:
    """The objects with the names beside them: 'the H20 chip', 'a version of its MI450', 'a chip called X'."""
    found: set[int] = set()
    for head in clauses.objects(index):
        nouns = set(clauses.conjuncts(head))
        for noun in tuple(nouns):
            called = [c for c in clauses.labelled(noun, "acl") if clauses.lemmas[c] in _CALLED]
            nouns.update(c for participle in called for c in clauses.labelled(participle, "xcomp", "obj", "obl"))
            if clauses.lemmas[noun] in _VERSIONS:
                nouns.update(clauses.labelled(noun, "nmod"))
            nouns.update(clauses.labelled(noun, "appos", "compound", "flat", "nmod:desc"))
        found |= nouns
    return found


_CALLED = frozenset({"call", "name", "dub", "codename", "know"})
_VERSIONS = frozenset("version variant generation successor family line series".split())


def _subject_matches(pattern: Pattern, scene: Scene, index: int) -> bool:
    clauses, kinds = scene.clauses, pattern.frame.subject_kinds
    agents = set().union(*(clauses.phrase(i) for i in clauses.agents(index)), ())
    if pattern.subject:
        subjects = agents.union(*(clauses.phrase(i) for i in clauses.subjects(index)), ())
        if not _holds(_lemmas(scene, subjects), pattern.subject):
            return False
    return not kinds or _has_kind(scene, agents - _nationalities(scene, agents), _acting(kinds))


def _nationalities(scene: Scene, words: Iterable[int]) -> set[int]:
    """Adjectives that only say where a firm is from: 'Nexstrom, a Dutch maker of tools' is no government."""
    clauses = scene.clauses
    return {
        r.head
        for r in scene.within(words)
        if r.found.rule == "demonym"
        and clauses.words[r.head].label in {"amod", "compound"}
        and clauses.words[clauses.words[r.head].head].label == "appos"
    }


def _partner_matches(frame: Frame, scene: Scene, index: int, region: frozenset[int]) -> bool:
    clauses = scene.clauses
    partners = [*clauses.complements(index, "with", region), *clauses.complements(index, "to", region)]
    return any(_has_kind(scene, clauses.phrase(partner), frame.with_kinds) for partner in partners)


def object_words(scene: Scene, index: int) -> set[int] | frozenset[int]:
    """The words of the object of a verb, or those that follow it where the parser found no object."""
    clauses = scene.clauses
    heads = clauses.objects(index)
    if heads:
        relative = clauses.words[index].label == "acl:relcl" and clauses.words[index].head in heads
        return set().union(*(clauses.whole_phrase(i) if relative else clauses.phrase(i) for i in heads))
    if clauses.is_passive(index):
        return set()
    completed = clauses.labelled(index, "xcomp")
    if completed and clauses.words[completed[0]].fine == "VBG":
        return clauses.region(completed[0])
    found = set()
    for word in clauses.words[index + 1 : index + 1 + _REACH]:
        if (
            word.tag in {"VERB", "AUX"}
            or word.text in {";", ":", "—", "–"}
            or word.lemma in {"that", "who", "which", "because", "after"}
        ):
            break
        found.add(word.index)
    return found


def _beneficiaries(clauses: Clauses, words: Iterable[int]) -> set[int]:
    """Whom the object is for: SMIC in 'tools for SMIC' is not what is bought."""
    return set().union(
        *(clauses.subtree(i) for i in words if clauses.words[i].label == "nmod" and "for" in clauses.cases(i)), ()
    )


def _close(scene: Scene, index: int) -> Iterable[int]:
    """The particles and adverbs of a word, and the words right after it."""
    return sorted(
        {*scene.clauses.labelled(index, "compound:prt", "advmod", "obl", "xcomp"), index + 1, index + 2}
        & set(range(len(scene.clauses.words)))
    )


def _lemmas(scene: Scene, words: Iterable[int]) -> tuple[str, ...]:
    return tuple(scene.clauses.lemmas[i] for i in sorted(words))


def _holds(lemmas: Sequence[str], phrases: frozenset[Phrase]) -> bool:
    """Whether one of the phrases stands among the lemmas as consecutive words."""
    present = frozenset(lemmas)
    return any(p[0] in present and (len(p) == 1 or _follows(lemmas, p)) for p in phrases)


def _follows(lemmas: Sequence[str], phrase: Phrase) -> bool:
    size = len(phrase)
    return any(tuple(lemmas[i : i + size]) == phrase for i in range(len(lemmas) - size + 1))


def _acting(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """A country that does something is its government."""
    return (*kinds, "place") if "agency" in kinds else kinds


def _has_kind(scene: Scene, words: Iterable[int], kinds: tuple[str, ...]) -> bool:
    return any(r.found.kind in kinds and r.found.keys for r in scene.within(words))
