"""Adds what was read, so that adding the same again changes nothing and nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import InputError
from tracker.model import Article, Claim, Document, Extraction
from tracker.store import identity
from tracker.store.claims import ClaimChange, by_fingerprint, claims_of, insert, replace_claims
from tracker.store.rows import (
    Source,
    article_row,
    document_row,
    entity_row,
    mention_rows,
)
from tracker.store.tables import (
    ArticleRow,
    EntityRow,
    MentionRow,
    VersionRow,
)
from tracker.store.views import Added

SUPERSEDED = "superseded by a newer version of the page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When something was added, and by which extractor it was read."""

    known_at: datetime
    extractor_version: str


def add_document(session: Session, document: Document, extraction: Extraction, occasion: Occasion) -> Added:
    """Store a document with what was read out of it; see ``Store.add``."""
    digest = document.digest
    version = session.get(VersionRow, digest)
    article_id = version.article_id if version else identity.article_id(document, extraction.article)
    held = session.get(ArticleRow, article_id)
    if version is not None and held is not None and held.document_digest != digest:
        return _nothing_new(article_id)
    _store_entities(session, extraction)
    if version is None:
        session.add(document_row(document))
        session.flush()
    outdated = version is None and held is not None and _is_older(extraction.article, held)
    if not outdated:
        _write_article(session, extraction, article_row(extraction.article, article_id, digest, _since(held, occasion)))
    session.merge(
        VersionRow(
            document_digest=digest,
            article_id=article_id,
            known_at=version.known_at if version else occasion.known_at,
            extractor_version=occasion.extractor_version,
        )
    )
    source = Source(
        article_id=article_id,
        reference_id=None,
        document_digest=digest,
        extractor_version=occasion.extractor_version,
        confidence=None,
        published_at=_published(document, extraction.article, renewed=held is not None and version is None),
    )
    if outdated:
        return _add_history(session, extraction.claims, source, occasion.known_at)
    reason = f"no longer read from the page by extractor {occasion.extractor_version}" if version else SUPERSEDED
    change = ClaimChange(source=source, known_at=occasion.known_at, reason=reason)
    new, unchanged, retracted = replace_claims(session, extraction.claims, change)
    return Added(
        article_id=article_id, new=new, unchanged=unchanged, retracted=retracted, already_known=version is not None
    )


def _nothing_new(article_id: str) -> Added:
    return Added(article_id=article_id, new=0, unchanged=0, retracted=0, already_known=True)


def _since(held: ArticleRow | None, occasion: Occasion) -> datetime:
    return held.known_at if held else occasion.known_at


def _is_older(article: Article, held: ArticleRow) -> bool:
    """Whether the page says that it was changed before the version that is held; else what comes later is newer."""
    return bool(article.modified and held.modified and article.modified < datetime.fromisoformat(held.modified))


def _published(document: Document, article: Article, *, renewed: bool) -> datetime | None:
    """Since when the world could know a claim that this version makes for the first time.

    What only a later version says was not there at publication.
    """
    return article.modified or document.fetched if renewed else article.published


def _store_entities(session: Session, extraction: Extraction) -> None:
    """Store the entities. Raises ``InputError`` where a claim names one that is neither listed nor known."""
    listed = {entity.key: entity for entity in extraction.entities}
    named = {filler.key for claim in extraction.claims for fillers in claim.roles.values() for filler in fillers}
    needed = listed.keys() | named
    held = set(session.scalars(select(EntityRow.key).where(EntityRow.key.in_(needed))))
    if unknown := named - held - listed.keys():
        raise InputError(f"A claim names {min(unknown)}, which is not among the entities that were read")
    session.add_all(entity_row(listed[key]) for key in sorted(listed.keys() - held))
    session.flush()


def _write_article(session: Session, extraction: Extraction, row: ArticleRow) -> None:
    session.merge(row)
    session.flush()
    wanted = mention_rows(extraction, row.id)
    for mention in session.scalars(select(MentionRow).where(MentionRow.article_id == row.id)):
        if wanted.pop((mention.entity_key, mention.start, mention.end), None) is None:
            session.delete(mention)
    session.add_all(wanted.values())


def _add_history(session: Session, claims: Iterable[Claim], source: Source, known_at: datetime) -> Added:
    """What a version says that was superseded before it came here: known, and retracted at once."""
    change = ClaimChange(source=source, known_at=known_at, reason=SUPERSEDED)
    held = {row.fingerprint for row in claims_of(session, source)}
    made = by_fingerprint(claims, source)
    rows = insert(session, {mark: claim for mark, claim in made.items() if mark not in held}, change)
    for row in rows:
        row.retracted_at, row.retraction_reason = known_at, SUPERSEDED
    return Added(
        article_id=source.article_id,
        new=len(rows),
        unchanged=len(made) - len(rows),
        retracted=len(rows),
        already_known=False,
    )
