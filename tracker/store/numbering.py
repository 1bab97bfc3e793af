"""Numbers the changes of events, in the transaction that makes them.

Such transactions end one after the other, so that whoever has seen a number has seen all smaller ones. An event is
listed once, under its last change.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tracker.store.change_tables import ChangeRow
from tracker.store.chunking import chunks
from tracker.store.dialects import lock_for_numbering


def note(session: Session, changed: Collection[str], gone: Collection[str], at: datetime) -> None:
    """Write down which events are answered differently from now on, and which ids are no event any more."""
    touched = sorted({*changed, *gone})
    if not touched:
        return
    lock_for_numbering(session.connection())
    for some in chunks(touched):
        session.execute(delete(ChangeRow).where(ChangeRow.event_id.in_(some)))
    session.flush()
    session.add_all(ChangeRow(event_id=event, at=at, gone=event not in changed) for event in touched)
    session.flush()


def latest(session: Session) -> int:
    """The number of the last change; 0 where there was none."""
    return session.scalar(select(func.max(ChangeRow.number))) or 0
