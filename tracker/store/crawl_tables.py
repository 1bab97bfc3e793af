"""The tables of watching: which sources are on, what they led to, what became of it, and what went wrong."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tracker.store.tables import Row

_WORKINGS = {"info": {"workings": True}}
"""These tables are no content: two stores that hold the same may have come by it differently."""


class SourceRow(Row):
    """A source that was enabled, disabled, crawled or made by the user."""

    __tablename__ = "sources"
    __table_args__ = (_WORKINGS,)

    name: Mapped[str] = mapped_column(primary_key=True)
    definition: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """How the user made it; null for one of the catalogue."""
    enabled: Mapped[bool] = mapped_column(Boolean())
    next_at: Mapped[datetime | None]
    """When it is looked through again; null while it is off."""
    leased_until: Mapped[datetime | None]
    leased_by: Mapped[str | None]
    """The run that works on it."""
    last_started: Mapped[datetime | None]
    last_success: Mapped[datetime | None]
    last_error: Mapped[str | None]
    """Of the last run; null where it went well."""
    failures: Mapped[int]
    """Runs in a row that failed."""
    memory: Mapped[bytes | None] = mapped_column(LargeBinary())
    """What its reader keeps: JSON, compressed by zlib."""


class RunRow(Row):
    """One look through a source."""

    __tablename__ = "source_runs"

    id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    worker: Mapped[str]
    """Machine, process and thread."""
    started: Mapped[datetime]
    finished: Mapped[datetime | None]
    listed: Mapped[int]
    found: Mapped[int]
    """Of those, how many were new."""
    added: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    copies: Mapped[int]
    failed: Mapped[int]
    error: Mapped[str | None]

    __table_args__ = (Index(None, "source", "started"), _WORKINGS)


class IssueRow(Row):
    """Something that went wrong with a source; the same again is counted."""

    __tablename__ = "source_issues"

    id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    kind: Mapped[str]
    """``alarm``: a listing is not what it should be; ``error``: it did not come; ``page``: a page could not be used."""
    message: Mapped[str]
    address: Mapped[str | None]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    times: Mapped[int]

    __table_args__ = (Index(None, "source", "last_at"), _WORKINGS)


class LeadRow(Row):
    """A page that a source led to, and how far it has come."""

    __tablename__ = "leads"

    key: Mapped[str] = mapped_column(primary_key=True)
    """Of the canonical address, so that two sources that lead to one page lead to it once."""
    source: Mapped[str]
    url: Mapped[str]
    title: Mapped[str | None]
    published: Mapped[datetime | None]
    precision: Mapped[str | None]
    modified: Mapped[datetime | None]
    page: Mapped[str | None]
    place: Mapped[str | None]
    body: Mapped[bytes | None] = mapped_column(LargeBinary())
    """The page itself, where the listing held it; compressed by zlib."""
    state: Mapped[str]
    """``waiting``, ``held``, ``copy``, ``refused`` (not to be fetched, or no article) or ``failed`` (given up)."""
    attempts: Mapped[int]
    """Since it was last held."""
    visits: Mapped[int]
    """How often it was received."""
    next_at: Mapped[datetime | None]
    """When it is worked on next; null when never."""
    leased_until: Mapped[datetime | None]
    leased_by: Mapped[str | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    digest: Mapped[str | None]
    """Of the document that came last."""
    article_id: Mapped[str | None]
    copy_of: Mapped[str | None]
    """The article that this page repeats."""
    message: Mapped[str | None]
    first_seen: Mapped[datetime]
    held_at: Mapped[datetime | None]
    """When it was first held."""

    __table_args__ = (Index(None, "source", "next_at"), Index(None, "source", "held_at"), _WORKINGS)


class TurnRow(Row):
    """When a host may be asked again, for all workers on one database."""

    __tablename__ = "host_turns"
    __table_args__ = (_WORKINGS,)

    host: Mapped[str] = mapped_column(primary_key=True)
    free_at: Mapped[datetime]
