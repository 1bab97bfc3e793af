"""The table of changes: which events are answered differently, in the order in which others can see it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Integer
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables import Row


class ChangeRow(Row):
    """The last change of an event. Numbers grow in the order of commits and are never used twice."""

    __tablename__ = "event_changes"
    __table_args__ = ({"sqlite_autoincrement": True, "info": {"workings": True}},)

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True, init=False
    )
    event_id: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    """Since when it is answered so."""
    gone: Mapped[bool]
    """Whether there is no event of this id any more."""
