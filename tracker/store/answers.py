"""What counting, searching and screening answer with: plain frozen values, as in ``views``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.model import Kind
from tracker.store.views import ArticleView, EntityView, EventRef, EventView, TotalIs


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that events have, and how many have it."""

    value: str
    """As the filter of the facet takes it."""
    label: str
    events: int
    chosen: bool
    """Whether the filter asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """How many events have which value of one field, whatever the filter on that field asks for."""

    field: str
    values: tuple[FacetValue, ...]
    """The most frequent first, those that the filter asks for always among them."""
    others: int
    """How many more values there are, which are not shown."""
    without: int
    """How many events have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many events have which values of several fields."""

    total: int
    """How many events the filter finds."""
    total_is: TotalIs
    counted: int
    """How many of them the facets count: the newest, where not all."""
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A combination of values, and how many events have it."""

    values: tuple[str | None, ...]
    """One for each dimension; ``None`` where the events have none, or none so exact."""
    labels: tuple[str | None, ...]
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """How many events there are for each combination of values. One with two items counts under both."""

    by: tuple[str, ...]
    total: int
    """How many events the filter finds."""
    total_is: TotalIs
    counted: int
    """How many of them are counted in cells: the newest, where not all."""
    cells: tuple[Cell, ...]
    others: int
    """How many more combinations there are, which are not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A passage of a text and where in it the words of a query stand."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """Half-open spans of ``text``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEvent:
    """An event that was found by words."""

    event: EventView
    snippet: Snippet | None
    """Of what a source says; ``None`` where only names match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """An article that was found by words."""

    article: ArticleView
    snippet: Snippet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An entity that somebody may mean."""

    entity: EntityView
    form: str
    """The form of its name that is like what was typed."""
    score: float
    """From 0 to 100."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search finds: the newest events and articles, and the entities whose names are most alike."""

    events: tuple[FoundEvent, ...]
    events_total: int
    events_total_is: TotalIs
    articles: tuple[FoundArticle, ...]
    articles_total: int
    articles_total_is: TotalIs
    entities: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedView:
    """Whether a party is on a list of restricted parties."""

    list: str
    """The key of the list."""
    listed: bool
    """``False``: taken off, or no entry matched when the list was read."""
    since: date | None
    entry: str | None
    """The name under which it is entered."""
    checked: date | None
    """The day of the copy of the list that was read."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """An entity whose name is like one that was screened."""

    key: str
    name: str
    kind: Kind
    country: str | None
    form: str
    """The form of its name that is like it."""
    score: float
    """From 0 to 100: how much alike the names are, not how likely it is that they mean the same."""
    reason: str
    listed: bool
    """Whether it is on a list, or an event says that it was put on one."""
    lists: tuple[ListedView, ...]
    events: tuple[EventRef, ...]
    """The newest that put it on a list or took it off; at most five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A name and all that are like it."""

    name: str
    matches: tuple[NameMatch, ...]
    """Those on lists first, then by score; none is no proof that it is on no list."""
