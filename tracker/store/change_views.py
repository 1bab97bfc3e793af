"""Changes as they are told to those who keep a copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.store.views import EventView


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """An event that changed."""

    number: int
    """Grows with every change; whoever has seen one has seen all smaller ones."""
    at: datetime
    """Since when it is answered so."""
    event_id: str
    event: EventView | None
    """As it is now; ``None`` where it is no event any more, or none of those that were asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Some changes, the oldest first."""

    items: tuple[ChangeView, ...]
    last: int
    """The number up to which all are seen."""
    more: bool
    """Whether there are more already."""
