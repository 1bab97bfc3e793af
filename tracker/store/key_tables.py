"""The table of API keys, which holds no key: only what a key is recognised by."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables import Json, Row


class KeyRow(Row):
    """A key that was given to somebody."""

    __tablename__ = "api_keys"
    __table_args__ = ({"info": {"workings": True}},)

    id: Mapped[str] = mapped_column(primary_key=True)
    """The part of the key that is no secret."""
    name: Mapped[str]
    """Who has it."""
    digest: Mapped[str]
    """The SHA-256 of the whole key."""
    scopes: Mapped[Json]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
