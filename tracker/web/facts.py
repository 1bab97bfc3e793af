"""What the knowledge base holds about one entity, gathered for its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.knowledge import (
    Knowledge,
    KnownEntity,
    ListingRecord,
    MeasureRecord,
    Office,
    SpecificationRecord,
)
from tracker.knowledge.dates import parse_interval
from tracker.model import DateInterval
from tracker.store import EntityRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office together with the other party: the organisation of a person, the person of an organisation."""

    office: Office
    other: EntityRef

    @property
    def start(self) -> DateInterval | None:
        """When it began, as exact as known."""
        return _interval(self.office.start)

    @property
    def end(self) -> DateInterval | None:
        """When it ended, as exact as known."""
        return _interval(self.office.end)

    @property
    def as_of(self) -> DateInterval | None:
        """When a source shows the person in it."""
        return _interval(self.office.as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A party's standing on a list."""

    record: ListingRecord
    list: EntityRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All facts about one entity, each with its sources."""

    known: KnownEntity
    parent: EntityRef | None
    vendor: EntityRef | None
    offices: tuple[Post, ...]
    """The posts of a person."""
    holders: tuple[Post, ...]
    """The people in posts of an organisation."""
    parts: tuple[EntityRef, ...]
    """What belongs to it: subsidiaries, departments, cities."""
    products: tuple[EntityRef, ...]
    listings: tuple[Listing, ...]
    specification: SpecificationRecord | None
    measures: tuple[MeasureRecord, ...]
    """Measures that are, or act by, this instrument."""

    @property
    def sources(self) -> tuple[str, ...]:
        """What all of these facts rest on, each once."""
        figures = self.specification.sources if self.specification else ()
        lists = (source for listing in self.listings for source in listing.record.sources)
        measures = (source for measure in self.measures for source in measure.sources)
        return tuple(dict.fromkeys((*self.known.sources, *figures, *lists, *measures)))


def facts(knowledge: Knowledge, key: str) -> Facts | None:
    """The facts about the entity with this ``key``; ``None`` if the knowledge base does not hold it."""
    known = knowledge.entities.get(key)
    if known is None:
        return None
    others = knowledge.entities.values()
    return Facts(
        known=known,
        parent=_reference(knowledge, known.parent),
        vendor=_reference(knowledge, known.vendor),
        offices=tuple(Post(office=o, other=reference(knowledge, o.organisation)) for o in known.offices),
        holders=tuple(
            Post(office=o, other=EntityRef(key=person.id, name=person.name))
            for person in others
            for o in person.offices
            if o.organisation == key
        ),
        parts=_references(e for e in others if e.parent == key),
        products=_references(e for e in others if e.vendor == key),
        listings=tuple(
            Listing(record=record, list=reference(knowledge, record.list))
            for record in knowledge.listings
            if record.party == key
        ),
        specification=knowledge.specifications.get(key),
        measures=tuple(m for m in knowledge.measures if key in (m.instrument, m.id)),
    )


def reference(knowledge: Knowledge, key: str) -> EntityRef:
    """A pointer to an entity of the knowledge base; an id that it does not hold stands for its own name."""
    known = knowledge.entities.get(key)
    return EntityRef(key=key, name=known.name if known else key)


def _interval(text: str | None) -> DateInterval | None:
    return parse_interval(text) if text else None


def _reference(knowledge: Knowledge, key: str | None) -> EntityRef | None:
    return reference(knowledge, key) if key else None


def _references(entities: Iterable[KnownEntity]) -> tuple[EntityRef, ...]:
    return tuple(EntityRef(key=entity.id, name=entity.name) for entity in entities)
