"""The nouns that flow through the tracker: what was received, read, claimed and resolved.

Standard library only. Every type is frozen: a stage takes values and returns new ones.

Two times are kept apart everywhere: *valid* time is when something is so in the world (the date
of a claim), *known* time is when it could be known (publication for the world, ingest for us).

Text spans are half-open ``[start, end)`` character offsets into ``Article.text``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["company", "agency", "organisation", "person", "item", "instrument", "place"]
"""What sort of thing an entity is."""

Role: TypeAlias = Literal["actor", "target", "participant", "item", "destination", "instrument", "place"]
"""The part an entity plays in a claim; the same seven for every event type."""

ClaimStatus: TypeAlias = Literal["occurred", "planned", "proposed", "denied"]
"""Whether the claimed event happened, is decided, is only considered, or is said not to happen."""

Precision: TypeAlias = Literal["day", "week", "month", "quarter", "half", "year", "range"]
"""How exact a date is; an interval of several days is never narrowed to one of them."""

Access: TypeAlias = Literal["full", "stub", "paywalled"]
"""Whether an article is free, only its beginning was given, or all of it was though it is for subscribers."""

Confidence: TypeAlias = Literal["high", "medium", "low"]
"""How well a recorded fact is supported by its sources."""

KINDS: tuple[Kind, ...] = ("company", "agency", "organisation", "person", "item", "instrument", "place")
ROLES: tuple[Role, ...] = ("actor", "target", "participant", "item", "destination", "instrument", "place")
CLAIM_STATUSES: tuple[ClaimStatus, ...] = ("occurred", "planned", "proposed", "denied")
PRECISIONS: tuple[Precision, ...] = ("day", "week", "month", "quarter", "half", "year", "range")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Bytes as they were received; never edited."""

    url: str
    """Where it came from: an ``http(s)`` address, or a ``file:`` URI for a local page."""
    media_type: str
    """As declared or guessed from the name, e.g. ``text/html``; without parameters."""
    charset: str | None
    """The character encoding that the server declared, if it did."""
    fetched: datetime
    """When the bytes were received; aware, UTC."""
    body: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the body, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink in the body of an article."""

    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One entry of a live blog; ``article.text[start:end]`` is what it says."""

    start: int
    end: int
    published: datetime | None
    """Aware; ``None`` where the entry shows no time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a publisher printed, without the furniture around it."""

    url: str | None
    """The canonical address if the page states one, else the address that the document came from."""
    outlet: str | None
    headline: str | None
    standfirst: str | None
    byline: tuple[str, ...]
    dateline: str | None
    """The place named before the first sentence or in the byline, e.g. ``Shanghai``."""
    published: datetime | None
    """Aware, in the outlet's own offset; midnight when ``published_precision`` is ``day``."""
    published_precision: Literal["instant", "day"] | None
    modified: datetime | None
    language: str | None
    """A BCP 47 code such as ``en``."""
    text: str
    """The body: paragraphs separated by one blank line."""
    topics: tuple[str, ...]
    related: tuple[str, ...]
    """Headlines of other articles that stood around the body ('Further reading')."""
    links: tuple[Link, ...]
    origins: Mapping[str, str]
    """Field name to where it was read, e.g. ``{"published": "JSON-LD datePublished"}``."""
    access: Access | None = None
    """How much of the article the publisher gave; ``None`` where the page does not tell."""
    posts: tuple[Post, ...] = ()
    """The entries of a live blog in the order of the text; empty for any other article."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs in order."""
        return tuple(self.text.split("\n\n")) if self.text else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text; ``text`` equals ``article.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Someone or something that an article names, with every place where it does."""

    id: str | None
    """The knowledge-base id; ``None`` for a name that the knowledge base does not hold."""
    kind: Kind
    name: str
    """The canonical English short name, e.g. ``SMIC``."""
    mentions: tuple[Mention, ...]

    @property
    def key(self) -> str:
        """A stable identifier in URLs and tables: the knowledge-base id, else ``kind~slug``."""
        return self.id or f"{self.kind}~{slug(self.name)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """A closed interval of days, as exact as the text and no more."""

    start: date
    end: date
    precision: Precision
    words: str
    """The expression as written, e.g. ``on Thursday``; empty for a reference record."""
    rule: str
    """How the days were derived from the words, e.g. ``weekday before publication``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity that belongs to an event."""

    value: float
    unit: str
    """An ISO 4217 code, ``percent``, or a plain plural noun such as ``units``."""
    words: str
    """The expression as written, e.g. ``$5.5 billion``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """An entity in a role of a claim."""

    key: str
    """The ``Entity.key`` of the filler."""
    name: str
    words: str
    """The words that stood for the entity there: its name, or a reference such as ``the chipmaker``."""
    rule: str
    """What put it into the role, e.g. ``subject of 'met'``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The source to which the text attributes a claim."""

    name: str
    """An entity's name, another outlet, or ``unnamed sources`` / ``unnamed officials``."""
    key: str | None
    """The ``Entity.key`` where the source is an entity of the article."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence that supports a claim; ``text`` equals ``article.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of the derivation of a claim: which words triggered what."""

    field: str
    """The field that the step decided: ``type``, ``status``, ``date``, a role, ``attribution`` or ``amount``."""
    words: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who did what to whom, about which item, when, says whom, and the words that prove it."""

    type: str
    """One of the event types in ``tracker/knowledge/event_types``."""
    status: ClaimStatus
    date: DateInterval | None
    roles: Mapping[Role, tuple[Filler, ...]]
    """Only roles that are filled."""
    amounts: tuple[Amount, ...]
    attribution: Attribution | None
    """``None`` where the article states the claim in its own voice."""
    evidence: Evidence
    reasons: tuple[Reason, ...]
    confidence: float | None = None
    """The share of claims read like this one of which nothing is wrong; ``None`` where it was not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read out of one article."""

    article: Article
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]


def slug(name: str) -> str:
    """``Applied Materials`` to ``applied-materials``; letters of every script are kept."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"\W+", "-", plain).strip("-_")
