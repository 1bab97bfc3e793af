"""A database of an older version keeps all that it holds."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, event

from tracker.store import ArticleFilter, ClaimFilter, EventFilter, Store, migrations, upgrade
from tracker.store.dialects import connect, writing

ROWS: dict[str, dict[str, Any]] = {
    "documents": {"digest": "d"},
    "articles": {
        "id": "a",
        "document_digest": "d",
        "headline": "Über Chips",
        "text": "出口管制 eased",
        "search": "old",
    },
    "article_versions": {"document_digest": "d", "article_id": "a"},
    "entities": {"key": "acme", "name": "Acme", "kind": "company", "above": '["holding"]', "search": "old"},
    "mentions": {"article_id": "a", "entity_key": "acme"},
    "claims": {"id": "c", "article_id": "a", "type": "licence_granted", "evidence_text": "Acme got it.", "search": "x"},
    "claim_roles": {"claim_id": "c", "role": "actor", "entity_key": "acme"},
    "events": {"state": "s", "id": "c", "clock": "world", "type": "licence_granted"},
    "event_roles": {"state": "s", "role": "actor", "entity_key": "acme"},
    "event_claims": {"state": "s", "claim_id": "c"},
}
EMPTY = {"TEXT": "", "INTEGER": 0, "BOOLEAN": 0, "DATE": "2025-07-01", "DATETIME": "2025-07-01 00:00:00.000000"}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    config = migrations._config()
    with writing(connect(f"sqlite:///{path}")).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
    with sqlite3.connect(path) as database:
        for table, given in ROWS.items():
            _insert(database, table, given)
    return path


def _insert(database: sqlite3.Connection, table: str, given: dict[str, Any]) -> None:
    row = dict(given)
    for _, name, kind, required, *_ in database.execute(f"PRAGMA table_info({table})").fetchall():
        if required and name not in row:
            row[name] = {"BLOB": b"", "JSON": "[]"}.get(kind, EMPTY.get(kind, ""))
    if table == "articles":
        row |= {"origins": "{}"}
    marks = ", ".join("?" * len(row))
    database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def test_nothing_is_lost_and_all_is_found_by_its_words(old: Path):
    upgrade(f"sqlite:///{old}")
    with Store.open(f"sqlite:///{old}") as store:
        for words in ("chip", "管制", "uber"):
            assert [article.id for article in store.articles(ArticleFilter(text=words)).items] == ["a"]
        assert store.claims(ClaimFilter(text='"licence granted" acme')).total == 1
        (event,) = store.events(EventFilter(text="acme", entity="acme")).items
        assert event.outlets == ()
    with sqlite3.connect(old) as database:
        for table in ROWS:
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,), table
        assert database.execute("SELECT entity_key, above FROM entity_ties").fetchall() == [("acme", "holding")]


def test_an_article_that_changes_is_found_by_its_new_words_alone(old: Path):
    upgrade(f"sqlite:///{old}")
    with sqlite3.connect(old) as database:
        database.execute("UPDATE articles SET search = 'quite new'")
    with Store.open(f"sqlite:///{old}") as store:
        assert store.articles(ArticleFilter(text="quite")).total == 1
        assert store.articles(ArticleFilter(text="chip")).total == 0


def test_rows_are_sealed_by_the_thousand_and_one_is_told_how_far_it_is(old: Path):
    upgrade(f"sqlite:///{old}")
    with sqlite3.connect(old) as database:
        rows = [("c", f"role {n % 3}", n, "acme", "Acme", "subject") for n in range(5_100)]
        database.executemany("INSERT INTO claim_roles VALUES (?, ?, ?, ?, ?, ?, NULL)", rows)
    told: list[str] = []
    asked: list[str] = []

    def listen(_: Any, __: Any, statement: str, *more: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        upgrade(f"sqlite:///{old}", thorough=True, progress=told.append)
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    assert told == ["claim_roles: 5,000 rows sealed"]
    assert len([line for line in asked if "claim_roles" in line]) <= 6
    with Store.open(f"sqlite:///{old}") as store:
        assert [line for line in store.verify() if "claim_roles" in line] == []
