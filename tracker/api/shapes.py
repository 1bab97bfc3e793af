"""What the API answers with. These names are a promise to clients: add fields, do not rename or remove any."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from tracker.api.agreement_shapes import (
    Choice,
    Conflict,
    FollowUp,
)
from tracker.api.base_shapes import Key, Period, Quantity, Reference, Shape, Type
from tracker.model import ClaimStatus, Confidence, Kind, Role
from tracker.resolution import ConflictKind


class Event(Shape):
    """One happening, with the best value of each field over all that is said of it."""

    id: str = Field(examples=["8c1f0a52d1e94b7f"])
    """Stable identifier."""
    type: Type
    """What sort of event: one of `/api/event-types`."""
    status: ClaimStatus
    """Whether it happened, is decided, is only considered, or is said not to happen."""
    date: Period | None
    """When it happened or is to happen; null when no source says."""
    title: str = Field(examples=["US government: licence granted — H20 → China"])
    """A generated line; not a quotation."""
    roles: dict[Role, list[Reference]]
    """Who did what to whom; only roles that are filled."""
    amounts: list[Quantity]
    """Quantities that belong to it."""
    attribution: str | None = Field(examples=["Ministry of Commerce"])
    """Who says so; null where a source states it in its own voice."""
    sources: int = Field(examples=[3])
    """How many articles and reference records speak of it."""
    origins: list[str] = Field(examples=[["Ministry of Commerce"]])
    """Who said it first: copies, wire stories and passed-on quotes count once; as many independent origins."""
    outlets: list[str] = Field(examples=[["Reuters"]])
    """Who printed those articles."""
    first_published: datetime | None
    """When the first of them was published, in the outlet's own offset."""
    first_published_precision: Literal["instant", "day"] | None
    """Whether the time of that is known, or only the day."""
    conflicts: list[ConflictKind] = Field(examples=[["date"]])
    """On what its sources contradict each other: see `/api/conflicts`."""
    overclaims: int = Field(examples=[0])
    """How many claims say more than the best source does."""
    origin: Literal["article", "reference", "both"]
    """Whether articles, the reference timeline or both speak of it."""
    confidence: Confidence | None
    """How well the best reference record is supported; null where only articles speak of it."""
    reading_confidence: float | None = Field(examples=[0.74])
    """Of the claim that was read most surely: the share of claims read like it of which nothing is wrong, 0 to 1."""
    description: str | None
    """The reference record's own wording."""


class Filler(Reference):
    """An entity in a role of a claim, with the words that stood for it."""

    words: str = Field(examples=["the chipmaker"])
    """What the sentence calls it."""
    rule: str = Field(examples=["subject of 'met'"])
    """What put it into the role."""


class DerivedPeriod(Period):
    """A period and how it was derived."""

    words: str = Field(examples=["on Thursday"])
    """The expression as written; empty for a reference record."""
    rule: str = Field(examples=["weekday before publication"])
    """How the days follow from the words."""


class Attribution(Shape):
    """The source that the text names for a claim."""

    name: str = Field(examples=["unnamed officials"])
    """An entity, another outlet, or a short description of an unnamed source."""
    key: str | None
    """The entity's key, where the source is an entity of the article."""
    words: str = Field(examples=["officials said"])
    """As it is written."""


class Evidence(Shape):
    """The sentence that proves a claim."""

    start: int | None = Field(examples=[210])
    """Where it starts in the article's `text`, in characters; null for a reference record."""
    end: int | None = Field(examples=[391])
    """Where it ends, exclusive."""
    text: str
    """The sentence, exactly as written."""


class Step(Shape):
    """One step of the derivation of a claim."""

    field: str = Field(examples=["status"])
    """Which field it decided."""
    words: str = Field(examples=["would be granted"])
    """The words that led to it."""
    rule: str = Field(examples=["'would' after a promise"])
    """Why they led to it."""


