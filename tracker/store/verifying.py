"""Whether all that is kept is still what was stored: bytes, fields, proofs, references and what is searched in."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, cast

from sqlalchemy import Table, and_, case, exists, func, or_, select, tuple_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, aliased

from tracker.store.chunking import chunks
from tracker.store.conditions import NOW, holds
from tracker.store.dialects import damage
from tracker.store.hearing import audible
from tracker.store.seals import seal, sealed_tables
from tracker.store.tables import (
    ArticleRow,
    ClaimRow,
    DocumentRow,
    EntityRow,
    EventClaimRow,
    EventRoleRow,
    EventRow,
    MentionRow,
    Row,
)
from tracker.store.text import index

_AGAIN = "restore a backup, or load and ingest again"
_UNREADABLE = (DBAPIError, ValueError, TypeError, KeyError, OverflowError)
"""What a field raises that is no more what its type says."""

Check: TypeAlias = Callable[[Session], Iterator[str]]


def verify(session: Session) -> Iterator[str]:
    """One line for each thing that is not what it should be."""
    for check in (_file, _seals, _documents, _proofs, _mentions, _references, _events, _searched):
        try:
            yield from check(session)
        except _UNREADABLE as error:
            session.rollback()
            yield f"The database is damaged ({_line(error)}): {_AGAIN}"


def _file(session: Session) -> Iterator[str]:
    yield from (f"The database file is damaged: {line}" for line in damage(session.connection()))


def _seals(session: Session) -> Iterator[str]:
    for table in sealed_tables(Row.metadata):
        columns = [column for column in table.columns if "unsealed" not in column.info]
        bare = 0
        for key, row in _rows(session, table, columns):
            if row is None:
                yield f"A row of {table.name} cannot be read ({_shown(key)}): {_AGAIN}"
            elif row["seal"] is None:
                bare += 1
            elif row["seal"] != seal(table, row):
                yield f"A row of {table.name} is not what was stored ({_shown(key)}): {_AGAIN}"
        if bare:
            yield f"{bare} rows of {table.name} bear no seal: run: tracker db upgrade"


def _documents(session: Session) -> Iterator[str]:
    table = cast("Table", DocumentRow.__table__)
    columns = [table.c[name] for name in ("digest", "url", "size", "body")]
    for key, row in _rows(session, table, columns, at_once=20):
        if row is None or not _is_whole(row["body"], row["digest"], row["size"]):
            where = f" ({row['url']})" if row else ""
            yield f"The document {_shown(key)[:12]}{where} is not what was received: fetch it again"


def _proofs(session: Session) -> Iterator[str]:
    claims = (
        select(ClaimRow.id, ClaimRow.evidence_start, ClaimRow.evidence_end, ClaimRow.evidence_text, ArticleRow.text)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .where(ClaimRow.retracted_at.is_(None))
    )
    for claim, start, end, words, text in session.execute(claims.execution_options(yield_per=500)):
        if text[start:end] != words:
            yield f"The words of claim {claim} do not stand in its article: ingest the page again"


def _mentions(session: Session) -> Iterator[str]:
    names = select(MentionRow.article_id, MentionRow.start, MentionRow.end, MentionRow.text, ArticleRow.text)
    query = names.join(ArticleRow, ArticleRow.id == MentionRow.article_id)
    for article, start, end, name, text in session.execute(query.execution_options(yield_per=500)):
        if text[start:end] != name:
            yield f"A name does not stand where it should in article {article} ({start}-{end}): ingest the page again"


def _references(session: Session) -> Iterator[str]:
    for table in Row.metadata.sorted_tables:
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            there = key.column.table.alias()
            led = exists().where(there.c[key.column.name] == key.parent)
            lost = session.scalar(select(func.count()).select_from(table).where(key.parent.is_not(None), ~led))
            if lost:
                yield f"{lost} rows of {table.name} name {key.column.table.name} that are not there: {_AGAIN}"


def _events(session: Session) -> Iterator[str]:
    """Every claim that stands and is settled speaks of exactly one event."""
    told = aliased(EventRow)
    states = (
        select(EventClaimRow.claim_id, func.count().label("number"))
        .join(EventRow, EventRow.state == EventClaimRow.state)
        .where(*holds(NOW))
        .group_by(EventClaimRow.claim_id)
        .subquery()
    )
    query = (
        select(ClaimRow.id, func.coalesce(states.c.number, 0))
        .outerjoin(states, states.c.claim_id == ClaimRow.id)
        .where(audible(), ClaimRow.retracted_at.is_(None), ClaimRow.settled, func.coalesce(states.c.number, 0) != 1)
    )
    for claim, number in session.execute(query):
        yield f"The claim {claim} speaks of {number} events and not of one: run: tracker resolve --again"
    wanted = case((and_(*holds(NOW)), EventRow.sort_day))
    placed = (
        select(EventRoleRow.state)
        .join(EventRow, EventRow.state == EventRoleRow.state)
        .where(or_(EventRoleRow.listed.is_distinct_from(wanted), EventRoleRow.event_id.is_distinct_from(EventRow.id)))
    )
    for state in session.scalars(placed.distinct()):
        yield f"The event {state} is not listed under its parties as it should be: run: tracker resolve --again"
    empty = select(told.state).where(~exists().where(EventClaimRow.state == told.state))
    for state in session.scalars(empty):
        yield f"The event {state} has no claim: run: tracker resolve --again"


def _searched(session: Session) -> Iterator[str]:
    """What is searched in follows from what is shown."""
    shown: Sequence[tuple[Any, Sequence[str], Callable[[Mapping[str, Any]], str]]] = (
        (ArticleRow, ("headline", "standfirst", "text"), lambda row: index(*row.values())),
        (EntityRow, ("name", "aliases"), lambda row: index(row["name"], *row["aliases"])),
        (ClaimRow, ("type", "evidence_text"), lambda row: index(row["type"].replace("_", " "), row["evidence_text"])),
    )
    for rows, names, folded in shown:
        table: Table = rows.__table__
        for key, row in _rows(session, table, [table.c[name] for name in (*names, "search")]):
            if row is None:
                continue  # its seal could not be read either
            search = row.pop("search")
            if not search.startswith(folded(row)):
                yield f"A row of {table.name} is not found by its words ({_shown(key)}): {_AGAIN}"


def _rows(
    session: Session, table: Table, columns: Sequence[Any], at_once: int = 500
) -> Iterator[tuple[tuple[Any, ...], dict[str, Any] | None]]:
    """Every row by its key; ``None`` for one that cannot be read."""
    own = list(table.primary_key.columns)
    keys = session.execute(select(*own).order_by(*own)).all()
    for some in chunks(keys):
        for start in range(0, len(some), at_once):
            yield from _some_rows(session, table, columns, [tuple(key) for key in some[start : start + at_once]])


def _some_rows(
    session: Session, table: Table, columns: Sequence[Any], keys: Sequence[tuple[Any, ...]]
) -> Iterator[tuple[tuple[Any, ...], dict[str, Any] | None]]:
    own = list(table.primary_key.columns)
    query = select(*own, *columns)
    try:
        found = session.execute(query.where(tuple_(*own).in_(keys))).all()
    except _UNREADABLE:
        session.rollback()
        if len(keys) == 1:
            yield keys[0], None
            return
        for key in keys:
            yield from _some_rows(session, table, columns, [key])
        return
    names = [column.name for column in columns]
    rows = {tuple(row[: len(own)]): dict(zip(names, row[len(own) :], strict=True)) for row in found}
    yield from ((key, rows.get(key)) for key in keys)


def _is_whole(body: bytes, digest: str, size: int) -> bool:
    try:
        plain = zlib.decompress(body)
    except zlib.error:
        return False
    return len(plain) == size and hashlib.sha256(plain).hexdigest() == digest


def _shown(key: Iterable[Any]) -> str:
    return " ".join(str(part)[:60] for part in key)


def _line(error: BaseException) -> str:
    told = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(str(told).split())[:200]
