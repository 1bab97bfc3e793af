"""Adds what the knowledge base holds: entities, and the reference timeline as claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from tracker.errors import InputError
from tracker.knowledge import KnownEntity, TimelineRecord
from tracker.store.chunking import chunks
from tracker.store.claims import ClaimChange, replace_claims, retract
from tracker.store.rows import Source, known_entity_row, record_claim, record_row
from tracker.store.tables import ClaimRoleRow, ClaimRow, EntityRow, MarkRow, RecordRow, TieRow
from tracker.store.views import Added

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ISO = re.compile(r"\b(20\d\d)-(\d\d)(?:-(\d\d))?\b")
_WRITTEN = re.compile(
    r"\b(\d{1,2})?\s?\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: (\d{1,2})\b)?,?(?: (20\d\d))?\b"
)
_YEAR = re.compile(r"\b(20\d\d)\b")

_OF_NAMES = ("same_as", "joined")
"""Columns that are worked out and not told."""
NO_RECORD = "no longer in the reference timeline"


def add_entities(session: Session, entities: Iterable[KnownEntity]) -> int:
    """Store what the knowledge base says of entities; counts those that are new or changed."""
    held = {row.key: row for row in session.scalars(select(EntityRow).where(EntityRow.kb_id.is_not(None)))}
    changed, fresh = 0, list[EntityRow]()
    for row in map(known_entity_row, entities):
        before = held.get(row.key)
        if before is None:
            session.add(row)
            fresh.append(row)
        elif _content(before) == _content(row):
            continue
        else:
            row.same_as, row.joined = before.same_as, before.joined
            if (before.name, before.above, before.generic) != (row.name, row.above, row.generic):
                _unsettle(session, row.key)
            # Merging writes into ``before``, so what differs is asked first.
            renamed, moved = (before.name, before.aliases) != (row.name, row.aliases), before.above != row.above
            session.merge(row)
            if renamed:
                session.execute(delete(MarkRow).where(MarkRow.entity_key == row.key))
                row.joined = False
            if moved:
                fresh.append(row)
        changed += 1
    session.flush()
    _tie(session, fresh)
    return changed


def _tie(session: Session, rows: Sequence[EntityRow]) -> None:
    """Keep for whom each of them acts so that it can be asked from both ends."""
    ties = [{"entity_key": row.key, "above": key} for row in rows for key in row.above]
    for some in chunks(sorted(row.key for row in rows)):
        gone = delete(TieRow).where(TieRow.entity_key.in_(some))
        # No such row is in the session, which would otherwise be searched for them each time.
        session.execute(gone, execution_options={"synchronize_session": False})
    if ties:
        session.execute(insert(TieRow), ties)


def _content(row: EntityRow) -> list[object]:
    return [getattr(row, column.key) for column in EntityRow.__table__.columns if column.key not in _OF_NAMES]


def _unsettle(session: Session, key: str) -> None:
    """Let the next resolution look again at all that the entity takes part in: its name or whom it acts for changed."""
    playing = select(ClaimRoleRow.claim_id).where(ClaimRoleRow.entity_key == key)
    session.execute(update(ClaimRow).where(ClaimRow.id.in_(playing)).values(settled=False))


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
        change = ClaimChange(
            source=_record_source(record, known_at), known_at=known_at, reason=NO_RECORD, heard_until=None
        )
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


def _record_source(record: TimelineRecord, known_at: datetime) -> Source:
    return Source(
        article_id=None,
        reference_id=record.id,
        document_digest=None,
        extractor_version=None,
        confidence=record.confidence,
        published_at=None,
        heard_from=min(_told_by(record), known_at),
    )


def _told_by(record: TimelineRecord) -> datetime:
    """When all that a record speaks of was past or announced: it was written with hindsight, which must not leak.

    A day that the record itself gives as that of taking effect was known when it was announced.
    """
    ahead = record.effective.start if record.effective else record.date.end
    named = [
        day for day in _days_named(record.description, record.date.start.year) if day > max(ahead, record.date.end)
    ]
    last = max([record.date.end, *named])
    return datetime.combine(last, time.max, UTC)


def _days_named(text: str, this_year: int) -> Iterator[date]:
    """The first of every day, month or year that ``text`` names; a day without a year is of ``this_year``."""
    for year, month, day in _ISO.findall(text):
        yield from _day(int(year), int(month), int(day or 1))
    for before, name, after, year in _WRITTEN.findall(text):
        if before or after or year:
            month = _MONTHS.index(name[:3].lower()) + 1
            yield from _day(int(year or this_year), month, int(before or after or 1))
    for year in _YEAR.findall(text):
        yield from _day(int(year), 1, 1)


def _day(year: int, month: int, day: int) -> Iterator[date]:
    with suppress(ValueError):
        yield date(year, month, day)


def _retract_records(session: Session, kept: set[str], known_at: datetime) -> int:
    standing = session.scalars(
        select(ClaimRow).where(ClaimRow.reference_id.is_not(None), ClaimRow.retracted_at.is_(None))
    )
    gone = [row for row in standing if row.reference_id not in kept]
    for row in gone:
        retract(row, known_at, NO_RECORD, None)
    return len(gone)
