"""Links between events: promises and what came of them, acts and what was done in return."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.model import Role
from tracker.resolution import Kinship
from tracker.resolution.followups import LONGEST, in_return, is_outcome, other_side
from tracker.store.conditions import AsKnown, holds
from tracker.store.hearing import cast_of
from tracker.store.rendering import date_of
from tracker.store.tables import ClaimRow, EventClaimRow, EventRoleRow, EventRow
from tracker.store.views import EventRef, FollowUp, FollowUpView

_PENDING = ("planned", "proposed")
_SETTLED = ("occurred", "denied")
_SOON = timedelta(days=120)
"""An answer to an act comes within so many days."""
_LOOKED_AT = 200
_ACTS = (
    "control_imposed control_suspended control_eased party_listed tariff_imposed tariff_eased licence_denied"
    " investment_restricted investigation_opened penalty_imposed sale_halted"
).split()
"""What states and firms do to each other in return."""


def follow_ups(session: Session, row: EventRow, known: AsKnown) -> tuple[FollowUpView, ...]:
    """What came of an event and what it came of, as known then; the nearest first."""
    kinship = cast_of(session).kinship
    found = [
        *_view("outcome", row, _outcomes(session, row, known, kinship)),
        *_view("promise", row, _promises(session, row, known, kinship)),
        *_view("answer", row, _answers(session, row, known, kinship)),
        *_view("reason", row, _reasons(session, row, known, kinship)),
    ]
    return tuple(found)


def open_days(session: Session, row: EventRow, known: AsKnown) -> int | None:
    """Since how many days a promise, plan or proposal waits; ``None`` where something came of it or it is none."""
    if row.status not in _PENDING or _outcomes(session, row, known, cast_of(session).kinship):
        return None
    asked = known.at or _latest(session)
    told = _told(session, row)
    return (asked.date() - told).days if asked and told else None


def _latest(session: Session) -> datetime | None:
    """The newest thing that was read: what is waited for may have happened since."""
    return session.scalar(select(ClaimRow.known_at).order_by(ClaimRow.known_at.desc()).limit(1))


def _told(session: Session, row: EventRow) -> date | None:
    """The day on which it was told first."""
    first = session.scalar(
        select(ClaimRow.heard_from)
        .join(EventClaimRow, EventClaimRow.claim_id == ClaimRow.id)
        .where(EventClaimRow.state == row.state)
        .order_by(ClaimRow.heard_from)
        .limit(1)
    )
    return first.astimezone(UTC).date() if first else None


def _outcomes(session: Session, row: EventRow, known: AsKnown, kinship: Kinship) -> list[EventRow]:
    if row.status not in _PENDING:
        return []
    told = _told(session, row)
    if told is None:
        return []
    later = _alike(session, row, known, _SETTLED, (told, told + timedelta(days=LONGEST)), kinship)
    return sorted(later, key=lambda other: (other.date_start or date.max, other.id))[:1]


def _promises(session: Session, row: EventRow, known: AsKnown, kinship: Kinship) -> list[EventRow]:
    if row.status not in _SETTLED or row.date_start is None:
        return []
    span = (row.date_start - timedelta(days=LONGEST), row.date_start + timedelta(days=LONGEST))
    earlier = _alike(session, row, known, _PENDING, span, kinship)
    return [other for other in earlier if row.id in {came.id for came in _outcomes(session, other, known, kinship)}]


def _alike(
    session: Session,
    row: EventRow,
    known: AsKnown,
    statuses: Sequence[str],
    span: tuple[date, date],
    kinship: Kinship,
) -> list[EventRow]:
    """Events of the same type, with these statuses, in a span of days, of the same parts and by the same side."""
    parts = _roles(session, [row.state])[row.state]
    keys = {
        key for role in ("target", "participant", "item", "instrument") for key in parts.get(cast("Role", role), ())
    }
    query = (
        select(EventRow)
        .where(EventRow.type == row.type, EventRow.status.in_(statuses), EventRow.id != row.id, *holds(known))
        .where(EventRow.sort_day >= span[0], EventRow.sort_day <= span[1])
        .where(EventRow.state.in_(select(EventRoleRow.state).where(EventRoleRow.entity_key.in_(keys))))
        .order_by(EventRow.sort_day, EventRow.id)
        .limit(_LOOKED_AT)
    )
    found = session.scalars(query).all()
    theirs = _roles(session, [other.state for other in found])
    return [other for other in found if is_outcome(parts, theirs[other.state], kinship)]


def _reasons(session: Session, row: EventRow, known: AsKnown, kinship: Kinship) -> list[EventRow]:
    """The nearest earlier act of another side that a source names as the reason of this one."""
    if row.type not in _ACTS or row.date_start is None:
        return []
    claims = _claims(session, row.state)
    cues = [claim for claim in claims if in_return(claim.evidence_text)]
    if not cues:
        return []
    mine = _roles(session, [row.state])[row.state].get("actor", ())
    earlier = session.scalars(
        select(EventRow)
        .where(EventRow.type.in_(_ACTS), EventRow.status == "occurred", EventRow.id != row.id, *holds(known))
        .where(EventRow.date_start <= row.date_start, EventRow.date_start >= row.date_start - _SOON)
        .order_by(EventRow.date_start.desc(), EventRow.id)
        .limit(_LOOKED_AT)
    ).all()
    theirs = _roles(session, [other.state for other in earlier])
    names = {key: form for other in theirs.values() for keys in other.values() for key in keys if (form := key)}
    shown = cast_of(session).names
    for other in earlier:
        parts = theirs[other.state]
        if not other_side(mine, parts.get("actor", ()), kinship):
            continue
        told = _claims(session, other.state)
        sentences = {claim.evidence_text for claim in told}
        named = {
            shown[key] for role in ("instrument", "target") for key in parts.get(cast("Role", role), ()) if key in names
        }
        if any(cue.evidence_text in sentences or any(name in cue.evidence_text for name in named) for cue in cues):
            return [other]
    return []


def _answers(session: Session, row: EventRow, known: AsKnown, kinship: Kinship) -> list[EventRow]:
    """Later acts of other sides whose sources name this one as their reason."""
    if row.type not in _ACTS or row.date_start is None:
        return []
    later = session.scalars(
        select(EventRow)
        .where(EventRow.type.in_(_ACTS), EventRow.id != row.id, *holds(known))
        .where(EventRow.date_start >= row.date_start, EventRow.date_start <= row.date_start + _SOON)
        .order_by(EventRow.date_start, EventRow.id)
        .limit(_LOOKED_AT)
    ).all()
    return [other for other in later if row.id in {reason.id for reason in _reasons(session, other, known, kinship)}]


def _claims(session: Session, state: str) -> Sequence[ClaimRow]:
    among = select(EventClaimRow.claim_id).where(EventClaimRow.state == state)
    return session.scalars(select(ClaimRow).where(ClaimRow.id.in_(among)).order_by(ClaimRow.id)).all()


def _roles(session: Session, states: Iterable[str]) -> Mapping[str, Mapping[Role, tuple[str, ...]]]:
    found: defaultdict[str, dict[Role, tuple[str, ...]]] = defaultdict(dict)
    query = (
        select(EventRoleRow).where(EventRoleRow.state.in_(states)).order_by(EventRoleRow.state, EventRoleRow.position)
    )
    for part in session.scalars(query):
        role = cast("Role", part.role)
        found[part.state][role] = (*found[part.state].get(role, ()), part.entity_key)
    return found


def _view(kind: FollowUp, row: EventRow, others: Iterable[EventRow]) -> Iterable[FollowUpView]:
    for other in others:
        days = abs((other.date_start - row.date_start).days) if other.date_start and row.date_start else None
        yield FollowUpView(kind=kind, event=event_ref(other), days=days)


def event_ref(row: EventRow) -> EventRef:
    """A pointer to an event."""
    return EventRef(id=row.id, title=row.title, type=row.type, status=cast("Any", row.status), date=date_of(row))
