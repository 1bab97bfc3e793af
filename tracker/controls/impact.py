"""What one measure changes: which shipments have another status because of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.controls.predicates import case_of, members
from tracker.controls.reach import may_reach, narrowed
from tracker.controls.shipments import Shipment
from tracker.controls.status import State, Status, answer
from tracker.controls.view import View, as_known
from tracker.errors import NotFound
from tracker.knowledge import Knowledge
from tracker.knowledge.scopes import PhaseRecord, Policy, Predicate, ScopeRecord

DESTINATIONS = ("CN", "HK", "MO", "AE", "SA", "SG", "MY", "JP", "NL", "US")
"""Where goods are asked about, unless others are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """A shipment whose status differs on the day before a measure acts and on the day itself."""

    day: date
    shipment: Shipment
    before: State
    before_policy: Policy | None
    after: State
    after_policy: Policy | None
    reason: str


def impact(
    measure: str,
    knowledge: Knowledge,
    *,
    items: Iterable[str] | None = None,
    destinations: Iterable[str] = DESTINATIONS,
    parties: Iterable[str | None] = (None,),
) -> tuple[Impact, ...]:
    """Every shipment of ``items`` (default: all with figures and those it names) that ``measure`` changes.

    Compared are the day before and each day on which it takes effect or acts on another measure, as known on that day
    or, for what was made public later, on the day on which it was. Raises ``NotFound`` if no such measure is held.
    """
    if measure not in knowledge.phases:
        raise NotFound(f"No measure has the id {measure!r}")
    places, receivers = tuple(destinations), tuple(parties)
    found: list[Impact] = []
    for act in acts_of(measure, knowledge):
        day, view = _start(act), as_known(knowledge, max(_start(act), act.known.end))
        asked = items if items is not None else _items(measure, view, day)
        shipments = (
            Shipment(item=item, destination=place, party=party)
            for item in asked
            for place in places
            for party in receivers
        )
        touched = tuple(s for s in view.scopes if any(_touches(measure, name, view) for name in s.measures))
        found += [
            change
            for shipment in shipments
            if _may_change(shipment, touched, view) and (change := _changed(shipment, measure, day, view))
        ]
    return tuple(found)


def acts_of(measure: str, knowledge: Knowledge) -> tuple[PhaseRecord, ...]:
    """The acts of ``measure`` on itself or others that change what may be shipped, one a day, in order."""
    days: dict[date, PhaseRecord] = {}
    for name, phases in knowledge.phases.items():
        for phase in phases:
            own = name == measure and phase.by is None
            if phase.effective and not phase.reported and (own or phase.by == measure) and phase.confirmed:
                days.setdefault(phase.effective.start, phase)
    return tuple(days[day] for day in sorted(days))


def _changed(shipment: Shipment, measure: str, day: date, view: View) -> Impact | None:
    reaching = narrowed(shipment, view)
    before, after = answer(shipment, day - timedelta(days=1), reaching), answer(shipment, day, reaching)
    if (before.state, before.policy) == (after.state, after.policy):
        return None
    reason = next(_reasons(before, after, measure), None)
    if reason is None:
        return None
    return Impact(
        day=day,
        shipment=shipment,
        before=before.state,
        before_policy=before.policy,
        after=after.state,
        after_policy=after.policy,
        reason=reason,
    )


def _may_change(shipment: Shipment, touched: tuple[ScopeRecord, ...], view: View) -> bool:
    case = case_of(shipment, view.known_at, view)
    return any(may_reach(scope, case) for scope in touched)


def _touches(measure: str, other: str, view: View) -> bool:
    """Whether ``measure`` is ``other`` or acted on it."""
    return measure == other or any(phase.by == measure for phase in view.acts.get(other, ()))


def _reasons(before: Status, after: Status, measure: str) -> Iterator[str]:
    """Why ``measure`` is behind the change: it applies now, or it ended or paused what applied."""
    yield from (a.reason for a in after.applied if a.measure == measure)
    then = {a.scope for a in before.applied}
    for a in after.assessments:
        if a.scope in then and a.standing.phase and a.standing.phase.by == measure:
            yield a.standing.reason


def _items(measure: str, view: View, day: date) -> tuple[str, ...]:
    named: set[str] = set()
    for scope in view.scopes:
        if scope.when and measure in scope.measures:
            case = case_of(Shipment(item="", destination=""), day, view)
            named |= {key for predicate in _walk(scope.when) for key in members(predicate.values, case)}
    return tuple(sorted(view.specifications.keys() | (named & view.entities.keys())))


def _walk(predicate: Predicate) -> Iterator[Predicate]:
    if predicate.kind == "item":
        yield predicate
    for part in predicate.parts:
        yield from _walk(part)


def _start(phase: PhaseRecord) -> date:
    if phase.effective is None:
        raise ValueError(f"{phase.id} has no day of effect")
    return phase.effective.start
