"""Adds what was read, so that adding the same again changes nothing and nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import InputError
from tracker.model import Article, Claim, Document, Extraction
from tracker.store import identity
from tracker.store.claims import ClaimChange, by_fingerprint, claims_of, insert, replace_claims, retract
from tracker.store.copies import note_copies
from tracker.store.rows import (
    Source,
    Times,
    article_row,
    document_row,
    entity_row,
    mention_rows,
)
from tracker.store.tables import (
    ArticleRow,
    EntityRow,
    MentionRow,
    Row,
    VersionRow,
)
from tracker.store.views import Added

SUPERSEDED = "superseded by a newer version of the page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When something was added, by which extractor it was read, and where it came from."""

    known_at: datetime
    extractor_version: str
    live: bool
    """Whether it was received from its address just now; a saved page may be of any age."""


def add_document(session: Session, document: Document, extraction: Extraction, occasion: Occasion) -> Added:
    """Store a document with what was read out of it; see ``Store.add``."""
    digest, article = document.digest, extraction.article
    version = session.get(VersionRow, digest)
    article_id = version.article_id if version else identity.article_id(document, article)
    held = session.get(ArticleRow, article_id)
    returned = version is not None and held is not None and held.document_digest != digest
    if returned and not (occasion.live and held is not None and not _is_older(article, held)):
        return _nothing_new(article_id)
    _store_entities(session, extraction)
    if version is None:
        session.add(document_row(document))
        session.flush()
    renewed = held is not None and (version is None or returned)
    outdated = renewed and held is not None and _is_older(article, held)
    published = _published(document, article, renewed=renewed)
    superseded_at = (_moment(held.modified) if held else None) if outdated else published
    if not outdated:
        changed = published if renewed else held.changed_at if held else None
        times = Times(known_at=held.known_at if held else occasion.known_at, changed_at=changed)
        _write_article(session, extraction, article_row(article, article_id, digest, times), held)
    _keep(
        session,
        VersionRow(
            document_digest=digest,
            article_id=article_id,
            known_at=version.known_at if version else occasion.known_at,
            extractor_version=occasion.extractor_version,
            seen_at=occasion.known_at if version is None or returned else version.seen_at,
        ),
        version,
    )
    told_at = heard_from(article, published, occasion.known_at)
    if not returned:
        note_copies(session, (digest, article_id), told_at, article.text)
    source = Source(
        article_id=article_id,
        reference_id=None,
        document_digest=digest,
        extractor_version=occasion.extractor_version,
        confidence=None,
        published_at=published,
        heard_from=told_at,
    )
    misread = version is not None and not returned
    reason = f"no longer read from the page by extractor {occasion.extractor_version}" if misread else SUPERSEDED
    change = ClaimChange(
        source=source,
        known_at=occasion.known_at,
        reason=reason,
        heard_until=None if misread else superseded_at or occasion.known_at,
    )
    if outdated:
        return _add_history(session, extraction.claims, change)
    new, unchanged, retracted = replace_claims(session, extraction.claims, change)
    return Added(
        article_id=article_id, new=new, unchanged=unchanged, retracted=retracted, already_known=version is not None
    )


def read_from(session: Session, digest: str, extractor_version: str) -> ArticleRow | None:
    """The article that was read by this extractor from this document, if that is what its page shows."""
    version = session.get(VersionRow, digest)
    if version is None or version.extractor_version != extractor_version:
        return None
    held = session.get_one(ArticleRow, version.article_id)
    return held if held.document_digest == digest else None


def _nothing_new(article_id: str) -> Added:
    return Added(article_id=article_id, new=0, unchanged=0, retracted=0, already_known=True)


def _is_older(article: Article, held: ArticleRow) -> bool:
    """Whether the page says that it was changed before the version that is held; else what comes later is newer."""
    return bool(article.modified and held.modified and article.modified < datetime.fromisoformat(held.modified))


def _published(document: Document, article: Article, *, renewed: bool) -> datetime | None:
    """Since when the world could know a claim that this version makes for the first time.

    What only a later version says was not there at publication.
    """
    return article.modified or document.fetched if renewed else article.published


def heard_from(article: Article, published: datetime | None, known_at: datetime) -> datetime:
    """When the world could certainly know: where a page gives only a day, at its end, there or in UTC."""
    if published is None:
        return known_at
    if published != article.published or article.published_precision != "day":
        return published
    local = published + timedelta(days=1, microseconds=-1)
    return min(local, datetime.combine(published.date(), time.max, UTC))


def _moment(stated: str | None) -> datetime | None:
    return datetime.fromisoformat(stated) if stated else None


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


def _keep(session: Session, row: Row, held: Row | None) -> None:
    """Add a row, or write it over the one that is held; what is new is not looked for again."""
    if held is None:
        session.add(row)
    else:
        session.merge(row)
    session.flush()


def _write_article(session: Session, extraction: Extraction, row: ArticleRow, held: ArticleRow | None) -> None:
    _keep(session, row, held)
    wanted = mention_rows(extraction, row.id)
    written = session.scalars(select(MentionRow).where(MentionRow.article_id == row.id)) if held else ()
    for mention in written:
        if wanted.pop((mention.entity_key, mention.start, mention.end), None) is None:
            session.delete(mention)
    session.add_all(wanted.values())


def _add_history(session: Session, claims: Iterable[Claim], change: ClaimChange) -> Added:
    """What a version says that was superseded before it came here: known, and retracted at once."""
    earlier = claims_of(session, change.source)
    held = {row.fingerprint for row in earlier}
    made = by_fingerprint(claims, change.source)
    rows = insert(session, {mark: claim for mark, claim in made.items() if mark not in held}, change, earlier)
    for row in rows:
        retract(row, change.known_at, SUPERSEDED, change.heard_until)
    return Added(
        article_id=change.source.article_id,
        new=len(rows),
        unchanged=len(made) - len(rows),
        retracted=len(rows),
        already_known=False,
    )
