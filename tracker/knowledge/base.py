"""The knowledge base as one object: entities at once, everything dated when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from tracker.knowledge.entities import KnownEntity
from tracker.knowledge.files import FOLDER
from tracker.knowledge.loading import load_entities

if TYPE_CHECKING:
    from tracker.knowledge.records import (
        CoverageRecord,
        ListingRecord,
        MeasureRecord,
        SpecificationRecord,
        ThresholdRecord,
        TimelineRecord,
    )
    from tracker.knowledge.scopes import DifferenceRecord, GroupRecord, OwnershipRecord, PhaseRecord, ScopeRecord
    from tracker.knowledge.vocabulary import EventType

# ruff: noqa: PLC0415 - the schemas of the dated files import pydantic, which commands that need no dates should not wait for


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """All that the field knows, as read from the data files in ``folder``."""

    folder: Path
    entities: Mapping[str, KnownEntity]
    """Entities of every kind, by id."""

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """Every form of a name, in its exact case, to the ids of all whose name it may be, sorted.

        Forms that count only in context are in `ambiguous_forms` instead.
        """
        return _index((form, entity.id) for entity in self._all for form in _plain_forms(entity))

    @cached_property
    def ambiguous_forms(self) -> Mapping[str, tuple[str, ...]]:
        """Forms that are also ordinary words or other names, lone surnames included, to the ids they may mean."""
        return _index((form, entity.id) for entity in self._all for form in _doubtful_forms(entity))

    @cached_property
    def surnames(self) -> Mapping[str, tuple[str, ...]]:
        """Each surname to the ids of all people who bear it, sorted."""
        return _index((entity.surname, entity.id) for entity in self._all if entity.surname)

    @cached_property
    def descriptors(self) -> Mapping[str, tuple[str, ...]]:
        """Each editorial paraphrase to the ids of all that it may mean, sorted."""
        return _index((form, entity.id) for entity in self._all for form in entity.descriptors)

    @cached_property
    def timeline(self) -> tuple[TimelineRecord, ...]:
        """The reference timeline in order of date, low-confidence records included (see ``TimelineRecord.default``)."""
        from tracker.knowledge.timeline_schema import read_timeline

        return read_timeline(self.folder)

    @cached_property
    def measures(self) -> tuple[MeasureRecord, ...]:
        """Legal measures in order of their first date."""
        from tracker.knowledge.measure_schema import read_measures

        return read_measures(self.folder)

    @cached_property
    def thresholds(self) -> tuple[ThresholdRecord, ...]:
        """The numeric tests of the controls, version by version."""
        from tracker.knowledge.threshold_schema import read_thresholds

        return read_thresholds(self.folder)

    @cached_property
    def scopes(self) -> tuple[ScopeRecord, ...]:
        """What each measure reaches and does, as predicates."""
        from tracker.knowledge.scope_schema import read_scopes

        return read_scopes(self.folder)

    @cached_property
    def phases(self) -> Mapping[str, tuple[PhaseRecord, ...]]:
        """The phases of every measure by its id, each with the day from which it was known."""
        from tracker.knowledge.phase_schema import read_phases

        reach = self.coverage.get("measures")
        return MappingProxyType(dict(read_phases(self.folder, self.measures, reach.until.end if reach else None)))

    @cached_property
    def groups(self) -> Mapping[str, GroupRecord]:
        """Places and items that rules name together, by the id of the group."""
        from tracker.knowledge.control_schema import read_groups

        return MappingProxyType({record.id: record for record in read_groups(self.folder)})

    @cached_property
    def ownership(self) -> tuple[OwnershipRecord, ...]:
        """Who holds how much of whom; parents without a known share included."""
        from tracker.knowledge.control_schema import read_ownership

        return read_ownership(self.folder, self._all)

    @cached_property
    def differences(self) -> tuple[DifferenceRecord, ...]:
        """Where the arithmetic on published figures and the sources differ about an item, and why."""
        from tracker.knowledge.control_schema import read_differences

        return read_differences(self.folder)

    @cached_property
    def listings(self) -> tuple[ListingRecord, ...]:
        """Who is, and who is not, on which restricted-party list."""
        from tracker.knowledge.listing_schema import read_listings

        return read_listings(self.folder)

    @cached_property
    def specifications(self) -> Mapping[str, SpecificationRecord]:
        """Published figures of chips, memories and tools, by the id of the item."""
        from tracker.knowledge.specification_schema import read_specifications

        return MappingProxyType({record.id: record for record in read_specifications(self.folder)})

    @cached_property
    def coverage(self) -> Mapping[str, CoverageRecord]:
        """How far the sources reach, by the name of the file: ``measures``, ``timeline``, ``listings``, ``people``."""
        from tracker.knowledge.coverage_schema import read_coverage

        return MappingProxyType({record.id: record for record in read_coverage(self.folder)})

    @cached_property
    def event_types(self) -> Mapping[str, EventType]:
        """The event types, by name."""
        from tracker.knowledge.vocabulary import load_event_types

        return load_event_types()

    @property
    def _all(self) -> Iterable[KnownEntity]:
        return self.entities.values()


@cache
def load_knowledge(folder: Path = FOLDER, *, validate: bool = False) -> Knowledge:
    """The knowledge base in ``folder``, read once in a process.

    With ``validate`` every file is checked against its schema and every id that a record names must exist.
    Raises ``KnowledgeError`` naming the file, the record and the field.
    """
    knowledge = Knowledge(folder=folder, entities=MappingProxyType(load_entities(folder)))
    if validate:
        from tracker.knowledge.checking import check

        check(knowledge)
    return knowledge


def _plain_forms(entity: KnownEntity) -> Iterable[str]:
    doubtful = set(entity.ambiguous_aliases)
    return (form for form in entity.forms if form not in doubtful)


def _doubtful_forms(entity: KnownEntity) -> Iterable[str]:
    return (*entity.ambiguous_aliases, entity.surname) if entity.surname else entity.ambiguous_aliases


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for form, identifier in pairs:
        found.setdefault(form, set()).add(identifier)
    return MappingProxyType({form: tuple(sorted(ids)) for form, ids in found.items()})
