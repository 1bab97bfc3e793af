"""Adds what the knowledge base holds: entities, and the reference timeline as claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.errors import InputError
from tracker.knowledge import KnownEntity, TimelineRecord
from tracker.store.claims import ClaimChange, replace_claims
from tracker.store.rows import Source, known_entity_row, record_claim, record_row
from tracker.store.tables import ClaimRow, EntityRow, EventClaimRow, EventRoleRow, RecordRow
from tracker.store.views import Added

NO_RECORD = "no longer in the reference timeline"


def add_entities(session: Session, entities: Iterable[KnownEntity]) -> int:
    """Store what the knowledge base says of entities; counts those that are new or changed."""
    held = {row.key: row for row in session.scalars(select(EntityRow).where(EntityRow.kb_id.is_not(None)))}
    changed = 0
    for row in map(known_entity_row, entities):
        before = held.get(row.key)
        if before is None:
            session.add(row)
        elif _content(before) == _content(row):
            continue
        else:
            if before.name != row.name:
                _forget_events_of(session, row.key)
            session.merge(row)
        changed += 1
    return changed


def _content(row: EntityRow) -> list[object]:
    return [getattr(row, column.key) for column in EntityRow.__table__.columns]


def _forget_events_of(session: Session, key: str) -> None:
    """Let the next resolution make the entity's events again, since their titles hold its old name."""
    events = select(EventRoleRow.event_id).where(EventRoleRow.entity_key == key)
    session.execute(delete(EventClaimRow).where(EventClaimRow.event_id.in_(events)))


def add_reference(session: Session, records: Iterable[TimelineRecord], known_at: datetime) -> Added:
    """Let the reference timeline be exactly ``records``; see ``Store.add_reference``."""
    names = {key: name for key, name in session.execute(select(EntityRow.key, EntityRow.name))}  # noqa: C416
    totals: Counter[str] = Counter()
    kept = set()
    for record in records:
        if record.type is None:
            continue
        kept.add(record.id)
        held = session.get(RecordRow, record.id)
        session.merge(record_row(record, held.known_at if held else known_at))
        session.flush()
        change = ClaimChange(source=_record_source(record), known_at=known_at, reason=NO_RECORD)
        try:
            claim = record_claim(record, record.type, names)
        except KeyError as error:
            raise InputError(f"The reference record {record.id} names {error}, which is no known entity") from error
        new, unchanged, retracted = replace_claims(session, [claim], change)
        totals.update(new=new, unchanged=unchanged, retracted=retracted)
    totals["retracted"] += _retract_records(session, kept, known_at)
    return Added(
        article_id=None,
        new=totals["new"],
        unchanged=totals["unchanged"],
        retracted=totals["retracted"],
        already_known=not totals["new"] and not totals["retracted"],
    )


def _record_source(record: TimelineRecord) -> Source:
    return Source(
        article_id=None,
        reference_id=record.id,
        document_digest=None,
        extractor_version=None,
        confidence=record.confidence,
        published_at=None,
    )


def _retract_records(session: Session, kept: set[str], known_at: datetime) -> int:
    standing = session.scalars(
        select(ClaimRow).where(ClaimRow.reference_id.is_not(None), ClaimRow.retracted_at.is_(None))
    )
    gone = [row for row in standing if row.reference_id not in kept]
    for row in gone:
        row.retracted_at, row.retraction_reason = known_at, NO_RECORD
    return len(gone)
