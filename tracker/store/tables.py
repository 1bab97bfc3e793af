"""The tables. No column has a default here: a forgotten field must fail type checking, not vanish.

Claims and documents are only ever added to; a claim that no longer stands is marked as retracted.
Articles and mentions are the reading of the newest document of a page, and events are derived
from the claims that stand: both can be made again at any time. ``search`` columns hold the terms
of what is searched (see ``text.index``); ``indexing`` keeps them in the full-text index of the database.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Boolean, Date, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

from tracker.store.dialects import SafeJson, SafeText, UtcDateTime
from tracker.store.seals import UNSEALED, Sealed

Json = list[Any]


class Row(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Base of all rows."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        str: SafeText(),
        int: Integer(),
        float: Float(),
        date: Date(),
        datetime: UtcDateTime(),
        bytes: LargeBinary(),
        bool: Boolean(),
        Json: SafeJson(),
        dict[str, str]: SafeJson(),
    }


class DocumentRow(Sealed, Row):
    """Bytes as received."""

    __tablename__ = "documents"

    digest: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str]
    media_type: Mapped[str]
    charset: Mapped[str | None]
    fetched: Mapped[datetime]
    body: Mapped[bytes] = mapped_column(info=UNSEALED)
    """Compressed by zlib."""
    size: Mapped[int]
    """Of the body before compression, in bytes."""


class ArticleRow(Sealed, Row):
    """A page, as read from its newest document."""

    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(primary_key=True)
    """Derived from the page's address alone, so that it outlives new versions."""
    document_digest: Mapped[str] = mapped_column(ForeignKey("documents.digest"), index=True)
    url: Mapped[str | None]
    outlet: Mapped[str | None] = mapped_column(index=True)
    headline: Mapped[str | None]
    standfirst: Mapped[str | None]
    byline: Mapped[Json]
    dateline: Mapped[str | None]
    published: Mapped[str | None]
    """ISO 8601 with the outlet's own offset."""
    published_utc: Mapped[datetime | None]
    published_precision: Mapped[str | None]
    modified: Mapped[str | None]
    """ISO 8601 with the outlet's own offset."""
    language: Mapped[str | None]
    text: Mapped[str]
    topics: Mapped[Json]
    related: Mapped[Json]
    links: Mapped[Json]
    access: Mapped[str | None]
    """How much of the article the publisher gave: ``full``, ``stub`` or ``paywalled``."""
    posts: Mapped[Json]
    """The entries of a live blog: where each begins and ends in the text, and its own time in ISO 8601."""
    origins: Mapped[dict[str, str]]
    published_day: Mapped[date | None]
    """The day of publication where the outlet is."""
    known_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    """Since when the world could read the version that is held, if it is not the first."""
    wire: Mapped[str | None]
    """The news agency that it credits."""
    source_kind: Mapped[str]
    """Whose pages stand under the address: ``official``, ``filing`` or ``press``."""
    sort_day: Mapped[date]
    """The day of publication, else the day on which it became known."""
    search: Mapped[str]

    __table_args__ = (Index(None, "sort_day", "id"),)


class PrintRow(Row):
    """The fingerprint of a version of an article, by which near-copies are recognised."""

    __tablename__ = "article_prints"

    document_digest: Mapped[str] = mapped_column(ForeignKey("documents.digest"), primary_key=True)
    article_id: Mapped[str] = mapped_column(index=True)
    told_at: Mapped[datetime]
    """Since when the world could read this version."""
    shingles: Mapped[bytes]
    """A MinHash signature: 32-bit numbers, little end first."""
    copy_of: Mapped[str | None]
    """The id of the earliest article that had said nearly the same in the same words."""


class BandRow(Row):
    """A slice of a fingerprint: texts that share one are compared."""

    __tablename__ = "article_bands"

    document_digest: Mapped[str] = mapped_column(ForeignKey("documents.digest"), primary_key=True)
    band: Mapped[str] = mapped_column(primary_key=True, index=True)


class VersionRow(Row):
    """Which page a document is a version of."""

    __tablename__ = "article_versions"

    document_digest: Mapped[str] = mapped_column(ForeignKey("documents.digest"), primary_key=True)
    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), index=True)
    known_at: Mapped[datetime]
    extractor_version: Mapped[str]
    """Of the extractor that read it last."""
    seen_at: Mapped[datetime]
    """When the page last showed it: a page may return to what it said before."""


