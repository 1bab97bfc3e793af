"""What changes by itself in the days to come: expiries, returns of what was suspended, days of effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.controls.view import Report, View, as_known
from tracker.knowledge import Knowledge
from tracker.knowledge.scopes import PhaseKind, PhaseRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A day on which a measure changes if nobody acts."""

    date: date
    """The first day of the new state."""
    measure: str
    title: str
    scope: str | None
    """The part that changes; ``None``: all of it."""
    kind: PhaseKind
    words: str
    by: str | None
    """The measure that set the day."""
    exact: bool
    """Whether the day is known, and not only an interval that starts with it."""
    sources: tuple[str, ...]


def clock(
    knowledge: Knowledge, *, today: date, days: int, known_at: date | None = None, reports: Iterable[Report] = ()
) -> tuple[Change, ...]:
    """What changes in the ``days`` after ``today``, in order, from what was public on ``known_at`` (default: today)."""
    view = as_known(knowledge, known_at or today, reports)
    last = today + timedelta(days=days)
    return tuple(sorted(_changes(view, today, last), key=lambda change: (change.date, change.measure, change.kind)))


def unreported(knowledge: Knowledge, *, today: date, days: int, known_at: date | None = None) -> tuple[Change, ...]:
    """What was set for the ``days`` up to ``today`` without any source that was read saying whether it came."""
    view = as_known(knowledge, known_at or today)
    first = today - timedelta(days=days)
    found = [
        _change(name, phase, view)
        for name, phases in view.acts.items()
        for phase in phases
        if phase.effective and not phase.confirmed and first <= phase.effective.start <= today
    ]
    return tuple(sorted(found, key=lambda change: (change.date, change.measure), reverse=True))


def _changes(view: View, today: date, last: date) -> Iterator[Change]:
    for name, phases in view.acts.items():
        for phase in phases:
            if phase.effective and today < phase.effective.start <= last and not phase.reported:
                yield _change(name, phase, view)
    for name, phases in view.announced.items():
        for phase in phases:
            if phase.effective and today < phase.effective.start <= last:
                yield _change(name, phase, view)


def _change(name: str, phase: PhaseRecord, view: View) -> Change:
    assert phase.effective is not None  # noqa: S101 - only phases with a day come here
    measure = view.measures.get(name)
    return Change(
        date=phase.effective.start,
        measure=name,
        title=measure.title if measure else name,
        scope=phase.scope,
        kind=phase.kind,
        words=" ".join(filter(None, [_WORDS[phase.kind], f"({phase.note})" if phase.note else None])),
        by=phase.by,
        exact=phase.effective.start == phase.effective.end,
        sources=phase.sources,
    )


_WORDS: dict[PhaseKind, str] = {
    "proposed": "is proposed",
    "issued": "is issued",
    "published": "is published",
    "effective": "takes effect",
    "suspended": "is suspended",
    "reinstated": "comes back into force",
    "expired": "is no longer in force",
    "rescinded": "is rescinded",
    "superseded": "is superseded",
}
