"""The store's tables as Parquet: the same columns by the same names, JSON as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
from sqlalchemy import JSON, Boolean, ColumnElement, Date, DateTime, Float, Integer, LargeBinary, TypeDecorator

from tracker.store.dialects import SafeText, clean
from tracker.store.fresh import WRITTEN, Values
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
    columns = list(table.__table__.columns)
    return pa.table([pa.array(_values(column, rows), _type(column)) for column in columns], schema=schema(table))


def _values(column: ColumnElement[Any], rows: Iterable[Values]) -> Iterator[Any]:
    found = (row[column.name] for row in rows)
    if isinstance(column.type, JSON):
        return (None if value is None else json.dumps(value, ensure_ascii=False) for value in found)
    if isinstance(column.type, SafeText):
        return (None if value is None else clean(value) for value in found)
    return found


def _type(column: ColumnElement[Any]) -> pa.DataType:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    return next((arrow for sql, arrow in _TYPES if isinstance(kind, sql)), pa.string())
