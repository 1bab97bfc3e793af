"""The full-text index: made beside the tables, and kept in step with them by the database itself.

On SQLite, an FTS5 table without a copy of the text, triggers that feed it, and a table of numbers, since the row
numbers of a table with text keys may change when the file is tidied up. On PostgreSQL, a column that the database
computes, with a GIN index.
"""

# ruff: noqa: S608 - the names that are put into statements are those of this module

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sqlalchemy import Connection

SEARCHED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"claim": ("claims", "id"), "entity": ("entities", "key"), "article": ("articles", "id")}
)
"""Name of an index to the table and its key."""

_LONGEST = 200_000
"""Characters that are indexed: PostgreSQL takes about a million bytes of terms and positions for one row."""


def keep_index(connection: Connection) -> None:
    """Make what is missing of the index. Triggers are lost when a migration makes their table anew."""
    for name, (table, key) in SEARCHED.items():
        lines = _sqlite(name, table, key) if connection.dialect.name == "sqlite" else _postgresql(table)
        for line in lines:
            connection.exec_driver_sql(line)


def is_of_index(name: str) -> bool:
    """Whether a table or column belongs to the index and not to what is stored."""
    return name == "words" or any(name.startswith((f"{index}_words", f"{index}_numbers")) for index in SEARCHED)


def _sqlite(name: str, table: str, key: str) -> Iterator[str]:
    number = f"SELECT number FROM {name}_numbers WHERE key ="
    added = f"INSERT INTO {name}_words (rowid, words) VALUES (({number} new.{key}), new.search);"
    gone = f"INSERT INTO {name}_words ({name}_words, rowid, words) VALUES ('delete', ({number} old.{key}), old.search);"
    yield f"CREATE TABLE IF NOT EXISTS {name}_numbers (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE)"
    yield (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {name}_words"
        " USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    yield (
        f"CREATE TRIGGER IF NOT EXISTS {name}_words_added AFTER INSERT ON {table} BEGIN"
        f" INSERT INTO {name}_numbers (key) VALUES (new.{key}); {added} END"
    )
    yield (
        f"CREATE TRIGGER IF NOT EXISTS {name}_words_changed AFTER UPDATE OF search ON {table}"
        f" WHEN old.search IS NOT new.search BEGIN {gone} {added} END"
    )
    yield (
        f"CREATE TRIGGER IF NOT EXISTS {name}_words_gone AFTER DELETE ON {table} BEGIN"
        f" {gone} DELETE FROM {name}_numbers WHERE key = old.{key}; END"
    )


def _postgresql(table: str) -> Iterator[str]:
    yield (
        f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS words tsvector"
        f" GENERATED ALWAYS AS (to_tsvector('simple', left(search, {_LONGEST}))) STORED"
    )
    yield f"CREATE INDEX IF NOT EXISTS ix_{table}_words ON {table} USING gin (words)"
