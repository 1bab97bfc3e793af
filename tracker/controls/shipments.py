"""What is asked about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """An item on its way to a destination."""

    item: str
    """The id of the item."""
    destination: str
    """ISO 3166-1 alpha-2 of the country or territory."""
    party: str | None = None
    """The id of the one who receives it; measures on parties are left open without one."""
    end_use: str | None = None
    """What it is for, in the words of a scope, e.g. ``military``."""
    origin: str | None = None
    """From which country it is shipped; ``None``: from that of its maker."""