class EntityRow(Sealed, Row):
    """Someone or something that sources name."""

    __tablename__ = "entities"

    key: Mapped[str] = mapped_column(primary_key=True)
    kb_id: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    country: Mapped[str | None]
    subkind: Mapped[str | None]
    """A finer sort within the kind: of an item its family, such as ``accelerator``."""
    aliases: Mapped[Json]
    above: Mapped[Json]
    """Keys of those for whom it acts or to whom it belongs."""
    generic: Mapped[bool]
    """Whether it is a sort of goods and no one thing."""
    same_as: Mapped[str | None]
    """The key of the entity of which this is another name."""
    joined: Mapped[bool] = mapped_column(index=True, info=UNSEALED)
    """Whether names like it were looked for."""
    sort_name: Mapped[str]
    search: Mapped[str]

    __table_args__ = (Index(None, "sort_name", "key"),)


class TieRow(Row):
    """For whom an entity acts or to whom it belongs, directly."""

    __tablename__ = "entity_ties"

    entity_key: Mapped[str] = mapped_column(ForeignKey("entities.key"), primary_key=True)
    above: Mapped[str] = mapped_column(primary_key=True, index=True)


class MarkRow(Row):
    """A mark under which a name is compared with others, such as its letters without corporate forms."""

    __tablename__ = "entity_marks"

    mark: Mapped[str] = mapped_column(primary_key=True)
    entity_key: Mapped[str] = mapped_column(ForeignKey("entities.key"), primary_key=True, index=True)


class MentionRow(Row):
    """A name in the text of an article."""

    __tablename__ = "mentions"

    article_id: Mapped[str] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    entity_key: Mapped[str] = mapped_column(ForeignKey("entities.key"), primary_key=True, index=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    end: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class RecordRow(Sealed, Row):
    """A record of the reference timeline, in its own words."""

    __tablename__ = "timeline_records"

    id: Mapped[str] = mapped_column(primary_key=True)
    description: Mapped[str]
    sources: Mapped[Json]
    confidence: Mapped[str]
    known_at: Mapped[datetime]


class ClaimRow(Sealed, Row):
    """What one source says, with the words that prove it."""

    __tablename__ = "claims"

    id: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(index=True)
    """Of all that the claim says; equals the id unless the same claim was retracted and made again."""
    article_id: Mapped[str | None] = mapped_column(ForeignKey("articles.id"), index=True)
    reference_id: Mapped[str | None] = mapped_column(ForeignKey("timeline_records.id"), index=True)
    document_digest: Mapped[str | None] = mapped_column(ForeignKey("documents.digest"))
    """The version of the page to whose text the evidence span refers."""
    first_digest: Mapped[str | None]
    """The version of the page that said so first."""
    type: Mapped[str]
    status: Mapped[str]
    date_start: Mapped[date | None]
    date_end: Mapped[date | None]
    date_precision: Mapped[str | None]
    date_words: Mapped[str | None]
    date_rule: Mapped[str | None]
    attribution_name: Mapped[str | None]
    attribution_key: Mapped[str | None]
    attribution_words: Mapped[str | None]
    evidence_start: Mapped[int | None]
    evidence_end: Mapped[int | None]
    evidence_text: Mapped[str]
    amounts: Mapped[Json]
    reasons: Mapped[Json]
    confidence: Mapped[str | None]
    """Of the reference record; none for an article's claim."""
    reading_confidence: Mapped[float | None]
    """The share of claims read like this one of which nothing is wrong; none where it was not measured."""
    extractor_version: Mapped[str | None]
    known_at: Mapped[datetime]
    """Since when it stands here."""
    published_at: Mapped[datetime | None]
    """Since when the world could know it."""
    retracted_at: Mapped[datetime | None]
    retraction_reason: Mapped[str | None]
    heard_from: Mapped[datetime]
    """Since when the world could know it; the end of the day where only that is known."""
    heard_until: Mapped[datetime | None]
    """When its source ceased to say so; as ``heard_from`` where it never did and was only misread."""
    settled: Mapped[bool] = mapped_column(info=UNSEALED)
    """Whether the events are in step with it."""
    sort_day: Mapped[date]
    """The first day of its date, else the day of publication, else the day on which it became known."""
    search: Mapped[str]

    __table_args__ = (Index(None, "sort_day", "id"), Index(None, "type", "retracted_at"), Index(None, "settled"))


class ClaimRoleRow(Sealed, Row):
    """An entity in a role of a claim."""

    __tablename__ = "claim_roles"

    claim_id: Mapped[str] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    entity_key: Mapped[str] = mapped_column(ForeignKey("entities.key"))
    words: Mapped[str]
    rule: Mapped[str]

    __table_args__ = (Index(None, "entity_key", "claim_id"),)


class PlaceRow(Row):
    """A key under which a claim is found when another looks for reports of the same happening."""

    __tablename__ = "claim_places"

    claim_id: Mapped[str] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True, index=True)


