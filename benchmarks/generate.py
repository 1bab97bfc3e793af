"""Makes a large store of plausible events: seeded, skewed as news is, and inserted in bulk.

    python benchmarks/generate.py DATABASE_URL [--events 1000000]

A few parties, items and countries are in most events and many in a few; later years have more; an event rests on three
claims in the mean and on up to thirty. Names are those of the knowledge base and made-up ones. The same seed makes the
same store. The database must be new; tables and indexes are made by the program's own migrations, and the indexes are
taken away while rows are put in. Rows bear no seals and pages have no bodies, so that `tracker db verify` would object.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Engine, text

from tracker.knowledge import load_knowledge
from tracker.store import Store, event_types, upgrade
from tracker.store.dialects import connect
from tracker.store.indexing import SEARCHED, keep_index
from tracker.store.tables import Row
from tracker.store.text import index

FIRST, DAYS = date(2018, 1, 1), 3240
CLAIMS, ARTICLES = 3, 0.5
"""Claims and articles for each event, in the mean."""
PAST = 0.3
"""The share of events whose answer changed once."""
TAIL = 20_000
"""Made-up companies besides those of the knowledge base."""
WORDS = (
    "licence export control chip rule shipment ban sale review permit tariff sanction accelerator memory foundry wafer"
    " tool etch lithography customs policy minister spokesperson quarter revenue demand supply customer subsidiary list"
    " notice filing statement source plan draft proposal threshold bandwidth density package region border smuggling"
    " indictment penalty settlement meeting talk truce retaliation mineral gallium germanium antimony rare earth magnet"
    " quota waiver exemption deadline comment period agency bureau ministry council parliament court appeal ruling"
).split()
LEADING = frozenset({"nvidia", "nvidia-h20", "us-bis", "china", "us-entity-list", "licence_granted"})
"""What is told of most often; all else is ranked at random."""
OUTLETS = [f"Outlet {number}" for number in range(400)]
Rows = Iterator[tuple[Any, ...]]


class World:
    """All that is drawn at random, at once."""

    def __init__(self, events: int, seed: int) -> None:
        """Draw for so many events."""
        self.n, self.rng = events, np.random.default_rng(seed)
        rng, n = self.rng, events
        known = load_knowledge().entities.values()
        self.names = {entity.id: entity.name for entity in known}
        kinds = {
            kind: [e.id for e in known if e.kind == kind] for kind in ("company", "agency", "item", "place", "person")
        }
        kinds["instrument"] = [e.id for e in known if e.kind == "instrument"]
        self.tail = [f"company~made-up-{number}" for number in range(TAIL)]
        self.names |= {key: f"Made-up {key[16:]} Semiconductor" for key in self.tail}
        self.days = np.sort(np.floor(DAYS * np.sqrt(rng.random(n))).astype(int))
        self.types = self._zipf(list(event_types()), n)
        self.status = rng.choice(["occurred", "planned", "proposed", "denied"], n, p=[0.72, 0.14, 0.1, 0.04]).astype(
            object
        )
        agencies, firms = self._zipf(kinds["agency"], n), self._zipf(kinds["company"] + self.tail, n)
        people = self._zipf(kinds["person"], n)
        pick = rng.random(n)
        actors = np.where(pick < 0.45, agencies, np.where(pick < 0.9, firms, people))
        self.roles = {
            "actor": self._some(actors, 0.92),
            "target": self._some(self._zipf(kinds["company"] + self.tail, n), 0.5),
            "item": self._some(self._zipf(kinds["item"], n), 0.65),
            "destination": self._some(self._zipf(kinds["place"], n), 0.4),
            "instrument": self._some(self._zipf(kinds["instrument"], n), 0.2),
        }
        self.precision = rng.choice(["day", "month", ""], n, p=[0.77, 0.15, 0.08]).astype(object)
        self.counts = np.minimum(rng.geometric(1 / CLAIMS, n), 30)
        self.starts = np.concatenate([[0], np.cumsum(self.counts)])
        self.claims = int(self.starts[-1])
        self.articles = int(n * ARTICLES)
        self.past = (rng.random(n) < PAST) & (self.counts > 1)
        self.conflict = rng.choice(["", "date", "amount", "status"], n, p=[0.94, 0.03, 0.02, 0.01]).astype(object)
        self.outlets = self._zipf(OUTLETS, self.articles)
        self.jitter = rng.integers(0, 60, self.claims)
        self.words = self._zipf(WORDS, self.claims * 6).reshape(-1, 6)

    def _zipf(self, values: Sequence[str], size: int) -> np.ndarray[Any, Any]:
        weights = 1 / np.power(np.arange(2, len(values) + 2), 1.1)
        mixed = self.rng.permutation(np.array(values, dtype=object))
        order = np.array(sorted(mixed, key=lambda value: value not in LEADING), dtype=object)
        return order[self.rng.choice(len(values), size, p=weights / weights.sum())]

    def _some(self, values: np.ndarray[Any, Any], share: float) -> np.ndarray[Any, Any]:
        return np.where(self.rng.random(self.n) < share, values, None)

    def article_of(self, event: int, claim: int) -> int:
        """An article of about that time."""
        return int(min(self.articles - 1, event * self.articles // self.n + self.jitter[claim]))

    def filled(self, event: int) -> Iterator[tuple[str, str]]:
        """The roles of an event."""
        return ((role, keys[event]) for role, keys in self.roles.items() if keys[event])


def key(sort: int, number: int) -> str:
    """An id as scattered as a hash, the same every time."""
    return f"00{((number * 8 + sort) * 0x9E3779B97F4A7C15F39D + 0x1234567) % (1 << 72):018x}"


def day(offset: int) -> str:
    """A day as it is stored."""
    return (FIRST + timedelta(days=int(offset))).isoformat()


_STAMPS = {offset: f"{day(offset)} 08:30:00.000000" for offset in range(-5, DAYS + 40)}
_DAYS = {offset: day(offset) for offset in range(-5, DAYS + 40)}
BASE = 50_000
"""So many events are drawn; of more, each is put in several times under ids of its own."""
IDENTIFIERS = {
    "documents": ("digest",),
    "articles": ("id", "document_digest"),
    "mentions": ("article_id",),
    "claims": ("id", "fingerprint", "article_id", "document_digest", "first_digest"),
    "claim_roles": ("claim_id",),
    "events": ("state", "id", "said"),
    "event_roles": ("state",),
    "event_claims": ("state", "claim_id"),
    "event_conflicts": ("id", "state"),
}
EVENT, STATE, CLAIM, ARTICLE, LOGGED, PAST_STATE, CONFLICT = range(7)


def dates(world: World, event: int) -> tuple[str | None, str | None, str | None]:
    """First day, last day and precision."""
    first = _DAYS[int(world.days[event])]
    match world.precision[event]:
        case "day":
            return first, first, "day"
        case "month":
            begin = date.fromisoformat(first).replace(day=1)
            end = (begin + timedelta(days=32)).replace(day=1) - timedelta(days=1)
            return begin.isoformat(), end.isoformat(), "month"
    return None, None, None


def documents(world: World) -> Rows:
    """A page for each article."""
    for number in range(world.articles):
        made = _STAMPS[int(world.days[min(world.n - 1, number * world.n // world.articles)])]
        yield key(ARTICLE, number), f"https://news.example/{number}", "text/html", made, b"", 0


def articles(world: World) -> Rows:
    """Articles in the order of their days."""
    for number in range(world.articles):
        event = min(world.n - 1, number * world.n // world.articles)
        offset, identifier = int(world.days[event]), key(ARTICLE, number)
        said = " ".join(world.words[number * 2 % world.claims]) + " " + " ".join(world.words[number % world.claims])
        name = world.names[world.roles["actor"][event] or "nvidia"]
        kind = "official" if number % 25 == 0 else "press"
        yield (
            identifier, identifier, f"https://news.example/{number}", world.outlets[number],
            f"{name} {said[:30]}", "[]", f"{_DAYS[offset]}T08:30:00+00:00", _STAMPS[offset], "instant", _DAYS[offset],
            "en", f"{name} {said}", "[]", "[]", "[]", "[]", "{}", _STAMPS[offset + 1], kind, _DAYS[offset],
            f"{index(name)} {said}",
        )  # fmt: skip


def mentions(world: World) -> Rows:
    """Two names in each article."""
    for number in range(world.articles):
        event = min(world.n - 1, number * world.n // world.articles)
        for place, (_, entity) in enumerate(world.filled(event)):
            if place < 2:
                yield key(ARTICLE, number), entity, place * 10, place * 10 + 5, "named"


def claims(world: World) -> Rows:
    """What articles say of each event."""
    terms = {entity: index(name) for entity, name in world.names.items()}
    for event in range(world.n):
        first, last, precision = dates(world, event)
        offset, type_, status = int(world.days[event]), world.types[event], world.status[event]
        who = [entity for _, entity in world.filled(event)]
        names, searched = " ".join(world.names[k] for k in who), " ".join(terms[k] for k in who)
        kind = type_.replace("_", " ")
        for number in range(world.starts[event], world.starts[event + 1]):
            identifier, said = key(CLAIM, number), " ".join(world.words[number])
            article = key(ARTICLE, world.article_of(event, number))
            published = _STAMPS[offset + (number - int(world.starts[event])) % 5]
            yield (
                identifier, identifier, article, article, article, type_, status, first, last, precision,
                f"{names}: {said}.", "[]", "[]", 0.8, "1", published, published, published, 1, first or _DAYS[offset],
                f"{kind} {searched} {said}",
            )  # fmt: skip


def claim_roles(world: World) -> Rows:
    """Who plays which part in each claim."""
    for event in range(world.n):
        filled = list(world.filled(event))
        for number in range(world.starts[event], world.starts[event + 1]):
            identifier = key(CLAIM, number)
            yield from ((identifier, role, 0, entity, "named", "made up") for role, entity in filled)


def states(world: World) -> Iterator[tuple[int, str, str, str | None, int]]:
    """Event, key, clock, until and number of claims of each state."""
    for event in range(world.n):
        count = int(world.counts[event])
        yield event, key(STATE, event), "world", None, count
        yield event, key(LOGGED, event), "tracker", None, count
        if world.past[event]:
            yield event, key(PAST_STATE, event), "world", _STAMPS[int(world.days[event]) + 3], 1


def events(world: World) -> Rows:
    """The states of each event."""
    for event, state, clock, until, count in states(world):
        first, last, precision = dates(world, event)
        offset = int(world.days[event])
        since = offset + 3 if world.past[event] and until is None else offset
        who = world.roles["actor"][event]
        name, kind = world.names[who] if who else "", world.types[event].replace("_", " ")
        yield (
            state, clock, key(CLAIM, int(world.starts[event])), _STAMPS[since], until, state, world.types[event],
            world.status[event], first, last, precision, f"{name}: {kind}", "[]", "article",
            f"{_DAYS[offset]}T08:30:00+00:00", "instant", count,
            json.dumps([f"Outlet {n}" for n in range(min(count, 3))]), "[]", first or _DAYS[offset], 0.8,
        )  # fmt: skip


def event_roles(world: World) -> Rows:
    """Who plays which part in each state."""
    for event, state, *_ in states(world):
        yield from ((state, role, 0, entity) for role, entity in world.filled(event))


def event_claims(world: World) -> Rows:
    """On which claims each state rests."""
    for event, state, _, _, count in states(world):
        for place in range(count):
            yield state, key(CLAIM, int(world.starts[event]) + place), place


def conflicts(world: World) -> Rows:
    """Where sources differ."""
    for event in np.flatnonzero(world.conflict != ""):
        yield (
            key(CONFLICT, int(event)), key(STATE, int(event)), world.conflict[event], 1, "[]", "[]",
            dates(world, int(event))[0] or _DAYS[int(world.days[event])],
        )  # fmt: skip


def entities(world: World) -> Rows:
    """The made-up companies."""
    for entity in world.tail:
        name = world.names[entity]
        yield entity, "company", name, "[]", "[]", 0, name.casefold(), index(name)


LISTS = "topics related links posts"
TABLES: tuple[tuple[str, str, Callable[[World], Rows]], ...] = (
    ("entities", "key kind name aliases above generic sort_name search", entities),
    ("documents", "digest url media_type fetched body size", documents),
    (
        "articles",
        (
            "id document_digest url outlet headline byline published published_utc published_precision published_day"
            f" language text {LISTS} origins known_at source_kind sort_day search"
        ),
        articles,
    ),
    ("mentions", "article_id entity_key start end text", mentions),
    (
        "claims",
        (
            "id fingerprint article_id document_digest first_digest type status date_start date_end date_precision"
            " evidence_text amounts reasons reading_confidence extractor_version known_at published_at heard_from"
            " settled sort_day search"
        ),
        claims,
    ),
    ("claim_roles", "claim_id role position entity_key words rule", claim_roles),
    (
        "events",
        (
            "state clock id since until said type status date_start date_end date_precision title amounts origin"
            " first_published first_published_precision sources origins choices sort_day reading_confidence"
        ),
        events,
    ),
    ("event_roles", "state role position entity_key", event_roles),
    ("event_claims", "state claim_id position", event_claims),
    ("event_conflicts", "id state kind contradiction sides overclaims sort_day", conflicts),
)


DERIVED = (
    (
        "INSERT INTO event_changes (event_id, at, gone) SELECT id, since, false FROM events"
        " WHERE clock = 'tracker' AND until IS NULL ORDER BY since, id"
    ),
    (
        "INSERT INTO article_versions (document_digest, article_id, known_at, extractor_version, seen_at)"
        " SELECT document_digest, id, known_at, '1', known_at FROM articles"
    ),
)
"""What follows from the rows: the numbers of changes, and the one version of each page."""


def fill(engine: Engine, world: World, copies: int) -> None:
    """Put all rows in, without indexes, then make those."""
    indexes = [found for table in Row.metadata.sorted_tables for found in table.indexes if table.name in _filled()]
    put = _sqlite if engine.dialect.name == "sqlite" else _postgresql
    raw = engine.raw_connection()
    _prepare(raw.cursor(), engine.dialect.name, [str(found.name) for found in indexes])
    raw.commit()
    for name, columns, rows in TABLES:
        began = time.perf_counter()
        number = put(raw, name, columns.split(), rows(world))
        if name in IDENTIFIERS:
            _multiply(raw, name, columns.split(), copies)
        say(f"{name}: {number:,} rows, {copies} times, in {time.perf_counter() - began:.0f} s")
    raw.commit()
    raw.close()
    began = time.perf_counter()
    with engine.begin() as connection:
        for found in indexes:
            found.create(connection)
        keep_index(connection)
        if engine.dialect.name == "sqlite":
            _fill_index(connection)
        for line in DERIVED:
            connection.execute(text(line))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
        if engine.dialect.name != "sqlite":
            connection.execute(text("VACUUM"))
    say(f"indexes in {time.perf_counter() - began:.0f} s")


def _multiply(raw: Any, table: str, columns: list[str], copies: int) -> None:
    """Each row again under other ids: ``00…`` becomes ``01…``, and so on."""
    named = ", ".join(f'"{column}"' for column in columns)
    for copy in range(1, copies):
        values = (f"'{copy:02x}' || substr(\"{c}\", 3)" if c in IDENTIFIERS[table] else f'"{c}"' for c in columns)
        first = IDENTIFIERS[table][0]
        raw.cursor().execute(
            f"INSERT INTO {table} ({named}) SELECT {', '.join(values)} FROM {table} WHERE substr({first}, 1, 2) = '00'"
        )
    raw.commit()


def _filled() -> set[str]:
    return {name for name, *_ in TABLES}


def _prepare(cursor: Any, dialect: str, indexes: list[str]) -> None:
    if dialect == "sqlite":
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("PRAGMA cache_size = -800000")
        for name in SEARCHED:
            for event in ("added", "changed", "gone"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}_words_{event}")
    else:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET timezone = 'UTC'")
        for table in ("articles", "claims"):
            cursor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS words")
    for name in indexes:
        cursor.execute(f"DROP INDEX IF EXISTS {name}")


def _fill_index(connection: Any) -> None:
    for name, (table, primary) in SEARCHED.items():
        connection.exec_driver_sql(
            f"INSERT INTO {name}_numbers (key) SELECT {primary} FROM {table} t"
            f" WHERE NOT EXISTS (SELECT 1 FROM {name}_numbers n WHERE n.key = t.{primary}) ORDER BY t.rowid"
        )
        connection.exec_driver_sql(
            f"INSERT INTO {name}_words (rowid, words) SELECT n.number, t.search FROM {name}_numbers n"
            f" JOIN {table} t ON t.{primary} = n.key WHERE n.number > :done".replace(
                ":done", str(_done(connection, name))
            )
        )


def _done(connection: Any, name: str) -> int:
    """How many rows the triggers had indexed before."""
    return connection.exec_driver_sql(f"SELECT COALESCE(MAX(rowid), 0) FROM {name}_words_docsize").scalar() or 0


def _sqlite(raw: Any, table: str, columns: list[str], rows: Rows) -> int:
    named = ", ".join(f'"{column}"' for column in columns)
    cursor = raw.cursor()
    cursor.execute("BEGIN")
    cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})", rows)
    number = int(cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    cursor.execute("COMMIT")
    return number


def _postgresql(raw: Any, table: str, columns: list[str], rows: Rows) -> int:
    named, number = ", ".join(f'"{column}"' for column in columns), 0
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
            number += 1
    raw.commit()
    return number


def say(line: str) -> None:
    """Progress, to standard error."""
    print(f"{datetime.now(UTC):%H:%M:%S} {line}", file=sys.stderr, flush=True)


def main() -> None:
    """Make the tables, then fill them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database_url")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--base", type=int, default=BASE, help="how many are drawn; more are put in several times")
    given = parser.parse_args()
    upgrade(given.database_url)
    with Store.open(given.database_url) as store:
        store.add_entities(load_knowledge().entities.values())
        if store.counts()["events"]:
            raise SystemExit("error: the database holds events already; give a new one")
    say("drawing")
    copies = max(1, given.events // given.base)
    world = World(given.events // copies, given.seed)
    say(f"{world.n:,} events, {world.claims:,} claims, {world.articles:,} articles, {copies} times")
    engine = connect(given.database_url)
    fill(engine, world, copies)
    engine.dispose()


if __name__ == "__main__":
    main()
