"""How much is kept, and one figure for all of it."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.store.conditions import NOW, holds, was_named
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
