"""Databases as older versions of the program left them, filled with rows of every table."""

from __future__ import annotations

import random
import re
import zlib
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from tracker.store.dialects import connect, writing
from tracker.store.migrations import _config
from tracker.store.seals import seal
from tracker.store.tables import Row

DERIVED = ("events", "event_roles", "event_claims", "event_conflicts", "alembic_version")
"""Made again from the claims."""

_SEARCHED = re.compile(r"\w+_(?:words(?:_\w+)?|numbers)")
"""The tables for searching, which the rows of others fill."""


def revisions_of() -> list[str]:
    """Every schema version, the oldest first."""
    return [script.revision for script in reversed(list(ScriptDirectory.from_config(_config()).walk_revisions()))]


def upgrade_to(address: str, revision: str, rows: int) -> None:
    """Make the tables of ``revision`` and put ``rows`` rows into each."""
    engine = connect(address)
    with writing(engine).begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        _fill(connection, rows)
    engine.dispose()


def _fill(connection: sa.Connection, rows: int) -> None:
    metadata = sa.MetaData()
    metadata.reflect(connection)
    chance = random.Random(8)
    for table in metadata.sorted_tables:
        if table.name not in DERIVED and not _SEARCHED.fullmatch(table.name):
            connection.execute(table.insert(), [_row(table, number, chance) for number in range(rows)])


def _row(table: sa.Table, number: int, chance: random.Random) -> dict[str, Any]:
    row = {column.name: _value(table, column, number, chance) for column in table.columns}
    if "seal" in row:
        aware = {name: each.replace(tzinfo=UTC) if isinstance(each, datetime) else each for name, each in row.items()}
        row["seal"] = seal(Row.metadata.tables[table.name], {**aware, "seal": None})
    return row


def _value(table: sa.Table, column: sa.Column[Any], number: int, chance: random.Random) -> Any:
    if table.name == "documents" and column.name == "body":
        return zlib.compress(b"page")
    if table.name == "claims" and column.name == "retracted_at":
        return datetime(2025, 8, 3, tzinfo=UTC).replace(tzinfo=None)
    match column.type:
        case sa.JSON():
            return []
        case sa.Boolean():
            return False
        case sa.Integer():
            return number
        case sa.Float():
            return 0.5
        case sa.DateTime():
            return datetime(2025, 8, 1, 9, number % 60, tzinfo=UTC).replace(tzinfo=None)
        case sa.Date():
            return date(2025, 8, 1)
        case sa.LargeBinary():
            return chance.randbytes(64)
        case _:
            # The same for a key and for what leads to it.
            return f"{number:06d}" if column.primary_key or column.foreign_keys else f"{column.name} {number}"


def content(address: str) -> dict[str, set[tuple[Any, ...]]]:
    """Every table's columns and rows, apart from what is derived."""
    engine = connect(address)
    found = {}
    with engine.connect() as connection:
        names = [name for name in sa.inspect(connection).get_table_names() if name not in DERIVED]
        for name in names:
            columns = sorted(column["name"] for column in sa.inspect(connection).get_columns(name))
            listed = ", ".join(f'"{column}"' for column in columns)
            rows = connection.execute(sa.text(f"SELECT {listed} FROM {name}"))
            found[name] = {tuple(zip(columns, row, strict=True)) for row in rows}
    engine.dispose()
    return found


def kept(before: dict[str, set[tuple[Any, ...]]], after: dict[str, set[tuple[Any, ...]]]) -> list[str]:
    """Tables that lost a row, or whose rows say something else in the columns that they had."""
    changed = []
    for table, rows in before.items():
        if table not in after:
            changed.append(table)
            continue
        own = {name for row in rows for name, _ in row} & {name for row in after[table] for name, _ in row}
        own -= {"seal", "settled", "search"}  # made from the others
        then, now = ({tuple(f for f in row if f[0] in own) for row in each} for each in (rows, after[table]))
        if not then <= now:
            changed.append(table)
    return changed
