"""What is told of sources, runs and leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

LeadState: TypeAlias = Literal["waiting", "held", "copy", "refused", "failed"]
IssueKind: TypeAlias = Literal["alarm", "error", "page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How a source stands."""

    name: str
    definition: Mapping[str, Any] | None
    enabled: bool
    next_at: datetime | None
    working: bool
    """Whether a worker looks through it now."""
    last_started: datetime | None
    last_success: datetime | None
    last_error: str | None
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """What a source has brought."""

    held: int
    """Pages held in all."""
    lately: int
    """Pages that were held for the first time since a given day."""
    waiting: int
    failed: int
    newest: datetime | None
    """When the last new page was held."""
    first: datetime | None
    """When the first page was heard of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that went wrong with a source."""

    source: str
    kind: IssueKind
    message: str
    address: str | None
    first_at: datetime
    last_at: datetime
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """One look through a source."""

    id: str
    source: str
    started: datetime
    finished: datetime | None
    listed: int
    found: int
    added: int
    updated: int
    unchanged: int
    copies: int
    failed: int
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the pages of a run."""

    listed: int = 0
    found: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    copies: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLead:
    """A lead that a run works on."""

    key: str
    source: str
    url: str
    title: str | None
    published: datetime | None
    precision: Literal["instant", "day"] | None
    page: str | None
    place: str | None
    body: bytes | None
    attempts: int
    visits: int
    etag: str | None
    last_modified: str | None
    digest: str | None
    article_id: str | None
    first_seen: datetime
    held_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What became of a lead."""

    state: LeadState
    next_at: datetime | None
    received: bool
    """Whether a page came, or the word that it has not changed."""
    message: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    article_id: str | None = None
    copy_of: str | None = None
