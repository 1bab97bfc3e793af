"""Events as rows: made from what resolution found, written where they differ from what is held."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias, cast

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tracker.model import CONFIDENCES, Confidence
from tracker.resolution import ResolvedEvent, State
from tracker.store import identity, numbering
from tracker.store.chunking import chunks
from tracker.store.hearing import Cast, Told
from tracker.store.tables import ConflictRow, EventClaimRow, EventRoleRow, EventRow, Row
from tracker.store.titles import title

Clock: TypeAlias = Literal["world", "tracker"]
"""Whose knowledge: what was published by then, or what this database answered then."""

CLOCKS: tuple[Clock, ...] = ("world", "tracker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A state with all its rows."""

    event: EventRow
    others: tuple[Row, ...]


def rows_of(state: State, clock: Clock, claims: Mapping[str, Told], everyone: Cast) -> Written:
    """The rows of one state."""
    event = state.event
    members = [claims[claim] for claim in event.claims]
    shown = _shown(event, members, everyone)
    said = identity.digest(
        shown, _days(event), dict(event.roles), event.claims, [asdict(conflict) for conflict in event.conflicts]
    )
    key = identity.digest(clock, state.since.isoformat(), said)
    row = EventRow(
        state=key,
        clock=clock,
        since=state.since,
        until=state.until,
        said=said,
        date_start=event.date.start if event.date else None,
        date_end=event.date.end if event.date else None,
        sort_day=event.date.start if event.date else min(member.sort_day for member in members),
        reading_confidence=max(
            (m.reading_confidence for m in members if m.reading_confidence is not None), default=None
        ),
        **shown,
    )
    return Written(event=row, others=(*_parts(row, event), *_conflicts(key, event, row)))


def write(session: Session, found: Iterable[Written], held: Mapping[str, EventRow]) -> None:
    """Let the rows be those ``found`` where ``held``, by key, were."""
    wanted = {written.event.state: written for written in found}
    drop(session, held.keys() - wanted.keys())
    for key, written in wanted.items():
        if key not in held:
            session.add(written.event)
        else:
            _end(session, held[key], written.event.until)
            held[key].reading_confidence = written.event.reading_confidence
    session.flush()
    session.add_all(row for key, written in wanted.items() if key not in held for row in written.others)
    session.flush()


def _end(session: Session, row: EventRow, until: datetime | None) -> None:
    """Let a state hold until then, and be listed only while it holds."""
    if (row.until is None) != (until is None):
        mine = EventRoleRow.state == row.state
        session.execute(update(EventRoleRow).where(mine).values(listed=None if until else row.sort_day))
    row.until = until


def log(session: Session, wanted: Iterable[Written], claims: Collection[str], now: datetime) -> int:
    """Write down what is answered from now on; counts what is new. What is answered no more ends."""
    held = [
        row
        for some in chunks(sorted(states_of(session, claims)))
        for row in session.scalars(select(EventRow).where(EventRow.state.in_(some)))
        if row.clock == "tracker" and row.until is None
    ]
    said, saying = {row.said for row in held}, {written.event.said: written.event for written in wanted}
    ended = [row for row in held if row.said not in saying]
    for row in held:
        if row.said in saying:
            row.reading_confidence = saying[row.said].reading_confidence
    ended_ids = {row.id for row in ended}
    for row in ended:
        row.until = now
    drop(session, [row.state for row in ended if row.since == now])
    fresh = [written for written in wanted if written.event.said not in said]
    changed, standing = {written.event.id for written in fresh}, {written.event.id for written in wanted}
    numbering.note(session, changed, {event for event in ended_ids if event not in standing}, now)
    session.add_all(written.event for written in fresh)
    session.flush()
    session.add_all(row for written in fresh for row in written.others)
    session.flush()
    return len(fresh)


def states_of(session: Session, claims: Collection[str]) -> set[str]:
    """The keys of all states, on both clocks, that ever showed any of these claims.

    They are looked up one table after the other: in one query SQLite would go through all events of a clock.
    """
    found: set[str] = set()
    for some in chunks(sorted(claims)):
        found |= set(session.scalars(select(EventClaimRow.state).where(EventClaimRow.claim_id.in_(some))))
    return found


def drop(session: Session, states: Collection[str]) -> None:
    """Remove states with all that belongs to them."""
    for some in chunks(sorted(states)):
        for column in (EventRoleRow.state, EventClaimRow.state, ConflictRow.state, EventRow.state):
            session.execute(delete(column.class_).where(column.in_(some)))


def _shown(event: ResolvedEvent, members: Sequence[Told], everyone: Cast) -> dict[str, Any]:
    """The columns that show what a state says, as JSON can hold them."""
    named = {role: [everyone.names[key] for key in keys] for role, keys in event.roles.items()}
    records = [member for member in members if member.reference]
    first = min((m for m in members if m.features.claim.published and m.published), key=_printed, default=None)
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "date_precision": event.date.precision if event.date else None,
        "title": title(event.type, event.status, named),
        "amounts": [{"value": a.value, "unit": a.unit, "words": a.words} for a in event.amounts],
        "attribution": event.attribution,
        "confidence": min((m.confidence for m in records if m.confidence), key=_rank, default=None),
        "origin": "article" if not records else "reference" if len(records) == len(members) else "both",
        "description": records[0].features.claim.evidence if records else None,
        "first_published": first.published if first else None,
        "first_published_precision": first.precision if first else None,
        "sources": len({member.features.claim.source for member in members}),
        "origins": list(event.origins),
        "choices": [asdict(choice) for choice in event.choices],
    }


def _days(event: ResolvedEvent) -> list[str]:
    return [event.date.start.isoformat(), event.date.end.isoformat()] if event.date else []


def _printed(member: Told) -> tuple[datetime, str]:
    claim = member.features.claim
    return cast("datetime", claim.published), claim.id


def _rank(confidence: str) -> int:
    return CONFIDENCES.index(cast("Confidence", confidence))


def _parts(row: EventRow, event: ResolvedEvent) -> Iterable[Row]:
    yield from (EventClaimRow(state=row.state, claim_id=claim, position=n) for n, claim in enumerate(event.claims))
    listed = row.sort_day if row.clock == "world" and row.until is None else None
    for role, keys in event.roles.items():
        for number, one in enumerate(keys):
            yield EventRoleRow(
                state=row.state, role=role, position=number, entity_key=one, event_id=row.id, listed=listed
            )


def _conflicts(key: str, event: ResolvedEvent, row: EventRow) -> Iterable[ConflictRow]:
    for number, conflict in enumerate(event.conflicts):
        yield ConflictRow(
            id=identity.digest("conflict", key, number),
            state=key,
            kind=conflict.kind,
            contradiction=conflict.contradiction,
            sides=[{"value": side.value, "claims": list(side.claims)} for side in conflict.sides],
            overclaims=list(conflict.overclaims),
            note=conflict.note,
            sort_day=row.sort_day,
        )
