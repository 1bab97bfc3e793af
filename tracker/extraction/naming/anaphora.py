"""Pronouns and descriptions that refer to what the article has named before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tracker.extraction.naming import lexicon, pronouns
from tracker.extraction.naming.agreement import fits, is_called, is_specific
from tracker.extraction.naming.definitions import definitions
from tracker.extraction.naming.descriptions import Description, description_at
from tracker.extraction.naming.index import Index
from tracker.extraction.naming.named import Named
from tracker.extraction.naming.profiles import Profile, profiles
from tracker.extraction.naming.salience import Discourse
from tracker.extraction.naming.voices import FIRST_PERSON, Voices
from tracker.extraction.naming.words import Words
from tracker.model import Kind

_MALE = frozenset({"he", "him", "his"})
_FEMALE = frozenset({"she", "her", "hers"})
_THING = frozenset({"it", "its"})
_MANY = frozenset({"they", "them", "their", "theirs"})
_OTHERS = lexicon.words("cues", "anaphora.others")
"""Plural nouns that a following ``they`` may mean as well."""
_OPENING = frozenset("in despite with by for under on".split())
_VOICES = frozenset("spokesman spokeswoman spokesperson representative official".split())
_AFTER_BOTH = frozenset(", . ; to from in is are was were has have had will would by into".split())
_AGE = re.compile(r"\d\d-year-old(?!\w)")
_STATES = frozenset({"sides", "parties", "governments", "capitals", "powers"})
_CHAMBERS = {"house": "us-house", "senate": "us-senate"}
_LANDS = frozenset(
    {"country", "nation", "countries", "nations", "economies", "republic", "island", "kingdom", "territory"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Words ``first`` up to ``last`` that refer to the entities ``keys``, or to nothing that could be found."""

    first: int
    last: int
    keys: tuple[str, ...]
    kind: Kind | None
    rule: str


def referrals(words: Words, index: Index, names: Iterable[Named]) -> list[Referral]:
    """Every pronoun and description of the article, resolved where one reading stands out."""
    names = tuple(names)
    known = profiles(words, index, names)
    discourse = Discourse(words=words, profiles=known)
    resolver = Resolver(
        words=words,
        index=index,
        profiles=known,
        discourse=discourse,
        definitions=definitions(words, names),
        voices=Voices(words=words, index=index, names=names),
    )
    return list(resolver.referrals(names))


