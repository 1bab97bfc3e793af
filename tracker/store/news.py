"""What this database has learnt lately: events that are new in it, or that it now answers otherwise."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.store.conditions import AsKnown, holds, well_supported
from tracker.store.rendering import render_events
from tracker.store.tables import EventRow
from tracker.store.views import News, NewsItem

_HERE = AsKnown(at=None, by="tracker")


def news(session: Session, since: datetime, most: int) -> News:
    """The events about which the answer changed after ``since``, the latest first; at most ``most`` of them."""
    changed = (*holds(_HERE), EventRow.since > since, well_supported(EventRow, True))
    total = session.scalar(select(func.count()).select_from(EventRow).where(*changed)) or 0
    rows = session.scalars(
        select(EventRow)
        .where(*changed)
        .order_by(EventRow.since.desc(), EventRow.sort_day.desc(), EventRow.id)
        .limit(most)
    ).all()
    ids = {row.id for row in rows}
    known = set(
        session.scalars(
            select(EventRow.id).where(EventRow.id.in_(ids), EventRow.clock == "tracker", EventRow.since <= since)
        )
    )
    return News(
        since=since,
        total=total,
        items=tuple(
            NewsItem(event=event, changed=row.since, new=row.id not in known)
            for row, event in zip(rows, render_events(session, rows), strict=True)
        ),
    )
