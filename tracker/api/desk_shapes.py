"""What the API answers where the pages show a desk: what is new, and all about one item. A promise to clients."""

from __future__ import annotations

import datetime

from pydantic import Field

from tracker.api import ladder_shapes, shapes, status_shapes
from tracker.api.agreement_shapes import Conflict
from tracker.api.base_shapes import Shape
from tracker.api.counting_shapes import FacetValue


class NewsItem(Shape):
    """An event about which the answer changed."""

    event: shapes.Event
    """As it is answered now."""
    changed: datetime.datetime
    """When this tracker began to answer so."""
    new: bool
    """Whether nothing was told of it before."""


class Today(Shape):
    """What is new, what is disputed, and what comes."""

    since: datetime.datetime
    """After when something is new."""
    total: int
    """How many events are new or changed."""
    items: tuple[NewsItem, ...]
    """The latest first; at most sixty."""
    conflicts: tuple[Conflict, ...]
    """The newest contradictions between sources."""
    coming: tuple[status_shapes.Change, ...]
    """What changes in the next 120 days if nobody acts."""
    passed: tuple[status_shapes.Change, ...]
    """What was set for a day of the last year without a report that it came."""


class Item(Shape):
    """An item whose figures are held."""

    key: str = Field(examples=["nvidia-h20"])
    """Its key: see `/api/items/{id}`."""
    name: str = Field(examples=["H20"])
    """Its usual name."""
    maker: str | None = Field(examples=["nvidia"])
    """The key of its maker."""
    tpp: float | None
    """Total processing performance."""
    die_area_mm2: float | None
    """In mm²."""
    memory_bandwidth_gb_s: float | None
    """In GB/s."""
    interconnect_gb_s: float | None
    """In GB/s, both ways together."""
    announced: datetime.date | None
    """The first day on which it can have been announced."""


class Items(Shape):
    """All items whose figures are held."""

    items: tuple[Item, ...]
    """By key."""
    total: int = Field(examples=[98])
    """How many there are."""


class Side(Shape):
    """One of two that are compared."""

    key: str = Field(examples=["nvidia-h20"])
    """Its key."""
    name: str = Field(examples=["H20"])
    """Its usual name."""
    kind: str = Field(examples=["item"])
    """What it is: an item, a company, an agency and so on."""
    day: datetime.date
    """The day in the world on which it is looked at."""
    figures: dict[str, float | str] = Field(examples=[{"tpp": 2368}])
    """Of a chip, those that are known."""
    status: status_shapes.Status | None
    """Of an item: whether it may be shipped on the day."""
    classifications: tuple[status_shapes.Classification, ...]
    """Of a chip: how each version of the rules treats it."""
    types: tuple[FacetValue, ...]
    """Its events by type, the most frequent first."""
    total: int = Field(examples=[12])
    """How many events it is in."""


class Comparison(Shape):
    """Two things side by side."""

    sides: tuple[Side, ...]
    """Both."""
    shared: tuple[shapes.Event, ...]
    """The newest events in which both take part; at most ten."""


class Route(Shape):
    """One destination."""

    destination: str = Field(examples=["CN"])
    """ISO 3166-1 alpha-2."""
    status: status_shapes.Status
    """The answer on the day."""
    bands: tuple[status_shapes.Band, ...]
    """How it changes over time."""
    ladders: tuple[ladder_shapes.Ladder, ...]
    """How far licences have come, one for each company."""


class Dossier(Shape):
    """All that is computed about an item, on one day as known on another."""

    item: str
    """The key of the item."""
    party: str | None
    """The key of the one who receives it; null: not named."""
    valid_at: datetime.date
    """The day of the shipment."""
    known_at: datetime.date
    """Nothing that became public after this day has a part in the answer."""
    routes: tuple[Route, ...]
    """One for each destination."""
    classifications: tuple[status_shapes.Classification, ...]
    """By each version of the chip rules; empty where no figures are held."""
