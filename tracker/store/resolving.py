"""Keeps the events in step with the claims that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import bindparam, delete, exists, or_, select
from sqlalchemy.orm import Session

from tracker.model import CONFIDENCES, DateInterval, Role
from tracker.resolution import ResolvedEvent, SourcedClaim, resolve
from tracker.store.rendering import amounts
from tracker.store.tables import ClaimRoleRow, ClaimRow, EntityRow, EventClaimRow, EventRoleRow, EventRow
from tracker.store.text import fold
from tracker.store.titles import title


def resolve_claims(session: Session) -> int:
    """Make the events again of every type whose claims changed since; counts the events that changed."""
    return sum(_resolve_type(session, event_type) for event_type in _changed_types(session))


def _changed_types(session: Session) -> Sequence[str]:
    placed = exists().where(EventClaimRow.claim_id == ClaimRow.id)
    stands = ClaimRow.retracted_at.is_(None)
    return session.scalars(
        select(ClaimRow.type).distinct().where(or_(stands & ~placed, ~stands & placed)).order_by(ClaimRow.type)
    ).all()


def _resolve_type(session: Session, event_type: str) -> int:
    claims = {
        row.id: row
        for row in session.scalars(select(ClaimRow).where(ClaimRow.type == event_type, ClaimRow.retracted_at.is_(None)))
    }
    roles = _roles(session, event_type)
    events = resolve(_sourced(row, roles.get(row.id, {})) for row in claims.values())
    before = _members(session, event_type)
    wanted = {event.id: frozenset(event.claims) for event in events}
    _drop(session, [event for event, members in before.items() if wanted.get(event) != members])
    changed = [event for event in events if before.get(event.id) != wanted[event.id]]
    _insert(session, changed, claims)
    return len(changed)


def _roles(session: Session, event_type: str) -> Mapping[str, Mapping[Role, tuple[str, ...]]]:
    """Entity keys by claim and role, of the claims of the type that stand."""
    found = session.execute(
        select(ClaimRoleRow.claim_id, ClaimRoleRow.role, ClaimRoleRow.entity_key)
        .join(ClaimRow, ClaimRow.id == ClaimRoleRow.claim_id)
        .where(ClaimRow.type == event_type, ClaimRow.retracted_at.is_(None))
        .order_by(ClaimRoleRow.claim_id, ClaimRoleRow.position)
    )
    roles: defaultdict[str, dict[Role, tuple[str, ...]]] = defaultdict(dict)
    for claim, role, key in found:
        filled = roles[claim]
        filled[cast("Any", role)] = (*filled.get(cast("Any", role), ()), key)
    return roles


def _members(session: Session, event_type: str) -> Mapping[str, frozenset[str]]:
    found = session.execute(
        select(EventRow.id, EventClaimRow.claim_id)
        .outerjoin(EventClaimRow, EventClaimRow.event_id == EventRow.id)
        .where(EventRow.type == event_type)
    )
    members: defaultdict[str, set[str]] = defaultdict(set)
    for event, claim in found:
        members[event].add(claim)
    return {event: frozenset(claims) for event, claims in members.items()}


def _sourced(row: ClaimRow, roles: Mapping[Role, tuple[str, ...]]) -> SourcedClaim:
    return SourcedClaim(
        id=row.id,
        type=row.type,
        status=cast("Any", row.status),
        date=_interval(row),
        roles=roles,
        amounts=amounts(row.amounts),
        attribution=row.attribution_name,
        published=row.published_at,
        reference=row.reference_id is not None,
    )


def _interval(row: ClaimRow) -> DateInterval | None:
    if row.date_start is None or row.date_end is None:
        return None
    return DateInterval(
        start=row.date_start,
        end=row.date_end,
        precision=cast("Any", row.date_precision),
        words=row.date_words or "",
        rule=row.date_rule or "",
    )


def _drop(session: Session, events: Iterable[str]) -> None:
    gone = [{"gone": event} for event in events]
    if not gone:
        return
    for column in (EventRoleRow.event_id, EventClaimRow.event_id, EventRow.id):
        session.connection().execute(delete(column.class_.__table__).where(column == bindparam("gone")), gone)


def _insert(session: Session, events: Iterable[ResolvedEvent], claims: Mapping[str, ClaimRow]) -> None:
    kept = list(events)
    names = _names(session, kept)
    session.add_all(_event_row(event, [claims[claim] for claim in event.claims], names) for event in kept)
    session.flush()
    for event in kept:
        session.add_all(EventClaimRow(claim_id=claim, event_id=event.id) for claim in event.claims)
        session.add_all(
            EventRoleRow(event_id=event.id, role=role, position=position, entity_key=key)
            for role, keys in event.roles.items()
            for position, key in enumerate(keys)
        )
    session.flush()


def _names(session: Session, events: Iterable[ResolvedEvent]) -> Mapping[str, str]:
    if not any(event.roles for event in events):
        return {}
    return {key: name for key, name in session.execute(select(EntityRow.key, EntityRow.name))}  # noqa: C416


def _event_row(event: ResolvedEvent, claims: Sequence[ClaimRow], names: Mapping[str, str]) -> EventRow:
    named = {role: [names[key] for key in keys] for role, keys in event.roles.items()}
    heading = title(event.type, event.status, named)
    records = [claim for claim in claims if claim.reference_id]
    description = records[0].evidence_text if records else None
    return EventRow(
        id=event.id,
        type=event.type,
        status=event.status,
        date_start=event.date.start if event.date else None,
        date_end=event.date.end if event.date else None,
        date_precision=event.date.precision if event.date else None,
        title=heading,
        amounts=[{"value": a.value, "unit": a.unit, "words": a.words} for a in event.amounts],
        attribution=event.attribution,
        confidence=min((c.confidence for c in records if c.confidence), key=_rank, default=None),
        origin="article" if not records else "reference" if len(records) == len(claims) else "both",
        description=description,
        first_published=min((c.published_at for c in claims if c.published_at), default=None),
        sort_day=_sort_day(event, claims),
        search=fold(heading, description, *(claim.search for claim in claims)),
    )


def _rank(confidence: str) -> int:
    return CONFIDENCES.index(cast("Any", confidence))


def _sort_day(event: ResolvedEvent, claims: Iterable[ClaimRow]) -> date:
    return event.date.start if event.date else min(claim.sort_day for claim in claims)
