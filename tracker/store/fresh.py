"""The rows of a page that was never seen before, made without a database, so that many machines may make them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Table

from tracker.model import Document, Extraction
from tracker.resolution.copies import bands, fingerprint
from tracker.store import identity
from tracker.store.adding import heard_from
from tracker.store.claims import by_fingerprint
from tracker.store.dialects import SafeJson, SafeText, clean, clean_within
from tracker.store.rows import (
    Source,
    Times,
    article_row,
    claim_row,
    document_row,
    entity_row,
    mention_rows,
    role_rows,
)
from tracker.store.seals import Sealed, seal_of
from tracker.store.tables import (
    ArticleRow,
    BandRow,
    ClaimRoleRow,
    ClaimRow,
    DocumentRow,
    EntityRow,
    MentionRow,
    PrintRow,
    Row,
    VersionRow,
)

WRITTEN: tuple[type[Row], ...] = (
    DocumentRow, EntityRow, ArticleRow, VersionRow, PrintRow, BandRow, MentionRow, ClaimRow, ClaimRoleRow
)  # fmt: skip
"""The tables that a new page is written to, in an order in which none refers to a later one."""

Values = Mapping[str, Any]
"""A row: the value of each column by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshPage:
    """A page that was never seen before, as rows by table."""

    digest: str
    """Of its document."""
    article_id: str
    extractor_version: str
    month: str
    """Of publication where the outlet is, as ``2025-07``; ``unknown`` where it is."""
    rows: Mapping[type[Row], Sequence[Values]]


class FreshPages:
    """Some such pages of different articles, for ``Store.add_pages``."""

    def __init__(self, pages: Sequence[FreshPage], extractor_version: str) -> None:
        """Take pages that this extractor read; no two of one document or article."""
        self.extractor_version = extractor_version
        self._pages = {page.digest: page for page in pages}

    @property
    def articles(self) -> Mapping[str, str]:
        """The article of each document, by digest."""
        return {digest: page.article_id for digest, page in self._pages.items()}

    def rows(self, table: type[Row], digests: Collection[str] | None) -> Iterator[Sequence[Any]]:
        """The rows of a table, in the order of its columns, of the documents of these digests, or of all."""
        columns = [(column.name, plain(column)) for column in table.__table__.columns]
        for digest in self._pages if digests is None else sorted(digests):
            for row in self._pages[digest].rows[table]:
                yield [make(row[name]) for name, make in columns]


def fresh_page(document: Document, extraction: Extraction, extractor_version: str) -> FreshPage:
    """What ``Store.add`` would write for a page of which nothing is held, known since the document was fetched."""
    article, digest, known_at = extraction.article, document.digest, document.fetched
    article_id = identity.article_id(document, article)
    told_at = heard_from(article, article.published, known_at)
    shingles = fingerprint(article.text)
    source = Source(
        article_id=article_id,
        reference_id=None,
        document_digest=digest,
        extractor_version=extractor_version,
        confidence=None,
        published_at=article.published,
        heard_from=told_at,
    )
    claims = by_fingerprint(extraction.claims, source)
    rows: list[Row] = [
        document_row(document),
        article_row(article, article_id, digest, Times(known_at=known_at, changed_at=None)),
        _version(digest, article_id, extractor_version, known_at),
        PrintRow(document_digest=digest, article_id=article_id, told_at=told_at, shingles=shingles, copy_of=None),
        *(BandRow(document_digest=digest, band=band) for band in sorted(set(bands(shingles)))),
        *(entity_row(entity) for entity in {entity.key: entity for entity in extraction.entities}.values()),
        *mention_rows(extraction, article_id).values(),
        *(claim_row(claim, source, (mark, mark), known_at) for mark, claim in claims.items()),
        *(role for mark, claim in claims.items() for role in role_rows(claim, mark)),
    ]
    return FreshPage(
        digest=digest,
        article_id=article_id,
        extractor_version=extractor_version,
        month=article.published.strftime("%Y-%m") if article.published else "unknown",
        rows=_by_table(rows),
    )


def _version(digest: str, article_id: str, extractor_version: str, known_at: datetime) -> VersionRow:
    return VersionRow(
        document_digest=digest,
        article_id=article_id,
        known_at=known_at,
        extractor_version=extractor_version,
        seen_at=known_at,
    )


def _by_table(rows: Iterable[Row]) -> dict[type[Row], list[Values]]:
    found: dict[type[Row], list[Values]] = {table: [] for table in WRITTEN}
    for row in rows:
        table = cast("Table", type(row).__table__)
        if isinstance(row, Sealed):
            row.seal = seal_of(table, row)
        found[type(row)].append({column.name: getattr(row, column.key) for column in table.columns})
    return found


@cache
def plain(column: ColumnElement[Any]) -> Callable[[Any], Any]:
    """What makes a value ready to be copied: JSON as text, and U+FFFD for what no encoding has in a text."""
    if isinstance(column.type, SafeJson):
        return lambda value: None if value is None else json.dumps(clean_within(value), ensure_ascii=False)
    if isinstance(column.type, SafeText):
        return lambda value: None if value is None else clean(value)
    return lambda value: value


def column_names(table: type[Row]) -> tuple[str, ...]:
    """The columns of a table, in their order."""
    return tuple(column.name for column in table.__table__.columns)
