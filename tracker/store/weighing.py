"""How it is asked whether a row is among those that something finds.

Few are listed once and looked up; of many it is asked row by row, as the rows come in their order, since a page needs
only the first of them. Which it is, a database without statistics gets wrong; so it is found out beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

FEW = 2_000
"""So many are listed."""
_FEW_OF_COSTLY = 10_000
"""So many where it costs much to ask it row by row."""


@dataclass(slots=True)
class Weighing:
    """What was found out for one question."""

    session: Session | None
    """Without one, all are taken for many."""
    asked: bool = False
    """Whether anything was weighed."""
    costly: bool = False
    """Whether asking it row by row costs much."""
    _few: list[tuple[ColumnElement[bool], Any]] = field(default_factory=list)

    def among(
        self, key: Any, ways: tuple[ColumnElement[bool], ColumnElement[bool]], found: Select[Any], *, costly: bool
    ) -> ColumnElement[bool]:
        """The better of two ways, of few and of many, to say that the ``key`` of a row is among what is ``found``."""
        self.asked = True
        listed, one_by_one = ways
        if not self._is_few(found, _FEW_OF_COSTLY if costly else FEW):
            self.costly = self.costly or costly
            return one_by_one
        self._few.append((listed, key))
        return listed

    def narrow(self, conditions: Iterable[ColumnElement[bool]]) -> Any:
        """By which column one of the conditions, which must all hold, leaves few rows; ``None`` where none does."""
        return next((key for condition in conditions for few, key in self._few if condition is few), None)

    def _is_few(self, found: Select[Any], most: int) -> bool:
        if self.session is None:
            return False
        some = found.limit(most + 1).subquery()
        return (self.session.scalar(select(func.count()).select_from(some)) or 0) <= most


_weighing: ContextVar[Weighing | None] = ContextVar("weighing", default=None)


@contextmanager
def weighed(session: Session | None) -> Iterator[Weighing]:
    """Within the block, conditions are made for the database of ``session`` as it is now.

    Without a session they are made for rows that are few already, each of which is looked at.
    """
    made = Weighing(session)
    token = _weighing.set(made)
    try:
        yield made
    finally:
        _weighing.reset(token)


def weighed_dialect() -> str | None:
    """The kind of database for which conditions are made, if that is known."""
    weighing = _weighing.get()
    return weighing.session.get_bind().dialect.name if weighing and weighing.session else None


def is_among(
    rows: Any, key: Any, found: Select[Any], *, one_by_one: ColumnElement[bool] | None = None, costly: bool = False
) -> ColumnElement[bool]:
    """Whether the ``key`` of a row is the first column of what is ``found``; ``one_by_one`` asks it of a row alone."""
    listed: ColumnElement[bool] = key.in_(found)
    weighing = _weighing.get()
    if weighing is None:
        return listed
    if one_by_one is None:
        one_by_one = found.where(found.selected_columns[0] == key).correlate(rows).exists()
    return weighing.among(key, (listed, one_by_one), found, costly=costly)


def is_one_of(column: Any, values: Any, key: Any) -> ColumnElement[bool]:
    """Whether ``column`` has one of the values, where ``key`` is that of its rows and an index leads to them."""
    listed: ColumnElement[bool] = column.in_(values)
    weighing = _weighing.get()
    if weighing is not None:
        weighing.among(column, (listed, listed), select(key).where(listed), costly=False)
    return listed
