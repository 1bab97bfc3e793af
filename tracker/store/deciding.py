"""What people decide about events: these two are one, this claim is of another. It outlives every resolution."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.errors import InputError
from tracker.store.conditions import NOW
from tracker.store.details import event_row
from tracker.store.tables import ClaimRow, DecisionRow, EventClaimRow, EventRow


def merge(session: Session, events: tuple[str, str], by: str, reason: str, now: datetime) -> None:
    """Two events are one happening, now and after every later resolution. Raises ``NotFound``, ``InputError``."""
    one, other = (event_row(session, event, NOW) for event in events)
    if one.id == other.id:
        raise InputError("The two are one event already: give two that are listed apart")
    if one.type != other.type:
        raise InputError(f"An event of type {one.type} cannot be one with an event of type {other.type}")
    pairs = [(a, b) for a in _members(session, one) for b in _members(session, other)]
    _decide(session, pairs, DecisionRow(one="", other="", same=True, reason=reason, decided_by=by, decided_at=now))


def split(session: Session, claim: str, by: str, reason: str, now: datetime) -> None:
    """A claim speaks of another happening than the rest of its event. Raises ``NotFound``, ``InputError``."""
    row = event_row(session, claim, NOW)
    members = _members(session, row)
    others = [member for member in members if member != claim]
    if claim not in members or not others:
        raise InputError(
            "Give the id of a claim of an event that rests on several: 'tracker event ID --json' lists them"
        )
    pairs = [(claim, other) for other in others]
    _decide(session, pairs, DecisionRow(one="", other="", same=False, reason=reason, decided_by=by, decided_at=now))


def _members(session: Session, row: EventRow) -> list[str]:
    query = select(EventClaimRow.claim_id).where(EventClaimRow.state == row.state).order_by(EventClaimRow.position)
    return list(session.scalars(query))


def _decide(session: Session, pairs: Iterable[tuple[str, str]], decision: DecisionRow) -> None:
    touched: set[str] = set()
    for pair in pairs:
        one, other = sorted(pair)
        touched |= {one, other}
        session.merge(
            DecisionRow(
                one=one,
                other=other,
                same=decision.same,
                reason=decision.reason,
                decided_by=decision.decided_by,
                decided_at=decision.decided_at,
            )
        )
    session.execute(update(ClaimRow).where(ClaimRow.id.in_(touched)).values(settled=False))
