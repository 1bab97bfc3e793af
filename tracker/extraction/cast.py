"""Who an article speaks of, by key: kinds, names, and which government a place stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tracker.extraction.naming import Naming
from tracker.knowledge import Knowledge
from tracker.knowledge.vocabulary import EventType
from tracker.model import Attribution, Entity, Kind

_INTRODUCED = 40
"""How many letters may stand between somebody and the body that he heads where both are introduced."""
_POST = re.compile(
    r"\b(chief|executive|president|chairman|chairwoman|head|director|founder|owner|boss|minister|secretary|manager"
    r"|partner|CEO|CFO|commissioner|counsel)\b"
)
_LISTED = 6
"""How many sentences back a list may have been named onto which somebody is 'added'."""
_MEMORY = 3
"""How many sentences back 'two more were added' may refer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody or something that can fill a role."""

    key: str
    kind: Kind
    name: str


class Cast:
    """Looks up the entities of an article and their relatives in the knowledge base."""

    def __init__(self, text: str, naming: Naming, knowledge: Knowledge) -> None:
        """Entities of the article come first, then what the knowledge base holds."""
        self._text = text
        self._entities: dict[str, Entity] = {e.key: e for e in naming.entities}
        self._knowledge = knowledge
        self._told: list[tuple[int, str]] = []
        self.voices: dict[str, tuple[str, str]] = {}
        """Who last spoke as ``spokesperson`` or through a ``paper``: name and key."""
        self.quoted: tuple[int, Attribution] | None = None
        """The last sentence with a quotation, and whose words it gave."""

    def known(self, key: str) -> Person | None:
        """The entity behind a key."""
        if key in self._entities:
            entity = self._entities[key]
            return Person(key=key, kind=entity.kind, name=entity.name)
        if key in self._knowledge.entities:
            record = self._knowledge.entities[key]
            return Person(key=key, kind=record.kind, name=record.name)
        return None

    def note(self, number: int, told: EventType) -> None:
        """Remember that sentence ``number`` told an event of the type."""
        self._told += [(number, told.family), (number, told.id)]

    def note_lists(self, number: int, names: Iterable[str]) -> None:
        """Remember that sentence ``number`` names a list of parties: 'named_list' is recent then."""
        if any(name.endswith(" List") for name in names):
            self._told.append((number, "named_list"))

    def recent(self, number: int) -> frozenset[str]:
        """The types and families of the events that the sentences just before ``number`` told."""
        return frozenset(
            told
            for at, told in self._told
            if number - _MEMORY <= at < number or (told == "named_list" and number - _LISTED <= at <= number)
        )

    def introduction(self, key: str) -> str:
        """The words around the first mention, where an article says who somebody is; lower case."""
        entity = self._entities.get(key)
        if entity is None or not entity.mentions:
            return ""
        first = entity.mentions[0]
        return self._text[max(0, first.start - 60) : first.end + 80].casefold()

    def employer(self, key: str, kinds: tuple[Kind, ...]) -> Person | None:
        """The body that a person heads or works for: by office, or the one beside whom the article introduces him."""
        record = self._knowledge.entities.get(key)
        offices = record.offices if record else ()
        held = (self.fitting(office.organisation, kinds) for office in offices if office.end is None)
        return next((body for body in held if body is not None), None) or self._beside(key, kinds)

    def _beside(self, key: str, kinds: tuple[Kind, ...]) -> Person | None:
        person = self._entities.get(key)
        if person is None or not person.mentions:
            return None
        first = person.mentions[0]
        for body in self._entities.values():
            if body.kind in kinds and body.kind in {"company", "agency", "organisation"}:
                for mention in body.mentions:
                    between = self._text[min(first.end, mention.end) : max(first.start, mention.start)]
                    if len(between) < _INTRODUCED and _POST.search(between) and "." not in between:
                        return self.known(body.key)
        return None

    def same_side(self, one: str, two: str) -> bool:
        """Whether both are the same, or bodies of one government."""
        if one == two:
            return True
        a, b = self._knowledge.entities.get(one), self._knowledge.entities.get(two)
        return bool(a and b and a.kind == b.kind == "agency" and a.country and a.country == b.country)

    def opposed(self, one: str, two: str) -> bool:
        """Whether both are bodies of different countries, so that one's act is not the other's."""
        a, b = self._knowledge.entities.get(one), self._knowledge.entities.get(two)
        agencies = a is not None and b is not None and a.kind == b.kind == "agency"
        return bool(agencies and a and b and a.country and b.country and a.country != b.country)

    def maker(self, key: str) -> Person | None:
        """The firm that makes a product, where the article names it."""
        record = self._knowledge.entities.get(key)
        return self.known(record.vendor) if record and record.vendor in self._entities else None

    def only(self, kind: Kind, parts: tuple[str, ...]) -> Person | None:
        """The one entity of the kind whose name holds one of the parts; ``None`` if there are none or several."""
        found = [e for e in self._entities.values() if e.kind == kind and any(p in e.name.casefold() for p in parts)]
        return self.known(found[0].key) if len(found) == 1 else None

    def is_generic(self, key: str) -> bool:
        """Whether the entity is a class of goods rather than a particular one."""
        record = self._knowledge.entities.get(key)
        return bool(record and record.generic)

    def is_country(self, key: str) -> bool:
        """Whether the entity is a country, a territory or a union of countries, rather than a place within one."""
        record = self._knowledge.entities.get(key)
        return bool(record and (record.subkind in {"country", "territory", "group"} or not record.country))

    def government_of(self, key: str) -> Person | None:
        """The government that a place name stands for when it acts."""
        record = self._knowledge.entities.get(key)
        return self.known(record.government) if record and record.government else None

    def country_of(self, key: str) -> Person | None:
        """The country whose government the agency is."""
        country = _countries(self._knowledge).get(key)
        return self.known(country) if country else None

    def fitting(self, key: str, kinds: tuple[Kind, ...]) -> Person | None:
        """The entity as one of the kinds: a place as its government, a government as its country, where asked for."""
        person = self.known(key)
        if person is None or person.kind in kinds:
            return person
        if person.kind == "place" and "agency" in kinds:
            return self.government_of(key)
        if person.kind == "agency" and "place" in kinds:
            return self.country_of(key)
        return None


@cache
def _countries(knowledge: Knowledge) -> dict[str, str]:
    places = [e for e in knowledge.entities.values() if e.kind == "place" and e.government]
    places.sort(key=lambda e: e.subkind == "country")
    return {e.government: e.id for e in places if e.government and e.subkind in {"country", "territory", "group"}}
