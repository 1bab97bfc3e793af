"""Definite descriptions in a text: ``the Dutch toolmaker``, ``the ministry``, ``both companies``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.context import SAID
from tracker.extraction.naming.index import Index
from tracker.extraction.naming.named import Named
from tracker.extraction.naming.nouns import Noun, is_listed, modifies, noun_at
from tracker.extraction.naming.words import Words
from tracker.model import Kind

_MODIFIERS = lexicon.words("anaphora", "modifiers")
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "both", "neither"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_GROUPS = {"pair": 2, "duo": 2, "trio": 3}
_AFTER_NUMBER = lexicon.words("cues", "descriptions.after_number")
_ANYONE: tuple[Kind, ...] = ("company", "person", "agency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A determiner, modifiers and a noun."""

    first: int
    last: int
    noun: str
    """In lower case, singular where the singular is listed."""
    kinds: tuple[Kind, ...]
    """What it may describe, the likeliest first."""
    plural: bool = False
    number: int | None = None
    countries: frozenset[str] = frozenset()
    """ISO codes that its adjectives name."""
    lands: frozenset[str] = frozenset()
    """ISO codes of the towns and regions that it names: ``the Santa Clara company``."""
    modifiers: tuple[str, ...] = ()
    holder: str | None = None
    """The name of the body that its person serves: ``the Nvidia chief executive``."""

    @property
    def kind(self) -> Kind:
        """The likeliest kind."""
        return self.kinds[0]


def description_at(words: Words, index: Index, position: int, starts: Mapping[int, Named]) -> Description | None:
    """The description whose determiner stands at ``position``; ``starts`` are names by their first position."""
    determiner = words.fold(position)
    if determiner not in _DETERMINERS or (position in starts and starts[position].last > position + 1):
        return None
    if determiner in {"both", "neither"} and (alone := _alone(words, position)):
        return alone
    if determiner not in {"that", "this", "both", "neither"} and (bare := _without_noun(words, position)):
        return bare
    number = 2 if determiner in {"both", "neither"} else _NUMBERS.get(words.fold(position + 1))
    at = position + 1 + (words.fold(position + 1) in _NUMBERS)
    found = _Scan(words=words, index=index, starts=starts, first=position, at=at).description()
    if found is None or (found.plural and determiner in {"that", "this"}):
        return None
    return replace(found, number=number, plural=found.plural or determiner in {"these", "those", "both", "neither"})


def _alone(words: Words, position: int) -> Description | None:
    """``Both declined``, ``neither commented``: a pronoun and a verb."""
    following = words.fold(position + 1)
    opens = words.row[position].initial or words.fold(position - 1) in {"and", "but", ",", "that", "which"}
    if not opens or not (following in _AFTER_NUMBER | SAID or following.endswith("ed")) or following in {",", "."}:
        return None
    return Description(first=position, last=position + 1, noun="pair", kinds=_ANYONE, plural=True, number=2)


def _without_noun(words: Words, position: int) -> Description | None:
    """``the latter``, ``the pair``, ``the two agreed``."""
    word, following = words.fold(position + 1), words.fold(position + 2)
    if word in {"former", "latter"} and not is_listed(following) and not words.at(position + 2)[:1].isupper():
        return Description(first=position, last=position + 2, noun=word, kinds=_ANYONE)
    number = _GROUPS.get(word) if following != "of" else None
    if word in _NUMBERS and following in _AFTER_NUMBER:
        number = _NUMBERS[word]
    if number is None:
        return None
    return Description(first=position, last=position + 2, noun="pair", kinds=_ANYONE, plural=True, number=number)


@dataclass(kw_only=True)
class _Scan:
    """Reads the modifiers after a determiner up to the noun."""

    words: Words
    index: Index
    starts: Mapping[int, Named]
    first: int
    at: int
    countries: set[str] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)
    modifiers: list[str] = field(default_factory=list)
    holder: str | None = None

    def description(self) -> Description | None:
        for _ in range(7):
            if not self.words.same_sentence(self.first, self.at):
                return None
            noun = self._noun()
            if noun and not modifies(self.words, noun, noun.last in self.starts):
                return self._described(noun)
            if not self._modifier(noun):
                return None
        return None

    def _noun(self) -> Noun | None:
        """The noun here; a capitalised one only right after the determiner and apart from any name."""
        word = self.words.at(self.at)
        if word.islower():
            return noun_at(self.words, self.at)
        follows = self.words.at(self.at + 1)
        if self.at != self.first + 1 or self.at in self.starts or follows[:1].isupper() or follows in {"of", "for"}:
            return None
        return noun_at(self.words, self.at)

    def _described(self, noun: Noun) -> Description | None:
        if self.words.fold(noun.last) == "of" or (self.holder and noun.kinds[0] != "person"):
            return None
        return Description(
            first=self.first,
            last=noun.last,
            noun=noun.noun,
            kinds=noun.kinds,
            plural=noun.plural,
            countries=frozenset(self.countries),
            lands=frozenset(self.lands),
            modifiers=tuple(self.modifiers),
            holder=self.holder,
        )

    def _modifier(self, noun: Noun | None) -> bool:
        """Takes one modifier; whether there was one."""
        named = self.starts.get(self.at)
        if named and self.words.at(self.at)[:1].isupper():
            return self._name(named)
        if self._nationality():
            return True
        word = self.words.at(self.at)
        if not word.islower() and word not in {"-", "AI"}:
            return False
        if noun is None and word.casefold() not in _MODIFIERS | {"-", "based", "listed", "owned"}:
            return False
        if word != "-":
            self.modifiers.append(word.casefold())
        self.at += 1
        return True

    def _nationality(self) -> bool:
        one, two = self.words.at(self.at), f"{self.words.at(self.at)} {self.words.at(self.at + 1)}"
        place = self.index.demonyms.get(two) or self.index.demonyms.get(one)
        if place is None:
            return False
        country = self.index.entities[place].country
        self.at += 2 if two in self.index.demonyms else 1
        owned = self.words.at(self.at) == "-" and self.words.fold(self.at + 1) in {"owned", "backed", "controlled"}
        self.countries.update({country} if country and not owned else ())
        return True

    def _name(self, named: Named) -> bool:
        """A place (or ``US``) or an employer as a modifier; any other name ends the description."""
        if named.kind in {"company", "agency", "organisation"} and named.rule != "metonym":
            self.holder, self.at = named.name.casefold(), named.last
            return self.words.fold(self.first) == "the"
        if named.kind != "place" and named.rule != "metonym":
            return False
        known = self.index.entities.get(named.id or "")
        if known and known.country:
            whole = known.subkind in {"country", "government"}
            (self.countries if whole else self.lands).add(known.country)
        self.modifiers.append(self.words.written(named.first, named.last).casefold())
        self.at = named.last
        return True
