"""A seal on every row that matters: a short hash of its fields, by which a bit that fell over on the disk shows.

A database's own check sees broken pages and not broken content. A field that is null does not count, so that a column
that a later schema adds leaves the seals of older rows whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    Connection,
    LargeBinary,
    MetaData,
    Row,
    Table,
    and_,
    bindparam,
    event,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, MappedAsDataclass, Mapper, mapped_column

from tracker.store.dialects import clean_within

_AT_ONCE = 5_000
"""Rows that are sealed between two looks at a table."""

UNSEALED: dict[Any, Any] = {"unsealed": True}
"""Marks a column that changes by itself, is made from others, or has a hash of its own."""


def seal(table: Table, values: Mapping[str, Any]) -> bytes:
    """Sixteen bytes over the fields of a row of ``table``, given by column."""
    kept = {name: clean_within(value) for name in _sealed_columns(table) if (value := values.get(name)) is not None}
    return hashlib.blake2b(_ENCODER.encode([table.name, kept]).encode(), digest_size=16).digest()


@cache
def _sealed_columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column.name != "seal" and "unsealed" not in column.info)


def _plain(value: object) -> str:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return hashlib.blake2b(value, digest_size=16).hexdigest()
        case _:
            raise TypeError(f"{value!r} cannot be sealed")


def _silent(_: str) -> None:
    """Show no progress."""


def _on_insert(context: DefaultExecutionContext) -> bytes:
    compiled: Any = context.compiled
    return seal(compiled.dml_compile_state.dml_table, context.get_current_parameters())  # type: ignore[no-untyped-call]


_ENCODER = json.JSONEncoder(default=_plain, sort_keys=True, separators=(",", ":"))


class Sealed(MappedAsDataclass, kw_only=True):
    """A row that carries a seal."""

    seal: Mapped[bytes | None] = mapped_column(
        LargeBinary(), init=False, insert_default=_on_insert, sort_order=1000, repr=False
    )
    """Over its other fields; see ``tracker.store.seals``."""


@event.listens_for(Sealed, "before_update", propagate=True)
def _on_update(mapper: Mapper[Any], _: object, row: Any) -> None:
    row.seal = seal_of(cast("Table", mapper.local_table), row)


def sealed_tables(metadata: MetaData) -> list[Table]:
    """The tables whose rows bear seals."""
    return [table for table in metadata.sorted_tables if "seal" in table.columns]


def seal_rows(connection: Connection, metadata: MetaData, progress: Callable[[str], None] = _silent) -> int:
    """Seal the rows that bear no seal, as those of an older version do; counts them.

    ``progress`` is told how far it is, in a line for every few thousand rows of a table.
    """
    total = 0
    for table in sealed_tables(metadata):
        done = 0
        for sealed in _seal_bare(connection, table):
            done += sealed
            if sealed == _AT_ONCE:
                progress(f"{table.name}: {done:,} rows sealed")
        total += done
    return total


def _seal_bare(connection: Connection, table: Table) -> Iterator[int]:
    """Seal a table some rows at a time, in the order of its keys, each of which is looked for once."""
    keys = list(table.primary_key.columns)
    here = and_(*(column == bindparam(f"of_{column.name}") for column in keys))
    write = update(table).where(here).values(seal=bindparam("made"))
    bare = select(table).where(table.c.seal.is_(None)).order_by(*keys).limit(_AT_ONCE)
    rows: Sequence[Row[Any]] = connection.execute(bare).all()
    while rows:
        made = [
            {f"of_{key.name}": row._mapping[key] for key in keys} | {"made": seal(table, dict(row._mapping))}
            for row in rows
        ]
        connection.execute(write, made)
        yield len(made)
        last = tuple_(*(literal(rows[-1]._mapping[key], key.type) for key in keys))
        rows = connection.execute(bare.where(tuple_(*keys) > last)).all()


def seal_of(table: Table, row: object) -> bytes:
    """The seal that a mapped row should bear."""
    return seal(table, {column.name: getattr(row, column.key) for column in table.columns})
