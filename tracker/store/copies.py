"""Near-copies among what is held: of which earlier article each version is one, and which page is at two addresses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.orm import Session

from tracker.model import Article
from tracker.resolution.copies import bands, fingerprint, is_copy, is_same
from tracker.store.chunking import chunks
from tracker.store.tables import ArticleRow, BandRow, ClaimRow, PrintRow

_SHORTEST = 40
"""Words below which no page is taken for another: short notices are alike and not the same."""


def same_page(session: Session, article: Article, own_id: str) -> str | None:
    """The id of the article that a page repeats at another address: a print version, a mobile one, a move of the site.

    It is of the same outlet, under the same headline, in the same words, and not ``own_id``.
    """
    if article.outlet is None or article.headline is None or len(article.text.split()) < _SHORTEST:
        return None
    shingles = fingerprint(article.text)
    wanted = (
        select(ArticleRow.id, ArticleRow.headline, PrintRow.shingles)
        .join(PrintRow, PrintRow.document_digest == ArticleRow.document_digest)
        .where(PrintRow.document_digest.in_(_among(shingles)), ArticleRow.outlet == article.outlet)
        .where(ArticleRow.id != own_id)
        .order_by(ArticleRow.id)
    )
    for held, headline, others in session.execute(wanted):
        if _folded(headline) == _folded(article.headline) and is_same(shingles, others):
            return str(held)
    return None


def note_copies(session: Session, version: tuple[str, str], told_at: datetime, text: str) -> None:
    """Say of a version (its document and article), and of those near it, of which earlier article each is a copy.

    A version is a copy only of what was printed before it, so nothing that comes later changes what it is.
    """
    digest, article_id = version
    shingles = fingerprint(text)
    held = session.get(PrintRow, digest)
    if held is not None and held.shingles == shingles:
        return
    before = _near(session, held) if held else []
    new = PrintRow(document_digest=digest, article_id=article_id, told_at=told_at, shingles=shingles, copy_of=None)
    if held is None:
        session.add(new)
    else:
        new = session.merge(new)
        session.execute(delete(BandRow).where(BandRow.document_digest == digest))
    session.flush()
    if slices := sorted(set(bands(shingles))):
        session.execute(insert(BandRow), [{"document_digest": digest, "band": band} for band in slices])
    near = _near(session, new)
    _attach(session, new, near)
    for row in {row.document_digest: row for row in (*near, *before)}.values():
        _attach(session, row, _near(session, row))


def note_copies_of(session: Session, digests: Iterable[str]) -> None:
    """As ``note_copies``, for versions whose fingerprints were written already; most are like no other."""
    for some in chunks(sorted(digests)):
        own = select(BandRow.band).where(BandRow.document_digest.in_(some))
        shared = select(BandRow.band).where(BandRow.band.in_(own)).group_by(BandRow.band).having(func.count() > 1)
        alike = select(PrintRow).where(
            PrintRow.document_digest.in_(select(BandRow.document_digest).where(BandRow.band.in_(shared)))
        )
        for row in session.scalars(alike).all():
            _attach(session, row, _near(session, row))


def _near(session: Session, row: PrintRow) -> list[PrintRow]:
    """All versions of other articles whose text is nearly the same."""
    query = select(PrintRow).where(
        PrintRow.document_digest.in_(_among(row.shingles)), PrintRow.article_id != row.article_id
    )
    return [other for other in session.scalars(query) if is_copy(row.shingles, other.shingles)]


def _attach(session: Session, row: PrintRow, near: Iterable[PrintRow]) -> None:
    earlier = [other for other in near if _told(other) < _told(row)]
    first = min(earlier, key=_told).article_id if earlier else None
    if row.copy_of != first:
        row.copy_of = first
        said = ClaimRow.first_digest == row.document_digest
        session.execute(update(ClaimRow).where(said).values(settled=False))


def _told(row: PrintRow) -> tuple[datetime, str]:
    return row.told_at, row.article_id


def _among(shingles: bytes) -> Select[str]:
    """The versions that share a slice of a fingerprint: all near-copies are among them."""
    return select(BandRow.document_digest).where(BandRow.band.in_(set(bands(shingles))))


def _folded(headline: str | None) -> str:
    return " ".join((headline or "").casefold().split())
