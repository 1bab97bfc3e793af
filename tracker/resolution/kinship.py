"""Who acts for whom: agencies for their department and government, officials for their office, units for their firm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from tracker.knowledge import KnownEntity
from tracker.model import slug

_DEEPEST = 8
_EMPTY: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_UNKNOWN_FIRM = "company~"
_UNKNOWN_ITEM = "item~"


def kin_of(entity: KnownEntity) -> tuple[str, ...]:
    """For whom an entity acts or to whom it belongs: its parent or maker, and of a person every office."""
    above = (entity.parent, entity.vendor) if entity.kind != "place" else ()
    offices = (office.organisation for office in entity.offices)
    return tuple(dict.fromkeys(key for key in (*above, *offices) if key))


@dataclass(frozen=True)
class Kinship:
    """Entity key to the keys of those for whom it acts directly."""

    above: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _EMPTY)
    firms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The slug of every form of a known firm's name to its key: ``Acme (Dalian)`` is a unit of ``Acme``."""
    places: frozenset[str] = frozenset()
    """The slugs of place names, by which units are called."""
    classes: frozenset[str] = frozenset()
    """Items that are a sort of goods, such as AI chips, and no one thing."""

    @classmethod
    def of(cls, entities: Iterable[KnownEntity]) -> Kinship:
        """As the knowledge base has it."""
        known = list(entities)
        return cls(
            {entity.id: kin for entity in known if (kin := kin_of(entity))},
            {slug(form): entity.id for entity in known if entity.kind == "company" for form in entity.forms},
            frozenset(slug(form) for entity in known if entity.kind == "place" for form in entity.forms),
            frozenset(entity.id for entity in known if entity.generic),
        )

    def is_class(self, item: str) -> bool:
        """Whether an item is a sort of goods that no name tells apart: AI chips, where A100 is one thing."""
        return item in self.classes or (item.startswith(_UNKNOWN_ITEM) and not any(c.isdigit() for c in item))

    @cached_property
    def _lines(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _roots(self) -> dict[str, frozenset[str]]:
        return {}

    def line(self, key: str) -> frozenset[str]:
        """The entity and all for whom it acts, directly or not."""
        known = self._lines.get(key)
        if known is None:
            known = self._lines[key] = frozenset(self._climb(key))
        return known

    def roots(self, key: str) -> frozenset[str]:
        """The topmost of the line: a government, a group's parent, or the entity itself."""
        known = self._roots.get(key)
        if known is None:
            line = self.line(key)
            known = self._roots[key] = frozenset(above for above in line if not self._directly_above(above))
        return known

    def acts_for(self, one: str, other: str) -> bool:
        """Whether one of the two is the other, or acts for it."""
        return one == other or other in self.line(one) or one in self.line(other)

    def _climb(self, key: str) -> set[str]:
        found, edge = {key}, {key}
        for _ in range(_DEEPEST):
            edge = {above for below in edge for above in self._directly_above(below)} - found
            if not edge:
                break
            found |= edge
        return found

    def _directly_above(self, key: str) -> tuple[str, ...]:
        held = self.above.get(key)
        if held is None and key.startswith(_UNKNOWN_FIRM):
            firm = self._named_after(key.removeprefix(_UNKNOWN_FIRM))
            return (firm,) if firm else ()
        return held or ()

    def _named_after(self, name: str) -> str | None:
        """The firm whose name an unknown one begins with, if a place follows: ``acme-semiconductor-dalian``."""
        words = name.split("-")
        for end in range(len(words) - 1, 0, -1):
            firm = self.firms.get("-".join(words[:end]))
            if firm and any(word in self.places for word in words[end:]):
                return firm
        return None
