"""What the API answers on how far sources agree, and on how answers changed. A promise to clients, as all shapes."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from tracker.api.base_shapes import Period, Shape, Type
from tracker.model import ClaimStatus
from tracker.resolution import ConflictKind


class EventReference(Shape):
    """A pointer to an event: `/api/events/{id}`."""

    id: str = Field(examples=["8c1f0a52d1e94b7f"])
    """Stable identifier."""
    title: str
    """A generated line; not a quotation."""
    type: Type
    """What sort of event."""
    status: ClaimStatus
    """Whether it happened, is decided, is only considered, or is said not to happen."""
    date: Period | None
    """When; null when no source says."""


class ConflictSide(Shape):
    """One of the values on which sources differ."""

    value: str = Field(examples=["2025-08-29"])
    """The value."""
    claims: list[str] = Field(examples=[["5b8e7d1c30aa41f2"]])
    """The claims that give it."""
    outlets: list[str] = Field(examples=[["Reuters"]])
    """Who printed them."""


class Conflict(Shape):
    """A field on which the sources of an event differ."""

    id: str = Field(examples=["1c0f5a3b2d4e"])
    """Identifier; it changes when the sides do."""
    event_id: str = Field(examples=["8c1f0a52d1e94b7f"])
    """The event."""
    title: str
    """The event's generated line."""
    type: Type
    """What sort of event."""
    kind: ConflictKind = Field(examples=["status"])
    """On what they differ; `scope` is whom or what it hits."""
    contradiction: bool
    """Whether the values exclude each other; otherwise one is only less exact than another."""
    sides: list[ConflictSide]
    """The values, that of the event first."""
    overclaims: list[str]
    """Claims that say more than the best source does, such as approved where it says applied."""
    overclaiming: list[str] = Field(examples=[["Example News"]])
    """The outlets that printed those."""
    note: str | None
    """What may explain it."""


class Choice(Shape):
    """Why a field of an event has its value."""

    field: str = Field(examples=["date"])
    """The field."""
    claim: str = Field(examples=["5b8e7d1c30aa41f2"])
    """The claim whose value it is."""
    outlet: str | None = Field(examples=["Reuters"])
    """Who printed that; null for a reference record."""
    reason: str = Field(examples=["the most exact"])
    """Why it was preferred."""


class FollowUp(Shape):
    """An event that came of another, or that another came of."""

    kind: Literal["outcome", "promise", "answer", "reason"]
    """What it is to this event: what came of it, what announced it, what was done in return, what this one answers."""
    event: EventReference
    """The other event."""
    days: int | None = Field(examples=[24])
    """How many days lie between the two; null where one has no date."""


class EventState(Shape):
    """An event as it was known for some time."""

    since: datetime
    """Since when it was known so, in UTC."""
    until: datetime | None
    """Until when; null for what is known now."""
    event: EventReference
    """What was answered."""
    sources: int
    """How many articles and reference records spoke of it."""
    origins: int
    """How many of them did not have it from another."""
    changes: list[str] = Field(examples=[["also told by Example News"]])
    """Each difference from the state before, with its reason."""


class EventHistory(Shape):
    """How the answer about one event changed, and why."""

    id: str = Field(examples=["8c1f0a52d1e94b7f"])
    """The event's newest identifier."""
    by: Literal["world", "tracker"]
    """Whether the times are those of publication, or those at which this tracker answered so."""
    states: list[EventState]
    """The oldest first."""
