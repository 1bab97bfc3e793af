"""The nouns as rows."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from tracker.knowledge import KnownEntity, TimelineRecord
from tracker.model import Amount, Article, Claim, Confidence, Document, Entity, Evidence, Extraction, Filler, Post
from tracker.resolution import kin_of
from tracker.resolution.origins import source_kind, wire
from tracker.store.tables import (
    ArticleRow,
    ClaimRoleRow,
    ClaimRow,
    DocumentRow,
    EntityRow,
    MentionRow,
    RecordRow,
)
from tracker.store.text import fold


def document_row(document: Document) -> DocumentRow:
    """A document, compressed."""
    return DocumentRow(
        digest=document.digest,
        url=document.url,
        media_type=document.media_type,
        charset=document.charset,
        fetched=document.fetched,
        body=zlib.compress(document.body, 9),
        size=len(document.body),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Since when an article is held, and since when the world could read this version if it is not the first."""

    known_at: datetime
    changed_at: datetime | None


def article_row(article: Article, identifier: str, document_digest: str, times: Times) -> ArticleRow:
    """An article, as read from one document."""
    published = article.published
    return ArticleRow(
        id=identifier,
        document_digest=document_digest,
        url=article.url,
        outlet=article.outlet,
        headline=article.headline,
        standfirst=article.standfirst,
        byline=list(article.byline),
        dateline=article.dateline,
        published=published.isoformat() if published else None,
        published_utc=published,
        published_precision=article.published_precision,
        published_day=published.date() if published else None,
        modified=article.modified.isoformat() if article.modified else None,
        language=article.language,
        text=article.text,
        topics=list(article.topics),
        related=list(article.related),
        links=[asdict(link) for link in article.links],
        access=article.access,
        posts=[_post(post) for post in article.posts],
        origins=dict(article.origins),
        known_at=times.known_at,
        changed_at=times.changed_at,
        wire=wire(article.byline, article.text),
        source_kind=source_kind(article.url),
        sort_day=(published or times.known_at).date(),
        search=fold(article.headline, article.standfirst, article.text),
    )


def _post(post: Post) -> dict[str, Any]:
    return {
        "start": post.start,
        "end": post.end,
        "published": post.published.isoformat() if post.published else None,
    }


def entity_row(entity: Entity) -> EntityRow:
    """An entity of which only its name is known."""
    return EntityRow(
        key=entity.key,
        kb_id=entity.id,
        kind=entity.kind,
        name=entity.name,
        country=None,
        subkind=None,
        aliases=[],
        above=[],
        generic=False,
        same_as=None,
        joined=False,
        sort_name=fold(entity.name),
        search=fold(entity.name),
    )


def known_entity_row(entity: KnownEntity) -> EntityRow:
    """An entity that the knowledge base holds."""
    return EntityRow(
        key=entity.id,
        kb_id=entity.id,
        kind=entity.kind,
        name=entity.name,
        country=entity.country,
        subkind=entity.subkind,
        aliases=list(entity.aliases),
        above=list(kin_of(entity)),
        generic=entity.generic,
        same_as=None,
        joined=False,
        sort_name=fold(entity.name),
        search=fold(entity.name, *entity.aliases),
    )


def mention_rows(extraction: Extraction, article_id: str) -> dict[tuple[str, int, int], MentionRow]:
    """Every name in the text, by entity and span."""
    return {
        (entity.key, mention.start, mention.end): MentionRow(
            article_id=article_id,
            entity_key=entity.key,
            start=mention.start,
            end=mention.end,
            text=mention.text,
        )
        for entity in extraction.entities
        for mention in entity.mentions
    }


def record_row(record: TimelineRecord, known_at: datetime) -> RecordRow:
    """A reference record's own words and sources."""
    return RecordRow(
        id=record.id,
        description=record.description,
        sources=list(record.sources),
        confidence=record.confidence,
        known_at=known_at,
    )


def record_claim(record: TimelineRecord, event_type: str, names: Mapping[str, str]) -> Claim:
    """What a reference record says; its description is the evidence. ``names`` of entities by key."""
    rule = "reference record"
    return Claim(
        type=event_type,
        status=record.status,
        date=record.date,
        roles={
            role: tuple(Filler(key=key, name=names[key], words="", rule=rule) for key in keys)
            for role, keys in record.roles.items()
        },
        amounts=tuple(Amount(value=a.value, unit=a.unit, words=a.what) for a in record.amounts),
        attribution=None,
        evidence=Evidence(start=0, end=len(record.description), text=record.description),
        reasons=(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim comes from; either an article or a reference record."""

    article_id: str | None
    reference_id: str | None
    document_digest: str | None
    extractor_version: str | None
    confidence: Confidence | None
    published_at: datetime | None
    """Since when the world could know what this version says for the first time."""
    heard_from: datetime
    """The same, or where it is not known when that was, the earliest time at which it certainly was so."""


def claim_row(claim: Claim, source: Source, identity: tuple[str, str], known_at: datetime) -> ClaimRow:
    """A claim that stands from ``known_at``; ``identity`` is its id and its fingerprint."""
    date, attribution, evidence = claim.date, claim.attribution, claim.evidence
    names = (filler.name for fillers in claim.roles.values() for filler in fillers)
    return ClaimRow(
        id=identity[0],
        fingerprint=identity[1],
        article_id=source.article_id,
        reference_id=source.reference_id,
        document_digest=source.document_digest,
        first_digest=source.document_digest,
        type=claim.type,
        status=claim.status,
        date_start=date.start if date else None,
        date_end=date.end if date else None,
        date_precision=date.precision if date else None,
        date_words=date.words if date else None,
        date_rule=date.rule if date else None,
        attribution_name=attribution.name if attribution else None,
        attribution_key=attribution.key if attribution else None,
        attribution_words=attribution.words if attribution else None,
        evidence_start=evidence.start if source.article_id else None,
        evidence_end=evidence.end if source.article_id else None,
        evidence_text=evidence.text,
        amounts=[asdict(amount) for amount in claim.amounts],
        reasons=[asdict(reason) for reason in claim.reasons],
        confidence=source.confidence,
        reading_confidence=claim.confidence,
        extractor_version=source.extractor_version,
        known_at=known_at,
        published_at=source.published_at,
        retracted_at=None,
        retraction_reason=None,
        heard_from=source.heard_from,
        heard_until=None,
        settled=False,
        sort_day=date.start if date else (source.published_at or known_at).astimezone(UTC).date(),
        search=fold(evidence.text, attribution.name if attribution else None, *names),
    )


def role_rows(claim: Claim, claim_id: str) -> Iterator[ClaimRoleRow]:
    """The fillers of a claim's roles, each entity once in a role."""
    for role, fillers in claim.roles.items():
        distinct: dict[str, Filler] = {}
        for filler in fillers:
            distinct.setdefault(filler.key, filler)
        for position, filler in enumerate(distinct.values()):
            yield ClaimRoleRow(
                claim_id=claim_id,
                role=role,
                position=position,
                entity_key=filler.key,
                words=filler.words,
                rule=filler.rule,
            )
