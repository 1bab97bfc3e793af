"""The shapes of counts: facets and tables."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker.api.base_shapes import Shape


class FacetValue(Shape):
    """A value that events have, and how many have it."""

    value: str = Field(examples=["licence_granted"])
    """As the filter of the same name takes it."""
    label: str = Field(examples=["licence granted"])
    """For readers: the name of an entity, else the value."""
    events: int = Field(examples=[12])
    """How many of the counted events have it."""
    chosen: bool
    """Whether the filter asks for it."""


class Facet(Shape):
    """How many events have which value of one field, whatever is asked of that field itself."""

    field: str = Field(examples=["type"])
    """What is counted by."""
    values: list[FacetValue]
    """The most frequent first."""
    others: int = Field(examples=[0])
    """How many more values there are, which are not shown."""
    without: int = Field(examples=[0])
    """How many events have none."""


class Facets(Shape):
    """How many events have which values of several fields."""

    total: int = Field(examples=[120])
    """How many events the filter finds."""
    total_is: Literal["exact", "at_least"]
    """Whether that is exact, or counting was stopped there."""
    counted: int = Field(examples=[120])
    """How many of them are counted in the facets: the newest, where not all."""
    facets: list[Facet]
    """In the order in which they were asked for."""


class Cell(Shape):
    """A combination of values, and how many events have it."""

    values: list[str | None] = Field(examples=[["licence_granted", "2025-07"]])
    """One for each dimension; null where the events have none, or none so exact."""
    labels: list[str | None] = Field(examples=[["licence granted", "2025-07"]])
    """The same for readers."""
    events: int = Field(examples=[3])
    """How many events have them."""


class Aggregate(Shape):
    """How many events there are for each combination of values; one with two items counts under both."""

    by: list[str] = Field(examples=[["type", "month"]])
    """The dimensions."""
    total: int = Field(examples=[120])
    """How many events the filter finds."""
    total_is: Literal["exact", "at_least"]
    """Whether that is exact, or counting was stopped there."""
    counted: int = Field(examples=[120])
    """How many of them are counted in cells: the newest, where not all."""
    cells: list[Cell]
    """The most frequent first."""
    others: int = Field(examples=[0])
    """How many more combinations there are, which are not shown."""
