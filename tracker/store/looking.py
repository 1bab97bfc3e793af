"""How the rows that a filter asks for are looked for, so that a page costs what it shows and not what is held.

Where one of the things asked for leaves few rows, those are taken and put in order. Otherwise rows are taken in their
order until a page is full: all of them, or those in which an entity that is asked for plays a part. SQLite keeps no
statistics, so it is told which index has that order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, true, union
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import False_

from tracker.store.conditions import NOW, holds, is_placed
from tracker.store.filters import PARTS, ClaimFilter, EventSelection
from tracker.store.orders import Order
from tracker.store.selecting import Selection
from tracker.store.tables import PLAYING, ClaimRow, EventRoleRow, EventRow
from tracker.store.views import TotalIs
from tracker.store.weighing import weighed

COUNTED = 10_000
"""So many rows are looked at to count a list; of what lies beyond it is only said that there may be more."""
_COSTLY = 500
"""So many where each look costs much."""
_PLAYERS = 10
"""So many entities are followed at once."""


_INDEXES = {
    EventRow.state: "sqlite_autoindex_events_1",
    EventRow.type: "ix_events_type",
    EventRow.id: "ix_events_id_clock_until",
}
"""By which few events are looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    """Entities whose events are taken in turn, and what else is asked for."""

    keys: Sequence[str]
    role: str | None
    rest: EventSelection


class Looking:
    """The way to the rows of one filter, chosen once."""

    def __init__(self, session: Session, chosen: Selection, order: Order[Any, Any]) -> None:
        """Find out how much there is of what is asked for."""
        self._session, self._order = session, order
        with weighed(session) as weighing:
            self._conditions = chosen.conditions()
        narrow = weighing.narrow(self._conditions)
        # Nothing is found by what can never be: no index helps there, and SQLite refuses to be told of one.
        never = any(isinstance(condition, False_) for condition in self._conditions)
        self._lead = _lead(session, chosen, order) if narrow is None and not never else None
        if self._lead is not None:
            with weighed(session) as weighing:
                self._conditions = self._lead.rest.conditions()
        self._costly, self._base = weighing.costly, _base(chosen)
        now = getattr(chosen, "known", NOW) == NOW
        self._in_turn = narrow is None and not never and (order.rows is EventRow or weighing.asked or order.always)
        if self._in_turn:
            self._index = order.index if now else order.past
        else:
            self._index = None if narrow is None or never else _INDEXES.get(narrow)

    def rows(self, limit: int, cursor: str | None = None) -> Select[Any]:
        """The rows in their order, so many after the one that the cursor names."""
        if self._lead is not None:
            return self._led(limit, cursor)
        query = self._order.apply(select(self._order.rows).where(*self._conditions)).limit(limit)
        if cursor is not None:
            query = query.where(self._order.after(cursor))
        return self._hinted(query)

    def total(self) -> tuple[int, TotalIs]:
        """How many rows there are, and whether that is all of them."""
        if self._lead is None and not self._in_turn:
            some: Select[Any] = select(literal(1).label("one")).select_from(self._order.rows).where(*self._conditions)
            some = self._hinted(some).limit(COUNTED + 1)
            number = self._session.scalar(select(func.count()).select_from(some.subquery())) or 0
            return min(number, COUNTED), "exact" if number <= COUNTED else "at_least"
        most = _COSTLY if self._costly else COUNTED
        looked = self._looked_at().limit(most + 1).subquery()
        seen, met = self._session.execute(
            select(func.count(), func.count().filter(looked.c.met)).select_from(looked)
        ).one()
        return (met, "exact") if seen <= most else (min(met, COUNTED), "at_least")

    def _looked_at(self) -> Select[Any]:
        """The rows that are looked at one by one, and whether each meets the conditions."""
        if self._lead is None:
            met = and_(true(), *self._conditions).label("met")
            return self._hinted(self._order.apply(select(met).select_from(self._order.rows).where(*self._base)))
        playing = aliased(EventRoleRow)
        met = and_(true(), *self._conditions).label("met")
        query = self._follow(select(met, playing.event_id), playing, self._lead.keys)
        return query.distinct()

    def _hinted(self, query: Select[Any]) -> Select[Any]:
        if self._index is None:
            return query
        return query.with_hint(self._order.rows, f"INDEXED BY {self._index}", "sqlite")

    def _led(self, limit: int, cursor: str | None) -> Select[Any]:
        """Of the events of each entity the first in order, and of all of those the first."""
        assert self._lead is not None  # noqa: S101
        found = [self._first(key, limit, cursor).subquery() for key in self._lead.keys]
        states = found[0] if len(found) == 1 else union(*(select(one.c.state) for one in found)).subquery()
        query = select(EventRow).join(states, states.c.state == EventRow.state)
        return self._order.apply(query).limit(limit)

    def _first(self, key: str, limit: int, cursor: str | None) -> Select[Any]:
        playing = aliased(EventRoleRow)
        columns = (playing.state, playing.listed, playing.event_id)
        query = self._follow(select(*columns), playing, [key]).where(*self._conditions)
        if cursor is not None:
            query = query.where(self._order.after(cursor, playing.listed, playing.event_id))
        day = playing.listed.desc() if self._order.falling else playing.listed.asc()
        return query.distinct().order_by(day, playing.event_id).limit(limit)

    def _follow(self, query: Any, playing: Any, keys: Sequence[str]) -> Select[Any]:
        assert self._lead is not None  # noqa: S101
        rest, role = self._lead.rest, self._lead.role
        followed: Select[Any] = (
            query.join_from(playing, EventRow, EventRow.state == playing.state)
            .where(playing.entity_key.in_(keys) if len(keys) > 1 else playing.entity_key == keys[0])
            .where(playing.listed.is_not(None), *([playing.role == role] if role else ()))
            .where(*is_placed(playing.listed, rest.date_from, rest.date_to, rest.date_match))
            .with_hint(playing, f"INDEXED BY {PLAYING}", "sqlite")
        )
        return followed


