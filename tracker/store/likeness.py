"""Finds the article that a page repeats at another address: a print version, a mobile one, a move of the site."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.model import Article
from tracker.resolution.origins import bands, fingerprint
from tracker.store.store import Store, _explained
from tracker.store.tables import ArticleRow, BandRow, PrintRow

_SAME = 0.95
"""Share of a fingerprint that pages of the same text have in common; a notice about another firm has less."""
_SHORTEST = 40
"""Words below which nothing is compared: short notices are alike and not the same."""


def same_page(store: Store, article: Article, own_id: str) -> str | None:
    """The id of an article of the same outlet under the same headline in the same words, other than ``own_id``."""
    if article.outlet is None or article.headline is None or len(article.text.split()) < _SHORTEST:
        return None
    mark = fingerprint(article.text)
    near = select(BandRow.document_digest).where(BandRow.band.in_(set(bands(mark))))
    wanted = (
        select(ArticleRow.id, ArticleRow.headline, PrintRow.shingles)
        .join(PrintRow, PrintRow.document_digest == ArticleRow.document_digest)
        .where(PrintRow.document_digest.in_(near), ArticleRow.outlet == article.outlet, ArticleRow.id != own_id)
        .order_by(ArticleRow.id)
    )
    with _explained(), Session(store._engine) as session:
        for held, headline, print_ in session.execute(wanted):
            if _folded(headline) == _folded(article.headline) and _share(mark, print_) >= _SAME:
                return str(held)
    return None


def _folded(headline: str | None) -> str:
    return " ".join((headline or "").casefold().split())


def _share(one: bytes, other: bytes) -> float:
    """How much of two fingerprints, each of 32-bit numbers, is the same."""
    if not one or len(one) != len(other):
        return 0.0
    places = range(0, len(one), 4)
    return sum(one[at : at + 4] == other[at : at + 4] for at in places) / len(places)
