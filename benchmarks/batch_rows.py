"""The output of a batch of any size: a thousand made-up articles of eight claims each, told over and over as others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from resolution import _articles, made_up

from tracker.batch.columns import TABLES, to_arrow
from tracker.batch.manifest import Done, Output
from tracker.model import Document
from tracker.store.fresh import FreshPage, fresh_page

PER_ARTICLE = 8
ARTICLES = 1_000
VERSION = "made up"
OWN = {"id", "fingerprint", "article_id", "document_digest", "first_digest", "claim_id", "digest", "band"}
"""The columns whose values are of one page alone; entities are of all."""


def write_batch(folder: Path, claims: int) -> None:
    """Write so many claims as ``tracker batch`` would."""
    output = Output(str(folder))
    pages = list(_pages())
    tables = {
        name: to_arrow(table, [row for page in pages for row in page.rows[table]]) for name, table in TABLES.items()
    }
    for number in range(max(1, claims // (ARTICLES * PER_ARTICLE))):
        _write(output, tables, number)


def _pages() -> Iterator[FreshPage]:
    told = sorted(made_up(ARTICLES * PER_ARTICLE), key=lambda claim: (str(claim.published), claim.id))
    for extraction in islice(_articles(iter(told)), ARTICLES):
        body = f"{extraction.article.url}\n{extraction.article.text}".encode()
        document = Document(
            url=extraction.article.url or "",
            media_type="text/html",
            charset="utf-8",
            fetched=datetime(2026, 11, 1, tzinfo=UTC),
            body=body,
        )
        yield fresh_page(document, extraction, VERSION)


def _write(output: Output, tables: Mapping[str, pa.Table], number: int) -> None:
    files = []
    for name, table in tables.items():
        other = table
        for column in OWN & set(table.column_names):
            if name != "entities":
                at = table.column_names.index(column)
                changed = pc.utf8_replace_slice(other[column], 0, 4, f"{number:04x}")
                other = other.set_column(at, table.schema.field(at), changed)
        path = f"{name}/month=2026-11/{number:05}-000.parquet"
        sink = pa.BufferOutputStream()
        pq.write_table(other, sink, compression="zstd")
        output.write(path, memoryview(sink.getvalue()))
        files.append(path)
    output.finish(
        Done(
            url="made up",
            size=1,
            start=number,
            end=number + 1,
            version=VERSION,
            first=number,
            behind=None,
            pages=ARTICLES,
            outcomes={"kept": ARTICLES},
            claims=ARTICLES * PER_ARTICLE,
            faults=(),
            files=tuple(files),
        )
    )
