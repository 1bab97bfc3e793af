import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, LargeBinary, MetaData

from tests.store.newsroom import NOW, claim, tell
from tracker.errors import StoreError
from tracker.store import EventFilter, Store, migrations, upgrade
from tracker.store.dialects import connect, writing
from tracker.store.tables import Row


def test_a_database_without_tables_says_what_to_run(address: str, tmp_path: Path):
    with pytest.raises(StoreError, match="run: tracker db upgrade"):
        Store.open(address)
    assert not (tmp_path / "store.db").exists()


def test_the_folder_of_the_database_is_made(tmp_path: Path):
    address = f"sqlite:///{tmp_path / 'a' / 'b' / 'store.db'}"
    upgrade(address)
    with Store.open(address) as store:
        assert store.counts()["events"] == 0


def test_upgrading_twice_changes_nothing(store: Store, address: str):
    tell(store, claim("Acme got it.", target="Acme"))
    before = store.content_hash()
    assert upgrade(address) == upgrade(address)
    assert store.content_hash() == before


@pytest.mark.parametrize("earlier", ["0003", "0008"])
def test_a_filled_database_of_an_earlier_version_is_upgraded_and_keeps_its_rows(address: str, earlier: str):
    with writing(connect(address)).begin() as connection:
        config = migrations._config()
        config.attributes["connection"] = connection
        command.upgrade(config, earlier)
        tables = MetaData()
        tables.reflect(connection)
        for table in tables.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(table.insert().values({column.name: _anything(column) for column in table.columns}))
    upgrade(address)
    with Store.open(address) as store:
        assert store.counts()["documents"] == store.counts()["articles"] == store.counts()["entities"] == 1


def _anything(column: Column[Any]) -> object:
    """A value that fits a column and, as a key of one table, those that point to it."""
    match column.type:
        case Integer() | Float():
            return 1
        case Boolean():
            return False
        case Date():
            return date(2025, 7, 15)
        case DateTime():
            return NOW.replace(tzinfo=None)
        case JSON():
            return []
        case LargeBinary():
            return b"x"
    return "x"


def test_the_migrations_make_exactly_the_tables_of_the_program(store: Store, address: str):
    with connect(address).connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Row.metadata)
    assert differences == []


def test_a_database_of_a_newer_program_is_left_alone(store: Store, address: str, tmp_path: Path):
    with sqlite3.connect(tmp_path / "store.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer version"):
        Store.open(address)


def test_a_file_that_is_no_database_is_named(tmp_path: Path):
    (tmp_path / "notes.db").write_text("Dear diary, today I bought chips. " * 50)
    for use in (Store.open, upgrade):
        with pytest.raises(StoreError, match="not a database"):
            use(f"sqlite:///{tmp_path / 'notes.db'}")


@pytest.mark.parametrize("address", ["nonsense", "oracle://x/y", "sqlite://", "sqlite:///:memory:", ""])
def test_an_address_that_cannot_be_used_is_refused(address: str):
    with pytest.raises(StoreError):
        Store.open(address)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be made"):
        upgrade(f"sqlite:///{tmp_path / 'file' / 'store.db'}")


def test_the_file_is_written_safely(store: Store, address: str):
    with connect(address).connect() as connection:
        read = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert read == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


def test_a_table_that_is_gone_is_one_clear_line(store: Store, tmp_path: Path):
    tell(store, claim("Acme got it.", target="Acme"))
    with sqlite3.connect(tmp_path / "store.db") as connection:
        connection.execute("DROP TABLE event_roles")
    with pytest.raises(StoreError, match="no such table") as caught:
        store.events(EventFilter())
    assert "\n" not in str(caught.value)
