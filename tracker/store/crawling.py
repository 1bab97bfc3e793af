"""The state of watching: sources and their runs, leads and their leases. Whoever repeats a step changes nothing.

Work is taken by a lease that ends by itself. A worker that dies loses its leases, and what it had not settled is
done again by another; what it had stored is found to be stored.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tracker.sources import Lead
from tracker.sources.addresses import address_key
from tracker.store.crawl_tables import IssueRow, LeadRow, RunRow, SourceRow
from tracker.store.crawl_views import HeldLead, Issue, IssueKind, RunView, Settlement, SourceState, Tally, Yield
from tracker.store.dialects import writing
from tracker.store.identity import digest
from tracker.store.store import Store, _explained

LEASE = timedelta(minutes=15)
_CHUNK = 200


class CrawlStore:
    """What watching keeps, beside the articles of a ``Store``. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        """Use the database of ``store``, which stays the caller's to close."""
        self._engine: Engine = store._engine
        self._writing = writing(self._engine)
        if self._engine.dialect.name == "postgresql":
            # Leases are single statements that must see what others have just done.
            self._writing = self._writing.execution_options(isolation_level="READ COMMITTED")

    def states(self, now: datetime) -> dict[str, SourceState]:
        """Every source that was ever touched, by name."""
        with self._read() as session:
            return {row.name: _state(row, now) for row in session.scalars(select(SourceRow).order_by(SourceRow.name))}

    def switch(self, names: Iterable[str], *, on: bool, now: datetime) -> int:
        """Enable or disable sources; says how many changed. One that is enabled is due at once."""
        changed = 0
        with self._write() as session:
            for name in names:
                row = _touch(session, name)
                if row.enabled != on:
                    row.enabled, row.next_at = on, now if on else None
                    row.failures, changed = 0, changed + 1
        return changed

    def define(self, name: str, definition: Mapping[str, Any] | None, now: datetime) -> None:
        """Write down a source of the user's own and enable it; without a definition it is forgotten."""
        with self._write() as session:
            row = _touch(session, name)
            if definition is None:
                session.delete(row)
                return
            row.definition, row.enabled, row.next_at = dict(definition), True, now

    def due(self, now: datetime) -> list[str]:
        """Sources that are enabled and whose time has come, longest due first, and those with leads that are due."""
        free = or_(SourceRow.leased_until.is_(None), SourceRow.leased_until < now)
        waiting = select(LeadRow.key).where(
            LeadRow.source == SourceRow.name,
            LeadRow.next_at <= now,
            or_(LeadRow.leased_until.is_(None), LeadRow.leased_until < now),
        )
        with self._read() as session:
            chosen = select(SourceRow.name).where(
                SourceRow.enabled, free, or_(SourceRow.next_at <= now, waiting.exists())
            )
            return list(session.scalars(chosen.order_by(SourceRow.next_at, SourceRow.name)))

    def begin(self, name: str, worker: str, now: datetime) -> str | None:
        """Take a source for one run; gives the run's id, or ``None`` while another worker has it."""
        run = uuid4().hex
        with self._write() as session:
            _touch(session, name)
            free = or_(SourceRow.leased_until.is_(None), SourceRow.leased_until < now)
            taken = session.execute(
                update(SourceRow)
                .where(SourceRow.name == name, free)
                .values(leased_by=run, leased_until=now + LEASE, last_started=now)
            )
            if taken.rowcount != 1:  # type: ignore[attr-defined]
                return None
            session.add(
                RunRow(id=run, source=name, worker=worker, started=now, finished=None, error=None, **asdict(Tally()))
            )
        return run

    def renew(self, name: str, run: str, now: datetime) -> bool:
        """Keep a source for longer; false where the lease was lost."""
        with self._write() as session:
            kept = session.execute(
                update(SourceRow)
                .where(SourceRow.name == name, SourceRow.leased_by == run)
                .values(leased_until=now + LEASE)
            )
        return bool(kept.rowcount == 1)  # type: ignore[attr-defined]

    def finish(self, name: str, run: str, now: datetime, ended: tuple[Tally, str | None, datetime | None]) -> None:
        """End a run: what became of its pages, what went wrong if anything, and when to look again.

        Without such a time the listings were left alone, and how the source stands remains.
        """
        tally, error, next_at = ended
        with self._write() as session:
            session.execute(update(RunRow).where(RunRow.id == run).values(finished=now, error=error, **asdict(tally)))
            row = session.get(SourceRow, name)
            if row is None or row.leased_by != run:
                return
            row.leased_by = row.leased_until = None
            if next_at is None:
                return
            row.next_at = next_at if row.enabled else None
            row.last_error = error
            row.failures = row.failures + 1 if error else 0
            if error is None:
                row.last_success = now

    def release(self, dead: Sequence[str], now: datetime) -> int:
        """End the leases of workers that are known to be dead; says how many runs that were."""
        with self._write() as session:
            runs = list(session.scalars(select(RunRow.id).where(RunRow.worker.in_(dead), RunRow.finished.is_(None))))
            for table in (SourceRow, LeadRow):
                session.execute(
                    update(table).where(table.leased_by.in_(runs)).values(leased_by=None, leased_until=None)
                )
            session.execute(
                update(RunRow).where(RunRow.id.in_(runs)).values(finished=now, error="The worker was stopped")
            )
        return len(runs)

    def open_workers(self) -> list[str]:
        """The workers of runs that have not ended."""
        with self._read() as session:
            return list(session.scalars(select(RunRow.worker).where(RunRow.finished.is_(None)).distinct()))

    def memory(self, name: str) -> dict[str, Any]:
        """What the source's reader keeps."""
        with self._read() as session:
            kept = session.scalar(select(SourceRow.memory).where(SourceRow.name == name))
        return json.loads(zlib.decompress(kept)) if kept else {}

    def note(self, name: str, leads: Sequence[Lead], memory: Mapping[str, Any] | None, now: datetime) -> int:
        """Write down what a listing led to, and what its reader keeps, all or nothing; says how many leads are new."""
        rows: dict[str, Lead] = {}
        for lead in leads:
            key = address_key(lead.url)
            # An archive may hold a page several times: what it showed last counts.
            if key not in rows or _newer(lead, rows[key].modified):
                rows[key] = lead
        new = 0
        with self._write() as session:
            keys = list(rows)
            for start in range(0, len(keys), _CHUNK):
                new += _note(session, name, {key: rows[key] for key in keys[start : start + _CHUNK]}, now)
            if memory is not None:
                packed = zlib.compress(json.dumps(memory, separators=(",", ":")).encode(), 6)
                session.execute(update(SourceRow).where(SourceRow.name == name).values(memory=packed))
        return new

    def take(self, name: str, run: str, now: datetime, number: int) -> list[HeldLead]:
        """Take leads of a source that are due, oldest first."""
        free = or_(LeadRow.leased_until.is_(None), LeadRow.leased_until < now)
        with self._write() as session:
            chosen = select(LeadRow).where(LeadRow.source == name, LeadRow.next_at <= now, free)
            rows = list(
                session.scalars(
                    chosen.order_by(LeadRow.next_at, LeadRow.key).limit(number).with_for_update(skip_locked=True)
                )
            )
            for row in rows:
                row.leased_by, row.leased_until = run, now + LEASE
            return [_held(row) for row in rows]

    def settle(self, run: str, now: datetime, what: Mapping[str, Settlement]) -> set[str]:
        """Say what became of leads, by key, in one transaction; gives those whose lease was not lost meanwhile."""
        kept: set[str] = set()
        with self._write() as session:
            for row in session.scalars(select(LeadRow).where(LeadRow.key.in_(what), LeadRow.leased_by == run)):
                _settle(row, now, what[row.key])
                kept.add(row.key)
        return kept

    def put_back(self, run: str, keys: Sequence[str], next_at: datetime) -> None:
        """Give leads back without counting an attempt."""
        with self._write() as session:
            session.execute(
                update(LeadRow)
                .where(LeadRow.key.in_(keys), LeadRow.leased_by == run)
                .values(leased_by=None, leased_until=None, next_at=next_at)
            )

    def report(self, source: str, kind: IssueKind, message: str, now: datetime, address: str | None = None) -> None:
        """Write an issue into the log; the same again is counted."""
        message = " ".join(message.split())[:1000]
        key = digest("issue", source, kind, message, address)
        with self._write() as session:
            row = session.get(IssueRow, key)
            if row is None:
                session.add(
                    IssueRow(
                        id=key,
                        source=source,
                        kind=kind,
                        message=message,
                        address=address,
                        first_at=now,
                        last_at=now,
                        times=1,
                    )
                )
            else:
                row.last_at, row.times = now, row.times + 1

    def issues(self, source: str | None = None, since: datetime | None = None, limit: int = 50) -> list[Issue]:
        """The log of issues, newest first."""
        chosen = select(IssueRow).order_by(IssueRow.last_at.desc(), IssueRow.id).limit(limit)
        if source is not None:
            chosen = chosen.where(IssueRow.source == source)
        if since is not None:
            chosen = chosen.where(IssueRow.last_at >= since)
        with self._read() as session:
            return [_issue(row) for row in session.scalars(chosen)]

    def runs(self, source: str, limit: int = 10) -> list[RunView]:
        """The last runs of a source, newest first."""
        chosen = select(RunRow).where(RunRow.source == source).order_by(RunRow.started.desc(), RunRow.id).limit(limit)
        with self._read() as session:
            return [
                RunView(**{name: getattr(row, name) for name in RunView.__slots__}) for row in session.scalars(chosen)
            ]

    def yields(self, since: Mapping[str, datetime]) -> dict[str, Yield]:
        """What each source has brought; ``lately`` counts since the day given for it."""
        with self._read() as session:
            totals = {row[0]: row for row in session.execute(_totals())}
            lately = {
                name: session.scalar(
                    select(func.count()).select_from(LeadRow).where(LeadRow.source == name, LeadRow.held_at >= day)
                )
                for name, day in since.items()
                if name in totals
            }
        return {
            name: Yield(
                held=held, lately=lately.get(name) or 0, waiting=waiting, failed=failed, newest=newest, first=first
            )
            for name, held, waiting, failed, newest, first in totals.values()
        }

    def advance(self, name: str, next_at: datetime) -> None:
        """Look through a source no later than this."""
        with self._write() as session:
            session.execute(
                update(SourceRow)
                .where(SourceRow.name == name, SourceRow.enabled, SourceRow.next_at > next_at)
                .values(next_at=next_at)
            )

    def forget_runs(self, before: datetime) -> int:
        """Delete runs that ended before a day; their issues stay."""
        with self._write() as session:
            gone = session.execute(delete(RunRow).where(RunRow.finished < before))
        return int(gone.rowcount)  # type: ignore[attr-defined]

    @contextmanager
    def _read(self) -> Iterator[Session]:
        with _explained(), Session(self._engine) as session:
            yield session

    @contextmanager
    def _write(self) -> Iterator[Session]:
        with _explained(), Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session


