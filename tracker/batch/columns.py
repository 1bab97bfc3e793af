"""The store's tables as Parquet: the same columns by the same names, JSON as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from sqlalchemy import Boolean, ColumnElement, Date, DateTime, Float, Integer, LargeBinary, TypeDecorator

from tracker.store.fresh import WRITTEN, Values, plain
from tracker.store.tables import Row

_TYPES = (
    (Boolean, pa.bool_()),
    (Integer, pa.int64()),
    (Float, pa.float64()),
    (Date, pa.date32()),
    (DateTime, pa.timestamp("us", "UTC")),
    (LargeBinary, pa.binary()),
)

TABLES = {table.__tablename__: table for table in WRITTEN}
"""The tables of an archive's pages by name; each is a folder of Parquet files."""


def schema(table: type[Row]) -> pa.Schema:
    """The columns of a table as Arrow has them."""
    return pa.schema([pa.field(column.name, _type(column)) for column in table.__table__.columns])


def to_arrow(table: type[Row], rows: Sequence[Values]) -> pa.Table:
    """Rows as a table; what no encoding has in a text becomes U+FFFD, as in the store."""
    columns = [(column.name, plain(column), _type(column)) for column in table.__table__.columns]
    arrays = [pa.array((make(row[name]) for row in rows), kind) for name, make, kind in columns]
    return pa.table(arrays, schema=schema(table))


def _type(column: ColumnElement[Any]) -> pa.DataType:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    return next((arrow for sql, arrow in _TYPES if isinstance(kind, sql)), pa.string())