@dataclass(frozen=True, kw_only=True)
class Resolver:
    """Walks through the article once."""

    words: Words
    index: Index
    profiles: Mapping[str, Profile]
    discourse: Discourse
    definitions: Mapping[str, str]
    """Nouns in lower case that the article defines as an entity: ``(the “Company”)``."""
    voices: Voices

    def referrals(self, names: Iterable[Named]) -> Iterator[Referral]:
        """All pronouns and descriptions in the order of the text."""
        starts = {named.first: named for named in names}
        position = 0
        while position < len(self.words):
            if found := self._referral(position, starts):
                yield found
                if found.keys and all(key in self.profiles for key in found.keys):
                    self.discourse.speak(found.first, found.last, found.keys)
                position = found.last
            elif named := starts.get(position):
                self.discourse.speak(named.first, named.last, (named.key,))
                position = named.last
            else:
                self._nationality(position)
                position += 1

    def _nationality(self, position: int) -> None:
        """``Chinese`` brings up China, so that ``the country`` can mean it."""
        place = self.index.demonyms.get(self.words.at(position))
        if place is not None and place in self.profiles:
            self.discourse.speak(position, position + 1, (place,))

    def _referral(self, position: int, starts: Mapping[int, Named]) -> Referral | None:
        word = self.words.fold(position)
        if word in FIRST_PERSON and self.words.at(position) != "US" and position not in starts:
            return self._first_person(position)
        if word in _MALE | _FEMALE | _THING | _MANY and position not in starts:
            found = self._possessed(position, starts) if word in {"its", "his", "her", "their"} else None
            return found or self._ahead(position, word, starts) or self._pronoun(position, word)
        if called := self._called(position) or self._aged(position) or self._both(position):
            return called
        description = description_at(self.words, self.index, position, starts)
        return self._described(description) if description else None

    def _called(self, position: int) -> Referral | None:
        """The words behind 'China's' that with it are what an agency is called: 'market regulator'."""
        for last in range(position + 1, min(position + 4, len(self.words))):
            for words, key in self.index.described.get(self.words.fold(last), ()):
                first = last + 1 - len(words)
                rest = first + (2 if words[1] == "'s" else 1)
                written = tuple(self.words.fold(at) for at in range(max(first, 0), last + 1))
                if rest == position and written == words:
                    return Referral(first=position, last=last + 1, keys=(key,), kind="agency", rule="descriptor")
        return None

    def _aged(self, position: int) -> Referral | None:
        """``the 58-year-old``: whoever was spoken of last."""
        words = self.words
        written = "".join(words.at(at) for at in range(position + 1, position + 6))
        age = _AGE.match(written) if words.fold(position) == "the" else None
        if age is None:
            return None
        last = next(at for at in range(position + 1, position + 7) if words.fold(at).endswith("old")) + 1
        keys = self.discourse.best(position, lambda p: p.kind == "person", reach=3)
        return Referral(first=position, last=last, keys=keys, kind="person", rule="descriptor")

    def _both(self, position: int) -> Referral | None:
        """``shipments of both``: the two goods named together before."""
        words = self.words
        alone = words.fold(position - 1) in {"of", "for", "on"} and words.fold(position + 1) in _AFTER_BOTH
        keys = self.discourse.joint(position, reach=2) if words.fold(position) == "both" and alone else ()
        if len(keys) != 2 or any(self.profiles[key].kind != "item" for key in keys):
            return None
        return Referral(first=position, last=position + 1, keys=keys, kind="item", rule="plural")

    def _first_person(self, position: int) -> Referral | None:
        """``we`` in a quotation is the body for which the speaker speaks."""
        key = self.voices.body(position)
        if key is None:
            return None
        known = self.index.entities.get(key)
        kind = self.profiles[key].kind if key in self.profiles else known.kind if known else None
        return Referral(first=position, last=position + 1, keys=(key,), kind=kind, rule="first person")

    def _possessed(self, position: int, starts: Mapping[int, Named]) -> Referral | None:
        """``its Dutch rival``: another than the owner; left to the pronoun where nothing else fits."""
        description = description_at(self.words, self.index, position, starts)
        if description is None or not description.countries or description.plural:
            return None
        owner = self._pronoun(position, self.words.fold(position))
        barred = set(owner.keys) if owner else set()
        keys = self.discourse.best(
            position, lambda p: fits(description, p) and p.key not in barred and p.kind == "company", reach=3
        )
        return self._referral_to(description, keys, "descriptor") if keys else None

    def _pronoun(self, position: int, word: str) -> Referral | None:
        if word == "it" and pronouns.is_empty(self.words, position):
            return None
        keys: tuple[str, ...] = ()
        opens = self.words.row[position].initial
        if word in _MALE | _FEMALE:
            sex = "male" if word in _MALE else "female"
            keys = self.discourse.best(
                position, lambda p: p.kind == "person" and p.sex in {sex, None}, reach=4, objects=word == "him"
            )
        elif pronouns.follows_unnamed(self.words, position):
            keys = ()
        elif word == "it" and pronouns.is_law(self.words, position):
            keys = self.discourse.best(position, lambda p: p.kind == "instrument", reach=2)
        elif word in _THING:
            keys = self._thing(position, word, strict=opens and word == "it")
        else:
            keys = self._many(position)
        kind = self.profiles[keys[0]].kind if keys else None
        return Referral(first=position, last=position + 1, keys=keys, kind=kind, rule="pronoun")

    def _ahead(self, position: int, word: str, starts: Mapping[int, Named]) -> Referral | None:
        """``When it was listed, Huawei …``: the subject that follows an opening clause, where nothing came before."""
        words = self.words
        start, end = words.bounds[words.row[position].sentence - words.row[0].sentence]
        if words.fold(start) not in pronouns.CLAUSE_OPENERS | _OPENING or any(
            True for _ in self.discourse.back(position, 1)
        ):
            return None
        comma = next((at for at in range(position, end) if words.at(at) == ","), end)
        named = starts.get(comma + 1 + (words.fold(comma + 1) == "the"))
        kinds = {"person"} if word in _MALE | _FEMALE else pronouns.MEMBERS
        if named is None or named.kind not in kinds or word in _MANY or words.at(named.last) == "'s":
            return None
        return Referral(first=position, last=position + 1, keys=(named.key,), kind=named.kind, rule="pronoun")

    def _thing(self, position: int, word: str, *, strict: bool) -> tuple[str, ...]:
        objects = word == "it" and pronouns.is_object(self.words, position)
        if word == "it" and pronouns.speaks(self.words, position):
            return self.discourse.best(position, lambda p: p.kind in pronouns.MEMBERS, reach=2)
        acting = () if objects else self.discourse.thing_acting(position, lambda p: p.kind in {"instrument", "item"})
        if acting:
            return acting
        kinds = pronouns.owners(self.words, position) if word == "its" else pronouns.MEMBERS
        keys = self.discourse.best(position, lambda p: p.kind in kinds, reach=2, strict=strict, objects=objects)
        return keys or self.discourse.best(
            position,
            lambda p: p.kind in {"instrument", "item"} or p.subkind in {"country", "territory"},
            reach=1,
            strict=True,
            objects=objects,
        )

    def _many(self, position: int) -> tuple[str, ...]:
        keys = self.discourse.joint(position)
        if not keys or any(self.profiles[key].kind == "place" for key in keys):
            return ()
        last = next(point.last for point in self.discourse.back(position, 1) if point.keys[-1] == keys[-1])
        rivals = any(self.words.fold(at) in _OTHERS for at in range(last, position))
        return () if rivals else keys

    def _described(self, description: Description) -> Referral:
        if description.noun in {"former", "latter"}:
            joint = self.discourse.joint(description.first) or self._two_before(description.first)
            chosen = joint[:1] if description.noun == "former" else joint[1:]
            return self._referral_to(description, chosen if len(joint) == 2 else (), "descriptor")
        if description.plural:
            return self._referral_to(description, self._several(description), "plural")
        keys = self._defined(description) or self._one(description)
        if not keys and description.noun in _VOICES and (body := self._spoken_for(description)):
            return Referral(
                first=description.first,
                last=description.last,
                keys=body,
                kind=self.profiles[body[0]].kind,
                rule="descriptor",
            )
        return self._referral_to(description, keys, "office" if description.kind == "person" else "descriptor")

    def _defined(self, description: Description) -> tuple[str, ...]:
        """What ``(the “Company”)`` was defined to mean."""
        capital = self.words.at(description.last - 1)[:1].isupper()
        key = self.definitions.get(description.noun) if capital else None
        return (key,) if key else ()

    def _spoken_for(self, description: Description) -> tuple[str, ...]:
        """The body of ``a spokesman for ASML``, ``a Commerce Department spokesperson``."""
        words, noun = self.words, self.words.fold(description.last - 1)
        points = list(self.discourse.back(description.first, 3))
        for at in range(description.first - 1, max(-1, description.first - 90), -1):
            if words.fold(at) != noun or words.rank(description.first) - words.rank(at) > 3:
                continue
            for point in points:
                leads = 0 <= at - point.last <= 1
                follows = 0 < point.first - at <= 4 and words.fold(at + 1) in {"for", "of", "at", "from", "in"}
                if (leads or follows) and self.profiles[point.keys[0]].kind in pronouns.MEMBERS:
                    return point.keys
        return ()

    def _two_before(self, position: int) -> tuple[str, ...]:
        """The two entities of one kind that the sentence before names: ``the H20 is weaker than the H100``."""
        points = [p for p in self.discourse.back(position, 1) if p.sentence < self.words.rank(position)]
        keys = tuple(dict.fromkeys(p.keys[0] for p in reversed(points) if len(p.keys) == 1))
        return keys if len(keys) == 2 and self.profiles[keys[0]].kind == self.profiles[keys[1]].kind else ()

    def _referral_to(self, description: Description, keys: tuple[str, ...], rule: str) -> Referral:
        keys = tuple(
            dict.fromkeys(self._as_called(description.noun, key) if key in self.profiles else key for key in keys)
        )
        kind = self.profiles[keys[0]].kind if keys and keys[0] in self.profiles else description.kind
        return Referral(first=description.first, last=description.last, keys=keys, kind=kind, rule=rule)

    def _as_called(self, noun: str, key: str) -> str:
        """The government where sides agree, the place where a country is meant."""
        profile = self.profiles[key]
        if noun in _LANDS and profile.kind == "agency":
            place = self.index.governed.get(key, key)
            return place if place in self.profiles else key
        if noun in _STATES and profile.kind == "place":
            known = self.index.entities.get(key)
            government = (known.government if known else None) or key
            return government if government in self.profiles else key
        return key

    def _one(self, description: Description) -> tuple[str, ...]:
        def accept(profile: Profile) -> bool:
            return fits(description, profile)

        called = self.discourse.best(description.first, lambda p: accept(p) and is_called(description, p), reach=2)
        if called and description.noun not in {"company", "firm", "group"}:
            return called
        near = self.discourse.best(description.first, accept, reach=3)
        if not near and description.noun == "administration" and not description.countries | description.lands:
            return self._administration()
        if near or not is_specific(description):
            return near
        return self.discourse.only(accept) or self._named_later(description) or self._stranger(description)

    def _stranger(self, description: Description) -> tuple[str, ...]:
        """``the Chinese drone maker`` for the one firm nearby of which the article has not said where it is from."""
        plain = replace(description, countries=frozenset())
        keys = dict.fromkeys(
            point.keys[0]
            for point in (self.discourse.back(description.first, 2) if description.kind == "company" else ())
            if len(point.keys) == 1 and not self.profiles[point.keys[0]].countries
        )
        found = [key for key in keys if self.profiles[key].kind == "company" and fits(plain, self.profiles[key])]
        return tuple(found) if len(found) == 1 else ()

    def _administration(self) -> tuple[str, ...]:
        """The US government, where the article names its president or one of its bodies."""
        return tuple(
            key for key, p in self.profiles.items() if key in self.index.governed and p.countries == frozenset({"US"})
        )[:1]

    def _is_american(self) -> bool:
        acts = (p for p in self.profiles.values() if p.kind in {"agency", "instrument", "person"})
        return any("US" in p.countries for p in acts) and all(c in self.index.entities for c in _CHAMBERS.values())

    def _named_later(self, description: Description) -> tuple[str, ...]:
        """The one entity of the whole article that ``the ministry`` can mean, though it is named only afterwards."""
        if description.noun in _CHAMBERS and self.words.at(description.last - 1)[:1].isupper():
            return (_CHAMBERS[description.noun],) if self._is_american() else ()
        if description.noun not in {"ministry", "department", "bureau", "commission", "court"}:
            return ()
        keys = [key for key, profile in self.profiles.items() if fits(description, profile)]
        return tuple(keys) if len(keys) == 1 else ()

    def _several(self, description: Description) -> tuple[str, ...]:
        """The latest ``two`` or more that fit ``the two firms``."""
        wanted, position = description.number, description.first
        for point in self.discourse.back(position, 4):
            fitting = [key for key in point.keys if fits(description, self.profiles[key])]
            if wanted and len(point.keys) == wanted == len(fitting):
                return point.keys
        joint = self.discourse.joint(position, reach=3)
        if wanted == len(joint) and all(fits(description, self.profiles[key]) for key in joint):
            return joint
        return self._gathered(description, wanted) if wanted else self._nearest(description)

    def _gathered(self, description: Description, wanted: int) -> tuple[str, ...]:
        keys: list[str] = []
        for point in self.discourse.back(description.first, 4):
            for key in reversed(point.keys):
                called = self._as_called(description.noun, key)
                if fits(description, self.profiles[key]) and called not in keys:
                    keys.append(called)
            if len(keys) >= wanted:
                return tuple(reversed(keys[:wanted]))
        return ()

    def _nearest(self, description: Description) -> tuple[str, ...]:
        """``those chips``, ``the companies``: all that fit in the nearest sentence that names one."""
        keys: dict[str, None] = {}
        sentence = None
        for point in self.discourse.back(description.first, 4 if description.kind == "company" else 2):
            found = [key for key in point.keys if fits(description, self.profiles[key])]
            if found and sentence in {None, point.sentence}:
                sentence = point.sentence
                keys.update(dict.fromkeys(found))
        enough = description.kind == "item" or len(keys) > 1
        return tuple(reversed(keys)) if enough else ()