class Claim(Shape):
    """What one source says, with the words that prove it."""

    id: str = Field(examples=["5b8e7d1c30aa41f2"])
    """Stable identifier."""
    type: Type
    """What sort of event it speaks of: one of `/api/event-types`."""
    status: ClaimStatus
    """Whether the source says that it happened, is decided, is considered, or will not happen."""
    date: DerivedPeriod | None
    """When, after the source; null when it does not say."""
    title: str
    """A generated line; not a quotation."""
    roles: dict[Role, list[Filler]]
    """Who did what to whom; only roles that are filled."""
    amounts: list[Quantity]
    """Quantities that belong to it."""
    attribution: Attribution | None
    """Whom the source names for it; null where it speaks in its own voice."""
    evidence: Evidence
    """The words that prove it."""
    reasons: list[Step]
    """How each field was derived."""
    origin: Literal["article", "reference"]
    """Whether an article says so or a record of the reference timeline."""
    confidence: Confidence | None
    """How well the reference record is supported; null for an article's claim."""
    reading_confidence: float | None = Field(examples=[0.74])
    """The share of claims read like this one of which nothing is wrong, 0 to 1; null where it was not measured."""
    event_id: str | None
    """The event that it speaks of; null for a retracted claim."""
    article_id: str | None
    """The article that makes it; null for a reference record."""
    headline: str | None
    """The article's headline."""
    outlet: str | None
    """The article's outlet."""
    url: str | None
    """The article's original address."""
    reference_id: str | None
    """The record of the reference timeline; null for an article's claim."""
    sources: list[str]
    """What the reference record rests on."""
    extractor_version: str | None
    """The version of the program that first read the claim out of the article."""
    known_at: datetime
    """Since when it stands here, in UTC."""
    published_at: datetime | None
    """Since when the world could know it, in UTC."""
    retracted_at: datetime | None
    """When it was withdrawn here; null while it stands."""
    retraction_reason: str | None
    """Why it was withdrawn."""


class EventDetail(Shape):
    """An event with all that is said of it."""

    event: Event
    """The event."""
    claims: list[Claim]
    """Everything that is said of it: reference records first, then by publication."""
    differences: dict[str, list[str]] = Field(examples=[{"status": ["occurred", "planned"]}])
    """Fields on which the claims do not agree, each with the values that they give."""
    conflicts: list[Conflict]
    """The same with who says what, and who says too much."""
    choices: list[Choice]
    """Why each field has its value, where several claims give one."""
    follow_ups: list[FollowUp]
    """What came of it, and what it came of."""
    open_days: int | None = Field(examples=[None])
    """Since how many days a promise, plan or proposal waits for what comes of it; null for all else."""


class Entity(Shape):
    """Someone or something that sources name."""

    key: Key
    """Stable identifier."""
    kb_id: str | None
    """The id in the knowledge base; null for a name that it does not hold."""
    kind: Kind
    """What sort of thing it is."""
    name: str = Field(examples=["Nvidia"])
    """The usual English short name."""
    country: str | None = Field(examples=["US"])
    """ISO 3166-1 alpha-2, where known."""
    articles: int
    """How many articles name it."""
    events: int
    """How many events it plays a part in."""


class Companion(Shape):
    """An entity that plays a part in the same events."""

    entity: Reference
    """Which one."""
    kind: Kind
    """What sort of thing it is."""
    events: int
    """How many events they share."""


class Article(Shape):
    """An article in a list."""

    id: str = Field(examples=["f0d2c7a9b3e84c11"])
    """Stable identifier."""
    url: str | None
    """The original address."""
    outlet: str | None = Field(examples=["Reuters"])
    """Who printed it."""
    headline: str | None
    """Its headline."""
    standfirst: str | None
    """The line below the headline."""
    byline: list[str]
    """Its authors."""
    published: datetime | None = Field(examples=["2025-07-18T21:00:00+08:00"])
    """When it was published, in the outlet's own offset."""
    published_precision: Literal["instant", "day"] | None
    """Whether the time of day is known; if not, `published` is that day's midnight."""
    language: str | None = Field(examples=["en"])
    """A BCP 47 code."""
    access: Literal["full", "stub", "paywalled"] | None
    """How much of it the publisher gave: all, its beginning, or for subscribers only; null where the page does not
    tell."""
    claims: int
    """How many claims of it stand."""


class EntityDetail(Shape):
    """An entity with its timeline and its company."""

    entity: Entity
    """The entity."""
    aliases: list[str]
    """Other forms of its name."""
    timeline: list[Event]
    """Its newest events, newest first; at most 200. `/api/events?entity=` has them all."""
    companions: list[Companion]
    """Who plays a part in the same events, most frequent first; at most 20."""
    articles: list[Article]
    """The newest articles that name it; at most 20."""


