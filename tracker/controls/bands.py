"""How the status of one shipment changes over time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.controls.reach import narrowed
from tracker.controls.shipments import Shipment
from tracker.controls.status import State, Status, answer
from tracker.controls.view import View
from tracker.knowledge.scopes import Policy
from tracker.model import DateInterval

FIRST = date(2018, 1, 1)
"""Before this day hardly a measure is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A span of days with one and the same answer."""

    start: date
    end: date
    """The last day."""
    state: State
    policy: Policy | None
    buyer: State
    as_reported: State
    """The stricter side if what is only reported holds."""
    decided_by: tuple[str, ...]
    """The measures and lists that decide, by id."""
    practice: tuple[str, ...]
    """What was said and done about licences: ``promised``, ``granted``, ``refused``."""


def timeline(shipment: Shipment, view: View, *, since: date = FIRST, until: date | None = None) -> tuple[Band, ...]:
    """The bands of ``shipment`` from ``since`` to ``until`` (default: a year after the day of ``view``)."""
    last = until or view.known_at + timedelta(days=365)
    bands: list[Band] = []
    reaching = narrowed(shipment, view)
    for day in turning_days(shipment, reaching, since, last):
        band = _band(answer(shipment, day, reaching), last)
        if bands and _same(bands[-1], band):
            continue
        if bands:
            bands[-1] = replace(bands[-1], end=day - timedelta(days=1))
        bands.append(band)
    return tuple(bands)


def turning_days(shipment: Shipment, view: View, since: date, until: date) -> tuple[date, ...]:
    """``since`` and every later day up to ``until`` on which an answer could change."""
    found = {day for day in _days(shipment, view) if since < day <= until}
    return (since, *sorted(found)) if since <= until else ()


def _days(shipment: Shipment, view: View) -> Iterator[date]:
    for name in {name for scope in view.scopes if scope.when for name in scope.measures}:
        for phase in view.acts.get(name, ()):
            yield from _ends(phase.effective)
    for change in (change for group in view.groups.values() for change in group.changes):
        yield from _ends(change.since)
        yield from _following(change.until)
    for scope in view.scopes:
        yield from _following(scope.until)
    if shipment.party:
        yield from _party_days(shipment.party, view)


def _party_days(party: str, view: View) -> Iterator[date]:
    owners = [holding.owner for holding in view.ownership.get(party, ())]
    for record in (record for key in (party, *owners) for record in view.listings.get(key, ())):
        yield from _ends(record.date)
        yield from _ends(record.checked)
        yield from (note.date.end for note in record.footnotes)


def _ends(day: DateInterval | None) -> Iterator[date]:
    if day:
        yield from (day.start, day.end)


def _following(day: DateInterval | None) -> Iterator[date]:
    if day:
        yield day.end + timedelta(days=1)


def _band(status: Status, last: date) -> Band:
    deciding = [a for a in status.applied if a.state == status.state]
    return Band(
        start=status.valid_at,
        end=last,
        state=status.state,
        policy=status.policy,
        buyer=status.buyer.state,
        as_reported=status.as_reported,
        decided_by=tuple(dict.fromkeys(a.measure or a.list or a.scope for a in deciding)),
        practice=tuple(dict.fromkeys(a.practice for a in status.practice if a.practice)),
    )


def _same(first: Band, second: Band) -> bool:
    return replace(first, start=second.start, end=second.end) == second
