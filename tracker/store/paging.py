"""Pages by keyset: the cursor names the last row shown, so that a page costs the same at any depth."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, TypeDecorator, and_, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.errors import InputError
from tracker.store.selecting import Filter
from tracker.store.tables import Row
from tracker.store.views import Page, T

R = TypeVar("R", bound=Row)
S = TypeVar("S", str, date, datetime, int)


_LARGEST = 2**31 - 1

COUNTED = 10_000
"""So far a list is counted; of a longer one it is only said that it has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Generic[R, S]):
    """A total order of rows: by ``sort``, the greatest first or the least, then by ``key``."""

    name: str
    """What the user calls it; a cursor of one order means nothing in another."""
    rows: type[R]
    sort: InstrumentedAttribute[S]
    key: InstrumentedAttribute[str]
    falling: bool

    def apply(self, query: Select[R]) -> Select[R]:
        """``query`` in this order."""
        return query.order_by(self.sort.desc() if self.falling else self.sort.asc(), self.key)

    def after(self, cursor: str) -> ColumnElement[bool]:
        """What follows the row that ``cursor`` names. Raises ``InputError`` for what is no cursor."""
        sort, key = self._read(cursor)
        beyond = self.sort < sort if self.falling else self.sort > sort
        return or_(beyond, and_(self.sort == sort, self.key > key))

    def cursor(self, row: R) -> str:
        """What names ``row``."""
        place = [self.name, str(getattr(row, self.sort.key)), getattr(row, self.key.key)]
        return base64.urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode().rstrip("=")

    def _read(self, cursor: str) -> tuple[S, str]:
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            name, sort, key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            if name == self.name:
                return self._value(sort), str(key)
            raise InputError("The cursor is of another order: begin without one")
        except (ValueError, TypeError, RecursionError, binascii.Error) as error:
            raise InputError("The cursor is not one that this list gave out: begin without one") from error

    def _value(self, written: Any) -> S:
        reading: Mapping[type, Callable[[Any], Any]] = {
            date: date.fromisoformat,
            datetime: _moment,
            int: _number,
            str: str,
        }
        kind = self.sort.type
        plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
        value: S = reading[plain.python_type](written)
        return value


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(written)
    return moment


def _number(written: str) -> int:
    number = int(written)
    if abs(number) > _LARGEST:
        raise ValueError(written)
    return number


def read_page(
    session: Session, chosen: Filter, order: Order[R, S], render: Callable[[Session, Sequence[R]], tuple[T, ...]]
) -> Page[T]:
    """The page that ``chosen`` asks for, its rows made into views by ``render``."""
    conditions = chosen.conditions()
    total = count(session, chosen.rows, conditions)
    query = order.apply(select(order.rows).where(*conditions))
    if chosen.cursor is not None:
        query = query.where(order.after(chosen.cursor))
    rows = session.scalars(query.limit(chosen.limit + 1)).all()
    shown = rows[: chosen.limit]
    following = order.cursor(shown[-1]) if len(rows) > chosen.limit else None
    return Page(
        items=render(session, shown),
        total=min(total, COUNTED),
        total_is="exact" if total <= COUNTED else "at_least",
        limit=chosen.limit,
        next=following,
    )


def count(session: Session, rows: type[Row], conditions: Sequence[ColumnElement[bool]]) -> int:
    """How many rows meet the conditions; one more than ``COUNTED`` stands for any greater number."""
    some = select(literal(1).label("one")).select_from(rows).where(*conditions).limit(COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0
