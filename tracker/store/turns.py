"""Whose turn it is to ask a host, for several workers on one database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tracker.store.crawl_tables import TurnRow
from tracker.store.dialects import writing
from tracker.store.store import Store, _explained


class SharedTurns:
    """Turns that are kept in the database."""

    def __init__(self, store: Store, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Use the database of ``store``, and a clock that its workers share well enough."""
        self._now = now
        self._engine: Engine = writing(store._engine)
        self._insert = sqlite.insert
        if self._engine.dialect.name == "postgresql":
            self._insert = postgresql.insert  # type: ignore[assignment]
            self._engine = self._engine.execution_options(isolation_level="READ COMMITTED")

    def take(self, host: str, pause: float) -> float:
        """Take the next turn; the one after that comes ``pause`` seconds later. Says how many seconds to wait."""
        now = self._now()
        with _explained(), Session(self._engine) as session, session.begin():
            session.execute(self._insert(TurnRow).values(host=host, free_at=now).on_conflict_do_nothing())
            row = session.scalars(select(TurnRow).where(TurnRow.host == host).with_for_update()).one()
            turn = max(now, row.free_at)
            row.free_at = turn + timedelta(seconds=pause)
        return (turn - now).total_seconds()