def _totals() -> Any:
    """By source: held, waiting, failed, and when the last new page was held."""
    one = LeadRow.key
    held, waiting, failed = LeadRow.held_at.is_not(None), LeadRow.state == "waiting", LeadRow.state == "failed"
    return select(
        LeadRow.source,
        func.count(one).filter(held),
        func.count(one).filter(waiting),
        func.count(one).filter(failed),
        func.max(LeadRow.held_at),
        func.min(LeadRow.first_seen),
    ).group_by(LeadRow.source)


def _touch(session: Session, name: str) -> SourceRow:
    row = session.get(SourceRow, name)
    if row is not None:
        return row
    fresh = {"name": name, "definition": None, "enabled": False, "failures": 0}
    _insert_new(session, SourceRow, [fresh])
    return session.get_one(SourceRow, name)


def _insert_new(session: Session, table: type[Any], rows: list[dict[str, Any]]) -> None:
    """Insert what is not there yet; another worker may do the same at the same time."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(table.__table__).on_conflict_do_nothing(), rows)


def _note(session: Session, name: str, leads: Mapping[str, Lead], now: datetime) -> int:
    known = {row.key: row for row in session.scalars(select(LeadRow).where(LeadRow.key.in_(leads)))}
    fresh = [_lead_values(key, name, lead, now) for key, lead in leads.items() if key not in known]
    for key, row in known.items():
        lead = leads[key]
        if lead.modified is not None and (row.modified is None or _newer(lead, row.modified)):
            # The first listing that tells a time tells nothing new of a page that was fetched since.
            told_before = row.modified is not None or row.held_at is None or lead.modified > row.held_at
            row.modified = lead.modified
            if row.state == "waiting":
                row.place = lead.place
            if told_before and row.state != "waiting":
                row.state, row.next_at, row.attempts, row.place = "waiting", now, 0, lead.place
    if fresh:
        _insert_new(session, LeadRow, fresh)
    return len(fresh)


def _settle(row: LeadRow, now: datetime, what: Settlement) -> None:
    row.leased_by = row.leased_until = None
    row.state, row.next_at, row.message = what.state, what.next_at, what.message
    row.copy_of = what.copy_of
    row.attempts = 0 if what.received else row.attempts + 1
    row.visits += what.received
    if what.received:
        row.etag, row.last_modified = what.etag, what.last_modified
        row.digest, row.article_id = what.digest or row.digest, what.article_id or row.article_id
    if what.state == "held" and row.held_at is None:
        row.held_at, row.body = now, None


def _newer(lead: Lead, than: datetime | None) -> bool:
    return lead.modified is not None and than is not None and lead.modified > than


def _lead_values(key: str, source: str, lead: Lead, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys(LeadRow.__table__.columns.keys())
    told = {
        name: getattr(lead, name) for name in ("url", "title", "published", "precision", "modified", "page", "place")
    }
    return (
        values
        | told
        | {
            "key": key,
            "source": source,
            "body": zlib.compress(lead.body) if lead.body is not None else None,
            "state": "waiting",
            "attempts": 0,
            "visits": 0,
            "next_at": now,
            "first_seen": now,
        }
    )


def _held(row: LeadRow) -> HeldLead:
    values = {name: getattr(row, name) for name in HeldLead.__slots__}
    return HeldLead(**values | {"body": zlib.decompress(row.body) if row.body is not None else None})


def _state(row: SourceRow, now: datetime) -> SourceState:
    values = {name: getattr(row, name) for name in SourceState.__slots__ if name != "working"}
    return SourceState(**values, working=row.leased_until is not None and row.leased_until > now)


def _issue(row: IssueRow) -> Issue:
    return Issue(**{name: getattr(row, name) for name in Issue.__slots__})
