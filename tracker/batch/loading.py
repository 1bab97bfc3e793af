"""Brings the Parquet files of a batch into the store: new pages by the thousand, changed ones one by one."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tracker.batch.columns import schema
from tracker.batch.manifest import Done, Output
from tracker.errors import InputError
from tracker.model import Document
from tracker.store import Store
from tracker.store.tables import ArticleRow, ClaimRoleRow, ClaimRow, DocumentRow, EntityRow, MentionRow, Row

_AT_ONCE = 5_000
"""Rows that are held as Python values at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of the pages of one file group."""

    added: int
    known: int
    """Pages that the store holds as they are."""
    updated: int
    """Pages of which the store holds something else, read anew."""
    failed: tuple[str, ...]
    """One line for each page that could not be added."""
    claims: int
    """In the pages that were added at once."""


class Part:
    """The rows of some pages, out of Parquet files; no two pages are versions of one article."""

    def __init__(self, output: Output, files: Iterable[str], version: str) -> None:
        """Take the files of all tables."""
        self.extractor_version = version
        self._output = output
        self._files: defaultdict[str, list[str]] = defaultdict(list)
        for name in files:
            self._files[name.partition("/")[0]].append(name)

    @cached_property
    def articles(self) -> Mapping[str, str]:
        """The article of each document, by digest."""
        table = self._table(ArticleRow).select(["document_digest", "id"])
        return dict(zip(table["document_digest"].to_pylist(), table["id"].to_pylist(), strict=True))

    def rows(self, table: type[Row], digests: Collection[str] | None) -> Iterator[Sequence[Any]]:
        """The rows of a table, in the order of its columns, of the documents of these digests, or of all."""
        found = self._table(table)
        if digests is not None:
            found = found.filter(self._of(table, found, digests))
        for batch in found.to_batches(_AT_ONCE):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    def documents(self, digests: Collection[str]) -> Iterator[Document]:
        """The documents of these digests, as they were received."""
        table = self._table(DocumentRow)
        for row in table.filter(_among(table["digest"], digests)).to_pylist():
            yield Document(
                url=row["url"],
                media_type=row["media_type"],
                charset=row["charset"],
                fetched=row["fetched"],
                body=zlib.decompress(row["body"]),
            )

    def claims(self, digests: Collection[str]) -> int:
        """How many claims the documents of these digests make."""
        return pc.sum(_among(self._table(ClaimRow)["document_digest"], digests)).as_py() or 0

    def _of(self, table: type[Row], found: pa.Table, digests: Collection[str]) -> Any:
        if "digest" in found.column_names or "document_digest" in found.column_names:
            return _among(found["digest" if "digest" in found.column_names else "document_digest"], digests)
        if table is MentionRow:
            return _among(found["article_id"], [self.articles[digest] for digest in digests])
        if table is ClaimRoleRow:
            claims = self._table(ClaimRow)
            return _among(found["claim_id"], claims.filter(self._of(ClaimRow, claims, digests))["id"])
        if table is EntityRow:
            others = {one: self._table(one) for one in (MentionRow, ClaimRoleRow)}
            used = [other.filter(self._of(one, other, digests))["entity_key"] for one, other in others.items()]
            return _among(found["key"], pa.chunked_array([part for each in used for part in each.chunks], pa.string()))
        raise AssertionError(table)

    def _table(self, table: type[Row]) -> pa.Table:
        try:
            found = [self._read(name) for name in self._files[table.__tablename__]]
            return pa.concat_tables([schema(table).empty_table(), *found]).select(schema(table).names)
        except (OSError, KeyError, pa.ArrowException) as error:
            where = f"{self._output.url}/{table.__tablename__}"
            raise InputError(
                f"{where} does not hold what its manifest says ({_line(error)}): run the batch again"
            ) from error

    def _read(self, name: str) -> pa.Table:
        with self._output.open(name) as file:
            return pq.ParquetFile(file).read()


def parts(output: Output) -> Iterator[Part]:
    """All that is in a folder, part by part. Raises ``InputError`` where it is no output of a batch."""
    done = output.done()
    if not done:
        raise InputError(f"{output.url} holds no result of 'tracker batch': check the name")
    for one in sorted(done.values(), key=lambda one: (one.url, one.start)):
        yield from _parts(output, one)


def total(output: Output) -> int:
    """How many articles are in a folder."""
    return sum(one.outcomes.get("kept", 0) for one in output.done().values())


def load_part(store: Store, part: Part, again: Callable[[Document], object]) -> Loaded:
    """Add the pages of a part; ``again`` reads and adds the document of a page that the store holds otherwise."""
    bulk = store.add_pages(part)
    failed = []
    for document in part.documents(bulk.left) if bulk.left else ():
        try:
            again(document)
        except InputError as error:
            failed.append(f"{document.url}: {_line(error)}")
    return Loaded(
        added=len(bulk.added),
        known=len(bulk.known),
        updated=len(bulk.left) - len(failed),
        failed=tuple(failed),
        claims=part.claims(bulk.added),
    )


def _parts(output: Output, one: Done) -> Iterator[Part]:
    """The files of a slice whose names end alike."""
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for name in one.files:
        by_name[name.rpartition("/")[2]].append(name)
    for _, files in sorted(by_name.items()):
        yield Part(output, files, one.version)


def _among(column: Any, values: Any) -> Any:
    """Which rows of a column hold one of ``values``."""
    return pc.is_in(column, value_set=_array(values, column.type))


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else pa.array(list(values), kind)


def _line(error: Exception) -> str:
    return " ".join((str(error) or type(error).__name__).split())[:300]
