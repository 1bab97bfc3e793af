"""What was known on one day: the only thing that an answer is computed from.

Filtering comes first and evaluation sees nothing else, so what became known later cannot have a part in an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.knowledge import Knowledge, KnownEntity, ListingRecord, MeasureRecord, SpecificationRecord, ThresholdRecord
from tracker.knowledge.scopes import GroupRecord, OwnershipRecord, PhaseKind, PhaseRecord, ScopeRecord
from tracker.model import DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody says happened to a measure; it is shown and never decides until it is confirmed."""

    measure: str
    kind: PhaseKind
    effective: DateInterval
    known: DateInterval
    """When it was published."""
    words: str
    sources: tuple[str, ...]
    scheduled: bool = False
    """Whether it is only said to come; that the day has passed does not show that it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The knowledge base as of one day."""

    known_at: date
    entities: Mapping[str, KnownEntity]
    """Names, countries and parents; they are not dated."""
    measures: Mapping[str, MeasureRecord]
    """Titles and sources of the measures that were public."""
    scopes: tuple[ScopeRecord, ...]
    acts: Mapping[str, tuple[PhaseRecord, ...]]
    """By measure, the phases whose act was public."""
    announced: Mapping[str, tuple[PhaseRecord, ...]]
    """By measure, the phases that had only been announced."""
    thresholds: Mapping[str, ThresholdRecord]
    """Formulas and limits; a scope that uses them is only here once its measure was public."""
    specifications: Mapping[str, SpecificationRecord]
    listings: Mapping[str, tuple[ListingRecord, ...]]
    """By party."""
    ownership: Mapping[str, tuple[OwnershipRecord, ...]]
    """By the party that is owned."""
    groups: Mapping[str, GroupRecord]
    covered_until: date | None
    """How far the sources on measures reach."""


def as_known(knowledge: Knowledge, known_at: date, reports: Iterable[Report] = ()) -> View:
    """The part of ``knowledge``, and of ``reports``, that was public on ``known_at``.

    A date that is not exact counts from its last day. What bears no date (names, formulas, groups without a dated
    change) is taken as known always; an act of which only a part was public is no act yet.
    """
    phases = _with_reports(knowledge.phases, reports)
    acts = {name: found for name, all_ in phases.items() if (found := tuple(p for p in all_ if _by(p.known, known_at)))}
    coverage = knowledge.coverage.get("measures")
    return View(
        known_at=known_at,
        entities=knowledge.entities,
        measures={measure.id: measure for measure in knowledge.measures if measure.id in acts},
        scopes=tuple(s for s in knowledge.scopes if not s.measures or any(name in acts for name in s.measures)),
        acts=acts,
        announced={name: tuple(_announced(all_, known_at)) for name, all_ in phases.items()},
        thresholds={record.id: record for record in knowledge.thresholds},
        specifications={
            name: record for name, record in knowledge.specifications.items() if _by(record.announced, known_at)
        },
        listings=_listings(knowledge.listings, known_at),
        ownership=_ownership(knowledge.ownership, known_at),
        groups={name: _group(group, known_at) for name, group in knowledge.groups.items()},
        covered_until=coverage.until.end if coverage else None,
    )


def _by(day: DateInterval | None, known_at: date) -> bool:
    return day is None or day.end <= known_at


def _announced(phases: Iterable[PhaseRecord], known_at: date) -> Iterable[PhaseRecord]:
    for phase in phases:
        if phase.announced and not _by(phase.known, known_at) and _by(phase.announced, known_at):
            yield replace(phase, published=None, note=None)


def _with_reports(
    phases: Mapping[str, tuple[PhaseRecord, ...]], reports: Iterable[Report]
) -> Mapping[str, tuple[PhaseRecord, ...]]:
    joined = dict(phases)
    for number, report in enumerate(reports):
        joined[report.measure] = (*joined.get(report.measure, ()), _reported(report, number))
    return joined


def _reported(report: Report, number: int) -> PhaseRecord:
    return PhaseRecord(
        id=f"{report.measure}.report.{number}",
        measure=report.measure,
        scope=None,
        kind=report.kind,
        announced=None,
        published=None,
        effective=report.effective,
        end=None,
        known=report.known,
        by=None,
        confirmed=not report.scheduled,
        reported=True,
        confidence="low",
        sources=report.sources,
        note=report.words,
    )


def _listings(records: Iterable[ListingRecord], known_at: date) -> Mapping[str, tuple[ListingRecord, ...]]:
    found: dict[str, tuple[ListingRecord, ...]] = {}
    for record in records:
        if _by(record.date or record.checked, known_at):
            found[record.party] = (*found.get(record.party, ()), _with_footnotes(record, known_at))
    return found


def _with_footnotes(record: ListingRecord, known_at: date) -> ListingRecord:
    known = tuple(note for note in record.footnotes if _by(note.date, known_at))
    return record if len(known) == len(record.footnotes) else replace(record, footnotes=known)


def _ownership(records: Iterable[OwnershipRecord], known_at: date) -> Mapping[str, tuple[OwnershipRecord, ...]]:
    found: dict[str, tuple[OwnershipRecord, ...]] = {}
    for record in records:
        if _by(record.known, known_at):
            found[record.owned] = (*found.get(record.owned, ()), record)
    return found


def _group(group: GroupRecord, known_at: date) -> GroupRecord:
    """The members as of that day: a later change is undone, whether it took a member in or out."""
    later = [change for change in group.changes if not _by(change.known, known_at)]
    if not later:
        return group
    members = set(group.members)
    for change in later:
        (members.add if change.until else members.discard)(change.member)
    kept = tuple(change for change in group.changes if change not in later)
    return replace(group, members=tuple(sorted(members)), changes=kept)
