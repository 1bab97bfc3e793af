"""All rows of one database into another, whatever either is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from tracker.store import crawl_tables, key_tables  # noqa: F401 - so that their tables are known
from tracker.store.change_tables import ChangeRow
from tracker.store.chunking import chunks
from tracker.store.dialects import go_on_numbering
from tracker.store.tables import Row


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in Row.metadata.sorted_tables
    }


def copy_rows(source: Connection, target: Connection, tell: Callable[[int], None] = lambda _: None) -> int:
    """Copy every row of ``source`` into the empty tables of ``target``; tells and counts the rows as they go."""
    total = 0
    for table in Row.metadata.sorted_tables:
        for rows in chunks(_rows(source, table)):
            target.execute(insert(table), rows)
            total += len(rows)
            tell(len(rows))
    go_on_numbering(target, Row.metadata.tables[ChangeRow.__tablename__])
    return total


def clear(connection: Connection) -> None:
    """Delete every row of every table."""
    for table in reversed(Row.metadata.sorted_tables):
        connection.execute(table.delete())


def _rows(source: Connection, table: Table) -> Iterator[dict[str, Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    for row in source.execution_options(yield_per=500).execute(query).mappings():
        yield dict(row)
