"""A seal on every row that matters: a short hash of its fields, by which a bit that fell over on the disk shows.

A database's own check sees broken pages and not broken content. A field that is null does not count, so that a column
that a later schema adds leaves the seals of older rows whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, cast

from sqlalchemy import Connection, LargeBinary, MetaData, Table, event, select, update
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, MappedAsDataclass, Mapper, mapped_column

from tracker.store.dialects import clean

UNSEALED: dict[Any, Any] = {"unsealed": True}
"""Marks a column that changes by itself, is made from others, or has a hash of its own."""


def seal(table: Table, values: Mapping[str, Any]) -> bytes:
    """Sixteen bytes over the fields of a row of ``table``, given by column."""
    kept = {
        column.name: clean(values[column.name]) if isinstance(values[column.name], str) else values[column.name]
        for column in table.columns
        if column.name != "seal" and "unsealed" not in column.info and values.get(column.name) is not None
    }
    text = json.dumps([table.name, kept], default=_plain, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


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


def _on_insert(context: DefaultExecutionContext) -> bytes:
    compiled: Any = context.compiled
    return seal(compiled.dml_compile_state.dml_table, context.get_current_parameters())  # type: ignore[no-untyped-call]


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


def seal_rows(connection: Connection, metadata: MetaData) -> int:
    """Seal the rows that bear no seal, as those of an older version do; counts them."""
    total = 0
    for table in sealed_tables(metadata):
        keys = list(table.primary_key.columns)
        bare = connection.execute(select(*keys).where(table.c.seal.is_(None))).all()
        for key in bare:
            here = [column == value for column, value in zip(keys, key, strict=True)]
            row = connection.execute(select(table).where(*here)).one()
            connection.execute(update(table).where(*here).values(seal=seal(table, dict(row._mapping))))
        total += len(bare)
    return total


def seal_of(table: Table, row: object) -> bytes:
    """The seal that a mapped row should bear."""
    return seal(table, {column.name: getattr(row, column.key) for column in table.columns})
