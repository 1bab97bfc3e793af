"""All that differs between SQLite and PostgreSQL: how an engine is opened, how a write begins, how time is kept."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    FromClause,
    Table,
    Text,
    TypeDecorator,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from tracker.errors import StoreError

_REFUSED = re.compile("[\x00\ud800-\udfff]")
_WRITES = "tracker_writes"
_BUSY_MILLISECONDS = 30_000
_LOST_RACES = frozenset({"40001", "40P01", "23505"})
"""Serialisation failure, deadlock, and a row that another transaction has just added (SQLSTATE)."""
_NUMBERING_LOCK = 7_402_119
_MIGRATION_LOCK = 7_402_118
"""Any number, as long as every migrating process takes the same."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite has no offsets, so they are put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a naive time raises ``ValueError``, since nobody can say when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class SafeText(TypeDecorator[str]):
    """Any text. What a database refuses becomes U+FFFD, one for one, so that spans stay right."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Replace NUL, which PostgreSQL refuses, and lone surrogates, which no encoding has."""
        return None if value is None else clean(value)


class SafeJson(TypeDecorator[Any]):
    """Lists and objects, the texts in which are kept as ``SafeText`` keeps them."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """Replace what a database or an answer refuses, however deep it stands."""
        return clean_within(value)


def clean(text: str) -> str:
    """Text as it is kept; see ``SafeText``."""
    return _REFUSED.sub("\ufffd", text)


def clean_within(value: Any) -> Any:
    """A value as it is kept, with every text in it."""
    match value:
        case str():
            return clean(value)
        case list() | tuple():
            return [clean_within(each) for each in value]
        case dict():
            return {clean_within(key): clean_within(each) for key, each in value.items()}
    return value


def connect(database_url: str, *, rebuilding: bool = False) -> Engine:
    """An engine for ``database_url``; for SQLite the folder of the file is made. Raises ``StoreError``.

    While tables are made anew (``rebuilding``) SQLite must not look at who refers to them: it takes the old one's
    removal for that of its rows. What refers to nothing afterwards is found by ``dangling``.
    """
    try:
        url = make_url(database_url)
        if url.get_backend_name() == "sqlite":
            return _sqlite(url, enforced=not rebuilding)
        return create_engine(url, isolation_level="REPEATABLE READ")
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        reason = str(error).splitlines()[0]
        raise StoreError(f"The database address cannot be used ({reason}): set TRACKER_DATABASE_URL") from error


def is_there(engine: Engine) -> bool:
    """Whether the database exists; looking must not make an empty one."""
    return engine.url.get_backend_name() != "sqlite" or Path(engine.url.database or "").is_file()


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the right to write when they begin.

    A transaction that reads first and asks for the right later loses updates or fails at once.
    """
    return engine.execution_options(**{_WRITES: True})


def lock_for_migration(connection: Connection) -> None:
    """Let one process migrate at a time; SQLite's own write lock does so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})


def lock_for_numbering(connection: Connection) -> None:
    """Let one transaction at a time number changes, until it ends; SQLite's own write lock does so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _NUMBERING_LOCK})


def go_on_numbering(connection: Connection, table: Table) -> None:
    """After rows were copied with their numbers, let the next number be a new one; SQLite sees to that itself."""
    if connection.dialect.name == "postgresql" and (last := connection.scalar(select(func.max(table.c.number)))):
        sequence = func.pg_get_serial_sequence(table.name, "number")
        connection.execute(select(func.setval(sequence, last)))


def is_lost_race(error: DBAPIError) -> bool:
    """Whether a transaction failed only because another one came between, so that it may succeed when done again.

    SQLite never does so: its writers wait for each other before they begin.
    """
    state = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "pgcode", None)
    return state in _LOST_RACES


def damage(connection: Connection) -> list[str]:
    """What the database finds wrong with its own file; PostgreSQL checks its pages when it reads them."""
    if connection.dialect.name != "sqlite":
        return []
    return [line for (line,) in connection.exec_driver_sql("PRAGMA quick_check(20)") if line != "ok"]


def copy_rows(connection: Connection, table: FromClause, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows, given in the order of the table's columns with JSON as text, as fast as the database can."""
    names = [column.name for column in table.columns]
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        cursor = connection.connection.cursor()
        try:
            listed = ", ".join(f'"{name}"' for name in names)
            cursor.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', [*map(_stored, rows)])  # noqa: S608
        except sqlite3.Error as error:
            raise DBAPIError(None, None, error) from error
        finally:
            cursor.close()
        return
    from psycopg import Error, sql  # noqa: PLC0415 - an optional extra

    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(str(table)), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    try:
        with connection.connection.cursor().copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except Error as error:
        raise DBAPIError(None, None, error) from error


def _stored(row: Sequence[Any]) -> list[Any]:
    """A row as SQLite keeps it."""
    return [_stored_time(value) if isinstance(value, date) else value for value in row]


def _stored_time(value: date) -> str:
    """A day, or a time in UTC without its offset, as the tables' types write them."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", timespec="microseconds")
    return value.isoformat()


def dangling(connection: Connection) -> list[str]:
    """The tables in which rows refer to what is not there; PostgreSQL lets none be."""
    if connection.dialect.name != "sqlite":
        return []
    return sorted({row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")})


def _sqlite(url: URL, *, enforced: bool) -> Engine:
    if not url.database or url.database == ":memory:":
        raise StoreError("A database in memory would be empty on the next start: give a file, sqlite:///FILE")
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be made ({error.strerror}): set TRACKER_DATABASE_URL") from error
    engine = create_engine(url, pool_size=8, max_overflow=32)
    engine.dialect.statement_compiler = _Hinting
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, enforced=enforced))
    event.listen(engine, "begin", _begin)
    return engine


class _Hinting(SQLiteCompiler):
    """Writes the hints of a query, ``INDEXED BY`` above all, which SQLAlchemy leaves out for SQLite."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:  # noqa: ARG002
        """What stands behind the table."""
        return text


def _prepare(connection: Any, *, enforced: bool) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late: only before the first change
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {_BUSY_MILLISECONDS}",
        "synchronous = FULL",
        f"foreign_keys = {'ON' if enforced else 'OFF'}",
        "trusted_schema = ON",  # triggers of the file feed the full-text index
    ):
        cursor.execute(f"PRAGMA {pragma}")
    _keep_a_journal(cursor)
    cursor.close()


def _keep_a_journal(cursor: sqlite3.Cursor) -> None:
    """Turn the write-ahead log on; where another process is doing so, SQLite fails at once instead of waiting."""
    patience = time.monotonic() + _BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > patience:
                raise
            time.sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN DEFERRED")
