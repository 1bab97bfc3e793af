"""Pages by keyset: the cursor names the last row shown, so that a page costs the same at any depth."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.errors import InputError
from tracker.store.filters import Filter
from tracker.store.tables import Row
from tracker.store.views import Page, T

R = TypeVar("R", bound=Row)
S = TypeVar("S", str, date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Generic[R, S]):
    """A total order of rows: by ``sort``, newest first or first in the alphabet first, then by ``key``."""

    rows: type[R]
    sort: InstrumentedAttribute[S]
    key: InstrumentedAttribute[str]
    newest: bool

    def apply(self, query: Select[R]) -> Select[R]:
        """``query`` in this order."""
        return query.order_by(self.sort.desc() if self.newest else self.sort.asc(), self.key)

    def after(self, cursor: str) -> ColumnElement[bool]:
        """What follows the row that ``cursor`` names. Raises ``InputError`` for what is no cursor."""
        sort, key = self._read(cursor)
        beyond = self.sort < sort if self.newest else self.sort > sort
        return or_(beyond, and_(self.sort == sort, self.key > key))

    def cursor(self, row: R) -> str:
        """What names ``row``."""
        place = [str(getattr(row, self.sort.key)), getattr(row, self.key.key)]
        return base64.urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode().rstrip("=")

    def _read(self, cursor: str) -> tuple[S, str]:
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            sort, key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            return (date.fromisoformat(sort) if self.newest else str(sort)), str(key)  # type: ignore[return-value]
        except (ValueError, TypeError, RecursionError, binascii.Error) as error:
            raise InputError("The cursor is not one that this list gave out: begin without one") from error


def read_page(
    session: Session, chosen: Filter, order: Order[R, S], render: Callable[[Session, Sequence[R]], tuple[T, ...]]
) -> Page[T]:
    """The page that ``chosen`` asks for, its rows made into views by ``render``."""
    conditions = chosen.conditions()
    total = session.scalar(select(func.count()).select_from(chosen.rows).where(*conditions)) or 0
    query = order.apply(select(order.rows).where(*conditions))
    if chosen.cursor is not None:
        query = query.where(order.after(chosen.cursor))
    rows = session.scalars(query.limit(chosen.limit + 1)).all()
    shown = rows[: chosen.limit]
    following = order.cursor(shown[-1]) if len(rows) > chosen.limit else None
    return Page(items=render(session, shown), total=total, limit=chosen.limit, next=following)
