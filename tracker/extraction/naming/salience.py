"""What an article has spoken of so far, and which of it the next pronoun or description most likely means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.profiles import Profile
from tracker.extraction.naming.words import Words

_PREPOSITIONS = lexicon.words("cues", "salience.prepositions")
_OPENING = lexicon.words("cues", "salience.opening") | {""}
_ADDRESSING = lexicon.words("cues", "salience.addressing")
_SAYERS = lexicon.words("titles", "said") | frozenset(
    "has had have will would is was are were can could may also".split()
)
_DEEDS = lexicon.words("cues", "metonyms.decides") | lexicon.words("cues", "firms.deeds")
_TOLD = frozenset("said says estimated estimates expects expected warned warns reported reports".split())
_CLAUSE_STARTS = frozenset("that the its their new these those such export us".split())
_SUBORDINATORS = lexicon.words("cues", "salience.subordinators")

Accept = Callable[[Profile], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place where one or more entities were spoken of."""

    first: int
    last: int
    sentence: int
    keys: tuple[str, ...]
    subject: bool
    main: bool
    """Whether it stands in the main clause."""


@dataclass(kw_only=True)
class Discourse:
    """The points of an article up to where reading has come."""

    words: Words
    profiles: Mapping[str, Profile]
    points: list[Point] = field(default_factory=list)

    def speak(self, first: int, last: int, keys: tuple[str, ...]) -> None:
        """Adds a point."""
        sentence = self.words.rank(first)
        subject = self._is_subject(first, last)
        before = self.points[-1] if self.points else None
        if before and before.sentence == sentence and 0 < first - before.last <= 2:
            linked = {word.fold for word in self.words.row[before.last : first]} <= {"and", "or", "the", ","}
            subject = before.subject if linked and self._alike(before.keys[0], keys[0]) else subject
        self.points.append(
            Point(first=first, last=last, sentence=sentence, keys=keys, subject=subject, main=self._is_main(first))
        )

    def best(
        self, position: int, accept: Accept, *, reach: int, strict: bool = False, objects: bool = False
    ) -> tuple[str, ...]:
        """The likeliest single entity at most ``reach`` sentences back.

        With ``strict`` only a main subject counts in earlier sentences. With ``objects`` the words at ``position``
        are the object of their clause, so its subject is not meant.
        """
        here = [point for point in self._fitting(position, accept, 0) if not self._is_apposed(point, position)]
        subjects = [point for point in here if point.subject]
        if objects:
            barred = subjects[-1].keys if subjects and not self._reports(subjects[-1].last, position) else ()
            others = [point for point in here if point.keys != barred]
            if others:
                return next((point for point in reversed(others) if point.subject), others[-1]).keys
            return self._earlier(position, lambda p: accept(p) and p.key not in barred, reach, strict=strict)
        if here:
            return (subjects[-1] if subjects else here[0]).keys
        return self._earlier(position, accept, reach, strict=strict)

    def _reports(self, first: int, position: int) -> bool:
        """Whether a clause that is told begins between: 'Marlin said | the curbs had cost | it'."""
        folds = [self.words.fold(at) for at in range(first, position)]
        return any(word in _TOLD and after in _CLAUSE_STARTS for word, after in pairwise(folds))

    def _earlier(self, position: int, accept: Accept, reach: int, *, strict: bool) -> tuple[str, ...]:
        for distance in range(1, reach + 1):
            found = self._fitting(position, accept, distance)
            main = [point for point in found if point.subject and point.main]
            if main:
                return main[0].keys
            if found:
                return () if strict else next((point for point in found if point.subject), found[0]).keys
        return ()

    def thing_acting(self, position: int, accept: Accept) -> tuple[str, ...]:
        """The fitting entity that is the latest subject with a verb of its own: ``the list carries``."""
        found = [point for point in self._fitting(position, accept, 0) if point.subject]
        acting = [
            point
            for point in found
            if self.words.fold(point.last) in _SAYERS or self.words.fold(point.last).endswith("s")
        ]
        latest = max((point.first for point in self.points if point.subject and point.first < position), default=-1)
        return acting[-1].keys if acting and acting[-1].first == latest else ()

    def only(self, accept: Accept) -> tuple[str, ...]:
        """The one entity of all spoken of so far that fits."""
        keys = dict.fromkeys(key for point in self.points for key in point.keys if accept(self.profiles[key]))
        return tuple(keys) if len(keys) == 1 else ()

    def back(self, position: int, reach: int) -> Iterator[Point]:
        """Points at most ``reach`` sentences before ``position``, the latest first."""
        sentence = self.words.rank(position)
        for point in reversed(self.points):
            if sentence - point.sentence > reach:
                return
            yield point

    def joint(self, position: int, reach: int = 1) -> tuple[str, ...]:
        """The latest entities named together: ``Samsung and SK Hynix``, or a plural already resolved."""
        recent = list(self.back(position, reach))[::-1]
        for at in range(len(recent) - 1, -1, -1):
            if len(recent[at].keys) > 1:
                return recent[at].keys
            joined = self._joined(recent, at)
            if len(joined) > 1:
                return joined
        return ()

    def _fitting(self, position: int, accept: Accept, distance: int) -> list[Point]:
        sentence = self.words.rank(position) - distance
        return [
            point
            for point in self.back(position, distance)
            if point.sentence == sentence and len(point.keys) == 1 and accept(self.profiles[point.keys[0]])
        ][::-1]

    def _is_apposed(self, point: Point, position: int) -> bool:
        """Whether the words at ``position`` explain the name right before them, or are in a clause on its phrase.

        ``SMIC, its partner``; ``shipments to SMIC that the company made``.
        """
        governed = self.words.fold(point.first - 1) in _PREPOSITIONS
        if governed and point.last == position - 1 and self.words.fold(point.last) in {"that", "which", "whom"}:
            return True
        owners = {"its", "his", "her", "their"}
        return (
            point.last == position - 1
            and self.words.at(point.last) in {",", "–", "("}
            and self.words.fold(position) in owners
        )

    def _joined(self, points: list[Point], at: int) -> tuple[str, ...]:
        keys = [*points[at].keys]
        while at > 0 and points[at].sentence == points[at - 1].sentence:
            between = [word.fold for word in self.words.row[points[at - 1].last : points[at].first]]
            if not between or len(between) > 3 or not set(between) <= {",", "and", "the", "&", "or"}:
                break
            if (len(keys) == 1 and "and" not in between) or not self._alike(points[at - 1].keys[0], keys[0]):
                break
            at -= 1
            keys.insert(0, points[at].keys[0])
        return tuple(dict.fromkeys(keys))

    def _alike(self, one: str, other: str) -> bool:
        kinds = {self.profiles[one].kind, self.profiles[other].kind}
        return len(kinds) == 1 or kinds == {"agency", "place"}

    def _is_subject(self, first: int, last: int) -> bool:
        words = self.words
        if words.at(first - 1) == "'s" and (owner := self._owner(first - 1)) is not None:
            return words.at(last) != "'s" and self._is_subject(owner, last)
        before = words.fold(first - 1) if words.same_sentence(first - 1, first) else ""
        if before == "the":
            before = words.fold(first - 2) if words.same_sentence(first - 2, first) else ""
        if words.at(last) == "," and words.fold(last + 1) in {"which", "who"} and self._has_verb(last + 2):
            return True
        if before in _PREPOSITIONS or words.at(last) == "'s" or words.fold(first) in {"its", "his", "their"}:
            return False
        if before in _ADDRESSING and words.fold(last) in {"to", "from"}:
            return True
        if before in _OPENING or before.isdigit() or words.fold(last) in _SAYERS:
            return True
        return words.fold(last) in _DEEDS or (words.fold(last).endswith("ed") and not words.at(last)[:1].isupper())

    def _has_verb(self, position: int) -> bool:
        """Whether the relative pronoun before ``position`` is the subject: a verb follows and no noun."""
        word = self.words.fold(position)
        return word in _SAYERS | _DEEDS or (word.endswith(("ed", "s")) and word not in {"its", "this", "as"})

    def _owner(self, position: int) -> int | None:
        """Where the possessor begins that ends before ``'s``: ``the | Commerce Department's Bureau``."""
        return next((point.first for point in reversed(self.points) if point.last == position), None)

    def _is_main(self, first: int) -> bool:
        """Whether no subordinate clause is open there."""
        at, opened = first - 1, False
        while self.words.same_sentence(at, first):
            word = self.words.fold(at)
            if word == "," and self._opens_subordinate(first):
                return not opened
            opened = opened or word in _SUBORDINATORS
            at -= 1
        return not opened

    def _opens_subordinate(self, position: int) -> bool:
        start = self.words.bounds[self.words.row[position].sentence][0]
        return self.words.fold(start) in _SUBORDINATORS
