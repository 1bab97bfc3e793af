"""What a source is: who publishes, what kind of voice it is, when to look, what to expect, and how to find its news.

A source says which addresses it wants to see (``Ask``) and reads what came (``Listing``) into ``Lead``s: pages that
may hold news. It opens no connection itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol, TypeAlias

SourceKind: TypeAlias = Literal["official", "party", "press", "analysis"]
"""An authority, one of those whom it concerns, a newspaper, or a research house."""

SOURCE_KINDS: tuple[SourceKind, ...] = ("official", "party", "press", "analysis")

Memory: TypeAlias = Mapping[str, Any]
"""What a reader keeps from one visit to the next; JSON can hold it."""

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
JSON_TYPES = ("application/json",)
TABLE_TYPES = ("text/csv", "application/csv", "application/octet-stream", "text/plain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """Look again after so many minutes."""

    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Look when the publisher's clock shows a time: five fields of crontab in a zone of the IANA database."""

    crontab: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """At least ``documents`` in any ``days``; fewer mean that something has changed at the other end."""

    documents: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """An address that a reader wants to see."""

    url: str
    media_types: tuple[str, ...] = (*PAGE_TYPES, *FEED_TYPES)
    """What it can be read as."""
    largest: int = 5_000_000
    """Bytes after decompression beyond which it is left."""
    depth: int = 0
    """How many listings led to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What came from an address that was asked for."""

    ask: Ask
    url: str
    """Where it came from in the end, after redirects."""
    media_type: str
    charset: str | None
    body: bytes
    now: datetime
    """When it came; aware, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A page that may hold news, and what the listing says of it."""

    url: str
    """Where it is fetched."""
    title: str | None = None
    published: datetime | None = None
    """Aware; midnight UTC when ``precision`` is ``day``."""
    precision: Literal["instant", "day"] | None = None
    modified: datetime | None = None
    """A newer time than before means a new version."""
    page: str | None = None
    """The address for readers, where that is not ``url``."""
    body: bytes | None = None
    """The page itself, where the listing holds it."""
    place: str | None = None
    """Where on this machine it lies, for what is not fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a listing holds."""

    leads: tuple[Lead, ...] = ()
    more: tuple[Ask, ...] = ()
    """Further listings: next pages, parts, feeds."""
    alarms: tuple[str, ...] = ()
    """What should not be so; one line each."""
    memory: Memory | None = None
    """What to keep for the next visit; ``None`` keeps what there is."""


class Reader(Protocol):
    """How a source is looked through; pure, apart from the local ones, which read files."""

    def asks(self, now: datetime, memory: Memory) -> tuple[Ask, ...]:
        """The addresses to begin with."""
        ...

    def read(self, listing: Listing, memory: Memory) -> Found:
        """What a listing holds. Raises ``SourceChanged`` where it is not what it used to be."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place where news appears."""

    name: str = ""
    """A short name for commands and addresses; in the catalogue it is the module's name with hyphens."""
    title: str
    publisher: str
    country: str
    """ISO 3166-1 alpha-2; ``EU`` for the Union, ``XX`` where it is not one country's."""
    language: str
    """BCP 47, of most of its documents."""
    kind: SourceKind
    reader: Reader
    schedule: Every | At
    licence: str
    """What may be done with the texts; one line."""
    expects: Expectation
    starter: bool = False
    """Whether it belongs to the set that is suggested to begin with."""
    homepage: str
    note: str | None = None
    """What one should know before enabling it."""
    definition: Mapping[str, str] | None = field(default=None, compare=False)
    """How the user made it; ``None`` in the catalogue."""

    def __post_init__(self) -> None:
        """Refuse what no list could show."""
        if self.kind not in SOURCE_KINDS:
            raise ValueError(f"{self.name or self.title}: kind {self.kind!r} is none of {', '.join(SOURCE_KINDS)}")
