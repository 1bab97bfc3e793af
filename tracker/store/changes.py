"""Changes of events, numbered, so that a client that keeps a copy asks for what is new and misses nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import InputError
from tracker.store.change_tables import ChangeRow
from tracker.store.filters import EventFilter
from tracker.store.rendering import render_events
from tracker.store.tables import EventRow
from tracker.store.views import Changes, ChangeView, EventView
from tracker.store.weighing import weighed


def read(session: Session, chosen: EventFilter, since: int, most: int) -> Changes:
    """The changes after ``since``, oldest first; an event that ``chosen`` leaves out counts as gone.

    Raises ``InputError`` for a filter that asks for the past, which does not change.
    """
    if chosen.known.at is not None:
        raise InputError("What was known at an earlier time does not change: leave known_at out")
    query = select(ChangeRow).where(ChangeRow.number > since).order_by(ChangeRow.number)
    rows = session.scalars(query.limit(most + 1)).all()
    shown = rows[:most]
    events = _events(session, chosen, [row.event_id for row in shown if not row.gone])
    items = tuple(
        ChangeView(number=row.number, at=row.at, event_id=row.event_id, event=events.get(row.event_id)) for row in shown
    )
    return Changes(items=items, last=shown[-1].number if shown else since, more=len(rows) > most)


def _events(session: Session, chosen: EventFilter, ids: Sequence[str]) -> dict[str, EventView]:
    with weighed(None):
        conditions = chosen.conditions()
    found = session.scalars(select(EventRow).where(EventRow.id.in_(ids), *conditions)).all()
    return {view.id: view for view in render_events(session, found)}
