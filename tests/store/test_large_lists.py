"""A page of a list costs what it shows, however much is held."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from tracker.store import ArticleFilter, EntityFilter, EventFilter, Store

HELD = 25_000
"""Of each item that is asked for below more than are looked at to count a list."""

EVENTS = """
WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})
INSERT INTO events (state, clock, id, since, said, type, status, date_start, date_end, date_precision, title, amounts,
                    origin, sources, origins, choices, sort_day)
SELECT 's' || i, 'world', printf('%020d', i * 7919 % 1000003),
       date('2020-01-01', (i % 2000) || ' days') || ' 00:00:00.000000', 's' || i,
       iif(i % 4, 'licence_granted', 'sale_halted'), iif(i % 3, 'occurred', 'planned'),
       date('2020-01-01', (i % 2000) || ' days'), date('2020-01-01', (i % 2000) || ' days'), 'day', 't', '[]',
       'article', i % 9, '[]', '[]', date('2020-01-01', (i % 2000) || ' days') FROM n
"""
ROLES = """
INSERT INTO event_roles (state, role, position, entity_key, event_id, listed)
SELECT state, 'item', 0, iif(id % 2, 'a10', 'b20'), id, sort_day FROM events
WHERE state NOT IN (SELECT state FROM event_roles)
"""
ARTICLES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 11000)
INSERT INTO articles (id, document_digest, headline, byline, text, topics, related, links, posts, origins, known_at,
                      source_kind, sort_day, search)
SELECT 'a' || i, 'd', 'article' || i, '[]', '', '[]', '[]', '[]', '[]', '{}', '2025-01-01 00:00:00.000000', 'press',
       date('2020-01-01', (i % 2000) || ' days'), 'article' || i || ' chip' FROM n
"""
ENTITIES = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 11000)
INSERT INTO entities (key, kind, name, aliases, above, generic, joined, sort_name, search)
SELECT 'e' || i, 'company', 'Firm ' || i, '[]', '[]', 0, 1, 'firm ' || i, 'firm ' || i FROM n
"""


@pytest.fixture(scope="module")
def path(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("large") / "store.db"
    made.write_bytes(empty_database.read_bytes())
    fill(made, 1, HELD)
    return made


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{path}") as opened:
        yield opened


def fill(path: Path, first: int, last: int) -> None:
    with sqlite3.connect(path) as database:
        database.execute(EVENTS.format(first=first, last=last))
        database.execute(ROLES)
    database.close()


ASKED: list[dict[str, Any]] = [
    {},
    {"sort": "oldest"},
    {"sort": "changed"},
    {"type": ["sale_halted"]},
    {"item": ["a10"]},
    {"entity": ["a10", "b20"]},
    {"item": ["a10"], "status": ["occurred"], "date_from": "2022-01-01", "date_to": "2025-03-01"},
    {"known_at": "2026-01-01"},
]


def steps(path: Path, asked: dict[str, Any], cursor: str | None = None) -> int:
    """So many times a hundred steps SQLite takes for a page."""
    taken = []
    with Store.open(f"sqlite:///{path}") as counted:
        event.listen(counted._engine, "connect", lambda raw, _: raw.set_progress_handler(lambda: taken.append(1), 100))
        counted._engine.dispose()
        counted.events(EventFilter(**asked, cursor=cursor))
    return len(taken)


def deep(store: Store, asked: dict[str, Any]) -> str | None:
    """The cursor of a page far down."""
    seen = [event.id for event in store.walk(EventFilter(**asked), most=2_000)]
    page = store.events(EventFilter(**asked, limit=200))
    while page.next and page.items[-1].id != seen[-1]:
        cursor = page.next
        page = store.events(EventFilter(**asked, limit=200, cursor=cursor))
    return page.next


def test_a_page_far_down_is_found_as_fast_as_the_first(store: Store, path: Path):
    for asked in ({}, {"item": ["a10"]}):
        assert steps(path, asked, deep(store, asked)) < 1.2 * steps(path, asked)


def test_what_many_articles_and_names_say_is_counted_as_far_as_it_is_looked_at(store: Store, path: Path):
    with sqlite3.connect(path) as database:
        database.execute(ARTICLES)
        database.execute(ENTITIES)
    database.close()
    articles = store.articles(ArticleFilter(text="chip"))
    assert (len(articles.items), articles.total_is) == (50, "at_least")
    assert store.articles(ArticleFilter(text="chip -article1")).items[0].headline != "article1"
    entities = store.entities(EntityFilter(text="firm", include_unnamed=True))
    assert (len(entities.items), entities.total_is) == (50, "at_least")


def test_a_page_takes_no_more_steps_where_twice_as_much_is_held(store: Store, path: Path):
    before = [steps(path, asked) for asked in ASKED]
    pages = [store.events(EventFilter(**asked)) for asked in ASKED]
    assert all(len(page.items) == 50 and page.total >= 50 for page in pages)
    assert {page.total_is for page in pages} == {"at_least"}
    fill(path, HELD + 1, 2 * HELD)
    after = [steps(path, asked) for asked in ASKED]
    grown = [(asked, e, late) for asked, e, late in zip(ASKED, before, after, strict=True) if late > 1.3 * e]
    assert grown == []
