"""How the answer about one event changed, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.store.conditions import AsKnown
from tracker.store.followups import event_ref
from tracker.store.tables import ArticleRow, ClaimRow, EntityRow, EventClaimRow, EventRoleRow, EventRow
from tracker.store.views import History, StateView

_FIELDS = {"status": "status", "amounts": "amount", "attribution": "attribution"}


def history(session: Session, event_id: str, known: AsKnown) -> History:
    """Every state of the event to which the claim of this id belonged, as far as known then. Raises ``NotFound``."""
    # Asked first: in one query SQLite would go through all events of the clock.
    mine = session.scalars(select(EventClaimRow.state).where(EventClaimRow.claim_id == event_id)).all()
    query = select(EventRow).where(EventRow.state.in_(mine), EventRow.clock == known.by)
    if known.at is not None:
        query = query.where(EventRow.since <= known.at)
    rows = session.scalars(query.order_by(EventRow.since, EventRow.state)).all()
    if not rows:
        raise NotFound(f"There is no event {event_id[:60]!r}: nothing was known of it")
    tellers = _tellers(session, [row.state for row in rows])
    roles = _roles(session, [row.state for row in rows])
    states = [
        StateView(
            since=row.since,
            until=row.until if known.at is None or (row.until and row.until <= known.at) else None,
            event=event_ref(row),
            sources=row.sources,
            origins=len(row.origins),
            changes=tuple(
                _changes(rows[number - 1] if number else None, row, tellers, roles) if number else _first(row, tellers)
            ),
        )
        for number, row in enumerate(rows)
    ]
    return History(id=rows[-1].id, by=known.by, states=tuple(states))


def _first(row: EventRow, tellers: Mapping[str, Mapping[str, tuple[str, str]]]) -> Iterator[str]:
    for teller, _ in tellers[row.state].values():
        yield f"told by {teller}"


def _changes(
    before: EventRow | None,
    row: EventRow,
    tellers: Mapping[str, Mapping[str, tuple[str, str]]],
    roles: Mapping[str, Mapping[str, str]],
) -> Iterator[str]:
    if before is None:
        return
    was, now = tellers[before.state], tellers[row.state]
    for claim in sorted(now.keys() - was.keys()):
        yield f"also told by {now[claim][0]}"
    for claim in sorted(was.keys() - now.keys()):
        teller, reason = was[claim]
        yield f"no longer told by {teller}: {reason or 'what it tells is another event'}"
    reasons = {choice["field"]: choice["reason"] for choice in row.choices}
    for field, shown in _FIELDS.items():
        old, new = _value(before, field), _value(row, field)
        if old != new:
            yield _line(shown, old, new, reasons.get(shown))
    if _date(before) != _date(row):
        yield _line("date", _date(before), _date(row), reasons.get("date"))
    for role in sorted(roles[before.state].keys() | roles[row.state].keys()):
        old, new = roles[before.state].get(role, "nobody"), roles[row.state].get(role, "nobody")
        if old != new:
            yield _line(role, old, new, reasons.get(role))


def _line(field: str, old: str, new: str, reason: str | None) -> str:
    return f"{field}: {old} → {new}" + (f", since {reason}" if reason else "")


def _value(row: EventRow, field: str) -> str:
    value: Any = getattr(row, field)
    if isinstance(value, list):
        return ", ".join(f"{amount['value']:.15g} {amount['unit']}" for amount in value) or "none"
    return value or "the sources themselves"


def _date(row: EventRow) -> str:
    if row.date_start is None or row.date_end is None:
        return "none"
    return f"{row.date_start}" if row.date_start == row.date_end else f"{row.date_start} to {row.date_end}"


def _tellers(session: Session, states: Sequence[str]) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """By state and claim: who tells it, and why it was retracted if it was."""
    found = session.execute(
        select(EventClaimRow.state, ClaimRow.id, ArticleRow.outlet, ClaimRow.reference_id, ClaimRow.retraction_reason)
        .join(ClaimRow, ClaimRow.id == EventClaimRow.claim_id)
        .outerjoin(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .where(EventClaimRow.state.in_(states))
        .order_by(EventClaimRow.state, EventClaimRow.position)
    )
    tellers: dict[str, dict[str, tuple[str, str]]] = {state: {} for state in states}
    for state, claim, outlet, record, reason in found:
        who = outlet or ("the reference timeline" if record else "an unnamed outlet")
        tellers[state][claim] = (who, reason or "")
    return tellers


def _roles(session: Session, states: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    found = session.execute(
        select(EventRoleRow.state, EventRoleRow.role, EntityRow.name)
        .join(EntityRow, EntityRow.key == EventRoleRow.entity_key)
        .where(EventRoleRow.state.in_(states))
        .order_by(EventRoleRow.state, EventRoleRow.role, EventRoleRow.position)
    )
    roles: dict[str, dict[str, str]] = {state: {} for state in states}
    for state, role, name in found:
        held = roles[state].get(role)
        roles[state][role] = f"{held}, {name}" if held else name
    return roles
