"""Pages of lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from tracker.store.looking import Looking
from tracker.store.orders import Order, S
from tracker.store.selecting import Filter
from tracker.store.tables import Row
from tracker.store.views import Page, T

R = TypeVar("R", bound=Row)


def read_page(
    session: Session, chosen: Filter, order: Order[R, S], render: Callable[[Session, Sequence[R]], tuple[T, ...]]
) -> Page[T]:
    """The page that ``chosen`` asks for, its rows made into views by ``render``."""
    looking = Looking(session, chosen, order)
    total, total_is = looking.total()
    rows = session.scalars(looking.rows(chosen.limit + 1, chosen.cursor)).all()
    shown = rows[: chosen.limit]
    return Page(
        items=render(session, shown),
        total=max(total, len(shown)),
        total_is=total_is,
        limit=chosen.limit,
        next=order.cursor(shown[-1]) if len(rows) > chosen.limit else None,
    )