class Hyperlink(Shape):
    """A link in the body of an article."""

    url: str
    """Where it leads; as found, so check the scheme before following it."""
    text: str
    """Its words."""


class Mention(Shape):
    """A name in the text of an article."""

    start: int
    """Where it starts in `text`, in characters."""
    end: int
    """Where it ends, exclusive."""
    text: str
    """The words."""
    key: Key
    """The entity that they name."""
    name: str
    """Its usual name."""
    kind: Kind
    """What sort of thing it is."""


class Version(Shape):
    """One state of a page, as it was received."""

    digest: str
    """The SHA-256 of its bytes."""
    url: str
    """Where it was fetched from."""
    fetched: datetime
    """When it was received, in UTC."""
    current: bool
    """Whether the article was read from this one."""


class Post(Shape):
    """An entry of a live blog: `text[start:end]` of the article."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    published: datetime | None
    """Its own time, in the outlet's offset; null where it shows none."""


class ArticleDetail(Shape):
    """An article with its text, the names in it and the claims that it makes."""

    article: Article
    """The article."""
    dateline: str | None = Field(examples=["Shanghai"])
    """The place from which it was reported."""
    modified: datetime | None
    """When it was last changed, in the outlet's own offset."""
    text: str
    """The body: paragraphs separated by one blank line."""
    topics: list[str]
    """The outlet's own keywords."""
    related: list[str]
    """Headlines of other articles that stood around the body."""
    links: list[Hyperlink]
    """Links in the body."""
    posts: list[Post]
    """The entries of a live blog, in the order of the text; empty for any other article."""
    origins: dict[str, str] = Field(examples=[{"published": "JSON-LD datePublished"}])
    """Field name to where on the page it was read."""
    known_at: datetime
    """Since when it is held here, in UTC."""
    mentions: list[Mention]
    """The names in it, in the order of the text."""
    claims: list[Claim]
    """The claims that stand, in the order of the text."""
    versions: list[Version]
    """The states of the page that were received, oldest first."""


class EventType(Shape):
    """One type of event."""

    id: Type
    """The value of `type` in events and claims."""
    title: str = Field(examples=["Licence granted"])
    """How it is called in the pages."""
    family: str = Field(examples=["licence"])
    """The group of types that it belongs to."""
    description: str
    """When an event has this type."""
    roles: list[Role]
    """The roles that it uses."""


class Counts(Shape):
    """How much the store holds."""

    articles: int
    """Articles, each counted once whatever the number of its versions."""
    claims: int
    """Claims that stand."""
    events: int
    """Events told of by those claims."""
    entities: int
    """Entities named."""


class Health(Shape):
    """Whether the service can answer, and how much it holds."""

    status: Literal["ok"]
    """Always `ok`: a store that cannot be read is answered with a problem and status 503."""
    version: str = Field(examples=["0.1.0"])
    """The version of the program."""
    holds: Counts
    """How much the store holds."""


class Listing(Shape):
    """What every page of a list carries."""

    total: int = Field(examples=[120])
    """How many there are on all pages."""
    total_is: Literal["exact", "at_least"] = "exact"
    """Whether that is exact, or counting was stopped there."""
    limit: int = Field(examples=[50])
    """How many there are at most on one page."""
    next: str | None = Field(examples=["/api/events?limit=50&cursor=MjAyNS0wNy0xN3w4YzFm"])
    """The address of the following page, relative to this server; null on the last one."""


class EventPage(Listing):
    """One page of events."""

    items: list[Event]
    """The events, newest first."""


class ConflictPage(Listing):
    """One page of conflicts."""

    items: list[Conflict]
    """The conflicts, those of the newest events first."""


class ClaimPage(Listing):
    """One page of claims."""

    items: list[Claim]
    """The claims, newest first."""


class EntityPage(Listing):
    """One page of entities."""

    items: list[Entity]
    """The entities, by name."""


class ArticlePage(Listing):
    """One page of articles."""

    items: list[Article]
    """The articles, newest first."""


class EventTypes(Shape):
    """All event types."""

    items: list[EventType]
    """The types, by family."""
    total: int
    """How many there are."""