def _base(chosen: Selection) -> Sequence[ColumnElement[bool]]:
    """What the order of the rows alone answers."""
    match chosen:
        case EventSelection():
            days = is_placed(EventRow.sort_day, chosen.date_from, chosen.date_to, chosen.date_match)
            return [*holds(chosen.known), *days]
        case ClaimFilter():
            return is_placed(ClaimRow.sort_day, chosen.date_from, chosen.date_to, chosen.date_match)
    return []


def _lead(session: Session, chosen: Selection, order: Order[Any, Any]) -> _Lead | None:
    """The entities asked for of which least is told, where what holds now is listed by days."""
    if not isinstance(chosen, EventSelection) or chosen.known != NOW or order.sort is not EventRow.sort_day:
        return None
    asked = {name: _keys(session, chosen.meant(name)) for name in sorted(PARTS) if getattr(chosen, name)}
    few = {name: keys for name, keys in asked.items() if 0 < len(keys) <= _PLAYERS}
    if not few:
        return None
    name = min(few, key=lambda one: _told(session, few[one])) if len(few) > 1 else next(iter(few))
    rest = chosen.model_copy(update={name: ()})
    return _Lead(keys=asked[name], role=None if name == "entity" else name, rest=rest)


def _keys(session: Session, given: Any) -> Sequence[str]:
    return sorted(given if isinstance(given, tuple) else session.scalars(given.limit(_PLAYERS + 1)))


def _told(session: Session, keys: Sequence[str]) -> int:
    """How many parts the entities play, as far as it matters."""
    some = select(EventRoleRow.state).where(EventRoleRow.entity_key.in_(keys), EventRoleRow.listed.is_not(None))
    return session.scalar(select(func.count()).select_from(some.limit(10 * COUNTED).subquery())) or 0
