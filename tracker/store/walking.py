"""Whole lists, of any length: read in steps, so that neither memory nor the database holds more than one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session, defer

from tracker.store.looking import Looking
from tracker.store.orders import Order
from tracker.store.selecting import Filter
from tracker.store.tables import ArticleRow

STEP = 500
"""Rows that are read at once."""

Render = Callable[[Session, Sequence[Any]], tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A way through all that a filter asks for, in the order of its list."""

    chosen: Filter
    order: Order[Any, Any]
    render: Render
    most: int | None
    """After so many it ends."""

    def together(self, opened: Callable[[], AbstractContextManager[Session]]) -> Iterator[Any]:
        """All as it was at one moment. The database keeps that moment until the last is taken."""
        with opened() as session:
            yield from self._all(lambda cursor, number: self._step(session, cursor, number))

    def apart(self, opened: Callable[[], AbstractContextManager[Session]]) -> Iterator[Any]:
        """Each step as it is by then: whoever takes his time holds nothing up."""

        def step(cursor: str | None, number: int) -> tuple[tuple[Any, ...], str | None]:
            with opened() as session:
                return self._step(session, cursor, number)

        yield from self._all(step)

    def _all(self, step: Callable[[str | None, int], tuple[tuple[Any, ...], str | None]]) -> Iterator[Any]:
        left, cursor = self.most, self.chosen.cursor
        while left is None or left > 0:
            found, cursor = step(cursor, STEP if left is None else min(STEP, left))
            yield from found
            left = None if left is None else left - len(found)
            if cursor is None:
                return

    def _step(self, session: Session, cursor: str | None, number: int) -> tuple[tuple[Any, ...], str | None]:
        rows = self.order.rows
        unseen = [rows.search, *([rows.text] if rows is ArticleRow else ())] if hasattr(rows, "search") else []
        query = Looking(session, self.chosen, self.order).rows(number, cursor).options(*map(defer, unseen))
        found = session.scalars(query).all()
        following = self.order.cursor(found[-1]) if len(found) == number else None
        views = self.render(session, found)
        session.expunge_all()
        return views, following
