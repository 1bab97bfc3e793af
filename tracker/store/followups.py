"""Links between events: promises and what came of them, acts and what was done in return."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.model import Role
from tracker.resolution.followups import LONGEST, WHAT, in_return, is_outcome, other_side
from tracker.store.conditions import AsKnown, holds
from tracker.store.hearing import Cast, cast_of
from tracker.store.rendering import date_of
from tracker.store.tables import ClaimRow, EntityRow, EventClaimRow, EventRoleRow, EventRow
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
_BY_NAME: tuple[Role, ...] = ("instrument", "target")


def follow_ups(session: Session, row: EventRow, known: AsKnown) -> tuple[tuple[FollowUpView, ...], int | None]:
    """What came of an event and what it came of, as known then; and since how many days a promise waits, if it does."""
    links = Links(session=session, known=known, everyone=cast_of(session))
    came = links.outcomes(row)
    found = (
        *_view("outcome", row, came),
        *_view("promise", row, links.promises(row)),
        *_view("answer", row, links.answers(row)),
        *_view("reason", row, links.reasons(row)),
    )
    return found, links.waiting(row) if row.status in _PENDING and not came else None


@dataclass(frozen=True, kw_only=True)
class Links:
    """Looks for what belongs to an event among all that was known at some time."""

    session: Session
    known: AsKnown
    everyone: Cast

    def waiting(self, row: EventRow) -> int | None:
        """Days since a promise was told, up to the newest thing that was read: it may have been kept since."""
        newest = select(ClaimRow.known_at).order_by(ClaimRow.known_at.desc()).limit(1)
        asked, told = self.known.at or self.session.scalar(newest), self._told(row)
        return (asked.astimezone(UTC).date() - told).days if asked and told else None

    def outcomes(self, row: EventRow) -> list[EventRow]:
        """The first event that is what a promise, plan or proposal spoke of."""
        told = self._told(row) if row.status in _PENDING else None
        if told is None:
            return []
        later = self._alike(row, _SETTLED, (told, told + timedelta(days=LONGEST)))
        return sorted(later, key=lambda other: (other.date_start or date.max, other.id))[:1]

    def promises(self, row: EventRow) -> list[EventRow]:
        """The events of which this one is the outcome."""
        if row.status not in _SETTLED or row.date_start is None:
            return []
        longest = timedelta(days=LONGEST)
        earlier = self._alike(row, _PENDING, (row.date_start - longest, row.date_start + longest))
        return [other for other in earlier if row.id in {came.id for came in self.outcomes(other)}]

    def reasons(self, row: EventRow) -> list[EventRow]:
        """The nearest earlier act of another side that a source names as the reason of this one."""
        cues = self._cues([row])
        if row.state not in cues or row.date_start is None:
            return []
        earlier = self._acts((row.date_start - _SOON, row.date_start), newest=True)[::-1]
        return self._read([row, *earlier]).reason(row, cues[row.state], earlier)

    def answers(self, row: EventRow) -> list[EventRow]:
        """Later acts of other sides whose sources name this one, and nothing nearer, as their reason."""
        if row.type not in _ACTS or row.date_start is None:
            return []
        acts = self._acts((row.date_start, row.date_start + _SOON))
        cues = self._cues([other for other in acts if other.id != row.id])
        if not cues:
            return []
        # Between this one and an answer to it all acts are at hand; this one itself may have been cut off.
        among = sorted({act.id: act for act in (row, *acts)}.values(), key=_order)
        read = self._read(among)
        return [
            other
            for other in acts
            if other.state in cues and read.reason(other, cues[other.state], _until(among, other)) == [row]
        ]

    def _read(self, rows: Sequence[EventRow]) -> _Acts:
        return _Acts(parts=self._roles(rows), told=self._sentences(rows), everyone=self.everyone)

    def _acts(self, span: tuple[date, date], *, newest: bool = False) -> Sequence[EventRow]:
        """What states and firms did to each other in a span of days, in order: the earliest or the newest first."""
        day, key = (EventRow.sort_day.desc(), EventRow.id.desc()) if newest else (EventRow.sort_day, EventRow.id)
        query = (
            select(EventRow)
            .where(EventRow.type.in_(_ACTS), EventRow.date_start.is_not(None))
            .where(EventRow.sort_day.between(*span), *holds(self.known))
            .order_by(day, key)
        )
        return self.session.scalars(query.limit(_LOOKED_AT)).all()

    def _alike(self, row: EventRow, statuses: Sequence[str], span: tuple[date, date]) -> list[EventRow]:
        """Events of the same type, with these statuses, in a span of days, of the same parts and by the same side."""
        parts = self._roles([row])[row.state]
        keys = {key for role in WHAT for key in parts.get(role, ())}
        query = (
            select(EventRow)
            .where(EventRow.type == row.type, EventRow.status.in_(statuses), EventRow.id != row.id, *holds(self.known))
            .where(EventRow.sort_day.between(*span))
            .where(EventRow.state.in_(select(EventRoleRow.state).where(EventRoleRow.entity_key.in_(keys))))
            .order_by(EventRow.sort_day, EventRow.id)
        )
        found = self.session.scalars(query.limit(_LOOKED_AT)).all()
        theirs = self._roles(found)
        return [other for other in found if is_outcome(parts, theirs[other.state], self.everyone.kinship)]

    def _told(self, row: EventRow) -> date | None:
        """The day on which it was told first."""
        query = (
            select(ClaimRow.heard_from)
            .join(EventClaimRow, EventClaimRow.claim_id == ClaimRow.id)
            .where(EventClaimRow.state == row.state)
            .order_by(ClaimRow.heard_from)
        )
        first = self.session.scalar(query.limit(1))
        return first.astimezone(UTC).date() if first else None

    def _cues(self, rows: Sequence[EventRow]) -> Mapping[str, list[str]]:
        """By state: the sentences that tell of it as an answer to something."""
        told = self._sentences([row for row in rows if row.type in _ACTS])
        cues = {state: [words for words in sentences if in_return(words)] for state, sentences in told.items()}
        return {state: found for state, found in cues.items() if found}

    def _sentences(self, rows: Iterable[EventRow]) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        query = (
            select(EventClaimRow.state, ClaimRow.evidence_text)
            .join(ClaimRow, ClaimRow.id == EventClaimRow.claim_id)
            .where(EventClaimRow.state.in_([row.state for row in rows]))
            .order_by(EventClaimRow.state, EventClaimRow.position)
        )
        for state, sentence in self.session.execute(query):
            found[state].append(sentence)
        return found

    def _roles(self, rows: Iterable[EventRow]) -> Mapping[str, Mapping[Role, tuple[str, ...]]]:
        found: defaultdict[str, dict[Role, tuple[str, ...]]] = defaultdict(dict)
        query = (
            select(EventRoleRow, EntityRow.name)
            .join(EntityRow, EntityRow.key == EventRoleRow.entity_key)
            .where(EventRoleRow.state.in_([row.state for row in rows]))
            .order_by(EventRoleRow.state, EventRoleRow.role, EventRoleRow.position)
        )
        for part, name in self.session.execute(query):
            self.everyone.names[part.entity_key] = name
            role = cast("Role", part.role)
            found[part.state][role] = (*found[part.state].get(role, ()), part.entity_key)
        return found


@dataclass(frozen=True, kw_only=True)
class _Acts:
    """What is told of some acts, read at once."""

    parts: Mapping[str, Mapping[Role, tuple[str, ...]]]
    told: Mapping[str, list[str]]
    everyone: Cast

    def reason(self, row: EventRow, cues: Sequence[str], acts: Sequence[EventRow]) -> list[EventRow]:
        """Of ``acts``, which are in order, the nearest of another side that the sentences name."""
        mine = self.parts[row.state].get("actor", ())
        for act in reversed(acts):
            if act.id != row.id and act.status == "occurred" and self._speak_of(act, cues):
                theirs = self.parts[act.state].get("actor", ())
                if other_side(mine, theirs, self.everyone.kinship):
                    return [act]
        return []

    def _speak_of(self, act: EventRow, cues: Sequence[str]) -> bool:
        parts = self.parts[act.state]
        named = {self.everyone.names[key] for role in _BY_NAME for key in parts.get(role, ())}
        return any(cue in self.told[act.state] or any(name in cue for name in named) for cue in cues)


def _order(row: EventRow) -> tuple[date, str]:
    return row.sort_day, row.id


def _until(acts: Sequence[EventRow], row: EventRow) -> Sequence[EventRow]:
    return [act for act in acts if _order(act) <= _order(row)]


def _view(kind: FollowUp, row: EventRow, others: Iterable[EventRow]) -> Iterable[FollowUpView]:
    for other in others:
        days = abs((other.date_start - row.date_start).days) if other.date_start and row.date_start else None
        yield FollowUpView(kind=kind, event=event_ref(other), days=days)


def event_ref(row: EventRow) -> EventRef:
    """A pointer to an event."""
    return EventRef(id=row.id, title=row.title, type=row.type, status=cast("Any", row.status), date=date_of(row))
