"""Ten questions that analysts ask, and what surrounds a list: how long each takes, in the store itself.

    python benchmarks/queries.py DATABASE_URL [DATABASE_URL ...] [--rounds 15] [--json OUT]

Each question is asked as the API asks it, total, rendering and all, after one unmeasured time. Shown are the median and
the 95th percentile in milliseconds of CPU time of this process and of wall-clock time, and of SQLite how many thousand
steps of its machine one answer takes, which is the same however busy the computer is. Databases are made by
``benchmarks/generate.py``.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tracker.store import ConflictFilter, EventCount, EventFacets, EventFilter, Store
from tracker.store.conditions import NOW, holds
from tracker.store.lists import EVENTS
from tracker.store.tables import EventRow

Ask = Callable[[Store], Any]


def events(**given: Any) -> Ask:
    """A page of events."""
    chosen = EventFilter(**given)
    return lambda store: store.events(chosen)


QUESTIONS: dict[str, Ask] = {
    "1 one item, occurred, in a year": events(
        item=["nvidia-h20"], status=["occurred"], date_from="2025-01-01", date_to="2025-12-31"
    ),
    "2 one party in a role": events(actor=["nvidia"]),
    "3 a party with all that belongs to it": events(entity=["us-commerce"], include_subsidiaries=True),
    "4 licences for one item to one country": events(
        type=["licence_granted", "licence_denied"], item=["nvidia-h20"], destination=["china"]
    ),
    "5 under the law of a country, one month": events(
        jurisdiction=["CN"], date_from="2024-03-01", date_to="2024-03-31", date_match="within"
    ),
    "6 contradicted, from two origins": events(has_conflict=True, min_origins=2),
    "7 as known on a day, of one type": events(known_at="2022-06-30", type=["licence_granted"]),
    "8 one outlet, but not one type": events(outlet=["Outlet 7"], exclude=["type:licence_granted"]),
    "9 changed since": lambda store: store.events(EventFilter(changed_since=store.latest_change() - 1_000)),
    "10 where sources differ on a date": lambda store: store.conflicts(ConflictFilter(kind=["date"])),
}


def deep(pages: int) -> Ask:
    """A page far down: its cursor is sought once, beforehand."""
    cursors: dict[int, str] = {}

    def ask(store: Store) -> Any:
        if id(store) not in cursors:
            cursors[id(store)] = _cursor(store, pages)
        return store.events(EventFilter(cursor=cursors[id(store)]))

    return ask


def _cursor(store: Store, pages: int) -> str:
    order = EVENTS["newest"]
    with Session(store._engine) as session:
        query = order.apply(select(EventRow).where(*holds(NOW))).offset(pages * 50).limit(1)
        row = session.scalars(query).first()
        if row is None:
            row = session.scalars(order.apply(select(EventRow).where(*holds(NOW))).limit(1)).one()
        return order.cursor(row)


AROUND: dict[str, Ask] = {
    "page 1": events(),
    "page 10,000 (or the last)": deep(10_000),
    "most sources first": events(sort="sources"),
    "one rare type": events(type=["rumour_spread"]),
    "two parties that are seldom together": events(item=["nvidia-h20"], destination=["france"]),
    "facets of everything": lambda store: store.facets(EventFacets()),
    "facets of one item": lambda store: store.facets(EventFacets(item=["nvidia-h20"])),
    "type by jurisdiction": lambda store: store.aggregate(EventCount(by=["type", "jurisdiction"])),
    "type by month": lambda store: store.aggregate(EventCount(by=["type", "month"])),
    "full text, a rare phrase": events(text='"made-up 77"'),
    "full text, three words, one not": events(text='"export control" waiver -gallium'),
    "full text, a common word": events(text="licence"),
    "search": lambda store: store.search("gallium quota", 10),
    "names as they are typed": lambda store: store.suggest("huawai"),
}


def steps(store: Store, ask: Ask) -> int:
    """Thousands of steps of SQLite's machine."""
    taken: list[int] = []
    event.listen(store._engine, "checkout", lambda raw, *_: raw.set_progress_handler(lambda: taken.append(1), 1000))
    ask(store)
    return len(taken)


def measured(store: Store, ask: Ask, rounds: int) -> dict[str, float]:
    """Milliseconds."""
    ask(store)
    cpu, wall = [], []
    for _ in range(rounds):
        began, spent = time.perf_counter(), time.process_time()
        ask(store)
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - spent) * 1000)
    return {
        "cpu median": statistics.median(cpu),
        "cpu p95": _high(cpu),
        "wall median": statistics.median(wall),
        "wall p95": _high(wall),
    }


def _high(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, round(len(values) * 0.95))]


def main() -> None:
    """Ask everything of every database."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database_urls", nargs="+")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    for address in given.database_urls:
        with Store.open(address) as store:
            print(f"\n{address.partition('?')[0].rpartition('/')[2]} on {store._engine.dialect.name}")
            print(f"{'':42}{'cpu':>8}{'p95':>8}{'wall':>8}{'p95':>8}  ms {'steps':>10}")
            for name, ask in (QUESTIONS | AROUND).items():
                if given.only in name:
                    figures = measured(store, ask, given.rounds)
                    taken = steps(store, ask) if store._engine.dialect.name == "sqlite" else 0
                    shown = "".join(f"{value:8.1f}" for value in figures.values())
                    print(f"{name:42}{shown}  {taken:>10}k", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nmost memory of this process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
