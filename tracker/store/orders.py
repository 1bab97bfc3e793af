"""Orders of lists by keyset: the cursor names the last row shown, so that a page costs the same at any depth."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, TypeDecorator, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from tracker.errors import InputError
from tracker.store.tables import Row

R = TypeVar("R", bound=Row)
S = TypeVar("S", str, date, datetime, int)


_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Generic[R, S]):
    """A total order of rows: by ``sort``, the greatest first or the least, then by ``key``."""

    name: str
    """What the user calls it; a cursor of one order means nothing in another."""
    rows: type[R]
    sort: InstrumentedAttribute[S]
    key: InstrumentedAttribute[str]
    falling: bool
    index: str | None = None
    """The index in this order over what a list shows that asks for no other time."""
    past: str | None = None
    """The index in this order over all rows."""
    always: bool = False
    """Whether the rows are best taken in this order whatever is asked for."""

    def apply(self, query: Select[R]) -> Select[R]:
        """``query`` in this order."""
        return query.order_by(self.sort.desc() if self.falling else self.sort.asc(), self.key)

    def after(self, cursor: str, sort_by: Any = None, key_by: Any = None) -> ColumnElement[bool]:
        """What follows the row that ``cursor`` names, told by columns of this order or by others that hold the same.

        Raises ``InputError`` for what is no cursor.
        """
        sort, key = self._read(cursor)
        sorted_by, keyed_by = (self.sort, self.key) if sort_by is None else (sort_by, key_by)
        beyond = sorted_by < sort if self.falling else sorted_by > sort
        # The first half is said twice so that an index is entered at the right place.
        bounded = sorted_by <= sort if self.falling else sorted_by >= sort
        return and_(bounded, or_(beyond, and_(sorted_by == sort, keyed_by > key)))

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
