"""Adds many pages at once of which nothing is held, by the database's own means of copying rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.store.chunking import chunks
from tracker.store.copies import note_copies_of
from tracker.store.dialects import copy_rows
from tracker.store.fresh import WRITTEN, column_names
from tracker.store.tables import ArticleRow, EntityRow, Row, VersionRow


class Pages(Protocol):
    """Pages as rows, as ``tracker.store.fresh`` makes them; JSON as text."""

    @property
    def articles(self) -> Mapping[str, str]:
        """The article of each document, by digest; one document of a page at most."""

    @property
    def extractor_version(self) -> str:
        """Of the extractor that read them."""

    def rows(self, table: type[Row], digests: Collection[str] | None) -> Iterable[Sequence[Any]]:
        """The rows of a table, in the order of its columns, of the documents of these digests, or of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """What became of many pages."""

    added: tuple[str, ...]
    """The digests of documents that were added."""
    known: tuple[str, ...]
    """Of those that are held, as read by the same extractor."""
    left: tuple[str, ...]
    """Of those whose page is held otherwise, to be added one by one."""


def add_pages(session: Session, pages: Pages) -> Bulk:
    """Add the pages of which nothing is held; see ``Store.add_pages``."""
    versions = _versions(session, pages.articles.keys())
    articles = _held(session, ArticleRow.id, set(pages.articles.values()))
    fresh, known, left = [], [], []
    for digest, article in sorted(pages.articles.items()):
        if versions.get(digest) == pages.extractor_version:
            known.append(digest)
        elif digest in versions or article in articles:
            left.append(digest)
        else:
            fresh.append(digest)
    if fresh:
        _copy(session, pages, fresh)
    return Bulk(added=tuple(fresh), known=tuple(known), left=tuple(left))


def _copy(session: Session, pages: Pages, fresh: Sequence[str]) -> None:
    chosen = None if len(fresh) == len(pages.articles) else set(fresh)
    for table in WRITTEN:
        rows = pages.rows(table, chosen)
        copy_rows(session.connection(), table.__table__, _missing(session, rows) if table is EntityRow else rows)
    note_copies_of(session, fresh)


def _missing(session: Session, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The entities that are not held yet, each once."""
    key = column_names(EntityRow).index("key")
    named = {row[key]: row for row in rows}
    held = _held(session, EntityRow.key, named.keys())
    return (row for name, row in sorted(named.items()) if name not in held)


def _held(session: Session, column: Any, values: Collection[str]) -> set[str]:
    return {
        value for some in chunks(sorted(values)) for value in session.scalars(select(column).where(column.in_(some)))
    }


def _versions(session: Session, digests: Collection[str]) -> dict[str, str]:
    """By which extractor the documents that are held were read."""
    query = select(VersionRow.document_digest, VersionRow.extractor_version)
    return {
        digest: version
        for some in chunks(sorted(digests))
        for digest, version in session.execute(query.where(VersionRow.document_digest.in_(some)))
    }
