"""What the API answers about licences. These names are a promise to clients, as those in `tracker.api.shapes`."""

from __future__ import annotations

import datetime

from pydantic import Field

from tracker.api.base_shapes import Period, Shape
from tracker.controls import Rung


class RungClaim(Shape):
    """Somebody says that a company has reached a rung."""

    rung: Rung
    """Hinted, promised, applied, granted, shipped or booked as revenue."""
    date: Period
    """When it happened; a hint or promise, when it was made."""
    known: datetime.date
    """When it was said."""
    reported: bool
    """True: known from the press or unnamed sources alone; it reaches nothing."""
    place_said: bool
    """False: the destination was not named."""
    words: str
    """What was said."""
    sources: tuple[str, ...]
    """Where it can be read."""


class Step(Shape):
    """A claim on the ladder."""

    claim: RungClaim
    """What is claimed."""
    skipped: tuple[Rung, ...]
    """Rungs below it that no earlier claim had reached; a claim with any is not counted."""


class Ladder(Shape):
    """The licences of one company for one item and destination."""

    company: str = Field(examples=["nvidia"])
    """The key of the company."""
    reached: Rung | None
    """The highest rung that is confirmed and stands on those below; null: only reports or leaps."""
    steps: tuple[Step, ...]
    """In order of date."""


class Ladders(Shape):
    """How far the licences for an item to a destination have come."""

    item: str = Field(examples=["nvidia-h20"])
    """The key of the item."""
    destination: str = Field(examples=["CN"])
    """ISO 3166-1 alpha-2 code of the destination."""
    known_at: datetime.date
    """Nothing that was said after this day has a part in the answer."""
    items: tuple[Ladder, ...]
    """One for each company."""
