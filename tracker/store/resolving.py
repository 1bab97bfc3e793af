"""Keeps the events in step with the claims: what a claim can touch is resolved again, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from tracker.resolution import (
    Features,
    Judge,
    State,
    looking_under,
    neighbourhoods,
    standing_under,
    timeline,
)
from tracker.store.chunking import chunks
from tracker.store.hearing import Cast, Told, cast_of, comparable, decisions, told
from tracker.store.names import join_names
from tracker.store.states import drop, log, rows_of, states_of, write
from tracker.store.tables import ClaimRow, DecisionRow, EventClaimRow, EventRow, PlaceRow

_MANY = 10
"""Where more than every tenth claim is new, all are compared in memory; fewer are looked up one by one."""
_FEW = 200
"""So many are always looked up."""


def resolve_claims(session: Session) -> int:
    """Bring the events in step with all claims that are not settled; counts the events that are new or changed."""
    join_names(session)
    unsettled = set(session.scalars(select(ClaimRow.id).where(ClaimRow.settled.is_(False))))
    if not unsettled:
        return 0
    now = _moment(session)
    everyone, decided = cast_of(session), decisions(session)
    judge = Judge(decided)
    seeds = unsettled | _mates(session, unsettled)
    gone = unsettled - set(told(session, unsettled, everyone))
    drop(session, _held(session, gone))
    changed = 0
    for some in _batches(session, unsettled, seeds, everyone, judge):
        changed += _rewrite(session, some, Setting(everyone=everyone, judge=judge, now=now))
    changed += log(session, (), gone, now)
    session.execute(update(ClaimRow).where(ClaimRow.settled.is_(False)).values(settled=True))
    return changed


def unsettle(session: Session) -> None:
    """Let the next resolution look at all claims again."""
    session.execute(update(ClaimRow).values(settled=False))


def _moment(session: Session) -> datetime:
    """When the latest of the changes was made that are not settled yet."""
    known, gone = func.max(ClaimRow.known_at), func.max(ClaimRow.retracted_at)
    row = session.execute(select(known, gone).where(ClaimRow.settled.is_(False))).one()
    unsettled = select(ClaimRow.id).where(ClaimRow.settled.is_(False))
    decided = session.scalar(
        select(func.max(DecisionRow.decided_at)).where(
            or_(DecisionRow.one.in_(unsettled), DecisionRow.other.in_(unsettled))
        )
    )
    logged = session.scalar(select(func.max(EventRow.since)).where(EventRow.clock == "tracker"))
    return max(moment for moment in (*row, decided, logged) if moment)


def _mates(session: Session, claims: Collection[str]) -> set[str]:
    """The claims that ever were of one event with these."""
    found: set[str] = set()
    for some in chunks(sorted(claims)):
        states = select(EventClaimRow.state).where(EventClaimRow.claim_id.in_(some))
        found |= set(session.scalars(select(EventClaimRow.claim_id).where(EventClaimRow.state.in_(states))))
    return found


def _batches(
    session: Session, unsettled: set[str], seeds: set[str], everyone: Cast, judge: Judge
) -> Iterator[list[dict[str, Told]]]:
    """Whole neighbourhoods that hold any of ``seeds``, some at once."""
    if len(unsettled) > _FEW and len(unsettled) * _MANY > (session.scalar(select(func.count(ClaimRow.id))) or 0):
        known = told(session, None, everyone)
        _place(session, [known[claim].features for claim in sorted(unsettled & known.keys())], unsettled)
        groups = neighbourhoods([known[claim].features for claim in sorted(known)], judge)
    else:
        known = told(session, seeds, everyone)
        _place(session, [known[claim].features for claim in sorted(unsettled & known.keys())], unsettled)
        _reach_out(session, known, everyone, judge)
        groups = neighbourhoods([known[claim].features for claim in sorted(known)], judge)
    touched = ({one.claim.id: known[one.claim.id] for one in group} for group in groups)
    yield from chunks(group for group in touched if not seeds.isdisjoint(group))


def _place(session: Session, claims: Sequence[Features], unsettled: set[str]) -> None:
    """Write down under which keys these claims are found."""
    for some in chunks(sorted(unsettled)):
        session.execute(delete(PlaceRow).where(PlaceRow.claim_id.in_(some)))
    rows = ({"claim_id": one.claim.id, "place": place} for one in claims for place in sorted(standing_under(one)))
    for some_rows in chunks(rows):
        session.execute(insert(PlaceRow), some_rows)


def _reach_out(session: Session, known: dict[str, Told], everyone: Cast, judge: Judge) -> None:
    """Add all claims that are linked with those known, directly or through others."""
    edge = sorted(known)
    while edge:
        met = _met(session, [known[claim].features for claim in edge], judge)
        fresh = comparable(session, set().union(*met.values()) - known.keys(), everyone)
        linked = {
            other
            for claim, others in met.items()
            for other in others & fresh.keys()
            if judge.linked(known[claim].features, fresh[other])
        }
        known.update(told(session, linked, everyone))
        edge = sorted(linked)


def _met(session: Session, edge: Sequence[Features], judge: Judge) -> dict[str, set[str]]:
    """For each of these claims, those that stand under a key under which it looks."""
    met: dict[str, set[str]] = {one.claim.id: set(judge.joined(one.claim.id)) for one in edge}
    looking: defaultdict[str, list[str]] = defaultdict(list)
    for one in edge:
        for view in looking_under(one):
            looking[view].append(one.claim.id)
    for some in chunks(sorted(looking)):
        for place, other in session.execute(select(PlaceRow.place, PlaceRow.claim_id).where(PlaceRow.place.in_(some))):
            for claim in looking[place]:
                met[claim].add(other)
    return met


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a run of resolution goes by."""

    everyone: Cast
    judge: Judge
    now: datetime


def _rewrite(session: Session, groups: Sequence[dict[str, Told]], setting: Setting) -> int:
    """Write the states of some neighbourhoods; counts the events that are answered differently from now on."""
    claims = {claim: one for group in groups for claim, one in group.items()}
    states = [state for group in groups for state in _timeline(group, setting)]
    found = [rows_of(state, "world", claims, setting.everyone) for state in states]
    write(session, found, _held(session, claims.keys()))
    present = [replace(state, since=setting.now) for state in states if state.until is None]
    return log(
        session,
        [rows_of(state, "tracker", claims, setting.everyone) for state in present],
        claims.keys(),
        setting.now,
    )


def _timeline(group: dict[str, Told], setting: Setting) -> Iterator[State]:
    heard = [group[claim].heard for claim in sorted(group)]
    return timeline(heard, setting.everyone.kinship, setting.judge.remembering())


def _held(session: Session, claims: Collection[str]) -> dict[str, EventRow]:
    """The states on the world's clock that show any of these claims, by key."""
    found: dict[str, EventRow] = {}
    for some in chunks(sorted(states_of(session, claims))):
        rows = session.scalars(select(EventRow).where(EventRow.state.in_(some)))
        found |= {row.state: row for row in rows if row.clock == "world"}
    return found
