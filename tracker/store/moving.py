"""A whole database copied into another, whatever either is, and proved to hold the same there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tracker.errors import InputError, StoreError
from tracker.store.checking import content_hash
from tracker.store.copying import copy_rows, count_rows
from tracker.store.dialects import connect, writing
from tracker.store.migrations import check, upgrade

Tell = Callable[[int], None]
"""Told how many more rows were copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A copy that holds the same as what it was made of."""

    rows: int
    """That were copied; none where the target held the same already."""
    content_hash: str


def copy_database(
    source_url: str, target_url: str, begin: Callable[[int], None] = lambda _: None, tell: Tell = lambda _: None
) -> Copied:
    """Copy all rows of one database into another that is empty, all or nothing; others may go on using the first.

    The tables of the target are made. ``begin`` is told how many rows there are. Where the target holds the same
    already, nothing is done. Raises ``InputError`` where it holds anything else and ``StoreError`` where either cannot
    be used, or where the copy is not the same: then nothing of it is kept.
    """
    source, target = connect(source_url), connect(target_url)
    try:
        if _is_same(source, target):
            raise InputError("Both addresses are of one database: give another one to copy to")
        check(source)
        upgrade(target_url)
        with source.connect() as held, writing(target).begin() as copy:
            return _copy(held, copy, begin, tell)
    except DBAPIError as error:
        raise StoreError(f"The database cannot be copied: {str(error.orig).splitlines()[0]}") from error
    finally:
        source.dispose()
        target.dispose()


def _copy(held: Connection, copy: Connection, begin: Callable[[int], None], tell: Tell) -> Copied:
    if any(count_rows(copy).values()):
        if (found := _hash(copy)) != _hash(held):
            raise InputError("The database to copy to holds something else already: give an empty one")
        return Copied(rows=0, content_hash=found)
    begin(sum(count_rows(held).values()))
    rows = copy_rows(held, copy, tell)
    found = _hash(copy)
    if found != _hash(held):
        raise StoreError("The copy does not hold the same as the original: nothing was kept; run: tracker db verify")
    return Copied(rows=rows, content_hash=found)


def _hash(connection: Connection) -> str:
    with Session(connection) as session:
        return content_hash(session)


def _is_same(one: Engine, other: Engine) -> bool:
    return one.url.set(drivername="", password=None) == other.url.set(drivername="", password=None)
