"""The SQL behind the filters: each function takes the rows that are asked and the value that was given."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, TypeAlias

from sqlalchemy import ColumnElement, Select, Text, and_, cast, exists, or_, select, true

from tracker.model import Role
from tracker.store.tables import (
    ArticleRow,
    ClaimRoleRow,
    ClaimRow,
    ConflictRow,
    EventClaimRow,
    EventRoleRow,
    EventRow,
    MentionRow,
)
from tracker.store.text import pattern, words

Rows: TypeAlias = Any
"""A table's row class; each condition names the columns that it needs."""

Condition: TypeAlias = Callable[[Rows, Any], ColumnElement[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """How one filter reads in a form and what it means in SQL."""

    label: str
    condition: Condition
    """Asked only where the filter is set."""
    choices: Callable[[], Sequence[str]] | None = None
    """All values that make sense, if they can be listed."""
    when_off: bool = False
    """Whether the condition holds while the box is *not* ticked: ticking it lets more through."""


def has_words(rows: Rows, query: str) -> ColumnElement[bool]:
    """Every word of the query stands somewhere in the folded text."""
    return and_(True, *(rows.search.like(pattern(word), escape="\\") for word in words(query)))


def plays(role: Role | None) -> Condition:
    """An entity fills ``role``, or any role."""

    def condition(rows: Rows, key: str) -> ColumnElement[bool]:
        owner, table = (EventRoleRow.state, EventRoleRow) if rows is EventRow else (ClaimRoleRow.claim_id, ClaimRoleRow)
        playing = select(owner).where(table.entity_key == key)
        return _is_among(rows, playing if role is None else playing.where(table.role == role))

    return condition


def _is_among(rows: Rows, ids: Select[str]) -> ColumnElement[bool]:
    """Asked once and not per row, which databases without statistics get wrong."""
    among: ColumnElement[bool] = (rows.state if rows is EventRow else rows.id).in_(ids)
    return among


def _events_with_claims() -> Select[str]:
    return select(EventClaimRow.state).join(ClaimRow, ClaimRow.id == EventClaimRow.claim_id)


def reported_by(rows: Rows, outlet: str) -> ColumnElement[bool]:
    """An article of the outlet says so."""
    articles = select(ArticleRow.id).where(ArticleRow.outlet == outlet)
    if rows is ClaimRow:
        return ClaimRow.article_id.in_(articles)
    return _is_among(rows, _events_with_claims().where(ClaimRow.article_id.in_(articles)))


def said_by(rows: Rows, origin: str) -> ColumnElement[bool]:
    """An article says so, or a reference record does."""
    if rows is EventRow:
        return EventRow.origin.in_((origin, "both"))
    return (ClaimRow.article_id if origin == "article" else ClaimRow.reference_id).is_not(None)


def well_supported(rows: Rows, _: bool) -> ColumnElement[bool]:
    """It rests on more than reference records of low confidence."""
    supported = or_(rows.confidence.is_(None), rows.confidence != "low")
    return or_(supported, EventRow.origin != "reference") if rows is EventRow else supported


def of_event(rows: Rows, event_id: str) -> ColumnElement[bool]:
    """It speaks of the event, which may be named by the id of any of its claims."""
    mine = select(EventClaimRow.state).where(EventClaimRow.claim_id == event_id)
    event = select(EventRow.state).where(EventRow.state.in_(mine), *holds(NOW))
    return _is_among(rows, select(EventClaimRow.claim_id).where(EventClaimRow.state.in_(event)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AsKnown:
    """When, and to whom: to the world, or to this database."""

    at: datetime | None
    """``None`` for all that is known now."""
    by: Literal["world", "tracker"]


_DAY = re.compile(r"\d{4}-\d\d-\d\d")

NOW = AsKnown(at=None, by="world")


def plain_day(given: Any) -> Any:
    """A day that is written as one, which must not become its first moment."""
    return date.fromisoformat(given) if isinstance(given, str) and _DAY.fullmatch(given.strip()) else given


def moment(given: date | datetime | None) -> datetime | None:
    """The end of a day in UTC, or the very moment; a time without an offset is taken as UTC."""
    if given is None:
        return None
    if isinstance(given, datetime):
        return given if given.tzinfo else given.replace(tzinfo=UTC)
    return datetime.combine(given, time.max, UTC)


def holds(known: AsKnown) -> tuple[ColumnElement[bool], ...]:
    """The states of events that hold now, or held as known then."""
    if known.at is None:
        return EventRow.clock == known.by, EventRow.until.is_(None)
    return (
        EventRow.clock == known.by,
        EventRow.since <= known.at,
        or_(EventRow.until.is_(None), EventRow.until > known.at),
    )


def heard(known: AsKnown) -> tuple[ColumnElement[bool], ...]:
    """The claims that stood as known then."""
    if known.at is None:
        return ()
    if known.by == "world":
        return ClaimRow.heard_from <= known.at, or_(ClaimRow.heard_until.is_(None), ClaimRow.heard_until > known.at)
    return ClaimRow.known_at <= known.at, or_(ClaimRow.retracted_at.is_(None), ClaimRow.retracted_at > known.at)


def printed_by(known: AsKnown) -> tuple[ColumnElement[bool], ...]:
    """The articles that were printed, or had been read here, as known then."""
    if known.at is None:
        return ()
    if known.by == "tracker":
        return (ArticleRow.known_at <= known.at,)
    printed = and_(ArticleRow.published_utc <= known.at, _day_was_over(known.at))
    return (or_(printed, and_(ArticleRow.published_utc.is_(None), ArticleRow.known_at <= known.at)),)


def _day_was_over(at: datetime) -> ColumnElement[bool]:
    """Where only the day of publication is known, that it had ended."""
    last = at.astimezone(UTC).date() - timedelta(days=0 if at.astimezone(UTC).time() == time.max else 1)
    return or_(ArticleRow.published_precision != "day", ArticleRow.published_day <= last)


def always(_rows: Rows, _value: Any) -> ColumnElement[bool]:
    """For a filter whose condition is stated elsewhere."""
    return true()


def stands(rows: Rows, _: bool) -> ColumnElement[bool]:
    """It was not retracted."""
    retracted: ColumnElement[bool] = rows.retracted_at.is_(None)
    return retracted


def is_named(rows: Rows, key: str) -> ColumnElement[bool]:
    """The text of the article names the entity."""
    return _is_among(rows, select(MentionRow.article_id).where(MentionRow.entity_key == key))


def was_named(rows: Rows, _: bool) -> ColumnElement[bool]:
    """An article names the entity, or a claim gives it a part."""
    mentioned = exists().where(MentionRow.entity_key == rows.key)
    return or_(mentioned, exists().where(ClaimRoleRow.entity_key == rows.key))


def of_states(known: AsKnown) -> ColumnElement[bool]:
    """Conflicts of the states that held then."""
    return ConflictRow.state.in_(select(EventRow.state).where(*holds(known)))


def in_event(rows: Rows, event_id: str) -> ColumnElement[bool]:
    """Of the event, which may be named by the id of any of its claims."""
    states: ColumnElement[bool] = rows.state.in_(select(EventClaimRow.state).where(EventClaimRow.claim_id == event_id))
    return states


def of_types(rows: Rows, types: Sequence[str]) -> ColumnElement[bool]:
    """Of an event of one of these types."""
    states: ColumnElement[bool] = rows.state.in_(select(EventRow.state).where(EventRow.type.in_(types)))
    return states


def plays_in_event(rows: Rows, key: str) -> ColumnElement[bool]:
    """The entity plays a part in the event."""
    states: ColumnElement[bool] = rows.state.in_(select(EventRoleRow.state).where(EventRoleRow.entity_key == key))
    return states


def told_by(rows: Rows, outlet: str) -> ColumnElement[bool]:
    """An article of the outlet speaks of the event."""
    articles = select(ArticleRow.id).where(ArticleRow.outlet == outlet)
    states: ColumnElement[bool] = rows.state.in_(_events_with_claims().where(ClaimRow.article_id.in_(articles)))
    return states


def has_overclaims(rows: Rows, _: bool) -> ColumnElement[bool]:
    """A source says more than a better one."""
    return cast(rows.overclaims, Text) != "[]"


def contradicts(rows: Rows, _: bool) -> ColumnElement[bool]:
    """The values exclude each other."""
    excluded: ColumnElement[bool] = rows.contradiction.is_(True)
    return excluded