NOW_LISTED = "ix_events_now"
"""What the world knows now, in the order of days."""
NOW_MOST_TOLD = "ix_events_now_sources"
"""What the world knows now, in the order of sources."""
PLAYING = "ix_event_roles_listed"
"""Who plays a part in what the world knows now, in the order of days."""
_NOW = text("clock = 'world' AND until IS NULL")


class EventRow(Sealed, Row):
    """One happening as it was known for some time, with the best value of each field.

    On the clock ``world`` states follow from what was published when, on the clock ``tracker`` they are what this
    database answered when. The state that holds now has no end.
    """

    __tablename__ = "events"

    state: Mapped[str] = mapped_column(primary_key=True)
    """Derived from all that the state says."""
    clock: Mapped[str]
    id: Mapped[str]
    """The id of the claim that told of it first."""
    since: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(info=UNSEALED)
    said: Mapped[str]
    """The same for two states that say the same."""
    type: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    date_start: Mapped[date | None]
    date_end: Mapped[date | None]
    date_precision: Mapped[str | None]
    title: Mapped[str]
    amounts: Mapped[Json]
    attribution: Mapped[str | None]
    confidence: Mapped[str | None]
    reading_confidence: Mapped[float | None]
    """The highest of its claims. It rates how the texts were read and is no part of what the state says."""
    origin: Mapped[str]
    description: Mapped[str | None]
    first_published: Mapped[str | None]
    """ISO 8601 with the outlet's own offset."""
    first_published_precision: Mapped[str | None]
    sources: Mapped[int]
    """How many articles and reference records speak of it."""
    origins: Mapped[Json]
    """Who of them did not have it from another, the one that spoke first first."""
    choices: Mapped[Json]
    """Field, claim and reason for each value."""
    sort_day: Mapped[date]
    """As of the claim that told of it first, unless the event has a date."""

    __table_args__ = (
        Index(NOW_LISTED, "sort_day", "id", sqlite_where=_NOW, postgresql_where=_NOW),
        Index(NOW_MOST_TOLD, "sources", "id", sqlite_where=_NOW, postgresql_where=_NOW),
        Index("ix_events_clock_sort_day", "clock", "sort_day", "id", "since", "until"),
        Index(None, "clock", "since"),
        Index(None, "id", "clock", "until"),
    )


class EventRoleRow(Sealed, Row):
    """An entity in a role of an event."""

    __tablename__ = "event_roles"

    state: Mapped[str] = mapped_column(ForeignKey("events.state", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    entity_key: Mapped[str] = mapped_column(ForeignKey("entities.key"))
    event_id: Mapped[str | None] = mapped_column(info=UNSEALED)
    """Of the state."""
    listed: Mapped[date | None] = mapped_column(info=UNSEALED)
    """The day under which the event stands in lists, where the state is what the world knows now."""

    __table_args__ = (
        Index(None, "entity_key", "state"),
        Index(
            PLAYING, "entity_key", "listed", "event_id", "role", "state",
            sqlite_where=text("listed IS NOT NULL"), postgresql_where=text("listed IS NOT NULL"),
        ),
    )  # fmt: skip


class EventClaimRow(Sealed, Row):
    """Which claims speak of an event; at any time a claim that stands speaks of exactly one."""

    __tablename__ = "event_claims"

    state: Mapped[str] = mapped_column(ForeignKey("events.state", ondelete="CASCADE"), primary_key=True)
    claim_id: Mapped[str] = mapped_column(ForeignKey("claims.id"), primary_key=True, index=True)
    position: Mapped[int]


class ConflictRow(Sealed, Row):
    """A field on which the sources of an event differ."""

    __tablename__ = "event_conflicts"

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(ForeignKey("events.state", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(index=True)
    contradiction: Mapped[bool]
    sides: Mapped[Json]
    """Each a value and the ids of the claims that give it."""
    overclaims: Mapped[Json]
    note: Mapped[str | None]
    sort_day: Mapped[date]

    __table_args__ = (Index(None, "sort_day", "id"),)


class DecisionRow(Sealed, Row):
    """What a person decided of two claims; it outlives every resolution."""

    __tablename__ = "decisions"

    one: Mapped[str] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    other: Mapped[str] = mapped_column(ForeignKey("claims.id"), primary_key=True, index=True)
    """The greater of the two ids."""
    same: Mapped[bool]
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]


class VerdictRow(Sealed, Row):
    """What a person said of a claim; whatever says the same in the same words is treated alike."""

    __tablename__ = "verdicts"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    """Of the claim."""
    right: Mapped[bool]
    """Whether it was rightly read; otherwise it is not read again."""
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]
