"""Which articles say nearly the same in the same words, kept as each article comes."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tracker.resolution.origins import bands, fingerprint, is_copy
from tracker.store.tables import ArticleRow, BandRow, ClaimRow, PrintRow

_NEVER = datetime.max.replace(tzinfo=UTC)


def note_copies(session: Session, article_id: str) -> None:
    """Say of an article, and of those near it, of which earlier one each is a copy.

    An article is a copy only of one that was published before it, so a later one never changes what it is.
    """
    article = session.get_one(ArticleRow, article_id)
    shingles = fingerprint(article.text)
    held = session.get(PrintRow, article_id)
    if held is not None and held.shingles == shingles:
        return
    before = _near(session, article_id, held.shingles) if held else []
    session.merge(PrintRow(article_id=article_id, shingles=shingles))
    session.execute(delete(BandRow).where(BandRow.article_id == article_id))
    session.add_all(BandRow(article_id=article_id, band=band) for band in set(bands(shingles)))
    session.flush()
    near = _near(session, article_id, shingles)
    for one in {row.id: row for row in (article, *near, *before)}.values():
        _attach(session, one)


def _near(session: Session, article_id: str, shingles: bytes) -> list[ArticleRow]:
    """All articles whose text is nearly the same."""
    among = select(BandRow.article_id).where(BandRow.band.in_(set(bands(shingles))), BandRow.article_id != article_id)
    found = session.execute(
        select(ArticleRow, PrintRow.shingles)
        .join(PrintRow, PrintRow.article_id == ArticleRow.id)
        .where(ArticleRow.id.in_(among))
    )
    return [row for row, other in found if is_copy(shingles, other)]


def _attach(session: Session, article: ArticleRow) -> None:
    shingles = session.get_one(PrintRow, article.id).shingles
    earlier = [row for row in _near(session, article.id, shingles) if _told(row) < _told(article)]
    first = min(earlier, key=_told).id if earlier else None
    if article.copy_of != first:
        article.copy_of = first
        session.execute(update(ClaimRow).where(ClaimRow.article_id == article.id).values(settled=False))


def _told(row: ArticleRow) -> tuple[datetime, str]:
    return row.published_utc or _NEVER, row.id
