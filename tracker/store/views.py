"""What the store answers with: plain frozen values that the API, the pages and the command line render as they are.

Names are resolved already, times are aware. Unknown is ``None`` or empty, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Literal, TypeAlias, TypeVar

from tracker.model import Access, Amount, ClaimStatus, Confidence, Kind, Link, Post, Precision, Reason, Role
from tracker.resolution import ConflictKind

T = TypeVar("T")

Origin: TypeAlias = Literal["article", "reference", "both"]
"""Whether articles, the reference timeline or both speak of something."""


TotalIs: TypeAlias = Literal["exact", "at_least"]
"""Whether a number is exact, or counting was stopped there and it may be any greater one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """One page of results."""

    items: tuple[T, ...]
    total: int
    """How many there are on all pages."""
    total_is: TotalIs
    limit: int
    next: str | None
    """What to pass as ``cursor`` for the following page; ``None`` on the last one."""


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
class EntityRef:
    """A pointer to an entity."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """A closed interval of days, as exact as known."""

    start: date
    end: date
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One happening, with the best value of each field."""

    id: str
    type: str
    status: ClaimStatus
    date: DateView | None
    title: str
    """A short generated phrase, e.g. ``Nvidia: licence applied — H20 → China``."""
    roles: Mapping[Role, tuple[EntityRef, ...]]
    """Only roles that are filled, in the fixed order of roles."""
    amounts: tuple[Amount, ...]
    attribution: str | None
    """Who says so, where no article says it in its own voice."""
    sources: int
    """How many articles and reference records speak of it."""
    origins: tuple[str, ...]
    """Who of them did not have it from another, the one that spoke first first: as many independent origins."""
    outlets: tuple[str, ...]
    first_published: datetime | None
    """In the outlet's own offset; midnight where only the day is known."""
    first_published_precision: Literal["instant", "day"] | None
    conflicts: tuple[ConflictKind, ...]
    """On what its sources contradict each other."""
    overclaims: int
    """How many claims say more than the best source does."""
    origin: Origin
    confidence: Confidence | None
    """Of the best reference record; ``None`` where only articles speak of it."""
    reading_confidence: float | None
    """Of the claim that was read most surely: the share of claims read like it of which nothing is wrong."""
    description: str | None
    """The reference record's own wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """An event about which the answer changed."""

    event: EventView
    changed: datetime
    """When this tracker began to answer so."""
    new: bool
    """Whether nothing was told of it before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What was learnt after some time."""

    since: datetime
    total: int
    """How many events are new or changed."""
    items: tuple[NewsItem, ...]
    """The latest first; not all where there are many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillerView:
    """An entity in a role of a claim, with the words that stood for it."""

    key: str
    name: str
    words: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDateView:
    """When the claimed event happened, and from which words that was derived."""

    start: date
    end: date
    precision: Precision
    words: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionView:
    """Whom the article names as the source of a claim."""

    name: str
    key: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """The words that prove a claim: ``ArticleDetail.text[start:end]`` while the claim stands."""

    start: int | None
    """``None`` for a reference record, which has no article."""
    end: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """What one source says."""

    id: str
    type: str
    status: ClaimStatus
    date: ClaimDateView | None
    title: str
    roles: Mapping[Role, tuple[FillerView, ...]]
    amounts: tuple[Amount, ...]
    attribution: AttributionView | None
    evidence: EvidenceView
    reasons: tuple[Reason, ...]
    origin: Literal["article", "reference"]
    confidence: Confidence | None
    """Of the reference record; ``None`` for an article's claim."""
    reading_confidence: float | None
    """The share of claims read like this one of which nothing is wrong; ``None`` where it was not measured."""
    event_id: str | None
    """``None`` for a retracted claim."""
    article_id: str | None
    headline: str | None
    outlet: str | None
    url: str | None
    """The article's address."""
    reference_id: str | None
    sources: tuple[str, ...]
    """What the reference record rests on."""
    extractor_version: str | None
    """Of the extractor that made it first; ``None`` for a reference record."""
    known_at: datetime
    """Since when it stands here."""
    published_at: datetime | None
    """Since when the world could know it."""
    retracted_at: datetime | None
    retraction_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One of the values on which sources differ."""

    value: str
    claims: tuple[str, ...]
    """The ids of the claims that give it."""
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """A field on which the sources of an event differ."""

    id: str
    event_id: str
    title: str
    """Of the event."""
    type: str
    kind: ConflictKind
    contradiction: bool
    """Whether the values exclude each other; else one is only less exact than another."""
    sides: tuple[SideView, ...]
    """The value that the event shows first."""
    overclaims: tuple[str, ...]
    """The ids of claims that say more than the best source does."""
    overclaiming: tuple[str, ...]
    """The outlets of those claims."""
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """Why a field of an event has its value."""

    field: str
    claim: str
    outlet: str | None
    """``None`` for a reference record."""
    reason: str


FollowUp: TypeAlias = Literal["outcome", "promise", "answer", "reason"]
"""What another event is to this one: what came of it, what announced it, what was done in return, what it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpView:
    """An event that came of another, or that another came of."""

    kind: FollowUp
    event: EventRef
    days: int | None
    """How many days lie between the two, where both are dated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRef:
    """A pointer to an event."""

    id: str
    title: str
    type: str
    status: ClaimStatus
    date: DateView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateView:
    """An event as it was known for some time, and what had changed."""

    since: datetime
    until: datetime | None
    """``None`` for what is known now."""
    event: EventRef
    sources: int
    origins: int
    changes: tuple[str, ...]
    """One line for each difference from the state before, with its reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """How the answer about one event changed, the oldest state first."""

    id: str
    by: Literal["world", "tracker"]
    states: tuple[StateView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetail:
    """An event with all that is said of it."""

    event: EventView
    claims: tuple[ClaimView, ...]
    """Reference records first, then by publication."""
    differences: Mapping[str, tuple[str, ...]]
    """Field name to its different values, for fields on which the claims do not agree."""
    conflicts: tuple[ConflictView, ...]
    choices: tuple[ChoiceView, ...]
    follow_ups: tuple[FollowUpView, ...]
    open_days: int | None
    """How many days a promise, plan or proposal has been waiting for what comes of it; ``None`` for all else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """Someone or something that sources name."""

    key: str
    kb_id: str | None
    """The knowledge-base id; ``None`` for a name that it does not hold."""
    kind: Kind
    name: str
    country: str | None
    """ISO 3166-1 alpha-2, where known."""
    articles: int
    """How many articles name it."""
    events: int
    """How many events it plays a part in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """An entity that plays a part in the same events as another."""

    entity: EntityRef
    kind: Kind
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityDetail:
    """An entity with its timeline and its company."""

    entity: EntityView
    aliases: tuple[str, ...]
    timeline: tuple[EventView, ...]
    """Its newest events, newest first; at most 200."""
    companions: tuple[Companion, ...]
    """Most frequent first; at most 20."""
    articles: tuple[ArticleView, ...]
    """The newest articles that name it, newest first; at most 20."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """A name that only articles know, with all that would stand in an entry of the knowledge base."""

    key: str
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    sources: tuple[str, ...]
    """Addresses of articles that name it; at most ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article in a list."""

    id: str
    url: str | None
    outlet: str | None
    headline: str | None
    standfirst: str | None
    byline: tuple[str, ...]
    published: datetime | None
    """In the outlet's own offset."""
    published_precision: Literal["instant", "day"] | None
    language: str | None
    access: Access | None
    """How much of the article the publisher gave; ``None`` where the page does not tell."""
    claims: int
    """How many claims of it stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionView:
    """A name in the text of an article: ``ArticleDetail.text[start:end]``."""

    start: int
    end: int
    text: str
    key: str
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One state of a page, as it was received."""

    digest: str
    url: str
    fetched: datetime
    current: bool
    """Whether the article shown was read from this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDetail:
    """An article with its text, the names in it and the claims that it makes."""

    article: ArticleView
    dateline: str | None
    modified: datetime | None
    text: str
    topics: tuple[str, ...]
    related: tuple[str, ...]
    links: tuple[Link, ...]
    posts: tuple[Post, ...]
    """The entries of a live blog in the order of the text; empty for any other article."""
    origins: Mapping[str, str]
    known_at: datetime
    mentions: tuple[MentionView, ...]
    """In the order of the text."""
    claims: tuple[ClaimView, ...]
    """Those that stand, in the order of the text."""
    versions: tuple[VersionView, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding one document or a set of reference records changed."""

    article_id: str | None
    """``None`` for reference records."""
    new: int
    """Claims that were not made before."""
    unchanged: int
    retracted: int
    already_known: bool
    """Whether nothing had to be stored, because these very bytes were known and say what they said before."""
