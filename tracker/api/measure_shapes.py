"""What the API answers about one measure. These names are a promise to clients."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from tracker.api.base_shapes import Period, Shape
from tracker.api.status_shapes import Shipment, Standing
from tracker.controls import State
from tracker.knowledge.scopes import PhaseKind, Policy
from tracker.model import Confidence


class Phase(Shape):
    """A step in the life of a measure."""

    kind: PhaseKind
    """What happened."""
    scope: str | None
    """The part that it touches; null: all of it."""
    announced: Period | None
    """When it was said to come."""
    published: Period | None
    """When its text was published."""
    effective: Period | None
    """The first day of its effect."""
    end: Period | None
    """The last day of a suspension that has one."""
    known: Period
    """When the act was public; it counts from the last day."""
    by: str | None
    """The measure that did it."""
    confirmed: bool
    """False: it was scheduled, and no source says whether it came."""
    reported: bool
    """True: known from the press alone; it decides nothing."""
    confidence: Confidence
    """How well it is supported."""
    sources: tuple[str, ...]
    """Where it can be read."""
    note: str | None
    """A remark of the editors."""


class Measure(Shape):
    """A measure and its life."""

    id: str
    """Its id."""
    title: str
    """Its title."""
    standing: Standing
    """Where it stands on the day that was asked about."""
    phases: tuple[Phase, ...]
    """What was known of its life, in order of effect."""
    sources: tuple[str, ...]
    """Where it can be read."""


class Impact(Shape):
    """A shipment whose status a measure changes."""

    day: date
    """The day on which it acts."""
    shipment: Shipment
    """What is shipped where."""
    before: State
    """The answer on the day before."""
    before_policy: Policy | None
    """How applications were looked at."""
    after: State
    """The answer on the day."""
    after_policy: Policy | None
    """How applications are looked at."""
    reason: str
    """Why the measure is behind it."""


class Impacts(Shape):
    """What a measure changes."""

    measure: str
    """The id of the measure."""
    items: tuple[Impact, ...]
    """In order of day and item."""


class MeasureLine(Shape):
    """A measure in a list."""

    id: str = Field(examples=["us-bis-2025-04-h20-letter"])
    """Its id: see `/api/measures/{id}`."""
    title: str
    """Its title."""
    summary: str
    """What it does."""
    issuers: tuple[str, ...]
    """Keys of the agencies that issued it."""
    jurisdiction: str = Field(examples=["US"])
    """Whose law it is: ISO 3166-1 alpha-2, or `EU`."""
    form: str = Field(examples=["final rule"])
    """What sort of act."""
    instrument: str | None
    """The key of the named instrument that it is, or by which it acts."""
    announced: Period | None
    """When it was said to come."""
    published: Period | None
    """When its text was published."""
    effective: tuple[Period, ...]
    """When it took effect, stage by stage."""
    expires: Period | None
    """When it ends."""
    destinations: tuple[str, ...]
    """Where it bites, as its source words it."""
    confidence: Confidence
    """How well it is supported."""
    sources: tuple[str, ...]
    """Where it can be read."""


class Measures(Shape):
    """All measures."""

    items: tuple[MeasureLine, ...]
    """The measures, by id."""
    total: int = Field(examples=[90])
    """How many there are."""
