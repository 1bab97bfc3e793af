"""How much is kept, whether it is still what was received, and one figure for all of it."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.store.conditions import NOW, holds, was_named
from tracker.store.dialects import damage
from tracker.store.tables import ArticleRow, ClaimRow, DocumentRow, EntityRow, EventRow, MentionRow, RecordRow, Row


def counts(session: Session) -> dict[str, int]:
    """How much is held of each thing; claims are those that stand, entities those that a source names."""
    standing = ClaimRow.retracted_at.is_(None)
    asked = {
        "documents": select(func.count()).select_from(DocumentRow),
        "articles": select(func.count()).select_from(ArticleRow),
        "entities": select(func.count()).select_from(EntityRow).where(was_named(EntityRow, True)),
        "mentions": select(func.count()).select_from(MentionRow),
        "claims": select(func.count()).select_from(ClaimRow).where(standing),
        "retracted_claims": select(func.count()).select_from(ClaimRow).where(~standing),
        "events": select(func.count()).select_from(EventRow).where(*holds(NOW)),
        "reference_records": select(func.count()).select_from(RecordRow),
    }
    return {name: session.scalar(query) or 0 for name, query in asked.items()}


def content_hash(session: Session) -> str:
    """The SHA-256 over every field of every row, times included.

    Two stores have the same exactly when they hold the same; a document's body counts by its digest,
    since how it is compressed is no content. When sources were asked, and what is still to do, does not count.
    """
    total = hashlib.sha256()
    for table in Row.metadata.sorted_tables:
        if table.info.get("workings"):
            continue
        columns = [column for column in table.columns if column is not DocumentRow.__table__.c.body]
        for row in session.execute(select(*columns).order_by(*table.primary_key.columns)):
            total.update(json.dumps([table.name, *row], default=str, sort_keys=True).encode())
    return total.hexdigest()


def verify(session: Session) -> Iterator[str]:
    """One line for each thing that is not what it should be."""
    yield from (f"The database file is damaged: {line}" for line in damage(session.connection()))
    documents = select(DocumentRow.digest, DocumentRow.url, DocumentRow.body, DocumentRow.size)
    for digest, url, body, size in session.execute(documents.execution_options(yield_per=20)):
        if not _is_whole(body, digest, size):
            yield f"The document {digest[:12]} ({url}) is not what was received: fetch it again"
    claims = (
        select(ClaimRow.id, ClaimRow.evidence_start, ClaimRow.evidence_end, ClaimRow.evidence_text, ArticleRow.text)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .where(ClaimRow.retracted_at.is_(None))
    )
    for claim, start, end, words, text in session.execute(claims.execution_options(yield_per=500)):
        if text[start:end] != words:
            yield f"The words of claim {claim} do not stand in its article: ingest the page again"


def _is_whole(body: bytes, digest: str, size: int) -> bool:
    try:
        plain = zlib.decompress(body)
    except zlib.error:
        return False
    return len(plain) == size and hashlib.sha256(plain).hexdigest() == digest
