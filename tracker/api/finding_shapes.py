"""The shapes of what is found by words and names."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from tracker.api.agreement_shapes import EventReference
from tracker.api.base_shapes import Key, Shape
from tracker.api.shapes import Article, Entity, Event
from tracker.model import Kind


class Snippet(Shape):
    """A passage of a text and where in it the words stand."""

    text: str = Field(examples=["BIS granted a licence for the H20."])
    """The passage, as written."""
    marks: list[tuple[int, int]] = Field(examples=[[[14, 21], [30, 33]]])
    """Half-open spans of `text`, in characters."""


class FoundEvent(Shape):
    """An event that was found by words."""

    event: Event
    """The event."""
    snippet: Snippet | None
    """Of what a source says; null where only names match."""


class FoundArticle(Shape):
    """An article that was found by words."""

    article: Article
    """The article."""
    snippet: Snippet | None
    """Of its text; null where only its headline's words match elsewhere."""


class Suggestion(Shape):
    """An entity that somebody may mean."""

    entity: Entity
    """The entity."""
    form: str = Field(examples=["NVIDIA Corporation"])
    """The form of its name that is like what was asked."""
    score: float = Field(examples=[98.0])
    """From 0 to 100."""
    reason: str = Field(examples=["begins with it"])
    """In what they are alike."""


class Found(Shape):
    """What a search finds."""

    events: list[FoundEvent]
    """The newest events that say the words."""
    events_total: int = Field(examples=[12])
    """How many there are: `/api/events?text=` lists them."""
    events_total_is: Literal["exact", "at_least"]
    """Whether that is exact."""
    articles: list[FoundArticle]
    """The newest articles that say them."""
    articles_total: int = Field(examples=[3])
    """How many there are: `/api/articles?text=` lists them."""
    articles_total_is: Literal["exact", "at_least"]
    """Whether that is exact."""
    entities: list[Suggestion]
    """The entities that are called so, or nearly so."""


class Suggestions(Shape):
    """The entities that somebody may mean."""

    items: list[Suggestion]
    """The most alike first; of those as much alike, the better known."""


class OnList(Shape):
    """Whether a party is on a list of restricted parties."""

    list: Key = Field(examples=["us-entity-list"])
    """The key of the list."""
    listed: bool
    """False: taken off, or no entry matched when the list was read."""
    since: date | None
    """The day of the listing or of the change."""
    entry: str | None
    """The name under which it is entered."""
    checked: date | None
    """The day of the copy of the list that was read."""
    sources: tuple[str, ...] = Field(examples=[["US Consolidated Screening List of 2026-07-31"]])
    """What that rests on."""


class NameMatch(Shape):
    """An entity whose name is like one that was screened."""

    key: Key
    """The key of the entity."""
    name: str = Field(examples=["SMIC"])
    """Its usual name."""
    kind: Kind
    """What sort of thing it is."""
    country: str | None
    """ISO 3166-1 alpha-2, where known."""
    form: str = Field(examples=["中芯国际"])
    """The form of its name that is like it."""
    score: float = Field(examples=[95.0])
    """From 0 to 100: how much alike the names are, not how likely it is that they mean the same."""
    reason: str = Field(examples=["the same in Latin letters"])
    """In what they are alike."""
    listed: bool
    """Whether it is on a list, or an event says that it was put on one."""
    lists: list[OnList]
    """What is held of each list."""
    events: list[EventReference]
    """The newest events that put it on a list or took it off; at most five."""


class Screened(Shape):
    """A name and all that are like it."""

    name: str = Field(examples=["Semiconductor Manufacturing Intl"])
    """As it was given."""
    matches: list[NameMatch]
    """Those on lists first, then by score; that there is none proves nothing."""


class Screening(Shape):
    """All names that were given, in their order."""

    items: list[Screened]
    """One for each name."""
