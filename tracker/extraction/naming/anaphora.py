"""Pronouns and descriptions that refer to what the article has named before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.context import SAID
from tracker.extraction.naming.descriptions import Description, description_at, fits
from tracker.extraction.naming.index import Index
from tracker.extraction.naming.named import Named
from tracker.extraction.naming.profiles import Profile, profiles
from tracker.extraction.naming.words import Words
from tracker.model import Kind

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_THING = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_MEMBERS = frozenset({"company", "agency", "organisation"})
_PREPOSITIONS = frozenset(
    "in at of to from with by for on against into over under about than as between like via".split()
)
_SAYERS = SAID | frozenset("has had have will would is was are were can could may also".split())
_EMPTY_IT = frozenset(
    "clear unclear likely unlikely possible impossible difficult hard easy important necessary time true too".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Words ``first`` up to ``last`` that refer to the entities ``keys``, or to nothing that could be found."""

    first: int
    last: int
    keys: tuple[str, ...]
    kind: Kind | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """A place where an entity was spoken of."""

    position: int
    sentence: int
    keys: tuple[str, ...]
    subject: bool


@dataclass(kw_only=True)
class Resolver:
    """Walks through the article once and keeps what has been spoken of."""

    words: Words
    index: Index
    people: Mapping[str, Profile]
    """Profiles of all entities, by key."""
    points: list[_Point] = field(default_factory=list)

    def referrals(self, names: Iterable[Named]) -> Iterator[Referral]:
        """All pronouns and descriptions in the order of the text."""
        starts = {named.first: named for named in names}
        position = 0
        while position < len(self.words):
            found = self._referral(position, starts)
            if found:
                yield found
                if found.keys:
                    self._speak(found.first, found.last, found.keys)
                position = found.last
            elif named := starts.get(position):
                self._speak(named.first, named.last, (named.key,))
                position = named.last
            else:
                position += 1

    def _speak(self, first: int, last: int, keys: tuple[str, ...]) -> None:
        self.points.append(
            _Point(
                position=first,
                sentence=self.words.row[first].sentence,
                keys=keys,
                subject=self._is_subject(first, last),
            )
        )

    def _is_subject(self, first: int, last: int) -> bool:
        words = self.words
        before = words.fold(first - 1) if words.same_sentence(first - 1, first) else ""
        if before == "the":
            before = words.fold(first - 2) if words.same_sentence(first - 2, first) else ""
        if before in _PREPOSITIONS or words.at(last) == "'s":
            return False
        return before in {
            "",
            "“",
            '"',
            "that",
            "and",
            "but",
            "when",
            "while",
            "after",
            "because",
            ",",
            "where",
            "if",
            "as",
        } or (words.fold(last) in _SAYERS)

    def _referral(self, position: int, starts: Mapping[int, Named]) -> Referral | None:
        word = self.words.fold(position)
        if word in _MALE | _FEMALE | _THING | _MANY:
            return self._pronoun(position, word)
        description = description_at(self.words, self.index, position, starts)
        return self._described(description) if description else None

    def _pronoun(self, position: int, word: str) -> Referral | None:
        if word in {"it"} and self._is_empty(position):
            return None
        keys: tuple[str, ...] = ()
        if word in _MALE | _FEMALE:
            sex = "male" if word in _MALE else "female"
            keys = self._latest(position, lambda p: p.kind == "person" and p.sex in {sex, None}, reach=4)
        elif word in _THING:
            keys = self._latest(position, lambda p: p.kind in _MEMBERS, reach=2) or self._latest(
                position, lambda p: p.kind in {"place", "instrument", "item"}, reach=1
            )
        else:
            keys = self._group(position)
        kind = self.people[keys[0]].kind if keys else None
        return Referral(first=position, last=position + 1, keys=keys, kind=kind, rule="pronoun")

    def _is_empty(self, position: int) -> bool:
        """Whether ``it`` stands for a clause: ``it is unclear whether``, ``it took months``."""
        words = self.words
        following = [words.fold(position + n) for n in range(1, 5)]
        if following[0] in {"is", "was", "will", "would", "remains", "'s", "seems", "may"}:
            return any(word in _EMPTY_IT for word in following[1:4])
        return following[0] in {"takes", "took", "emerged", "seems", "seemed", "appears", "appeared"}

    def _latest(
        self, position: int, accept: Callable[[Profile], bool], *, reach: int, far: bool = False
    ) -> tuple[str, ...]:
        """The best single entity before ``position``: near, subject before object, first before last."""
        here = self.words.row[position].sentence
        best: tuple[float, float, str] | None = None
        for point in reversed(self.points):
            distance = here - point.sentence
            if distance > reach and not far:
                break
            if len(point.keys) != 1 or not accept(self.people[point.keys[0]]):
                continue
            score = -2.0 * distance + 1.5 * point.subject
            if best is None or (score, -point.position) > best[:2]:
                best = (score, -point.position, point.keys[0])
        return (best[2],) if best else ()

    def _group(self, position: int) -> tuple[str, ...]:
        """The latest joint mention: ``Samsung and SK Hynix``, or a plural already resolved."""
        here = self.words.row[position].sentence
        recent = [point for point in self.points if here - point.sentence <= 1]
        for at in range(len(recent) - 1, -1, -1):
            if len(recent[at].keys) > 1:
                return recent[at].keys
            joint = self._joined(recent, at)
            if len(joint) > 1:
                return joint
        return ()

    def _joined(self, points: list[_Point], at: int) -> tuple[str, ...]:
        """The entities of one kind that ``and`` joins, ending with ``points[at]``."""
        keys = [*points[at].keys]
        while at > 0 and points[at].sentence == points[at - 1].sentence:
            between = self.words.row[points[at - 1].position : points[at].position]
            marks = {word.fold for word in between[-2:]}
            near = len(between) <= 6
            if not (near and ({"and", ","} & marks) and self._alike(points[at - 1].keys[0], keys[0])):
                break
            if len(keys) == 1 and "and" not in marks:
                break
            at -= 1
            keys.insert(0, points[at].keys[0])
        return tuple(dict.fromkeys(keys))

    def _alike(self, one: str, other: str) -> bool:
        return self.people[one].kind == self.people[other].kind

    def _described(self, description: Description) -> Referral:
        position = description.first
        if description.plural:
            keys = self._several(description)
            rule = "plural"
        elif description.noun in {"former", "latter"}:
            joint = self._pair(position)
            keys = (joint[0] if description.noun == "former" else joint[-1],) if joint else ()
            rule = "descriptor"
        else:
            keys = self._one(description)
            rule = "office" if description.kind == "person" else "descriptor"
        kind = self.people[keys[0]].kind if keys else description.kind
        return Referral(first=position, last=description.last, keys=keys, kind=kind, rule=rule)

    def _one(self, description: Description) -> tuple[str, ...]:
        def accept(profile: Profile) -> bool:
            return fits(description, profile) and profile.key not in description.barred

        near = self._latest(description.first, accept, reach=3)
        if near or not description.specific:
            return near
        keys = {key for point in self.points for key in point.keys if accept(self.people[key])}
        return tuple(keys) if len(keys) == 1 else ()

    def _pair(self, position: int) -> tuple[str, ...]:
        here = self.words.row[position].sentence
        recent = [point for point in self.points if here - point.sentence <= 1]
        for at in range(len(recent) - 1, 0, -1):
            joint = self._joined(recent, at)
            if len(joint) == 2:
                return joint
        return ()

    def _several(self, description: Description) -> tuple[str, ...]:
        """The latest ``two`` or more that fit ``the two firms``."""
        wanted = description.number
        for point in reversed(self.points):
            fitting = [key for key in point.keys if fits(description, self.people[key])]
            if wanted and len(point.keys) == wanted == len(fitting):
                return point.keys
        keys: list[str] = []
        here = self.words.row[description.first].sentence
        for point in reversed(self.points):
            if here - point.sentence > 4:
                break
            keys.extend(key for key in reversed(point.keys) if fits(description, self.people[key]) and key not in keys)
            if wanted and len(keys) >= wanted:
                return tuple(reversed(keys[:wanted]))
        if wanted:
            return ()
        return self._plural_without_number(description)

    def _plural_without_number(self, description: Description) -> tuple[str, ...]:
        """``those chips``, ``the companies``: all that fit in the nearest sentence that names one."""
        here = self.words.row[description.first].sentence
        sentences = sorted({point.sentence for point in self.points if here - point.sentence <= 2}, reverse=True)
        for sentence in sentences:
            keys = [
                key
                for point in self.points
                if point.sentence == sentence
                for key in point.keys
                if fits(description, self.people[key])
            ]
            if keys:
                return tuple(dict.fromkeys(keys)) if description.kind == "item" or len(set(keys)) > 1 else ()
        return ()


def referrals(words: Words, index: Index, names: Iterable[Named]) -> list[Referral]:
    """Every pronoun and description of the article, resolved where one reading stands out."""
    names = tuple(names)
    return list(Resolver(words=words, index=index, people=profiles(words, index, names)).referrals(names))
