"""The shapes that others are made of."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from tracker.model import Precision

Key = Annotated[str, Field(examples=["nvidia"])]
Type = Annotated[str, Field(examples=["licence_granted"])]


class Shape(BaseModel):
    """Base of all shapes: filled from the attributes of a value, described by the docstrings of its fields."""

    model_config = ConfigDict(from_attributes=True, use_attribute_docstrings=True)


class Reference(Shape):
    """A pointer to an entity: `/api/entities/{key}`."""

    key: Key
    """Stable identifier of the entity."""
    name: str = Field(examples=["Nvidia"])
    """Its usual English short name."""


class Period(Shape):
    """A closed interval of days, as exact as known; never narrowed to one of its days."""

    start: date = Field(examples=["2025-07-14"])
    """The first day."""
    end: date = Field(examples=["2025-07-20"])
    """The last day."""
    precision: Precision = Field(examples=["week"])
    """How exact the date is."""


class Quantity(Shape):
    """A quantity that belongs to an event."""

    value: float = Field(examples=[5_500_000_000])
    """The number, with scale words multiplied out; a percentage that falls is negative."""
    unit: str = Field(examples=["USD"])
    """An ISO 4217 code, `percent`, or a plain plural noun such as `units`."""
    words: str = Field(examples=["$5.5 billion"])
    """As it is written."""
